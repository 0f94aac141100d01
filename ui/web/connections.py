"""How long a connection is kept that keeps us waiting, and how many are: uvicorn's HTTP protocol with limits.

uvicorn closes what is idle between two requests, and waits for ever for the rest of one. Here

- a request's head has to be there 10 seconds after its turn came,
- its body may take 20 seconds, and one more for each 4 KiB that came; time in which we are too busy to read
  it does not count,
- an answer that nobody takes is given up after 30 seconds,
- an answer on its way may take any time, as those do by which Gradio tells what happens.

Connections take half of the files that may be open beside those of the archive, at the most 1,000, and half
of them may come from one place. Whoever comes when there is no room gets that of the one who has kept us
waiting longest: 200 that begin a request and stop keep nobody out.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from functools import partial
from typing import Any, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from onrecord.ui.web.clients import Proxies, place_of
from onrecord.ui.web.headers import HEADERS, policy
from onrecord.ui.web.login import HELD_BACK

__all__ = ["ACCEPTED_AT_ONCE", "Connection", "Room", "protocol", "room_for"]

HEAD, BODY, ANSWER = 10.0, 20.0, 30.0
"""Seconds that a sender may take for a request's head, for its body, and until it takes some of an answer."""
SLOWEST = 4 * 2**10
"""Bytes of a body that give its sender another second."""
ACCEPTED_AT_ONCE = 8
"""Connections that are accepted before the next look at how many there are."""

_TICK = 0.5
_MOST = 1_000
# Files that the archive, its readers and what is brought may need.
_FILES = 64


def room_for(proxies: Proxies, descriptors: int | None = None) -> Room:
    """Room for as many connections as this process may keep (``ulimit -n``, where it is not given)."""
    if descriptors is None:
        descriptors = _descriptors()
    return Room(min(_MOST, max(8, (descriptors - _FILES) // 2)), proxies)


def protocol(room: Room) -> type[asyncio.Protocol]:
    """What uvicorn makes its connections of."""
    return cast("type[asyncio.Protocol]", partial(Connection, room))


class Room:
    """The connections that are there, ``most`` in all and half as many from one place. For one event loop."""

    def __init__(self, most: int, proxies: Proxies) -> None:
        self._most = most
        self._proxies = proxies
        self._kept: set[Connection] = set()
        self._by_place: defaultdict[str, set[Connection]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._kept)

    def enter(self, connection: Connection) -> bool:
        """Take a connection, if need be instead of the one that has kept us waiting longest."""
        near = self._by_place[connection.place]
        # Behind a proxy are many senders.
        full = len(near) >= self._most // 2 and connection.address not in self._proxies
        if full or len(self._kept) >= self._most:
            waiting = [each for each in (near if full else self._kept) if each.waiting_since is not None]
            if not waiting:
                self._forget_place(connection.place)
                return False
            least = min(waiting, key=lambda each: each.waiting_since or 0.0)
            self.leave(least)
            least.transport.abort()
        self._by_place[connection.place].add(connection)
        self._kept.add(connection)
        return True

    def leave(self, connection: Connection) -> None:
        """Forget a connection, if it is there."""
        self._kept.discard(connection)
        self._by_place[connection.place].discard(connection)
        self._forget_place(connection.place)

    def _forget_place(self, place: str) -> None:
        if not self._by_place[place]:
            del self._by_place[place]


class Connection(H11Protocol):
    """One connection; what its parser refuses is answered with our headers, too."""

    def __init__(self, room: Room, **options: Any) -> None:
        super().__init__(**options)
        self._room = room
        self.address = self.place = ""
        # Times of the loop's clock: when the sender's turn came, when it sent and when it took something.
        self._turn = self._sent = self._took = 0.0
        self._left = 0
        # Seconds that we waited for the body of a request, and the bytes that came in them.
        self._body_of: object = None
        self._body_seconds = 0.0
        self._body_bytes = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting_since(self) -> float | None:
        """Since when the sender keeps us waiting, or is held back; ``None`` where it waits for our answer."""
        if self.transport.is_closing():
            return None
        if self._awaits_head or self._awaits_body or (self.cycle and HELD_BACK in self.cycle.scope):
            return max(self._turn, self._sent)
        return self._took if self._left else None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self.place = place_of(self.address)
        self._turn = self._sent = self._took = self.loop.time()
        self._timer = self.loop.call_later(_TICK, self._tick)
        if not self._room.enter(self):
            self._refuse(503, "Service Unavailable", "there are too many connections; try again in a moment")

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer:
            self._timer.cancel()
        self._room.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._sent = self.loop.time()
        self._body_bytes += len(data)
        super().data_received(data)

    def on_response_complete(self) -> None:
        self._turn = self.loop.time()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        self._refuse(400, "Bad Request", msg)

    @property
    def _awaits_head(self) -> bool:
        answered = self.cycle is None or self.cycle.response_complete
        return answered and self.conn.their_state is h11.IDLE

    @property
    def _awaits_body(self) -> bool:
        return self.conn.their_state is h11.SEND_BODY and not self.flow.read_paused

    def _tick(self) -> None:
        now = self.loop.time()
        self._timer = self.loop.call_later(_TICK, self._tick)
        left = self.transport.get_write_buffer_size()
        if left < self._left or not left:
            self._took = now
        self._left = left
        if now - self._took > ANSWER:
            self.transport.abort()
        elif self.transport.is_closing():
            pass
        elif self._awaits_head:
            if now - self._turn > HEAD:
                self._end(begun=self._sent > self._turn)
        elif self._awaits_body:
            if self._body_of is not self.cycle:
                self._body_of, self._body_seconds, self._body_bytes = self.cycle, 0.0, 0
            self._body_seconds += _TICK
            if self._body_seconds > BODY + self._body_bytes / SLOWEST:
                self._end(begun=True)

    def _end(self, begun: bool) -> None:
        """Close what was kept open for too long, and say why where a request was ``begun``."""
        if begun:
            self._refuse(408, "Request Timeout", "the request took too long to arrive")
        else:
            self.transport.close()

    def _refuse(self, status: int, reason: str, why: str) -> None:
        """Answer without the application, if no answer is on its way, and close."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            headers = {
                "Content-Type": "text/plain; charset=utf-8",
                "Content-Length": str(len(why)),
                "Connection": "close",
                "Content-Security-Policy": policy(),
                **HEADERS,
            }
            lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
            self.transport.write("\r\n".join([*lines, "", why]).encode("ascii"))
        if self.cycle and not self.cycle.response_complete:
            # The application is told that there is nobody any more.
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.transport.close()


def _descriptors() -> int:
    """How many files this process may have open."""
    try:
        import resource
    except ImportError:
        # There is none on Windows, where sockets are no files.
        return 2 * _MOST + _FILES
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 2 * _MOST + _FILES if soft == resource.RLIM_INFINITY else soft
