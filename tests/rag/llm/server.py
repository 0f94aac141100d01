"""A server with OpenAI's interface for chats that sends what a script tells it, over real HTTP."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]
"""The JSON of a request."""


@dataclass
class Reply:
    """What is sent: a status, bytes one after the other, with a pause before each."""

    parts: Sequence[bytes]
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/event-stream"})
    pause: float = 0.0
    hang: float = 0.0


def event(told: object) -> bytes:
    """A line of a stream."""
    return f"data: {told if isinstance(told, str) else json.dumps(told)}\n\n".encode()


def chunk(text: object, finish: str | None = None) -> bytes:
    """A piece of text of a stream."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return event({"id": "1", "object": "chat.completion.chunk", "choices": [choice]})


def written(text: str, size: int = 7, pause: float = 0.0) -> Reply:
    """A whole answer in pieces of ``size`` characters."""
    pieces = [chunk(text[at : at + size]) for at in range(0, len(text), size)]
    usage = {"id": "1", "choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": len(pieces)}}
    return Reply([*pieces, chunk("", "stop"), event(usage), event("[DONE]")], pause=pause)


@dataclass
class Scripted:
    """A server that runs: where it is, what it was asked, and how often somebody hung up on it."""

    url: str
    asked: list[Asked]
    headers: list[dict[str, str]]
    hung_up: threading.Event


@contextmanager
def scripted(reply: Callable[[Asked], Reply]) -> Iterator[Scripted]:
    """Inside, a server answers with what ``reply`` makes of each request."""
    asked: list[Asked] = []
    headers: list[dict[str, str]] = []
    hung_up = threading.Event()
    closing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = reply(body)
            try:
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                for part in answer.parts:
                    closing.wait(answer.pause)
                    self.wfile.write(part)
                    self.wfile.flush()
                end = time.monotonic() + answer.hang
                while time.monotonic() < end and not closing.wait(0.05):
                    self.wfile.write(b": still here\n\n")
                    self.wfile.flush()
            except OSError:
                hung_up.set()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Scripted(f"http://127.0.0.1:{server.server_port}/v1", asked, headers, hung_up)
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
