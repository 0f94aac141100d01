"""What an assistant of somebody else is told where quotes were not asked for, or do not answer."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import anyio
import httpx
import pytest

from onrecord.rag.assistant import Assistant
from onrecord.rag.requests import SENTENCES, Request
from onrecord.ui.web.mcp import McpServer
from onrecord.ui.web.tools import Tools
from tests.ui.fakes import FakeAssistant


def called(question: str) -> dict[str, Any]:
    """The result of ``ask_record``."""

    async def call() -> dict[str, Any]:
        server = McpServer(Tools(cast(Assistant, FakeAssistant())))
        message = {"name": "ask_record", "arguments": {"question": question}}
        async with (
            server.running(),
            httpx.AsyncClient(transport=httpx.ASGITransport(server), base_url="http://record") as client,
        ):
            response = await client.post(
                "/",
                json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": message},
                headers={"Accept": "application/json, text/event-stream"},
            )
        result: dict[str, Any] = response.json()["result"]
        return result

    # The browser tests keep a loop in this thread.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, call).result()


@pytest.mark.parametrize(
    ("question", "kind"), [("Summarise the opening.", "summary"), ("List the opening times.", "list")]
)
def test_the_sentence_comes_first_and_the_answer_as_ever(question: str, kind: Request) -> None:
    result = called(question)
    notice, answer = (content["text"] for content in result["content"])
    assert notice.startswith(SENTENCES[kind])
    assert json.loads(answer) == result["structuredContent"]
    assert result["structuredContent"]["request"] == kind
    assert result["structuredContent"]["answered"] is (kind == "list")
    assert result["isError"] is False


@pytest.mark.parametrize(
    ("question", "verdict", "said"),
    [
        (
            "How are the roses?",
            "on_topic",
            "On this topic, but what you ask may not be said. The nearest quotes",
        ),
        ("Will the weather be fine?", "not_in_record", "Not in the record. "),
    ],
)
def test_what_does_not_answer_is_said_first(question: str, verdict: str, said: str) -> None:
    result = called(question)
    notice, answer = (content["text"] for content in result["content"])
    assert notice.startswith(said)
    assert json.loads(answer) == result["structuredContent"]
    told = result["structuredContent"]
    assert (told["verdict"], told["answered"], told["quotes"]) == (verdict, False, [])
    assert len(told["nearest"]) == 3
    assert result["isError"] is False


def test_a_request_and_a_verdict_are_told_together_only_for_a_list() -> None:
    sentence = "On this topic, but what you ask may not be said."
    listed = Tools.notice({"request": "list", "verdict": "on_topic"})
    assert listed
    assert listed.index(SENTENCES["list"]) < listed.index(sentence)
    counted = Tools.notice({"request": "count", "verdict": "on_topic"})
    assert counted
    assert sentence not in counted
    assert Tools.notice({"request": None, "verdict": "answered"}) is None


def test_a_question_gets_its_answer_alone() -> None:
    result = called("When does the garden open?")
    (content,) = result["content"]
    assert json.loads(content["text"])["request"] is None


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_kind_has_its_sentence(kind: str) -> None:
    told = Tools.notice({"request": kind})
    assert told
    assert "not in the record" not in told.lower()
