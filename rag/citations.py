"""Spans of the record as quotes that can be shown, checked and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.records import Citation, Spans

__all__ = ["Quote"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of the record, with their address and what stands around them.

    ``text`` is the slices of ``spans`` joined; only white space differs from the source.
    ``marks`` are ``(start, end)`` offsets of those same words inside ``answer``.
    ``score`` is the fused score that ranked it (higher is better, no fixed range), ``views``
    the ways in which it was found, strongest first: question, passage, sentence, words.
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

    @property
    def label(self) -> str:
        """A short line for people: exchange, date, outlet or asker, answerer."""
        parts = (f"Q{self.citation.exchange}", self.date, self.outlet or self.asker, self.answerer)
        return " · ".join(part for part in parts if part)

    def to_dict(self) -> dict[str, Any]:
        """The quote as JSON types; ``rag/answer.schema.json`` describes every key."""
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
            "asker": self.asker,
            "outlet": self.outlet,
            "answerer": self.answerer,
            "question": self.question,
            "answer": self.answer,
            "marks": [list(mark) for mark in self.marks],
        }
