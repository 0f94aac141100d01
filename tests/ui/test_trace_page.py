"""The page of traces without a browser: what is listed, drawn, held, taken away, and read from an address."""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from openpyxl import load_workbook

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import FilterError
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.rag.assistant import Assistant
from onrecord.rag.trace import Trace
from onrecord.ui.messages import ENGLISH, LANGUAGES
from onrecord.ui.page import filter_bar, services, trace_view
from onrecord.ui.page.answering import MOST_CITED, further, steps
from onrecord.ui.page.conversation import keep, reopen
from onrecord.ui.page.render import conversation
from onrecord.ui.page.traces import Traces
from tests.conftest import HashEmbedder, transcript_of
from tests.ui.fakes import FakeAssistant

OUTLETS = ("路透社", "BBC", "<b>Daily</b>")


def talk(date: str | None, count: int, name: str) -> Any:
    """``count`` exchanges that say Japan, and one that does not."""
    pairs = [(f"第{n}问？", f"我们第{n}次谈到日本。") for n in range(count)]
    return transcript_of([*pairs, ("桥呢？", "五月通车。")], name, date=date)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    embedder = HashEmbedder()
    folder = tmp_path_factory.mktemp("traces") / "archive"
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    for date, count, name in (
        ("2016-11-03", 3, "a"), ("2017-02-01", 120, "b"), ("2017-02-20", 1, "c"), (None, 2, "d"),
    ):  # fmt: skip
        archive.add(talk(date, count, name), embedder)
    return Assistant(archive, embedder)


@pytest.fixture(scope="module")
def trace(assistant: Assistant) -> Trace:
    return assistant.trace("日本", least=0)


@pytest.fixture
def traces(assistant: Assistant) -> Traces:
    return Traces(assistant)


def test_the_first_mentions_are_there_and_a_button_for_the_others(trace: Trace) -> None:
    html = trace_view.traced(trace, "the-key", "?trace=x", ENGLISH)
    assert html.count('class="mention"') == trace_view.SHOWN
    assert "Found: 126, of 130 searched" in html
    buttons = re.findall(r'class="reveal" data-month="([^"]*)" data-skip="(\d+)"', html)
    assert buttons == [("2017-02", "47"), ("", "0")]
    assert ENGLISH.trace_reveal.format(count=50) in html
    assert re.findall(r"<h2>(.*?) <", html) == ["2016", "2017", ENGLISH.trace_undated]
    assert 'data-trace="the-key"' in html


def test_the_parts_of_a_month_are_all_of_it_once(trace: Trace) -> None:
    listed, found, skip = trace.at(0.3), [], 0
    while True:
        html = trace_view.part(listed, "2017-02", skip, ENGLISH)
        found += re.findall(r'class="mention" data-citation="([^"]*)"', html)
        button = re.search(r'data-skip="(\d+)"', html)
        if not button:
            break
        skip = int(button[1])
    (month,) = (each for each in listed.months if each.month == "2017-02")
    assert found == [str(each.quote.citation) for each in month.mentions]
    assert len(set(found)) == 121
    assert trace_view.part(listed, "1999-01", 0, ENGLISH) == ""


def test_the_chart_has_a_column_for_every_month_between(trace: Trace) -> None:
    html = trace_view.listed(trace.at(0.3), None, ENGLISH)
    columns = re.findall(r'role="option" id="bar-\d+" data-month="([^"]*)".*?aria-label="([^"]*)"', html)
    assert columns == [
        ("2016-11", "2016-11: 3"),
        ("2016-12", "2016-12: 0"),
        ("2017-01", "2017-01: 0"),
        ("2017-02", "2017-02: 121"),
        ("", "Without a date: 2"),
    ]
    assert re.findall(r'data-year="(\w+)"', html) == ["2016", "2017"]
    rows = re.findall(r'<th scope="row">.*?>([^<>]+)</button></th><td>(\d+)</td>', html)
    assert rows == [("2016-11", "3"), ("2017-02", "121"), (ENGLISH.trace_undated, "2")]


def test_counts_are_told_apart_by_who_answers(trace: Trace) -> None:
    html = trace_view.listed(trace.at(0.3), "answerer", ENGLISH)
    assert "2016-11: 3 · \u2068Minister\u2069 3" in html
    assert re.search(r'class="legend"><li><i class="of-0"></i><bdi[^>]*>Minister</bdi></li></ul>', html)


def test_how_complete_it_is_follows_the_slider(trace: Trace) -> None:
    assert "about 99 % of all that was said; about 99 in 100" in trace_view.summary(trace.at(0.3), ENGLISH)
    assert "about 97 in 100" in trace_view.summary(trace, ENGLISH)


def test_what_the_record_never_names_is_told(trace: Trace) -> None:
    html = trace_view.summary(replace(trace, unmentioned=("<b>Mars</b>", "火星"), expected=None), ENGLISH)
    assert "The record never names: <span" in html
    assert "&lt;b&gt;Mars&lt;/b&gt;" in html
    assert ENGLISH.trace_unknown in html


def test_filters_that_the_question_names_are_told(assistant: Assistant) -> None:
    html = trace_view.summary(assistant.trace("What was said about 日本 in 2016?", least=0), ENGLISH)
    assert "Found: 4, of 4 searched" in html
    assert re.search(r"<p>Only: <span[^>]*>2016</span></p>", html)


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_nothing_found_is_said_in_every_language(assistant: Assistant, words: Any) -> None:
    nothing = assistant.trace("火星", least=0).at(1.0)
    assert words.trace_none in trace_view.listed(nothing, None, words)
    assert "chart" not in trace_view.listed(nothing, None, words)


def test_a_trace_is_found_once_and_listed_often(traces: Traces, monkeypatch: pytest.MonkeyPatch) -> None:
    key = traces.find("日本", EVERYTHING, lambda _: None)
    monkeypatch.setattr(Assistant, "trace", None)
    sure = services.list_trace(traces, {"trace": key, "least": 0.8, "by": "answerer"}, ENGLISH)
    wide = services.list_trace(traces, {"trace": key, "least": 0, "by": "nonsense"}, ENGLISH)
    assert "Found: 126," in sure["summary"]
    assert "Found: 130," in wide["summary"]
    assert "legend" in sure["list"]
    assert "legend" not in wide["list"]
    part = services.list_trace(traces, {"trace": key, "least": 0.3, "month": "2017-02", "skip": 100}, ENGLISH)
    assert part["part"].count('class="mention"') == 21


@pytest.mark.parametrize(
    "wanted",
    [None, [], {}, {"trace": "x", "least": 0.3}, {"trace": "KEY", "least": 2}, {"trace": "KEY", "least": "x"},
     {"trace": "KEY", "least": float("nan")}, {"trace": {}, "least": 0.3}, {"trace": "KEY"}],
)  # fmt: skip
def test_what_no_page_would_send_is_a_message(traces: Traces, wanted: Any) -> None:
    key = traces.find("日本", EVERYTHING, lambda _: None)
    if isinstance(wanted, dict) and wanted.get("trace") == "KEY":
        wanted = {**wanted, "trace": key}
    assert services.list_trace(traces, wanted, ENGLISH) == {"problem": ENGLISH.trace_gone}
    assert services.export_trace(traces, wanted, ENGLISH) == {"problem": ENGLISH.trace_gone}
    strange = {"trace": key, "least": 0.3, "month": 5, "skip": -1, "by": {}}
    assert services.list_trace(traces, strange, ENGLISH).keys() == {"summary", "list"}
    strange = {"trace": key, "least": 0.3, "format": "exe"}
    assert services.export_trace(traces, strange, ENGLISH) == {"problem": ENGLISH.trace_gone}


def test_what_was_found_long_ago_is_let_go(traces: Traces, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.ui.page.traces._MENTIONS", 300)
    few = Traces(traces._assistant)
    keys = [few.find("日本", EVERYTHING, lambda _: None) for _ in range(3)]
    assert [few.at(key) is None for key in keys] == [True, False, False]


def test_the_list_is_taken_away_as_it_is_shown(traces: Traces) -> None:
    key = traces.find("日本", EVERYTHING, lambda _: None)

    def taken(name: str, least: float = 0.3) -> dict[str, str]:
        return services.export_trace(traces, {"trace": key, "least": least, "format": name}, ENGLISH)

    assert len(json.loads(taken("json")["text"])["mentions"]) == 126
    assert len(json.loads(taken("json", 0)["text"])["mentions"]) == 130
    assert taken("csv")["text"].count("\n") == 127
    assert taken("markdown")["name"] == "trace.md"
    book = load_workbook(io.BytesIO(base64.b64decode(taken("xlsx")["base64"])))
    assert book.active
    assert book.active.max_row == 127
    assert taken("csv", 1.0) == {"problem": ENGLISH.trace_none}


def test_html_in_the_record_comes_out_literally(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    archive.add(
        transcript_of([("x", "日本<script>alert(1)</script>\u202eok。")], "evil", date="2020-01-01"), embedder
    )
    trace = Assistant(archive, embedder).trace("日本", least=0)
    html = trace_view.traced(trace, "k", '"><img src=x>', ENGLISH) + trace_view.listed(
        trace, "outlet", ENGLISH
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "U+202E" in html


def test_an_address_holds_a_question_and_its_filters() -> None:
    filters = Filters(outlets=("BBC & Co", "路透社"), since="2019-03", transcripts=("a",))
    address = filter_bar.address("Wer?\ud800&", filters)
    question, row = filter_bar.of_address(parse_qsl(address.removeprefix("?")))
    assert question == "Wer??&"
    assert filter_bar.chosen(row) == filters


def test_more_quotes_come_below_and_none_comes_twice() -> None:
    assistant: Any = FakeAssistant()
    asked = list(steps(assistant, "When does the gate open?", (), ENGLISH, lambda: EVERYTHING))[-1].asked
    shown = [len(asked[0].cited)]
    while True:
        looking, done = further(assistant, asked, 0, ENGLISH)
        assert looking.further == 0
        if done.problem:
            break
        assert done.answered
        assert done.asked[0].cited[: shown[-1]] == asked[0].cited
        asked = reopen(keep(done.asked))
        shown.append(len(asked[0].cited))
    assert done.problem == ENGLISH.no_more
    assert shown == [3, 6]
    places = [(str(each.citation), each.text) for each in asked[0].cited]
    assert len(set(places)) == len(places)


def test_more_quotes_are_of_the_part_that_was_asked() -> None:
    assistant: Any = FakeAssistant()
    part = Filters(outlets=("园艺报",))
    asked = list(steps(assistant, "gate", (), ENGLISH, lambda: part, "园艺报"))[-1].asked
    kept = reopen(keep(asked))
    assert kept[0].filters == part
    assert list(further(assistant, kept, 0, ENGLISH))[-1].problem == ENGLISH.no_more
    assert "outlets=%E5%9B%AD%E8%89%BA%E6%8A%A5" in conversation(kept, ENGLISH)


def test_more_quotes_of_what_is_not_there_are_none() -> None:
    assistant: Any = FakeAssistant()
    for number in (-1, 0, 7):
        (step,) = further(assistant, (), number, ENGLISH)
        assert step.asked == ()


def test_what_goes_wrong_meanwhile_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assistant: Any = FakeAssistant()
    asked = list(steps(assistant, "gate", (), ENGLISH, lambda: EVERYTHING))[-1].asked

    def broken(*_: Any, **named: Any) -> None:
        raise FilterError("gone") if named["top_k"] == 6 else RuntimeError("gone")

    monkeypatch.setattr(FakeAssistant, "ask", broken)
    assert list(further(assistant, asked, 0, ENGLISH))[-1].problem == ENGLISH.refused_filters


def test_an_answer_with_many_quotes_offers_only_all_of_them() -> None:
    assistant: Any = FakeAssistant()
    asked = list(steps(assistant, "gate", (), ENGLISH, lambda: EVERYTHING))[-1].asked
    assert 'class="more"' in conversation(asked, ENGLISH)
    many = (asked[0].further(asked[0].cited * (MOST_CITED // 3)),)
    html = conversation(many, ENGLISH)
    assert 'class="more"' not in html
    assert f'<a href="./trace?trace=gate">{ENGLISH.all_by_date}</a>' in html
