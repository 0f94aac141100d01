"""Spans of the record as quotes that can be shown, checked and taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.index.errors import CitationError, InputError
from onrecord.index.records import Citation, Exchange, Transcript
from onrecord.index.text.spans import Span, Spans, clip, extent
from onrecord.index.turn_text import Reading

__all__ = ["Quote", "look_up", "quote"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the record, with their address and what stands around them.

    ``text`` is the slices of ``spans`` joined; only white space differs from the source.
    ``marks`` are ``(start, end)`` offsets of those same words inside ``answer``.
    ``score`` is the fused score that ranked it (higher is better, no fixed range), ``views``
    the ways in which it was found, strongest first: question, passage, sentence, words. A
    quote that was looked up by its citation has score 0 and no views. ``focus`` is where in ``text`` the
    sentence stands that most surely answers, of a quote of several.

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

    @property
    def label(self) -> str:
        """A short line for people: exchange, date, outlet or asker, answerer, page or time."""
        page = f"p. {self.page}" if self.page else None
        people = (self.outlet or self.asker, self.answerer)
        parts = (f"Q{self.citation.exchange}", self.date, *people, page, self.time)
        return " · ".join(part for part in parts if part)

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
            "exchange": self.citation.exchange,
            "date": self.date,
            "place": self.place,
            "speakers": list(self.speakers),
            "language": self.language,
            "address": self.address,
            "page": self.page,
            "time": self.time,
            "follows": self.follows,
            "asker": self.asker,
            "outlet": self.outlet,
            "answerer": self.answerer,
            "question": self.question,
            "answer": self.answer,
            "marks": [list(mark) for mark in self.marks],
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
    if not 1 <= number <= len(transcript.exchanges):
        raise CitationError(
            f"{transcript.id} has exchanges 1 to {len(transcript.exchanges)}, there is no {number}"
        )
    return transcript.exchanges[number - 1]


def quote(
    transcript: Transcript,
    number: int,
    span: Span | None = None,
    score: float = 0.0,
    views: tuple[str, ...] = (),
    focus: Span | None = None,
) -> Quote:
    """The quote at ``span`` of an exchange's answer, or the whole answer where no span is given.

    ``focus`` is the part of it that most surely answers.

    Raises:
        CitationError: there is no such exchange, or the span holds nothing of its answer.
    """
    exchange = _exchange(transcript, number)
    text = transcript.text
    whole = extent(exchange.answer_spans)
    asked = span or whole
    spans = clip(exchange.answer_spans, asked.start, asked.end)
    if not spans or asked.end > whole.end or asked.start < whole.start:
        raise CitationError(
            f"{transcript.id}/{number}: characters {asked.start}-{asked.end} are not in this answer, "
            f"which is {whole.start}-{whole.end}"
        )
    question = Reading(text, [turn.spans for turn in exchange.question])
    answer = Reading(text, [turn.spans for turn in exchange.answer])
    mark = answer.seen(extent(spans))
    inside = answer.seen(focus) if focus else None
    return Quote(
        citation=Citation(transcript.id, number, spans[0].start, spans[-1].end),
        text=answer.words[mark[0] : mark[1]],
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
        marks=(mark,),
        page=transcript.page(spans[0].start),
        time=transcript.time(spans[0].start),
        follows=exchange.follows,
        place=transcript.place,
        speakers=transcript.speakers,
        language=transcript.language,
        address=transcript.address,
        focus=(inside[0] - mark[0], inside[1] - mark[0]) if inside else None,
    )
