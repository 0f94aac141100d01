"""Gradio's page, on which nobody can use what is another's: each event goes through here before it is run."""

from __future__ import annotations

import logging
from pathlib import Path
from traceback import extract_tb
from typing import Any

import gradio as gr

from onrecord.ui.page.reactive import words_of
from onrecord.ui.web.events import PageEvents, sender_of
from onrecord.ui.web.uploads import named_files, visit_of

__all__ = ["MOST_OF_ONE", "MOST_OPEN", "MOST_WAITING", "VisitedBlocks", "page_events"]

MOST_OF_ONE = 2
"""Events of a kind that takes long, of one sender, that run or wait; the others' are not kept out."""

MOST_WAITING = 512
"""Events of all kinds and senders that wait at the same time."""

MOST_OPEN = 500
"""Pages that are open at the same time; of more, what was read and not yet added is forgotten."""

_MOST_SHORT = 64
# An event of which fewer are run at once takes long.
_LONG = 4


class VisitedBlocks(gr.Blocks):
    """Blocks that run an event only with the files and the session of who sent it.

    Gradio checks neither where the page is part of another application: whatever file a request names, for
    whatever component, it copies before the function of the event is called. Of what fails, which is mostly
    what no page would send, it writes a traceback; here it is a line, and the rest for who debugs.
    """

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        # Of each page that somebody opened Gradio keeps what it was told last.
        self.state_session_capacity = MOST_OPEN

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

    def waiting(self, number: int, sender: str) -> int:
        """How many events of this kind run or wait of a sender (:func:`onrecord.ui.web.events.sender_of`)."""
        queue, kind = self._queue, self.fns[number]
        waiting = [each for some in queue.event_queue_per_concurrency_id.values() for each in some.queue]
        running = [each for job in queue.active_jobs if job for each in job]
        return sum(each.fn is kind and sender_of(each.request.scope) == sender for each in waiting + running)


def page_events(page: gr.Blocks) -> PageEvents:
    """What a page does when it is told to."""

    def full(number: int, sender: str) -> bool:
        assert isinstance(page, VisitedBlocks)
        limit = page.fns[number].concurrency_limit
        takes_long = isinstance(limit, int) and limit < _LONG
        return page.waiting(number, sender) >= (MOST_OF_ONE if takes_long else _MOST_SHORT)

    return PageEvents(
        {number: len(event.inputs) for number, event in page.fns.items()},
        {
            number: frozenset(function.__name__ for function in getattr(block, "server_fns", ()))
            for number, block in page.blocks.items()
        },
        full,
    )


def _told(message: str) -> gr.Error:
    return gr.Error(message, title="On Record", print_exception=False)
