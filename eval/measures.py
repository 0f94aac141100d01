"""What a run is worth: every measure with its interval, overall and by language, kind and transcript.

=============================  ===================================================================
nDCG@10, R@1, RR@10 ...        of rankings, by ``ir_measures``, over answerable questions
right exchange first           share of answerable questions whose first quote is of a right exchange
quote at 1, at 3               share of questions with known words of which a quote shows half
quote within 300, 1000         the same within so many characters of the best passages
quote token F1                 overlap of the first quote with the words that answer
exact quotes                   share of quotes that are slices of the text but for white space
answerable, refused            share of answerable questions that were called "not in the record"
taken with earlier             share of questions with earlier ones that were taken together with them
refusal recall, precision      share of the others that were; share of those that were, rightly
AUROC                          how well the confidence parts answerable questions from the others
area under risk                mean share of wrong answers over all coverages; lower is better
calibration error              how far the confidence is from the share that is answerable
=============================  ===================================================================

Ranks and quotes of a question that was refused are those that would have been shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.eval.intervals import mean_interval, statistic_interval
from onrecord.eval.quotes import BUDGETS, PLACES, exactness, first_is_right, hit_at, hit_within, token_f1
from onrecord.eval.rankings import DEFAULT, ranking_values
from onrecord.eval.refusals import Floats, area_under_risk, auroc, calibration_error
from onrecord.eval.runs import Asked

__all__ = ["GROUPS", "OWN", "Figure", "Measures", "Values", "grouped", "measure", "values_of"]

OWN = (
    "right exchange first",
    *(f"quote at {place}" for place in PLACES),
    *(f"quote within {budget}" for budget in BUDGETS),
    "taken with earlier",
    "quote token F1",
    "exact quotes",
    "answerable, refused",
    "refusal recall",
    "refusal precision",
    "area under risk",
    "AUROC",
    "calibration error",
)
"""The names of what is not a measure of a ranking."""

Values = dict[str, dict[str, float]]
"""Measure → question id → value; questions that a measure does not speak of are left out."""

Grouped = dict[str, dict[str, "Measures"]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value with its 95 % bootstrap interval, over ``count`` questions."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of a group of questions, by name."""

    questions: int
    figures: Mapping[str, Figure]


def values_of(asked: Sequence[Asked], names: Sequence[str] = DEFAULT) -> Values:
    """The measures that each question has a value of its own for.

    Raises:
        InputError: one of ``names`` is no ranking measure.
    """
    answerable = [each for each in asked if each.answerable]
    others = [each for each in asked if not each.answerable]
    with_gold = [each for each in answerable if each.gold]
    quoted = [each for each in asked if each.quotes]
    values = ranking_values(
        {each.id: each.relevant for each in answerable}, {each.id: each.ranking for each in answerable}, names
    )

    def note(name: str, among: Sequence[Asked], value: Callable[[Asked], float]) -> None:
        values[name] = {each.id: float(value(each)) for each in among}

    if quoted:
        note("right exchange first", answerable, first_is_right)
    for place in PLACES:
        note(f"quote at {place}", with_gold, lambda each, place=place: hit_at(each, place))  # type: ignore[misc]
    for budget in BUDGETS:
        note(f"quote within {budget}", with_gold, lambda each, budget=budget: hit_within(each, budget))  # type: ignore[misc]
    note(
        "taken with earlier",
        [e for e in asked if e.earlier and e.understood],
        lambda e: len(e.understood) > 1,
    )
    note("quote token F1", with_gold, token_f1)
    note("exact quotes", quoted, exactness)
    if quoted:
        note("answerable, refused", answerable, lambda each: not each.answered)
        note("refusal recall", others, lambda each: not each.answered)
        refused = [each for each in asked if not each.answered] if others else []
        note("refusal precision", refused, lambda each: not each.answerable)
    return {name: by_question for name, by_question in values.items() if by_question}


def measure(asked: Sequence[Asked], values: Values) -> Measures:
    """The figures of the questions ``asked``, from ``values`` that hold at least theirs."""
    figures = {}
    for name, by_question in values.items():
        mine = np.array([by_question[each.id] for each in asked if each.id in by_question])
        if len(mine):
            figures[name] = Figure(float(mine.mean()), *mean_interval(mine), len(mine))
    confidence = np.array([each.confidence for each in asked])
    answerable = np.array([float(each.answerable) for each in asked])
    right = np.array([float(first_is_right(each)) for each in asked])
    shown: list[tuple[str, Callable[[Floats, Floats], float], Floats]] = [
        ("area under risk", area_under_risk, right)
    ]
    if 0 < answerable.sum() < len(asked):
        shown += [("AUROC", auroc, answerable), ("calibration error", calibration_error, answerable)]
    for name, statistic, truth in shown:
        if any(each.quotes for each in asked):
            interval = statistic_interval(statistic, confidence, truth)
            figures[name] = Figure(statistic(confidence, truth), *interval, len(asked))
    return Measures(len(asked), {n: f for n, f in figures.items() if not math.isnan(f.value)})


GROUPS: dict[str, Callable[[Asked], frozenset[str]]] = {
    "language": lambda each: frozenset([each.lang] if each.lang else []),
    "kind": lambda each: frozenset([each.kind]),
    "transcript": lambda each: each.transcripts,
}
"""How questions are grouped; a question may be in several transcripts' groups."""


def grouped(asked: Sequence[Asked], values: Values) -> Grouped:
    """The figures by language, kind and transcript; a grouping with one group only is left out."""
    found: Grouped = {}
    for grouping, names in GROUPS.items():
        groups: dict[str, list[Asked]] = {}
        for each in asked:
            for name in names(each):
                groups.setdefault(name, []).append(each)
        if len(groups) > 1:
            found[grouping] = {name: measure(groups[name], values) for name in sorted(groups)}
    return found
