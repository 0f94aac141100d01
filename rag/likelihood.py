"""How likely it is that an exchange speaks to a question, for lists that are to be complete.

Where a question asks for names, their words decide: an exchange that never says them hardly speaks to it.
Where it asks for something else, or for more, what its views score and how much of its words are said is
turned into a probability. A model that reads question and passage together can take the place of
:func:`likelihoods`: it is given the same exchanges, and whatever it gives is listed, counted and added up
in the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.rag.wide import Scored

__all__ = ["FITTED_LANGUAGES", "LEAST", "SAID", "UNSAID", "likelihoods"]

# Development data: 30 names and 30 themes about mfa-2016-2018, asked in Chinese and in English; what speaks
# to them is told by words of the text that were listed by hand (dev in eval/compare/tracing.toml).
SAID, UNSAID = 0.996, 0.0005
"""Where names alone are asked for: of 12,787 exchanges that say them in a spelling that the program knows,
12,731 are among those wanted; of 115,807 others that come near, 58."""

# A logistic curve fitted to the 53 questions for 30 themes that ask for more than names (101,346 exchanges
# that come near, of which 3,533 are wanted).
_CENTRE, _SCORE, _WORDS, _SHARE, _NEARLY = -9.528, 11.361, 2.783, 2.318, 6.192

LEAST = 0.25
"""What is less likely is not listed. Of the same 53 questions, each theme by the curve of the others: mean
recall and precision 0.694 and 0.862 with 0.4, 0.767 and 0.824 with 0.25, 0.801 and 0.755 with 0.15. Without
the words that come near: 0.701 and 0.826 with 0.3, 0.734 and 0.786 with 0.2."""

FITTED_LANGUAGES = frozenset(["zh"])
"""The languages of the records that the curve was fitted to; for others it orders, but promises nothing."""


def likelihoods(
    found: Sequence[Scored],
    shares: Mapping[int, float],
    nearly: Mapping[int, float],
    said: Collection[int] | None,
    asks_more: bool,
) -> npt.NDArray[np.float64]:
    """For each exchange the probability that it speaks to the question, shape ``(len(found),)``.

    ``shares`` tell, by key, how much of what is asked for is said in it, ``nearly`` how near the words come
    that it says (:mod:`onrecord.rag.near_words`); ``said`` are the keys of
    those that say all the names, ``None`` where none is asked for. ``asks_more`` is whether anything else is
    asked.
    """
    values = np.array(
        [[each.score, each.words, shares.get(each.key, 0.0), nearly.get(each.key, 0.0)] for each in found]
    )
    values = values.reshape(-1, 4)
    curve = 1 / (1 + np.exp(-np.clip(_CENTRE + values @ (_SCORE, _WORDS, _SHARE, _NEARLY), -30, 30)))
    if said is None:
        return np.asarray(curve, np.float64)
    says = np.array([each.key in said for each in found], np.bool_)
    return np.where(says, curve if asks_more else SAID, UNSAID)
