"""How arguments are read: as Click does, with what a question and a question set need besides."""

from __future__ import annotations

import re
from typing import Any

import click

__all__ = ["Command", "Group"]

_OPTION = re.compile(r"--?[a-zA-Z][^\s=]*(=|$)")


class Command(click.Command):
    """A command whose options may be abbreviated, and whose other arguments may begin with a dash.

    Click itself takes whole names alone, takes ``- Why?`` for options, and takes the second option of
    ``--out --json`` for the name of a file.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = {
            name: each
            for each in self.get_params(ctx)
            if isinstance(each, click.Option)
            for name in each.opts
        }
        given: list[str] = []
        others: list[str] = []
        words = iter(args)
        for word in words:
            name, equals, value = word.partition("=")
            begun = [each for each in options if name.startswith("--") and each.startswith(name)]
            if word == "--":
                others += words
            elif not _OPTION.match(word):
                others.append(word)
            else:
                name = begun[0] if name not in options and len(begun) == 1 else name
                given.append(name + equals + value)
                if name in options and not options[name].is_flag and not equals:
                    given.append(next(words, "--"))
                    if given[-1] == "--" or given[-1] in options:
                        raise click.BadOptionUsage(name, f"Option '{name}' requires an argument.", ctx)
        return super().parse_args(ctx, [*given, "--", *others])

    def get_short_help_str(self, limit: int = 45) -> str:
        # Click would cut what does not fit into a line; the list of commands can wrap it.
        return super().get_short_help_str(limit=1000)


class Group(click.Group):
    """A group of such commands, listed as they were added; ``default`` is meant where none is named."""

    command_class = Command

    def __init__(self, *args: Any, default: str | None = None, **attributes: Any) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **attributes})
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if self.default and args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)
