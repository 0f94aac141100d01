"""What an assistant of somebody else is told where it asks for something else than quotes."""

from __future__ import annotations

import json
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

    return anyio.run(call)


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


def test_a_question_gets_its_answer_alone() -> None:
    result = called("When does the garden open?")
    (content,) = result["content"]
    assert json.loads(content["text"])["request"] is None


@pytest.mark.parametrize("kind", SENTENCES)
def test_every_kind_has_its_sentence(kind: str) -> None:
    told = Tools.notice({"request": kind})
    assert told
    assert "not in the record" not in told.lower()
