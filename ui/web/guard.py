"""What every request goes through before the page, the API or the tools see it.

In this order: who sends it, is it meant for us, does it come from our own page or from no page at all, may it
be asked of Gradio, is it small enough, and who is asking. What comes back gets the headers of
:mod:`onrecord.ui.web.headers`, also where something breaks on the way: that is logged once, and its sender
told no more.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.ui.locale import LANGUAGE, messages_for, spoken
from onrecord.ui.web.clients import Proxies
from onrecord.ui.web.headers import HEADERS, numbered, policy
from onrecord.ui.web.limits import OPENAI, Limited, refused, size
from onrecord.ui.web.login import BusyError, Login, RefusedError, hold_back
from onrecord.ui.web.login_page import FORM, LOGIN, LOGOUT, LoginPage
from onrecord.ui.web.routes import PAGES, is_needed
from onrecord.ui.web.sharing import PICTURE, shared

__all__ = ["NAME", "UPLOADS", "Guard"]

NAME = "onrecord.name"
"""Under this key a request's scope holds who is asking; ``None`` where nobody has to say."""

UPLOADS = 256 * 2**20
"""The most bytes of one request that brings files."""
_BODY = 8 * 2**20
_QUESTION = 64 * 2**10
# Of a conversation all that was answered comes along.
_CONVERSATION = 2**20
_HEAD = 32 * 2**10
# No path of ours is longer, nor a name in one; a file system refuses such with an error.
_PATH, _NAME = 2_000, 255
# A form's boundary has 70 characters at the most.
_KIND = 256

_OURS = re.compile(r"/(api(/.*)?|mcp/?|v1/.*)")
_HOST = re.compile(r"([\w.-]+|\[[\da-f:.]+\])(:\d*)?", re.ASCII | re.IGNORECASE)


class Guard:
    """An ASGI application around another one.

    Args:
        app: what is guarded.
        login: who may ask; ``None`` lets everybody who reaches it.
        hosts: the names under which it may be asked, or none for any. Without a login a page that only this
            computer reaches keeps to its names, so that no other page can come to it by a name of its own.
        scripts: sources of inline scripts that may run (:func:`onrecord.ui.web.headers.script_hashes`).
        uploads: whether files may be brought.
        proxies: whose word is taken for who sends a request.
    """

    def __init__(
        self,
        app: ASGIApp,
        login: Login | None = None,
        hosts: Sequence[str] = (),
        scripts: Sequence[str] = (),
        uploads: bool = True,
        proxies: Proxies | None = None,
    ) -> None:
        self._app = app
        self._login = login
        self._hosts = frozenset(hosts)
        self._scripts = tuple(scripts)
        self._uploads = uploads
        self._proxies = proxies or Proxies()
        self._page = LoginPage(login) if login else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and the end of the server."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        seen = _Seen(receive, send)
        try:
            await self._answer(scope, seen.receive, seen.send)
        except Exception:
            if seen.gone:
                # Whoever broke off gets no answer, and is no mistake of ours.
                logging.debug("a request was broken off", exc_info=True)
                return
            logging.exception("a request for %r failed", scope["path"][:200])
            if not seen.answered:
                failed = refused(500, "something went wrong here; try again")
                await failed(scope, receive, _with_headers(send, policy(self._scripts)))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._proxies.apply(scope)
        scope["headers"] = [(name, _plain(name, value)) for name, value in scope["headers"]]
        guarded = _with_headers(send, policy(self._scripts))
        refusal = _unreadable(scope) or self._refusal(scope)
        if refusal:
            await refusal(scope, receive, guarded)
            return
        path = scope["path"]
        if self._page and path in (LOGIN, LOGOUT):
            await Limited(receive, guarded, FORM).run(self._page, scope)
            return
        if path == PICTURE:
            await self._app(scope, receive, guarded)
            return
        name, stranger = await self._who(scope)
        if stranger:
            await stranger(scope, receive, guarded)
            return
        scope[NAME] = name
        if path in PAGES and scope["method"] == "GET":
            await self._start_page(scope, receive, send)
        else:
            limit = _QUESTION if _OURS.fullmatch(path) else _BODY
            limit = {"/gradio_api/upload": UPLOADS, f"{OPENAI}chat/completions": _CONVERSATION}.get(
                path, limit
            )
            await Limited(receive, guarded, limit).run(self._app, scope)

    def _refusal(self, scope: Scope) -> Response | None:
        """Why a request is not even looked at, whoever sends it."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if self._hosts and _name(host) not in self._hosts:
            return refused(403, "this page is only there under the name of this computer")
        origin = headers.get("origin")
        if origin is not None and _place(origin) not in _hosts(headers):
            return refused(403, "this was sent by another page, or by a proxy that --proxy does not name")
        path = scope["path"]
        if not (
            is_needed(scope["method"], path)
            or _OURS.fullmatch(path)
            or path == PICTURE
            or (self._page and path in (LOGIN, LOGOUT))
        ):
            return refused(404, "there is nothing here")
        if path == "/gradio_api/upload" and not self._uploads:
            return refused(403, "nobody may add to this record from here")
        return None

    async def _who(self, scope: Scope) -> tuple[str | None, Response | None]:
        """Who is asking, or the answer to a stranger."""
        if not self._login:
            return None, None
        request = HTTPConnection(scope)
        try:
            name = await self._login.name_of(request)
        except RefusedError as error:
            await hold_back(scope)
            retry = {"Retry-After": str(error.seconds)}
            if isinstance(error, BusyError):
                return None, refused(503, "many passwords are being checked; try again in a moment", retry)
            return None, refused(429, "too many wrong passwords; wait a minute", retry)
        if name:
            return name, None
        if scope["method"] == "GET" and "text/html" in request.headers.get("accept", ""):
            there = scope["path"] + (
                f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
            )
            return None, RedirectResponse(f"{LOGIN}?next={quote(there, safe='')}", 303)
        # A browser would ask with a window of its own, where our form should come.
        asks = {} if "sec-fetch-mode" in request.headers else {"WWW-Authenticate": 'Basic realm="On Record"'}
        how = (
            "the API key NAME:PASSWORD"
            if scope["path"].startswith(OPENAI)
            else "a name and a password with HTTP Basic"
        )
        return None, refused(401, f"log in first: send {how}", asks)

    async def _start_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page itself, its scripts with a number used once."""
        scope["headers"] = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            request = HTTPConnection(scope)
            words = messages_for(request.headers.get("accept-language"), request.cookies.get(LANGUAGE))
            html, source = numbered(shared(spoken(bytes(body), words), request, words))
            MutableHeaders(scope=start)["content-length"] = str(len(html))
            guarded = _with_headers(send, policy((source, *self._scripts)))
            await guarded(start)
            await guarded({"type": "http.response.body", "body": html})

        await self._app(scope, receive, kept)


def _unreadable(scope: Scope) -> Response | None:
    """Why a request's head is not read any further."""
    headers = Headers(scope=scope)
    length = len(scope["path"]) + len(scope["query_string"]) + sum(len(a) + len(b) for a, b in headers.raw)
    if length > _HEAD:
        return refused(431, f"the head of the request is larger than {size(_HEAD)}; send less")
    if "content-length" in headers and "transfer-encoding" in headers:
        # A proxy may see another request than we do in what follows; the connection is closed.
        return refused(400, "the request has two lengths, Content-Length and Transfer-Encoding; send one")
    if (
        len(path := scope["path"].encode("utf-8", "replace")) > _PATH
        or max(map(len, path.split(b"/"))) > _NAME
    ):
        return refused(404, "there is nothing here")
    if len(headers.get("content-type", "")) > _KIND:
        return refused(400, "the Content-Type header is longer than any; send a shorter boundary")
    if not all(_is_host(each) for each in _hosts(headers) if each):
        return refused(400, "the Host header, or that of a proxy, names no host")
    return None


def _hosts(headers: Headers) -> list[str]:
    """The names under which a sender, and the proxies on its way, know us."""
    forwarded = headers.get("x-forwarded-host", "").split(",")
    return [headers.get("host", ""), *(each.strip() for each in forwarded)]


def _plain(name: bytes, value: bytes) -> bytes:
    r"""A header without cookies that hold a backslash.

    None of ours does, and Python before its releases of September 2024 takes seconds to read some thousand.

    >>> _plain(b"cookie", b'a=1; b="\\"; onrecord=x')
    b'a=1; onrecord=x'
    """
    if name.lower() != b"cookie" or b"\\" not in value:
        return value
    return b";".join(each for each in value.split(b";") if b"\\" not in each)


def _is_host(host: str) -> bool:
    """Whether a ``Host`` header is a name or an address, and a port that there is.

    >>> [_is_host(each) for each in ("record.example:80", "[::1]:80", "[", "[:::]", "a:99999", "a/b", "a@b")]
    [True, True, False, False, False, False, False]
    """
    try:
        return bool(_HOST.fullmatch(host)) and urlsplit(f"//{host}").port != 0
    except ValueError:
        return False


def _place(origin: str) -> str | None:
    """The host and port of an ``Origin`` header; ``None`` where it names none."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


def _name(host: str) -> str:
    """The name in a ``Host`` header, without the port."""
    return re.sub(r":\d*$", "", host).strip("[]").lower()


def _with_headers(send: Send, allowed: str) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.lower().startswith("access-control-")]:
                del headers[name]
            headers["Content-Security-Policy"] = allowed
            headers.update(HEADERS)
        await send(message)

    return sent


class _Seen:
    """Whether an answer began, and whether its reader has gone."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self.answered = False
        self.gone = False

    async def receive(self) -> Message:
        message = await self._receive()
        self.gone |= message["type"] == "http.disconnect"
        return message

    async def send(self, message: Message) -> None:
        self.answered = True
        await self._send(message)
