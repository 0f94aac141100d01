"""Print the help of every command as Markdown: ``python docs/commands.py > docs/commands.md``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import click

from onrecord.ui.cli.main import cli

__all__ = ["reference"]


def reference() -> str:
    """The page of all commands."""
    return "\n\n".join(_described(cli, click.Context(cli, info_name=cli.name))) + "\n"


def _described(command: click.Command, context: click.Context) -> Iterator[str]:
    """The blocks about a command: heading, usage, help, arguments and options; then those of its commands."""
    path = context.command_path
    yield f"{'#' * (path.count(' ') + 1)} {path}" if context.parent else "# Commands"
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    yield f"```\n{usage}\n```"
    yield from _paragraphs(command.help)
    records = [each.get_help_record(context) for each in command.params]
    if shown := [f"- `{record[0]}`: {_escaped(record[1])}" for record in records if record]:
        yield "\n".join(shown)
    inner = command.commands if isinstance(command, click.Group) else {}
    if inner:
        yield "\n".join(f"- `{path} {name}`: {each.get_short_help_str()}" for name, each in inner.items())
    yield from _paragraphs(command.epilog)
    for name, each in inner.items():
        yield from _described(each, click.Context(each, info_name=name, parent=context))


def _paragraphs(text: str | None) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text or ""):
        if paragraph:
            yield _escaped(" ".join(paragraph.split()))


def _escaped(text: str) -> str:
    """Plain text as Markdown."""
    return re.sub(r"([\\`*<\[\]])", r"\\\1", text)


if __name__ == "__main__":
    sys.stdout.write(reference())
