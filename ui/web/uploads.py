"""Who brought which file: only they may use it, whatever a request says.

Each page that is opened gives its browser a cookie that no script can read. With the name of whoever logged
in, it tells one visitor from another. The paths that an upload was answered with are remembered for its
visitor, and a request may name no others: not in what it gives the page (:mod:`onrecord.ui.page.blocks`), nor
to fetch a file. Paths are compared as they are written, so no answer tells what else lies on the disk.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

import anyio.to_thread
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.ui.locale import LANGUAGE, messages_for
from onrecord.ui.web.guard import NAME, UPLOADS
from onrecord.ui.web.routes import PAGES

__all__ = ["COOKIE", "IN_ALL", "OF_ONE", "Uploads", "Visit", "Visitor", "named_files", "visit_of"]

COOKIE = "onrecord-visitor"
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")
_VISIT = "onrecord.visit"

_UPLOAD, _FILE = "/gradio_api/upload", "/gradio_api/file="
_HEARTBEAT = "/gradio_api/heartbeat/"
# By these query parameters Gradio knows a page that is open, and an upload that is on its way.
_HANDLES = frozenset(("session_hash", "upload_id"))

OF_ONE, IN_ALL = 2**30, 4 * 2**30
"""The most bytes of files of one visitor, and of all of them, that are there at the same time."""

# So much is remembered; what is older is forgotten.
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser or program: the ``name`` of whoever logged in, and what its cookie says."""

    name: str | None = None
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request may use."""

    uploads: Uploads
    visitor: Visitor

    def owns(self, path: object) -> bool:
        """Whether its visitor brought the file at ``path``."""
        return self.uploads.owns(self.visitor, path)

    def claims(self, handle: str) -> bool:
        """Whether ``handle`` is its visitor's: it belongs to whoever names it first."""
        return self.uploads.claims(self.visitor, handle)


def visit_of(scope: Scope) -> Visit:
    """What a request may use that came through :class:`Uploads`."""
    visit: Visit = scope[_VISIT]
    return visit


def named_files(value: object) -> Iterator[object]:
    """What stands for the path of a file anywhere in what a request gives the page.

    >>> list(named_files([[{"path": "/a", "meta": {}}], "/b", {"root": [{"path": 3}]}]))
    [3, '/a']
    """
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            if "path" in each:
                yield each["path"]
            left += each.values()
        elif isinstance(each, list | tuple):
            left += each


class Uploads:
    """An ASGI application around the page and inside the guard. Safe to use from several threads."""

    def __init__(self, app: ASGIApp, of_one: int = OF_ONE, in_all: int = IN_ALL) -> None:
        self._app = app
        self._of_one, self._in_all = of_one, in_all
        # Bytes of uploads that are on their way.
        self._arriving: Counter[str] = Counter()
        self._lock, self._reserving = threading.Lock(), threading.Lock()
        self._brought: OrderedDict[tuple[Visitor, str], None] = OrderedDict()
        self._handles: OrderedDict[str, Visitor] = OrderedDict()

    def owns(self, visitor: Visitor, path: object) -> bool:
        """Whether ``visitor`` brought the file at ``path``."""
        with self._lock:
            return isinstance(path, str) and (visitor, path) in self._brought

    def claims(self, visitor: Visitor, handle: str) -> bool:
        """Whether ``handle`` is ``visitor``'s: it belongs to whoever names it first."""
        with self._lock:
            owner = self._handles.setdefault(handle, visitor)
            self._handles.move_to_end(handle)
            while len(self._handles) > _MOST:
                self._handles.popitem(last=False)
        return owner == visitor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and the end of the server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, method = scope["path"], scope["method"]
        cookie = HTTPConnection(scope).cookies.get(COOKIE, "")
        known = Visitor(scope.get(NAME), cookie if _COOKIE.fullmatch(cookie) else "")
        visitor = known
        uploads = path == _UPLOAD and method == "POST"
        # A program that logs in with each request is known without a cookie.
        if not known.cookie and (path in PAGES or (uploads and not known.name)):
            visitor = Visitor(known.name, secrets.token_urlsafe(32))
            send = _with_cookie(send, visitor.cookie, scope["scheme"] == "https")
        visit = scope[_VISIT] = Visit(self, visitor)
        if not _may(path, scope["query_string"], visit):
            told = {"error": {"kind": "RequestError", "message": "there is nothing here"}}
            await JSONResponse(told, 404)(scope, receive, send)
            return
        if not uploads:
            await self._app(scope, receive, send)
            return
        length = HTTPConnection(scope).headers.get("content-length", "")
        size = min(int(length), UPLOADS) if length.isdecimal() and len(length) < 20 else UPLOADS
        if not await anyio.to_thread.run_sync(self._reserve, visitor, size):
            request = HTTPConnection(scope)
            words = messages_for(request.headers.get("accept-language"), request.cookies.get(LANGUAGE))
            full = PlainTextResponse(words.uploads_full, 507, {"Connection": "close"})
            await full(scope, receive, send)
            return
        try:
            await self._app(scope, receive, self._remembered(send, visitor))
        finally:
            with self._lock:
                self._arriving[visitor.name or visitor.cookie] -= size
                self._arriving += Counter()

    def _reserve(self, visitor: Visitor, size: int) -> bool:
        """Whether there is room for so many bytes more, which then counts as taken until they are there."""
        own = visitor.name or visitor.cookie
        with self._reserving:
            with self._lock:
                # An upload that ends meanwhile is counted twice, and never not at all.
                there = self._arriving.copy()
                brought = {path: who.name or who.cookie for who, path in self._brought}
            for path, who in brought.items():
                # What was brought a day ago is deleted.
                with suppress(OSError):
                    there[who] += Path(path).stat().st_size
            if there[own] + size > self._of_one or there.total() + size > self._in_all:
                return False
            with self._lock:
                self._arriving[own] += size
        return True

    def _remembered(self, send: Send, visitor: Visitor) -> Send:
        """``send`` for the answer to an upload, which is a list of paths."""
        status, body = 0, bytearray()

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            elif status == 200:
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    self._remember(json.loads(body), visitor)
            await send(message)

        return sent

    def _remember(self, paths: list[str], visitor: Visitor) -> None:
        with self._lock:
            for path in paths:
                self._brought[visitor, path] = None
                self._brought.move_to_end((visitor, path))
            while len(self._brought) > _MOST:
                self._brought.popitem(last=False)


def _may(path: str, query: bytes, visit: Visit) -> bool:
    """Whether a request names only what is its visitor's, in its path and its query."""
    if path.startswith(_FILE) and not visit.owns(path.removeprefix(_FILE)):
        return False
    asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    handles = [value for name, value in asked if name in _HANDLES]
    if path.startswith(_HEARTBEAT):
        handles.append(path.removeprefix(_HEARTBEAT))
    return all(map(visit.claims, handles))


def _with_cookie(send: Send, cookie: str, secure: bool) -> Send:
    # Not "strict", with which a link from elsewhere would come without it and be given another one.
    value = f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=lax{'; Secure' if secure else ''}"

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", value)
        await send(message)

    return sent
