"""Measures of the quotes that were shown: whether they hold the words that answer, and are exact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.eval.runs.run import Result
from onrecord.index.text.lexical import tokens

__all__ = ["BUDGETS", "PLACES", "exactness", "first_is_right", "hit_at", "hit_within", "token_f1"]

PLACES = (1, 3)
"""How many quotes a reader looks at."""
BUDGETS = (300, 1000)
"""How many characters a reader looks at."""


def _shows(result: Result, transcript: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether ``spans`` of a transcript show together at least half of words that answer."""
    return any(
        name == transcript and 2 * sum(max(0, min(e, end) - max(s, start)) for s, e in spans) >= end - start
        for name, start, end, _ in result.gold
    )


def hit_at(result: Result, places: int) -> bool:
    """Whether one of the first quotes shows at least half of words that answer."""
    return any(
        _shows(result, quote.citation.rpartition("/")[0], quote.spans) for quote in result.quotes[:places]
    )


def hit_within(result: Result, budget: int) -> bool:
    """Whether words that answer are shown, by half, within ``budget`` characters of the best passages."""
    left = budget
    for transcript, start, end in result.passages:
        if left <= 0:
            break
        if _shows(result, transcript, [(start, min(end, start + left))]):
            return True
        left -= end - start
    return False


def token_f1(result: Result) -> float:
    """The overlap of the first quote with words that answer, as a bag of tokens; the best of them.

    The measure of SQuAD (Rajpurkar et al. 2016), on the tokens of :func:`onrecord.index.text.lexical.tokens`.
    """
    shown = Counter(tokens(result.quotes[0].text)) if result.quotes else Counter()
    return max((_f1(shown, Counter(tokens(words))) for *_, words in result.gold), default=0.0)


def _f1(shown: Counter[str], gold: Counter[str]) -> float:
    """Twice the tokens in both by the tokens of both.

    >>> _f1(Counter(["in", "may"]), Counter(["may"])) == 2 / 3
    True
    """
    both = (shown & gold).total()
    return 2 * both / (shown.total() + gold.total()) if both else 0.0


def exactness(result: Result) -> float:
    """The share of quotes that are slices of the text but for white space; 1 where there is none."""
    exact = [quote.exact for quote in result.quotes]
    return sum(exact) / len(exact) if exact else 1.0


def first_is_right(result: Result) -> bool:
    """Whether the first quote is of an exchange that answers."""
    return any(quote.name in result.relevant for quote in result.quotes[:1])
