"""How often the right words come back.

=========================  ===================================================================
right exchange first       share of answerable questions whose first quote is of a right exchange
quote in the first three   share of those of whose spans one of the first three quotes holds half
answerable, refused        share of answerable questions that were called "not in the record"
not answerable, refused    the same share of the others, by kind
AUROC                      how well the confidence parts answerable questions from the others
exact quotes               share of quotes that are slices of the text but for white space
=========================  ===================================================================

Ranks are taken from the quotes or, where the question was refused, from the nearest exchanges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import mean

from eval.run import Result
from index.spans import Span
from rag.citations import Quote

__all__ = ["auroc", "holds", "measure"]


def holds(quote: Quote, span: Span) -> bool:
    """Whether ``quote`` shows at least half of the characters of ``span``."""
    shown = sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in quote.spans)
    return shown * 2 >= len(span)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive scores above a negative; ties count half.

    >>> auroc([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    pairs = [(p > n) + 0.5 * (p == n) for p in positive for n in negative]
    return sum(pairs) / len(pairs)


def measure(results: Iterable[Result]) -> dict[str, float]:
    """The measures by name; those for which the set has no question are left out."""
    results = list(results)
    answerable = [r for r in results if r.question.exchanges]
    others = [r for r in results if not r.question.exchanges]
    found: dict[str, float] = {"questions": len(results)}
    if answerable:
        found["right exchange first"] = mean(_first_is_right(r) for r in answerable)
        with_spans = [r for r in answerable if r.question.spans]
        if with_spans:
            found["quote in the first three"] = mean(_quote_found(r) for r in with_spans)
        for lang in sorted({r.question.lang for r in answerable}):
            mine = [r for r in answerable if r.question.lang == lang]
            found[f"right exchange first, {lang}"] = mean(_first_is_right(r) for r in mine)
        found["answerable, refused"] = mean(not r.answer.answered for r in answerable)
    for kind in sorted({r.question.kind for r in others}):
        mine = [r for r in others if r.question.kind == kind]
        found[f"{kind}, refused"] = mean(not r.answer.answered for r in mine)
        if answerable:
            confident = [r.answer.confidence for r in answerable]
            found[f"AUROC, {kind}"] = auroc(confident, [r.answer.confidence for r in mine])
    if answerable and others:
        found["AUROC"] = auroc(
            [r.answer.confidence for r in answerable], [r.answer.confidence for r in others]
        )
    exact = [_exact(quote, r.text) for r in results for quote in _ranked(r)]
    if exact:
        found["exact quotes"] = mean(exact)
    return found


def _ranked(result: Result) -> tuple[Quote, ...]:
    return result.answer.quotes or result.answer.nearest


def _first_is_right(result: Result) -> bool:
    ranked = _ranked(result)
    return bool(ranked) and ranked[0].citation.exchange in result.question.exchanges


def _quote_found(result: Result) -> bool:
    return any(holds(quote, span) for quote in _ranked(result)[:3] for span in result.question.spans)


def _exact(quote: Quote, text: str) -> bool:
    slices = "".join(span.of(text) for span in quote.spans)
    return "".join(quote.text.split()) == "".join(slices.split())
