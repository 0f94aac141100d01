"""Reading what somebody brings to the page, for them to look at before anything is changed."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.errors import InputError
from onrecord.index.indexing import Found, choose, find
from onrecord.index.parsing.profile import Told
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.sources import Source, expand
from onrecord.index.records import Transcript
from onrecord.index.report import Note
from onrecord.index.tables.rows import TranscriptSummary

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.ui.page.kept import KeptFiles

__all__ = ["MOST_FILES", "Looked", "choose_roles", "look", "look_again"]

MOST_FILES = 2_000
"""Files that one visit to the page may bring, those in zips counted."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A file or address that was read, for somebody to say yes or no to.

    ``found`` is what it holds, or ``error`` why it holds nothing. ``source`` is what was read: an address, a
    file or one inside a zip. ``file`` is the file that was brought, ``None`` for an address. ``notes``
    are the transcript's.
    """

    name: str
    source: Source
    found: Found | None = None
    error: str | None = None
    file: Path | None = None
    notes: tuple[str, ...] = ()

    @property
    def transcript(self) -> Transcript | None:
        """What would go into the archive."""
        return self.found.transcript if self.found else None

    @property
    def namesake(self) -> TranscriptSummary | None:
        """What the archive has under its name, where that is something else."""
        return self.found.before if self.found and self.found.transcript else None


def look(
    archive: Archive,
    kept: KeptFiles,
    files: Sequence[Path],
    addresses: Sequence[Address],
    model: RoleModel | None = None,
) -> Iterator[Looked]:
    """Read files (zips with all they hold) and addresses; ``model`` is asked where looks leave a doubt."""
    count, brought = 0, _brought(archive, kept)
    for file in files:
        try:
            inside, place = expand(file), kept.place(file, file.name)
        except InputError as error:
            yield Looked(file.name, file, error=_told(error, file), file=file)
            continue
        for each in inside:
            count += 1
            if count > MOST_FILES:
                told = f"at most {MOST_FILES} files are read at a time; bring the rest later"
                yield Looked(file.name, file, error=told, file=file)
                return
            assert isinstance(each, Path)
            yield _look_at_file(archive, each, file, place, brought, model)
    for address in addresses:
        count += 1
        if count > MOST_FILES:
            told = f"at most {MOST_FILES} files are read at a time; bring the rest later"
            yield Looked(str(address)[:200], address, error=told)
            return
        yield _look_at_address(archive, address, model)


def choose_roles(archive: Archive, looked: Looked, told: Told) -> Looked:
    """What was read, parsed again as somebody says; as it was where nothing is found then."""
    assert looked.found
    source = looked.transcript.source if looked.transcript else None
    try:
        found = choose(archive, looked.found, told)
    except InputError:
        return looked
    return replace(looked, found=found, notes=_notes(found, looked.source, source))


def look_again(archive: Archive, kept: KeptFiles, looked: Looked, model: RoleModel | None = None) -> Looked:
    """Read the same again, beside what the archive holds now, and take it for what was said."""
    again = _look_again(archive, kept, looked, model)
    told = looked.found.read.told if looked.found and looked.found.read else ()
    return choose_roles(archive, again, told) if told and again.found else again


def _look_again(archive: Archive, kept: KeptFiles, looked: Looked, model: RoleModel | None) -> Looked:
    if isinstance(looked.source, Address) or not looked.file:
        return _look_at_address(archive, looked.source, model)
    try:
        place = kept.place(looked.file, looked.file.name)
    except InputError as error:
        return Looked(looked.name, looked.source, error=_told(error, looked.source), file=looked.file)
    return _look_at_file(archive, looked.source, looked.file, place, _brought(archive, kept), model)


def _brought(archive: Archive, kept: KeptFiles) -> dict[str, str]:
    """The sources of all transcripts that came by the page, by the names under which they were brought."""
    named = ((kept.name_of(each.source), each.source) for each in archive.transcripts())
    return {name: source for name, source in named if name}


def _look_at_file(
    archive: Archive,
    source: Path,
    file: Path,
    place: Path,
    brought: Mapping[str, str],
    model: RoleModel | None,
) -> Looked:
    """Read a file that is the one that was brought, or lies in it; ``place`` is where that will be kept."""
    inside = source.relative_to(file)
    name, kept_as = (Path(file.name) / inside).as_posix(), str(place / inside)
    try:
        found = find(archive, source, source=kept_as, former=brought.get(name), role_model=model, tell=True)
    except InputError as error:
        return Looked(name, source, error=_told(error, source, kept_as), file=file)
    return Looked(name, source, found, file=file, notes=_notes(found, source, kept_as))


def _look_at_address(archive: Archive, address: Source, model: RoleModel | None) -> Looked:
    try:
        found = find(archive, address, role_model=model, tell=True)
    except InputError as error:
        return Looked(str(address), address, error=_told(error, address))
    return Looked(str(address), address, found, notes=_notes(found, address))


def _notes(found: Found, source: Source, place: str | None = None) -> tuple[str, ...]:
    notes = found.transcript.notes if found.transcript else ()
    return tuple(_told(note, source, place) for note in notes)


def _told(message: InputError | Note, source: Source, place: str | None = None) -> str:
    """The words of an error or a note, without where this computer put the file."""
    words = " ".join(str(message).split())
    for path in (place, str(source)) if isinstance(source, Path) else ():
        if path:
            # In a command that is proposed, it is quoted for a shell.
            words = words.replace(shlex.quote(path), shlex.quote(source.name)).replace(path, source.name)
    return words
