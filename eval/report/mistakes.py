"""Finds what went wrong in a run: which questions, and where what is right came instead."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.eval.measures.quotes import first_is_right
from onrecord.eval.runs.run import Result

__all__ = ["first_right_rank", "places", "worst"]


def worst(results: Sequence[Result]) -> list[Result]:
    """The questions that went wrong, the surest mistakes first.

    Wrong are answerable questions whose first quote is of another exchange, and others that were answered.
    """
    wrong = [e for e in results if (not _first(e) if e.answerable else e.answered)]
    return sorted(wrong, key=lambda each: -each.confidence)


def first_right_rank(result: Result) -> int | None:
    """From 1, the place of the first right exchange in the ranking; ``None`` where it is not in it."""
    names = [name for name, _ in result.ranking]
    return next((place for place, name in enumerate(names, 1) if name in result.relevant), None)


def places(results: Sequence[Result]) -> list[tuple[str, int]]:
    """How many answerable questions have the first right exchange where in the ranking."""
    found = [first_right_rank(each) for each in results if each.answerable]
    steps = (("first", 1, 1), ("second", 2, 2), ("third", 3, 3), ("4 to 10", 4, 10), ("11 to 100", 11, 100))
    counted = [
        (name, sum(place is not None and low <= place <= high for place in found))
        for name, low, high in steps
    ]
    return [*counted, ("not found", sum(place is None for place in found))]


def _first(result: Result) -> bool:
    """Whether what is right came first: as a quote, or in a ranking that has no quotes."""
    return first_is_right(result) if result.quotes else first_right_rank(result) == 1
