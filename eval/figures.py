"""Computes a run's figures: every measure with its interval, overall and by language, kind and transcript.

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

from onrecord.eval.measures.quotes import (
    BUDGETS,
    PLACES,
    exactness,
    first_is_right,
    hit_at,
    hit_within,
    token_f1,
)
from onrecord.eval.measures.rankings import DEFAULT, ranking_values
from onrecord.eval.measures.refusals import Floats, area_under_risk, auroc, calibration_error
from onrecord.eval.measures.significance import mean_interval, statistic_interval
from onrecord.eval.runs.run import Result
from onrecord.index.errors import InputError

__all__ = [
    "GROUPS", "OWN", "Figure", "Grouped", "Measures", "Values", "fallen_under", "grouped", "measure",
    "read_limits", "values_of",
]  # fmt: skip

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


def values_of(results: Sequence[Result], names: Sequence[str] = DEFAULT) -> Values:
    """The measures that each question has a value of its own for.

    Raises:
        InputError: one of ``names`` is no ranking measure.
    """
    answerable = [each for each in results if each.answerable]
    others = [each for each in results if not each.answerable]
    with_gold = [each for each in answerable if each.gold]
    quoted = [each for each in results if each.quotes]
    values = ranking_values(
        {each.id: each.relevant for each in answerable}, {each.id: each.ranking for each in answerable}, names
    )

    def note(name: str, among: Sequence[Result], value: Callable[[Result], float]) -> None:
        values[name] = {each.id: float(value(each)) for each in among}

    if quoted:
        note("right exchange first", answerable, first_is_right)
    for place in PLACES:
        note(f"quote at {place}", with_gold, lambda each, place=place: hit_at(each, place))  # type: ignore[misc]
    for budget in BUDGETS:
        note(f"quote within {budget}", with_gold, lambda each, budget=budget: hit_within(each, budget))  # type: ignore[misc]
    note(
        "taken with earlier",
        [e for e in results if e.earlier and e.understood],
        lambda e: len(e.understood) > 1,
    )
    note("quote token F1", with_gold, token_f1)
    note("exact quotes", quoted, exactness)
    if quoted:
        note("answerable, refused", answerable, lambda each: not each.answered)
        note("refusal recall", others, lambda each: not each.answered)
        refused = [each for each in results if not each.answered] if others else []
        note("refusal precision", refused, lambda each: not each.answerable)
    return {name: by_question for name, by_question in values.items() if by_question}


def measure(results: Sequence[Result], values: Values) -> Measures:
    """The figures of ``results``, from ``values`` that hold at least theirs."""
    figures = {}
    for name, by_question in values.items():
        mine = np.array([by_question[each.id] for each in results if each.id in by_question])
        if len(mine):
            figures[name] = Figure(float(mine.mean()), *mean_interval(mine), len(mine))
    confidence = np.array([each.confidence for each in results])
    answerable = np.array([float(each.answerable) for each in results])
    right = np.array([float(first_is_right(each)) for each in results])
    shown: list[tuple[str, Callable[[Floats, Floats], float], Floats]] = [
        ("area under risk", area_under_risk, right)
    ]
    if 0 < answerable.sum() < len(results):
        shown += [("AUROC", auroc, answerable), ("calibration error", calibration_error, answerable)]
    for name, statistic, truth in shown:
        if any(each.quotes for each in results):
            interval = statistic_interval(statistic, confidence, truth)
            figures[name] = Figure(statistic(confidence, truth), *interval, len(results))
    return Measures(len(results), {n: f for n, f in figures.items() if not math.isnan(f.value)})


GROUPS: dict[str, Callable[[Result], frozenset[str]]] = {
    "language": lambda each: frozenset([each.lang] if each.lang else []),
    "kind": lambda each: frozenset([each.kind]),
    "transcript": lambda each: each.transcripts,
}
"""How questions are grouped; a question may be in several transcripts' groups."""


def grouped(results: Sequence[Result], values: Values) -> Grouped:
    """The figures by language, kind and transcript; a grouping with one group only is left out."""
    found: Grouped = {}
    for grouping, names in GROUPS.items():
        groups: dict[str, list[Result]] = {}
        for each in results:
            for name in names(each):
                groups.setdefault(name, []).append(each)
        if len(groups) > 1:
            found[grouping] = {name: measure(groups[name], values) for name in sorted(groups)}
    return found


def read_limits(limits: Sequence[str]) -> dict[str, float]:
    """``R@1=0.8`` as a name and a value.

    Raises:
        InputError: a limit is not of that form.
    """
    found = {}
    for limit in limits:
        name, _, value = limit.rpartition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            name = ""
        if not name.strip():
            raise InputError(f"--fail-under {limit!r} is not of the form 'R@1=0.8'")
    return found


def fallen_under(limits: dict[str, float], measures: Measures) -> list[str]:
    """What to say of each measure that is below its limit.

    Raises:
        InputError: there is no figure of that name.
    """
    below = []
    for name, limit in limits.items():
        if name not in measures.figures:
            raise InputError(f"--fail-under: no measure {name!r}; there are {', '.join(measures.figures)}")
        value = measures.figures[name].value
        if value < limit:
            below.append(f"{name} is {value:.4f}, under {limit:g}")
    return below
