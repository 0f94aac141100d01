"""What the tests of the command line share, beside the fixtures ``run`` and ``talk``."""

from __future__ import annotations

from collections.abc import Callable

import click

__all__ = ["TALK", "Run", "options_of"]

TALK = "问：桥什么时候通车？\n答：五月通车。工期三年。\n问：渡轮多少钱？\n答：四块钱一张票。孩子免费。\n"
"""What stands in the file ``talk``."""

Run = Callable[..., tuple[int, str, str]]
"""A command's arguments to its exit status, standard output and standard error."""


def options_of(command: click.Command) -> set[str]:
    """Every option of a command and of the commands inside it, as typed."""
    own = {name for each in command.params if isinstance(each, click.Option) for name in each.opts}
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options_of, inner))
