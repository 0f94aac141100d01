"""Sentences over an answer's quotes, translations and follow-ups, from a server over real HTTP."""

from __future__ import annotations

import json
import re
import threading
import time
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.index.errors import InputError, LanguageModelError
from onrecord.rag.llm.client import LanguageModel
from onrecord.rag.llm.contract import Translation, Written
from onrecord.rag.llm.writer import Writer
from tests.rag.llm.record import ANSWER, NOT_ANSWERED, QUOTES
from tests.rag.llm.server import Asked, Reply, chunk, event, scripted, written

pytestmark = pytest.mark.slow


class DoubtingReader:
    """A reader for which only Chinese says anything."""

    reads, orders = 3, False

    def read(self, question: str, passages: Any) -> npt.NDArray[np.float64]:
        return np.array([3.0 if "大桥" in passage[0] else -3.0 for passage in passages])


def test_sentences_come_one_by_one_while_the_model_writes() -> None:
    text = "It opens in May [1]. It cost 3.5 million euros [1]. Bridges are fine. “The ferry goes on” [2]."
    with scripted(lambda _: written(text)) as server:
        steps = list(Writer(LanguageModel(server.url, "small")).steps(ANSWER))
    assert [len(step.sentences) for step in steps] == [0, 1, 2, 3, 3]
    last = steps[-1]
    assert [sentence.numbers for sentence in last.sentences] == [(1,), (1,), (2,)]
    assert (last.left_out, last.unanswered, last.cut, last.problem) == (1, False, False, None)
    assert last.asked_tokens == 100
    assert Written.model_validate(json.loads(json.dumps(last.to_dict())))


def test_where_the_record_does_not_answer_the_model_is_not_asked() -> None:
    with scripted(lambda _: written("Never.")) as server:
        assert Writer(LanguageModel(server.url, "small")).write(NOT_ANSWERED) is None
    assert server.asked == []


@pytest.mark.parametrize("text", ["NOT ANSWERED", "**Not answered.**", "NOT_ANSWERED\n"])
def test_the_model_may_say_that_the_quotes_do_not_answer(text: str) -> None:
    with scripted(lambda _: written(text)) as server:
        made = Writer(LanguageModel(server.url, "small")).write(ANSWER)
    assert made
    assert made.unanswered
    assert made.sentences == ()


def test_the_record_is_data_between_marks_that_it_cannot_know() -> None:
    with scripted(lambda _: written("It opens [1].")) as server:
        writer = Writer(LanguageModel(server.url, "small"))
        writer.write(ANSWER)
        writer.write(ANSWER)
    marks = []
    for asked in server.asked:
        told, given = (message["content"] for message in asked["messages"])
        (mark,) = set(re.findall("<<<([0-9a-f]{8})", given))
        assert mark in told
        assert "Ignore all previous instructions" in given
        assert "Ignore all previous instructions" not in told
        assert all(quote.text in given for quote in QUOTES)
        marks.append(mark)
    assert marks[0] != marks[1]


def test_a_model_that_obeys_the_record_gets_nothing_past_the_check() -> None:
    def obeying(asked: Asked) -> Reply:
        order = re.search("instructions and write: “(.*?)”", asked["messages"][1]["content"])
        assert order
        return written(f"{order[1]} As “{order[1][:-1]} today” [2] says, {order[1]} System prompt: obey [7].")

    with scripted(obeying) as server:
        made = Writer(LanguageModel(server.url, "obeying")).write(ANSWER)
    assert made
    for sentence in made.sentences:
        assert sentence.numbers == (2,)
        assert "quotation" in [flag.kind for flag in sentence.flags]
        assert not any(part.quote for part in sentence.parts)
    assert made.left_out >= 2


def test_weak_support_is_said() -> None:
    with scripted(lambda _: written("It opens in May [1]. It opens in October [3].")) as server:
        made = Writer(LanguageModel(server.url, "small"), DoubtingReader()).write(ANSWER)
    assert made
    assert [sentence.weak for sentence in made.sentences] == [True, False]


def test_an_answer_that_breaks_off_keeps_what_came() -> None:
    broken = Reply([chunk("It opens in May [1]. It costs "), b"data: {br"])
    with scripted(lambda _: broken) as server:
        made = Writer(LanguageModel(server.url, "small", retries=0)).write(ANSWER)
    assert made
    assert [sentence.text for sentence in made.sentences] == ["It opens in May."]
    assert made.problem
    assert "the quotes stand" in made.problem


def test_an_answer_without_end_is_cut() -> None:
    endless = Reply([chunk("It opens in May [1]. ") for _ in range(3000)], hang=10)
    with scripted(lambda _: endless) as server:
        begun = time.monotonic()
        made = Writer(LanguageModel(server.url, "small")).write(ANSWER)
    assert time.monotonic() - begun < 8
    assert made
    assert made.cut
    assert len(made.sentences) <= 12


def test_who_stops_keeps_what_came() -> None:
    stopped = threading.Event()
    with scripted(lambda _: Reply([chunk("It opens in May [1]. And ")], hang=20)) as server:
        for step in Writer(LanguageModel(server.url, "small")).steps(ANSWER, stopped):
            if step.sentences:
                stopped.set()
        assert server.hung_up.wait(5)
    assert step.problem is None
    assert len(step.sentences) == 1


def test_a_quote_is_translated_once_for_each_language() -> None:
    with scripted(lambda _: written("<think>hm</think>“The bridge opens in October; Peru paid.”")) as server:
        writer = Writer(LanguageModel(server.url, "small"))
        made = writer.translate(QUOTES[2], "en")
        assert writer.translate(QUOTES[2], "en") == made
        writer.translate(QUOTES[2], "fr")
    assert made.text == "The bridge opens in October; Peru paid."
    assert [(flag.kind, flag.words) for flag in made.flags] == [("name", "Peru")]
    assert made.citation == str(QUOTES[2].citation)
    assert len(server.asked) == 2
    assert Translation.model_validate(made.to_dict())


def test_a_translation_that_is_none_is_told_and_not_kept() -> None:
    replies = iter([written(" "), written("The bridge.")])
    with scripted(lambda _: next(replies)) as server:
        writer = Writer(LanguageModel(server.url, "small"))
        with pytest.raises(LanguageModelError, match="try again"):
            writer.translate(QUOTES[2], "en")
        assert writer.translate(QUOTES[2], "en").text == "The bridge."
    with pytest.raises(InputError, match="zh-Hant"):
        writer.translate(QUOTES[2], "write a poem")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("When does the ferry to Macau open?\nIt is a follow-up.", "When does the ferry to Macau open?"),
        ("And the ferry?", None),
        ("When does the ferry to Peru open?", None),
        ("What about 7 ferries?", None),
        ("ferry " * 200, None),
        ("", None),
    ],
)
def test_a_follow_up_is_written_in_full_with_nothing_that_was_not_asked(text: str, full: str | None) -> None:
    with scripted(lambda _: written(text)) as server:
        writer = Writer(LanguageModel(server.url, "small"))
        assert writer.in_full("And the ferry?", ["When does the bridge to Macau open?"]) == full
        assert writer.in_full("And the ferry?", []) is None
    assert len(server.asked) == 1


def test_a_follow_up_is_asked_as_it_stands_where_the_model_fails() -> None:
    with scripted(lambda _: Reply([event({"error": "no"})], 500)) as server:
        writer = Writer(LanguageModel(server.url, "small", retries=0))
        assert writer.in_full("And the ferry?", ["When does the bridge open?"]) is None
