"""The files that came by the page, kept in the archive's folder ``added`` so that they can be indexed again.

Each lies in a folder that is called after its bytes, so none is ever written over another of the same name.
What a process that was killed has left is collected, but never while one is adding.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.errors import ArchiveError, ReadError
from onrecord.index.readers.profiles import KEPT, kept_profile

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive

__all__ = ["KeptFiles", "added_folder", "collect_kept"]

_DIGEST = re.compile(r"[0-9a-f]{16}")
# Whoever adds holds a file of this name locked until it is done, or killed.
_ADDING = ".*.adding"


def added_folder(archive: Path) -> Path:
    """Where an archive keeps the files that came by the page."""
    return archive / "added"


def collect_kept(archive: Archive) -> int:
    """Remove the files in ``added`` that no transcript of the archive comes from; returns how many.

    What was chosen for the texts of transcripts that are gone goes, too.

    Where somebody is adding at the moment, nothing is removed.
    """
    folder = added_folder(archive.folder)
    # In this order: whoever begins to add after the first look has files of their own, or writes them again
    # at the end; whoever has ended before the last is in the archive.
    found, chosen = _files_below(folder), list((archive.folder / KEPT).glob("*.toml"))
    if not (found or chosen) or _somebody_adds(folder):
        return 0
    held = archive.transcripts()
    sources = {each.source for each in held}
    texts = {kept_profile(archive.folder, each.sha256) for each in held}
    for path in chosen:
        if path not in texts:
            path.unlink(missing_ok=True)
    used = sources | {str(parent) for source in sources for parent in Path(source).parents}
    gone = 0
    for path in found:
        if str(path) in used:
            continue
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
                continue
            path.unlink()
            gone += 1
            if path.parent != folder:
                path.parent.rmdir()
    return gone


def _files_below(folder: Path) -> list[Path]:
    """All kept files, and their folders where these are empty."""
    found: list[Path] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                found += list(path.iterdir()) or [path]
            elif not path.match(_ADDING):
                found.append(path)
    return found


def _somebody_adds(folder: Path) -> bool:
    """Whether a process is adding; what one that was killed left of that goes."""
    from filelock import FileLock, Timeout

    for path in folder.glob(_ADDING):
        try:
            with FileLock(path, timeout=0):
                path.unlink(missing_ok=True)
        except (Timeout, OSError, RuntimeError):
            return True
    return False


class KeptFiles:
    """The files of one archive. Safe to use from several threads.

    ``is_used`` tells whether a transcript of the archive comes from a file, or from inside it.
    """

    def __init__(self, archive: Path, is_used: Callable[[Path], bool]) -> None:
        self._folder = added_folder(archive)
        self._is_used = is_used
        self._lock = threading.Lock()

    def place(self, file: Path, name: str) -> Path:
        """Where ``file`` would be kept under this name.

        Raises:
            ReadError: it cannot be read.
        """
        try:
            with file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            raise ReadError(f"{name} cannot be read any more ({error.strerror}); bring it again") from None
        return self._folder / digest[:16] / name

    def place_of(self, data: bytes, name: str) -> Path:
        """Where a file of these bytes would be kept under this name."""
        return self._folder / hashlib.sha256(data).hexdigest()[:16] / name

    def name_of(self, source: str) -> str | None:
        """As what a transcript's source was brought: ``talks.zip/may.txt``; ``None`` where it was not."""
        path = Path(source)
        if not path.is_relative_to(self._folder) or path == self._folder:
            return None
        parts = path.relative_to(self._folder).parts
        # Archives that are older have the files in one folder.
        inside = parts[1:] if len(parts) > 1 and _DIGEST.fullmatch(parts[0]) else parts
        return "/".join(inside)

    def file_of(self, source: str) -> Path | None:
        """The kept file that a transcript's source names or lies inside."""
        name = self.name_of(source)
        if name is None:
            return None
        path = Path(source)
        deeper = len(Path(name).parts) - 1
        return path.parents[deeper - 1] if deeper else path

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Inside, no process collects what is kept already and not yet in the archive."""
        from filelock import FileLock

        lock = FileLock(self._folder / f".{secrets.token_hex(8)}.adding")
        # Where nothing can be written, nothing is kept, which is told then.
        with suppress(OSError, RuntimeError):
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        try:
            yield
        finally:
            with suppress(OSError):
                Path(lock.lock_file).unlink(missing_ok=True)
            lock.release()

    def keep(self, kept: Path, write: Callable[[Path], object]) -> bool:
        """Let ``write`` make the file at ``kept``, whole or not at all; returns whether it was not there.

        Raises:
            ArchiveError: it cannot be written.
        """
        part = kept.parent / ".part"
        with self._lock:
            if kept.exists():
                return False
            try:
                kept.parent.mkdir(parents=True, exist_ok=True)
                write(part)
                part.replace(kept)
            except OSError as error:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                    kept.parent.rmdir()
                raise ArchiveError(
                    f"{kept.name} cannot be kept with the archive ({error.strerror}); "
                    "mend that and add it again"
                ) from None
            return True

    def copy(self, file: Path, kept: Path) -> bool:
        """:meth:`keep` a copy of ``file``."""
        return self.keep(kept, lambda part: shutil.copyfile(file, part))

    def discard(self, source: str, save: Callable[[bytes], object] | None = None) -> None:
        """Delete the file of a transcript that is no more, unless others come from it.

        Before, ``save`` is called with its bytes.
        """
        kept = self.file_of(source)
        with self._lock, suppress(OSError):
            if kept and not self._is_used(kept):
                if save:
                    save(kept.read_bytes())
                kept.unlink()
                if kept.parent != self._folder:
                    kept.parent.rmdir()
