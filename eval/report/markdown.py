"""Writes a run as Markdown, for a pull request. As a page it is in :mod:`onrecord.eval.report.html`."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.eval.figures import grouped, measure, values_of
from onrecord.eval.report.mistakes import worst
from onrecord.eval.report.tables import (
    FIGURE_COLUMNS,
    MAIN,
    figure_rows,
    group_rows,
    largest_groups,
    provenance,
    title,
)
from onrecord.eval.runs.run import Result, Run

__all__ = ["markdown_report", "markdown_table"]

_SHOWN = 10


def markdown_report(run: Run) -> str:
    """The figures, by group, and the worst questions."""
    values = values_of(run.results)
    measures, groups = measure(run.results, values), grouped(run.results, values)
    parts = [f"## {title(run)}"]
    parts.append(markdown_table(FIGURE_COLUMNS, figure_rows(measures)))
    for name, inside in largest_groups(groups):
        parts.append(markdown_table([name, *MAIN, "questions"], group_rows(inside)))
    mistakes = worst(run.results)
    if mistakes:
        parts += [
            f"### What went wrong: {len(mistakes)} questions, the surest first",
            markdown_table(
                ["question", "right", "found instead", "confidence"], [_mistake(e) for e in mistakes[:_SHOWN]]
            ),
        ]
    parts += ["### What made it", markdown_table(["", ""], provenance(run))]
    return "\n\n".join(parts) + "\n"


def _mistake(result: Result) -> list[str]:
    found = result.quotes[0] if result.quotes else None
    instead = f"{found.name}: {found.text[:160]}" if found else "".join(n for n, _ in result.ranking[:1])
    return [
        result.question[:240] or result.id,
        ", ".join(result.relevant) or "not in the record",
        instead or "nothing",
        f"{result.confidence:.2f}",
    ]


def markdown_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    r"""A Markdown table under a head of ``names``; each cell is one line.

    >>> print(markdown_table(["", "R@1"], [["a|b", "0.5"]]))
    |  | R@1 |
    | --- | --- |
    | a\|b | 0.5 |
    """
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(
        "| " + " | ".join(" ".join(c.replace("|", "\\|").split()) for c in line) + " |" for line in lines
    )
