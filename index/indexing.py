"""Files into an archive, one transaction a file: what is unchanged is skipped, what is bad is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.archive import Archive
from index.embedding import Embedder
from index.errors import InputError
from index.parsing.given import GivenMarkers
from index.parsing.identity import transcript_slug
from index.readers import Source, expand, read
from index.report import Note
from index.transcripts import parse

__all__ = ["FileReport", "Outcome", "index_paths", "total_size"]

Outcome = Literal["added", "replaced", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: counts and notes where it went in, the error's message where not.

    ``confidence`` is that of the transcript's report.
    """

    path: Source
    outcome: Outcome
    transcript: str | None = None
    exchanges: int = 0
    passages: int = 0
    notes: tuple[Note, ...] = ()
    confidence: float = 1.0
    error: str | None = None


def total_size(paths: Sequence[Source]) -> int:
    """Bytes of all files at ``paths``, as :func:`index_paths` reports them; what is missing counts 0."""
    return sum(_size(file) for file, _ in _files(paths))


def index_paths(
    archive: Archive,
    embedder: Embedder,
    paths: Sequence[Source],
    progress: Callable[[float], None] | None = None,
    given: GivenMarkers | None = None,
) -> Iterator[FileReport]:
    """Bring all at ``paths`` (files, addresses, folders and zips with all they hold) into ``archive``.

    A file is committed before its report is given. ``progress`` is called with the bytes done
    since the last call, which together are :func:`total_size`.

    A file keeps its transcript's id when its text changes. A new file whose name is taken by
    another text gets the name with the first digits of its digest. With ``given``, the user's
    markers, an unchanged file is parsed again.

    Raises:
        ModelMismatchError: ``embedder`` is not the archive's.
        ArchiveError: the archive cannot be written.
    """
    archive.require_model(embedder.model_id)
    advance = progress or (lambda _: None)
    for file, missing in _files(paths):
        done = 0.0

        def embedded(share: float, size: int = _size(file)) -> None:
            nonlocal done
            done += share * size
            advance(share * size)

        try:
            report = (
                FileReport(file, "failed", error=missing)
                if missing
                else _index(archive, embedder, file, embedded, given)
            )
        except InputError as error:
            report = FileReport(file, "failed", error=str(error))
        advance(_size(file) - done)
        yield report


def _files(paths: Sequence[Source]) -> list[tuple[Source, str | None]]:
    """Every source once, files absolute, or the path that leads to none with what is wrong with it."""
    found: dict[Source, str | None] = {}
    for path in paths:
        try:
            for file in expand(path):
                found[file.absolute() if isinstance(file, Path) else file] = None
        except InputError as error:
            found[path] = str(error)
    return list(found.items())


def _size(file: Source) -> int:
    if not isinstance(file, Path):
        return 0
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


def _index(
    archive: Archive,
    embedder: Embedder,
    file: Source,
    progress: Callable[[float], None],
    given: GivenMarkers | None,
) -> FileReport:
    document = read(file)
    digest = document.sha256
    name = transcript_slug(document.name, document.text)
    namesakes = archive.namesakes(name, document.source)
    before = next((each for each in namesakes if each.source == document.source), None)
    for same in namesakes:
        if same.sha256 == digest and before in (same, None) and not given:
            return FileReport(file, "unchanged", same.id, same.exchanges)
    if before:
        name = before.id
    elif namesakes:
        name = f"{name}-{digest[:6]}"
    transcript = parse(document, name, given)
    passages = archive.add(transcript, embedder, progress)
    return FileReport(
        file,
        "replaced" if before else "added",
        transcript.id,
        len(transcript.exchanges),
        passages,
        transcript.notes,
        transcript.report.confidence,
    )
