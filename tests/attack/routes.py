"""Hostile requests against every route that the served application has, before a login and after.

The routes are found by listing those of the application, so that a new one is attacked the day it is added. A
finding is an answer of 500 and above or none at all, a traceback or a flood in the log, a security header that
is missing, what a file outside says in any answer, such a file read or changed, and with a login anything at
all that a stranger gets.
"""

from __future__ import annotations

import base64
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.attack.outside import Outside
from tests.attack.raw import Answer, exchange, request
from tests.attack.target import NAME, PASSWORD, Target, target
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
#: What a stranger may see.
_OPEN = ("/login", "/logout")
# So much may be written of one request.
_LOG_BYTES = 400
_SHARE_OF_QUICK = 0.12


@dataclass(frozen=True, slots=True)
class _Trick:
    """A request: what is odd about it, where it goes, and its bytes."""

    what: str
    where: str
    sent: bytes
    whole: bool = True


@dataclass
class _Findings:
    """Each kind of problem with each trick once, with how many routes have it."""

    first: dict[tuple[str, str], str] = field(default_factory=dict)
    times: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, problem: str, trick: _Trick, who: str) -> None:
        key = (problem, trick.what)
        self.times[key] += 1
        self.first.setdefault(key, f"{problem}: {trick.where} with {trick.what} ({who})")

    def lines(self) -> list[str]:
        more = {key: self.times[key] - 1 for key in self.first}
        return [
            f"{text}" + (f", and {more[key]} more" if more[key] else "") for key, text in self.first.items()
        ]


def _tricks(page: Target, secret: str, who: tuple[tuple[str, str], ...]) -> Iterator[_Trick]:
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
            yield _Trick(what, declared, sent, name not in ("Content-Length", "Transfer-Encoding"))
        for query in QUERIES:
            yield _Trick(f"query {query[:50]}", declared, request(method, f"{plain}?{query}", who))
        if method == "POST" or not methods or declared in _OPEN:
            for name, kind, body in bodies():
                told = (("Content-Type", kind), ("Accept", "application/json, text/event-stream"), *who)
                yield _Trick(f"body {name}", declared, request("POST", plain, told, body))
    for name, sent in GARBAGE.items():
        yield _Trick(name, "no route", sent, False)


def _attack(
    page: Target,
    outside: Outside,
    who: str,
    told: tuple[tuple[str, str], ...],
    share: float,
    chance: random.Random,
) -> tuple[list[str], int]:
    found = _Findings()
    log = page.log.stat().st_size
    count = 0
    for trick in _tricks(page, str(outside.minutes), told):
        if chance.random() > share and trick.where != "no route":
            continue
        count += 1
        try:
            answer = exchange(page.place, trick.sent)
        except OSError as error:
            found.add(f"the page cannot be reached ({error})", trick, who)
            break
        for problem in _problems(answer, trick, who == "a stranger at a login"):
            found.add(problem, trick, who)
        if outside.told_in(answer.body):
            found.add("what a file outside says is in the answer", trick, who)
        written = page.log.stat().st_size
        if written > log:
            with page.log.open("rb") as file:
                file.seek(log)
                said = file.read().decode("utf-8", "replace")
            log = written
            if "Traceback" in said:
                last = [each for each in said.strip().splitlines() if each.strip()][-1]
                found.add(f"a traceback in the log ({last.strip()[:100]})", trick, who)
            elif len(said) > _LOG_BYTES:
                found.add(f"{len(said)} bytes in the log", trick, who)
    return [*found.lines(), *(f"{each} ({who})" for each in outside.changes())], count


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
    if b"Traceback (most" in answer.body:
        yield "a traceback in the answer"
    missing = [name for name, value in _SAFE.items() if value not in answer.headers.get(name, "")]
    if missing:
        yield f"{answer.status} without security headers"
    if any(name.startswith("access-control-") for name in answer.headers):
        yield "other pages are let in"
    if stranger and 200 <= answer.status < 300 and not trick.where.startswith(_OPEN):
        yield f"{answer.status} for a stranger"


def run(quick: bool = False, seed: int | None = None) -> list[str]:
    """Attack a page without a login, one with a login as a stranger, and one as somebody who has logged in."""
    chance = random.Random(seed)
    share = _SHARE_OF_QUICK if quick else 1.0
    basic = "Basic " + base64.b64encode(f"{NAME}:{PASSWORD}".encode()).decode()
    wrong: list[str] = []
    count = 0
    with target("--mcp") as page:
        outside = Outside.plant(page)
        found, sent = _attack(page, outside, "without a login", (), share, chance)
        wrong, count, routes = wrong + found, count + sent, len(page.routes)
    with target("--mcp", login=True) as page:
        outside = Outside.plant(page)
        for who, told in (
            ("a stranger at a login", ()),
            ("somebody who has logged in", (("Authorization", basic),)),
        ):
            found, sent = _attack(page, outside, who, told, share, chance)
            wrong, count = wrong + found, count + sent
    print(f"  {routes} routes, {count} requests", flush=True)
    return wrong
