"""What a retriever gives for a question: exact quotes, each with the facts that lead back to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.index.filters import Filters
from onrecord.rag.assistant import Assistant
from onrecord.rag.citations import Quote

__all__ = ["TOLD", "found"]

TOLD = ("citation", "title", "date", "speaker", "asker", "outlet")
"""The facts that tell a model what it reads; the others are for programs."""

# The whole exchange around a quote is longer than the quote, and one lookup of its address away.
_LEFT_OUT = ("text", "question", "answer", "marks", "question_marks", "turns", "focus", "views")


def found(
    assistant: Assistant, question: str, top_k: int, filters: Filters, nearest: bool
) -> Iterator[tuple[Quote, dict[str, Any]]]:
    """The quotes that answer, with what is told of each: the keys of the JSON of a quote, and the verdict.

    Where the record does not answer there are none, or with ``nearest`` those that come nearest.
    """
    answer = assistant.ask(question, top_k=top_k, filters=filters)
    for quote in answer.quotes or (answer.nearest if nearest else ()):
        facts = {name: value for name, value in quote.to_dict().items() if name not in _LEFT_OUT}
        yield quote, facts | {"verdict": answer.verdict}
