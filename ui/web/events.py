"""What a request tells the page to do: only what the page itself could have sent reaches Gradio.

Gradio answers an event that there is none of, or a body that is none, with a page of log, and takes as many
events into its queue as anybody sends. Here such a request gets a line that says what is wrong, and whoever
has work waiting already is told to come back.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeGuard

import anyio.to_thread
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.ui.web.clients import place_of
from onrecord.ui.web.guard import NAME
from onrecord.ui.web.limits import refused
from onrecord.ui.web.uploads import visit_of

__all__ = ["Events", "PageEvents", "sender_of"]

_JOIN, _RUN, _SERVER = "/gradio_api/queue/join", "/gradio_api/run/", "/gradio_api/component_server/"
_STREAM = "/gradio_api/queue/data"
# Gradio ends the stream of a session when nothing is waiting, and its script opens another one with the next
# event, unless it hears of that event before it hears of the end: then what comes of the event is lost. So
# the script hears of an event so much later than of an end, at the least.
_END_HEARD_SECONDS = 0.1
_SESSION = re.compile(r"[\w-]{1,100}", re.ASCII)
# What is longer is parsed beside the requests of others.
_SHORT = 64 * 2**10


@dataclass(frozen=True, slots=True)
class PageEvents:
    """What a page does when it is told to.

    Attributes:
        inputs: of each event, by its number, how many values it takes.
        functions: of each component, by its number, what its script may ask for.
        full: whether the sender (:func:`sender_of`) of an event has as much work waiting as one may, given
            the event's number, the sender and the session.
    """

    inputs: Mapping[int, int]
    functions: Mapping[int, frozenset[str]]
    full: Callable[[int, str, str], bool]


def sender_of(scope: Scope) -> str:
    """Who sends a request, as far as work is counted: a name where there are logins, else a place."""
    name = scope.get(NAME)
    return f"name {name}" if name else place_of(scope["client"][0] if scope.get("client") else "")


class Events:
    """An ASGI application around the page and inside :class:`onrecord.ui.web.uploads.Uploads`."""

    def __init__(self, app: ASGIApp, page: PageEvents) -> None:
        self._app = app
        self._page = page
        self._ends: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and the end of the server."""
        if scope["type"] == "http" and scope["path"] == _STREAM:
            await self._stream(scope, receive, send)
            return
        if scope["type"] != "http" or scope["method"] != "POST" or not _tells(scope["path"]):
            await self._app(scope, receive, send)
            return
        body = await Request(scope, receive).body()
        given: Any = await anyio.to_thread.run_sync(_read, body) if len(body) > _SHORT else _read(body)
        status, wrong = self._wrong(scope, given)
        if status:
            retry = {"Retry-After": "10"} if status == 503 else {}
            await refused(status, wrong, retry)(scope, receive, send)
            return
        unread: list[Message] = [{"type": "http.request", "body": body}]

        async def again() -> Message:
            return unread.pop() if unread else await receive()

        # Gradio would read a form, which may bring files.
        scope["headers"] = [each for each in scope["headers"] if each[0] != b"content-type"]
        scope["headers"].append((b"content-type", b"application/json"))
        await self._app(scope, again, self._after_end(given["session_hash"], send))

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What comes of a session's events; its end is noted for a moment."""
        session = HTTPConnection(scope).query_params.get("session_hash", "")
        try:
            await self._app(scope, receive, send)
        finally:
            now = monotonic()
            self._ends = {each: end for each, end in self._ends.items() if now - end < _END_HEARD_SECONDS}
            self._ends[session] = now

    def _after_end(self, session: str, send: Send) -> Send:
        """``send``, which waits until the session's script knows that its stream has ended."""

        async def later(message: Message) -> None:
            if message["type"] == "http.response.start" and session in self._ends:
                await asyncio.sleep(max(0.0, self._ends[session] + _END_HEARD_SECONDS - monotonic()))
            await send(message)

        return later

    def _wrong(self, scope: Scope, given: object) -> tuple[int, str]:
        """The status of a refusal and what is wrong; 0 where nothing is."""
        if not isinstance(given, dict):
            return 400, "this is no JSON object, or one that cannot be read"
        session = given.get("session_hash")
        if not isinstance(session, str) or not _SESSION.fullmatch(session):
            return 422, "session_hash is no name of a session"
        if not visit_of(scope).claims(session):
            return 404, "there is nothing here"
        if scope["path"] == _SERVER:
            number, name = given.get("component_id"), given.get("fn_name")
            functions = self._page.functions.get(number, frozenset()) if _is_number(number) else frozenset()
            if not isinstance(name, str) or name not in functions:
                return 404, "the page has no such function"
            return 0, ""
        return self._wrong_event(scope, given)

    def _wrong_event(self, scope: Scope, given: Mapping[str, Any]) -> tuple[int, str]:
        number, data, target = (given.get(name) for name in ("fn_index", "data", "trigger_id"))
        if not _is_number(number) or number not in self._page.inputs:
            return 404, "the page has no such event"
        wanted = self._page.inputs[number]
        if not isinstance(data, list) or len(data) < wanted:
            return 422, f"data is no list of {wanted} values"
        if not (target is None or _is_number(target)):
            return 422, "trigger_id is no number"
        if given.get("event_id") is not None or given.get("oauth_token") is not None or given.get("batched"):
            return 422, "event_id, oauth_token and batched are not for the page's events"
        if scope["path"] == _JOIN and self._page.full(number, sender_of(scope), given["session_hash"]):
            return 503, "what you asked for before is still waiting; try again when it is done"
        return 0, ""


def _tells(path: str) -> bool:
    return path in (_JOIN, _SERVER) or path.startswith(_RUN)


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _read(body: bytes) -> object:
    """The JSON of a body; ``None`` where it is none, or could not be sent on."""
    try:
        given = json.loads(body)
        # This fails for half a surrogate pair, and for what is nested too deep to be looked through.
        json.dumps(given, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return given
