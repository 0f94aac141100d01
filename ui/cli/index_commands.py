"""The commands that read transcripts: ``index`` and ``check``. Heavy modules are imported when needed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.index.errors import InputError
from onrecord.ui.cli import check_output as checking
from onrecord.ui.cli import output as printing
from onrecord.ui.cli.progress import bar, complain, load_model, say
from onrecord.ui.locations import default_archive

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder
    from onrecord.index.parsing.given_markers import GivenMarkers
    from onrecord.index.readers.sources import Source

__all__ = ["index_told", "run_check", "run_index"]


def run_index(options: Namespace) -> int:
    """Add transcripts to an archive; 1 if some file failed."""
    from onrecord.index.archive.archive import Archive

    embedder = load_model(options.model)
    folder = options.archive or default_archive()
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    if options.store:
        archive.move_vectors(options.store)
    failed = index_told(archive, embedder, options.paths, options)
    held = archive.transcripts()
    say(f"{folder}: {len(held)} transcripts, {sum(each.exchanges for each in held)} exchanges")
    return 1 if failed else 0


def run_check(options: Namespace) -> int:
    """Parse transcripts and show what was found; 1 if some file failed."""
    from onrecord.index.parsing.parser import parse
    from onrecord.index.readers.profiles import profile_of
    from onrecord.index.readers.sources import expand, is_other_data, read

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


def index_told(archive: Archive, embedder: Embedder, paths: Sequence[Source], options: Namespace) -> int:
    """Index and report each file; returns how many failed."""
    from onrecord.index.indexing import index_paths, total_size

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


def _given(options: Namespace) -> GivenMarkers | None:
    """The markers that the user gave, if any."""
    from onrecord.index.parsing.given_markers import GivenMarkers

    markers = (options.question_marker, options.answer_marker, options.moderator_marker)
    return GivenMarkers(*(tuple(each or ()) for each in markers)) if any(markers) else None
