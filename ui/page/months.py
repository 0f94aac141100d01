"""The months of a chart: those without anything between the others, too."""

from __future__ import annotations

__all__ = ["months_between"]


def months_between(first: str, last: str) -> set[str]:
    """The months from one to another, each ``2017-03`` or a year alone, which comes before its months.

    >>> sorted(months_between("2016-11", "2017-01"))
    ['2016-11', '2016-12', '2017-01']
    >>> len(months_between("2016", "2017"))
    12
    """
    years = range(int(first[:4]), int(last[:4]) + 1)
    every = (f"{year:04}-{month:02}" for year in years for month in range(1, 13))
    return {month for month in every if first <= month <= last}
