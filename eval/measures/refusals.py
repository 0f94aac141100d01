"""Measures of "not in the record": how well confidence tells what is answered from what is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Bin", "Floats", "area_under_risk", "auroc", "calibration_error", "reliability", "risk_coverage"]

Floats = npt.NDArray[np.float64]
_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: their mean confidence, the share that is answerable, how many."""

    confidence: float
    answerable: float
    count: int


def auroc(confidence: Floats, answerable: Floats) -> float:
    """The chance that an answerable question has more confidence than another; ties count half.

    ``confidence`` and ``answerable`` (1 or 0) have shape ``(n,)``. NaN where one kind is missing.

    >>> auroc(np.array([0.9, 0.5, 0.5, 0.1]), np.array([1, 1, 0, 0]))
    0.875
    """
    positive, negative = confidence[answerable > 0], np.sort(confidence[answerable == 0])
    if not len(positive) or not len(negative):
        return float("nan")
    below = np.searchsorted(negative, positive, "left") + np.searchsorted(negative, positive, "right")
    return float(below.sum() / 2 / len(positive) / len(negative))


def risk_coverage(confidence: Floats, right: Floats) -> tuple[Floats, Floats]:
    """Coverage and risk when only the most confident questions are answered, one point a question.

    Risk is the share of the answered whose first exchange is wrong (El-Yaniv and Wiener 2010). Among
    questions of equal confidence the risk is that of all of them. Shapes ``(n,)``.

    >>> risk_coverage(np.array([0.9, 0.2]), np.array([1, 0]))[1].tolist()
    [0.0, 0.5]
    """
    order = np.argsort(-confidence, kind="stable")
    sorted_confidence, wrong = confidence[order], 1.0 - right[order]
    _, group, sizes = np.unique(-sorted_confidence, return_inverse=True, return_counts=True)
    wrong = (np.bincount(group, weights=wrong) / sizes)[group]
    count = np.arange(1, len(order) + 1, dtype=float)
    return count / len(order), np.cumsum(wrong) / count


def area_under_risk(confidence: Floats, right: Floats) -> float:
    """The mean risk over all coverages (Geifman and El-Yaniv 2017); lower is better."""
    return float(risk_coverage(confidence, right)[1].mean())


def reliability(confidence: Floats, answerable: Floats) -> list[Bin]:
    """Ten bins of equal width of the confidence, empty ones left out."""
    place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return [
        Bin(float(confidence[here].mean()), float(answerable[here].mean()), int(here.sum()))
        for here in (place == at for at in range(_BINS))
        if here.any()
    ]


def calibration_error(confidence: Floats, answerable: Floats) -> float:
    """How far confidence is from the share that is answerable, averaged over the questions in ten bins.

    The expected calibration error of Naeini et al. 2015.

    >>> round(calibration_error(np.array([0.95, 0.95, 0.15, 0.15]), np.array([1, 1, 0, 1])), 3)
    0.2
    """
    bins = reliability(confidence, answerable)
    return sum(each.count * abs(each.confidence - each.answerable) for each in bins) / len(confidence)
