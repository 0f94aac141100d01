"""``onrecord eval``: how often the right words come back."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click

from onrecord.index.errors import InputError
from onrecord.rag.settings import Settings
from onrecord.ui.cli.command import Group
from onrecord.ui.cli.opening import load_model, open_with_model
from onrecord.ui.cli.options import (
    PATH,
    language_model,
    llm_options,
    model_option,
    open_archive,
    path_argument,
    path_option,
    repeated_option,
)
from onrecord.ui.cli.progress import bar, complain, say
from onrecord.ui.cli.terminal import counted

if TYPE_CHECKING:
    from onrecord.eval.runs.collection import Evaluation
    from onrecord.eval.runs.run import Run
    from onrecord.rag.llm.client import LanguageModel

__all__ = ["evaluate"]


@click.group(
    "eval",
    cls=Group,
    default="run",
    short_help="Ask a question set and measure how often the right words come back.",
)
def evaluate() -> None:
    """Measure how often the right words come back.

    'onrecord eval SET' is short for 'onrecord eval run SET'.
    """


@dataclass(frozen=True, slots=True)
class Figures:
    """Which figures of a run are shown, how, and the limits that they must keep."""

    measures: tuple[str, ...]
    limits: dict[str, float]
    csv: Path | None
    as_json: bool

    def show(self, run: Run) -> int:
        """Print the figures of ``run``, and write what was asked for; returns the exit status."""
        from onrecord.eval.figures import fallen_under, grouped, measure, values_of
        from onrecord.eval.report.exports import csv_text, figures_json
        from onrecord.ui.cli.eval_output import figures_text

        values = values_of(run.results, self.measures)
        measures, groups = measure(run.results, values), grouped(run.results, values)
        if self.csv:
            _write(self.csv, csv_text(run, values))
        if self.as_json:
            say(json.dumps(figures_json(measures, groups), ensure_ascii=False))
        else:
            say(figures_text(measures, groups))
        below = fallen_under(self.limits, measures)
        for each in below:
            complain(each)
        return 1 if below else 0


def takes_figures(action: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say what is measured; it is called with :class:`Figures`.

    What is no measure is told before the command runs.
    """

    @repeated_option("--measure", "NAME", "another measure of ir_measures, such as P@5")
    @click.option("--json", "as_json", is_flag=True, help="print the measures as JSON")
    @path_option("--csv", "FILE", "write every question's values as CSV")
    @repeated_option("--fail-under", "NAME=VALUE", "exit with 1 when a measure is lower, such as 'R@1=0.8'")
    @wraps(action)
    def with_figures(
        measure: tuple[str, ...], as_json: bool, csv: Path | None, fail_under: tuple[str, ...], **others: Any
    ) -> int:
        from onrecord.eval.figures import OWN, read_limits, values_of
        from onrecord.eval.measures.rankings import DEFAULT

        limits = read_limits(fail_under)
        names = tuple(dict.fromkeys([*DEFAULT, *measure, *(name for name in limits if name not in OWN)]))
        values_of((), names)
        return action(figures=Figures(names, limits, csv, as_json), **others)

    return with_figures


@evaluate.command()
@path_argument("questions", "SET", "a JSONL question set, a BEIR folder, or a file of TREC topics")
@path_option("--record", "FILE", "the transcript the questions are about")
@path_option("--archive", "DIR", "the archive the questions are about (default: yours)")
@model_option
@path_option("--tuning", "DIR", "compare as the archive in this folder has learnt to")
@path_option("--corpus", "FILE", "the corpus, where a folder has several")
@repeated_option("--queries", "FILE", "ask this file's queries alone (default: all in the folder)", type=PATH)
@path_option("--qrels", "FILE", "the judgements: for topics, or of several")
@path_option("--out", "FILE", "the run's file (default: in your user data)")
@path_option("--trec", "FILE", "write the rankings as a TREC run")
@path_option("--report", "FILE", "write a page (.html) or Markdown (.md) of the run")
@llm_options
@takes_figures
def run(
    questions: Path,
    record: Path | None,
    archive: Path | None,
    model: str,
    tuning: Path | None,
    corpus: Path | None,
    queries: tuple[Path, ...],
    qrels: Path | None,
    out: Path | None,
    trec: Path | None,
    report: Path | None,
    llm: str | None,
    llm_model: str | None,
    figures: Figures,
) -> int:
    """Ask a question set and print how often the right words come back."""
    from onrecord.eval.datasets.source import Source, indexed_size, read_set
    from onrecord.eval.runs.collection import prepare
    from onrecord.ui.locations import default_archive, eval_cache

    _check_report(report)
    asked_too = language_model(llm, llm_model)
    # A set of our own is about the user's archive where nothing else is named.
    brings = questions.is_dir() or (qrels and corpus)
    if not brings and not record and not archive and default_archive().is_dir():
        archive = default_archive()
    source = Source(questions, record, archive, corpus, queries, qrels, tuning)
    read = read_set(source)
    if archive and not brings:
        opened, embedder = open_with_model(archive, model)
        opened.close()
    else:
        embedder = load_model(model)
    with bar("Indexing", indexed_size(*read), "") as advance:
        ready = prepare(source, embedder, Settings(model=model), eval_cache(), read, advance)
    asked, file = _asked(ready, out)
    if trec:
        from onrecord.eval.report.exports import trec_text

        _write(trec, trec_text(asked))
    if report:
        _write_report(asked, report)
    status = figures.show(asked)
    if asked_too:
        _say_sentences(ready, asked_too, figures.as_json)
    complain(f"the run is in {file}")
    return status


def _say_sentences(ready: Evaluation, model: LanguageModel, as_json: bool) -> None:
    """Print how a language model does over the quotes of a set."""
    from onrecord.eval.sentences import measure_sentences
    from onrecord.rag.llm.writer import Writer
    from onrecord.ui.cli.eval_output import sentences_text

    questions = ready.questions.questions
    with bar("Asking the language model", len(questions), "question") as advance:
        found = measure_sentences(questions, ready.assistant, Writer(model, ready.assistant.reader), advance)
    if as_json:
        say(json.dumps({"sentences": {"model": model.name, **found.to_dict()}}, ensure_ascii=False))
    else:
        say(sentences_text(found, model.name))


def _asked(ready: Evaluation, out: Path | None) -> tuple[Run, Path]:
    """The run, and the file that it is in, which an interrupted run goes on from."""
    from onrecord.eval.runs.asking import metadata_of, run_set
    from onrecord.eval.runs.run import Run
    from onrecord.ui.locations import runs

    metadata = metadata_of(ready.questions, ready.collection, ready.assistant)
    file = out or runs() / f"{metadata.set}-{metadata.fingerprint}.jsonl"
    before = len(Run.begin(file, metadata))
    if before:
        complain(f"{before} of {counted(metadata.questions, 'question')} asked before, in {file}")
    started = perf_counter()
    try:
        with bar("Asking", metadata.questions, "question") as advance:
            asked = run_set(ready.questions, ready.collection, ready.assistant, file, advance)
    except KeyboardInterrupt:
        complain(f"stopped; the same command goes on from {file}")
        raise
    seconds = perf_counter() - started
    complain(f"{counted(metadata.questions - before, 'question')} asked in {seconds:.1f} s{_memory()}")
    return asked, file


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


@evaluate.command()
@path_argument("ranking", "RUNFILE", "lines of: question Q0 document rank score name")
@path_option("--qrels", "FILE", "the judgements, as BEIR or TREC write them", required=True)
@path_option("--out", "FILE", "write it as a run that can be compared")
@takes_figures
def measure(ranking: Path, qrels: Path, out: Path | None, figures: Figures) -> int:
    """Measure another program's ranking, a TREC run."""
    from onrecord.eval.runs.external import external_run

    measured, unjudged = external_run(ranking, qrels)
    if unjudged:
        many = counted(len(unjudged), "question")
        complain(f"left out as not judged: {many} of the run, such as {unjudged[0]!r}")
    missing = [each.id for each in measured.results if not each.ranking]
    if missing:
        many = counted(len(missing), "judged question")
        complain(f"counted as 0, for they are not in the run: {many}, such as {missing[0]!r}")
    status = figures.show(measured)
    if out:
        _write(out, measured.text())
    return status


@evaluate.command()
@path_argument("first", "RUN_A", "a run's file")
@path_argument("second", "RUN_B", "a run of the same set")
@click.option("--json", "as_json", is_flag=True, help="print the comparison as JSON")
def compare(first: Path, second: Path, as_json: bool) -> int:
    """Compare two runs question by question."""
    from dataclasses import asdict

    from onrecord.eval.paired import compare as compare_runs
    from onrecord.eval.runs.run import Run
    from onrecord.ui.cli.eval_output import comparison_text

    compared = compare_runs(Run.load(first), Run.load(second))
    say(json.dumps(asdict(compared), ensure_ascii=False) if as_json else comparison_text(compared))
    return 0


@evaluate.command()
@path_argument("file", "RUN", "a run's file")
@path_argument("page", "FILE", "what to write: .html, or .md for Markdown")
def report(file: Path, page: Path) -> int:
    """Write a page or Markdown of a run."""
    from onrecord.eval.runs.run import Run

    _check_report(page)
    _write_report(Run.load(file), page)
    complain(f"the report is in {page}")
    return 0


def _check_report(file: Path | None) -> None:
    if file and file.suffix.lower() not in (".html", ".htm", ".md"):
        raise InputError(f"{file}: a report is .html, or .md for Markdown; name a file so")


def _write_report(run: Run, file: Path) -> None:
    from onrecord.eval.report.html import html_report
    from onrecord.eval.report.markdown import markdown_report

    _write(file, markdown_report(run) if file.suffix.lower() == ".md" else html_report(run))


@evaluate.command()
@path_argument("file", "SET", "the JSONL file to write")
@path_option("--record", "FILE", "draw from this transcript")
@path_option("--archive", "DIR", "draw from this archive (default: yours)")
@click.option(
    "--count", type=int, metavar="N", help="questions to draw (default: 50, or what a small record has)"
)
@click.option(
    "--unanswerable",
    type=int,
    metavar="N",
    help="questions whose exchange is left out of the record for the run (default: 10, or a sixth)",
)
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="another draws others")
def make(
    file: Path,
    record: Path | None,
    archive: Path | None,
    count: int | None,
    unanswerable: int | None,
    seed: int,
) -> int:
    """Make a set from the record's own questions."""
    from onrecord.eval.datasets.generate import generate_rows
    from onrecord.index.parsing.parser import parse
    from onrecord.index.readers.sources import read

    if record and archive:
        raise InputError("give --record FILE or --archive DIR, not both")
    if file.exists():
        raise InputError(f"{file} is there already; name another file, or delete it")
    if record:
        transcripts = [parse(read(record))]
    else:
        opened = open_archive(archive)
        transcripts = [opened.transcript(each.id) for each in opened.transcripts()]
    rows = list(generate_rows(transcripts, count, unanswerable, seed))
    _write(file, "\n".join(rows) + "\n")
    about = ["--record", str(record)] if record else []
    about += ["--archive", str(archive)] if archive else []
    command = shlex.join(["onrecord", "eval", str(file), *about])
    without = sum('"left_out"' in row for row in rows)
    say(
        f"{file}: {counted(len(rows) - without, 'question')} of the record itself, and {without} whose "
        "exchange is left out of it.\nRead them over, for another exchange may answer where a subject "
        f"comes up twice, then: {command}"
    )
    return 0


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written ({error.strerror}); name another file") from None
