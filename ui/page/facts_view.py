"""What the record is like, as HTML: figures, a plot of its months, and tables of who asks and who answers."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.ui.display_names import is_chinese, language
from onrecord.ui.messages import Messages
from onrecord.ui.page.months import months_between
from onrecord.ui.templates import render

if TYPE_CHECKING:
    from onrecord.index.tables.facts import Asker, Facts, Month

__all__ = ["about"]

# Rows of a table, and people whom one asks.
_SHOWN, _ASKED = 20, 3
# Columns of months that can be told apart; of a longer time there is one for each year.
_MONTHS = 240
_DATED = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)


def about(facts: Facts, words: Messages, with_totals: bool = True) -> str:
    """The totals of a record, where they are not told already, and the rest of its facts folded below."""
    columns = _columns(facts.months)
    by_year = len(columns) > _MONTHS
    if by_year:
        columns = [
            (year, sum(count for _, count in months))
            for year, months in groupby(columns, key=lambda each: each[0][:4])
        ]
    years = sorted({year.name for each in facts.askers for year in each.years if year.name})

    def years_of(asker: Asker) -> list[tuple[str, int]]:
        told = {each.name: each.exchanges for each in asker.years}
        unknown = [(words.facts_unknown, told[None])] if None in told else []
        return [*((year, told.get(year, 0)) for year in years), *unknown]

    return render(
        "facts_of_record",
        facts=facts,
        with_totals=with_totals,
        years_of=years_of,
        columns=columns if len(columns) > 1 else [],
        plotted=f"{words.column_exchanges} · {words.facts_years}" if by_year else words.facts_months,
        shown=_SHOWN,
        asked=_ASKED,
        chinese=is_chinese(each.language for each in facts.languages),
        language=partial(language, tag=words.tag),
        words=words,
    )


def _columns(months: tuple[Month, ...]) -> list[tuple[str, int]]:
    """The exchanges of each month from the first to the last, also of those in which nothing was said.

    A year of which no month is told is a column of its own.
    """
    told = {each.month: each.exchanges for each in months if each.month and _DATED.fullmatch(each.month)}
    if not told:
        return []
    return [(name, told.get(name, 0)) for name in sorted({*told, *months_between(min(told), max(told))})]
