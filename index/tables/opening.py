"""The file of an archive, opened to be changed or, where it cannot be, to be read.

Beside a file that is read SQLite makes two more, and on a read-only disk it cannot. What is then opened is
the file as it stands or, where a process that was killed left changes beside it, a copy of both in a
temporary folder.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from onrecord.index.errors import ArchiveError, InputError
from onrecord.index.tables.schema import FILE_NAME, read_meta

__all__ = ["Opened", "changed", "connect", "newest_generation", "telling"]

_CACHE_KIB = 32 * 1024
_WAIT_SECONDS = 60.0

_Mode = Literal["rwc", "rw", "ro"]
_Stamp = tuple[tuple[int, int, int] | None, ...]

# What values that were damaged raise where they are read.
_DAMAGED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)


class Opened(sqlite3.Connection):
    """A connection to the file of an archive."""

    unlocked: _Stamp | None = None
    """What the file looked like when it was opened, where nothing keeps others from changing it."""


def connect(folder: Path, create: bool = False) -> Opened:
    """Open the archive in ``folder``; changes are made in explicit transactions.

    With ``create`` a file that is missing or empty is opened too, and gets no tables yet.

    Raises:
        ArchiveError: this is no archive, or one of another format version; nothing was changed.
        sqlite3.Error: it cannot be opened, not even to be read.
    """
    try:
        return _opened(folder, folder, "rwc" if create else "rw")
    except sqlite3.OperationalError as error:
        if _code(error) not in _NOT_TO_BE_CHANGED:
            raise
    try:
        return _opened(folder, folder, "ro")
    except sqlite3.OperationalError as error:
        if _code(error) not in _NOT_TO_BE_CHANGED:
            raise
    stamp = _stamp(folder)
    if any(seen and seen[1] for seen in stamp[1:]):
        found = _copied(folder)
    else:
        found = _opened(folder, folder, "ro", "&immutable=1")
    found.unlocked = stamp
    return found


def changed(connection: Opened, folder: Path) -> bool:
    """Whether somebody changed the file since it was opened, where nothing keeps them from it."""
    return connection.unlocked is not None and _stamp(folder) != connection.unlocked


def newest_generation(folder: Path) -> str | None:
    """The generation committed last, whatever snapshot others read; ``None`` where it cannot be read."""
    try:
        connection = sqlite3.connect(_address(folder, "ro"), uri=True, timeout=1)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def _address(folder: Path, mode: _Mode) -> str:
    return f"{(folder / FILE_NAME).absolute().as_uri()}?mode={mode}"


def _opened(folder: Path, shown: Path, mode: _Mode, more: str = "") -> Opened:
    """A connection to the file in ``folder``, which messages call ``shown``, if it is an archive's."""
    connection = sqlite3.connect(
        _address(folder, mode) + more,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
        factory=Opened,
    )
    try:
        # Before anything is changed: what belongs to another program stays as it is.
        if mode != "rwc" or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            read_meta(connection, shown)
        if mode != "ro":
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        # By default 2 MB: less than the vectors of one question's candidates and the way to them.
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # A view of the words' index by token, with how many exchanges hold it.
        connection.execute("CREATE VIRTUAL TABLE temp.token USING fts5vocab(main, all_words, row)")
    except BaseException:
        connection.close()
        raise
    return connection


def _copied(folder: Path) -> Opened:
    """The file in ``folder`` and what was left beside it, opened in a temporary folder."""
    place = Path(tempfile.mkdtemp(prefix="onrecord-"))
    try:
        for file in _files(folder):
            if file.exists():
                shutil.copyfile(file, place / file.name)
        connection = _opened(place, folder, "rw")
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    weakref.finalize(connection, shutil.rmtree, place, ignore_errors=True)
    return connection


def _files(folder: Path) -> list[Path]:
    """The file and those that SQLite keeps changes in."""
    return [folder / (FILE_NAME + suffix) for suffix in ("", "-wal", "-journal")]


def _stamp(folder: Path) -> _Stamp:
    return tuple(map(_seen, _files(folder)))


def _seen(file: Path) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


_NOT_TO_BE_CHANGED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code; 0 where the error is not SQLite's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


@contextmanager
def telling(folder: Path, damaged: bool = True) -> Iterator[None]:
    """Tell what SQLite and, with ``damaged``, values that it gives raise inside as an :class:`ArchiveError`.

    Raises:
        ArchiveError: the disk is full, the file cannot be changed, is in use, or is damaged.
        InputError: a text that was given is none, as a file's name in another encoding.
    """
    try:
        yield
    except sqlite3.ProgrammingError:  # ours, not the file's
        raise
    except UnicodeEncodeError as error:
        raise InputError(
            f"{error.object!r:.200} cannot be looked up or kept: it is no text; give it in UTF-8"
        ) from error
    except sqlite3.Error as error:
        raise ArchiveError(_message(error, folder)) from error
    except _DAMAGED as error:
        if not damaged:
            raise
        raise ArchiveError(_damage(folder, str(error) or type(error).__name__)) from error


def _message(error: sqlite3.Error, folder: Path) -> str:
    code = _code(error)
    if code == sqlite3.SQLITE_FULL:
        return f"{folder}: the disk is full; what was in the archive is still there: make room, and try again"
    if code == sqlite3.SQLITE_IOERR:
        return (
            f"{folder}: the disk cannot be read or written ({error}); see that it has room and works, "
            "and try again"
        )
    if code in _BUSY:
        return f"{folder}: another program is changing the archive; try again when it has finished"
    if code in _NOT_TO_BE_CHANGED:
        return (
            f"{folder}: the archive can be read at the most, not changed ({error}); see whose the folder is "
            "and whether its disk is read-only"
        )
    return _damage(folder, str(error))


def _damage(folder: Path, what: str) -> str:
    return (
        f"{folder / FILE_NAME}: not a readable archive ({' '.join(what.split())[:200]}); "
        "move it away and index the transcripts again"
    )
