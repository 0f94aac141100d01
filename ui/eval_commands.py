"""What the commands of ``onrecord eval`` do."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import InputError
from rag.settings import Settings
from ui.places import eval_cache, runs
from ui.progress import bar, complain, load_model, say

if TYPE_CHECKING:
    from eval.measures import Grouped, Measures

__all__ = ["run_eval"]


def run_eval(options: Namespace) -> int:
    """Run a set: 1 if a measure is under its limit."""
    from eval.evaluation import Source, indexed_size, prepare, read_set
    from eval.exports import csv_text, fallen_under, figures_json, read_limits, trec_text
    from eval.measures import grouped, measure, values_of
    from eval.rankings import DEFAULT
    from eval.run import head_of, run_set

    limits = read_limits(options.fail_under)
    names = tuple(dict.fromkeys([*DEFAULT, *options.measure, *(n for n in limits if "@" in n)]))
    values_of((), names)  # a name that is no measure is told before anything is run
    source = Source(
        options.set, options.record, options.archive, options.corpus, tuple(options.queries), options.qrels
    )
    read = read_set(source)
    embedder = load_model(options.model)
    with bar("Indexing", indexed_size(*read), "") as advance:
        ready = prepare(source, embedder, Settings(model=options.model), eval_cache(), read, advance)
    head = head_of(ready.questions, ready.collection, ready.assistant)
    file = options.out or runs() / f"{head.set}-{head.fingerprint}.jsonl"
    with bar("Asking", head.questions, "question") as advance:
        run = run_set(ready.questions, ready.collection, ready.assistant, file, advance)
    values = values_of(run.asked, names)
    measures, groups = measure(run.asked, values), grouped(run.asked, values)
    if options.trec:
        _write(options.trec, trec_text(run))
    if options.csv:
        _write(options.csv, csv_text(run, values))
    say(
        json.dumps(figures_json(measures, groups), ensure_ascii=False)
        if options.json
        else _table(measures, groups)
    )
    complain(f"the run is in {file}")
    below = fallen_under(limits, measures)
    for each in below:
        complain(each)
    return 1 if below else 0


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written ({error.strerror}); name another file") from None


def _table(measures: Measures, groups: Grouped) -> str:
    """Figures one a line with their intervals, then the main ones by group."""
    lines = [f"{measures.questions} questions"]
    width = max(map(len, measures.figures), default=0)
    for name, figure in measures.figures.items():
        lines.append(
            f"{name:<{width}}  {figure.value:.3f}  [{figure.low:.3f}, {figure.high:.3f}]  {figure.count:>6}"
        )
    main = [
        name for name in ("nDCG@10", "R@1", "quote at 3", "answerable, refused") if name in measures.figures
    ]
    for grouping, inside in groups.items():
        width = max(len(grouping), *map(len, inside))
        lines += ["", "  ".join([f"{grouping:<{width}}", *main])]
        for group, each in inside.items():
            cells = [f"{each.figures[name].value:.3f}" if name in each.figures else "" for name in main]
            row = [f"{cell:>{len(name)}}" for name, cell in zip(main, cells, strict=True)]
            lines.append("  ".join([f"{group:<{width}}", *row, f"{each.questions:>6}"]))
    return "\n".join(lines)
