"""The data of the record: turns, exchanges, transcripts, passages, citations.

Everything is a frozen dataclass over character offsets into one transcript's text. Words are
never stored twice: whoever wants to read a turn or a quote slices the text with its spans.

>>> str(Citation("press-2019-03-08", 7, 1203, 1268))
'press-2019-03-08/7@1203-1268'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from onrecord.index.errors import CitationError
from onrecord.index.report import Note, Report, Role
from onrecord.index.text.spans import Spans, joined

__all__ = [
    "Citation",
    "Exchange",
    "Note",
    "Passage",
    "Role",
    "Transcript",
    "Turn",
]


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
    a question always has its answer. ``follows`` is the number of the exchange that this one
    follows up, ``None`` where it opens a subject of its own.

    A *statement* is what is said without a question: an opening, a hand-off, a whole speech. Its number
    counts from -1 downwards in reading order (-3 is cited as ``s3``), it has no turn in ``question``, and
    its turns, in ``answer``, keep the roles of those who speak. A document of a test collection has no
    question either, but the number of an exchange.
    """

    number: int
    question: tuple[Turn, ...]
    answer: tuple[Turn, ...]
    follows: int | None = None

    @property
    def is_statement(self) -> bool:
        """Whether these are turns that answer no question."""
        return self.number < 0

    @property
    def name(self) -> str:
        """The number as citations write it: ``7``, or ``s3`` of a statement."""
        return _name(self.number)

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


def _name(number: int) -> str:
    return str(number) if number >= 0 else f"s{-number}"


@dataclass(frozen=True, slots=True)
class Transcript:
    """One document, its text exactly as read, and what was found in it.

    ``id`` is a readable slug, ``source`` where the text came from, ``sha256`` the digest of the
    text in UTF-8, ``date`` an ISO date.

    ``place``, ``speakers``, ``language`` (a BCP 47 tag) and ``address`` (where it was published) are what
    the document tells of itself; ``None`` or empty where it does not. ``pages`` are the offsets at which its
    pages begin, ``times`` what is heard when, as (offset, seconds). ``report`` tells how it was read.
    ``statements`` are what is said outside of all exchanges.
    """

    id: str
    title: str
    date: str | None
    source: str
    sha256: str
    text: str
    exchanges: tuple[Exchange, ...]
    notes: tuple[Note, ...] = ()
    place: str | None = None
    speakers: tuple[str, ...] = ()
    language: str | None = None
    address: str | None = None
    pages: tuple[int, ...] = ()
    times: tuple[tuple[int, float], ...] = ()
    report: Report = field(default_factory=Report)
    statements: tuple[Exchange, ...] = ()

    @property
    def parts(self) -> tuple[Exchange, ...]:
        """Exchanges and statements together, by where they begin."""
        return tuple(sorted(self.exchanges + self.statements, key=lambda each: each.turns()[0].spans[0]))

    def part(self, number: int) -> Exchange | None:
        """The exchange or, below zero, the statement with this number, if there is one."""
        among = self.statements if number < 0 else self.exchanges
        return among[abs(number) - 1] if 1 <= abs(number) <= len(among) else None

    def page(self, offset: int) -> int | None:
        """The number of the page, from 1, on which the character at ``offset`` stands."""
        return bisect_right(self.pages, offset) or None

    def time(self, offset: int) -> str | None:
        """When the character at ``offset`` is heard: the start of its caption, as ``HH:MM:SS``."""
        heard = bisect_right(self.times, offset, key=lambda time: time[0])
        if not heard:
            return None
        minutes, seconds = divmod(int(self.times[heard - 1][1]), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


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
    r"(?P<transcript>[^/@\s]+)/(?P<statement>s?)(?P<exchange>[1-9]\d{0,8})(@(?P<start>\d{1,12})-(?P<end>\d{1,12}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """The address of a quote, ``slug/7@1203-1268``, or of a whole exchange, ``slug/7``.

    In the address of a statement an ``s`` stands before its number, ``slug/s3@88-120``; ``exchange`` is then
    the negative number that :class:`Exchange` has.
    """

    transcript: str
    exchange: int
    start: int | None = None
    end: int | None = None

    @property
    def part(self) -> str:
        """The exchange's number as it is written, or ``s3``."""
        return _name(self.exchange)

    def __str__(self) -> str:
        address = f"{self.transcript}/{self.part}"
        return address if self.start is None else f"{address}@{self.start}-{self.end}"

    @classmethod
    def parse(cls, address: str) -> Citation:
        """Read an address back.

        Raises:
            CitationError: it is not of the form ``slug/7``, ``slug/7@1203-1268``, ``slug/s3`` or
                ``slug/s3@88-120``.

        >>> Citation.parse("press-2019-03-08/7@1203-1268").exchange
        7
        >>> str(Citation.parse("press-2019-03-08/s3@88-120"))
        'press-2019-03-08/s3@88-120'
        """
        match = _CITATION.fullmatch(address.strip())
        if not match:
            raise CitationError(
                f"not a citation: {address[:80]!r}; write transcript/exchange or "
                "transcript/exchange@start-end, such as press-2019-03-08/7@1203-1268"
            )
        start, end = match["start"], match["end"]
        number = int(match["exchange"]) * (-1 if match["statement"] else 1)
        if start is None:
            return cls(match["transcript"], number)
        if int(start) >= int(end):
            raise CitationError(f"not a citation: {address!r}; its start {start} is not before its end {end}")
        return cls(match["transcript"], number, int(start), int(end))
