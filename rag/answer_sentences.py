"""The sentences of answers, each with its address: what is compared where the wording of answers is.

Every text is a slice of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.index.chunking import sentences, units
from onrecord.index.records import Citation, Exchange, Transcript
from onrecord.index.text.spans import Spans, extent
from onrecord.index.turn_text import Reading
from onrecord.rag.near_verbatim import letters

__all__ = ["Sentence", "clauses", "said_in"]

SHORTEST = 10.0
"""What is shorter, in :func:`onrecord.index.chunking.units` (10 Chinese characters or 6 words), is not
looked for as a formula: everybody says it ("Thank you for your question.")."""
_MOST_CLAUSES = 6
_CLAUSE = re.compile(r"[；：，،؛—]\s*|[,;:]\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer or a statement, or a part of one, as it was said.

    ``text`` is the slices of ``spans`` joined. ``speaker`` is as printed, ``date`` the transcript's.
    """

    citation: Citation
    text: str
    spans: Spans
    date: str | None
    title: str
    speaker: str | None

    @property
    def source(self) -> str:
        """Who said it and when, as far as is known."""
        return " · ".join(filter(None, (self.speaker, self.date, self.title)))

    @property
    def where(self) -> str:
        """When and where it was said, and by whom, as far as is known."""
        return " · ".join(filter(None, (self.date, str(self.citation), self.speaker)))

    @property
    def line(self) -> str:
        """Its words on one line."""
        return " ".join(self.text.split())

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.wording_contract.Sentence` describes every key."""
        return {
            "citation": str(self.citation),
            "text": self.text,
            "spans": [[span.start, span.end] for span in self.spans],
            "transcript": self.citation.transcript,
            "title": self.title,
            "date": self.date,
            "speaker": self.speaker,
        }


@dataclass(frozen=True, slots=True)
class Answered:
    """A sentence before it is shown: its words in the ``reading`` of its turn."""

    transcript: Transcript
    exchange: Exchange
    speaker: str | None
    reading: Reading
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.reading.words[self.start : self.end]

    def sentence(self, start: int = 0, end: int | None = None) -> Sentence:
        """It, or a part of it, as it is shown."""
        last = self.end if end is None else self.start + end
        spans = self.reading.source(self.start + start, last)
        whole = extent(spans)
        return Sentence(
            Citation(self.transcript.id, self.exchange.number, whole.start, whole.end),
            self.reading.words[self.start + start : last],
            spans,
            self.transcript.date,
            self.transcript.title,
            self.speaker,
        )


def said_in(transcript: Transcript, exchange: Exchange) -> Iterator[Answered]:
    """The sentences of those who answer, or of a statement, in order."""
    for turn in exchange.answer:
        if turn.role == "answerer" or exchange.is_statement:
            reading = Reading(transcript.text, [turn.spans])
            for start, end in sentences(reading.words):
                yield Answered(transcript, exchange, turn.speaker, reading, start, end)


def clauses(words: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, letters)`` of the runs of clauses in a sentence that are long enough to be a formula.

    The mark that ends a run is not part of it, but for that of the sentence, which is one of them.

    >>> for start, end, spelt in clauses("As I said before, it is what we have always said."):
    ...     print(start, end, spelt)
    0 49 asisaidbeforeitiswhatwehavealwayssaid
    18 49 itiswhatwehavealwayssaid
    """
    starts, ends = [0], []
    for mark in _CLAUSE.finditer(words):
        if mark.end() < len(words):
            starts.append(mark.end())
            ends.append(mark.start())
    ends.append(len(words))
    spelt = [letters(words[start:end]) for start, end in zip(starts, ends, strict=True)]
    lengths = [units(words[start:end]) for start, end in zip(starts, ends, strict=True)]
    for first, start in enumerate(starts):
        for last in range(first, min(len(ends), first + _MOST_CLAUSES)):
            if sum(lengths[first : last + 1]) >= SHORTEST:
                yield start, ends[last], "".join(spelt[first : last + 1])
    if len(ends) > _MOST_CLAUSES:
        yield 0, len(words), "".join(spelt)
