"""``onrecord ask`` and ``onrecord show``: quotes out of an archive."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click

from onrecord.index.errors import QuestionError
from onrecord.rag.settings import Settings
from onrecord.ui.cli.command import Command
from onrecord.ui.cli.opening import open_with_model
from onrecord.ui.cli.options import (
    archive_option,
    filter_options,
    language_model,
    literally_option,
    llm_options,
    model_option,
    open_archive,
    path_option,
    reader_option,
    repeated_option,
)
from onrecord.ui.cli.progress import say

__all__ = ["ask", "show"]


@click.command(cls=Command)
@click.argument("question", required=False, help="the question, in any language")
@repeated_option(
    "--after", "QUESTION", "a question before this one, which this one may lean on, the earliest first"
)
@path_option(
    "--batch",
    "FILE",
    'ask every line of a JSONL file of {"id", "question"} or {"id", "question", "earlier"}',
)
@click.option(
    "--top", type=int, default=Settings().top_k, show_default=True, metavar="K", help="quotes to show"
)
@click.option(
    "--threshold",
    type=float,
    default=Settings().threshold,
    show_default=True,
    metavar="P",
    help='with less confidence than this it is "not in the record"',
)
@click.option("--json", "as_json", is_flag=True, help="print the answer as JSON, one object a line")
@archive_option
@model_option
@reader_option
@llm_options
@filter_options
@literally_option
def ask(
    question: str | None,
    after: tuple[str, ...],
    batch: Path | None,
    top: int,
    threshold: float,
    as_json: bool,
    archive: Path | None,
    model: str,
    reader: str,
    llm: str | None,
    llm_model: str | None,
    transcript: tuple[str, ...],
    outlet: tuple[str, ...],
    answerer: tuple[str, ...],
    language: tuple[str, ...],
    since: str | None,
    until: str | None,
    literally: bool,
) -> int:
    """Ask the archive; prints the quotes that answer."""
    from onrecord.index.filters import Filters
    from onrecord.rag.assistant import Answer, Assistant
    from onrecord.rag.llm.writer import Writer
    from onrecord.rag.question_filters import KINDS
    from onrecord.rag.questions import BatchLine, checked, read_batch
    from onrecord.ui.cli import output
    from onrecord.ui.cli.llm_output import written_lines

    if question is not None and batch is None:
        lines = [BatchLine("", checked(question), tuple(map(checked, after)))]
    elif batch is None or question is not None:
        raise QuestionError("give one question, or --batch FILE with a question on each line")
    elif after:
        raise QuestionError('--after goes with one question; a line of a batch has "earlier": [...]')
    else:
        lines = read_batch(batch)
    filters = Filters(transcript, since, until, outlet, answerer, language)
    settings = Settings(model, top, threshold, reader)
    asked_too = language_model(llm, llm_model)
    opened, embedder = open_with_model(archive, settings.model)
    assistant = Assistant(opened, embedder, settings)
    writer = Writer(asked_too, assistant.reader) if asked_too else None
    for line in lines:
        try:
            full = writer.in_full(line.question, line.earlier) if writer and not literally else None
            answer = assistant.ask(
                full or line.question,
                question_id=line.id or None,
                filters=filters,
                earlier=() if full else line.earlier,
                kinds=() if literally else KINDS,
            )
        except QuestionError as error:
            # Only a line of a batch gets here: it is told, and the others are asked.
            refused = Answer(line.id, line.question, "not_in_record", 0.0, (), ()).to_dict()
            refused["error"] = str(error)
            say(json.dumps(refused) if as_json else f"{line.id}: {error}")
            continue
        if full:
            answer = replace(answer, question=line.question, understood=(full,))
        if as_json:
            made = writer.write(answer) if writer else None
            more = {"written": made.to_dict() if made else None} if writer else {}
            say(json.dumps(answer.to_dict() | more, ensure_ascii=False))
        else:
            if full:
                say(f"Understood as: {full}\n(by the language model; --literally asks it as it stands)\n")
            say(output.numbered(answer) if batch else output.answer(answer))
            for told in written_lines(writer, answer) if writer else ():
                say(told)
    return 0


@click.command(cls=Command)
@click.argument("citation", help="such as press-2019-03-08/7 or press-2019-03-08/7@1203-1268")
@archive_option
def show(citation: str, archive: Path | None) -> int:
    """Print what stands at a citation."""
    from onrecord.index.records import Citation
    from onrecord.rag.citations import look_up
    from onrecord.ui.cli import output

    at = Citation.parse(citation)
    say(output.exchange(look_up(at, open_archive(archive).transcript)))
    return 0
