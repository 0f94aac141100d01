"""Nobody reads a file that they did not bring, whatever they ask a page that is really served."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from onrecord.ui.web.uploads import COOKIE, Uploads, Visitor
from tests.ui.events import file_data, run_event, uploaded
from tests.ui.served import TINY, served

pytestmark = pytest.mark.slow

MINUTES = "Minutes\n\nQ: What is the word of the vault?\n\nA: It is swordfish.\n"
SET = '{"id": "1", "question": "What is the word of the vault?", "exchanges": ["swordfish/1"]}\n'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(TINY, str(tmp_path_factory.mktemp("uploads") / "archive")) as (url, _):
        yield url


@pytest.fixture
def ada(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture
def ben(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the server that nobody brought."""
    folder = tmp_path_factory.mktemp("private")
    (folder / "minutes.txt").write_text(MINUTES, "utf-8")
    (folder / "set.jsonl").write_text(SET, "utf-8")
    (folder / "link.txt").symlink_to(folder / "minutes.txt")
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.writestr("minutes.txt", MINUTES)
    return folder


def leaks(answer: str) -> bool:
    return "vault" in answer or "swordfish" in answer


@pytest.mark.parametrize(
    "name",
    [
        "minutes.txt",
        "link.txt",
        "all.zip",
        "all.zip/minutes.txt",
        "../{}/minutes.txt",
        "missing.txt",
        "",
    ],
)
def test_no_file_of_the_server_is_read_and_none_is_told_of(
    ada: httpx.Client, private: Path, name: str
) -> None:
    given = file_data(f"{private}/{name.format(private.name)}")
    for sent in ([given], {"root": [given]}, given):
        answer = run_event(ada, "library", "look", [sent, ""])
        assert ENGLISH.page_lost in answer
        assert not leaks(answer)


def test_no_event_of_any_page_takes_a_file_that_was_not_brought(ada: httpx.Client, private: Path) -> None:
    given = file_data(str(private / "minutes.txt"))
    tried = 0
    for page in ("", "library", "evals"):
        config = ada.get("config", params={"page": page}).json()
        kinds = {each["id"]: each["type"] for each in config["components"]}
        for event in config["dependencies"]:
            for at, kind in enumerate(kinds[each] for each in event["inputs"]):
                if kind == "state" or not event["queue"]:
                    continue
                data: list[object] = [None] * len(event["inputs"])
                data[at] = given
                assert ENGLISH.page_lost in run_event(ada, page, event["api_name"], data)
                tried += 1
    assert tried > 20


def test_a_set_of_questions_of_the_server_is_not_read(ada: httpx.Client, private: Path) -> None:
    config = ada.get("config", params={"page": "evals"}).json()
    (event,) = (
        each for each in config["dependencies"] if any("upload" in target for target in each["targets"])
    )
    answer = run_event(ada, "evals", event["api_name"], [file_data(str(private / "set.jsonl"))])
    assert ENGLISH.page_lost in answer
    assert not leaks(answer)


def test_a_file_is_read_by_who_brought_it_and_by_nobody_else(ada: httpx.Client, ben: httpx.Client) -> None:
    path = uploaded(ada, "minutes.txt", MINUTES.encode())
    assert leaks(run_event(ada, "library", "look", [[file_data(path)], ""]))
    assert ada.get(f"gradio_api/file={path}").text == MINUTES
    for wrong in (path, f"{path}/.", path.replace("/minutes", "/./minutes"), str(Path(path).parent)):
        answer = run_event(ben, "library", "look", [[file_data(wrong)], ""])
        assert ENGLISH.page_lost in answer
        assert not leaks(answer)
        response = ben.get(f"gradio_api/file={wrong}")
        assert (response.status_code, leaks(response.text)) == (404, False)
    assert uploaded(ben, "minutes.txt", MINUTES.encode())
    assert leaks(run_event(ben, "library", "look", [[file_data(path)], ""]))


def test_what_another_looked_at_cannot_be_added_nor_followed(ada: httpx.Client, ben: httpx.Client) -> None:
    path = uploaded(ada, "minutes.txt", MINUTES.encode())
    run_event(ada, "library", "look", [[file_data(path)], ""], "hers")
    assert ben.get("gradio_api/queue/data", params={"session_hash": "hers"}).status_code == 404
    assert ben.get("gradio_api/heartbeat/hers").status_code == 404
    with pytest.raises(httpx.HTTPStatusError):
        run_event(ben, "library", "add", [None, [0]], "hers")
    assert [each["id"] for each in ben.get("api/list").json()["transcripts"]] == ["talk"]


def test_a_web_address_in_the_place_of_a_file_is_not_fetched(ada: httpx.Client) -> None:
    for url in ("http://127.0.0.1:9/x.txt", "https://example.invalid/x.txt"):
        assert ENGLISH.page_lost in run_event(ada, "library", "look", [[file_data(url)], ""])
        assert ada.get(f"gradio_api/file={url}").status_code == 404


def test_it_is_told_in_the_readers_language(ada: httpx.Client) -> None:
    ada.headers["Accept-Language"] = "ja"
    words = next(each for each in LANGUAGES if each.tag == "ja")
    answer = run_event(ada, "library", "look", [[file_data("/etc/passwd")], ""])
    assert words.page_lost in "".join(
        str(json.loads(line.removeprefix("data:")).get("output")) for line in answer.splitlines()
    )


def test_no_script_reads_the_cookie_that_tells_visitors_apart(ada: httpx.Client) -> None:
    told = ada.get("library").headers["set-cookie"]
    assert told.startswith(f"{COOKIE}=")
    assert "HttpOnly" in told
    assert "SameSite=lax" in told
    assert "set-cookie" not in ada.get("library").headers
    assert "set-cookie" not in ada.get("config").headers


def test_a_name_and_a_cookie_are_one_visitor_and_neither_alone() -> None:
    uploads = Uploads(lambda *_: None)  # type: ignore[arg-type]
    ada, ben = Visitor("ada", "c"), Visitor("ben", "c")
    assert uploads.claims(ada, "page")
    assert uploads.claims(ada, "page")
    assert not uploads.claims(ben, "page")
    assert not uploads.claims(Visitor("ada", "other"), "page")
    assert not uploads.owns(ada, "/etc/passwd")
