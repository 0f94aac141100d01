"""What the commands of ``onrecord eval`` do."""

from __future__ import annotations

import json
import shlex
from argparse import Namespace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from onrecord.index.errors import InputError
from onrecord.rag.settings import Settings
from onrecord.ui.cli.eval_output import comparison_text, figures_text
from onrecord.ui.cli.progress import bar, complain, load_model, say
from onrecord.ui.locations import default_archive, eval_cache, runs

if TYPE_CHECKING:
    from onrecord.eval.datasets.source import Source
    from onrecord.eval.runs.collection import Evaluation
    from onrecord.eval.runs.run import Run

__all__ = ["run_eval"]


def run_eval(options: Namespace) -> int:
    """Run a set, measure another program's run, compare or report runs, or make a set."""
    commands = {"run": _run, "measure": _measure, "compare": _compare, "report": _report, "make": _make}
    return commands[options.eval_command](options)


def _compare(options: Namespace) -> int:
    from dataclasses import asdict

    from onrecord.eval.paired import compare
    from onrecord.eval.runs.run import Run

    found = compare(Run.load(options.first), Run.load(options.second))
    say(json.dumps(asdict(found), ensure_ascii=False) if options.json else comparison_text(found))
    return 0


def _report(options: Namespace) -> int:
    from onrecord.eval.runs.run import Run

    _check_report(options.file)
    _write_report(Run.load(options.run), options.file)
    complain(f"the report is in {options.file}")
    return 0


def _check_report(file: Path | None) -> None:
    if file and file.suffix.lower() not in (".html", ".htm", ".md"):
        raise InputError(f"{file}: a report is .html, or .md for Markdown; name a file so")


def _write_report(run: Run, file: Path) -> None:
    from onrecord.eval.report.html import html_report
    from onrecord.eval.report.markdown import markdown_report

    _write(file, markdown_report(run) if file.suffix.lower() == ".md" else html_report(run))


def _make(options: Namespace) -> int:
    from onrecord.eval.datasets.generate import generate_rows
    from onrecord.index.archive.archive import Archive
    from onrecord.index.parsing.parser import parse
    from onrecord.index.readers.sources import read

    if options.record and options.archive:
        raise InputError("give --record FILE or --archive DIR, not both")
    if options.set.exists():
        raise InputError(f"{options.set} is there already; name another file, or delete it")
    if options.record:
        transcripts = [parse(read(options.record))]
    else:
        archive = Archive.open(options.archive or default_archive())
        transcripts = [archive.transcript(each.id) for each in archive.transcripts()]
    rows = list(generate_rows(transcripts, options.count, options.unanswerable, options.seed))
    _write(options.set, "\n".join(rows) + "\n")
    about = ["--record", str(options.record)] if options.record else []
    about += ["--archive", str(options.archive)] if options.archive else []
    command = shlex.join(["onrecord", "eval", str(options.set), *about])
    without = sum('"left_out"' in row for row in rows)
    say(
        f"{options.set}: {len(rows) - without} questions of the record itself, and {without} whose "
        "exchange is left out of it.\nRead them over, for another exchange may answer where a subject "
        f"comes up twice, then: {command}"
    )
    return 0


def _source(options: Namespace) -> Source:
    """What is asked of what; a set of our own is about the user's archive where nothing else is named."""
    from onrecord.eval.datasets.source import Source

    archive = options.archive
    brings = options.set.is_dir() or (options.qrels and options.corpus)
    if not brings and not options.record and not archive and default_archive().is_dir():
        archive = default_archive()
    queries = tuple(options.queries)
    return Source(
        options.set, options.record, archive, options.corpus, queries, options.qrels, options.tuning
    )


def _run(options: Namespace) -> int:
    from onrecord.eval.datasets.source import indexed_size, read_set
    from onrecord.eval.runs.collection import prepare

    names, limits = _wanted(options)
    _check_report(options.report)
    source = _source(options)
    read = read_set(source)
    embedder = load_model(options.model)
    with bar("Indexing", indexed_size(*read), "") as advance:
        ready = prepare(source, embedder, Settings(model=options.model), eval_cache(), read, advance)
    run, file = _asked(options, ready)
    if options.trec:
        from onrecord.eval.report.exports import trec_text

        _write(options.trec, trec_text(run))
    if options.report:
        _write_report(run, options.report)
    status = _told(options, run, names, limits)
    complain(f"the run is in {file}")
    return status


def _asked(options: Namespace, ready: Evaluation) -> tuple[Run, Path]:
    """The run, and the file that it is in, which an interrupted run goes on from."""
    from onrecord.eval.runs.asking import metadata_of, run_set
    from onrecord.eval.runs.run import Run

    metadata = metadata_of(ready.questions, ready.collection, ready.assistant)
    file: Path = options.out or runs() / f"{metadata.set}-{metadata.fingerprint}.jsonl"
    before = len(Run.begin(file, metadata))
    if before:
        complain(f"{before} of {metadata.questions} questions were asked before, in {file}")
    started = perf_counter()
    try:
        with bar("Asking", metadata.questions, "question") as advance:
            run = run_set(ready.questions, ready.collection, ready.assistant, file, advance)
    except KeyboardInterrupt:
        complain(f"stopped; the same command goes on from {file}")
        raise
    seconds = perf_counter() - started
    complain(f"{metadata.questions - before} questions asked in {seconds:.1f} s{_memory()}")
    return run, file


def _memory() -> str:
    """The most memory that this process ever held, where the system tells it."""
    try:
        import resource
    except ImportError:
        return ""
    import sys

    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return f", {peak / 1024**2:,.0f} MB of memory at most"


def _measure(options: Namespace) -> int:
    from onrecord.eval.runs.external import external_run

    names, limits = _wanted(options)
    run, unjudged = external_run(options.run, options.qrels)
    if unjudged:
        complain(f"{len(unjudged)} questions of the run are not judged and are left out: {unjudged[0]!r} ...")
    missing = [each.id for each in run.results if not each.ranking]
    if missing:
        complain(f"{len(missing)} judged questions are not in the run and count as 0: {missing[0]!r} ...")
    status = _told(options, run, names, limits)
    if options.out:
        _write(options.out, run.text())
    return status


def _wanted(options: Namespace) -> tuple[tuple[str, ...], dict[str, float]]:
    """The ranking measures to take and the limits to keep; what is no measure is told before a run."""
    from onrecord.eval.figures import OWN, read_limits, values_of
    from onrecord.eval.measures.rankings import DEFAULT

    limits = read_limits(options.fail_under)
    names = tuple(dict.fromkeys([*DEFAULT, *options.measure, *(n for n in limits if n not in OWN)]))
    values_of((), names)
    return names, limits


def _told(options: Namespace, run: Run, names: tuple[str, ...], limits: dict[str, float]) -> int:
    """Print a run's figures, write what was asked for; the exit status."""
    from onrecord.eval.figures import fallen_under, grouped, measure, values_of
    from onrecord.eval.report.exports import csv_text, figures_json

    values = values_of(run.results, names)
    measures, groups = measure(run.results, values), grouped(run.results, values)
    if options.csv:
        _write(options.csv, csv_text(run, values))
    if options.json:
        say(json.dumps(figures_json(measures, groups), ensure_ascii=False))
    else:
        say(figures_text(measures, groups))
    below = fallen_under(limits, measures)
    for each in below:
        complain(each)
    return 1 if below else 0


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written ({error.strerror}); name another file") from None
