"""The form that asks people for a name and a password: plain HTML, no script."""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from onrecord.ui.locale import LANGUAGE, messages_for
from onrecord.ui.markup import escaped
from onrecord.ui.messages import Messages
from onrecord.ui.web.login import COOKIE, BusyError, Login, RefusedError, address_of, hold_back

__all__ = ["FORM", "LOGIN", "LOGOUT", "LoginPage"]

LOGIN, LOGOUT = "/login", "/logout"
FORM = 16 * 2**10
"""The most bytes of a form that is filled in."""

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 ui-sans-serif, system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: light-dark(#f6f5f1, #16181c); color: light-dark(#1d1f23, #e9e7e2); }
main { width: min(22rem, calc(100vw - 3rem)); }
h1 { font: 700 1.6rem/1.3 Georgia, "Songti SC", "Noto Serif CJK SC", serif; margin: 0 0 1rem; }
label { display: block; margin-top: .9rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; font: inherit; padding: .6rem .75rem; margin-top: .25rem;
  border: 1px solid light-dark(#565c66, #a9afb9); border-radius: .5rem;
  background: light-dark(#fff, #1f2227); color: inherit; }
button { font: inherit; font-weight: 600; width: 100%; margin-top: 1.4rem; padding: .7rem; border: 0;
  border-radius: .5rem; background: light-dark(#1d4f7c, #93bfe8); color: light-dark(#fff, #10202f);
  cursor: pointer; }
:is(input, button):focus-visible { outline: 3px solid light-dark(#1d4f7c, #93bfe8); outline-offset: 2px; }
[role=alert] { border-inline-start: 4px solid light-dark(#b3261e, #ff8a80);
  padding-inline-start: .75rem; margin: 0; }
"""


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
    alert = f'<p role="alert">{escaped(told)}</p>' if told else ""
    return (
        f'<!doctype html><html lang="{words.tag}" dir="{words.direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>On Record</title>'
        # Without one a browser asks for a picture, for which it would have to log in first.
        f'<link rel="icon" href="data:,"><style>{STYLE}</style>'
        f"</head><body><main><h1>On Record</h1>{alert}"
        f'<form method="post" action="{LOGIN}?next={quote(there, safe="")}">'
        f'<label>{words.login_name}<input name="username" autocomplete="username" required autofocus></label>'
        f'<label>{words.login_password}<input name="password" type="password" '
        f'autocomplete="current-password" required></label>'
        f"<button>{words.login}</button></form></main></body></html>"
    )
