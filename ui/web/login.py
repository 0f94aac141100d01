"""Who is asking: a name and a password, once by a form for people, with every request for programs.

People get a cookie that no script can read and that does not come along from other pages; it is forgotten
when the server stops, and after 12 hours. Programs send HTTP Basic, or an API key, which is ``NAME:PASSWORD``
as it is or in Base64; what was right once is known again from there without being hashed. Passwords are
hashed one after the other in a thread of their own, and few may wait for it, so that strangers who guess keep
nobody waiting who is known.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import secrets
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.types import Scope

from onrecord.ui.web.clients import place_of
from onrecord.ui.web.passwords import LONGEST_NAME, Passwords
from onrecord.ui.web.tries import SECONDS, Tries

__all__ = ["COOKIE", "HELD_BACK", "BusyError", "Login", "RefusedError", "TooManyTriesError", "hold_back"]

COOKIE = "onrecord"
HELD_BACK = "onrecord.held_back"
"""This key is in the scope of a request that is held back; its connection is given up for another one's."""
PAUSE = 1.0
"""Seconds for which whoever is refused is held back."""
_SECONDS = 12 * 3600
_MOST_SESSIONS = 10_000
# Passwords that wait to be hashed: in all, and from one place. A hash takes 0.03 s.
_MOST_WAITING, _MOST_FROM_ONE = 32, 8


class RefusedError(Exception):
    """A password is not even looked at for ``seconds``."""

    seconds: int


class TooManyTriesError(RefusedError):
    """So many wrong passwords for a name came from one place that no more are tried for a while."""

    seconds = int(SECONDS)


class BusyError(RefusedError):
    """So many passwords wait to be checked that no more are taken for a moment."""

    seconds = 2


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
        self._tries = Tries(clock)
        # A guess is a keyed digest of place, name and password, so that none of them is kept.
        self._key = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._waiting: dict[bytes, Future[bool]] = {}
        self._from: Counter[str] = Counter()
        # One at a time, so that guessing takes the memory of one hash and leaves the other cores.
        self._hashing = ThreadPoolExecutor(1, "passwords")

    async def name_of(self, request: HTTPConnection) -> str | None:
        """Who sends a request, by its cookie, HTTP Basic or API key; ``None`` for a stranger.

        Raises:
            TooManyTriesError: too many wrong passwords came for the name from there.
            BusyError: too many wait for theirs to be checked.
        """
        name = self._session(request.cookies.get(COOKIE, ""))
        if name:
            return name
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() not in ("basic", "bearer"):
            return None
        try:
            # Of what is not ASCII, not base64 or not UTF-8 a ValueError tells.
            if scheme.lower() == "basic" or ":" not in given:
                given = base64.b64decode(given, validate=True).decode("utf-8")
        except ValueError:
            return None
        name, colon, password = given.partition(":")
        return name if colon and await self.right(name, password, address_of(request)) else None

    async def right(self, name: str, password: str, address: str) -> bool:
        """Whether the password is right; what is wrong is counted against the name and ``address``.

        Raises:
            TooManyTriesError: too many wrong ones came for the name from there.
            BusyError: too many wait to be checked.
        """
        place, name = place_of(address), name[: LONGEST_NAME + 1]
        guess = hmac.digest(self._key, ascii((place, name, password)).encode(), "sha256")
        with self._lock:
            waiting = self._waiting.get(guess)
            counted = self._tries.take(place, name)
            # What is right already must not be found by who has no try left.
            if not counted and not waiting:
                raise TooManyTriesError
            if counted and guess in self._right:
                self._tries.give_back(place, name)
                return True
            if not waiting:
                if len(self._waiting) >= _MOST_WAITING or self._from[place] >= _MOST_FROM_ONE:
                    self._tries.give_back(place, name)
                    raise BusyError
                self._from[place] += 1
                waiting = self._hashing.submit(self._checked, guess, place, name, password)
                self._waiting[guess] = waiting
        # Others may wait for the same answer: a program that asks twice at once.
        right = await asyncio.shield(asyncio.wrap_future(waiting))
        if right and counted:
            with self._lock:
                self._tries.give_back(place, name)
        elif not right and not counted:
            raise TooManyTriesError
        return right

    def _checked(self, guess: bytes, place: str, name: str, password: str) -> bool:
        right = False
        try:
            right = self._passwords.right(name, password)
        finally:
            with self._lock:
                del self._waiting[guess]
                self._from[place] -= 1
                if not self._from[place]:
                    del self._from[place]
                if right:
                    self._right[guess] = None
                    while len(self._right) > _MOST_SESSIONS:
                        self._right.popitem(last=False)
        return right

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


async def hold_back(scope: Scope) -> None:
    """Let a sender whose password was refused wait, so that it does not keep us busy by trying on and on."""
    scope[HELD_BACK] = True
    await asyncio.sleep(PAUSE)


def address_of(request: HTTPConnection) -> str:
    """Where a request comes from, without the port."""
    return request.client.host if request.client else ""
