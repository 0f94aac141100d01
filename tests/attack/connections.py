"""Slow and many connections, while somebody who has logged in goes on asking.

The page runs with few descriptors. One after another: unfinished requests, bodies that come byte by byte,
answers that nobody reads, connections that say nothing, and wrong passwords, all at once. A finding is a request
of the person who has logged in that fails or waits too long meanwhile, wrong passwords that are tried beyond
the limit, connections that are held for ever, descriptors or memory that do not come back, and a flood in the log.
"""

from __future__ import annotations

import base64
import resource
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic, sleep

import httpx

from tests.attack.raw import exchange, request
from tests.attack.session import client
from tests.attack.target import NAME, PASSWORD, Target, target

__all__ = ["hostile", "run"]

_DESCRIPTORS = 128
_MANY = 200
_GUESSES, _AT_ONCE, _LIMIT = 400, 60, 10
# How long somebody waits for an answer that takes milliseconds, after how many answers all is well, and how long what does nothing may be held.
_PATIENCE_SECONDS = 20.0
_SEEN = 8
_HELD_SECONDS = 120.0
_MORE_DESCRIPTORS, _MORE_MEGABYTES = 20, 150
_LOG_BYTES = 20_000


@dataclass
class _Person:
    """Somebody who has logged in and asks twice a second, on new connections and on one that is kept."""

    page: Target
    cookies: dict[str, str]
    asked: int = 0
    longest: dict[str, float] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)

    def ask(self, stopped: threading.Event) -> None:
        """Ask until told to stop."""
        with self._client() as kept:
            while not stopped.is_set():
                self._once(kept, "on a kept connection")
                with self._client() as fresh:
                    self._once(fresh, "on a new connection")
                stopped.wait(0.5)

    def wait(self, more: int) -> None:
        """Wait until so many more answers came, or one did not come in time."""
        enough, end = self.asked + more, monotonic() + _PATIENCE_SECONDS + 5
        while self.asked < enough and not self.wrong and monotonic() < end:
            sleep(0.1)

    def _client(self) -> httpx.Client:
        return httpx.Client(
            base_url=self.page.url, cookies=self.cookies, timeout=_PATIENCE_SECONDS, trust_env=False
        )

    def _once(self, client: httpx.Client, how: str) -> None:
        """One question; who is told to come back does so, for as long as their patience lasts."""
        begun = monotonic()
        while True:
            try:
                answer = client.get("api/list")
                problem = "" if answer.status_code == 200 else str(answer.status_code)
            except httpx.HTTPError as error:
                problem = type(error).__name__
            if not problem or monotonic() > begun + _PATIENCE_SECONDS:
                break
            sleep(0.5)
        self.asked += 1
        if problem:
            self.wrong[f"{problem} {how}"] += 1
        self.longest[how] = max(self.longest.get(how, 0), monotonic() - begun)


@contextmanager
def _asking(page: Target, cookies: dict[str, str], what: str, wrong: list[str]) -> Iterator[_Person]:
    """Inside, a person asks; what went wrong for them is a finding."""
    person, stopped = _Person(page, cookies), threading.Event()
    thread = threading.Thread(target=person.ask, args=(stopped,))
    thread.start()
    try:
        yield person
    finally:
        stopped.set()
        thread.join()
        took = ", ".join(f"{seconds:.1f} s {how}" for how, seconds in person.longest.items())
        print(f"  {what}: {person.asked} requests meanwhile, the longest {took}", flush=True)
        failed = ", ".join(f"{count} times {kind}" for kind, count in person.wrong.items())
        if failed:
            wrong.append(f"{what}: of {person.asked} requests of somebody logged in failed {failed}")
        elif (waited := person.longest.get("on a kept connection", 0)) > _PATIENCE_SECONDS / 4:
            wrong.append(f"{what}: somebody logged in waited {waited:.1f} s on a kept connection")


@contextmanager
def hostile(
    page: Target, count: int, first: bytes, then: bytes = b"", every: float = 1.0
) -> Iterator[list[socket.socket]]:
    """Inside, up to ``count`` connections that sent ``first`` and send ``then`` every few seconds."""
    stopped = threading.Event()
    held: list[socket.socket] = []

    def drip() -> None:
        while then and not stopped.wait(every):
            for each in list(held):
                with suppress(OSError):
                    each.send(then)

    thread = threading.Thread(target=drip)
    with ExitStack() as all_of_them:
        for _ in range(count):
            try:
                connection = socket.create_connection(page.place, timeout=2)
            except OSError:
                break  # no more are let in
            all_of_them.enter_context(connection)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.settimeout(0.5)
            held.append(connection)
            with suppress(OSError):
                connection.sendall(first)
        thread.start()
        try:
            yield held
        finally:
            stopped.set()
            thread.join()


def _open(held: list[socket.socket]) -> int:
    """How many of them the other side has not closed."""
    still = 0
    for each in held:
        each.setblocking(False)
        try:
            while each.recv(1 << 16):
                pass
        except BlockingIOError:
            still += 1
        except OSError:
            pass
    return still


def _slow(page: Target, cookies: dict[str, str], quick: bool) -> Iterator[str]:
    """What does nothing, or hardly anything, is let go."""
    wrong: list[str] = []
    kinds = {
        "unfinished requests": (b"GET /api/list HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b""),
        "headers byte by byte": (b"GET /api/list HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"x"),
        "slow logins": (
            b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=",
            b"a",
        ),
        "slow questions of strangers": (
            b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{",
            b" ",
        ),
        "connections that say nothing": (b"", b""),
        "answers that nobody reads": (request("GET", "/login", (("Connection", "keep-alive"),)) * 200, b""),
    }
    for what, (first, then) in list(kinds.items())[: 3 if quick else None]:
        with _asking(page, cookies, f"{_MANY} {what}", wrong) as person:
            person.wait(2)  # so that the connection which is kept is there before the others
            with hostile(page, _MANY, first, then):
                # As long as somebody's patience lasts, or until they saw that it works.
                person.wait(_SEEN)
        if quick:
            continue
        with hostile(page, 20, first, then) as held:
            end = monotonic() + _HELD_SECONDS
            while (still := _open(held)) and monotonic() < end:
                sleep(1)
            if still:
                wrong.append(f"{still} of 20 {what} are held for more than {_HELD_SECONDS:.0f} s")
    yield from wrong


def _guess(page: Target, password: str, form: bool, source: str = "127.0.0.1", claimed: str = "") -> int:
    """The status of the answer to a password; ``claimed`` is the address that a proxy would name.

    It is 0 where there was none in time, and -1 where the connection was given up for somebody else's.
    """
    told = (("X-Forwarded-For", claimed),) if claimed else ()
    if form:
        body = f"username={NAME}&password={password}".encode()
        kind = ("Content-Type", "application/x-www-form-urlencoded")
        answer = exchange(page.place, request("POST", "/login", (*told, kind), body), _HELD_SECONDS, source)
        return answer.status or (0 if answer.late else -1)
    basic = base64.b64encode(f"{NAME}:{password}".encode()).decode()
    sent = request("GET", "/api/list", (*told, ("Authorization", f"Basic {basic}")))
    answer = exchange(page.place, sent, _HELD_SECONDS, source)
    return answer.status or (0 if answer.late else -1)


def _guesses(page: Target, cookies: dict[str, str], quick: bool) -> Iterator[str]:
    """Wrong passwords, all at once: no more are tried than the limit says, and nobody waits for them."""
    wrong: list[str] = []
    count = _AT_ONCE if quick else _GUESSES
    with _asking(page, cookies, f"{count} wrong passwords", wrong), ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = Counter(pool.map(lambda n: _guess(page, f"wrong-{n}", n % 2 == 0), range(count)))
    if answers[401] > _LIMIT:
        wrong.append(f"{answers[401]} of {count} wrong passwords were tried, the limit is {_LIMIT}")
    if answers[0]:
        wrong.append(f"{answers[0]} of {count} wrong passwords were not answered in {_HELD_SECONDS:.0f} s")
    if not answers[401]:
        wrong.append(f"of {count} wrong passwords none was tried: {dict(answers)}")
    if answers[200] or answers[303]:
        wrong.append("a wrong password was right")
    claimed = Counter(_guess(page, f"no-{n}", False, claimed=f"192.0.2.{n}") for n in range(2 * _LIMIT))
    if claimed[401] > _LIMIT:
        wrong.append(f"{claimed[401]} more were tried, as the request said that it comes from elsewhere")
    # Whoever guesses keeps nobody else out.
    if _guess(page, PASSWORD, False, source="127.0.0.2") != 200:
        wrong.append("the right password from another address is refused while somebody guesses")
    yield from wrong


def _afterwards(page: Target, before: int, megabytes: float, log: int) -> Iterator[str]:
    """Whether all comes back that was taken, and how much was written."""
    end = monotonic() + _HELD_SECONDS / 4
    while page.descriptors > before + _MORE_DESCRIPTORS and monotonic() < end:
        sleep(0.5)
    written = page.log.stat().st_size - log
    print(
        f"  descriptors {before} to {page.descriptors}, MiB {megabytes:.0f} to {page.megabytes:.0f}, "
        f"log {written} bytes",
        flush=True,
    )
    if page.descriptors > before + _MORE_DESCRIPTORS:
        yield f"{page.descriptors} descriptors are open afterwards, {before} were before"
    if page.megabytes > megabytes + _MORE_MEGABYTES:
        yield f"{page.megabytes:.0f} MiB are taken afterwards, {megabytes:.0f} were before"
    if written > _LOG_BYTES:
        lines = Counter(page.log.read_text("utf-8", "replace").splitlines())
        yield f"{written} bytes were written to the log, mostly {lines.most_common(1)[0][0][:80]!r}"
    try:
        client(page, login=True).get("api/list").raise_for_status()
    except httpx.HTTPError as error:
        yield f"nobody can log in any more afterwards: {type(error).__name__}"


def run(quick: bool = False) -> list[str]:
    """Each at a page of its own; returns what was found."""
    wrong: list[str] = []
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4 * _MANY)), hard))
    try:
        for attack in (_slow, _guesses):
            with target(login=True, files=_DESCRIPTORS) as page:
                cookies = dict(client(page, login=True).cookies)
                before, megabytes, log = page.descriptors, page.megabytes, page.log.stat().st_size
                wrong += attack(page, cookies, quick)
                if attack is _guesses and not quick:
                    sleep(61)  # until wrong passwords count no more
                wrong += [] if attack is _guesses and quick else _afterwards(page, before, megabytes, log)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return wrong
