"""The record as a model: asked with OpenAI's own client, on a real server, and what it tells of errors."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openai import (
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    OpenAI,
    PermissionDeniedError,
    RateLimitError,
)
from starlette.testclient import TestClient

from onrecord.rag.assistant import Assistant
from onrecord.ui.web.completions import MODEL, build_completions
from onrecord.ui.web.passwords import line
from tests.ui.fakes import FakeAssistant
from tests.ui.served import FAKE, TINY, served

pytestmark = pytest.mark.slow

GATE = "When does the gate open?"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(FAKE) as (url, _):
        yield url


@pytest.fixture(scope="module")
def client(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}v1", api_key="none is needed", max_retries=0)


def said(client: OpenAI, *messages: str, **options: Any) -> str:
    """The answer to a conversation of questions, between which something was answered."""
    asked: list[Any] = [{"role": "system", "content": "Be brief."}]
    for each in messages:
        asked += [{"role": "user", "content": each}, {"role": "assistant", "content": "> something"}]
    completion = client.chat.completions.create(model=MODEL, messages=asked[:-1], **options)
    assert completion.choices[0].finish_reason == "stop"
    return completion.choices[0].message.content or ""


def test_the_record_is_the_one_model_that_there_is(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).owned_by == "onrecord"
    for call in (
        lambda: client.models.retrieve("gpt/4"),
        lambda: client.chat.completions.create(model="gpt", messages=[{"role": "user", "content": GATE}]),
    ):
        with pytest.raises(NotFoundError, match=r"there is no model 'gpt.*'on-record'") as refused:
            call()
        assert (refused.value.code, refused.value.type) == ("model_not_found", "invalid_request_error")


def test_an_answer_is_quotes_with_their_sources_and_links_to_the_page(client: OpenAI, address: str) -> None:
    answer = said(client, GATE, temperature=0.2, max_tokens=10)
    assert answer.startswith(
        "> The gate opens in May.\n>\n> — Director, answering The Weekly · 2024-05-01 · Exchange 1 · "
        "Press conference of the Garden 花园记者会 "
        "[garden-2024-05-01/1@"
    )
    link = answer.partition("](<")[2].partition(">)")[0]
    assert link.startswith(f"{address}?cite=garden-2024-05-01/1@")
    assert httpx.get(link).status_code == 200
    assert answer.count("> — ") == 3


def test_usage_counts_what_was_asked_and_given(client: OpenAI) -> None:
    messages: list[Any] = [{"role": "user", "content": [{"type": "text", "text": GATE}]}]
    usage = client.chat.completions.create(model=MODEL, messages=messages).usage
    assert usage
    assert usage.prompt_tokens == 5
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert usage.completion_tokens > 20


def test_an_answer_streams_quote_by_quote(client: OpenAI, address: str) -> None:
    messages: list[Any] = [{"role": "user", "content": GATE}]
    whole = said(client, GATE)
    stream = client.chat.completions.create(
        model=MODEL, messages=messages, stream=True, stream_options={"include_usage": True}
    )
    *chunks, last = list(stream)
    assert chunks[0].choices[0].delta.role == "assistant"
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole
    assert sum(bool(chunk.choices[0].delta.content) for chunk in chunks) == 3
    assert [chunk.choices[0].finish_reason for chunk in chunks][-1] == "stop"
    assert (last.choices, bool(last.usage)) == ([], True)
    assert len({chunk.id for chunk in (*chunks, last)}) == 1
    asked = {"model": MODEL, "messages": messages, "stream": True}
    response = httpx.post(f"{address}v1/chat/completions", json=asked)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.text.endswith("data: [DONE]\n\n")
    assert '"usage"' not in response.text


def test_what_was_asked_before_is_the_conversation(client: OpenAI) -> None:
    assert said(client, GATE, "Why?").startswith(f"Understood together with: {GATE}\n\n> The gate")


@pytest.mark.parametrize(
    ("question", "verdict", "nearest"),
    [
        ("What is the weather?", "The record does not answer this.", "They are not an answer."),
        ("¿Qué weather hace hoy en el jardín?", "El registro no responde a esto.", ""),
        ("今日の天気 weather はどうですか？", "記録にはこの質問への答えがありません。", ""),
        ("What of the roses?", "On this topic, but what you ask may not be said.", "nearest quotes"),
        ("Summarise it", "On Record quotes; it does not summarise.", "comes nearest to your words"),
        ("List all of it", "An answer quotes what is nearest; it is no complete list.", ""),
        ("What did The Weekly ask about?", "Only: The Weekly", ""),
    ],
)
def test_what_is_said_beside_quotes_is_in_the_language_of_the_question(
    client: OpenAI, question: str, verdict: str, nearest: str
) -> None:
    answer = said(client, question)
    first, _, rest = answer.partition("\n\n")
    assert first == verdict
    assert nearest in rest
    # What is only related does not look like an answer.
    related = question.startswith("Summarise") or "weather" in question
    assert ("\n> — " in rest) is not related
    assert ("\n- [garden-2024-05-01/1@" in rest) is related


def test_a_question_in_traditional_characters_is_answered_in_them(client: OpenAI) -> None:
    assert said(client, "花園的天氣 weather 怎麼樣？").startswith("紀錄裡沒有")
    assert said(client, "花园的天气 weather 怎么样？").startswith("记录里没有")


def test_whatever_a_record_holds_markdown_shows_as_printed(client: OpenAI) -> None:
    answer = said(client, "hostile")
    assert "\\<img src=x" in answer
    assert "\\*starred\\*" in answer
    assert "?cite=%3Ci%3Eslug/1@" in answer


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenAI]:
    with served(TINY, str(tmp_path_factory.mktemp("tiny") / "archive")) as (url, _):
        yield OpenAI(base_url=f"{url}v1", api_key="-", max_retries=0)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"messages": []}, "messages: List should have at least 1 item"),
        ({"messages": [{"role": "system", "content": "x"}]}, "the question is empty"),
        ({"messages": [{"role": "user", "content": " "}]}, "the question is empty"),
        ({"messages": [{"role": "user", "content": "x" * 6_000}]}, "6,000 characters"),
        (
            {
                "messages": [
                    {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:"}}]}
                ]
            },
            "Input should be 'text'",
        ),
        ({"messages": [{"role": "user", "content": "x"}], "n": 2}, "the record has one answer"),
    ],
)
def test_what_cannot_be_asked_is_told_in_openais_shape(
    tiny: OpenAI, asked: dict[str, Any], message: str
) -> None:
    with pytest.raises(BadRequestError) as refused:
        tiny.chat.completions.create(model=MODEL, **asked)
    assert message in refused.value.message
    assert isinstance(refused.value.body, dict)
    assert set(refused.value.body) == {"message", "type", "param", "code"}
    assert "\n" not in refused.value.body["message"]


def test_what_is_no_request_is_refused_and_tells_nothing_of_us(address: str) -> None:
    at = f"{address}v1/chat/completions"
    for body, status in ((b"{", 400), (b"[]", 400), (b"x" * 2**21, 413)):
        told = httpx.post(at, content=body, headers={"Content-Type": "application/json"})
        assert (told.status_code, told.json()["error"]["type"]) == (status, "invalid_request_error")
    assert httpx.get(at).json()["error"]["message"] == "Method Not Allowed"
    assert httpx.get(f"{address}v1/nowhere").json()["error"]["type"] == "invalid_request_error"
    elsewhere = httpx.get(f"{address}v1/models", headers={"Origin": "https://elsewhere.example"})
    assert (elsewhere.status_code, elsewhere.json()["error"]["type"]) == (403, "permission_error")
    ours = OpenAI(
        base_url=f"{address}v1", api_key="-", default_headers={"Origin": "https://elsewhere.example"}
    )
    with pytest.raises(PermissionDeniedError, match="another page"):
        ours.models.list()
    asked = {"model": MODEL, "messages": [{"role": "user", "content": "break"}]}
    broken = httpx.post(at, json=asked)
    assert (broken.status_code, broken.json()["error"]["type"]) == (500, "server_error")
    assert "disk" not in broken.text


def test_a_long_conversation_fits(client: OpenAI) -> None:
    assert said(client, *["What is the weather? " * 100] * 60, GATE).count("> — ") == 3


def test_what_could_not_be_asked_before_does_not_end_the_conversation(tiny: OpenAI) -> None:
    # One reply, whatever it is, where there was an error.
    assert said(tiny, "x" * 6_000, " ", "What does the ferry cost?")


def test_behind_a_login_the_api_key_is_name_and_password(tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.write_text(line("ada", "a long secret") + "\n" + line("zoë", "pässword") + "\n", encoding="utf-8")
    program = TINY.replace("**given", "passwords=Passwords(Path(sys.argv[3])), **given")
    program = "from onrecord.ui.web.passwords import Passwords\n" + program
    with served(program, str(tmp_path / "archive"), "{}", str(people)) as (url, _):

        def models(key: str) -> int:
            return len(OpenAI(base_url=f"{url}v1", api_key=key, max_retries=0).models.list().data)

        assert models("ada:a long secret") == 1
        assert models(base64.b64encode("zoë:pässword".encode()).decode()) == 1
        for wrong in ("ada:wrong", "ada", "sk-1234", "ada:"):
            with pytest.raises(AuthenticationError, match="the API key NAME:PASSWORD"):
                models(wrong)
        for _ in range(10):
            with pytest.raises((AuthenticationError, RateLimitError)):
                models("ada:wrong")
        with pytest.raises(RateLimitError, match="too many wrong passwords"):
            models("ada:a long secret")


def test_half_a_surrogate_pair_is_answered() -> None:
    assistant: Any = FakeAssistant()
    held: Assistant = assistant
    body = b'{"model": "on-record", "messages": [{"role": "user", "content": "\\ud800 x"}]}'
    told = {"Content-Type": "application/json"}
    for stream in (b"", b', "stream": true'):
        sent = body[:-1] + stream + b"}"
        response = TestClient(build_completions(held)).post("/chat/completions", content=sent, headers=told)
        assert response.status_code == 200
