"""Who is let in, how many passwords are tried, and who waits for whom."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import anyio
import pytest
from starlette.requests import HTTPConnection

from onrecord.ui.web.login import COOKIE, BusyError, Login, TooManyTriesError
from onrecord.ui.web.passwords import Passwords
from tests.ui.test_passwords import people

T = TypeVar("T")
RIGHT = "a long secret"
# Of little memory, so that many can be checked.
SALT, DIGEST = (
    base64.b64encode(each).decode().rstrip("=")
    for each in (b"12345678", hashlib.scrypt(RIGHT.encode(), salt=b"12345678", n=2**10, r=8, p=1, dklen=32))
)
KNOWN = f"ada:$scrypt$ln=10,r=8,p=1${SALT}${DIGEST}"


class Counted(Passwords):
    """Counts what is hashed, and hashes nothing before ``go`` is set."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.tried: list[tuple[str, str]] = []
        self.go = threading.Event()
        self.go.set()

    def right(self, name: str, password: str) -> bool:
        self.tried.append((name, password))
        assert self.go.wait(20)
        return (name, password) == ("ada", RIGHT) and super().right(name, password)


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Counted]:
    passwords = Counted(people(tmp_path, KNOWN))
    yield passwords
    passwords.go.set()


def done(call: Callable[[], Awaitable[T]]) -> T:
    """What a coroutine gives, run apart, as the tests in the browser keep a loop running in this thread."""

    async def run() -> T:
        return await call()

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(anyio.run, run).result()


def right(login: Login, password: str, address: str = "192.0.2.1", name: str = "ada") -> bool:
    return done(lambda: login.right(name, password, address))


def asks(address: str = "192.0.2.1", **headers: str) -> HTTPConnection:
    told = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": told, "client": (address, 5000)})


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


def test_ten_wrong_passwords_for_a_name_from_one_address_have_to_wait(tmp_path: Path) -> None:
    now = 0.0
    login = Login(Passwords(people(tmp_path, KNOWN)), lambda: now)
    for _ in range(10):
        assert not right(login, "guess")
    with pytest.raises(TooManyTriesError):
        right(login, RIGHT)
    assert right(login, RIGHT, "192.0.2.2")
    now = 61.0
    assert right(login, RIGHT)


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(counted: Counted) -> None:
    login = Login(counted)

    async def guesses() -> list[bool | BaseException]:
        several = (login.right("ada", f"guess {n}", "192.0.2.1") for n in range(400))
        return await asyncio.gather(*several, return_exceptions=True)

    tried = 0
    for _ in range(3):
        outcomes = done(guesses)
        assert {type(each) for each in outcomes} <= {bool, TooManyTriesError, BusyError}
        tried += outcomes.count(False)
    assert tried == len(counted.tried) == 10


def test_one_guess_many_times_at_once_counts_each_time(counted: Counted) -> None:
    login = Login(counted)

    async def guesses() -> list[bool | BaseException]:
        several = (login.right("ada", "guess", "192.0.2.1") for _ in range(50))
        return await asyncio.gather(*several, return_exceptions=True)

    outcomes = done(guesses)
    assert outcomes.count(False) == 10
    assert sum(isinstance(each, TooManyTriesError) for each in outcomes) == 40


def test_a_program_may_ask_fifty_times_at_once_and_is_hashed_once(counted: Counted) -> None:
    login = Login(counted)

    async def several() -> list[bool]:
        return await asyncio.gather(*(login.right("ada", RIGHT, "192.0.2.1") for _ in range(50)))

    assert done(several) == [True] * 50
    assert right(login, RIGHT)
    assert len(counted.tried) == 1
    # Each try was given back.
    for _ in range(10):
        assert not right(login, "guess")


def test_what_was_right_once_is_not_found_by_who_has_no_try_left(counted: Counted) -> None:
    login = Login(counted)
    assert right(login, RIGHT)
    for n in range(10):
        assert not right(login, f"guess {n}")
    with pytest.raises(TooManyTriesError):
        right(login, RIGHT)


def test_a_lockout_hits_the_pair_of_place_and_name(tmp_path: Path) -> None:
    file = people(tmp_path, KNOWN, KNOWN.replace("ada", "grace"))
    login = Login(Passwords(file))
    for n in range(10):
        assert not right(login, f"guess {n}", "2001:db8::1")
    # One customer has all addresses of a /64.
    with pytest.raises(TooManyTriesError):
        right(login, RIGHT, "2001:db8::ffff:1")
    assert right(login, RIGHT, "2001:db8:0:1::1")
    assert right(login, RIGHT, "2001:db8::1", name="grace")


def test_who_is_known_does_not_wait_for_strangers_and_few_strangers_may_wait(counted: Counted) -> None:
    login = Login(counted)
    cookie = login.begin("ada")
    assert done(lambda: login.name_of(asks(authorization=basic("ada", RIGHT)))) == "ada"
    counted.tried.clear()
    counted.go.clear()

    async def under_load() -> list[bool | BaseException]:
        strangers = [
            asyncio.create_task(login.right(f"name {n}", "guess", f"198.51.100.{n % 20}")) for n in range(400)
        ]
        await asyncio.sleep(0)
        with anyio.fail_after(10):
            assert await login.name_of(asks(cookie=f"{COOKIE}={cookie}")) == "ada"
            assert await login.name_of(asks(authorization=basic("ada", RIGHT))) == "ada"
            assert await login.name_of(asks()) is None
        counted.go.set()
        return await asyncio.gather(*strangers, return_exceptions=True)

    outcomes = done(under_load)
    assert outcomes.count(False) == len(counted.tried) == 32
    assert sum(isinstance(each, BusyError) for each in outcomes) == 368


def test_one_place_does_not_take_the_whole_queue(counted: Counted) -> None:
    login = Login(counted)
    counted.go.clear()

    async def under_load() -> tuple[list[bool | BaseException], bool]:
        flood = [asyncio.create_task(login.right(f"name {n}", "x", "198.51.100.1")) for n in range(100)]
        await asyncio.sleep(0)
        ada = asyncio.create_task(login.right("ada", RIGHT, "192.0.2.1"))
        await asyncio.sleep(0)
        counted.go.set()
        return await asyncio.gather(*flood, return_exceptions=True), await ada

    outcomes, ada = done(under_load)
    assert ada
    assert outcomes.count(False) == 8


def test_who_is_too_busy_to_be_checked_loses_no_try(counted: Counted) -> None:
    login = Login(counted)
    counted.go.clear()

    async def under_load() -> list[bool | BaseException]:
        flood = [asyncio.create_task(login.right("ada", f"guess {n}", "192.0.2.1")) for n in range(50)]
        await asyncio.sleep(0)
        counted.go.set()
        return await asyncio.gather(*flood, return_exceptions=True)

    assert done(under_load).count(False) == 8
    assert right(login, RIGHT)


def test_a_session_ends_after_twelve_hours(tmp_path: Path) -> None:
    now = 0.0
    login = Login(Passwords(people(tmp_path, KNOWN)), lambda: now)
    known = asks(cookie=f"{COOKIE}={login.begin('ada')}")
    assert done(lambda: login.name_of(known)) == "ada"
    now = 12 * 3600.0
    assert done(lambda: login.name_of(known)) is None
