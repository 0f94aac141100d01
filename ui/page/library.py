"""Changing an archive from the page: read and look, then add; rename; remove, and take that back.

What comes as a file is kept in the archive's folder ``added``, so that it can be indexed again; what comes
from an address keeps its address. Nothing is changed before somebody said yes to what was read.
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.errors import InputError
from onrecord.index.indexing import FileReport, Found, bring, find
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.sources import Source, expand
from onrecord.index.records import Transcript

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder

__all__ = ["MOST_FILES", "Library", "Looked", "added_folder"]

MOST_FILES = 2_000
"""Files that one visit to the page may bring, those in zips counted."""

_MOST_REMOVED = 50


@dataclass(frozen=True, slots=True)
class Looked:
    """A file or address that was read, for somebody to say yes or no to.

    ``found`` is what it holds, or ``error`` why it holds nothing. ``kept`` is where its file will be kept,
    ``file`` where that is now; both ``None`` for an address.
    """

    name: str
    found: Found | None = None
    error: str | None = None
    file: Path | None = None
    kept: Path | None = None

    @property
    def transcript(self) -> Transcript | None:
        """What would go into the archive."""
        return self.found.transcript if self.found else None


@dataclass(frozen=True, slots=True)
class _Removed:
    transcript: Transcript
    kept: Path | None
    data: bytes


def added_folder(archive: Path) -> Path:
    """Where an archive keeps the files that came by the page."""
    return archive / "added"


class Library:
    """One archive and what is done to it. Safe to use from several threads, while others ask."""

    def __init__(self, archive: Archive, embedder: Embedder, allow_private: bool = False) -> None:
        """``allow_private`` lets addresses lead to this machine or its network."""
        self.archive = archive
        self._embedder = embedder
        self._allow_private = allow_private
        self._lock = threading.Lock()
        self._removed: OrderedDict[str, _Removed] = OrderedDict()

    def look(self, files: Sequence[Path], addresses: Sequence[str] = ()) -> Iterator[Looked]:
        """Read files (zips with all they hold) and addresses; nothing is changed."""
        count = 0
        for file in files:
            kept = added_folder(self.archive.folder) / file.name
            try:
                inside = expand(file)
            except InputError as error:
                yield Looked(file.name, error=self._told(error, file))
                continue
            for each in inside:
                count += 1
                if count > MOST_FILES:
                    yield Looked(
                        file.name,
                        error=f"at most {MOST_FILES} files are read at a time; bring the rest later",
                    )
                    return
                assert isinstance(each, Path)
                source = kept if each == file else kept / each.relative_to(file)
                yield self._look(each, source.relative_to(kept.parent).as_posix(), str(source), file, kept)
        for url in addresses:
            address = Address(url.strip(), self._allow_private)
            yield self._look(address, str(address), None, None, None)

    def _look(
        self, source: Source, name: str, kept_as: str | None, file: Path | None, kept: Path | None
    ) -> Looked:
        try:
            return Looked(name, find(self.archive, source, source=kept_as), None, file, kept)
        except InputError as error:
            return Looked(name, error=self._told(error, source, kept_as))

    def _told(self, error: InputError, source: Source, kept_as: str | None = None) -> str:
        """An error's message, without where this computer put the file."""
        words = " ".join(str(error).split())
        for path in (kept_as, str(source)) if isinstance(source, Path) else ():
            words = words.replace(path, source.name) if path else words
        return words

    def add(
        self, looked: Sequence[Looked], progress: Callable[[float], None] = lambda _: None
    ) -> Iterator[FileReport]:
        """Bring what was looked at and found into the archive, one transaction each.

        ``progress`` is called with the share of all of it, 0..1, that is done. What it raises ends the work,
        and what is not in yet stays out.
        """
        wanted = [each.found for each in looked if each.found and each.found.transcript]
        whole = sum(len(each.transcript.text) for each in wanted if each.transcript) or 1
        files = {id(each.found): (each.file, each.kept) for each in looked if each.found}
        done = 0.0
        for found in wanted:
            assert found.transcript is not None
            size = len(found.transcript.text)

            def advance(share: float, size: int = size) -> None:
                nonlocal done
                done += share * size / whole
                progress(min(done, 1.0))

            advance(0.0)
            file, kept = files[id(found)]
            fresh = kept is not None and not kept.exists()
            if file and kept:
                kept.parent.mkdir(exist_ok=True)
                shutil.copyfile(file, kept)
            try:
                report = bring(self.archive, self._embedder, found, advance)
            except BaseException:
                if fresh and kept and not self._used(kept):
                    kept.unlink()
                raise
            yield report

    def _used(self, kept: Path) -> bool:
        """Whether a transcript of the archive comes from this file, or from inside it."""
        own = str(kept)
        return any(
            each.source == own or each.source.startswith(f"{own}/") for each in self.archive.transcripts()
        )

    def rename(self, transcript_id: str, title: str) -> None:
        """Give a transcript another title.

        Raises:
            InputError: there is no such transcript, or the title is empty.
        """
        self.archive.rename(transcript_id, title)

    def remove(self, transcript_id: str) -> str:
        """Remove a transcript, and its file where it came by the page; returns what takes it back.

        Raises:
            InputError: there is no such transcript.
        """
        transcript = self.archive.transcript(transcript_id)
        self.archive.remove(transcript_id)
        kept, data = self._kept(transcript.source), b""
        if kept and self._used(kept):
            kept = None
        if kept:
            with suppress(OSError):
                data = kept.read_bytes()
                kept.unlink()
        token = secrets.token_urlsafe(8)
        with self._lock:
            self._removed[token] = _Removed(transcript, kept, data)
            while len(self._removed) > _MOST_REMOVED:
                self._removed.popitem(last=False)
        return token

    def restore(self, token: str, progress: Callable[[float], None] = lambda _: None) -> str:
        """Take a removal back; returns the transcript's id.

        Raises:
            InputError: it was taken back already, or too many others were removed since.
        """
        with self._lock:
            removed = self._removed.get(token)
        if removed is None:
            raise InputError("this removal cannot be taken back any more; add the transcript again")
        if removed.kept and removed.data:
            removed.kept.parent.mkdir(exist_ok=True)
            removed.kept.write_bytes(removed.data)
        self.archive.add(removed.transcript, self._embedder, progress)
        with self._lock:
            self._removed.pop(token, None)
        return removed.transcript.id

    def _kept(self, source: str) -> Path | None:
        """The file in our folder that a source names or lies inside."""
        folder = added_folder(self.archive.folder)
        path = Path(source)
        if not path.is_relative_to(folder) or path == folder:
            return None
        return folder / path.relative_to(folder).parts[0]
