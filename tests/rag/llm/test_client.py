"""A language model's server: what is sent to it, and whatever it does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from onrecord.index.errors import LanguageModelError, SettingsError
from onrecord.rag.llm.client import LanguageModel, Usage
from tests.rag.llm.server import Reply, chunk, event, scripted, written

pytestmark = pytest.mark.slow
ASKED = [{"role": "user", "content": "?"}]


def test_what_is_sent_is_the_messages_and_nothing_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "for-somebody-else")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://192.0.2.1/v1")
    with scripted(lambda _: written("Hello.")) as server:
        assert "".join(LanguageModel(server.url, "small").stream(ASKED, 10)) == "Hello."
        assert "".join(LanguageModel(server.url, "small", "own-key").stream(ASKED, 10)) == "Hello."
    without, with_key = server.headers
    assert set(without) == {"accept", "connection", "content-length", "content-type", "host"}
    assert with_key["authorization"] == "Bearer own-key"
    assert "somebody" not in repr((server.headers, server.asked))
    assert server.asked[0]["messages"] == ASKED
    assert server.asked[0]["model"] == "small"


def test_tokens_are_counted_as_the_server_says() -> None:
    usage = Usage()
    with scripted(lambda _: written("Hello there.", 6)) as server:
        list(LanguageModel(server.url, "small").stream(ASKED, 10, usage=usage))
    assert usage == Usage(100, 2)


def test_a_redirect_is_not_followed() -> None:
    with scripted(lambda _: written("Stolen.")) as other:
        away = Reply([], 307, {"Location": f"{other.url}/chat/completions"})
        with scripted(lambda _: away) as server, pytest.raises(LanguageModelError):
            list(LanguageModel(server.url, "small", "own-key", retries=0).stream(ASKED, 10))
    assert other.asked == []


BROKEN: dict[str, Callable[[], Reply]] = {
    "no JSON": lambda: Reply([event("{broken")]),
    "half a stream": lambda: Reply([chunk("One "), b'data: {"choices": [{"del']),
    "no stream": lambda: Reply([b"<html>Welcome</html>"], headers={"Content-Type": "text/html"}),
    "another shape": lambda: Reply([event({"choices": "none"}), event([1, 2]), event("7"), event("null")]),
    "an error in the stream": lambda: Reply([event({"error": {"message": "out of memory"}})]),
    "no bytes": lambda: Reply([]),
    "not UTF-8": lambda: Reply([b"data: \xff\xfe\x00\n\n"]),
    "without end": lambda: Reply([b"data: " + b"x" * 100_000] * 60),
    "refused": lambda: Reply([b'{"error": {"message": "no"}}'], 401, {"Content-Type": "application/json"}),
}


@pytest.mark.parametrize("how", BROKEN)
def test_whatever_a_server_sends_is_an_error_of_ours_in_one_line(how: str) -> None:
    with scripted(lambda _: BROKEN[how]()) as server:
        model = LanguageModel(server.url, "small", "secret-key", retries=0)
        with pytest.raises(LanguageModelError) as told:
            list(model.stream(ASKED, 10))
    assert "\n" not in str(told.value)
    assert "secret-key" not in str(told.value) + repr(model)
    assert "the quotes stand" in str(told.value)


def test_pieces_of_another_shape_are_passed_over() -> None:
    odd = [
        chunk(None),
        chunk(7),
        chunk(["x"]),
        event({"choices": None}),
        event({"choices": []}),
        chunk("Good.", "stop"),
    ]
    with scripted(lambda _: Reply([*odd, event("[DONE]")])) as server:
        assert "".join(LanguageModel(server.url, "small").stream(ASKED, 10)) == "Good."


def test_a_server_that_is_busy_is_asked_again() -> None:
    busy = [
        Reply([b"{}"], 503, {"Retry-After": "0"}),
        Reply([b"{}"], 429, {"Retry-After": "0"}),
        written("At last."),
    ]
    replies = iter(busy)
    with scripted(lambda _: next(replies)) as server:
        assert "".join(LanguageModel(server.url, "small").stream(ASKED, 10)) == "At last."
    assert len(server.asked) == 3


def test_what_a_server_does_not_know_is_left_out() -> None:
    def picky(asked: dict[str, object]) -> Reply:
        known = set(asked) <= {"model", "messages", "stream"}
        return written("Fine.") if known else Reply([b"{}"], 400, {"Content-Type": "application/json"})

    with scripted(picky) as server:
        assert "".join(LanguageModel(server.url, "small").stream(ASKED, 10)) == "Fine."


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    with scripted(lambda _: Reply([chunk("One ")], hang=30)) as server:
        begun = time.monotonic()
        with pytest.raises(LanguageModelError, match="longer than 1 seconds"):
            list(LanguageModel(server.url, "small", seconds=1).stream(ASKED, 10))
        assert time.monotonic() - begun < 5
        assert server.hung_up.wait(5)


def test_who_stops_hangs_up_at_once() -> None:
    stopped = threading.Event()
    with scripted(lambda _: Reply([chunk("One ")], hang=30)) as server:
        begun = time.monotonic()
        for piece in LanguageModel(server.url, "small").stream(ASKED, 10, stopped):
            assert piece == "One "
            stopped.set()
        assert time.monotonic() - begun < 5
        assert server.hung_up.wait(5)


def test_who_looks_no_more_hangs_up_too() -> None:
    with scripted(lambda _: Reply([chunk("One ")], hang=30)) as server:
        pieces = LanguageModel(server.url, "small").stream(ASKED, 10)
        assert next(pieces) == "One "
        del pieces
        assert server.hung_up.wait(5)


def test_a_server_that_is_not_there_is_told() -> None:
    model = LanguageModel("http://127.0.0.1:9/v1", "small", retries=0)
    with pytest.raises(LanguageModelError, match=r"small at 127\.0\.0\.1:9 cannot be reached"):
        list(model.stream(ASKED, 10))


@pytest.mark.parametrize(
    "url", ["", "localhost:8080", "ftp://x/v1", "http://", "http://me:key@x/v1", "http://x:99999/"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="http"):
        LanguageModel(url, "small")


def test_a_model_needs_a_name() -> None:
    with pytest.raises(SettingsError, match="--llm-model"):
        LanguageModel("http://localhost/v1", " ")
