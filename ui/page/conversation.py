"""A conversation as the page holds it: what was asked, and the answers as they were shown.

The reader's browser keeps it as JSON and hands it over with each question; the server forgets it. So a
message shows the same citations for ever: a later question, a reload, a restart or a change of the
archive alters none of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.index.errors import InputError
from onrecord.rag.assistant import Answer
from onrecord.rag.citations import Quote
from onrecord.rag.deserialize import kept_answer

__all__ = ["Asked", "keep", "reopen", "shortened"]

# Characters of the question, and of the answer on either side of the quote, that a message keeps: more
# than a card shows, and little enough for hundreds of questions in a browser's store.
AROUND = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed and, once it is there, its answer.

    ``part`` names the part of the record that was asked; nothing where it was all of it.
    """

    question: str
    answer: Answer | None = None
    part: str = ""


def keep(asked: Sequence[Asked]) -> str:
    """The questions that have an answer, as JSON."""
    turns = [
        {"question": one.question, "answer": one.answer.to_dict(), "part": one.part}
        for one in asked
        if one.answer
    ]
    return json.dumps({"version": 1, "turns": turns}, ensure_ascii=False)


def reopen(kept: str) -> tuple[Asked, ...]:
    """What :func:`keep` made; nothing of an empty string.

    Raises:
        InputError: it is damaged, or of another version.
    """
    if not kept.strip():
        return ()
    try:
        held = json.loads(kept)
        if held["version"] != 1:
            raise InputError(f"a conversation of version {held['version']!r}, not 1: it cannot be shown")
        return tuple(
            Asked(str(turn["question"]), kept_answer(turn["answer"]), str(turn.get("part", "")))
            for turn in held["turns"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"a kept conversation is damaged: {error}") from error


def shortened(answer: Answer) -> Answer:
    """``answer`` with what stands far from its quotes left out, as a message keeps it."""
    return replace(
        answer,
        quotes=tuple(_shortened(quote) for quote in answer.quotes),
        nearest=tuple(_shortened(quote) for quote in answer.nearest),
    )


def _shortened(quote: Quote) -> Quote:
    first = max(0, quote.marks[0][0] - AROUND) if quote.marks else 0
    last = (quote.marks[-1][1] if quote.marks else 0) + AROUND
    marks = tuple((start - first, end - first) for start, end in quote.marks)
    return replace(quote, question=quote.question[:AROUND], answer=quote.answer[first:last], marks=marks)
