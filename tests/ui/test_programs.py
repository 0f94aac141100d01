"""The record for programs: the JSON API with httpx, Gradio's client, the official MCP client; a real server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from jsonschema import Draft202012Validator

from tests.ui.served import TINY, served

pytestmark = pytest.mark.slow

TOOLS = {
    "ask_record", "trace_record", "compare_wording", "list_formulas", "show_citation", "list_transcripts",
    "describe_record",
}  # fmt: skip
QUESTION = "What does the ferry cost?"
QUOTE = "A ticket for the ferry is four crowns. Children travel free of charge."


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("programs") / "archive"
    with served(TINY, str(folder), json.dumps({"mcp": True})) as (url, _):
        yield url


@pytest.fixture(scope="module")
def api(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"{address}api") as client:
        yield client


def schema(api: httpx.Client, name: str) -> Draft202012Validator:
    """The validator of one of the schemas that the OpenAPI description names."""
    described = api.get("/openapi.json").json()
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    )


def test_a_question_gets_the_answer_that_the_schema_describes(api: httpx.Client) -> None:
    response = api.post("/ask", json={"question": QUESTION, "top_k": 1})
    answer = response.json()
    shown = answer["quotes"] or answer["nearest"]
    assert response.status_code == 200
    assert [quote["text"] for quote in shown] == [QUOTE]
    schema(api, "Answer").validate(answer)


def test_every_path_of_the_description_is_there_and_every_reference_leads_somewhere(
    api: httpx.Client,
) -> None:
    described = api.get("/openapi.json").json()
    assert set(described["paths"]) == {
        "/ask", "/trace", "/changes", "/formulas", "/show", "/list", "/stats", "/gloss"
    }  # fmt: skip
    assert described["servers"] == [{"url": "/api"}]
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert references <= set(described["components"]["schemas"])
    assert all(
        Draft202012Validator.check_schema(each) is None
        for each in described["components"]["schemas"].values()
    )


def test_a_part_of_the_record_is_asked_and_earlier_questions_are_taken_together(api: httpx.Client) -> None:
    asked = {"question": "Why?", "earlier": [QUESTION], "filters": {"outlets": ["Daily"], "since": "2020"}}
    assert api.post("/ask", json=asked).json()["understood"] == [QUESTION, "Why?"]


def test_what_is_read_in_a_question_is_told_and_can_be_left_alone(api: httpx.Client) -> None:
    asked = {"question": "What did Daily ask of the ferry?"}
    found = api.post("/ask", json=asked).json()
    schema(api, "Answer").validate(found)
    assert found["read_filters"]["outlets"] == ["Daily"]
    assert api.post("/ask", json={**asked, "read": ["dates"]}).json()["read_filters"] is None
    assert api.post("/trace", json=asked).json()["read_filters"]["words"] == ["Daily"]
    assert api.post("/trace", json={**asked, "read": []}).json()["read_filters"] is None
    assert api.post("/ask", json={**asked, "read": ["moods"]}).status_code == 422


def test_a_citation_is_shown_and_the_list_names_its_transcript(api: httpx.Client) -> None:
    cited = (api.post("/ask", json={"question": QUESTION}).json()["nearest"] or [{}])[0]
    cited = cited or api.post("/ask", json={"question": QUESTION}).json()["quotes"][0]
    shown = api.get("/show", params={"citation": cited["citation"]})
    assert shown.json()["text"] == cited["text"] == QUOTE
    schema(api, "Quote").validate(shown.json())
    listed = api.get("/list").json()
    schema(api, "Transcripts").validate(listed)
    assert [each["id"] for each in listed["transcripts"]] == [cited["transcript"]] == ["talk"]
    assert [(each["exchanges"], each["statements"]) for each in listed["transcripts"]] == [(3, 0)]


def test_every_time_that_something_was_said_comes_in_parts(api: httpx.Client) -> None:
    asked: dict[str, Any] = {"question": "the ferry", "least": 0, "filters": {"since": "2020"}}
    whole = api.post("/trace", json=asked).json()
    schema(api, "Trace").validate(whole)
    assert whole["listed"] == len(whole["mentions"]) == sum(each["mentions"] for each in whole["months"]) == 3
    part = api.post("/trace", json={**asked, "skip": 1, "most": 1}).json()
    assert part["mentions"] == whole["mentions"][1:2]
    assert {**part, "mentions": []} == {**whole, "mentions": []}
    for wrong in (
        {"question": " "},
        {"question": "x", "least": 2},
        {"question": "x", "filters": {"since": "soon"}},
    ):
        response = api.post("/trace", json=wrong)
        assert response.status_code == 422
        schema(api, "Problem").validate(response.json())


def test_wording_is_compared_and_formulas_are_listed(api: httpx.Client) -> None:
    asked: dict[str, Any] = {"question": "the ferry", "least": 0, "filters": {"since": "2020"}}
    whole = api.post("/changes", json=asked).json()
    schema(api, "Changes").validate(whole)
    assert whole["answers"] == len(whole["steps"]) == 3
    part = api.post("/changes", json={**asked, "skip": 1, "most": 1}).json()
    assert part == {**whole, "steps": whole["steps"][1:2]}
    formulas = api.post("/formulas", json={"most": 5}).json()
    schema(api, "Formulas").validate(formulas)
    assert formulas["searched"] == 3
    for path, wrong in (("/changes", {"question": " "}), ("/formulas", {"most": 0}), ("/formulas", {"a": 1})):
        response = api.post(path, json=wrong)
        assert response.status_code == 422
        schema(api, "Problem").validate(response.json())


@pytest.mark.parametrize(
    ("body", "status", "kind", "message"),
    [
        (b"{", 400, "RequestError", "JSON decode error"),
        (b"{}", 422, "RequestError", "question: Field required"),
        (b'{"question": "  "}', 422, "QuestionError", "the question is empty"),
        (b'{"question": 7}', 422, "RequestError", "question: Input should be a valid string"),
        (b'{"question": "x", "topk": 3}', 422, "RequestError", "topk: Extra inputs"),
        (b'{"question": "x", "top_k": 0}', 422, "RequestError", "top_k: Input should be greater"),
        (b'{"question": "x", "filters": {"since": "soon"}}', 422, "FilterError", "since is 'soon'"),
        (
            b'{"question": "x", "filters": {"outlets": ["Nowhere"]}}',
            422,
            "FilterError",
            "no outlet 'Nowhere'",
        ),
        (json.dumps({"question": "x" * 5_001}).encode(), 422, "QuestionError", "5,001 characters"),
    ],
)
def test_what_cannot_be_asked_is_told_as_json(
    api: httpx.Client, body: bytes, status: int, kind: str, message: str
) -> None:
    response = api.post("/ask", content=body, headers={"Content-Type": "application/json"})
    told = response.json()["error"]
    assert (response.status_code, told["kind"]) == (status, kind)
    assert message in told["message"]
    assert "\n" not in told["message"]
    schema(api, "Problem").validate(response.json())


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/show?citation=nonsense", 400, "CitationError"),
        ("/show?citation=talk/9", 404, "CitationError"),
        ("/show?citation=nothing/1", 404, "CitationError"),
        ("/show", 422, "RequestError"),
        ("/nowhere", 404, "RequestError"),
        ("/ask", 405, "RequestError"),
    ],
)
def test_what_is_not_there_is_told_as_json_without_our_folders(
    api: httpx.Client, path: str, status: int, kind: str
) -> None:
    response = api.get(path)
    assert (response.status_code, response.json()["error"]["kind"]) == (status, kind)
    assert "/tmp" not in response.text


def test_what_the_record_is_like_comes_as_figures(api: httpx.Client) -> None:
    stats = api.get("/stats").json()
    assert stats["totals"] == {"transcripts": 1, "exchanges": 3, "statements": 0, "doubtful": 0}
    (asker,) = stats["askers"]
    assert (asker["name"], asker["exchanges"], asker["first"]) == ("Daily", 3, "2020-02-03")
    assert stats["months"] == [{"month": "2020-02", "transcripts": 1, "exchanges": 3, "statements": 0}]


def test_a_word_of_a_chinese_text_is_looked_up(api: httpx.Client) -> None:
    found = api.get("/gloss", params={"text": "中方對貿易問題的立場", "at": 4})
    schema(api, "Glossed").validate(found.json())
    assert (found.json()["start"], found.json()["end"]) == (3, 5)
    assert found.json()["entries"][0] == {
        "word": "贸易", "traditional": "貿易", "pinyin": "mào yì", "meanings": ["(commercial) trade"]
    }  # fmt: skip
    for text, at, status in (("trade", 1, 404), ("贸易", 2, 404), ("易" * 201, 1, 422), ("易", -1, 422)):
        assert api.get("/gloss", params={"text": text, "at": at}).status_code == status
    assert api.get("/gloss", params={"text": "𠮷龘", "at": 1}).json()["start"] == 1


def test_words_come_as_they_are_in_every_script(api: httpx.Client) -> None:
    assert "桥什么时候开？" in api.post("/ask", json={"question": "桥什么时候开？"}).text
    assert api.post("/ask", content=b'{"question": "\\ud800 x"}').status_code == 422
    half = api.post(
        "/ask", content=b'{"question": "\\ud800 x"}', headers={"Content-Type": "application/json"}
    )
    assert half.status_code == 200


def test_gradios_own_client_asks_shows_and_lists(address: str) -> None:
    from gradio_client import Client
    from gradio_client.exceptions import AppError

    client = Client(address, verbose=False, analytics_enabled=False, download_files=False)
    answer = client.predict(QUESTION, top_k=1, api_name="/ask_record")
    cited = (answer["quotes"] or answer["nearest"])[0]
    assert cited["text"] == QUOTE
    assert client.predict(cited["citation"], api_name="/show_citation")["question"] == QUESTION
    assert client.predict("the ferry", least=0, api_name="/trace_record")["listed"] == 3
    assert client.predict(api_name="/list_transcripts")["transcripts"][0]["title"] == "A talk"
    with pytest.raises(AppError, match="the question is empty"):
        client.predict(" ", api_name="/ask_record")
    described: Any = client.view_api(return_format="dict", print_info=False)
    assert set(described["named_endpoints"]) == {f"/{name}" for name in TOOLS}


def test_the_official_mcp_client_asks_shows_and_lists(address: str) -> None:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client
    from mcp.types import TextContent

    async def talk() -> None:
        async with (
            streamable_http_client(f"{address}mcp") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            greeting = await session.initialize()
            assert greeting.serverInfo.name == "On Record"
            tools = {tool.name: tool for tool in (await session.list_tools()).tools}
            assert set(tools) == TOOLS
            # The client checks what comes against the schema of each tool.
            asked = await session.call_tool("ask_record", {"question": QUESTION, "top_k": 1, "since": "2020"})
            found = asked.structuredContent
            assert found
            cited = (found["quotes"] or found["nearest"])[0]
            assert cited["text"] == QUOTE
            assert isinstance(asked.content[0], TextContent)
            assert json.loads(asked.content[0].text) == found
            traced = await session.call_tool("trace_record", {"question": "the ferry", "least": 0, "most": 2})
            assert traced.structuredContent
            assert len(traced.structuredContent["mentions"]) == 2
            assert traced.structuredContent["listed"] == 3
            compared = await session.call_tool("compare_wording", {"question": "the ferry", "least": 0})
            assert compared.structuredContent
            assert compared.structuredContent["answers"] == 3
            formulas = await session.call_tool("list_formulas", {"most": 1, "since": "2020"})
            assert formulas.structuredContent
            assert formulas.structuredContent["searched"] == 3
            shown = await session.call_tool("show_citation", {"citation": cited["citation"]})
            assert shown.structuredContent
            assert shown.structuredContent["text"] == QUOTE
            listed = await session.call_tool("list_transcripts", {})
            assert listed.structuredContent
            assert [each["id"] for each in listed.structuredContent["transcripts"]] == ["talk"]
            described = await session.call_tool("describe_record", {})
            assert described.structuredContent
            assert described.structuredContent["askers"][0]["answerers"] == [
                {"name": "Minister", "exchanges": 3}
            ]
            for name, arguments, message in (
                ("ask_record", {}, "question: Field required"),
                ("ask_record", {"question": "x", "outlets": ["Nowhere"]}, "no outlet 'Nowhere'"),
                ("show_citation", {"citation": "nothing/1"}, "no transcript 'nothing' in the archive"),
                ("remove_all", {}, "there is no tool"),
            ):
                refused = await session.call_tool(name, arguments)
                assert refused.isError
                assert isinstance(refused.content[0], TextContent)
                assert message in refused.content[0].text

    # In a thread of its own, as the tests in the browser keep a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(anyio.run, talk).result()


def test_without_the_flag_there_is_no_mcp_server(tmp_path: Path) -> None:
    with served(TINY, str(tmp_path / "archive")) as (url, _):
        assert httpx.post(f"{url}mcp", json={}).status_code in (404, 405)
        assert httpx.get(f"{url}api/list").status_code == 200


CALL = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "list_transcripts"}}


def test_a_message_that_is_none_is_told_in_a_line_and_the_log_stays_empty(tmp_path: Path) -> None:
    accept = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    with served(TINY, str(tmp_path / "archive"), json.dumps({"mcp": True})) as (url, child):
        for sent, status, code in (
            (b"[" * 60_000, 400, -32700),
            (b'{"a":' * 12_000, 400, -32700),
            (b"{", 400, -32700),
            (b"\xff", 400, -32700),
            (b"7", 400, -32600),
            (b'{"jsonrpc": "1.0", "id": 7, "method": "ping"}', 400, -32600),
            (json.dumps(CALL | {"params": 7}).encode(), 400, -32600),
            (json.dumps(CALL | {"params": {}}).encode(), 200, -32602),
            (json.dumps(CALL | {"params": {"name": 7}}).encode(), 200, -32602),
            (json.dumps(CALL | {"method": "resources/list"}).encode(), 200, -32601),
            (json.dumps(CALL | {"method": "x\ud800"}).encode(), 400, -32700),
            (json.dumps(CALL | {"id": "\ud800"}).encode(), 400, -32700),
        ):
            response = httpx.post(f"{url}mcp", content=sent, headers=accept)
            told = response.json()
            assert (response.status_code, told["error"]["code"]) == (status, code), sent[:60]
            assert told.get("id") == (7 if status == 200 else None)
            assert len(response.text) < 200
        assert httpx.post(f"{url}mcp", content=b"[" * 100_000, headers=accept).status_code == 413
        unknown = json.dumps(CALL | {"params": {"name": "x" * 50_000, "arguments": {}}})
        answer = httpx.post(f"{url}mcp", content=unknown, headers=accept)
        assert (answer.json()["result"]["isError"], len(answer.text) < 500) == (True, True)
        for passed in (
            {"jsonrpc": "2.0", "method": "notifications/nonsense", "params": {"a": 1}},
            {"jsonrpc": "2.0", "method": "notifications/initialized"},
            {"jsonrpc": "2.0", "id": 7, "result": {}},
            {"jsonrpc": "2.0", "id": 7, "error": {"code": 1, "message": "no"}},
        ):
            assert httpx.post(f"{url}mcp", json=passed, headers=accept).status_code == 202
        for method in ("GET", "DELETE", "PUT"):
            assert httpx.request(method, f"{url}mcp", headers=accept).status_code == 405
        assert httpx.post(f"{url}mcp", json=CALL, headers=accept).json()["result"]["isError"] is False
        child.kill()
        assert child.communicate()[1] == ""


def test_the_picture_beside_the_address_is_ours(address: str) -> None:
    shown = httpx.get(f"{address}favicon.ico")
    assert shown.headers["content-type"] == "image/png"
    assert shown.content == (files("onrecord.ui.assets") / "icon.png").read_bytes()
