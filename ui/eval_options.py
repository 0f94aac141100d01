"""The options of ``onrecord eval``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

__all__ = ["add_eval_commands", "with_run"]

_COMMANDS = ("run",)


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
    run.add_argument("--archive", type=Path, metavar="DIR", help="the archive the questions are about")
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
    run.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar="NAME",
        help="another measure of ir_measures, such as P@5; as often as needed",
    )
    run.add_argument("--json", action="store_true", help="print the measures as JSON")
    run.add_argument("--out", type=Path, metavar="FILE", help="the run's file (default: in your user data)")
    run.add_argument("--trec", type=Path, metavar="FILE", help="write the rankings as a TREC run")
    run.add_argument("--csv", type=Path, metavar="FILE", help="write every question's values as CSV")
    run.add_argument(
        "--fail-under",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="exit with 1 when a measure is lower, such as 'R@1=0.8'; as often as needed",
    )
