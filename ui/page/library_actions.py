"""What the page of the library does when its parts are used: each action gives what the parts then show."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import gradio as gr

from onrecord.index.errors import ChangedError, InputError, OnRecordError
from onrecord.index.tables.listing import Column, Wanted
from onrecord.index.tables.rows import TranscriptSummary
from onrecord.ui.messages import Messages
from onrecord.ui.page import library_view as view
from onrecord.ui.page.background import Told, working
from onrecord.ui.page.facts_view import about
from onrecord.ui.page.library import Library, fingerprint

__all__ = ["BOTH", "REPLACE", "LibraryActions", "Parts", "Pressed"]

REPLACE, BOTH = "replace", "both"
"""What is done with what the record has under the name of what comes."""


class Pressed:
    """What a press on the list tells: anybody can send anything."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.do = self.of("do")
        self.everything = data.get("everything") is True

    def of(self, key: str) -> str:
        """One of its texts; empty where there is none."""
        return str(self._data.get(key) or "")

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Id and fingerprint of each that was chosen."""
        given = self._data.get("chosen")
        pairs = given if isinstance(given, list) else []
        return [(str(each[0]), str(each[1])) for each in pairs if isinstance(each, list) and len(each) == 2]

    def is_outdated(self, chosen: Sequence[tuple[str, str]]) -> bool:
        """Whether all that was found was to be removed, and is not what it was."""
        return self.everything and not chosen

    def turned(self, wanted: Wanted) -> Wanted | None:
        """What is to be listed instead; ``None`` where something else is to be done."""
        if self.do == "page":
            to = self.of("to")
            return replace(wanted, page=int(to) if re.fullmatch("[0-9]{1,9}", to) else 1)
        if self.do == "doubtful":
            # The worst first; without it the newest, as in the beginning.
            if wanted.doubtful:
                return Wanted(wanted.search)
            return Wanted(wanted.search, "confidence", descending=False, doubtful=True)
        by = next((each for each in get_args(Column) if each == self.of("by")), None)
        if self.do != "sort" or not by:
            return None
        # Titles from A on; of all else the newest or the most first.
        descending = not wanted.descending if by == wanted.sort else by != "title"
        return replace(wanted, sort=by, descending=descending, page=1)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the page with the list, which actions change, by what they are.

    ``wanted`` is which part of the list is shown, ``batch`` what *Undo* takes back, ``there`` what has come
    in its place meanwhile, ``named`` what is being renamed, ``known`` of which state the facts are.
    """

    top: Any
    facts: Any
    search: Any
    table: Any
    told: Any
    instead: Any
    back: Any
    removals: Any
    renaming: Any
    title: Any
    save: Any
    leave: Any
    wanted: Any
    batch: Any
    there: Any
    named: Any
    known: Any

    @property
    def holdings(self) -> list[Any]:
        """What tells what the record holds."""
        return [self.table, self.removals]

    @property
    def undoing(self) -> list[Any]:
        """What changes with a removal, or when one is taken back."""
        return [*self.holdings, self.told, self.back, self.batch, self.instead, self.there]


Updates = dict[Any, Any]


class LibraryActions:
    """The actions over one library, which change ``parts``; ``words_of`` tells the reader's language."""

    def __init__(self, library: Library, words_of: Callable[[gr.Request], Messages], parts: Parts) -> None:
        self._library = library
        self._words_of = words_of
        self._parts = parts

    def _table(self, wanted: Wanted, words: Messages) -> str:
        return view.transcripts(self._library.archive.listing(wanted), words)

    def _removals(self, words: Messages) -> str:
        return view.removals(self._library.removals(), words)

    def shown(self, wanted: Wanted, words: Messages) -> Updates:
        """What tells what the record holds, but for its facts, which take a moment longer."""
        return {
            self._parts.table: self._table(wanted, words),
            self._parts.removals: self._removals(words),
        }

    def facts(self, known: str, request: gr.Request) -> tuple[Any, Any]:
        """The facts of the record, and of which state; nothing where these are ``known``."""
        archive = self._library.archive
        if archive.generation == known:
            return gr.skip(), gr.skip()
        with archive.snapshot():
            return about(archive.facts(), self._words_of(request)), archive.generation

    def greet(self, request: gr.Request) -> list[Any]:
        """Top, heading, table, removals, labels of five fields, two questions, labels of seven buttons."""
        words = self._words_of(request)
        labels = (words.files, words.addresses, words.new_title, words.choose, words.search_library)
        values = (
            words.undo, words.save, words.cancel, words.read, words.stop, words.accept, words.discard
        )  # fmt: skip
        ways = [(words.replace_it, REPLACE), (words.keep_both, BOTH)]
        return [
            view.top(words),
            view.heading(words.add_title, words),
            *self.shown(Wanted(), words).values(),
            *(gr.update(label=label) for label in labels),
            *(gr.update(label=words.same_name, choices=ways) for _ in range(2)),
            *(gr.update(value=value) for value in values),
        ]

    def search(self, wanted: Wanted, search: str | None, request: gr.Request) -> Updates:
        """Show what is searched for, from the first page on."""
        wanted = replace(wanted, search=search or "", page=1)
        return self._list(wanted, self._words_of(request))

    def _list(self, wanted: Wanted, words: Messages) -> Updates:
        return {self._parts.wanted: wanted, self._parts.table: self._table(wanted, words)}

    def turn(self, wanted: Wanted, request: gr.Request, event: gr.EventData) -> Updates:
        """Sort or turn pages."""
        turned = Pressed(event._data).turned(wanted)
        return self._list(turned or wanted, self._words_of(request))

    def act(self, wanted: Wanted, request: gr.Request, event: gr.EventData) -> Iterator[Updates]:
        """Rename or remove."""
        words, parts = self._words_of(request), self._parts
        told = Pressed(event._data)
        unasked = {parts.instead: gr.update(visible=False, value=None), parts.there: ()}
        hidden = {parts.back: gr.update(visible=False), parts.batch: "", **unasked}
        if told.do == "rename":
            row = {parts.renaming: gr.update(visible=True), parts.title: told.of("title")}
            yield {parts.told: "", parts.named: (told.of("id"), told.of("seen")), **row, **hidden}
            return
        if told.do not in ("remove", "remove-chosen"):
            return
        chosen = self._chosen(told, wanted)
        batch, removed, problem = secrets.token_urlsafe(8), 0, ""
        changed: list[str] = []
        gone: list[str] = []
        yield {parts.named: ("", ""), parts.renaming: gr.update(visible=False), parts.title: "", **hidden}

        def work(tell: Told) -> None:
            nonlocal removed
            for at, (transcript_id, seen) in enumerate(chosen):
                tell(at / len(chosen))
                try:
                    self._library.remove(transcript_id, seen, batch)
                except ChangedError as error:
                    changed.extend(each.title for each in error.there)
                except InputError as error:  # somebody else has removed it
                    gone.append(str(error))
                else:
                    removed += 1

        for step in working(work, threading.Event()):
            if isinstance(step, float):
                yield {parts.told: view.progress(words.removing, step, words)}
            else:
                problem = step.problem
        message = ""
        if removed == 1 and told.do == "remove":
            message = view.removed(told.of("title"), words)
        elif removed:
            message = view.said(words.removed_count.format(count=removed), words)
        if changed or told.is_outdated(chosen):
            message += view.changed(changed or [words.library_title], words)
        done = {parts.told: message + view.problems(problem, *gone), parts.batch: batch if removed else ""}
        yield {**self.shown(wanted, words), **done, parts.back: gr.update(visible=bool(removed))}

    def _chosen(self, told: Pressed, wanted: Wanted) -> list[tuple[str, str]]:
        """Id and fingerprint of what is to be removed; nothing where what was found is something else now."""
        if told.do == "remove":
            return [(told.of("id"), told.of("seen"))]
        if not told.everything:
            return told.chosen
        archive = self._library.archive
        with archive.snapshot():
            if (archive.generation, wanted.what) != (told.of("generation"), told.of("found")):
                return []
            return [(each.id, fingerprint(each)) for each in archive.found(wanted)]

    def rename(self, wanted: Wanted, named: tuple[str, str], name: str, request: gr.Request) -> Updates:
        """Give a transcript the title that was typed."""
        words, problem, again = self._words_of(request), "", False
        try:
            self._library.rename(named[0], name, named[1])
        except OnRecordError as error:
            problem = _problem(error, words)
            again = not isinstance(error, ChangedError)
        shown = {self._parts.table: self._table(wanted, words), self._parts.told: problem}
        return {**shown, self._parts.renaming: gr.update(visible=again)}

    def restore(
        self,
        wanted: Wanted,
        batch: str,
        way: str | None,
        there: Sequence[TranscriptSummary],
        request: gr.Request,
    ) -> Iterator[Updates]:
        """Take back what was removed together; where something else has come in its place, ask first."""
        words, parts = self._words_of(request), self._parts
        if there and way not in (REPLACE, BOTH):
            yield {parts.told: view.said(words.same_name, words, True)}
            return
        # Said again at the end: of what is said while an event goes on, Gradio's script can lose some.
        asked = {
            parts.back: gr.update(visible=False),
            parts.instead: gr.update(visible=False, value=None),
        }
        yield {parts.told: view.progress(words.adding, None, words), **asked}
        changed: list[TranscriptSummary] = []
        restored = 0

        def work(tell: Told) -> None:
            nonlocal restored
            removed = self._library.removed_together(batch)
            if not removed:
                raise InputError("this removal cannot be taken back any more; add the transcript again")
            for at, each in enumerate(removed):
                tell(at / len(removed))
                try:
                    self._library.restore(str(each.number), seen=there, both=way == BOTH)
                except ChangedError as error:
                    changed.extend(error.there)
                except InputError:  # somebody else has taken it back
                    continue
                else:
                    restored += 1

        problem = ""
        for step in working(work, threading.Event()):
            if isinstance(step, float):
                yield {parts.told: view.progress(words.adding, step, words)}
            else:
                problem = step.problem
        message = words.restored if restored == 1 else words.restored_count.format(count=restored)
        said = view.said(message, words) if restored else ""
        if changed:
            said += view.changed([each.title for each in changed], words)
            asked = {parts.back: gr.update(visible=True), parts.instead: gr.update(visible=True)}
        done = {parts.told: said + view.problems(problem), parts.there: tuple(changed), parts.batch: batch}
        yield {**self.shown(wanted, words), **done, **asked}

    def act_on_removed(self, wanted: Wanted, request: gr.Request, event: gr.EventData) -> Iterator[Updates]:
        """Take back what was removed together, or delete it for good."""
        words, told = self._words_of(request), Pressed(event._data)
        if told.do == "undo":
            yield from self.restore(wanted, told.of("batch"), None, (), request)
        elif told.do == "forget":
            self._library.forget(told.of("batch"))
            parts = self._parts
            gone = {parts.back: gr.update(visible=False), parts.instead: gr.update(visible=False)}
            said = {parts.told: view.said(words.forgotten, words), parts.removals: self._removals(words)}
            yield {**said, **gone}


def _problem(error: OnRecordError, words: Messages) -> str:
    if isinstance(error, ChangedError):
        return view.changed([each.title for each in error.there], words)
    return view.problems(str(error))
