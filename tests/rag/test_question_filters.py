"""The filters that a question names: read rightly, never invented, used, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.filters import Choices, Filters
from onrecord.index.records import Exchange, Transcript
from onrecord.rag.answer import Answer
from onrecord.rag.asked_dates import Among, read_dates
from onrecord.rag.assistant import Assistant
from onrecord.rag.deserialize import answer_from_json
from onrecord.rag.question_filters import KINDS, reading_of, without_words
from onrecord.rag.settings import Settings
from onrecord.rag.trace_exports import summary
from tests.conftest import PAIRS, HashEmbedder, transcript_of

HERE = Path(__file__).parent
SETS = HERE.parents[1] / "eval" / "sets"
FIELDS = ("since", "until", "outlets", "answerers", "transcripts")
EVERYTHING = Settings(threshold=0.0)


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def records() -> dict[str, Choices]:
    """What the archives hold that the sets of questions were written for."""
    told = json.loads((HERE / "question_filters" / "records.json").read_text("utf-8"))
    return {
        name: Choices(
            tuple(held["titles"]),
            tuple(held["outlets"]),
            tuple(held["answerers"]),
            tuple(held["languages"]),
            tuple(held["titles"].values()),
            (held["first"], held["last"]),
        )
        for name, held in told.items()
    }


def read(filters: Filters) -> dict[str, Any]:
    """What filters hold, in the form of the sets; the order of names tells nothing."""
    given = {name: getattr(filters, name) for name in FIELDS}
    return {
        name: sorted(value) if isinstance(value, tuple) else value for name, value in given.items() if value
    }


@pytest.mark.parametrize("half", ["dev", "test"])
def test_filters_of_questions_in_nine_languages_are_read_right(half: str) -> None:
    held = records()
    asked = rows(HERE / "question_filters" / f"{half}.jsonl")
    wrong = []
    for row in asked:
        gold = {
            name: sorted(value) if isinstance(value, list) else value
            for name, value in row["filters"].items()
        }
        if (found := read(reading_of(row["question"], held[row["record"]]).filters)) != gold:
            wrong.append((row["question"], found))
    assert len(asked) >= 60
    assert len(wrong) <= 0.05 * len(asked), wrong


def questions() -> Iterator[str]:
    for file in sorted(SETS.rglob("*.jsonl")):
        for row in rows(file):
            yield from (turn["question"] for turn in row.get("turns", [row]))


@pytest.mark.slow
def test_no_filter_is_invented_for_questions_without_one() -> None:
    asked = list(questions())
    assert len(asked) > 590
    for name, held in records().items():
        invented = [each for each in asked if reading_of(each, held).filters]
        assert len(invented) <= 0.01 * len(asked), (name, invented)


AMONG = Among(date(2016, 9, 5), date(2018, 6, 29))


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What was said in May about Iran?", "2018-05-01", "2018-05-31"),
        ("What was said in July about Iran?", "2017-07-01", "2017-07-31"),
        ("What did they say before May 2017 about THAAD?", None, "2017-04-30"),
        ("In the May 2017 briefings, what was said?", "2017-05-01", "2017-05-31"),
        ("Qu'ont-ils dit fin 2016 sur Taïwan ?", "2016-10-01", "2016-12-31"),
        ("What did they say over the past two weeks about tariffs?", "2018-06-15", "2018-06-29"),
        ("最近三个月中方对朝鲜说了什么", "2018-03-29", "2018-06-29"),
        ("先月の会見で何と言いましたか", "2018-05-01", "2018-05-31"),
        ("Что говорили весной 2017 года о КНДР?", "2017-03-01", "2017-05-31"),
        ("Qu'a dit la Chine l'année dernière sur le climat ?", "2017-01-01", "2017-12-31"),
        ("Что говорили о Катаре в июне 2017-го?", "2017-06-01", "2017-06-30"),
        ("What did they say last winter?", "2017-12-01", "2018-02-28"),
        ("What did they say in Q2 2017?", "2017-04-01", "2017-06-30"),
        ("What did they say last week?", "2018-06-18", "2018-06-24"),
        ("Taiwan, March 2017", "2017-03-01", "2017-03-31"),
        ("ماذا قال المتحدث في مايو ٢٠١٧؟", "2017-05-01", "2017-05-31"),
    ],
)
def test_when_something_was_said_is_read(question: str, since: str | None, until: str | None) -> None:
    found = read_dates(question, AMONG)
    assert found is not None
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize(
    "question",
    [
        "What did China say about the May 2017 missile launch?",
        "What did they say after the May 2017 elections?",
        "What happened in 2017?",
        "What may China say about Iran?",
        "mi gato no quiere comer desde ayer q hago",
        "What did China say in 2019?",
        "What has been said since 2008?",
        "Compare what was said in March 2017 and in March 2018",
        "¿Qué dijeron de la cumbre de mayo de 2017?",
        "Was sagte China zum Gipfel vom Mai 2017?",
        "2017年的朝核问题中方怎么说",
        "截至2018年3月，贸易谈判谈得怎么样了？",
        "昨年の核実験について何と言いましたか",
        "2018년 에너지 정책에 대해 뭐라고 말했나요?",
        "Da chi dipende la pace nel Mar Cinese Meridionale?",
        "What was said on 31 June 2017?",
        "",
    ],
)
def test_a_date_that_belongs_to_something_else_is_none(question: str) -> None:
    assert read_dates(question, AMONG) is None


def test_an_outlet_counts_where_it_asks_and_a_country_in_its_name_is_not_it() -> None:
    held = Choices((), ("The Japan Times", "路透社", "《人民日报》"))

    def outlets(question: str) -> tuple[str, ...]:
        return reading_of(question, held).filters.outlets

    assert outlets("What did the Japan Times ask?") == ("The Japan Times",)
    assert outlets("What did the minister tell Reuters?") == ("路透社",)
    assert outlets("The question of the People's Daily?") == ("《人民日报》",)
    for question in (
        "What was asked about Japan?",
        "What did he say about Reuters?",
        "Ask me about the times!",
    ):
        assert outlets(question) == ()


def test_a_person_counts_who_answers_beside_others() -> None:
    held = Choices((), (), ("王毅", "Ann Lee-Brown", "PM", "Chad Jordan"))

    def people(question: str) -> tuple[str, ...]:
        return reading_of(question, held).filters.answerers

    assert people("What did Wang Yi say?") == ("王毅",)
    assert people("According to Lee-Brown, who pays?") == ("Ann Lee-Brown",)
    for question in ("What was said about Wang Yi?", "What did Jordan say?", "When was Wang Yi born?"):
        assert people(question) == ()
    assert reading_of("What did Wang Yi say?", replace(held, answerers=("王毅",))).filters == Filters()


def test_words_of_filters_are_told_as_they_were_written_and_can_be_cut() -> None:
    held = Choices((), ("路透社",), (), dates=("2016-09-05", "2018-06-29"))
    reading = reading_of("2017年1月，發言人說了什麼？", held)
    assert (reading.words, reading.left) == (("2017年1月",), "发言人说了什么?")
    question = "What did Reuters ask in May 2017?"
    assert reading_of(question, held).words == ("Reuters", "in May 2017")
    assert without_words(question, held, ["dates"]) == "What did Reuters ask?"
    assert without_words(question, held, []) == question


# Asking with them


def by(transcript: Transcript, name: str, outlet: str) -> Transcript:
    return replace(
        transcript,
        exchanges=tuple(
            Exchange(
                each.number,
                tuple(replace(turn, outlet=outlet) for turn in each.question),
                tuple(replace(turn, speaker=name) for turn in each.answer),
            )
            for each in transcript.exchanges
        ),
    )


@pytest.fixture
def assistant(archive: Archive, embedder: HashEmbedder) -> Assistant:
    """Asks three talks of three months, in which the same is said by different people to different papers."""
    archive.remove("talk")
    for month, name, outlet in (("01", "Ann Lee", "AP"), ("03", "Bo Ray", "AFP"), ("05", "Cy Fox", "AP")):
        talk = transcript_of(
            PAIRS, f"talk-{month}", date=f"2019-{month}-15", title=f"The talk of room {month}"
        )
        archive.add(by(talk, name, outlet), embedder)
    return Assistant(archive, embedder, EVERYTHING)


def where(answer: Answer) -> set[str]:
    return {quote.citation.transcript for quote in (*answer.quotes, *answer.nearest)}


def test_a_question_is_asked_of_the_part_that_it_names(assistant: Assistant) -> None:
    answer = assistant.ask("What was said about the bridge in March 2019?", top_k=9)
    assert where(answer) == {"talk-03"}
    assert answer.read_filters is not None
    assert answer.read_filters.filters == Filters(since="2019-03-01", until="2019-03-31")
    assert (answer.read_filters.words, answer.read_filters.used) == (("in March 2019",), True)
    assert answer.understood == ("What was said about the bridge in March 2019?",)
    assert where(assistant.ask("What did Ray say about the bridge?", top_k=9)) == {"talk-03"}
    assert where(assistant.ask("What did AFP ask about the bridge?", top_k=9)) == {"talk-03"}
    assert where(assistant.ask('What of the bridge in "The talk of room 05"?', top_k=9)) == {"talk-05"}
    assert assistant.ask("What was said about the bridge?").read_filters is None


def test_a_relative_date_counts_from_the_newest_transcript_and_says_so(assistant: Assistant) -> None:
    read = assistant.ask(
        "What was said two months ago? What was said about the ferry this month?"
    ).read_filters
    assert read is not None
    assert (read.filters.since, read.counted_from) == ("2019-05-01", "2019-05-15")
    assert read.sentence() == "Only: May 2019, counted from the newest transcript, 2019-05-15."


def test_where_nothing_passes_all_of_it_is_asked_and_that_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("What was said about the bridge in February 2019?", top_k=9)
    assert answer.quotes
    assert answer.read_filters is not None
    assert not answer.read_filters.used
    assert (
        answer.read_filters.sentence() == "Nothing in the record is of February 2019, so all of it was asked."
    )


def test_filters_that_are_given_and_kinds_that_are_not_read_are_left_alone(assistant: Assistant) -> None:
    question = "What did Ray say about the bridge in March 2019?"
    given = assistant.ask(question, top_k=9, filters=Filters(since="2019-02"))
    assert given.read_filters is not None
    assert given.read_filters.filters == Filters(answerers=("Bo Ray",))
    without = assistant.ask(question, top_k=9, kinds=())
    # What is said in all three is quoted once.
    assert (without.read_filters, where(without)) == (None, {"talk-01"})
    only = assistant.ask(question, kinds=["dates"])
    assert only.read_filters is not None
    assert only.read_filters.filters.answerers == ()


@pytest.mark.parametrize(
    "question",
    [
        "In March 2019?",
        "And in March 2019?",
        "А в марте 2019 года?",
        "What was said in March 2019?",
        "What did AFP ask?",
        "What did Bo Ray say?",
        "¿Qué se dijo en marzo de 2019?",
        "2019年3月说了什么？",
    ],
)
def test_what_asks_for_nothing_but_a_filter_is_answered_by_what_passes(
    assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question, top_k=9)
    assert (answer.verdict, answer.request, where(answer)) == ("answered", "list", {"talk-03"})
    assert answer.unmentioned == ()
    trace = assistant.trace(question)
    assert [each.quote.citation.exchange for each in trace.mentions] == [1, 2, 3]
    assert {each.quote.citation.transcript for each in trace.mentions} == {"talk-03"}
    assert trace.expected is not None
    assert (trace.expected.recall, trace.expected.precision) == (1.0, 1.0)


def test_what_asks_for_more_than_a_filter_is_no_list_of_all(assistant: Assistant) -> None:
    for question in ("What was said about the ferry in March 2019?", "What did AFP ask about the bridge?"):
        assert assistant.ask(question).request is None
    nowhere = assistant.ask("What was said in February 2019?")
    assert (nowhere.request, nowhere.read_filters and nowhere.read_filters.used) == (None, False)


def test_after_a_question_another_date_asks_the_same_of_it(assistant: Assistant) -> None:
    first = "What does the ferry cost in January 2019?"
    answer = assistant.ask("And in March 2019?", top_k=9, earlier=[first])
    assert (answer.understood, where(answer)) == ((first, "And in March 2019?"), {"talk-03"})
    assert answer.quotes[0].citation.exchange == 2
    third = assistant.ask("And in May 2019?", top_k=9, earlier=[first, "And in March 2019?"])
    assert (third.quotes[0].citation.exchange, where(third)) == (2, {"talk-05"})


def test_a_question_that_leans_on_another_keeps_its_date_until_it_names_one(assistant: Assistant) -> None:
    first = "What was said about the ferry in January 2019?"
    answer = assistant.ask("And the museum?", top_k=9, earlier=[first])
    assert where(answer) == {"talk-01"}
    other = "When does the bridge to the island open?"
    assert assistant.ask(other, top_k=9, earlier=[first]).read_filters is None


def test_an_answer_is_kept_with_them(assistant: Assistant) -> None:
    answer = assistant.ask("What was said about the bridge this month?")
    row = json.loads(json.dumps(answer.to_dict()))
    assert answer.read_filters is not None
    assert answer_from_json(row).read_filters == answer.read_filters
    del row["read_filters"]
    assert answer_from_json(row).read_filters is None


def test_a_trace_is_of_the_part_that_the_question_names(assistant: Assistant) -> None:
    trace = assistant.trace("the bridge in March 2019", least=0)
    assert {each.quote.citation.transcript for each in trace.mentions} == {"talk-03"}
    assert summary(trace)[0] == "Only: March 2019."
    assert trace.to_dict()["read_filters"]["since"] == "2019-03-01"
    everything = assistant.trace("the bridge in March 2019", least=0, kinds=())
    assert len({each.quote.citation.transcript for each in everything.mentions}) == 3
    assert KINDS == ("dates", "outlets", "answerers", "transcripts")
