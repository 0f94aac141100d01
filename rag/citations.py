"""Spans of the record as quotes that can be shown, checked and taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.index.errors import CitationError, InputError
from onrecord.index.records import Citation, Exchange, Role, Transcript, Turn
from onrecord.index.text.spans import Span, Spans, clip, extent
from onrecord.index.turn_text import BETWEEN_TURNS, Reading
from onrecord.rag.source_line import ENGLISH, source_line

__all__ = ["Part", "Quote", "QuotedTurn", "look_up", "quote"]

Part = Literal["question", "answer"]


@dataclass(frozen=True, slots=True)
class QuotedTurn:
    """A turn of the exchange around a quote: ``[start, end)`` of its ``question`` or its ``answer``."""

    part: Part
    start: int
    end: int
    role: Role
    speaker: str | None = None
    outlet: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.contract.Turn` describes every key."""
        return {
            "role": self.role,
            "speaker": self.speaker,
            "outlet": self.outlet,
            "part": self.part,
            "range": [self.start, self.end],
        }


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the record, with their address and what stands around them.

    ``text`` is the slices of ``spans`` joined; only white space differs from the source.
    ``marks`` are ``(start, end)`` offsets of those same words inside ``answer``, ``question_marks`` inside
    ``question``. ``turns`` are those of the exchange, in order: they tell who said what of the two.
    ``score`` is the fused score that ranked it (higher is better, no fixed range), ``views``
    the ways in which it was found, strongest first: question, passage, sentence, words. A
    quote that was looked up by its citation has score 0 and no views. ``focus`` is where in ``text`` the
    one or two sentences stand that most surely answer, unless they are all of it.

    ``page`` (from 1) and ``time`` (``HH:MM:SS``) tell where the quote begins, in documents that have
    pages or times. ``follows`` is the number of the exchange that its exchange follows up. ``place``,
    ``speakers``, ``language`` and ``address`` are those of the transcript.
    """

    citation: Citation
    text: str
    spans: Spans
    score: float
    views: tuple[str, ...]
    title: str
    date: str | None
    asker: str | None
    outlet: str | None
    answerer: str | None
    question: str
    answer: str
    marks: tuple[tuple[int, int], ...]
    page: int | None = None
    time: str | None = None
    follows: int | None = None
    place: str | None = None
    speakers: tuple[str, ...] = ()
    language: str | None = None
    address: str | None = None
    focus: tuple[int, int] | None = None
    question_marks: tuple[tuple[int, int], ...] = ()
    turns: tuple[QuotedTurn, ...] = ()

    @property
    def quoted_turns(self) -> tuple[QuotedTurn, ...]:
        """The turns that hold these words, in order."""
        marks = {"question": self.question_marks, "answer": self.marks}
        return tuple(
            turn
            for turn in self.turns
            if any(start < turn.end and turn.start < end for start, end in marks[turn.part])
        )

    @property
    def said_by(self) -> tuple[str, ...]:
        """The names of those who said these words, each once."""
        return _names(self.quoted_turns)

    @property
    def asked_by(self) -> tuple[str, ...]:
        """Who asks in the exchange, each once: the paper or station, or where none is named, the person."""
        names = [turn.outlet or turn.speaker for turn in self.turns if turn.part == "question"]
        return tuple(dict.fromkeys(filter(None, names or [self.outlet or self.asker])))

    @property
    def answered_by(self) -> tuple[str, ...]:
        """The names of those who answer in the exchange, each once."""
        return _names(turn for turn in self.turns if turn.role == "answerer")

    @property
    def speaker(self) -> str | None:
        """Who said these words, as printed; ``None`` where nobody is named or several people said them."""
        names = {turn.speaker for turn in self.quoted_turns}
        return names.pop() if len(names) == 1 else None

    @property
    def role(self) -> Role | None:
        """The role in which they were said, ``None`` where there are several."""
        roles = {turn.role for turn in self.quoted_turns}
        if not roles:  # of an answer that was kept before turns were
            return "answerer" if self.marks else "asker"
        return roles.pop() if len(roles) == 1 else None

    @property
    def label(self) -> str:
        """A short line for people, in English: see :func:`onrecord.rag.source_line.source_line`."""
        return source_line(self, ENGLISH)

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.contract.Quote` describes every key."""
        return {
            "citation": str(self.citation),
            "label": self.label,
            "text": self.text,
            "spans": [[span.start, span.end] for span in self.spans],
            "score": round(self.score, 4),
            "views": list(self.views),
            "transcript": self.citation.transcript,
            "title": self.title,
            "exchange": self.citation.exchange if self.citation.exchange > 0 else None,
            "statement": -self.citation.exchange if self.citation.exchange < 0 else None,
            "date": self.date,
            "place": self.place,
            "speakers": list(self.speakers),
            "language": self.language,
            "address": self.address,
            "page": self.page,
            "time": self.time,
            "follows": self.follows,
            "speaker": self.speaker,
            "role": self.role,
            "asker": self.asker,
            "outlet": self.outlet,
            "answerer": self.answerer,
            "question": self.question,
            "answer": self.answer,
            "marks": [list(mark) for mark in self.marks],
            "question_marks": [list(mark) for mark in self.question_marks],
            "turns": [turn.to_dict() for turn in self.turns],
            "focus": list(self.focus) if self.focus else None,
        }


def look_up(citation: Citation, load: Callable[[str], Transcript]) -> Quote:
    """The quote at an address, or the whole answer of an exchange.

    ``load`` gives the transcript with an id, such as
    :meth:`onrecord.index.archive.archive.Archive.transcript`.

    Raises:
        CitationError: nothing is found at it.
    """
    try:
        transcript = load(citation.transcript)
    except InputError as error:
        raise CitationError(str(error)) from error
    if citation.start is None or citation.end is None:
        return quote(transcript, citation.exchange)
    return quote(transcript, citation.exchange, Span(citation.start, citation.end))


def _exchange(transcript: Transcript, number: int) -> Exchange:
    found = transcript.part(number)
    if found is None:
        parts = (("exchanges 1", transcript.exchanges), ("statements s1", transcript.statements))
        there = " and ".join(f"{first} to {of[-1].name}" for first, of in parts if of)
        raise CitationError(
            f"{transcript.id} has {there}, there is no {Citation(transcript.id, number).part}"
        )
    return found


def quote(
    transcript: Transcript,
    number: int,
    span: Span | None = None,
    score: float = 0.0,
    views: tuple[str, ...] = (),
    focus: Span | None = None,
) -> Quote:
    """The quote at ``span`` of an exchange, or its whole answer where no span is given.

    ``focus`` is the part of it that most surely answers.

    Raises:
        CitationError: there is no such exchange, or the span holds nothing of what is said in it.
    """
    exchange = _exchange(transcript, number)
    text = transcript.text
    every = tuple(sorted(exchange.question_spans + exchange.answer_spans))
    whole = extent(every)
    asked = span or extent(exchange.answer_spans)
    inside = asked.start >= whole.start and asked.end <= whole.end
    spans = clip(every, asked.start, asked.end) if inside else ()
    if not spans:
        raise CitationError(
            f"{Citation(transcript.id, number)}: characters {asked.start}-{asked.end} are not in this "
            f"{'statement' if exchange.is_statement else 'exchange'}, "
            f"which is {whole.start}-{whole.end}"
        )
    question = Reading(text, [turn.spans for turn in exchange.question])
    answer = Reading(text, [turn.spans for turn in exchange.answer])
    quoted = extent(spans)
    question_marks = _marks(question, clip(exchange.question_spans, quoted.start, quoted.end))
    marks = _marks(answer, clip(exchange.answer_spans, quoted.start, quoted.end))
    pieces = [question.words[slice(*mark)] for mark in question_marks]
    pieces += [answer.words[slice(*mark)] for mark in marks]
    shown = answer.seen(focus) if focus else None
    return Quote(
        citation=Citation(transcript.id, number, quoted.start, quoted.end),
        text=BETWEEN_TURNS.join(pieces),
        spans=spans,
        score=score,
        views=views,
        title=transcript.title,
        date=transcript.date,
        asker=exchange.asker,
        outlet=exchange.outlet,
        answerer=exchange.answerer,
        question=question.words,
        answer=answer.words,
        marks=marks,
        page=transcript.page(quoted.start),
        time=transcript.time(quoted.start),
        follows=exchange.follows,
        place=transcript.place,
        speakers=transcript.speakers,
        language=transcript.language,
        address=transcript.address,
        focus=(shown[0] - marks[0][0], shown[1] - marks[0][0]) if shown else None,
        question_marks=question_marks,
        turns=_turns("question", exchange.question, question) + _turns("answer", exchange.answer, answer),
    )


def _marks(reading: Reading, spans: Spans) -> tuple[tuple[int, int], ...]:
    return (reading.seen(extent(spans)),) if spans else ()


def _turns(part: Part, turns: Sequence[Turn], reading: Reading) -> tuple[QuotedTurn, ...]:
    return tuple(
        QuotedTurn(part, *place, turn.role, turn.speaker, turn.outlet)
        for turn, place in zip(turns, reading.turns, strict=True)
    )


def _names(turns: Iterable[QuotedTurn]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
