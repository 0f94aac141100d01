"""The command line: ``onrecord``.

What this module imports at the top is what every command pays for; the rest is imported by the
command that needs it.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.index.errors import OnRecordError, SetError
from onrecord.index.readers.addresses import Address
from onrecord.ui.cli.eval_options import with_run
from onrecord.ui.cli.options import build_parser
from onrecord.ui.cli.progress import complain

__all__ = ["main"]

_TOLD = 100
"""Problems of a set that are told; a file of another form has one in every line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status.

    0: done. 1: some of the files failed, or the user interrupted. 2: an error, told in one line on
    standard error.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Records are in any script, whatever the terminal's locale; a file name may hold odd bytes.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = build_parser().parse_args(with_run(sys.argv[1:] if arguments is None else arguments))
    if getattr(options, "allow_private", False):
        options.paths = [
            replace(path, allow_private=True) if isinstance(path, Address) else path for path in options.paths
        ]
    try:
        return _command(options.command)(options)
    except SetError as error:
        for problem in error.problems[:_TOLD]:
            complain(problem)
        if len(error.problems) > _TOLD:
            complain(f"and {len(error.problems) - _TOLD:,} more like these")
        return 2
    except OnRecordError as error:
        complain(error)
        return 2
    except BrokenPipeError:
        # The reader of our output (head, a pager) has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        complain("interrupted")
        return 1


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    from onrecord.ui.cli import archive_commands as commands
    from onrecord.ui.cli import chat_command, eval_commands, index_commands, tune_command

    wanted = f"run_{name}"
    modules = (commands, index_commands, chat_command, eval_commands, tune_command)
    found: Callable[[argparse.Namespace], int] = next(
        getattr(module, wanted) for module in modules if wanted in module.__all__
    )
    return found
