"""Runs every set in ``eval/sets`` and writes docs/figures.md: ``make eval``.

A set ``NAME.dev.jsonl`` or ``NAME.test.jsonl`` is about ``../shared/corpora/NAME.txt``; dialogues,
``NAME.dialogues.dev.jsonl``, come in the same column.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from onrecord.eval.compare import published
from onrecord.eval.compare.data import ROOT, SETS, record_of
from onrecord.eval.compare.quality.judging import figures_of as compared
from onrecord.eval.datasets.source import Source
from onrecord.eval.figures import Figure, grouped, measure, values_of
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import prepare
from onrecord.eval.runs.run import Result
from onrecord.index.embedding.load import load_embedder
from onrecord.rag.settings import Settings

__all__ = ["dialogue_figures", "figures_of", "main"]

_DIALOGUES = {
    "follow-up": "follow-up question, right exchange first",
    "change": "change of subject, right exchange first",
}


def figures_of(results: Sequence[Result]) -> dict[str, Figure]:
    """The figures to print of a set, refusals by kind among them."""
    values = values_of(results)
    figures = {n: f for n, f in measure(results, values).figures.items() if n in published.MAIN}
    for kind, inside in grouped(results, values).get("kind", {}).items():
        if "refusal recall" in inside.figures:
            figures[f"not answerable ({kind}), refused"] = inside.figures["refusal recall"]
    return figures


def dialogue_figures(results: Sequence[Result]) -> dict[str, Figure]:
    """The right exchange first, of questions that lean on earlier ones and that change the subject."""
    kinds = grouped(results, values_of(results))["kind"]
    return {row: kinds[kind].figures["right exchange first"] for kind, row in _DIALOGUES.items()}


def _asked(file: Path, cache: Path) -> Sequence[Result]:
    source = Source(file, record_of(file.name))
    ready = prepare(source, load_embedder(Settings().model), Settings(), cache)
    return run_set(ready.questions, ready.collection, ready.assistant).results


def main() -> int:
    """Run all sets and rewrite the table in docs/figures.md."""
    columns = {}
    press: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as cache:
        for file in sorted(SETS.glob("*.jsonl")):
            if not record_of(file.name).is_file() or ".dialogues." in file.name:
                continue
            results = _asked(file, Path(cache))
            columns[file.stem] = len(results), figures_of(results)
            dialogues = file.with_name(file.name.replace(".", ".dialogues.", 1))
            if dialogues.is_file():
                columns[file.stem][1].update(dialogue_figures(_asked(dialogues, Path(cache))))
            if file.stem == published.PRESS:
                answerable = compared([each for each in results if each.answerable])
                press = {name: figure.value for name, figure in answerable.items()}
    if not columns:
        print(f"no record of a set is in {record_of('').parent}; nothing is changed", file=sys.stderr)
        return 2
    published.write_figures(ROOT / "docs" / "figures.md", columns, press)
    return 0


if __name__ == "__main__":
    sys.exit(main())
