"""What the page of the library does when its parts are used: each action gives what the parts then show."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from onrecord.index.errors import OnRecordError
from onrecord.index.indexing import FileReport
from onrecord.ui.messages import Messages
from onrecord.ui.page import library_view as view
from onrecord.ui.page.background import working
from onrecord.ui.page.library import Library, Looked

__all__ = ["LibraryActions"]


class LibraryActions:
    """The actions over one library; ``words_of`` tells the reader's language."""

    def __init__(self, library: Library, words_of: Callable[[gr.Request], Messages]) -> None:
        self._library = library
        self._words_of = words_of

    def _table(self, words: Messages) -> str:
        return view.transcripts(self._library.archive.transcripts(), words)

    def greet(self, request: gr.Request) -> list[Any]:
        """Table, heading, labels of four fields, labels of seven buttons."""
        words = self._words_of(request)
        labels = (words.files, words.addresses, words.new_title, words.choose)
        values = (
            words.undo, words.save, words.cancel, words.read, words.stop, words.accept, words.discard
        )  # fmt: skip
        return [
            self._table(words),
            view.heading(words.add_title, words),
            *(gr.update(label=label) for label in labels),
            *(gr.update(value=value) for value in values),
        ]

    def act(self, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        """Rename or remove: table, message, undo button, its token; what is renamed, its row, its title."""
        words = self._words_of(request)
        do, transcript_id, name = (str(event._data.get(key, "")) for key in ("do", "id", "title"))
        if do == "rename":
            return gr.skip(), "", gr.update(visible=False), "", transcript_id, gr.update(visible=True), name
        try:
            token = self._library.remove(transcript_id)
            message = view.removed(name, words)
        except OnRecordError as error:
            token, message = "", view.problems(str(error))
        return (
            self._table(words),
            message,
            gr.update(visible=bool(token)),
            token,
            "",
            gr.update(visible=False),
            "",
        )

    def rename(self, transcript_id: str, name: str, request: gr.Request) -> tuple[Any, ...]:
        """Table, message, the row of renaming."""
        words, problem = self._words_of(request), ""
        try:
            self._library.rename(transcript_id, name)
        except OnRecordError as error:
            problem = str(error)
        return self._table(words), view.problems(problem), gr.update(visible=bool(problem))

    def restore(self, token: str, request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """Table, message, undo button."""
        words = self._words_of(request)
        message = view.said(words.restored, words)
        yield gr.skip(), view.progress(words.adding, None, words), gr.update(visible=False)
        try:
            self._library.restore(token)
        except OnRecordError as error:
            message = view.problems(str(error))
        yield self._table(words), message, gr.skip()

    def look(
        self, brought: list[str] | None, typed: str | None, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Read what was brought: progress, what was read, its view, the approval, its choices, its button."""
        words = self._words_of(request)
        urls = [line.strip() for line in (typed or "").splitlines() if line.strip()]
        if not brought and not urls:
            yield view.said(words.nothing_brought, words, True), *_skip(5)
            return
        read: list[Looked] = []
        yield view.progress(words.reading, None, words), *_skip(5)
        for each in self._library.look([Path(file) for file in brought or ()], urls):
            read.append(each)
            yield view.progress(f"{words.reading} {len(read)}", None, words), *_skip(5)
        # A title keeps to its own direction within the line.
        fresh = [
            (f"\u2068{each.transcript.title}\u2069 · {view.facts_of(each, words)}", at)
            for at, each in enumerate(read)
            if each.transcript
        ]
        chosen = gr.update(choices=fresh, value=[at for _, at in fresh], visible=bool(fresh))
        button = gr.update(visible=bool(fresh))
        yield "", tuple(read), view.looked_at(read, words), gr.update(visible=True), chosen, button

    def add(
        self, read: Sequence[Looked], wanted: list[int] | None, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Index what was chosen: table, progress, stop button and what it sets, view, approval, files."""
        words = self._words_of(request)
        picked = [each for at, each in enumerate(read) if at in set(wanted or ())]
        if not picked:
            yield gr.skip(), view.said(words.nothing_chosen, words, True), *_skip(5)
            return
        stopped = threading.Event()
        bar = view.progress(words.adding, 0, words)
        yield gr.skip(), bar, gr.update(visible=True), stopped, "", gr.update(visible=False), gr.skip()
        added: list[FileReport] = []
        stop = problem = ""
        for step in working(lambda told: added.extend(self._library.add(picked, told)), stopped):
            if isinstance(step, float):
                yield gr.skip(), view.progress(words.adding, step, words), *_skip(5)
            else:
                stop, problem = words.stopped if step.stopped else "", step.problem
        message = f"{words.added.format(count=len(added))} {stop}".strip()
        done = view.said(message, words, bool(stop)) + view.problems(problem)
        yield self._table(words), done, gr.update(visible=False), None, "", gr.skip(), None


def _skip(count: int) -> tuple[Any, ...]:
    return (gr.skip(),) * count
