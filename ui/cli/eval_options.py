"""The options of ``onrecord eval``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

__all__ = ["add_eval_commands", "with_run"]

_COMMANDS = ("run", "measure", "compare", "report", "make")


def with_run(arguments: Sequence[str]) -> list[str]:
    """``eval SET`` as ``eval run SET``.

    >>> with_run(["eval", "my.jsonl"]), with_run(["eval", "run", "my.jsonl"])
    (['eval', 'run', 'my.jsonl'], ['eval', 'run', 'my.jsonl'])
    """
    arguments = list(arguments)
    if arguments[:1] == ["eval"] and arguments[1:] and arguments[1] not in (*_COMMANDS, "-h", "--help"):
        arguments.insert(1, "run")
    return arguments


def add_eval_commands(evaluate: argparse.ArgumentParser, model: argparse.ArgumentParser) -> None:
    """Give ``evaluate`` its commands."""
    commands = evaluate.add_subparsers(dest="eval_command", required=True, metavar="COMMAND")
    summary = "Ask a question set and print how often the right words come back."
    run = commands.add_parser("run", help=summary, description=summary, parents=[model])
    run.add_argument(
        "set", type=Path, metavar="SET", help="a JSONL question set, a BEIR folder, or a file of TREC topics"
    )
    run.add_argument("--record", type=Path, metavar="FILE", help="the transcript the questions are about")
    run.add_argument(
        "--archive", type=Path, metavar="DIR", help="the archive the questions are about (default: yours)"
    )
    run.add_argument(
        "--tuning", type=Path, metavar="DIR", help="compare as the archive in this folder has learnt to"
    )
    run.add_argument("--corpus", type=Path, metavar="FILE", help="the corpus, where a folder has several")
    run.add_argument(
        "--queries",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="ask this file's queries alone; as often as needed (default: all in the folder)",
    )
    run.add_argument("--qrels", type=Path, metavar="FILE", help="the judgements: for topics, or of several")
    run.add_argument("--out", type=Path, metavar="FILE", help="the run's file (default: in your user data)")
    run.add_argument("--trec", type=Path, metavar="FILE", help="write the rankings as a TREC run")
    run.add_argument(
        "--report", type=Path, metavar="FILE", help="write a page (.html) or Markdown (.md) of the run"
    )
    _add_figures(run)

    summary = "Measure another program's ranking, a TREC run."
    measure = commands.add_parser("measure", help=summary, description=summary)
    measure.add_argument(
        "run", type=Path, metavar="RUNFILE", help="lines of: question Q0 document rank score name"
    )
    measure.add_argument(
        "--qrels", type=Path, required=True, metavar="FILE", help="the judgements, as BEIR or TREC write them"
    )
    measure.add_argument("--out", type=Path, metavar="FILE", help="write it as a run that can be compared")
    _add_figures(measure)

    summary = "Compare two runs question by question."
    compare = commands.add_parser("compare", help=summary, description=summary)
    compare.add_argument("first", type=Path, metavar="RUN_A", help="a run's file")
    compare.add_argument("second", type=Path, metavar="RUN_B", help="a run of the same set")
    compare.add_argument("--json", action="store_true", help="print the comparison as JSON")

    summary = "Write a page or Markdown of a run."
    report = commands.add_parser("report", help=summary, description=summary)
    report.add_argument("run", type=Path, metavar="RUN", help="a run's file")
    report.add_argument("file", type=Path, metavar="FILE", help="what to write: .html, or .md for Markdown")

    summary = "Make a set from the record's own questions."
    make = commands.add_parser("make", help=summary, description=summary)
    make.add_argument("set", type=Path, metavar="SET", help="the JSONL file to write")
    make.add_argument("--record", type=Path, metavar="FILE", help="draw from this transcript")
    make.add_argument("--archive", type=Path, metavar="DIR", help="draw from this archive (default: yours)")
    make.add_argument(
        "--count", type=int, metavar="N", help="questions to draw (default: 50, or what a small record has)"
    )
    make.add_argument(
        "--unanswerable",
        type=int,
        metavar="N",
        help="questions whose exchange is left out of the record for the run (default: 10, or a sixth)",
    )
    make.add_argument("--seed", type=int, default=1, help="another draws others (default: %(default)s)")


def _add_figures(parser: argparse.ArgumentParser) -> None:
    """The options that say what is measured and how it is told."""
    parser.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="NAME",
        help="another measure of ir_measures, such as P@5; as often as needed",
    )
    parser.add_argument("--json", action="store_true", help="print the measures as JSON")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write every question's values as CSV")
    parser.add_argument(
        "--fail-under",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="exit with 1 when a measure is lower, such as 'R@1=0.8'; as often as needed",
    )
