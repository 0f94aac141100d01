"""``onrecord formulas``: what is said again and again in the same words."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.index.filters import Filters
from onrecord.ui.cli.command import Command
from onrecord.ui.cli.options import archive_option, at_most_one, filter_options, open_archive
from onrecord.ui.cli.progress import say, share_bar

__all__ = ["formulas"]


@click.command(cls=Command)
@click.option("--most", type=int, default=50, metavar="N", help="list so many at most (default: 50)")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@click.option("--csv", "as_csv", is_flag=True, help="print a table, one row each")
@click.option("--markdown", "as_markdown", is_flag=True, help="print Markdown")
@archive_option
@filter_options
def formulas(
    most: int,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    archive: Path | None,
    transcript: tuple[str, ...],
    outlet: tuple[str, ...],
    answerer: tuple[str, ...],
    language: tuple[str, ...],
    since: str | None,
    until: str | None,
) -> int:
    """List what answers say again and again in the same words, with the first and the latest use."""
    from onrecord.rag import formulas_exports as exports
    from onrecord.rag.formulas import formulas_of

    at_most_one(json=as_json, csv=as_csv, markdown=as_markdown)
    filters = Filters(transcript, since, until, outlet, answerer, language)
    opened = open_archive(archive)
    with share_bar("Comparing") as report:
        found = formulas_of(opened, filters, most, report)
    if as_json or as_csv:
        write = exports.formulas_json if as_json else exports.formulas_csv
    else:
        write = exports.formulas_markdown if as_markdown else exports.formulas_text
    say(write(found).rstrip("\r\n"))
    return 0
