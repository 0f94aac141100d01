"""Who is asking: a name and a password, once by a form for people, with every request for programs.

People get a cookie that no script can read and that does not come along from other pages; it is forgotten
when the server stops, and after 12 hours. Programs send HTTP Basic. Whoever fails ten times from one address
has to wait.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from onrecord.ui.web.passwords import Passwords

__all__ = ["COOKIE", "Login", "TooManyTriesError"]

COOKIE = "onrecord"
_SECONDS = 12 * 3600
_MOST_SESSIONS = 10_000
# Wrong passwords from one address, and the seconds in which they are counted.
_MOST_TRIES, _COUNTED = 10, 60.0
_MOST_ADDRESSES = 10_000


class TooManyTriesError(Exception):
    """So many wrong passwords came from an address that no more are tried for a while."""


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    ends: float


class Login:
    """Knows who is asking. Safe to use from several threads."""

    def __init__(self, passwords: Passwords, clock: Callable[[], float] = time.monotonic) -> None:
        self._passwords = passwords
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._failed: OrderedDict[str, list[float]] = OrderedDict()

    def name_of(self, request: HTTPConnection) -> str | None:
        """Who sends a request, by its cookie or by HTTP Basic; ``None`` for a stranger.

        It may take a second, where a password has to be checked.

        Raises:
            TooManyTriesError: too many wrong ones came from there.
        """
        session = self._session(request.cookies.get(COOKIE, ""))
        if session:
            return session
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, colon, password = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        return name if colon and self.right(name, password, address_of(request)) else None

    def right(self, name: str, password: str, address: str) -> bool:
        """Whether the password is right; what is wrong is counted against ``address``.

        Raises:
            TooManyTriesError: too many wrong ones came from there.
        """
        now = self._clock()
        with self._lock:
            tries = [each for each in self._failed.get(address, []) if each > now - _COUNTED]
            if len(tries) >= _MOST_TRIES:
                raise TooManyTriesError
        if self._passwords.right(name, password):
            return True
        with self._lock:
            self._failed[address] = [*tries, now]
            self._failed.move_to_end(address)
            while len(self._failed) > _MOST_ADDRESSES:
                self._failed.popitem(last=False)
        return False

    def begin(self, name: str) -> str:
        """A session's cookie for somebody whose password was right."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions[token] = _Session(name, self._clock() + _SECONDS)
            while len(self._sessions) > _MOST_SESSIONS:
                self._sessions.popitem(last=False)
        return token

    def end(self, token: str) -> None:
        """Forget a session."""
        with self._lock:
            self._sessions.pop(token, None)

    def _session(self, token: str) -> str | None:
        with self._lock:
            session = self._sessions.get(token)
            if session and session.ends <= self._clock():
                del self._sessions[token]
                return None
        return session.name if session else None


def address_of(request: HTTPConnection) -> str:
    """Where a request comes from, without the port."""
    return request.client.host if request.client else ""
