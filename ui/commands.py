"""What each command of :mod:`ui.cli` does. Heavy modules are imported by the command that needs them."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import InputError, QuestionError
from index.filters import Filters
from rag.settings import Settings
from ui import checking, printing
from ui.places import chat_archive, default_archive, sample_record
from ui.progress import bar, complain, load_model, say

if TYPE_CHECKING:
    from index.archive import Archive
    from index.embedding import Embedder
    from index.parsing.given import GivenMarkers
    from index.readers import Source
    from ui.passwords import Passwords

__all__ = [
    "run_ask",
    "run_chat",
    "run_check",
    "run_index",
    "run_list",
    "run_password",
    "run_remove",
    "run_show",
]


def run_index(options: Namespace) -> int:
    """Add transcripts to an archive; 1 if some file failed."""
    from index.archive import Archive

    embedder = load_model(options.model)
    folder = options.archive or default_archive()
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    if options.store:
        archive.move_vectors(options.store)
    failed = _index(archive, embedder, options.paths, options)
    held = archive.transcripts()
    say(f"{folder}: {len(held)} transcripts, {sum(each.exchanges for each in held)} exchanges")
    return 1 if failed else 0


def run_check(options: Namespace) -> int:
    """Parse transcripts and show what was found; 1 if some file failed."""
    from index.profiles import profile_of
    from index.readers import expand, is_other_data, read
    from index.transcripts import parse

    given = _given(options)
    failed = 0
    for path in options.paths:
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
                transcript = parse(document, given=given, profile=profile_of(file, options.profile))
            except InputError as error:
                other = file != path and is_other_data(file, error)
                complain(_skipped(file) if other else error)
                failed += not other
                continue
            if options.json:
                shown = checking.report_json if options.report else checking.exchanges_json
                say(shown(file, transcript, document.offsets))
            else:
                say("\n".join(checking.table(file, transcript)))
    return 1 if failed else 0


def _skipped(file: Source) -> str:
    return f"{file} is skipped: a table of something else than questions and answers"


def run_ask(options: Namespace) -> int:
    """Ask one question, or those of a file."""
    from index.archive import Archive
    from rag.answers import Answer, Assistant
    from rag.questions import BatchLine, checked, read_batch

    if (options.question is None) == (options.batch is None):
        raise QuestionError("give one question, or --batch FILE with a question on each line")
    filters = _filters(options)
    settings = Settings(options.model, options.top, options.threshold, options.reranker)
    if options.batch and options.after:
        raise QuestionError('--after goes with one question; a line of a batch has "earlier": [...]')
    earlier = tuple(checked(each) for each in options.after)
    batch = (
        read_batch(options.batch) if options.batch else [BatchLine("", checked(options.question), earlier)]
    )
    archive = Archive.open(options.archive or default_archive())
    assistant = Assistant(archive, load_model(settings.model), settings)
    for line in batch:
        try:
            answer = assistant.ask(
                line.question, question_id=line.id or None, filters=filters, earlier=line.earlier
            )
        except QuestionError as error:
            # Only a line of a batch gets here: it is told, and the others are asked.
            refused = Answer(line.id, line.question, False, 0.0, (), ()).to_dict()
            refused["error"] = str(error)
            say(json.dumps(refused) if options.json else f"{line.id}: {error}")
            continue
        if options.json:
            say(json.dumps(answer.to_dict(), ensure_ascii=False))
        else:
            say(printing.numbered(answer) if options.batch else printing.answer(answer))
    return 0


def run_show(options: Namespace) -> int:
    """Print the exchange around a citation."""
    from index.archive import Archive
    from index.records import Citation
    from rag.citations import look_up

    citation = Citation.parse(options.citation)
    archive = Archive.open(options.archive or default_archive())
    say(printing.exchange(look_up(citation, archive.transcript)))
    return 0


def run_list(options: Namespace) -> int:
    """List the transcripts of an archive."""
    from index.archive import Archive

    for line in printing.listing(Archive.open(options.archive or default_archive()).transcripts()):
        say(line)
    return 0


def run_remove(options: Namespace) -> int:
    """Remove transcripts; nothing is removed where one of the ids is unknown."""
    from index.archive import Archive

    archive = Archive.open(options.archive or default_archive())
    for transcript_id in options.ids:
        archive.transcript(transcript_id)
    for transcript_id in dict.fromkeys(options.ids):
        archive.remove(transcript_id)
        say(f"removed {transcript_id}")
    return 0


def run_chat(options: Namespace) -> int:
    """Open the chat page until it is interrupted."""
    from index.archive import Archive
    from rag.answers import Assistant

    passwords = _passwords(options)
    folder: Path = options.archive or default_archive()
    paths: list[Source] = options.paths
    if not paths and not (folder.is_dir() and any(folder.iterdir()) and Archive.open(folder).transcripts()):
        say(f"Nothing is indexed in {folder} yet, so here is a sample record.")
        say("Add transcripts of your own with: onrecord index PATH")
        paths = [sample_record()]
        folder = chat_archive(paths, options.model)
    elif paths and not options.archive:
        folder = chat_archive(paths, options.model)
    embedder = load_model(options.model)
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    if paths:
        _index(archive, embedder, paths, options)
        if not options.archive:
            _forget_others(archive, paths)
        if not archive.transcripts():
            raise InputError("none of these files could be indexed, so there is nothing to ask")
    say("Opening the page ...")
    from ui.evals import Evals
    from ui.examples import Examples
    from ui.library import Library
    from ui.server import serve

    settings = Settings(model=options.model, reranker=options.reranker)
    assistant = Assistant(archive, embedder, settings)
    serve(
        assistant,
        options.host,
        options.port,
        Examples(assistant),
        lambda url: say(f"On Record is at {url} (press Ctrl+C to stop)"),
        options.mcp,
        passwords,
        Library(archive, embedder, options.allow_private),
        Evals(archive, embedder, settings),
    )
    return 0


def _passwords(options: Namespace) -> Passwords | None:
    """Who may use the page; nobody has to say who they are where only this computer reaches it."""
    from ui.passwords import Passwords
    from ui.places import is_local

    if options.auth_file and options.no_login:
        raise InputError("--auth-file asks for a login and --no-login forgoes it; give one of the two")
    if options.auth_file:
        return Passwords(options.auth_file)
    if not is_local(options.host):
        if not options.no_login:
            raise InputError(
                f"whoever reaches {options.host} could read this record: name who may with --auth-file FILE "
                "(lines of: onrecord password NAME >> FILE), or open it to everybody with --no-login"
            )
        complain(f"the page has no login: whoever reaches {options.host} can read and ask this record")
    return None


def run_password(options: Namespace) -> int:
    """Print a line for a file of names and passwords; a terminal is asked twice, a pipe is read."""
    import sys
    from getpass import getpass

    from ui.passwords import line

    if sys.stdin.isatty():
        password = getpass(f"Password for {options.name}: ")
        if getpass("Again: ") != password:
            raise InputError("the two passwords differ; begin again")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    say(line(options.name, password))
    return 0


def _index(archive: Archive, embedder: Embedder, paths: Sequence[Source], options: Namespace) -> int:
    """Index and report each file; returns how many failed."""
    from index.indexing import index_paths, total_size

    failed = 0
    with bar("Indexing", total_size(paths), "B") as advance:
        given = _given(options)
        for report in index_paths(archive, embedder, paths, advance, given, options.profile):
            if report.error:
                failed += 1
                complain(report.error)
            else:
                say("\n".join(printing.file_report(report)))
    return failed


def _filters(options: Namespace) -> Filters:
    """The part of the archive that is asked."""
    return Filters(
        options.transcript, options.since, options.until, options.outlet, options.answerer, options.language
    )


def _given(options: Namespace) -> GivenMarkers | None:
    """The markers that the user gave, if any."""
    from index.parsing.given import GivenMarkers

    markers = (options.question_marker, options.answer_marker, options.moderator_marker)
    return GivenMarkers(*(tuple(each or ()) for each in markers)) if any(markers) else None


def _forget_others(archive: Archive, paths: Sequence[Source]) -> None:
    """Remove what the archive holds of files that are no longer at ``paths``; what came by the page stays."""
    from index.formats.addresses import Address
    from index.readers import expand
    from ui.library import added_folder

    present: set[str] = set()
    for path in paths:
        if not isinstance(path, Path):
            present.add(str(path))
        elif path.exists():
            present |= {str(file.absolute()) for file in expand(path) if isinstance(file, Path)}
    for each in archive.transcripts():
        by_page = Path(each.source).is_relative_to(added_folder(archive.folder))
        if each.source not in present and not by_page and not Address.is_one(each.source):
            archive.remove(each.id)
