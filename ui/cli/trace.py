"""``onrecord trace``: every time that something was said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from onrecord.index.errors import InputError, QuestionError
from onrecord.rag.settings import Settings
from onrecord.ui.cli.command import Command
from onrecord.ui.cli.opening import open_with_model
from onrecord.ui.cli.options import (
    archive_option,
    at_most_one,
    filter_options,
    literally_option,
    model_option,
    path_option,
)
from onrecord.ui.cli.progress import say, share_bar

__all__ = ["trace"]

_SURE, _WIDE = 0.8, 0.05


@click.command(cls=Command)
@click.argument("question", required=False, help="a question or a name, in any language")
@click.option(
    "--least",
    type=float,
    metavar="P",
    help="list what speaks to it with at least this probability, 0 to 1 (default: 0.25)",
)
@click.option("--sure", is_flag=True, help=f"list only what is sure: --least {_SURE}")
@click.option("--wide", is_flag=True, help=f"list all that comes near: --least {_WIDE}")
@click.option(
    "--changes",
    is_flag=True,
    help="compare each answer with those before it: what is said again, what is new",
)
@click.option("--json", "as_json", is_flag=True, help="print one JSON object")
@click.option("--csv", "as_csv", is_flag=True, help="print a table, one row each")
@click.option("--markdown", "as_markdown", is_flag=True, help="print Markdown")
@path_option("--xlsx", "FILE", "write a workbook, which replaces the file")
@archive_option
@model_option
@filter_options
@literally_option
def trace(
    question: str | None,
    least: float | None,
    sure: bool,
    wide: bool,
    changes: bool,
    as_json: bool,
    as_csv: bool,
    as_markdown: bool,
    xlsx: Path | None,
    archive: Path | None,
    model: str,
    transcript: tuple[str, ...],
    outlet: tuple[str, ...],
    answerer: tuple[str, ...],
    language: tuple[str, ...],
    since: str | None,
    until: str | None,
    literally: bool,
) -> int:
    """List every time that something was said, by date, each with its best sentence.

    With --changes, what each of these answers says again in the words of earlier ones, and what is new.
    """
    from onrecord.index.filters import Filters
    from onrecord.rag import changes_exports, trace_exports
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.likelihood import LEAST
    from onrecord.rag.question_filters import KINDS
    from onrecord.rag.questions import checked
    from onrecord.ui.cli import trace_output

    if question is None:
        raise QuestionError("give a question or a name, in any language")
    asked = checked(question)
    at_most_one(least=least is not None, sure=sure, wide=wide)
    at_most_one(json=as_json, csv=as_csv, markdown=as_markdown, xlsx=xlsx is not None)
    if least is None:
        least = _SURE if sure else _WIDE if wide else LEAST
    filters = Filters(transcript, since, until, outlet, answerer, language)
    # Nothing is read: so many passages would take a minute.
    settings = Settings(model, reader="none")
    opened, embedder = open_with_model(archive, settings.model)
    assistant = Assistant(opened, embedder, settings)
    forms: dict[str, Callable[[], str]]
    with share_bar("Tracing") as report:
        kinds = () if literally else KINDS
        if changes:
            compared = assistant.changes(asked, filters, least, report, kinds)
            head, book = changes_exports.summary(compared), partial(changes_exports.changes_xlsx, compared)
            forms = {
                "json": partial(changes_exports.changes_json, compared),
                "csv": partial(changes_exports.changes_csv, compared),
                "markdown": partial(changes_exports.changes_markdown, compared),
                "text": partial(changes_exports.changes_text, compared),
            }
        else:
            found = assistant.trace(asked, filters, least, report, kinds)
            head, book = trace_exports.summary(found), partial(trace_exports.trace_xlsx, found)
            forms = {
                "json": partial(trace_exports.trace_json, found),
                "csv": partial(trace_exports.trace_csv, found),
                "markdown": partial(trace_exports.trace_markdown, found),
                "text": partial(trace_output.listed, found),
            }
    if xlsx is not None:
        try:
            xlsx.write_bytes(book())
        except OSError as error:
            raise InputError(f"{xlsx} cannot be written: {error.strerror or error}") from error
        say("\n".join([*head, f"Written to {xlsx}."]))
    else:
        form = "json" if as_json else "csv" if as_csv else "markdown" if as_markdown else "text"
        say(forms[form]().rstrip("\r\n"))
    return 0
