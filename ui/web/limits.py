"""How many bytes a request may bring, and what is said of one that is refused."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["OPENAI", "Limited", "openai_error", "refused", "size"]

OPENAI = "/v1/"
"""Below this path errors are told as OpenAI's API tells them."""

_DRAINED = 64 * 2**20
"""So many bytes of a request that is too large are read before its sender is told, at the most."""


class Limited:
    """A request that may bring so many bytes; of one that brings more the sender is told, and nobody else."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive = receive
        self._send = send
        self._limit = limit
        self._left = limit
        self._answered = False

    async def run(self, app: ASGIApp, scope: Scope) -> None:
        """Let ``app`` answer."""
        told = Headers(scope=scope).get("content-length", "")
        # What is longer is no length; the server refuses it.
        self._left -= int(told) if told.isdecimal() and len(told) < 20 else 0
        if self._left >= 0:
            self._left = self._limit
            try:
                await app(scope, self._counted, self._first)
            except Exception:
                # The application broke off, as there was no more to read.
                if self._left >= 0:
                    raise
        if self._left < 0 and not self._answered:
            await self._drain()
            answer = refused(413, f"the request is larger than {size(self._limit)}; send less")
            await answer(scope, self._receive, self._send)

    async def _drain(self) -> None:
        """Read on, and keep nothing: who is still sending when we close would not see the answer."""
        left = min(_DRAINED, 64 * self._limit)
        while left > 0:
            message = await self._receive()
            left -= len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return

    async def _counted(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if self._left < 0 else message

    async def _first(self, message: Message) -> None:
        if self._left >= 0 or self._answered:
            self._answered = True
            await self._send(message)


def refused(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """An answer that tells why there is none, as JSON, and closes the connection."""
    return _Refused(message, status, {"Connection": "close", **(headers or {})})


class _Refused(Response):
    """Tells a message in the shape that those read who ask at a path."""

    def __init__(self, message: str, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(None, status, headers)
        self._told = message, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message, headers = self._told
        if scope["path"].startswith(OPENAI):
            answer = openai_error(self.status_code, message, headers=headers)
        else:
            told = {"error": {"kind": "RequestError", "message": message}}
            answer = JSONResponse(told, self.status_code, headers)
        await answer(scope, receive, send)


def openai_error(
    status: int, message: str, code: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """An error as OpenAI's API tells it."""
    kinds = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}
    kind = kinds.get(status, "server_error" if status >= 500 else "invalid_request_error")
    told = {"message": message, "type": kind, "param": None, "code": code}
    return JSONResponse({"error": told}, status, headers)


def size(limit: int) -> str:
    """``limit`` bytes in words: 8 MiB."""
    return f"{limit // 2**20} MiB" if limit >= 2**20 else f"{limit // 2**10} KiB"
