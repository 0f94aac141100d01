"""Transcripts that were removed and can be taken back: whole, with their vectors, for a while.

They lie in a table of their own, which is made when the first is removed, so that an archive is removed from
and a removal kept in one transaction. Nothing of them is found by any question.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from onrecord.index.arrays import Vectors
from onrecord.index.records import Transcript
from onrecord.index.tables.queries import vectors_of
from onrecord.index.text.folding import fold
from onrecord.index.units import findable

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = [
    "DAYS",
    "MOST_BYTES",
    "Kept",
    "Removed",
    "forget",
    "forget_batch",
    "forget_old",
    "has_old",
    "keep",
    "keep_file",
    "load",
    "removed",
]

DAYS = 7
"""So long a removal can be taken back, and no longer: whoever removes something wants it gone."""

MOST_BYTES = 2**30
"""Of what was removed so much is kept; the oldest goes first. 5,000 transcripts of 20 exchanges, or so."""

_TABLE = """
CREATE TABLE IF NOT EXISTS removed (
    number INTEGER PRIMARY KEY AUTOINCREMENT, batch TEXT NOT NULL, time TEXT NOT NULL, id TEXT NOT NULL,
    title TEXT NOT NULL, size INTEGER NOT NULL, transcript TEXT NOT NULL, units TEXT NOT NULL,
    vectors BLOB NOT NULL, file BLOB
)
"""
_Units = list[tuple[int, str, int, int]]


@cache
def _json() -> tuple[TypeAdapter[Transcript], TypeAdapter[_Units]]:
    """How transcripts and the places of units are written; made when first needed."""
    from pydantic import TypeAdapter

    return TypeAdapter(Transcript), TypeAdapter(_Units)


@dataclass(frozen=True, slots=True)
class Removed:
    """A line of the list of what was removed: ``number`` takes it back.

    What was removed together is a ``batch``; ``time`` is in UTC, ISO 8601, to the second.
    """

    number: int
    batch: str
    time: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A transcript that was removed, the vectors of its texts, and the file that it came by, if any."""

    transcript: Transcript
    vectors: Mapping[str, Vectors]
    file: bytes


def keep(db: sqlite3.Connection, transcript: Transcript, batch: str, now: datetime) -> int:
    """Keep a transcript that is about to be deleted; returns the number that takes it back.

    What is too old then, or too much, goes.
    """
    db.execute(_TABLE)
    units = db.execute(
        "SELECT number, view, start, end, vector FROM unit JOIN exchange ON exchange.id = unit.exchange "
        "WHERE transcript = ? ORDER BY unit.id",
        (transcript.id,),
    ).fetchall()
    transcripts, places = _json()
    written = transcripts.dump_json(transcript).decode()
    named = places.dump_json([row[:4] for row in units]).decode()
    vectors = b"".join(row[4] for row in units)
    size = len(written.encode()) + len(named) + len(vectors)
    values = (batch, _written(now), transcript.id, transcript.title, size, written, named, vectors)
    number = db.execute(
        "INSERT INTO removed (batch, time, id, title, size, transcript, units, vectors) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    ).lastrowid
    assert number is not None
    forget_old(db, now)
    return number


def keep_file(db: sqlite3.Connection, number: int, file: bytes) -> None:
    """Keep the file that a removed transcript came by with it."""
    db.execute("UPDATE removed SET file = ?, size = size + ? WHERE number = ?", (file, len(file), number))


def forget(db: sqlite3.Connection, number: int) -> None:
    """Delete what can be taken back by this number."""
    db.execute("DELETE FROM removed WHERE number = ?", (number,))


def forget_batch(db: sqlite3.Connection, batch: str) -> None:
    """Delete all that was removed together."""
    if _is_there(db):
        db.execute("DELETE FROM removed WHERE batch = ?", (batch,))


def forget_old(db: sqlite3.Connection, now: datetime) -> None:
    """Delete what is too old or, the oldest first, too much."""
    if _is_there(db):
        db.execute("DELETE FROM removed WHERE time < ?", (_oldest(now),))
        db.execute(
            "DELETE FROM removed WHERE number IN (SELECT number FROM (SELECT number, "
            "sum(size) OVER (ORDER BY number DESC) AS whole FROM removed) WHERE whole > ?)",
            (MOST_BYTES,),
        )


def _oldest(now: datetime) -> str:
    return _written(now - timedelta(days=DAYS))


def _written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds")


def has_old(db: sqlite3.Connection, now: datetime) -> bool:
    """Whether something is kept that is too old."""
    old = "SELECT EXISTS (SELECT 1 FROM removed WHERE time < ?)"
    return _is_there(db) and bool(db.execute(old, (_oldest(now),)).fetchone()[0])


def removed(db: sqlite3.Connection, now: datetime) -> list[Removed]:
    """All that can be taken back, the latest first."""
    if not _is_there(db):
        return []
    found = db.execute(
        "SELECT number, batch, time, id, title FROM removed WHERE time >= ? ORDER BY number DESC",
        (_oldest(now),),
    )
    return [Removed(*row) for row in found]


def load(db: sqlite3.Connection, number: int, dimension: int) -> Kept | None:
    """What was removed, or ``None`` where it is kept no more.

    Raises:
        ValueError: it is damaged.
    """
    row = None
    if _is_there(db):
        row = db.execute(
            "SELECT transcript, units, vectors, file FROM removed WHERE number = ?", (number,)
        ).fetchone()
    if row is None:
        return None
    transcripts, named = _json()
    transcript, units = transcripts.validate_json(row[0]), named.validate_json(row[1])
    stored = [row[2][at : at + 4 * dimension] for at in range(0, len(row[2]), 4 * dimension)]
    vectors = vectors_of(stored, dimension)
    places = dict(zip(units, vectors, strict=True))
    # A later version may cut a transcript otherwise: what has no vector then is embedded anew.
    texts = {
        fold(each.words): places[place]
        for each in findable(transcript)
        if (place := (each.exchange, each.view, each.span.start, each.span.end)) in places
    }
    return Kept(transcript, texts, row[3] or b"")


def _is_there(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'removed'").fetchone())
