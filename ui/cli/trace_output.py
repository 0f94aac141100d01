"""A trace as text for a terminal: how many a month, then all of it by year and month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.rag.trace_exports import summary
from onrecord.ui.cli.output import source

if TYPE_CHECKING:
    from onrecord.rag.trace import Mention, Trace

__all__ = ["listed"]

_LONGEST_BAR = 40


def listed(trace: Trace) -> str:
    """The whole trace."""
    return "\n".join([*summary(trace), *_counts(trace), *_all(trace)])


def _counts(trace: Trace) -> Iterator[str]:
    """A bar for each month in which anything was said."""
    months = trace.months
    most = max((len(each.mentions) for each in months), default=0)
    for at, each in enumerate(months):
        if not at:
            yield ""
        count = len(each.mentions)
        yield f"{each.month or 'no date':<7} {count:>6,} {'█' * max(1, round(_LONGEST_BAR * count / most))}"


def _all(trace: Trace) -> Iterator[str]:
    for year, months in trace.years:
        yield f"\n{year or 'Without a date'}"
        for month in months:
            if month.month and len(month.month) > 4:
                yield f"\n{month.month}"
            for each in month.mentions:
                yield from _mention(each)


def _mention(each: Mention) -> Iterator[str]:
    quote = each.quote
    yield f"  {(quote.date or '')[8:10]:<2}  {' '.join(quote.text.split())}"
    yield f"      {quote.citation}"
    yield f"      {source(quote)} · {each.probability:.2f}"
