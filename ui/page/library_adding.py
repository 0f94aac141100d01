"""What the page of the library does when something is brought: read it, show it and, after a yes, add it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from onrecord.index.indexing import FileReport
from onrecord.index.tables.listing import Wanted
from onrecord.ui.messages import Messages
from onrecord.ui.page import library_view as view
from onrecord.ui.page.background import Told, working
from onrecord.ui.page.library import Library
from onrecord.ui.page.library_actions import BOTH
from onrecord.ui.page.looking import Looked

__all__ = ["AddingActions"]


class AddingActions:
    """Adding to one library; ``words_of`` tells the reader's language, ``shown`` gives what it holds then."""

    def __init__(
        self,
        library: Library,
        words_of: Callable[[gr.Request], Messages],
        shown: Callable[[Wanted, Messages], Mapping[Any, Any]],
    ) -> None:
        self._library = library
        self._words_of = words_of
        self._shown = shown

    def look(
        self, brought: list[str] | None, typed: str | None, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Read what was brought: progress, and what :meth:`_proposed` gives."""
        words = self._words_of(request)
        urls = [line.strip() for line in (typed or "").splitlines() if line.strip()]
        if not brought and not urls:
            yield view.said(words.nothing_brought, words, True), *_skip(6)
            return
        read: list[Looked] = []
        yield view.progress(words.reading, None, words), *_skip(6)
        # Each once, whatever was sent.
        for each in self._library.look([Path(file) for file in dict.fromkeys(brought or ())], urls):
            read.append(each)
            yield view.progress(f"{words.reading} {len(read)}", None, words), *_skip(6)
        yield "", *self._proposed(read, words)

    def choose(
        self, read: Sequence[Looked], wanted: list[int] | None, request: gr.Request, event: gr.EventData
    ) -> tuple[Any, ...]:
        """Take speakers of one file for what somebody says; what :meth:`_proposed` gives."""
        words = self._words_of(request)
        at, told = event._data.get("file"), event._data.get("roles")
        if not isinstance(at, int) or not 0 <= at < len(read) or not isinstance(told, dict):
            return _skip(6)
        roles = tuple((str(name), role) for name, role in told.items() if str(role) in view.CHOICES)
        before = read[at]
        after = self._library.choose(before, roles)
        kept = {*(wanted or ()), *([at] if after.transcript and not before.transcript else ())}
        return self._proposed([*read[:at], after, *read[at + 1 :]], words, kept)

    def _proposed(
        self, read: Sequence[Looked], words: Messages, wanted: Container[int] | None = None
    ) -> tuple[Any, ...]:
        """What was read, its view, the approval, its choices, its question of namesakes, its button.

        All are chosen, or those that are ``wanted``.
        """
        # A title keeps to its own direction within the line.
        fresh = [
            (f"\u2068{each.transcript.title}\u2069 · {view.facts_of(each, words)}", at)
            for at, each in enumerate(read)
            if each.transcript
        ]
        marked = [at for _, at in fresh if wanted is None or at in wanted]
        chosen = gr.update(choices=fresh, value=marked, visible=bool(fresh))
        same = gr.update(
            visible=any(each.namesake for each in read), **({"value": None} if wanted is None else {})
        )
        button = gr.update(visible=bool(fresh))
        return tuple(read), view.looked_at(read, words), gr.update(visible=True), chosen, same, button

    def add(
        self,
        listed: Wanted,
        read: Sequence[Looked],
        wanted: list[int] | None,
        way: str | None,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        """Index what was chosen; what others changed meanwhile is proposed again.

        Table, removals, progress; stop button and what it sets; files; what :meth:`_proposed` gives.
        """
        words = self._words_of(request)
        picked = [each for at, each in enumerate(read) if at in set(wanted or ())]
        missing = words.same_name if any(each.namesake for each in picked) and not way else ""
        if not picked or missing:
            yield *_skip(2), view.said(missing or words.nothing_chosen, words, True), *_skip(9)
            return
        stopped = threading.Event()
        bar, closed = view.progress(words.adding, 0, words), gr.update(visible=False)
        yield *_skip(2), bar, gr.update(visible=True), stopped, gr.skip(), gr.skip(), "", closed, *_skip(3)
        reports: list[FileReport | Looked] = []
        stop = problem = ""

        def work(told: Told) -> None:
            reports.extend(self._library.add(picked, told, way == BOTH))

        for step in working(work, stopped):
            if isinstance(step, float):
                yield *_skip(2), view.progress(words.adding, step, words), *_skip(9)
            else:
                stop, problem = words.stopped if step.stopped else "", step.problem
        again = [each for each in reports if isinstance(each, Looked)]
        message = f"{words.added.format(count=len(reports) - len(again))} {stop}".strip()
        done = view.said(message, words, bool(stop)) + view.problems(problem)
        proposed = _skip(6)
        if again:
            done = done if len(reports) > len(again) or stop or problem else ""
            done += view.changed(
                [each.namesake.title if each.namesake else each.name for each in again], words
            )
            proposed = self._proposed(again, words)
        yield *self._shown(listed, words).values(), done, closed, None, None, *proposed


def _skip(count: int) -> tuple[Any, ...]:
    return (gr.skip(),) * count
