"""What comes back: an answer, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.rag.citations import Quote
from onrecord.rag.question_filters import ReadFilters
from onrecord.rag.requests import Request
from onrecord.rag.retrieval import Hit
from onrecord.rag.verdict import Verdict

__all__ = ["Answer", "Examined"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says to a question.

    ``verdict`` tells whether the record answers, is only on the topic of the question, or has nothing about
    it. Unless it is ``answered``, ``quotes`` is empty and ``nearest`` holds what would have been shown.
    ``confidence`` is in 0..1: how sure the program is that the record answers at all.
    ``understood`` are the questions that were taken together, as they were asked: earlier ones
    that this one leans on, and this one. ``unmentioned`` are the names in it that the record never says.
    ``request`` tells what was asked for where that is no quote; a summary, a count or a translation is never
    ``answered``, and of a list the quotes are the beginning. ``read_filters`` are those that the question
    named in its own words.
    """

    id: str
    question: str
    verdict: Verdict
    confidence: float
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    understood: tuple[str, ...] = ()
    unmentioned: tuple[str, ...] = ()
    request: Request | None = None
    read_filters: ReadFilters | None = None

    @property
    def answered(self) -> bool:
        """Whether the record answers, as far as the program can tell."""
        return self.verdict == "answered"

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.contract.Answer` describes every key."""
        return {
            "id": self.id,
            "question": self.question,
            "understood": list(self.understood),
            # The name that it has in answers which were kept long ago.
            "unheard": list(self.unmentioned),
            "request": self.request,
            "read_filters": self.read_filters.to_dict() if self.read_filters else None,
            "verdict": self.verdict,
            "answered": self.answered,
            "confidence": round(self.confidence, 4),
            "quotes": [quote.to_dict() for quote in self.quotes],
            "nearest": [quote.to_dict() for quote in self.nearest],
        }


@dataclass(frozen=True, slots=True)
class Examined:
    """An answer and what stands behind it, for evaluation.

    ``hits`` are passages, best first: the first ones are what the answer was chosen from, and the
    further ones are the best of their exchange.
    """

    answer: Answer
    hits: tuple[Hit, ...]

    @property
    def exchanges(self) -> tuple[Hit, ...]:
        """The best hit of each exchange, best first."""
        best: dict[tuple[str, int], Hit] = {}
        for hit in self.hits:
            best.setdefault((hit.transcript, hit.exchange), hit)
        return tuple(best.values())
