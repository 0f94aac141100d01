"""A run's figures for other programs: JSON, CSV, a TREC run; and limits that they must not fall below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.eval.measures import Grouped, Measures, Values
from onrecord.eval.runs import Run
from onrecord.eval.trec import run_lines
from onrecord.index.errors import InputError
from onrecord.rag import spreadsheets

__all__ = ["csv_text", "fallen_under", "figures_json", "read_limits", "trec_text"]


def figures_json(measures: Measures, groups: Grouped) -> dict[str, Any]:
    """Every figure by name, the intervals, and the same by group."""
    return {
        "questions": measures.questions,
        **{name: round(figure.value, 6) for name, figure in measures.figures.items()},
        "intervals": {n: [round(f.low, 6), round(f.high, 6)] for n, f in measures.figures.items()},
        "by": {
            grouping: {name: figures_json(each, {}) | {"by": {}} for name, each in inside.items()}
            for grouping, inside in groups.items()
        },
    }


def csv_text(run: Run, values: Values) -> str:
    """One row a question, with a column for each measure that has values by question."""
    head = ["id", "lang", "kind", "question", "answered", "confidence", "seconds", "first", *values]
    rows: list[list[object]] = [[*head]]
    for each in run.asked:
        first = each.ranking[0][0] if each.ranking else ""
        row = [each.id, each.lang, each.kind, each.question, int(each.answered), round(each.confidence, 4)]
        measured = [round(v[each.id], 6) if each.id in v else "" for v in values.values()]
        rows.append([*row, each.seconds, first, *measured])
    return spreadsheets.csv_text(rows, "\n")


def trec_text(run: Run) -> str:
    """The rankings as a TREC run."""
    return "\n".join(run_lines({each.id: each.ranking for each in run.asked})) + "\n"


def read_limits(limits: Sequence[str]) -> dict[str, float]:
    """``R@1=0.8`` as a name and a value.

    Raises:
        InputError: a limit is not of that form.
    """
    found = {}
    for limit in limits:
        name, _, value = limit.rpartition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            name = ""
        if not name.strip():
            raise InputError(f"--fail-under {limit!r} is not of the form 'R@1=0.8'")
    return found


def fallen_under(limits: dict[str, float], measures: Measures) -> list[str]:
    """What to say of each measure that is below its limit.

    Raises:
        InputError: there is no figure of that name.
    """
    below = []
    for name, limit in limits.items():
        if name not in measures.figures:
            raise InputError(f"--fail-under: no measure {name!r}; there are {', '.join(measures.figures)}")
        value = measures.figures[name].value
        if value < limit:
            below.append(f"{name} is {value:.4f}, under {limit:g}")
    return below
