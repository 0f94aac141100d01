"""A language model by the command line, the JSON API and MCP: over real HTTP, with a scripted server."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import httpx
import jsonschema
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from onrecord.rag.contract import Answer
from onrecord.rag.llm.contract import Written
from onrecord.ui.web.contract import InSentences
from tests.rag.llm.server import Asked, Reply, Scripted, chunk, event, scripted, written
from tests.ui.command_line import Run
from tests.ui.served import TINY, served

pytestmark = pytest.mark.slow

SAID = "It is “four crowns” [1], says Reuters. Uncited. It is 5 crowns [1]."
QUESTION = "What does the ferry cost?"


def reply(asked: Asked) -> Reply:
    told = asked["messages"][0]["content"]
    if "translate" in told:
        return written("Ein Fahrschein kostet vier Kronen.")
    question = asked["messages"][1]["content"]
    if "slow" in question:
        return Reply([chunk("It is dear [1]. ")], hang=8 if "away" in question else 3)
    return written(SAID)


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    with scripted(reply) as server:
        yield server


@pytest.fixture(scope="module")
def address(model: Scripted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("llm") / "archive"
    arguments = json.dumps({"mcp": True, "llm": model.url, "threshold": 0})
    with served(TINY, str(folder), arguments) as (url, _):
        yield url


def test_quotes_come_first_and_sentences_below_them(run: Run, talk: Path, model: Scripted) -> None:
    run("index", str(talk))
    status, out, err = run(
        "ask", "渡轮多少钱？", "--threshold", "0", "--llm", model.url, "--llm-model", "small"
    )
    assert (status, err) == (0, "")
    quotes, _, sentences = out.partition("In sentences, by the language model small at 127.0.0.1:")
    assert "[1] 四块钱一张票。" in quotes
    assert "this is not the record:" in sentences
    assert "Left out, as no quote is cited for it: 1" in sentences
    assert "! '5' is no number of the cited quotes" in sentences
    assert "! 'four crowns' was in quotation marks, but is none of the cited quotes" in sentences


def test_as_json_the_answer_has_them_beside_the_quotes(run: Run, talk: Path, model: Scripted) -> None:
    run("index", str(talk))
    named = ("--llm", model.url, "--llm-model", "small", "--json")
    answer = json.loads(run("ask", "渡轮多少钱？", "--threshold", "0", *named)[1])
    InSentences.model_validate(answer)
    assert [each["numbers"] for each in answer["written"]["sentences"]] == [[1], [1]]
    assert json.loads(run("ask", "渡轮多少钱？", "--threshold", "1", *named)[1])["written"] is None
    assert "written" not in json.loads(run("ask", "渡轮多少钱？", "--threshold", "0", "--json")[1])


def test_a_server_that_fails_is_told_below_the_quotes(run: Run, talk: Path) -> None:
    run("index", str(talk))
    broken = Reply([event({"error": "no"})], 401, {"Content-Type": "application/json"})
    with scripted(lambda _: broken) as server:
        status, out, _ = run(
            "ask", "渡轮多少钱？", "--threshold", "0", "--llm", server.url, "--llm-model", "small"
        )
    assert status == 0
    assert "[1] 四块钱一张票。" in out
    assert "refused with status 401; the quotes stand" in out


def test_the_environment_names_the_model_and_has_its_key(
    run: Run, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("index", str(talk))
    with scripted(lambda _: written(SAID)) as server:
        monkeypatch.setenv("ONRECORD_LLM", server.url)
        status, _, err = run("ask", "渡轮多少钱？", "--threshold", "0")
        assert (status, server.asked) == (2, [])
        assert "ONRECORD_LLM_MODEL" in err
        monkeypatch.setenv("ONRECORD_LLM_MODEL", "small")
        monkeypatch.setenv("ONRECORD_LLM_KEY", "own-key")
        out = run("ask", "渡轮多少钱？", "--threshold", "0")[1]
    assert "In sentences" in out
    assert server.headers[0]["authorization"] == "Bearer own-key"
    assert "own-key" not in out


def test_a_follow_up_is_asked_in_full_unless_it_is_to_be_taken_literally(run: Run, talk: Path) -> None:
    run("index", str(talk))

    def reply(asked: Asked) -> Reply:
        rewrites = "Rewrite" in asked["messages"][0]["content"]
        return written("渡轮多少钱？" if rewrites else "It is 4 [1].")

    with scripted(reply) as server:
        named = ("--threshold", "0", "--llm", server.url, "--llm-model", "small")
        follow_up = ("ask", "多少钱？", "--after", "渡轮怎么样？", *named)
        out = run(*follow_up)[1]
        answer = json.loads(run(*follow_up, "--json")[1])
        literal = run(*follow_up, "--literally")[1]
    assert out.startswith(
        "Understood as: 渡轮多少钱？\n(by the language model; --literally asks it as it stands)"
    )
    assert (answer["question"], answer["understood"]) == ("多少钱？", ["渡轮多少钱？"])
    assert "by the language model; --literally" not in literal


def test_a_name_without_an_address_is_refused(run: Run, talk: Path) -> None:
    run("index", str(talk))
    assert "--llm URL" in run("ask", "?", "--llm-model", "small")[2]
    assert "http" in run("ask", "?", "--llm", "localhost", "--llm-model", "small")[2]


def test_the_api_streams_the_answer_first_and_then_what_is_written(address: str) -> None:
    begun = time.monotonic()
    steps: list[tuple[float, dict[str, Any]]] = []
    with (
        httpx.Client(timeout=60) as client,
        client.stream("POST", f"{address}api/sentences", json={"question": QUESTION}) as response,
    ):
        assert response.headers["content-type"] == "application/x-ndjson"
        for line in response.iter_lines():
            steps.append((time.monotonic() - begun, json.loads(line)))
    Answer.model_validate(steps[0][1]["answer"])
    for _, step in steps[1:]:
        Written.model_validate(step["written"])
    last = steps[-1][1]["written"]
    assert [sentence["flags"] for sentence in last["sentences"]][1] == [{"kind": "number", "words": "5"}]
    assert last["left_out"] == 1


def test_a_slow_model_keeps_no_quote_back(address: str) -> None:
    with httpx.Client(timeout=60) as client:
        begun = time.monotonic()
        with client.stream(
            "POST", f"{address}api/sentences", json={"question": "What does the slow ferry cost?"}
        ) as response:
            lines = response.iter_lines()
            assert json.loads(next(lines))["answer"]["quotes"]
            first = time.monotonic() - begun
            rest = list(lines)
        assert first < 2.5 < time.monotonic() - begun
    assert json.loads(rest[-1])["written"]["problem"]


def test_eight_people_with_a_slow_model_keep_no_quote_back(address: str, model: Scripted) -> None:
    def seconds(client: httpx.Client) -> float:
        begun = time.monotonic()
        assert client.post(f"{address}api/ask", json={"question": QUESTION}).json()["quotes"]
        return time.monotonic() - begun

    def slow() -> None:
        with (
            httpx.Client(timeout=60) as client,
            client.stream("POST", f"{address}api/sentences", json=asking) as response,
        ):
            list(response.iter_lines())

    asking = {"question": "What does the slow ferry cost?"}
    with httpx.Client(timeout=60) as client, ThreadPoolExecutor(8) as pool:
        alone = sorted(seconds(client) for _ in range(9))
        before = len(model.asked)
        people = [pool.submit(slow) for _ in range(8)]
        while len(model.asked) < before + 8:
            assert not all(each.done() for each in people)
            time.sleep(0.05)
        beside = sorted(seconds(client) for _ in range(9))
        assert not all(each.done() for each in people)
    assert beside[4] < 2 * alone[4] + 0.25


def test_who_goes_away_has_the_model_stopped(address: str, model: Scripted) -> None:
    before = len(model.asked)
    model.hung_up.clear()
    asking = {"question": "What does the slow ferry far away cost?"}
    with (
        httpx.Client(timeout=60) as client,
        client.stream("POST", f"{address}api/sentences", json=asking) as response,
    ):
        lines = response.iter_lines()
        assert json.loads(next(lines))["answer"]
        while len(model.asked) == before:
            time.sleep(0.05)
    assert model.hung_up.wait(5)


def test_the_api_translates_a_quote(address: str) -> None:
    with httpx.Client(base_url=f"{address}api", timeout=60) as client:
        quote = client.post("/ask", json={"question": QUESTION}).json()["quotes"][0]
        made = client.post("/translate", json={"citation": quote["citation"], "language": "de"})
        assert (made.status_code, made.json()["text"]) == (200, "Ein Fahrschein kostet vier Kronen.")
        wrong = client.post("/translate", json={"citation": quote["citation"], "language": "Klingon, please"})
        assert (wrong.status_code, wrong.json()["error"]["kind"]) == (422, "InputError")
        described = client.get("/openapi.json").json()
    assert {"/sentences", "/translate"} <= set(described["paths"])


def test_mcp_offers_both_where_there_is_a_model(address: str) -> None:
    async def called() -> tuple[set[str], Any]:
        async with (
            streamable_http_client(f"{address}mcp") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = await session.list_tools()
            found = await session.call_tool("answer_in_sentences", {"question": QUESTION})
            schemas = {tool.name: tool.outputSchema for tool in tools.tools}
            jsonschema.validate(found.structuredContent, schemas["answer_in_sentences"] or {})
            return set(schemas), found.structuredContent

    # The browser tests before may have left a loop in this thread.
    with ThreadPoolExecutor(1) as apart:
        names, answer = apart.submit(anyio.run, called).result()
    assert {"answer_in_sentences", "translate_quote"} <= names
    assert len(answer["written"]["sentences"]) == 2
