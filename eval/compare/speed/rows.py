"""Holds what was measured: repeated figures, their ratios, and how they are shown."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.eval.report.markdown import markdown_table

__all__ = ["Row", "ratios", "table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured, for each contestant as often as it was done.

    ``more_is_better`` says which way the ratio goes: it is above 1 where On Record is better, except for
    sizes (``share``), where it is On Record's share of the other's.
    """

    key: str
    label: str
    unit: str
    figures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    more_is_better: bool = False
    share: bool = False

    def ratio(self, other: str) -> float | None:
        """On Record against ``other``, medians; ``None`` where one of them has no figures."""
        if not self.figures.get("onrecord") or not self.figures.get(other):
            return None
        ours, theirs = (statistics.median(self.figures[name]) for name in ("onrecord", other))
        return ours / theirs if self.more_is_better or self.share else theirs / ours


def table(rows: Sequence[Row], contestants: Sequence[str]) -> str:
    """Rows as a Markdown table: the median, in brackets the least and the most, and the ratios.

    >>> asked = Row("ask", "a question", "ms", {"onrecord": [2, 1, 3], "peer": [4]})
    >>> print(table([asked], ["onrecord", "peer"]))
    | what | unit | onrecord | peer | to peer |
    | --- | --- | --- | --- | --- |
    | a question | ms | 2 (1 to 3) | 4 | 2 |
    """
    peers = contestants[1:]
    lines = []
    for row in rows:
        cells = [_figure(row.figures.get(name, ())) for name in contestants]
        lines.append([row.label, row.unit, *cells, *(_short(row.ratio(name)) for name in peers)])
    return markdown_table(["what", "unit", *contestants, *(f"to {name}" for name in peers)], lines)


def ratios(rows: Sequence[Row], other: str) -> dict[str, float]:
    """Each row's ratio against ``other``, by key, where there is one."""
    found = {row.key: row.ratio(other) for row in rows}
    return {key: float(f"{ratio:.3g}") for key, ratio in found.items() if ratio is not None}


def _figure(values: Sequence[float]) -> str:
    if not values:
        return ""
    middle = _short(statistics.median(values))
    return middle if len(values) == 1 else f"{middle} ({_short(min(values))} to {_short(max(values))})"


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}" if value < 1000 else f"{value:,.0f}"
