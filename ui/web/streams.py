"""Lines that come one after the other from work on threads of its own, stopped when nobody looks any more."""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from starlette.responses import StreamingResponse

__all__ = ["AT_ONCE", "Streams"]

AT_ONCE = 8
"""Streams that are waited for at the same time; the others wait until one of these has more."""

Step = TypeVar("Step")


class Streams:
    """Answers that come as lines of JSON; their threads are no others', so that nobody else waits."""

    def __init__(self) -> None:
        self._limiter = anyio.CapacityLimiter(AT_ONCE)

    def response(
        self, steps: Callable[[threading.Event], Iterator[Step]], line: Callable[[Step], dict[str, Any]]
    ) -> StreamingResponse:
        """What ``steps`` gives, each as a ``line``; its event is set once nobody looks any more."""

        async def lines() -> AsyncIterator[bytes]:
            stopped = threading.Event()
            # Half a surrogate pair has no form in UTF-8.
            written = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
            coming = steps(stopped)
            try:
                while (
                    step := await anyio.to_thread.run_sync(
                        next, coming, None, limiter=self._limiter, abandon_on_cancel=True
                    )
                ) is not None:
                    yield written(line(step)).encode("utf-8", "replace") + b"\n"
            finally:
                stopped.set()

        return StreamingResponse(lines(), media_type="application/x-ndjson")
