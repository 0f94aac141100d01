"""Compares two runs question by question: paired differences, and which questions were won and lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from onrecord.eval.figures import values_of
from onrecord.eval.measures.rankings import DEFAULT
from onrecord.eval.measures.significance import mean_interval, randomisation_test
from onrecord.eval.runs.run import Metadata, Result, Run
from onrecord.index.errors import InputError

__all__ = ["Change", "Comparison", "compare", "what_changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A measure of both runs over the questions of both.

    ``low`` and ``high`` bound the difference (second minus first) with 95 %, ``p`` is that of the
    randomisation test. ``wins`` and ``losses`` are the questions whose value rose and fell.
    """

    first: float
    second: float
    low: float
    high: float
    p: float
    count: int
    wins: tuple[str, ...]
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between the runs, what was asked in both, and each measure's change."""

    differs: Mapping[str, tuple[Any, Any]]
    questions: int
    changes: Mapping[str, Change]


def compare(first: Run, second: Run, names: Sequence[str] = DEFAULT) -> Comparison:
    """Compare two runs question by question.

    Raises:
        InputError: they have no question in common, or judge one differently; a name is no measure.
    """
    before, after = ({each.id: each for each in run.results} for run in (first, second))
    common = [question for question in before if question in after]
    if not common:
        raise InputError("the runs have no question in common; compare runs of the same set")
    for question in common:
        if not _alike(before[question], after[question]):
            raise InputError(f"the runs ask or judge {question!r} differently; compare runs of the same set")
    old = values_of([before[question] for question in common], names)
    new = values_of([after[question] for question in common], names)
    changes = {name: _change(old[name], new[name]) for name in old if name in new}
    return Comparison(
        what_changed(first.metadata, second.metadata),
        len(common),
        {name: change for name, change in changes.items() if change.count},
    )


def what_changed(first: Metadata, second: Metadata) -> dict[str, tuple[Any, Any]]:
    """What made the runs different: each entry of their metadata that differs, with both values."""
    old, new = _flat(asdict(first)), _flat(asdict(second))
    return {key: (old.get(key), new.get(key)) for key in sorted(old | new) if old.get(key) != new.get(key)}


def _flat(metadata: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in metadata.items():
        found |= (
            {f"{key} {name}": each for name, each in value.items()}
            if isinstance(value, dict)
            else {key: value}
        )
    return found


def _alike(first: Result, second: Result) -> bool:
    """Whether two questions are asked and judged alike; a run of another program tells no words."""
    words = not (first.question and second.question) or (
        (first.question, first.earlier) == (second.question, second.earlier)
    )
    return words and dict(first.relevant) == dict(second.relevant)


def _change(old: Mapping[str, float], new: Mapping[str, float]) -> Change:
    common = [question for question in old if question in new]
    if not common:
        return Change(0, 0, 0, 0, 1, 0, (), ())
    before = np.array([old[question] for question in common])
    after = np.array([new[question] for question in common])
    difference = after - before
    return Change(
        first=float(before.mean()),
        second=float(after.mean()),
        low=mean_interval(difference)[0],
        high=mean_interval(difference)[1],
        p=randomisation_test(difference),
        count=len(common),
        wins=tuple(q for q, d in zip(common, difference, strict=True) if d > 0),
        losses=tuple(q for q, d in zip(common, difference, strict=True) if d < 0),
    )
