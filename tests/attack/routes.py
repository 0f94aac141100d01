"""Hostile requests against every route that the served application has, before a login and after.

The routes are found by listing those of the application, so that a new one is attacked the day it is added. A
finding is an answer of 500 and above or none at all, a traceback or a flood in the log, a security header that
is missing, what a file outside says in any answer, such a file read or changed, and with a login anything at
all that a stranger gets.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.attack.outside import Outside
from tests.attack.raw import Answer, exchange, request
from tests.attack.session import client
from tests.attack.target import Target, raised, target, written
from tests.attack.tricks import GARBAGE, HEADERS, METHODS, QUERIES, bodies, paths

__all__ = ["run"]

# What every answer carries.
_SAFE = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=()",
}
# What a stranger may see.
_OPEN = ("/login", "/logout", "/picture.png")
# Every trick is tried on these, even in a hurry.
_WHOLLY = ("/", "/login", "/api/ask", "/mcp", "no route")
_STRANGER = "a stranger at a login"
_Headers = tuple[tuple[str, str], ...]
# So much may be written of one request.
_LOG_BYTES = 400
# What is refused is told in no more than this.
_REFUSAL_BYTES = 20_000
_SHARE_OF_QUICK = 0.04
# What looks at headers looks at those of all routes.
_SHARE_OF_HEADERS = 0.25
_UNFINISHED = ("Content-Length", "Transfer-Encoding")
_PATIENCE_SECONDS = 20.0
# Of what is no whole request no answer is owed.
_UNFINISHED_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class _Trick:
    """A request: what is odd about it, where it goes, and its bytes; ``whole`` where an answer is owed.

    Of the tricks of all routes a random ``share`` is tried.
    """

    what: str
    where: str
    sent: bytes
    whole: bool = True
    share: float = 1.0


@dataclass
class _Findings:
    """Each kind of problem once, with how many requests have it."""

    first: dict[str, str] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)

    def add(self, problem: str, trick: _Trick) -> None:
        self.times[problem] += 1
        self.first.setdefault(problem, f"{trick.where} with {trick.what}")

    def lines(self, who: str) -> list[str]:
        return [
            f"{problem}: {self.times[problem]} times, first at {at} ({who})"
            for problem, at in self.first.items()
        ]


def _tricks(page: Target, secret: str, who: _Headers) -> Iterator[_Trick]:
    """All requests to all routes."""
    routes = {each.path: each.methods for each in page.routes} | dict.fromkeys(_OPEN, ("GET", "POST"))
    for declared, methods in routes.items():
        method = methods[0] if methods else "POST"
        plain = declared.replace("{", "").replace("}", "")
        for other in METHODS:
            yield _Trick(f"method {other}", declared, request(other, plain, who))
        for path in paths(declared, secret):
            yield _Trick(f"path {path[:60]!r}", declared, request(method, path, who))
        for headers in HEADERS:
            name, value = headers[0]
            # One's own name is told after what is odd, unless that is the oddity.
            mine = [each for each in who if each[0].lower() not in {n.lower() for n, _ in headers}]
            what = f"{name}: {str(value)[:50]}" + (f" and {headers[1][0]}" if headers[1:] else "")
            sent = request(method, plain, [*headers, *mine])
            yield _Trick(what, declared, sent, name not in _UNFINISHED, _SHARE_OF_HEADERS)
        for query in QUERIES:
            yield _Trick(f"query {query[:50]}", declared, request(method, f"{plain}?{query}", who))
        if method == "POST" or not methods or declared in _OPEN:
            for name, kind, body in bodies():
                told = (("Content-Type", kind), ("Accept", "application/json, text/event-stream"), *who)
                yield _Trick(f"body {name}", declared, request("POST", plain, told, body))
    for name, sent in GARBAGE.items():
        yield _Trick(name, "no route", sent, False)


def _attack(
    page: Target, outside: Outside, who: str, told: _Headers, share: float, chance: random.Random
) -> tuple[list[str], int]:
    """What all requests find, or a random ``share`` of them; and how many they were."""
    found = _Findings()
    log = page.log.stat().st_size
    count = 0
    for trick in _tricks(page, str(outside.minutes), told):
        if trick.where not in _WHOLLY and chance.random() > share * trick.share:
            continue
        count += 1
        try:
            # Each from another address of this computer: else most logins would be refused unread.
            source = f"127.1.{count >> 7 & 127}.{(count & 127) + 1}"
            patience = _PATIENCE_SECONDS if trick.whole else _UNFINISHED_SECONDS
            answer = exchange(page.place, trick.sent, patience, source)
        except OSError as refused:
            found.add(f"the page cannot be reached ({refused})", trick)
            break
        problems = list(_problems(answer, trick, who == _STRANGER))
        if outside.told_in(answer.body):
            problems.append("what a file outside says is in the answer")
        log, said = written(page.log, log)
        if error := raised(said):
            problems = [each for each in problems if each != str(answer.status)]
            problems.append(f"{answer.status or 'nothing'}, and a traceback in the log ({error})")
        elif len(said) > _LOG_BYTES:
            problems.append("a flood in the log")
        for problem in problems:
            found.add(problem, trick)
    changes = [f"{each} ({who})" for each in outside.changes()]
    outside.again()
    return [*found.lines(who), *changes], count


def _problems(answer: Answer, trick: _Trick, stranger: bool) -> Iterator[str]:
    if answer.status >= 500:
        yield f"{answer.status}"
    if answer.late and not answer.status:
        if trick.whole:
            yield "no answer in 20 s"
        return
    if not answer.status:
        if trick.whole:
            yield "no answer"
        return
    if answer.status >= 400 and len(answer.body) > _REFUSAL_BYTES:
        yield f"{answer.status} with more than {_REFUSAL_BYTES // 1000} kB"
    if b"Traceback (most" in answer.body:
        yield "a traceback in the answer"
    missing = [name for name, value in _SAFE.items() if value not in answer.headers.get(name, "")]
    if missing:
        yield f"{answer.status} without security headers"
    if any(name.startswith("access-control-") for name in answer.headers):
        yield "other pages are let in"
    if stranger and 200 <= answer.status < 300 and not trick.where.startswith(_OPEN):
        yield f"{answer.status} for a stranger"


def _open(share: float, seed: int | None) -> tuple[list[str], int, int]:
    """What a page without a login has, how many requests were sent, and how many routes it has."""
    with target("--mcp") as page:
        found, sent = _attack(page, Outside.plant(page), "without a login", (), share, random.Random(seed))
        return found, sent, len(page.routes)


def _closed(share: float, seed: int | None) -> tuple[list[str], int]:
    """What a page with a login has, as a stranger and as somebody who has logged in."""
    chance = random.Random(seed)
    wrong: list[str] = []
    count = 0
    with target("--mcp", login=True) as page:
        outside = Outside.plant(page)
        cookies = client(page, login=True).cookies
        known = (("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items())),)
        for who, told in ((_STRANGER, ()), ("somebody who has logged in", known)):
            found, sent = _attack(page, outside, who, told, share, chance)
            wrong, count = wrong + found, count + sent
    return wrong, count


def run(quick: bool = False, seed: int | None = None) -> list[str]:
    """Attack a page without a login, one with a login as a stranger, and one as somebody who has logged in."""
    share = _SHARE_OF_QUICK if quick else 1.0
    # Most of the time goes by while refusals are held back.
    with ThreadPoolExecutor(2) as both:
        opened, closed = both.submit(_open, share, seed), both.submit(_closed, share, seed)
        (wrong, count, routes), (more, others) = opened.result(), closed.result()
    print(f"  {routes} routes, {count + others} requests", flush=True)
    return [*wrong, *more]
