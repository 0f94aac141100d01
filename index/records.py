"""The data of the record: turns, exchanges, transcripts, passages, citations.

Everything is a frozen dataclass over character offsets into one transcript's text. Words are
never stored twice: whoever wants to read a turn or a quote slices the text with its spans.

>>> str(Citation("press-2019-03-08", 7, 1203, 1268))
'press-2019-03-08/7@1203-1268'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.errors import CitationError
from index.spans import Spans, joined

__all__ = [
    "Citation",
    "Exchange",
    "Note",
    "Passage",
    "Role",
    "Transcript",
    "Turn",
]

Role = Literal["asker", "answerer", "moderator"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break.

    ``spans`` are cut only where something foreign interrupts the words, such as a page break in
    the middle of a sentence; paragraph breaks stay inside a span. The speaker's printed marker
    is not part of them. ``speaker`` is the marker's name as printed (``None`` when the marker
    names nobody: ``问``, ``Q``), ``outlet`` the paper or station in it.
    """

    role: Role
    spans: Spans
    speaker: str | None = None
    outlet: str | None = None

    def words(self, text: str) -> str:
        """The turn as a reader sees it."""
        return joined(text, self.spans)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and the answers up to the next question; the unit of citation.

    ``number`` counts from 1. ``question`` and ``answer`` hold one turn or more, in order;
    a question always has its answer.
    """

    number: int
    question: tuple[Turn, ...]
    answer: tuple[Turn, ...]

    @property
    def asker(self) -> str | None:
        """The first asker named in a marker, as printed."""
        return next((t.speaker for t in self.question if t.speaker), None)

    @property
    def outlet(self) -> str | None:
        """The first asker's paper or station."""
        return next((t.outlet for t in self.question if t.outlet), None)

    @property
    def answerer(self) -> str | None:
        """The first answerer named in a marker, as printed."""
        return next((t.speaker for t in self.answer if t.speaker), None)

    @property
    def question_spans(self) -> Spans:
        """The spans of all question turns, in order."""
        return tuple(s for turn in self.question for s in turn.spans)

    @property
    def answer_spans(self) -> Spans:
        """The spans of all answer turns, in order."""
        return tuple(s for turn in self.answer for s in turn.spans)

    def turns(self) -> tuple[Turn, ...]:
        """Question turns, then answer turns."""
        return self.question + self.answer


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd that the parser met or inferred; ``exchange`` is ``None`` for the whole text."""

    message: str
    exchange: int | None = None

    def __str__(self) -> str:
        return self.message if self.exchange is None else f"exchange {self.exchange}: {self.message}"


@dataclass(frozen=True, slots=True)
class Transcript:
    """One document, its text exactly as read, and what was found in it.

    ``id`` is a readable slug, ``source`` where the text came from, ``sha256`` the digest of the
    text in UTF-8, ``date`` an ISO date or ``None``.
    """

    id: str
    title: str
    date: str | None
    source: str
    sha256: str
    text: str
    exchanges: tuple[Exchange, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one answer turn: the unit of retrieval.

    ``turn`` counts the exchange's answer turns from 0. ``sentences`` are the bounds of the
    sentences inside; where the turn is interrupted, :func:`clip` gives their spans.
    """

    exchange: int
    turn: int
    spans: Spans
    sentences: Spans

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end


_CITATION = re.compile(
    r"(?P<transcript>[^/@\s]+)/(?P<exchange>[1-9]\d{0,8})(@(?P<start>\d{1,12})-(?P<end>\d{1,12}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """The address of a quote, ``slug/7@1203-1268``, or of a whole exchange, ``slug/7``."""

    transcript: str
    exchange: int
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        address = f"{self.transcript}/{self.exchange}"
        return address if self.start is None else f"{address}@{self.start}-{self.end}"

    @classmethod
    def parse(cls, address: str) -> Citation:
        """Read an address back.

        Raises:
            CitationError: it is not of the form ``slug/7`` or ``slug/7@1203-1268``.

        >>> Citation.parse("press-2019-03-08/7@1203-1268").exchange
        7
        """
        match = _CITATION.fullmatch(address.strip())
        if not match:
            raise CitationError(
                f"not a citation: {address[:80]!r}; write transcript/exchange or "
                "transcript/exchange@start-end, such as press-2019-03-08/7@1203-1268"
            )
        start, end = match["start"], match["end"]
        if start is None:
            return cls(match["transcript"], int(match["exchange"]))
        if int(start) >= int(end):
            raise CitationError(f"not a citation: {address!r}; its start {start} is not before its end {end}")
        return cls(match["transcript"], int(match["exchange"]), int(start), int(end))
