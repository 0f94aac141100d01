"""Traces: every time that something was said, by date, in exact words."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import FilterError, QuestionError, SettingsError
from onrecord.index.filters import Filters
from onrecord.index.indexing import index_into
from onrecord.index.text.spans import joined
from onrecord.rag import trace_contract as contract
from onrecord.rag.assistant import Assistant
from onrecord.rag.trace import Trace
from tests.conftest import HashEmbedder, transcript_of

TALKS = {
    "b-2021": (
        "2021-01-05",
        [("中国和日本谈了什么？", "我们同日方谈了贸易。今天天气很好。"), ("巴西呢？", "巴西也来了。")],
    ),
    "a-2019": ("2019-03-08", [("渡轮票价是多少？", "票价四元。"), ("印度尼西亚总统来访？", "他明天到。")]),
    "c-2021": ("2021-01-28", [("日本外相何时来？", "下周来，我们欢迎。"), ("桥呢？", "今日方案没有变化。")]),
    "undated": (None, [("还有呢？", "日本客人也会来。"), ("谢谢？", "不客气。")]),
}


def archive_of(folder: Path, talks: dict[str, tuple[str | None, list[tuple[str, str]]]]) -> Archive:
    embedder = HashEmbedder()
    archive = Archive.create(folder / "archive", embedder.model_id, embedder.dimension)
    for name, (date, pairs) in talks.items():
        archive.add(transcript_of(pairs, name, date=date), embedder)  # type: ignore[arg-type]
    return archive


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant(archive_of(tmp_path_factory.mktemp("trace"), TALKS), HashEmbedder())


def where(trace: Trace) -> list[str]:
    return [f"{each.quote.citation.transcript}/{each.quote.citation.part}" for each in trace.mentions]


@pytest.mark.parametrize(
    "question", ["日本", "关于日本都说了什么？", "What was said about Japan?", "japan", "Япония"]
)
def test_every_time_that_a_name_was_said_is_listed_by_date(assistant: Assistant, question: str) -> None:
    trace = assistant.trace(question)
    assert where(trace) == ["b-2021/1", "c-2021/1", "undated/1"]
    assert [(each.month, len(each.mentions)) for each in trace.months] == [("2021-01", 2), (None, 1)]
    assert [(year, len(months)) for year, months in trace.years] == [("2021", 1), (None, 1)]
    assert trace.first is not None
    assert trace.first.quote.date == "2021-01-05"
    assert trace.latest is not None
    assert trace.latest.quote.date == "2021-01-28"


def test_the_sentence_that_says_the_name_is_quoted_and_who_said_it(assistant: Assistant) -> None:
    trace = assistant.trace("日本")
    assert [each.quote.text for each in trace.mentions] == [
        "我们同日方谈了贸易。",
        "日本外相何时来？",
        "日本客人也会来。",
    ]
    assert [each.quote.role for each in trace.mentions] == ["answerer", "asker", "answerer"]
    assert [each.quote.speaker for each in trace.mentions] == ["Minister", "Reporter", "Minister"]


def test_a_name_inside_another_is_not_meant(assistant: Assistant) -> None:
    assert where(assistant.trace("印度尼西亚")) == ["a-2019/2"]
    assert where(assistant.trace("印度")) == []


def test_words_in_quotation_marks_are_looked_for_as_they_are(assistant: Assistant) -> None:
    trace = assistant.trace("“票价四元”")
    assert where(trace) == ["a-2019/1"]
    assert trace.names == ("票价四元",)


def test_filters_hold(assistant: Assistant) -> None:
    assert where(assistant.trace("日本", Filters(since="2021-01-10"))) == ["c-2021/1"]
    with pytest.raises(FilterError):
        assistant.trace("日本", Filters(transcripts=("nowhere",)))


def test_with_no_least_everything_near_is_listed(assistant: Assistant) -> None:
    everything = assistant.trace("日本", least=0)
    assert len(everything.mentions) == everything.looked_at == everything.searched == 8
    assert {each.probability for each in everything.mentions} == {0.996, 0.0005}


def test_what_it_expects_of_itself_is_told_for_names_alone(assistant: Assistant) -> None:
    # The curve for all else was fitted to the bundled model.
    names, more = assistant.trace("日本"), assistant.trace("渡轮票价")
    assert names.expected is not None
    assert names.expected.recall > 0.99
    assert more.expected is None


@pytest.mark.parametrize("question", ["日本", "渡轮票价", "Antarctica"])
@pytest.mark.parametrize("least", [0.0, 0.3, 0.999])
def test_found_once_it_is_listed_at_any_least(assistant: Assistant, question: str, least: float) -> None:
    again, anew = assistant.trace(question, least=0).at(least), assistant.trace(question, least=least)
    assert replace(again, expected=None) == replace(anew, expected=None)
    assert (again.expected is None) == (anew.expected is None)
    if again.expected and anew.expected:
        assert again.expected.recall == pytest.approx(anew.expected.recall)
        assert again.expected.precision == pytest.approx(anew.expected.precision)


@pytest.mark.parametrize(
    ("question", "least"), [("", 0.5), ("日本", -0.1), ("日本", 1.1), ("日本", float("nan"))]
)
def test_what_cannot_be_traced_is_told(assistant: Assistant, question: str, least: float) -> None:
    with pytest.raises((QuestionError, SettingsError)):
        assistant.trace(question, least=least)


def test_progress_ends_with_all_of_it(assistant: Assistant) -> None:
    told: list[float] = []
    assistant.trace("日本", progress=told.append)
    assert told[-1] == 1.0


@pytest.mark.parametrize("question", ["日本", "渡轮票价", "Antarctica"])
def test_its_json_is_what_the_contract_describes(assistant: Assistant, question: str) -> None:
    told = assistant.trace(question, least=0.2).to_dict()
    assert contract.Trace.model_validate(json.loads(json.dumps(told))).model_dump(mode="json") == told
    assert sum(month["mentions"] for month in told["months"]) == len(told["mentions"])


WORDS = st.text("ab日本方 .。？!\n", min_size=1, max_size=30).filter(
    lambda text: text.strip(" \n.。？!") != ""
)


@pytest.mark.slow
@settings(max_examples=20)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3), st.sampled_from(["日本", "a b", "ab"]))
def test_every_quote_is_a_slice_by_its_speaker(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], question: str
) -> None:
    archive = archive_of(
        tmp_path_factory.mktemp("sliced"),
        {"talk": ("2020-02-03", [(q.strip(), a.strip()) for q, a in pairs])},
    )
    transcript = archive.transcript("talk")
    for each in Assistant(archive, HashEmbedder()).trace(question, least=0).mentions:
        quote = each.quote
        assert quote.text == joined(transcript.text, quote.spans)
        exchange = transcript.part(quote.citation.exchange)
        assert exchange is not None
        holding = [
            turn
            for turn in exchange.turns()
            if turn.spans[0].start <= quote.spans[0].start < turn.spans[-1].end
        ]
        assert [turn.speaker for turn in holding] == [quote.speaker]
        assert [turn.role for turn in holding] == [quote.role]
        assert 0 <= each.probability <= 1


@pytest.mark.model
@pytest.mark.shared
def test_the_press_conference_of_2019_is_traced_in_two_languages(tmp_path: Path, shared: Path) -> None:
    from onrecord.index.embedding.load import load_embedder

    embedder = load_embedder()
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, [shared / "corpora" / "press-2019-03-08.txt"]))
    assistant = Assistant(archive, embedder)
    # Exchange 10 says Belarus, 白俄罗斯, and 俄罗斯 only inside of it.
    for question, exchange, name in (
        ("俄罗斯", 7, "俄"),
        ("What was said about Russia?", 7, "俄"),
        ("白俄罗斯", 10, "白俄罗斯"),
        ("Belarus", 10, "白俄罗斯"),
    ):
        (mention,) = assistant.trace(question).mentions
        assert mention.quote.citation.exchange == exchange
        assert name in mention.quote.text
