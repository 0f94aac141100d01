"""A trace as HTML: how many there are and how complete it is, a chart of the months, the list by date.

Of a long list the first mentions are there at once. Where others are left out stands a button, which the
page's script presses when it comes into view.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.rag.likelihood import LEAST
from onrecord.rag.source_line import part as place
from onrecord.rag.trace import Mention, Trace
from onrecord.rag.trace_exports import FORMATS
from onrecord.ui.messages import Messages
from onrecord.ui.page.months import months_between
from onrecord.ui.templates import render

__all__ = ["BY", "SHOWN", "STEPS", "By", "listed", "part", "summary", "traced"]

STEPS = (0.8, 0.5, LEAST, 0.15, 0.05, 0.0)
"""The probabilities of the slider, from "sure only" to "everything near"."""

SHOWN = 50
"""So many mentions are there at once, or come at a time."""

By = Literal["answerer", "outlet"]
BY: tuple[By, ...] = ("answerer", "outlet")
"""By what the counts of a month can be told apart."""

_NAMED = 5
"""So many names have a colour of their own in the chart; the others share one."""
_LONGEST = 600
"""Months without mentions are drawn, too, unless it is so many in all."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A month of the chart: how many mentions by each of the names, and by all others at the end.

    ``year`` is written below it, where it is the first of one.
    """

    month: str | None
    counts: tuple[int, ...]
    year: str = ""

    @property
    def total(self) -> int:
        """How many by all of them."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some mentions of a month, from number ``skip`` on, of ``count`` in all."""

    month: str | None
    count: int
    shown: Sequence[Mention]
    skip: int = 0

    @property
    def left(self) -> int:
        return self.count - self.skip - len(self.shown)


def traced(whole: Trace, key: str, address: str, words: Messages) -> str:
    """What is shown first of a trace, the ``whole`` of which is held under ``key`` and is at ``address``."""
    trace = whole.at(LEAST)
    return render(
        "traced",
        trace=trace,
        key=key,
        address=address,
        steps=STEPS,
        formats=FORMATS,
        ways=[by for by in BY if _names(trace, by)],
        words=words,
        **_summed_up(trace),
        **_laid_out(trace, None, words),
    )


def summary(trace: Trace, words: Messages) -> str:
    """How many, the first and the latest, how complete, and what the record never says."""
    return render("trace_summary", trace=trace, words=words, **_summed_up(trace))


def listed(trace: Trace, by: By | None, words: Messages) -> str:
    """The chart, the counts as a table, and the list by year and month."""
    return render("trace_list", trace=trace, words=words, **_laid_out(trace, by, words))


def part(trace: Trace, month: str | None, skip: int, words: Messages) -> str:
    """The next mentions of a month, after ``skip``; nothing where there is no such month."""
    found = next((each.mentions for each in trace.months if each.month == month), ())
    some = _Part(month, len(found), found[skip : skip + SHOWN], skip)
    return render("trace_part", part=some, words=words, shown_next=SHOWN, place=place)


def _summed_up(trace: Trace) -> Mapping[str, object]:
    """Of a hundred, how many are likely to be there, and to be right: never all, and never none."""
    found = (trace.expected.recall, trace.expected.precision) if trace.expected else None
    recall, right = (min(99, max(1, round(100 * share))) for share in found) if found else (None, None)
    return {"recall": recall, "right": right}


def _laid_out(trace: Trace, by: By | None, words: Messages) -> Mapping[str, object]:
    names = _names(trace, by)
    bars = _bars(trace, by, names)
    left, years = SHOWN, []
    for year, months in trace.years:
        parts = []
        for month in months:
            some = month.mentions[:left]
            left -= len(some)
            parts.append(_Part(month.month, len(month.mentions), some))
        years.append((year, parts))
    return {
        "names": names,
        # Those of the names and the others that have any.
        "shares": [at for at in range(len(names) + 1) if any(bar.counts[at] for bar in bars)],
        "bars": bars,
        "most": max((bar.total for bar in bars), default=1),
        "told": lambda bar: _told(bar, names, words),
        "years": years,
        "shown_next": SHOWN,
        "place": place,
    }


def _told(bar: _Bar, names: Sequence[str], words: Messages) -> str:
    """What a bar says to those who point at it or hear it, each name in its direction."""
    told = f"{bar.month or words.trace_undated}: {bar.total}"
    shares = [
        f"\u2068{name}\u2069 {count}"
        for name, count in zip([*names, words.trace_others], bar.counts, strict=True)
        if names and count
    ]
    return " · ".join([told, *shares])


def _names(trace: Trace, by: By | None) -> Sequence[str]:
    """Who is told apart: those with most mentions, the most first."""
    found = Counter(getattr(each.quote, by) for each in trace.mentions) if by else Counter[str]()
    return [name for name, _ in found.most_common() if name][:_NAMED]


def _bars(trace: Trace, by: By | None, names: Sequence[str]) -> Sequence[_Bar]:
    """All months in order, those without mentions between the others; what has no date comes last."""
    number = {name: at for at, name in enumerate(names)}
    counted: dict[str | None, tuple[int, ...]] = {}
    for month in trace.months:
        of = Counter(
            number.get(getattr(each.quote, by), len(names)) if by else len(names) for each in month.mentions
        )
        counted[month.month] = tuple(of[at] for at in range(len(names) + 1))
    nobody = (0,) * (len(names) + 1)
    bars, year = [], ""
    for name in _with_those_between(list(counted)):
        begins = (name or "")[:4]
        bars.append(_Bar(name, counted.get(name, nobody), begins if begins != year else ""))
        year = begins
    return bars


def _with_those_between(months: Sequence[str | None]) -> Sequence[str | None]:
    """``months`` and those between the first and the last.

    >>> _with_those_between(["2016-11", "2017", "2017-01", None])
    ['2016-11', '2016-12', '2017', '2017-01', None]
    """
    whole = [each for each in months if each and re.fullmatch(r"\d{4}-\d{2}", each, re.ASCII)]
    if not whole:
        return months
    every = months_between(whole[0], whole[-1])
    if len(every) > _LONGEST + 1:
        return months
    return [*sorted({*every, *filter(None, months)}), *(each for each in months if not each)]
