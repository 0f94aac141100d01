"""Nobody gets another's words: the name under a quote is that of the turn which holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.chunking import passages
from onrecord.index.document import Document
from onrecord.index.errors import InputError
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import expand, read
from onrecord.index.records import Transcript, Turn
from onrecord.index.text.spans import Span, extent
from onrecord.rag.citations import Quote, quote
from tests.conftest import transcript_of

ASKERS = {"Ann Reed:": "Ann Reed", "路透社记者：": "路透社记者", "Q:": None}
ANSWERERS = {"Tom Cole:": "Tom Cole", "Sue Bell:": "Sue Bell", "王毅：": "王毅", "A:": None}
NAMES = ASKERS | ANSWERERS


@st.composite
def dialogues(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Labels and words; each line's words stand nowhere else."""
    labels = draw(st.lists(st.sampled_from([*NAMES]), min_size=1, max_size=12))
    told = st.sampled_from(
        ["Yes it is.", "We shall see. It takes time.", "Why now?", "这是我们的看法。是吗？"]
    )
    return [(label, f"{draw(told)} number{at} {draw(told)}") for at, label in enumerate(labels)]


@given(dialogues(), st.data())
def test_the_name_under_a_quote_is_that_of_the_line_that_holds_it(
    lines: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "\n".join(f"{label} {words}" for label, words in lines)
    try:
        transcript = parse(Document(text, name="talk.txt"), given=GivenMarkers((*ASKERS,), (*ANSWERERS,)))
    except InputError:  # nobody answers
        order = [label in ASKERS for label, _ in lines]
        assert (True, False) not in pairwise(order)
        return
    starts = [text.index(f"{label} {words}") for label, words in lines]

    def lines_of(span: Span) -> list[tuple[str, str]]:
        ends = [*starts[1:], len(text)]
        return [
            line for line, a, b in zip(lines, starts, ends, strict=True) if a < span.end and span.start < b
        ]

    for exchange in transcript.exchanges:
        places = [extent(each.spans) for each in passages(text, exchange)]
        places += [extent(turn.spans) for turn in exchange.turns()]
        for place in places:
            found = quote(transcript, exchange.number, place)
            ((label, _),) = lines_of(place)
            assert (found.speaker, found.role == "asker") == (NAMES[label], label in ASKERS)
        whole = extent(tuple(sorted(exchange.question_spans + exchange.answer_spans)))
        start = data.draw(st.integers(whole.start, whole.end - 1))
        some = Span(start, data.draw(st.integers(start + 1, whole.end)))
        try:
            found = quote(transcript, exchange.number, some)
        except InputError:  # in a label
            continue
        spoken = {NAMES[label] for label, _ in lines_of(extent(found.spans))}
        assert found.speaker == (spoken.pop() if len(spoken) == 1 else None)
        assert "".join(found.text.split()) == "".join("".join(s.of(text) for s in found.spans).split())


def several_voices() -> Transcript:
    """Reporter asks; Minister, an interpreter and somebody who is not named answer."""
    plain = transcript_of([("Why?", "Because. We want to. It is so. Yes."), ("And then?", "Nothing.")])
    (answer,) = plain.exchanges[0].answer
    start = answer.spans[0].start
    parts = ((0, 8, "Minister"), (9, 20, "Interpreter"), (21, 30, None), (31, 35, "Minister"))
    turns = tuple(Turn("answerer", (Span(start + a, start + b),), name) for a, b, name in parts)
    return replace(plain, exchanges=(replace(plain.exchanges[0], answer=turns), plain.exchanges[1]))


def said(words: str) -> Quote:
    held = several_voices()
    return quote(held, 1, Span(held.text.index(words), held.text.index(words) + len(words)))


@pytest.mark.parametrize(
    ("words", "speaker", "label"),
    [
        ("Because.", "Minister", "Minister, answering Daily"),
        ("want to.", "Interpreter", "Interpreter, answering Daily"),
        ("It is so.", None, "Answer to Daily"),
        ("Because. We", None, "Minister, Interpreter, answering Daily"),
        ("Why?", "Reporter", "Reporter, asking Minister, Interpreter"),
        ("Why?\nA: Because.", None, "Reporter, Minister"),
    ],
)
def test_the_line_names_who_said_these_words_and_to_whom(words: str, speaker: str | None, label: str) -> None:
    found = said(words)
    assert found.speaker == speaker == found.to_dict()["speaker"]
    assert found.label == f"{label} · 2020-02-03 · Exchange 1"
    assert (found.asker, found.outlet, found.answerer) == ("Reporter", "Daily", "Minister")


@pytest.mark.parametrize(
    ("asker", "answerer", "lines"),
    [
        (None, None, ("Question", "Answer")),
        ("Reporter", None, ("Reporter, asking", "Answer to Reporter")),
        (None, "Minister", ("Question to Minister", "Minister")),
    ],
)
def test_where_nobody_is_named_the_line_says_what_it_is(
    asker: str | None, answerer: str | None, lines: tuple[str, str]
) -> None:
    held = transcript_of([("Why?", "Because.")])
    (exchange,) = held.exchanges
    question = (replace(exchange.question[0], speaker=asker, outlet=None),)
    answer = (replace(exchange.answer[0], speaker=answerer),)
    held = replace(held, exchanges=(replace(exchange, question=question, answer=answer),))
    for turn, line in zip((question[0], answer[0]), lines, strict=True):
        assert quote(held, 1, turn.spans[0]).label == f"{line} · 2020-02-03 · Exchange 1"


def _shared(folder: Path) -> Iterator[Transcript]:
    for file in (each for name in ("transcripts", "archive", "corpora") for each in expand(folder / name)):
        try:
            yield parse(read(file))
        except InputError:
            continue


@pytest.mark.shared
@pytest.mark.slow
def test_no_passage_of_the_shared_transcripts_has_another_name(shared: Path) -> None:
    count = 0
    for transcript in _shared(shared):
        for exchange in transcript.exchanges:
            for passage in passages(transcript.text, exchange):
                turn = exchange.answer[passage.turn]
                found = quote(transcript, exchange.number, extent(passage.spans))
                assert (found.speaker, found.role) == (turn.speaker, "answerer"), found.citation
                assert turn.speaker is None or turn.speaker in transcript.text, found.citation
                count += 1
            for turn in exchange.question:
                found = quote(transcript, exchange.number, extent(turn.spans))
                assert (found.speaker, found.role) == (turn.speaker, "asker"), found.citation
    assert count > 6_000
