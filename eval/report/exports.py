"""Writes a run's figures for other programs: JSON, CSV, a TREC run."""

from __future__ import annotations

from typing import Any

from onrecord.eval.datasets.trec import run_lines
from onrecord.eval.figures import Grouped, Measures, Values
from onrecord.eval.runs.run import Run
from onrecord.rag import spreadsheets

__all__ = ["csv_text", "figures_json", "trec_text"]


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
    for each in run.results:
        first = each.ranking[0][0] if each.ranking else ""
        row = [each.id, each.lang, each.kind, each.question, int(each.answered), round(each.confidence, 4)]
        measured = [round(v[each.id], 6) if each.id in v else "" for v in values.values()]
        rows.append([*row, each.seconds, first, *measured])
    return spreadsheets.csv_text(rows, "\n")


def trec_text(run: Run) -> str:
    """The rankings as a TREC run."""
    return "\n".join(run_lines({each.id: each.ranking for each in run.results})) + "\n"
