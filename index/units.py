"""What of a transcript can be found: questions, passages, sentences, and answers that nobody asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from onrecord.index.arrays import Ids, Vectors
from onrecord.index.chunking import passages
from onrecord.index.chunking import units as length
from onrecord.index.parsing.question_signs import tells
from onrecord.index.records import Transcript
from onrecord.index.text.spans import Span, extent
from onrecord.index.turn_text import Reading, mended

__all__ = ["VIEWS", "ExchangeUnits", "Findable", "Unit", "Units", "View", "findable"]

# How long (:func:`onrecord.index.chunking.units`) the shortest turn of a statement is that has units whatever
# it says: beside exchanges 12 words (20 Chinese characters), where 117 of 157 turns of the development
# transcripts are shorter, most of them "Yeah." or "Go ahead, Justin."; where nobody asks 3 words.
_LEAST_SAID, _LEAST_UNASKED = 20, 5

View = Literal["question", "passage", "sentence", "answer"]
VIEWS: tuple[View, ...] = get_args(View)


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


@dataclass(frozen=True, slots=True, eq=False)
class ExchangeUnits:
    """The stored units of one exchange in reading order, a row each, sentences right after their passage.

    ``columns`` are int64, shape ``(5, n)``: ids, places in :data:`VIEWS`, ids of the passage of sentences
    (else 0), starts and ends; ``vectors`` are float32, shape ``(n, d)``. The rest is as in :class:`Unit`.
    """

    exchange: int
    transcript: str
    number: int
    language: str | None
    columns: Ids
    vectors: Vectors


class Units:
    """The units of some exchanges in reading order, a row each; iterating gives them one by one.

    All of a search is computed on its columns: one array takes less time than an object for each unit.
    """

    def __init__(self, exchanges: Sequence[ExchangeUnits]) -> None:
        """``exchanges`` may come in any order, each once."""
        held = [each for each in exchanges if each.columns.shape[1]]
        self.exchanges = sorted(held, key=lambda each: int(each.columns[0, 0]))
        """Those that have units."""
        sizes = [each.columns.shape[1] for each in self.exchanges]
        self.owners: Ids = np.repeat(np.arange(len(sizes)), sizes)
        """Of each row its place in ``exchanges``, shape ``(n,)``."""
        columns = [each.columns for each in self.exchanges] or [np.empty((5, 0), np.int64)]
        self.ids, self._views, self._passages, self._starts, self._ends = np.concatenate(columns, axis=1)

    @cached_property
    def vectors(self) -> Vectors:
        """Float32, shape ``(n, d)``; ``n`` is at least 1."""
        return np.concatenate([each.vectors for each in self.exchanges])

    def rows(self, view: View) -> Ids:
        """The rows of a view, rising."""
        return self._rows[view]

    @cached_property
    def _rows(self) -> dict[View, Ids]:
        return {view: np.flatnonzero(self._views == at) for at, view in enumerate(VIEWS)}

    @cached_property
    def languages(self) -> dict[str | None, npt.NDArray[np.bool_]]:
        """Each language of the exchanges, and which rows are in it: shape ``(n,)``."""
        names = [each.language for each in self.exchanges]
        return {
            name: np.array([each == name for each in names])[self.owners] for name in dict.fromkeys(names)
        }

    def values(self, by_id: Mapping[int, float]) -> npt.NDArray[np.float64]:
        """Of each row what ``by_id`` has for its id, else 0: shape ``(n,)``."""
        return np.array([by_id.get(key, 0.0) for key in self.ids.tolist()])

    def span(self, row: int) -> Span:
        """The extent of a unit in its transcript."""
        return Span(int(self._starts[row]), int(self._ends[row]))

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Unit]:
        for row, owner in enumerate(self.owners.tolist()):
            of = self.exchanges[owner]
            yield Unit(
                int(self.ids[row]),
                of.exchange,
                of.transcript,
                of.number,
                of.language,
                VIEWS[self._views[row]],
                int(self._passages[row]) or None,
                self.span(row),
                self.vectors[row],
            )


def _least(transcript: Transcript) -> int:
    """The length of the shortest turn of a statement that has units; 0 where no turn is longer."""
    least = _LEAST_SAID if transcript.exchanges else _LEAST_UNASKED
    turns = (turn for each in transcript.statements for turn in each.answer)
    longer = any(length(turn.words(transcript.text)) >= least for turn in turns)
    return least if transcript.exchanges or longer else 0


def findable(transcript: Transcript) -> list[Findable]:
    """Every unit of ``transcript`` in reading order; sentences come right after their passage.

    A passage that is one sentence has no sentence unit of its own. Where nobody asked, the whole answer is a
    unit of its own if it is more than one passage: it stands in for the question. Of a statement it does not,
    which may be a whole speech, and its turns of a few words that tell nothing ("Thank you. Next question,
    please.") have no unit at all, unless there is nothing else: they would be near to every question, and
    answer none.
    """
    text = transcript.text
    units: list[Findable] = []
    least = _least(transcript)
    for exchange in transcript.parts:
        number = exchange.number
        if exchange.question:
            question = Reading(text, [turn.spans for turn in exchange.question])
            units.append(
                Findable(number, "question", extent(exchange.question_spans), mended(question.words))
            )
        turns = [Reading(text, [turn.spans]) for turn in exchange.answer]
        found = passages(text, exchange)
        if exchange.is_statement:
            has_units = [
                length(turn.words) >= least or (said.role != "moderator" and tells(turn.words))
                for said, turn in zip(exchange.answer, turns, strict=True)
            ]
            found = [passage for passage in found if has_units[passage.turn]]
        for passage in found:
            turn = turns[passage.turn]
            start, end = turn.seen(extent(passage.spans))
            units.append(Findable(number, "passage", extent(passage.spans), mended(turn.words[start:end])))
            if len(passage.sentences) > 1:
                for sentence in passage.sentences:
                    start, end = turn.seen(sentence)
                    units.append(Findable(number, "sentence", sentence, mended(turn.words[start:end])))
        if len(found) > 1 and not exchange.question and not exchange.is_statement:
            spans = tuple(span for turn in exchange.answer for span in turn.spans)
            words = " ".join(turn.words for turn in turns)
            units.append(Findable(number, "answer", extent(spans), mended(words)))
    return units
