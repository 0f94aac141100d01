"""Files into an archive, one transaction a file: what is unchanged is skipped, what is bad is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from onrecord.index.archive.archive import Archive
from onrecord.index.document import Document
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.embedding.load import load_embedder
from onrecord.index.errors import ChangedError, InputError, TableError
from onrecord.index.parsing.found_speakers import Speaker
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.identity import transcript_slug
from onrecord.index.parsing.parser import parse_speakers
from onrecord.index.parsing.profile import Profile, Told
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.profiles import kept_profile, profile_of, read_profile
from onrecord.index.readers.sources import Source, expand, is_other_data, read
from onrecord.index.records import Transcript
from onrecord.index.report import Doubt, Grade, Note, grade_of
from onrecord.index.tables.rows import TranscriptSummary

__all__ = [
    "FileReport",
    "Found",
    "Outcome",
    "Read",
    "bring",
    "choose",
    "find",
    "index_into",
    "index_paths",
    "total_size",
]

# So often a file is looked at anew while others change what it would replace.
_TRIES = 5

Outcome = Literal["added", "replaced", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: counts and notes where it went in, the error's message where not.

    ``confidence`` and ``doubts`` are those of the transcript's report. What is skipped lies in a folder and
    is a table of something else.
    """

    path: Source
    outcome: Outcome
    transcript: str | None = None
    exchanges: int = 0
    passages: int = 0
    notes: tuple[Note, ...] = ()
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()
    statements: int = 0
    error: str | None = None

    @property
    def grade(self) -> Grade:
        """What the confidence comes to."""
        return grade_of(self.confidence)


def total_size(paths: Sequence[Source]) -> int:
    """Bytes of all files at ``paths``, as :func:`index_into` reports them; what is missing counts 0."""
    return sum(_size(file) for file, _, _ in _files(paths))


def index_paths(
    archive: Path | str, paths: Sequence[Source | str], model: str = "bundled"
) -> Iterator[FileReport]:
    """Bring all at ``paths`` into the archive in a folder, which is made where there is none.

    Args:
        archive: The archive's folder.
        paths: Files, folders, zips, or addresses (``https://...``).
        model: The embedding model, as :func:`onrecord.index.embedding.load.load_embedder` takes it.

    Yields:
        What became of each file; it is committed before its report is given.

    Raises:
        ArchiveError: The archive cannot be read or written.
        ModelError: The model cannot be loaded.
        ModelMismatchError: Another model made the archive.
        SettingsError: Something is wrong in a profile beside a file.
    """
    embedder = load_embedder(model)
    opened = Archive.create(Path(archive), embedder.model_id, embedder.dimension)
    try:
        yield from index_into(opened, embedder, [_source(each) for each in paths])
    finally:
        opened.close()


def _source(given: Source | str) -> Source:
    if not isinstance(given, str):
        return given
    return Address(given) if Address.is_one(given) else Path(given)


def index_into(
    archive: Archive,
    embedder: Embedder,
    paths: Sequence[Source],
    progress: Callable[[float], None] | None = None,
    given: GivenMarkers | None = None,
    profile: Path | None = None,
) -> Iterator[FileReport]:
    """Bring all at ``paths`` (files, addresses, folders and zips with all they hold) into ``archive``.

    A file is committed before its report is given. ``progress`` is called with the bytes done
    since the last call, which together are :func:`total_size`.

    A file keeps its transcript's id when its text changes. A new file whose name is taken by
    another text gets the name with the first digits of its digest. With ``given``, the user's
    markers, or a profile (``profile`` for all files, or those beside them) an unchanged file is parsed
    again, and goes in if something else was found. At the end cache files that nothing names are removed.

    Raises:
        SettingsError: something is wrong in a profile.
        ModelMismatchError: ``embedder`` is not the archive's.
        ArchiveError: the archive cannot be written.
    """
    archive.bring_up_to_date(embedder)
    advance = progress or (lambda _: None)
    role_model = RoleModel.of(embedder)
    for file, missing, named in _files(paths):
        done = 0.0

        def embedded(share: float, size: int = _size(file)) -> None:
            nonlocal done
            done += share * size
            advance(share * size)

        try:
            report = (
                FileReport(file, "failed", error=missing)
                if missing
                else _find_and_bring(
                    archive,
                    embedder,
                    partial(find, archive, file, given, profile=profile, named=named, role_model=role_model),
                    embedded,
                )
            )
        except InputError as error:
            other = not named and is_other_data(file, error)
            report = FileReport(file, "skipped") if other else FileReport(file, "failed", error=str(error))
        advance(_size(file) - done)
        yield report
    archive.collect_caches()


def _files(paths: Sequence[Source]) -> list[tuple[Source, str | None, bool]]:
    """Every source once, files absolute, or the path that leads to none with what is wrong with it.

    The last of each tells whether it was named, rather than found in a folder or a zip.
    """
    found: dict[Source, tuple[str | None, bool]] = {}
    for path in paths:
        try:
            for file in expand(path):
                whole = file.absolute() if isinstance(file, Path) else file
                found[whole] = (None, file == path or found.get(whole, (None, False))[1])
        except InputError as error:
            found[path] = (str(error), True)
    return [(file, *each) for file, each in found.items()]


def _size(file: Source) -> int:
    if not isinstance(file, Path):
        return 0
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was read, before anything is changed.

    ``transcript`` is what would go in, ``None`` where the archive has it already; ``before`` is the one that
    it would replace, or that is the same. ``seen`` is all that has its id or source, none of which is
    overwritten if it changes after that. ``speakers`` and ``read`` are there where they were asked for:
    who is found to speak, and what :func:`choose` needs to parse it again.
    """

    path: Source
    transcript: Transcript | None
    before: TranscriptSummary | None = None
    seen: tuple[TranscriptSummary, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    read: Read | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and what is said of it: in profiles, and ``told`` by who looks at it.

    ``former`` is the source of the transcript whose place it takes.
    """

    path: Source
    document: Document
    former: str
    profile: Profile | None
    told: Told = ()
    given: GivenMarkers | None = None
    role_model: RoleModel | None = None


def find(
    archive: Archive,
    file: Source,
    given: GivenMarkers | None = None,
    source: str | None = None,
    profile: Path | None = None,
    *,
    former: str | None = None,
    named: bool = True,
    role_model: RoleModel | None = None,
    tell: bool = False,
) -> Found:
    """Read and parse a file, and see what ``archive`` has of it.

    ``source`` is where it will be kept, if not where it is; its name is then that one's. ``former`` is the
    source of the transcript whose place it takes, if that came from elsewhere. ``role_model`` is asked where
    typography leaves a doubt. A table that was not
    ``named``, but found in a folder, must have columns with names. With ``tell`` the speakers are told.

    Raises:
        InputError: it cannot be read, or no exchange is found in it.
    """
    said = profile_of(file, profile)
    document = read(file)
    if not named and is_other_data(file, document):
        raise TableError(f"{file} has no columns that are named for questions and answers")
    if source is not None:
        document = replace(document, source=source, name=Path(source).name)
    kept = kept_profile(archive.folder, document.sha256)
    told = read_profile(kept).roles if kept.is_file() else ()
    return _found(
        archive, Read(file, document, former or document.source, said, told, given, role_model), tell
    )


def choose(archive: Archive, found: Found, told: Told) -> Found:
    """What was found, parsed again as somebody says now; nothing is changed.

    Raises:
        InputError: nothing is found then.
    """
    assert found.read
    told = tuple((dict(found.read.told) | dict(told)).items())
    return _found(archive, replace(found.read, told=told), tell=True)


def _found(archive: Archive, it: Read, tell: bool) -> Found:
    document = it.document
    digest = document.sha256
    name = transcript_slug(document.name, document.text)
    namesakes = archive.namesakes(name, it.former)
    before = next((each for each in namesakes if each.source == it.former), None)
    same = next((each for each in namesakes if each.sha256 == digest and before in (each, None)), None)
    if before:
        name = before.id
    elif namesakes:
        name = f"{name}-{digest[:6]}"
        same = same or next((each for each in archive.namesakes(name) if each.sha256 == digest), None)
    untold = same and not it.given and not it.profile and not it.told
    if untold and not tell:
        return Found(it.path, None, same)
    said = (it.profile or Profile()).with_roles(it.told)
    parsed = parse_speakers(document, name, it.given, said, it.role_model, tell=tell)
    transcript, found = (
        parsed.transcript,
        Found(it.path, None, same, (), parsed.speakers, it if tell else None),
    )
    if untold or (same and before and transcript == archive.transcript(same.id)):
        return found
    seen = tuple({each for each in (before, same) if each and each.id == name})
    return replace(found, transcript=transcript, before=before, seen=seen)


def _find_and_bring(
    archive: Archive, embedder: Embedder, search: Callable[[], Found], progress: Callable[[float], None]
) -> FileReport:
    """What ``search`` finds brought in; searched anew where another process took its place meanwhile."""
    for _ in range(_TRIES):
        with suppress(ChangedError):
            return bring(archive, embedder, search(), progress)
    return bring(archive, embedder, search(), progress)


def bring(
    archive: Archive, embedder: Embedder, found: Found, progress: Callable[[float], None] | None = None
) -> FileReport:
    """Bring what :func:`find` found into ``archive``, in one transaction.

    ``progress`` is called with the share of it, 0..1, done since the last call. What it raises ends the
    work, and nothing is changed.

    Raises:
        ModelMismatchError: ``embedder`` is not the archive's.
        ChangedError: what it would replace is no longer what was found.
    """
    transcript, before = found.transcript, found.before
    if transcript is None:
        held = (before.id, before.exchanges) if before else (None, 0)
        return FileReport(found.path, "unchanged", *held)
    passages = archive.add(transcript, embedder, progress, found.seen)
    return FileReport(
        found.path,
        "replaced" if before else "added",
        transcript.id,
        len(transcript.exchanges),
        passages,
        transcript.notes,
        transcript.report.confidence,
        transcript.report.doubts,
        len(transcript.statements),
    )
