"""What of a transcript can be found: questions, passages, sentences, and answers that nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.chunking import passages
from index.embedding import Vectors
from index.reading import Reading, mended
from index.records import Transcript
from index.spans import Span, extent

__all__ = ["Findable", "Unit", "View", "findable"]

View = Literal["question", "passage", "sentence", "answer"]


@dataclass(frozen=True, slots=True)
class Findable:
    """The words of one unit, mended, before they have a vector; ``exchange`` is the exchange's number."""

    exchange: int
    view: View
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A stored unit.

    ``exchange`` is the archive's key of its exchange, ``number`` that exchange's number in the
    transcript, ``language`` the transcript's, ``passage`` the id of the passage that a sentence
    belongs to, ``span`` its extent in the transcript; ``vector`` is float32, shape ``(d,)``, of
    unit length.
    """

    id: int
    exchange: int
    transcript: str
    number: int
    language: str | None
    view: View
    passage: int | None
    span: Span
    vector: Vectors


def findable(transcript: Transcript) -> list[Findable]:
    """Every unit of ``transcript`` in reading order; sentences come right after their passage.

    A passage that is one sentence has no sentence unit of its own. Where nobody asked, the whole answer is a
    unit of its own if it is more than one passage: it stands in for the question.
    """
    text = transcript.text
    units: list[Findable] = []
    for exchange in transcript.exchanges:
        number = exchange.number
        if exchange.question:
            question = Reading(text, [turn.spans for turn in exchange.question])
            units.append(
                Findable(number, "question", extent(exchange.question_spans), mended(question.words))
            )
        turns = [Reading(text, [turn.spans]) for turn in exchange.answer]
        found = passages(text, exchange)
        for passage in found:
            turn = turns[passage.turn]
            start, end = turn.seen(extent(passage.spans))
            units.append(Findable(number, "passage", extent(passage.spans), mended(turn.words[start:end])))
            if len(passage.sentences) > 1:
                for sentence in passage.sentences:
                    start, end = turn.seen(sentence)
                    units.append(Findable(number, "sentence", sentence, mended(turn.words[start:end])))
        if len(found) > 1 and not exchange.question:
            spans = tuple(span for turn in exchange.answer for span in turn.spans)
            words = " ".join(turn.words for turn in turns)
            units.append(Findable(number, "answer", extent(spans), mended(words)))
    return units
