"""Which sentences are shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from onrecord.index.chunking import units
from onrecord.index.records import Transcript
from onrecord.index.text.spans import Span
from onrecord.rag.citations import quote
from onrecord.rag.quoting import quoted
from onrecord.rag.retrieval import Hit
from tests.conftest import transcript_of

BRIDGE = (
    "We thank you for coming today. The bridge opens in May. It will carry both trains and cars. "
    "Its towers are painted red. The old bridge stays open to walkers until the autumn."
)
FERRY = "The ferry is not a bridge, of course. Its fare is four crowns. The fare will not rise this year."


def hits_of(transcript: Transcript, *passages: tuple[int, float, Sequence[tuple[str, float]]]) -> list[Hit]:
    """Hits from the exchange, the score, and the sentences with their similarities."""
    found = []
    for exchange, score, parts in passages:
        start = transcript.exchanges[exchange - 1].answer_spans[0].start
        places = [(transcript.text.index(words, start), words, value) for words, value in parts]
        sentences = tuple((Span(at, at + len(words)), value) for at, words, value in places)
        span = Span(sentences[0][0].start, sentences[-1][0].end)
        found.append(Hit(transcript.id, exchange, span, score, score, ("passage",), sentences))
    return found


def shown(transcript: Transcript, hits: Sequence[Hit], count: int) -> list[str]:
    """The words that are quoted."""
    chosen = quoted(hits, [hit.score for hit in hits], count, lambda _: transcript)
    return [hit.span.of(transcript.text) for hit in chosen]


def test_the_sentence_that_answers_is_shown_without_the_rest_of_its_passage() -> None:
    talk = transcript_of([("When does it open?", BRIDGE)])
    parts = [(words + ".", 0.0) for words in BRIDGE.rstrip(".").split(". ")]
    parts[1] = (parts[1][0], 0.6)
    assert shown(talk, hits_of(talk, (1, 0.3, parts)), 1) == ["The bridge opens in May."]


def test_a_run_goes_on_in_the_passage_that_adjoins() -> None:
    talk = transcript_of([("When does it open?", BRIDGE)])
    sentences = [words + "." for words in BRIDGE.rstrip(".").split(". ")]
    first = (1, 0.3, [(sentences[0], 0.0), (sentences[1], 0.3)])
    second = (1, 0.29, [(sentences[2], 0.3), (sentences[3], 0.0), (sentences[4], 0.0)])
    assert shown(talk, hits_of(talk, first, second), 1) == [f"{sentences[1]} {sentences[2]}"]


def test_of_several_sentences_the_one_that_surely_answers_is_in_focus() -> None:
    talk = transcript_of([("When does it open?", BRIDGE)])
    sentences = [words + "." for words in BRIDGE.rstrip(".").split(". ")]
    hits = hits_of(talk, (1, 0.3, [*((each, 0.3) for each in sentences[:3]), (sentences[3], 0.4)]))
    (chosen,) = quoted(hits, [0.3], 1, lambda _: talk)
    assert chosen.focus
    assert chosen.focus.of(talk.text) == sentences[3]
    assert len(chosen.span) > len(chosen.focus)
    found = quote(talk, 1, chosen.span, focus=chosen.focus)
    assert found.focus
    assert found.text[slice(*found.focus)] == sentences[3]
    (alone,) = quoted(hits_of(talk, (1, 0.3, [(sentences[1], 0.6)])), [0.3], 1, lambda _: talk)
    assert alone.focus is None


def test_a_sentence_that_is_hardly_better_is_in_focus_with_the_better_one_beside_it() -> None:
    talk = transcript_of([("When does it open?", BRIDGE)])
    sentences = [words + "." for words in BRIDGE.rstrip(".").split(". ")]
    similar = zip(sentences, (0.3, 0.3, 0.31, 0.32), strict=False)
    (chosen,) = quoted(hits_of(talk, (1, 0.3, [*similar])), [0.3], 1, lambda _: talk)
    assert chosen.focus
    assert chosen.focus.of(talk.text) == f"{sentences[2]} {sentences[3]}"
    (whole,) = quoted(
        hits_of(talk, (1, 0.3, [(each, 0.3) for each in sentences[:2]])), [0.3], 1, lambda _: talk
    )
    assert whole.span.of(talk.text) == f"{sentences[0]} {sentences[1]}"
    assert whole.focus is None


def test_a_run_never_crosses_to_another_exchange_and_quotes_never_overlap() -> None:
    talk = transcript_of([("When?", BRIDGE), ("And the ferry?", FERRY)])
    bridge = [(words + ".", 0.2) for words in BRIDGE.rstrip(".").split(". ")]
    ferry = [(words + ".", 0.2) for words in FERRY.rstrip(".").split(". ")]
    hits = hits_of(talk, (1, 0.3, bridge[:2]), (2, 0.3, ferry), (1, 0.28, bridge[2:]))
    chosen = quoted(hits, [hit.score for hit in hits], 3, lambda _: talk)
    for hit in chosen:
        turn = talk.exchanges[hit.exchange - 1].answer_spans[0]
        assert turn.start <= hit.span.start < hit.span.end <= turn.end
    spans = sorted(hit.span for hit in chosen)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert [hit.exchange for hit in chosen] == sorted(hit.exchange for hit in chosen)


def test_what_a_better_sentence_says_is_not_shown_again_but_another_figure_is() -> None:
    same = "The position of the government in this matter is clear and does not change."
    talk = transcript_of([("A?", same), ("B?", same), ("C?", FERRY), ("D?", same.replace("this", "1 of 7"))])
    hits = hits_of(
        talk,
        (1, 0.5, [(same, 0.5)]),
        (2, 0.49, [(same, 0.49)]),
        (3, 0.1, [(FERRY, 0.1)]),
        (4, 0.05, [(same.replace("this", "1 of 7"), 0.05)]),
    )
    assert shown(talk, hits, 3) == [same, FERRY, same.replace("this", "1 of 7")]


def test_a_word_of_thanks_is_not_shown_alone() -> None:
    talk = transcript_of([("May I?", "Thank you. Your question is about the new museum in the harbour.")])
    hits = hits_of(
        talk,
        (1, 0.5, [("Thank you.", 0.9), ("Your question is about the new museum in the harbour.", 0.0)]),
    )
    assert shown(talk, hits, 1) == ["Thank you. Your question is about the new museum in the harbour."]


def test_two_short_sentences_do_not_both_take_the_one_between_them() -> None:
    words = ["Yes.", "The museum opens in May, as we said.", "Never."]
    talk = transcript_of([("Well?", " ".join(words))])
    hits = hits_of(talk, (1, 0.5, [(words[0], 0.9), (words[1], 0.0), (words[2], 0.9)]))
    quotes = shown(talk, hits, 2)
    assert sorted(quotes) == sorted([" ".join(words[:2]), words[2]])


@pytest.mark.parametrize("count", [1, 2, 3])
def test_quotes_together_are_no_longer_than_so_many_passages(count: int) -> None:
    answers = [" ".join(f"Answer {n} says {m} of {'many ' * 25}things." for m in range(9)) for n in range(5)]
    talk = transcript_of([(f"Question {n}?", words) for n, words in enumerate(answers)])
    hits = hits_of(
        talk,
        *(
            (n + 1, 0.5, [(f"{s}.", 0.5) for s in words.rstrip(".").split(". ")])
            for n, words in enumerate(answers)
        ),
    )
    words = shown(talk, hits, count)
    assert len(words) == count
    assert sum(map(units, words)) <= 200 * count
    assert all(each.startswith("Answer") and each.endswith("things.") for each in words)


def test_without_a_hit_nothing_is_shown() -> None:
    assert quoted([], [], 3, lambda _: transcript_of([])) == []
