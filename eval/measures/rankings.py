"""Measures of rankings by question. The only importer of ``ir_measures``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.index.errors import InputError

__all__ = ["DEFAULT", "ranking_values"]

DEFAULT = ("nDCG@10", "R@1", "R@3", "R@10", "R@100", "RR@10", "AP@100", "Success@3")
"""What is measured unasked; names as ``ir_measures`` writes them."""


def ranking_values(
    relevant: Mapping[str, Mapping[str, int]],
    rankings: Mapping[str, Sequence[tuple[str, float]]],
    names: Sequence[str] = DEFAULT,
) -> dict[str, dict[str, float]]:
    """Each measure's value by question, for the questions in ``relevant``.

    ``relevant`` gives grades by question and document, ``rankings`` documents and scores, best
    first: the order counts, not the score. A question that nothing was found for has 0.

    Raises:
        InputError: a name is no measure.

    >>> ranking_values({"q": {"b": 1}}, {"q": [("a", 0.9), ("b", 0.9)]}, ["RR@10"])
    {'RR@10': {'q': 0.5}}
    """
    import ir_measures

    measures = {_measure(name): name for name in names}
    found: dict[str, dict[str, float]] = {name: dict.fromkeys(relevant, 0.0) for name in names}
    qrels = [
        ir_measures.Qrel(question, document, grade)
        for question, grades in relevant.items()
        for document, grade in grades.items()
    ]
    run = [
        # Scores that fall by one: ties are broken by name otherwise, and scores are read as 32 bits.
        ir_measures.ScoredDoc(question, document, float(len(rankings[question]) - rank))
        for question in relevant
        for rank, (document, _) in enumerate(rankings.get(question, ()))
    ]
    if qrels:
        for each in ir_measures.iter_calc(list(measures), qrels, run):
            found[measures[each.measure]][each.query_id] = float(each.value)
    return found


def _measure(name: str) -> Any:
    import ir_measures

    try:
        measure = ir_measures.parse_measure(name)
        measure.validate_params()  # type: ignore[no-untyped-call]
        return measure
    except (NameError, ValueError, AssertionError, TypeError):
        raise InputError(
            f"{name!r} is no measure; such are {', '.join(DEFAULT)} and what ir_measures has"
        ) from None
