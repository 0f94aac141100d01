"""Gradio's page, on which nobody can use what is another's: each event goes through here before it is run."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any

import gradio as gr
from gradio.block_function import BlockFunction
from gradio.queueing import Event
from gradio.routes import App

from onrecord.ui.page.reactive import words_of
from onrecord.ui.web.events import PageEvents, sender_of
from onrecord.ui.web.uploads import named_files, visit_of

__all__ = [
    "MOST_OF_ONE",
    "MOST_OF_PAGE",
    "MOST_OF_SENDER",
    "MOST_OPEN",
    "MOST_WAITING",
    "VisitedBlocks",
    "is_full",
    "page_events",
]

MOST_OF_ONE = 2
"""Events of a kind that takes long, of one sender, that run or wait; the others' are not kept out."""

MOST_OF_PAGE = 4
"""Events of a kind, of one open page, that run or wait; a page itself sends one at a time."""

MOST_OF_SENDER = 64
"""Events of all kinds and pages, of one sender, that run or wait."""

MOST_WAITING = 512
"""Events of all kinds and senders that wait at the same time."""

MOST_OPEN = 500
"""Pages that are open at the same time; of more, what was read and not yet added is forgotten."""

# An event of which fewer are run at once takes long.
_LONG = 4


@contextmanager
def _without_server() -> Iterator[None]:
    """Inside, Gradio builds no server, as it would with each part of a page; with its queue it builds one."""
    build = App.create_app
    App.create_app = staticmethod(lambda *_, **__: None)  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        App.create_app = staticmethod(build)  # type: ignore[method-assign]


class VisitedBlocks(gr.Blocks):
    """Blocks that run an event only with the files and the session of who sent it.

    Gradio checks neither where the page is part of another application: whatever file a request names, for
    whatever component, it copies before the function of the event is called. Of what fails, which is mostly
    what no page would send, it writes a traceback; here it is a line, and the rest for who debugs.
    """

    def __init__(self, **named: Any) -> None:
        with _without_server():
            super().__init__(**named)
        # Of each page that somebody opened Gradio keeps what it was told last.
        self.state_session_capacity = MOST_OPEN

    def __exit__(self, *failure: Any) -> None:
        with _without_server():
            super().__exit__(*failure)

    async def process_api(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Run an event.

        Raises:
            gradio.Error: it names a file that its sender did not bring, or the session of somebody else; or
                it failed.
        """
        request = named["request"]
        visit = visit_of(request.request.scope)
        session = named.get("session_hash")
        ours = session is None or visit.claims(session)
        if not ours or not all(visit.owns(path) for path in named_files(named["inputs"])):
            raise _told(words_of(request).page_lost)
        try:
            ran: dict[str, Any] = await super().process_api(*arguments, **named)
        except gr.Error as error:
            error.print_exception = False
            raise
        except Exception as error:
            where = extract_tb(error.__traceback__)[-1]
            name = getattr(named.get("block_fn"), "api_name", None)
            logging.error(
                "the event %s failed: %s at %s:%s",
                name, type(error).__name__, Path(where.filename).name, where.lineno,
            )  # fmt: skip
            logging.debug("the event %s failed", name, exc_info=True)
            raise _told(words_of(request).failed) from None
        return ran

    def full(self, number: int, sender: str, session: str) -> bool:
        """Whether so much work of a sender waits that event ``number`` is not taken (:func:`is_full`)."""
        queue = self._queue
        waiting = [each for some in queue.event_queue_per_concurrency_id.values() for each in some.queue]
        running = [each for job in queue.active_jobs if job for each in job]
        return is_full([*waiting, *running], self.fns[number], sender, session)


def is_full(events: Sequence[Event], kind: BlockFunction, sender: str, session: str) -> bool:
    """Whether a sender has as much work waiting as one may.

    Args:
        events: those that run or wait, of everybody.
        kind: what the next one runs.
        sender: who sends it (:func:`onrecord.ui.web.events.sender_of`).
        session: the open page that sends it.
    """
    ours = [each for each in events if sender_of(each.request.scope) == sender]
    same = [each for each in ours if each.fn is kind]
    takes_long = isinstance(kind.concurrency_limit, int) and kind.concurrency_limit < _LONG
    return (
        len(ours) >= MOST_OF_SENDER
        or (takes_long and len(same) >= MOST_OF_ONE)
        or sum(each.session_hash == session for each in same) >= MOST_OF_PAGE
    )


def page_events(page: VisitedBlocks) -> PageEvents:
    """What a page does when it is told to."""
    return PageEvents(
        {number: len(event.inputs) for number, event in page.fns.items()},
        {
            number: frozenset(function.__name__ for function in getattr(block, "server_fns", ()))
            for number, block in page.blocks.items()
        },
        page.full,
    )


def _told(message: str) -> gr.Error:
    return gr.Error(message, title="On Record", print_exception=False)
