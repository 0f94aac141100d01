"""Question sets are read strictly, and measures are what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.measures import auroc, holds, measure
from eval.questions import Question, read_questions
from eval.run import ask_all
from index.errors import InputError
from index.spans import Span
from tests.conftest import PAIRS, HashEmbedder, transcript_of

TALK = transcript_of(PAIRS)


def answer_span(number: int) -> Span:
    """Where an exchange's answer stands."""
    return TALK.exchanges[number - 1].answer_spans[0]


def test_a_set_is_asked_and_measured(tmp_path: Path) -> None:
    span = answer_span(2)
    file = tmp_path / "set.jsonl"
    file.write_text(
        f'{{"id": "a", "lang": "en", "question": "What is a ticket for the ferry?", "exchanges": [2], "spans": [[{span.start}, {span.end}]]}}\n'
        '{"id": "b", "lang": "en", "question": "When does the bridge open?", "exchanges": [3], "spans": [[0, 2]]}\n'
        '{"id": "c", "lang": "en", "kind": "far", "question": "zzzz qqqq", "exchanges": []}\n'
    )
    done: list[float] = []
    results = list(ask_all(read_questions(file, TALK), TALK, HashEmbedder(), done.append))
    measures = measure(results)
    assert done == [1, 1, 1]
    assert measures["questions"] == 3
    assert measures["right exchange first"] == 0.5
    assert measures["quote in the first three"] == 0.5
    assert measures["exact quotes"] == 1
    assert (
        measures["AUROC"]
        == measures["AUROC, far"]
        == auroc([r.answer.confidence for r in results[:2]], [results[2].answer.confidence])
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", "line 1: Expecting value"),
        ('{"id": "a", "question": "b"}', "line 1: 'exchanges' is missing"),
        ('{"id": "a", "question": "b", "exchanges": [4]}', "line 1: talk has no exchange 4"),
        ('{"id": "a", "question": "b", "exchanges": [1], "spans": [[5, 2]]}', "line 1: not a span"),
        ('{"id": "a", "question": "b", "exchanges": [1], "spans": [[1, 99999]]}', "line 1: talk ends at"),
        ('{"id": "a", "question": "b", "exchanges": []}\n' * 2, "line 2: the id 'a' is there twice"),
        ("[]", "line 1: "),
        ("", "no question in it"),
    ],
)
def test_what_is_wrong_with_a_set_is_said_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(line)
    with pytest.raises(InputError, match=message):
        read_questions(file, TALK)


def test_a_quote_holds_a_span_if_it_shows_half_of_it() -> None:
    from rag.citations import quote

    start = answer_span(1).start
    shown = quote(TALK, 1, Span(start + 10, start + 20))
    assert holds(shown, Span(start + 15, start + 25))
    assert not holds(shown, Span(start + 16, start + 26))


def test_auroc_by_hand() -> None:
    assert auroc([3, 2], [1]) == 1
    assert auroc([1], [2, 3]) == 0
    assert auroc([2, 2], [2]) == 0.5


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dev", "test"])
def test_our_sets_fit_the_2019_transcript(shared: Path, name: str) -> None:
    from index.readers import read
    from index.transcripts import parse

    transcript = parse(read(shared / "corpora" / "press-2019-03-08.txt"))
    file = Path(__file__).parents[2] / "eval" / "sets" / f"press-2019-03-08.{name}.jsonl"
    questions = read_questions(file, transcript)
    by_number = {exchange.number: exchange for exchange in transcript.exchanges}
    for question in questions:
        assert bool(question.exchanges) == bool(question.spans)
        for span in question.spans:
            inside = [
                number for number in question.exchanges
                if by_number[number].answer_spans[0].start <= span.start and span.end <= by_number[number].answer_spans[-1].end
            ]  # fmt: skip
            assert inside, question.id


def test_a_question_knows_its_kind(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(
        '{"id": 1, "question": "b", "exchanges": [1]}\n{"id": 2, "question": "b", "exchanges": []}'
    )
    assert read_questions(file, TALK) == [
        Question("1", "", "answerable", "b", (1,), ()),
        Question("2", "", "unanswerable", "b", (), ()),
    ]
