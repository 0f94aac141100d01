"""Generates a set for who has none: the record's own questions, and some whose exchange is left out.

The questions are asked as they stand in the record, so the question view is left out for the run.
Where topics recur, another exchange may answer as well: the judgements are silver, not gold.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence

from onrecord.index.errors import InputError
from onrecord.index.records import Transcript
from onrecord.index.text.language import language_of
from onrecord.index.text.spans import joined
from onrecord.rag.questions import LONGEST

__all__ = ["COUNT", "UNANSWERABLE", "generate_rows"]

COUNT, UNANSWERABLE = 50, 10
_SHORTEST = 12


def generate_rows(
    transcripts: Sequence[Transcript],
    count: int | None = None,
    unanswerable: int | None = None,
    seed: int = 1,
) -> Iterator[str]:
    """The lines of a set: ``count`` questions with their exchange, ``unanswerable`` ones without.

    Where no number is given it is :data:`COUNT` and :data:`UNANSWERABLE`, or in a small record what there is.

    Exchanges are drawn at random, the same ones for the same ``seed``. Questions that are very short, or
    that stand in the record twice, are not drawn. Addresses are ``slug/7``.

    Raises:
        InputError: there are too few questions.
    """
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for transcript in transcripts:
        for exchange in transcript.exchanges:
            words = " ".join(joined(transcript.text, exchange.question_spans).split())
            if _SHORTEST <= len(words) <= LONGEST:
                twice |= {words} & set(found)
                found[words] = (f"{transcript.id}/{exchange.number}", words)
    fit = [pair for words, pair in found.items() if words not in twice]
    if unanswerable is None:
        unanswerable = min(UNANSWERABLE, len(fit) // 6) if count is None else UNANSWERABLE
    if count is None:
        count = max(1, min(COUNT, len(fit) - unanswerable))
    if count < 1 or unanswerable < 0 or count + unanswerable > len(fit):
        raise InputError(
            f"{count} questions and {unanswerable} to leave out cannot be drawn: the record has {len(fit)} "
            "that fit, and one at least is to be answerable"
        )
    drawn = random.Random(seed).sample(fit, count + unanswerable)
    for at, (address, words) in enumerate(drawn):
        answerable = at < count
        row = {
            "id": address,
            "lang": language_of(words) or "",
            "kind": "own" if answerable else "left out",
            "question": words,
            "exchanges": [address] if answerable else [],
            "own": True,
        }
        yield json.dumps(row if answerable else row | {"left_out": [address]}, ensure_ascii=False)
