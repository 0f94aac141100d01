"""The form that asks people for a name and a password: plain HTML, no script."""

from __future__ import annotations

from importlib.resources import files
from urllib.parse import parse_qs, quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from onrecord.ui.locale import LANGUAGE, messages_for
from onrecord.ui.messages import Messages
from onrecord.ui.templates import render
from onrecord.ui.web.login import COOKIE, BusyError, Login, RefusedError, address_of, hold_back

__all__ = ["FORM", "LOGIN", "LOGOUT", "LoginPage"]

LOGIN, LOGOUT = "/login", "/logout"
FORM = 16 * 2**10
"""The most bytes of a form that is filled in."""


class LoginPage:
    """Answers ``/login`` and ``/logout``."""

    def __init__(self, login: Login) -> None:
        self._login = login

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request to one of the two."""
        request = Request(scope, receive)
        answer = await (self._logout(request) if scope["path"] == LOGOUT else self._answer(request))
        answer.headers["Cache-Control"] = "no-store"
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        words = messages_for(request.headers.get("accept-language"), request.cookies.get(LANGUAGE))
        there = _inside(request.query_params.get("next", "/"))
        if request.method != "POST":
            return HTMLResponse(_form(words, there))
        html = "text/html" in request.headers.get("accept", "")
        answer: Response
        fields = parse_qs((await request.body()).decode("utf-8", "replace"))
        name, password = (fields.get(field, [""])[0] for field in ("username", "password"))
        try:
            right = await self._login.right(name, password, address_of(request))
        except RefusedError as error:
            await hold_back(request.scope)
            busy = isinstance(error, BusyError)
            status, told = (503, words.login_busy) if busy else (429, words.login_wait)
            answer = HTMLResponse(_form(words, there, told), status) if html else _told(status, told)
            answer.headers["Retry-After"] = str(error.seconds)
            return answer
        if not right:
            told = words.login_wrong
            return HTMLResponse(_form(words, there, told), 401) if html else _told(401, told)
        answer = RedirectResponse(there, 303) if html else JSONResponse({"success": True})
        answer.set_cookie(
            COOKIE,
            self._login.begin(name),
            httponly=True,
            samesite="lax",
            secure=request.scope["scheme"] == "https",
        )
        return answer

    async def _logout(self, request: Request) -> Response:
        # Only by a form of our own page, so that no other page can log anybody out.
        answer = RedirectResponse(LOGIN, 303)
        if request.method == "POST":
            self._login.end(request.cookies.get(COOKIE, ""))
            answer.delete_cookie(COOKIE)
        return answer


def _inside(there: str) -> str:
    """``there`` where it is a place on this page, else its start.

    >>> _inside("/?cite=a/1"), _inside("//elsewhere.example/"), _inside("https://elsewhere.example/")
    ('/?cite=a/1', '/', '/')
    """
    inside = there.startswith("/") and not there.startswith("//")
    return there if inside and "\\" not in there and there.isprintable() else "/"


def _told(status: int, message: str) -> Response:
    return JSONResponse({"error": {"kind": "RequestError", "message": message}}, status)


def _form(words: Messages, there: str, told: str = "") -> str:
    # Its own style sheet: who is not logged in gets no other file.
    style = (files("onrecord.ui.assets") / "login.css").read_text("utf-8")
    action = f"{LOGIN}?next={quote(there, safe='')}"
    return render("login", words=words, action=action, told=told, style=Markup(style))
