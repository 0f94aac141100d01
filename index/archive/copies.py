"""A copy of an archive that can find less: for evaluations that must not find a question by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ArchiveError
from onrecord.index.records import Citation
from onrecord.index.tables.opening import connect, telling
from onrecord.index.tables.queries import exchange_keys
from onrecord.index.tables.rows import gather_words
from onrecord.index.tables.schema import FILE_NAME, next_generation, roll_back

__all__ = ["reduced_copy"]


def reduced_copy(archive: Archive, folder: Path, questions: bool, exchanges: Sequence[str]) -> Archive:
    """Copy ``archive`` into ``folder``, replacing what was there.

    With ``questions`` no exchange can be found by its question; the ``exchanges`` (``slug/7``) can
    not be found at all. What an exchange holds, and its number, stays.

    Raises:
        ArchiveError: the copy cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    except OSError as error:
        raise ArchiveError(f"{folder}: a copy of the archive cannot be written here ({error})") from error
    with telling(folder):
        with closing(connect(archive.folder)) as source, closing(sqlite3.connect(folder / FILE_NAME)) as copy:
            source.backup(copy)
        with closing(connect(folder)) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                if questions:
                    _forget(db, "view = 'question'", ())
                for address in exchanges:
                    citation = Citation.parse(address)
                    among = "exchange IN (SELECT id FROM exchange WHERE transcript = ? AND number = ?)"
                    _forget(db, among, (citation.transcript, citation.exchange))
                gather_words(db, exchange_keys(db).values())
                next_generation(db)
                db.execute("COMMIT")
            except BaseException:
                roll_back(db)
                raise
    return Archive.open(folder)


def _forget(db: sqlite3.Connection, condition: str, values: Sequence[str | int]) -> None:
    db.execute(f"DELETE FROM words WHERE rowid IN (SELECT id FROM unit WHERE {condition})", values)
    db.execute(f"DELETE FROM unit WHERE {condition}", values)
