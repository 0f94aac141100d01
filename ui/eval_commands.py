"""What the commands of ``onrecord eval`` do."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import InputError
from rag.settings import Settings
from ui.places import default_archive, eval_cache, runs
from ui.progress import bar, complain, load_model, say

if TYPE_CHECKING:
    from eval.measures import Grouped, Measures
    from eval.runs import Run

__all__ = ["run_eval"]


def run_eval(options: Namespace) -> int:
    """Run a set, compare or report runs, or make a set."""
    commands = {"run": _run, "compare": _compare, "report": _report, "make": _make}
    return commands[options.eval_command](options)


def _compare(options: Namespace) -> int:
    from dataclasses import asdict

    from eval.comparison import compare
    from eval.runs import Run

    found = compare(Run.load(options.first), Run.load(options.second))
    if options.json:
        say(json.dumps(asdict(found), ensure_ascii=False))
        return 0
    say(f"{found.questions} questions in both")
    for key, (old, new) in found.differs.items():
        say(f"  {key}: {old} -> {new}")
    width = max(map(len, found.changes), default=0)
    for name, each in found.changes.items():
        say(
            f"{name:<{width}}  {each.first:.3f} -> {each.second:.3f}  {each.second - each.first:+.3f} "
            f"[{each.low:+.3f}, {each.high:+.3f}]  p {each.p:.4f}  "
            f"{len(each.wins)} won, {len(each.losses)} lost"
        )
    main = found.changes.get("nDCG@10")
    for what, questions in (("won", main.wins), ("lost", main.losses)) if main else ():
        if questions:
            say(f"{what} (nDCG@10): {' '.join(questions[:20])}{' ...' if len(questions) > 20 else ''}")
    return 0


def _report(options: Namespace) -> int:
    from eval.runs import Run

    _write_report(Run.load(options.run), options.file)
    return 0


def _write_report(run: Run, file: Path) -> None:
    from eval.report import html_report, markdown_report

    if file.suffix.lower() not in (".html", ".htm", ".md"):
        raise InputError(f"{file}: a report is .html, or .md for Markdown; name a file so")
    _write(file, markdown_report(run) if file.suffix.lower() == ".md" else html_report(run))


def _make(options: Namespace) -> int:
    from eval.making import make_rows
    from index.archive import Archive
    from index.readers import read
    from index.transcripts import parse

    if options.record:
        transcripts = [parse(read(options.record))]
    else:
        archive = Archive.open(options.archive or default_archive())
        transcripts = [archive.transcript(each.id) for each in archive.transcripts()]
    if options.set.exists():
        raise InputError(f"{options.set} is there already; name another file, or delete it")
    rows = list(make_rows(transcripts, options.count, options.unanswerable, options.seed))
    _write(options.set, "\n".join(rows) + "\n")
    say(f"{options.set}: {len(rows)} questions; read them over, then: onrecord eval {options.set}")
    return 0


def _run(options: Namespace) -> int:
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
    if options.report:
        _write_report(run, options.report)
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
