"""Makes a question set of what readers judged on the page.

A quote that was found to answer makes its exchange right for the question. That a quote does not answer
makes no exchange right: it tells what was wrong, for people who read the file (``disliked``). A question
with nothing but such judgements goes in as one that the record does not answer, until somebody who goes
through the set says what does; its kind tells it apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.index.records import Citation
from onrecord.index.text.language import language_of

__all__ = ["Judgement", "own_set"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reader's word on a quote: whether it answers the question, and why.

    ``words`` are the quote's, ``None`` where they do not stand in one piece in the transcript.
    """

    question: str
    citation: Citation
    answers: bool
    words: str | None = None
    note: str = ""


def own_set(judgements: Iterable[Judgement]) -> str:
    """The lines of a set (:mod:`onrecord.eval.datasets.own`), one a question."""
    by_question: dict[str, list[Judgement]] = {}
    for each in judgements:
        by_question.setdefault(each.question, []).append(each)
    rows = [_row(question, said) for question, said in by_question.items()]
    numbered = ({"id": f"judged-{n}", **row} for n, row in enumerate(rows, 1))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in numbered)


def _row(question: str, said: list[Judgement]) -> dict[str, Any]:
    liked = [each for each in said if each.answers]
    right = dict.fromkeys(f"{each.citation.transcript}/{each.citation.exchange}" for each in liked)
    row: dict[str, Any] = {"question": question, "exchanges": list(right)}
    if not liked:
        row["kind"] = "not answered"
    language = language_of(question)
    if language:
        row["lang"] = language
    words = next((each.words for each in liked if each.words), None)
    if words:
        row["quote"] = words
    disliked = [str(each.citation) for each in said if not each.answers]
    if disliked:
        row["disliked"] = disliked
    notes = [each.note for each in said if each.note]
    if notes:
        row["notes"] = notes
    return row
