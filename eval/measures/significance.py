"""Tells how sure a figure is: bootstrap intervals, and a randomisation test of two runs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from onrecord.eval.measures.refusals import Floats

__all__ = ["SAMPLES", "mean_interval", "randomisation_test", "statistic_interval"]

SAMPLES = 1000
_SEED = 20190308


def mean_interval(values: Floats, samples: int = SAMPLES) -> tuple[float, float]:
    """The 95 % percentile bootstrap interval of the mean of ``values``, shape ``(n,)`` (Efron 1979)."""
    if len(values) < 2 or values.min() == values.max():
        return float(values.mean()), float(values.mean())
    rng = np.random.default_rng(_SEED)
    distinct, counts = np.unique(values, return_counts=True)
    # Drawing questions is drawing how often each distinct value comes.
    drawn = rng.multinomial(len(values), counts / len(values), size=samples)
    low, high = np.quantile(drawn @ distinct / len(values), [0.025, 0.975])
    return float(low), float(high)


def statistic_interval(
    statistic: Callable[[Floats, Floats], float], first: Floats, second: Floats, samples: int = 200
) -> tuple[float, float]:
    """The same of a ``statistic`` of two arrays of shape ``(n,)`` whose rows belong together.

    It is moved so that the median of the samples is the value itself: drawing questions twice makes
    some statistics, such as the calibration error, larger than they are.
    """
    rng = np.random.default_rng(_SEED)
    found = []
    for _ in range(samples):
        drawn = rng.integers(0, len(first), len(first))
        found.append(statistic(first[drawn], second[drawn]))
    low, middle, high = np.nanquantile(found, [0.025, 0.5, 0.975])
    moved = statistic(first, second) - middle
    return max(0.0, float(low + moved)), min(1.0, float(high + moved))


def randomisation_test(differences: Floats, samples: int = 10_000) -> float:
    """The two-sided p of paired ``differences``, shape ``(n,)``: their signs are drawn at random.

    Fisher's randomisation test as Smucker, Allan and Carterette (2007) recommend it; 1 where nothing
    differs. No p is below ``1 / (samples + 1)``.
    """
    differing = differences[differences != 0]
    if not len(differing):
        return 1.0
    rng = np.random.default_rng(_SEED)
    observed = abs(differing.sum())
    extreme = 0
    for start in range(0, samples, 500):
        signs = rng.integers(0, 2, (min(500, samples - start), len(differing))) * 2 - 1
        # A little less than what was observed, or rounding would lose ties.
        extreme += int((np.abs(signs @ differing) >= observed - 1e-9).sum())
    return (extreme + 1) / (samples + 1)
