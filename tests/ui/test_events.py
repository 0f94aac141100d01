"""Events that no page would send: answered with what is wrong, in a line of log at the most, and nobody waits."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.types import Message, Receive, Scope, Send

from onrecord.ui.messages import ENGLISH
from onrecord.ui.page.blocks import (
    MOST_OF_ONE,
    MOST_OF_PAGE,
    MOST_OF_SENDER,
    MOST_WAITING,
    is_full,
)
from onrecord.ui.web.events import Events, PageEvents
from onrecord.ui.web.uploads import Uploads
from tests.ui.events import file_data, run_event, uploaded
from tests.ui.served import REPOSITORY, TINY

# A server in a process of its own, asked until it refuses.
pytestmark = pytest.mark.slow

TALK = "Talk\n\nQ: When does the tower open?\n\nA: It opens in June.\n"


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("events") / "log"


@pytest.fixture(scope="module")
def address(log: Path) -> Iterator[str]:
    with (
        log.open("wb") as written,
        subprocess.Popen(
            [sys.executable, "-c", TINY, str(log.parent / "archive")],
            cwd=REPOSITORY,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            end = time.monotonic() + 60
            while "http" not in log.read_text("utf-8") and process.poll() is None and time.monotonic() < end:
                time.sleep(0.05)
            yield log.read_text("utf-8").split()[0]
        finally:
            process.kill()


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as found:
        yield found


def event(client: httpx.Client, page: str, name: str) -> int:
    config = client.get("config", params={"page": page}).json()
    (number,) = (each["id"] for each in config["dependencies"] if each["api_name"] == name)
    return int(number)


GOOD: dict[str, Any] = {"data": [], "fn_index": 0, "session_hash": "mine"}


@pytest.mark.parametrize("path", ["queue/join", "run/predict", "run/x"])
@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"fn_index": 10**6}, 404),
        ({"fn_index": -1}, 404),
        ({"fn_index": None}, 404),
        ({"fn_index": True}, 404),
        ({"fn_index": [0]}, 404),
        ({"data": None}, 422),
        ({"data": []}, 422),
        ({"data": {}}, 422),
        ({"session_hash": None}, 422),
        ({"session_hash": "\ud800"}, 400),
        ({"session_hash": "../x"}, 422),
        ({"data": [None], "trigger_id": {}}, 422),
        ({"data": [None], "event_id": "x"}, 422),
    ],
)
def test_what_is_no_event_of_the_page_is_refused_in_silence(
    client: httpx.Client, log: Path, path: str, changed: dict[str, Any], status: int
) -> None:
    before = log.stat().st_size
    body = json.dumps({**GOOD, "fn_index": event(client, "", "show"), **changed})
    answer = client.post(f"gradio_api/{path}", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, "error" in answer.json()) == (status, True)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert log.stat().st_size == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"data":' * 50_000,
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
    ids=["nothing", "a bracket", "null", "a list", "no UTF-8", "brackets", "braces", "a large number"],
)
@pytest.mark.parametrize("path", ["queue/join", "run/predict", "component_server/"])
def test_what_is_no_json_object_is_refused_in_silence(
    client: httpx.Client, log: Path, path: str, body: bytes
) -> None:
    before = log.stat().st_size
    for kind in ("application/json", "multipart/form-data; boundary=b", "text/plain"):
        answer = client.post(f"gradio_api/{path}", content=body, headers={"content-type": kind})
        assert answer.status_code == 400
    assert log.stat().st_size == before


def test_only_what_the_pages_scripts_may_ask_for_is_called(client: httpx.Client, log: Path) -> None:
    before = log.stat().st_size
    parts = client.get("config").json()["components"]
    ids = {each["props"]["elem_id"]: each["id"] for each in parts if each["props"].get("server_fns")}
    part, library = ids.pop("masthead"), ids.pop("library")
    asked = {"session_hash": "mine", "component_id": part, "fn_name": "open_transcript", "data": {}}
    assert client.post("gradio_api/component_server/", json=asked).json() == {
        "problem": ENGLISH.nothing_there
    }
    listed = asked | {"component_id": ids.pop("trace"), "fn_name": "list_trace"}
    assert client.post("gradio_api/component_server/", json=listed).json() == {"problem": ENGLISH.trace_gone}
    assert ids == {}
    wrong: list[dict[str, Any]] = [
        {"fn_name": "__init__"}, {"fn_name": []}, {"component_id": 10**6}, {"component_id": {}},
        # On the library's page a transcript can be opened, and nothing else asked for.
        {"component_id": library, "fn_name": "export_citations"},
    ]  # fmt: skip
    for changed in wrong:
        assert client.post("gradio_api/component_server/", json=asked | changed).status_code == 404
    assert client.post("gradio_api/component_server/", files={"data": ("x.txt", b"x")}).status_code == 400
    assert log.stat().st_size == before


@pytest.mark.parametrize("value", [None, 5, {"a": [1]}])
def test_a_value_of_a_wrong_type_is_an_answer_and_a_line(
    client: httpx.Client, log: Path, value: object
) -> None:
    before = log.stat().st_size
    count = 0
    for page in ("", "trace", "library", "evals"):
        config = client.get("config", params={"page": page}).json()
        for each in config["dependencies"]:
            if each["queue"]:
                count += 1
                run_event(client, page, each["api_name"], [value] * len(each["inputs"]))
    written = log.read_bytes()[before:].decode()
    assert count > 20
    assert "Traceback" not in written
    assert all(line.partition(" failed: ")[1] for line in written.splitlines()), written
    assert len(written.splitlines()) <= count


def test_who_has_work_waiting_is_told_and_others_are_answered(
    client: httpx.Client, address: str, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as packed:
        for number in range(1_500):
            packed.writestr(f"talk-{number}.txt", TALK)
    many = uploaded(client, "many.zip", (tmp_path / "many.zip").read_bytes())
    told = {"fn_index": event(client, "library", "look"), "data": [[file_data(many)], ""]}
    answers = [
        client.post("gradio_api/queue/join", json={**told, "session_hash": f"waits-{number}"})
        for number in range(MOST_OF_ONE + 4)
    ]
    assert [each.status_code for each in answers] == [200] * MOST_OF_ONE + [503] * 4
    assert answers[-1].headers["retry-after"]
    # Somebody else, from another address, reads meanwhile.
    elsewhere = httpx.HTTPTransport(local_address="127.0.0.2")
    with httpx.Client(base_url=address, timeout=30, transport=elsewhere) as other:
        path = uploaded(other, "tower.txt", TALK.encode())
        assert "tower" in run_event(other, "library", "look", [[file_data(path)], ""])
        still = client.post("gradio_api/queue/join", json={**told, "session_hash": "waits-still"})
        assert still.status_code == 503


def test_four_hundred_events_of_one_page_keep_nobody_from_being_served(
    client: httpx.Client, address: str
) -> None:
    talk = file_data(uploaded(client, "tower.txt", TALK.encode()))
    told = {"fn_index": event(client, "", "show"), "data": [talk], "session_hash": "flood"}

    async def joined() -> list[int]:
        async with httpx.AsyncClient(base_url=address, timeout=60, cookies=client.cookies) as many:
            sent = [many.post("gradio_api/queue/join", json=told) for _ in range(400)]
            return [each.status_code for each in await asyncio.gather(*sent)]

    elsewhere = httpx.HTTPTransport(local_address="127.0.0.2")
    with (
        ThreadPoolExecutor(1) as beside,
        httpx.Client(base_url=address, timeout=30, transport=elsewhere) as other,
    ):
        flood = beside.submit(asyncio.run, joined())
        while not flood.done():
            path = uploaded(other, "tower.txt", TALK.encode())
            assert "tower" in run_event(other, "library", "look", [[file_data(path)], ""])
        assert set(flood.result()) <= {200, 503}


def test_what_waits_is_limited_for_a_page_a_kind_and_a_sender() -> None:
    kinds = [SimpleNamespace(concurrency_limit=8) for _ in range(3)]
    there: list[Any] = []

    def full(kind: int, session: str, place: str = "192.0.2.1") -> bool:
        return is_full(there, kinds[kind], place, session)  # type: ignore[arg-type]

    def wait(kind: int, session: str) -> None:
        request = Request({"type": "http", "client": ("192.0.2.1", 0), "headers": []})
        there.append(SimpleNamespace(fn=kinds[kind], session_hash=session, request=request))

    for _ in range(MOST_OF_PAGE):
        assert not full(0, "page")
        wait(0, "page")
    assert full(0, "page")
    # The page's other events, and the other pages of the same place, are still taken.
    assert not full(1, "page")
    assert not full(0, "other")
    while not full(len(there) % 3, f"page-{len(there)}"):
        wait(len(there) % 3, f"page-{len(there)}")
    assert len(there) == MOST_OF_SENDER < MOST_WAITING / 4
    assert not full(0, "page", "192.0.2.2")


def test_a_question_of_many_unknown_fields_is_refused_in_a_line(client: httpx.Client) -> None:
    answer = client.post("api/ask", json={f"k{n}": 0 for n in range(4000)})
    assert answer.status_code == 422
    assert len(answer.content) < 1000
    assert "more" in answer.json()["error"]["message"]
    answer = client.post("api/ask", json={f"k{n}": 0 for n in range(450_000)})
    assert answer.status_code == 413


def test_a_script_hears_that_its_stream_has_ended_before_it_hears_of_its_next_event() -> None:
    heard: list[tuple[str, float]] = []

    async def gradio(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async def ask(method: str, path: str, query: bytes = b"", given: object = None) -> None:
        async def receive() -> Message:
            return {"type": "http.request", "body": json.dumps(given).encode()}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                heard.append((path.rpartition("/")[2], time.monotonic()))

        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query,
            "headers": [],
            "scheme": "http",
        }
        await uploads(scope, receive, send)

    async def visit() -> None:
        event = {"fn_index": 0, "data": [], "session_hash": "one"}
        for session in (b"other", b"one"):
            await ask("GET", "/gradio_api/queue/data", b"session_hash=" + session)
        await ask("POST", "/gradio_api/queue/join", given=event)
        await ask("POST", "/gradio_api/queue/join", given=event)

    events = Events(gradio, PageEvents({0: 0}, {}, lambda *_: False))
    uploads = Uploads(events)
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, visit()).result()
    (_, _), (_, ended), (_, joined), (_, again) = heard
    assert joined - ended >= 0.09
    assert again - joined < 5
