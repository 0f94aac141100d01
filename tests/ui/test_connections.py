"""Connections that keep a real server waiting: with deadlines of half a second, and room for few."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from onrecord.ui import server
from onrecord.ui.web import connections
from onrecord.ui.web.clients import Proxies
from onrecord.ui.web.guard import Guard

pytestmark = pytest.mark.slow

HEAD = b"GET /api/list HTTP/1.1\r\nHost: localhost\r\n"


async def _answer(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


async def _events(_: Request) -> Response:
    async def pieces() -> Any:
        for number in range(5):
            yield f"data: {number}\n\n"
            await asyncio.sleep(0.3)

    return StreamingResponse(pieces(), media_type="text/event-stream")


async def _much(_: Request) -> Response:
    async def pieces() -> Any:
        for _ in range(1000):
            yield b"x" * 2**16

    return StreamingResponse(pieces())


class Place:
    """A server that runs here: where it is, and what it keeps."""

    def __init__(self, port: int, room: connections.Room) -> None:
        self.url = f"http://localhost:{port}"
        self.port = port
        self.room = room

    def begins(self, data: bytes = b"", host: str = "127.0.0.1") -> socket.socket:
        """A connection from ``host`` that sends ``data`` and stops."""
        made = socket.create_connection(("127.0.0.1", self.port), 10, (host, 0))
        made.sendall(data)
        return made


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name, seconds in (("HEAD", 0.5), ("BODY", 0.5), ("ANSWER", 0.5), ("_TICK", 0.05)):
        monkeypatch.setattr(connections, name, seconds)
    room = connections.Room(20, Proxies())
    monkeypatch.setattr(connections, "room_for", lambda _: room)
    routes = [
        Route("/api/list", _answer, methods=["GET", "POST"]),
        Route("/api/events", _events),
        Route("/api/much", _much),
    ]
    # uvicorn's own levels are set when it runs.
    levels = {name: logging.getLogger(name).level for name in ("uvicorn.error", "uvicorn.access")}
    with (
        server.listen("127.0.0.1", 0) as listening,
        server._running(Guard(Starlette(routes=routes)), listening, Proxies()),
    ):
        yield Place(listening.getsockname()[1], room)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def rest(made: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    said = b""
    try:
        while piece := made.recv(2**16):
            said += piece
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", b""),
        (b"GET", b"408"),
        (HEAD, b"408"),
        (b"POST /api/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc", b"408"),
        (
            b"POST /api/list HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
            b"408",
        ),
        # An answered request, and the beginning of another one.
        (HEAD + b"\r\nGET", b"200"),
    ],
)
def test_who_stops_in_a_request_is_sent_away(place: Place, data: bytes, status: bytes) -> None:
    began = time.monotonic()
    with place.begins(data) as made:
        said = rest(made)
    assert time.monotonic() - began < 8
    assert said[9:12] == status
    if said:
        assert b"x-content-type-options: nosniff" in said.lower()
        assert b"content-security-policy: default-src 'none'" in said.lower()


@pytest.mark.parametrize(
    "begun", [HEAD, b"POST /api/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n"]
)
def test_a_byte_now_and_then_gains_no_time(place: Place, begun: bytes) -> None:
    with place.begins(begun + b"X-A: ") as made:
        ended = False
        for _ in range(40):
            time.sleep(0.1)
            try:
                made.sendall(b"x")
            except OSError:
                ended = True
                break
    assert ended


def test_an_answer_on_its_way_may_take_its_time(place: Place) -> None:
    with httpx.stream("GET", f"{place.url}/api/events") as response:
        assert "".join(response.iter_text()).count("data:") == 5


def test_a_body_that_comes_is_waited_for(place: Place) -> None:
    def slowly() -> Iterator[bytes]:
        for _ in range(15):
            yield b"x" * 2**12
            time.sleep(0.1)

    assert httpx.post(f"{place.url}/api/list", content=slowly()).text == f"{15 * 2**12} bytes"


def test_an_answer_that_nobody_takes_is_given_up(place: Place) -> None:
    with place.begins(b"GET /api/much HTTP/1.1\r\nHost: localhost\r\n\r\n"):
        deadline = time.monotonic() + 10
        while len(place.room) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(place.room) == 0


def test_200_unfinished_requests_keep_nobody_out(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD", 60.0)
    monkeypatch.setattr(connections, "BODY", 60.0)
    half = b"POST /api/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc"
    with ExitStack() as all_of_them:
        for number in range(200):
            all_of_them.enter_context(place.begins(half if number % 2 else HEAD))
            assert len(place.room) <= 11
        assert httpx.get(f"{place.url}/api/list").text == "0 bytes"
        for last in range(2, 8):
            # From several addresses they are no more than 20, either.
            for _ in range(10):
                all_of_them.enter_context(place.begins(HEAD, f"127.0.0.{last}"))
        assert httpx.get(f"{place.url}/api/list").text == "0 bytes"
        assert len(place.room) <= 20


def test_who_gets_an_answer_is_not_sent_away_for_another_one(place: Place) -> None:
    with ExitStack() as all_of_them:
        answered = [
            all_of_them.enter_context(
                place.begins(b"GET /api/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            )
            for _ in range(10)
        ]
        time.sleep(0.3)
        with place.begins(HEAD) as more:
            assert rest(more)[9:12] in (b"503", b"")
        with place.begins(HEAD + b"Connection: close\r\n\r\n", "127.0.0.2") as elsewhere:
            assert rest(elsewhere)[9:12] == b"200"
        for each in answered:
            assert rest(each).count(b"data: 4") == 1


def test_of_nothing_that_is_broken_off_the_log_tells(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    broken = (
        b"hello\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /api/list HTTP/1.1\r\n\r\n",
        HEAD + b"X-A: " + b"x" * 70_000,
        HEAD + b"Upgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        HEAD + b"Content-Length: 99999999999999999999999\r\n\r\n",
        b"POST /api/list HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /api/events HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /api/list HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc",
        b"HEAD /api/list HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    )
    for data in broken:
        with place.begins(data) as made:
            said = rest(made) if data not in (broken[-2],) else b""
        assert not said or b"x-content-type-options: nosniff" in said.lower(), data
    time.sleep(0.3)
    assert httpx.get(f"{place.url}/api/list").status_code == 200
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []


def test_room_is_taken_from_the_number_of_files_that_may_be_open() -> None:
    sizes = {128: 32, 1024: 480, 64: 8, 1_000_000: 1_000}
    for descriptors, most in sizes.items():
        assert connections.room_for(Proxies(), descriptors)._most == most
