"""The command line: ``onrecord``.

What this module and those of the commands import at the top is what every command pays for; the
rest is imported by the command that needs it, when it runs.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence

import click

from onrecord.index.errors import OnRecordError, SetError
from onrecord.ui.cli.ask import ask, show
from onrecord.ui.cli.chat import chat, password
from onrecord.ui.cli.command import Group
from onrecord.ui.cli.eval import evaluate
from onrecord.ui.cli.formulas import formulas
from onrecord.ui.cli.index import check, index, list_transcripts, remove
from onrecord.ui.cli.progress import complain
from onrecord.ui.cli.terminal import on_one_line
from onrecord.ui.cli.trace import trace
from onrecord.ui.cli.tune import tune

__all__ = ["cli", "main"]

_SHOWN_PROBLEMS = 100
"""Problems of a set that are shown; a file of another form has one in every line."""
_LONGEST = 300
"""Characters of a message about arguments, which quotes them."""

cli = Group(
    "onrecord",
    help="Ask a press conference in any language; get the exact words, cited to the exchange they come from.",
    epilog="Exit status: 0 when all is done; 1 when some of the files failed, a limit was missed, nothing "
    "was learnt, or you interrupted; 2 after an error, which is told in one line on standard error.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    commands=[
        index,
        check,
        ask,
        trace,
        formulas,
        show,
        list_transcripts,
        remove,
        tune,
        evaluate,
        password,
        chat,
    ],
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status.

    0: done. 1: some of the files failed, or the user interrupted. 2: an error, told in one line on
    standard error.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Records are in any script, whatever the terminal's locale; a file name may hold odd bytes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    problems: Sequence[object]
    try:
        # Not click's own main(), which would tell of errors in its own way, in several lines.
        with cli.make_context("onrecord", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status: int = cli.invoke(context)
            return status
    except click.exceptions.Exit as done:
        return done.exit_code
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted")
        return 1
    except click.UsageError as error:
        problems = [_usage(error)]
    except SetError as error:
        problems = error.problems
    except OnRecordError as error:
        problems = [error]
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EDQUOT):
            raise
        # What could not be written is not tried again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:
            # The reader of our output (head, a pager) has gone; there is nobody left to tell.
            return 1
        problems = ["the disk that is written to is full; make room there, and do it again"]
    for problem in problems[:_SHOWN_PROBLEMS]:
        complain(problem)
    if len(problems) > _SHOWN_PROBLEMS:
        complain(f"and {len(problems) - _SHOWN_PROBLEMS:,} more like these")
    return 2


def _usage(error: click.UsageError) -> str:
    """What is wrong with the arguments, and where to look."""
    said = on_one_line(error.format_message())
    if len(said) > _LONGEST:
        said = f"{said[:_LONGEST]}…"
    if not said.endswith((".", "?", "?)", "…")):
        said += "."
    command = error.ctx.command_path if error.ctx else "onrecord"
    return f"{said[:1].lower()}{said[1:]} See: {command} --help"
