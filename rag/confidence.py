"""Whether the record answers a question at all.

A question that has nothing to do with the record is hardly nearer to its best passage than to an
average text of the same language (see :mod:`rag.background`). How much nearer it is, is turned
into a probability.
"""

from __future__ import annotations

import math

__all__ = ["CENTRE", "SLOPE", "confidence"]

# A logistic curve fitted to eval/sets/press-2019-03-08.dev.jsonl (120 answerable questions, 40 not, 14
# languages, bundled model): there the score parts the two with AUROC 0.91, and 1.00 where
# the unanswerable ones are about something else altogether. Contrast with the nearest background
# exchange instead of the average one gave 0.85.
CENTRE = 0.0954
SLOPE = 39.3


def confidence(dense: float) -> float:
    """The probability that the record answers, 0..1.

    ``dense`` is the best passage's fused similarity above the average, as in :class:`rag.retrieval.Hit`.

    >>> confidence(0.2) > 0.9, confidence(0.0) < 0.1
    (True, True)
    """
    # Beyond 30 either way the result is 0 or 1 to many digits, and exp could overflow.
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, SLOPE * (dense - CENTRE)))))
