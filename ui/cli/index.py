"""The commands about transcripts: ``onrecord index``, ``check``, ``list`` and ``remove``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.index.errors import InputError, SettingsError
from onrecord.ui.cli.command import Command
from onrecord.ui.cli.opening import create_with_model
from onrecord.ui.cli.options import Sources, archive_option, model_option, open_archive, takes_sources
from onrecord.ui.cli.progress import bar, complain, say
from onrecord.ui.cli.terminal import counted

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder
    from onrecord.index.readers.sources import Source

__all__ = ["add", "check", "index", "list_transcripts", "remove"]

_named_sources = takes_sources("a file, a folder or zip of files, or an http(s) address")


@click.command(cls=Command)
@_named_sources
@archive_option
@model_option
@click.option(
    "--store",
    metavar="PLACE",
    help="where the archive's vectors are searched from now on: milvus://HOST:PORT, a file .db or faiss",
)
def index(sources: Sources, archive: Path | None, model: str, store: str | None) -> int:
    """Add transcripts to the archive."""
    from onrecord.ui.locations import default_archive
    from onrecord.ui.page.kept import collect_kept

    folder = archive or default_archive()
    opened, embedder = create_with_model(folder, model)
    if store:
        opened.move_vectors(store)
    failed = add(opened, embedder, sources)
    collect_kept(opened)
    held = opened.transcripts()
    say(
        f"{folder}: {counted(len(held), 'transcript')}, "
        f"{counted(sum(each.exchanges for each in held), 'exchange')}, "
        f"{counted(sum(each.statements for each in held), 'statement')}"
    )
    return 1 if failed else 0


def add(archive: Archive, embedder: Embedder, sources: Sources) -> int:
    """Index the sources and tell what became of each file; returns how many failed."""
    from onrecord.index.indexing import index_into, total_size
    from onrecord.ui.cli import output

    failed = 0
    with bar("Indexing", total_size(sources.paths), "B") as advance:
        for report in index_into(archive, embedder, sources.paths, advance, sources.markers, sources.profile):
            if report.error:
                failed += 1
                complain(report.error)
            else:
                say("\n".join(output.file_report(report)))
    return failed


@click.command(cls=Command)
@_named_sources
@click.option(
    "--json",
    "--jsonl",
    "as_json",
    is_flag=True,
    help="one JSON object a line, one for each exchange, with its turns and their words",
)
@click.option("--csv", "as_csv", is_flag=True, help="a table of all turns, one a row, with their words")
@click.option("--report", is_flag=True, help="with --json: one object for each transcript")
@click.option(
    "--choose",
    is_flag=True,
    help="ask what each speaker and look is taken for, and keep it as NAME.onrecord.toml beside the file",
)
def check(sources: Sources, as_json: bool, as_csv: bool, report: bool, choose: bool) -> int:
    """Show the exchanges that are found in transcripts, and who speaks, without indexing them."""
    from onrecord.index.parsing.parser import parse_speakers
    from onrecord.index.parsing.role_model import RoleModel
    from onrecord.index.readers.profiles import profile_of
    from onrecord.index.readers.sources import expand, is_other_data, read
    from onrecord.rag.spreadsheets import csv_text
    from onrecord.ui.cli import check_output, choosing

    if as_csv and (as_json or report):
        raise SettingsError("--csv goes with neither --json nor --report; give one of them")
    if choose and (as_csv or as_json or report):
        raise SettingsError("--choose asks and shows; give it without --json, --csv and --report")
    if as_csv:
        # Spreadsheets know UTF-8 by a byte order mark.
        say("\ufeff" + csv_text([check_output.TURN_COLUMNS], "").rstrip())
    failed = 0
    show = (
        check_output.turns_csv
        if as_csv
        else check_output.table
        if not as_json
        else check_output.report_json
        if report
        else check_output.exchanges_json
    )
    role_model = RoleModel.unpacked()
    for path in sources.paths:
        try:
            files = expand(path)
        except InputError as error:
            complain(error)
            failed += 1
            continue
        for file in files:
            try:
                document = read(file)
                if file != path and is_other_data(file, document):
                    complain(_skipped(file))
                    continue
                said = profile_of(file, sources.profile)
                parsed = parse_speakers(document, None, sources.markers, said, role_model)
                if choose and (told := choosing.ask(file, document, parsed)):
                    said = choosing.keep(file, sources.profile, said, told)
                    parsed = parse_speakers(document, None, sources.markers, said, role_model)
            except InputError as error:
                other = file != path and is_other_data(file, error)
                complain(_skipped(file) if other else error)
                failed += not other
                continue
            # Of a text without exchanges there is no line.
            if lines := show(file, parsed, document):
                say(lines)
    return 1 if failed else 0


def _skipped(file: Source) -> str:
    return f"{file} is skipped: a table of something else than questions and answers"


@click.command("list", cls=Command)
@click.option("--stats", is_flag=True, help="say instead who asks how often, whom and when")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object, as /api/list or /api/stats")
@archive_option
def list_transcripts(stats: bool, as_json: bool, archive: Path | None) -> int:
    """List the transcripts of the archive."""
    opened = open_archive(archive)
    if as_json:
        from onrecord.ui.web.contract import Stats, Transcripts

        if stats:
            say(Stats.model_validate(opened.facts()).model_dump_json())
        else:
            say(Transcripts.model_validate({"transcripts": opened.transcripts()}).model_dump_json())
        return 0
    from onrecord.ui.cli import facts_output, output

    for line in facts_output.table(opened.facts()) if stats else output.listing(opened.transcripts()):
        say(line)
    return 0


@click.command(cls=Command)
@click.argument("ids", nargs=-1, required=True, metavar="ID...", help="a transcript's id, see: onrecord list")
@archive_option
def remove(ids: tuple[str, ...], archive: Path | None) -> int:
    """Remove transcripts from the archive; none where one of the ids is unknown."""
    from onrecord.ui.page.kept import collect_kept

    opened = open_archive(archive)
    for transcript_id in ids:
        opened.transcript(transcript_id)
    for transcript_id in dict.fromkeys(ids):
        opened.remove(transcript_id)
        say(f"removed {transcript_id}")
    collect_kept(opened)
    return 0
