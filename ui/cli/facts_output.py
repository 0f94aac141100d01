"""What ``onrecord list --stats`` prints: what an archive is like, in as many lines as a terminal has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.ui.cli.output import padded
from onrecord.ui.cli.terminal import counted, on_one_line
from onrecord.ui.display_names import both_names, is_chinese

if TYPE_CHECKING:
    from onrecord.index.tables.facts import Count, Facts, Month

__all__ = ["table"]

# Rows of a list, and people whom one asks.
_ROWS, _ASKED = 10, 3
_NAME, _BAR = 28, 24


def table(facts: Facts) -> Iterator[str]:
    """Totals; who asks, how often, whom and when; who answers; languages; exchanges a month, by year."""
    totals = facts.totals
    counts = ", ".join(
        counted(count, what)
        for count, what in (
            (totals.transcripts, "transcript"),
            (totals.exchanges, "exchange"),
            (totals.statements, "statement"),
        )
    )
    between = f", {facts.first} to {facts.latest}" if facts.first else ""
    yield f"{counts}{between}; {totals.doubtful} worth a look"
    if not totals.transcripts:
        return
    chinese = is_chinese(each.language for each in facts.languages)
    yield from _part("Who asks", len(facts.askers))
    for asker in facts.askers[:_ROWS]:
        when = f"{asker.first} to {asker.latest}" if asker.first else ""
        name, asked = _counted(asker.name, asker.exchanges, chinese), _asked(asker.answerers, chinese)
        yield f"{name}  {when:<24}  {asked}".rstrip()
    yield from _part("Who answers", len(facts.answerers))
    for answerer in facts.answerers[:_ROWS]:
        yield _counted(answerer.name, answerer.exchanges, chinese)
    yield from _part("Languages", len(facts.languages))
    for each in facts.languages[:_ROWS]:
        held = counted(each.transcripts, "transcript")
        yield f"{_counted(each.language or 'not known', each.exchanges)}  {held}"
    yield from _part("Exchanges a month", 0)
    yield from _months(facts.months)


def _part(title: str, count: int) -> Iterator[str]:
    yield ""
    yield f"{title} ({_ROWS} of {count})" if count > _ROWS else title


def _counted(name: str | None, exchanges: int, chinese: bool = True) -> str:
    return f"  {padded(_named(name, chinese), _NAME)} {exchanges:>7}"


def _named(name: str | None, chinese: bool) -> str:
    return on_one_line(both_names(name, "en", chinese) if name else "not named")


def _asked(answerers: Sequence[Count], chinese: bool) -> str:
    named = [f"{_named(each.name, chinese)} {each.exchanges}" for each in answerers[:_ASKED]]
    rest = len(answerers) - _ASKED
    return ", ".join([*named, f"and {rest} more"] if rest > 0 else named)


def _months(months: Sequence[Month]) -> Iterator[str]:
    """A line for each year with the months of it, and a bar."""
    years = [(year, list(of)) for year, of in groupby(months, key=lambda each: each.month and each.month[:4])]
    counts = [sum(each.exchanges for each in of) for _, of in years]
    for (year, of), count in zip(years, counts, strict=True):
        bar = "█" * round(_BAR * count / max(1, *counts))
        told = {each.month: each.exchanges for each in of}
        each_month = " ".join(f"{told.get(f'{year}-{month:02}', 0):>4}" for month in range(1, 13))
        yield f"  {year or 'undated':<8} {count:>7}  {each_month if year else '':<59}  {bar}".rstrip()
