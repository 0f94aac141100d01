"""From a question to a cited answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rag.citations import Quote

__all__ = ["Answer"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the record says to a question.

    ``confidence`` is in 0..1: how sure the program is that the record answers at all. When
    ``answered`` is false, ``quotes`` is empty and ``nearest`` holds what would have been shown.
    """

    id: str
    question: str
    answered: bool
    confidence: float
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...]

    def to_dict(self) -> dict[str, Any]:
        """The answer as JSON types; ``rag/answer.schema.json`` describes every key."""
        return {
            "id": self.id,
            "question": self.question,
            "answered": self.answered,
            "confidence": round(self.confidence, 4),
            "quotes": [quote.to_dict() for quote in self.quotes],
            "nearest": [quote.to_dict() for quote in self.nearest],
        }
