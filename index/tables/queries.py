"""What a search reads from the archive's tables, within filters or not."""

from __future__ import annotations

import json
import operator
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from onrecord.index.arrays import Ids, Vectors
from onrecord.index.filters import Choices, Filters
from onrecord.index.units import VIEWS, ExchangeUnits, View

__all__ = [
    "choices",
    "cosines_of",
    "exchange_count",
    "exchange_keys",
    "exchanges_of",
    "exchanges_passing",
    "ids_of_view",
    "languages",
    "units_of",
    "vectors_of",
]

_LARGEST = 1.01
"""No number of a vector of unit length is larger, however it was rounded."""

# The one speaker of a transcript answers where no turn names anybody else; a statement is everybody's who
# speaks in it.
_TOLD = "transcript INDEXED BY transcript_told"  # the rows themselves hold whole texts
_ANSWERED_BY = (
    "CASE WHEN EXISTS (SELECT 1 FROM turn WHERE turn.exchange = exchange.id AND (role = 'answerer' "
    "OR number < 0) AND speaker IS NOT NULL) THEN EXISTS (SELECT 1 FROM turn WHERE "
    "turn.exchange = exchange.id AND (role = 'answerer' OR number < 0) "
    "AND speaker IN (SELECT value FROM json_each(?))) "
    "ELSE json_array_length(speakers) = 1 "
    "AND json_extract(speakers, '$[0]') IN (SELECT value FROM json_each(?)) END"
)
_VIEW = " ".join(["CASE view", *(f"WHEN '{view}' THEN {at}" for at, view in enumerate(VIEWS)), "END"])
_ASKED_BY = (
    "EXISTS (SELECT 1 FROM turn WHERE turn.exchange = exchange.id AND role = 'asker' "
    "AND outlet IN (SELECT value FROM json_each(?)))"
)


def _passing(filters: Filters) -> tuple[str, list[str]]:
    """A subquery of the exchange keys that pass resolved ``filters``, and its parameters."""
    if not filters:
        # Joined with the transcripts, their count alone takes longer than all the rest of a question.
        return "SELECT id FROM exchange", []
    conditions: list[tuple[str, object]] = [
        ("transcript.id IN (SELECT value FROM json_each(?))", filters.transcripts),
        ("date >= ?", filters.since),
        ("date <= ?", filters.until),
        ("language IN (SELECT value FROM json_each(?))", filters.languages),
        (_ASKED_BY, filters.outlets),
        (_ANSWERED_BY, filters.answerers),
    ]
    given = [(condition, value) for condition, value in conditions if value]
    parameters = [
        value if isinstance(value, str) else json.dumps(value)
        for condition, value in given
        for _ in range(condition.count("?"))
    ]
    where = " AND ".join(condition for condition, _ in given)
    select = f"SELECT exchange.id FROM exchange JOIN {_TOLD} ON transcript.id = exchange.transcript"
    return f"{select} WHERE {where}", parameters


def exchange_count(db: sqlite3.Connection, filters: Filters) -> int:
    """How many exchanges pass."""
    passing, parameters = _passing(filters)
    return int(db.execute(f"SELECT count(*) FROM ({passing})", parameters).fetchone()[0])


def ids_of_view(db: sqlite3.Connection, view: View, filters: Filters) -> Ids:
    """The ids of a view's units in the exchanges that pass, rising."""
    passing, parameters = _passing(filters)
    found = db.execute(f"SELECT id FROM unit WHERE view = ? AND exchange IN ({passing})", [view, *parameters])
    return np.sort(np.fromiter((key for (key,) in found), np.int64))


def languages(db: sqlite3.Connection) -> tuple[str | None, ...]:
    """The languages of all transcripts."""
    return _column(db, f"SELECT DISTINCT language FROM {_TOLD}")


def exchanges_passing(db: sqlite3.Connection, filters: Filters) -> Ids:
    """The keys of the exchanges that pass, rising."""
    passing, parameters = _passing(filters)
    return np.sort(np.fromiter((key for (key,) in db.execute(passing, parameters)), np.int64))


def exchange_keys(db: sqlite3.Connection) -> dict[tuple[str, int], int]:
    """The key of every exchange, by its transcript and number, in their order."""
    found = db.execute("SELECT transcript, number, id FROM exchange ORDER BY transcript, number")
    return {(transcript, number): key for transcript, number, key in found}


def exchanges_of(db: sqlite3.Connection, units: Sequence[int]) -> dict[int, int]:
    """The exchange key of each of these unit ids.

    Raises:
        TypeError: one is damaged and no number.
    """
    select = "SELECT id, exchange FROM unit WHERE id IN (SELECT value FROM json_each(?))"
    return {unit: operator.index(exchange) for unit, exchange in db.execute(select, (_keys(units),))}


def cosines_of(db: sqlite3.Connection, units: Ids, vector: Vectors) -> tuple[Ids, Vectors]:
    """Which of these units there are, and the cosines of their vectors with ``vector``, shape ``(d,)``."""
    select = "SELECT id, vector FROM unit WHERE id IN (SELECT value FROM json_each(?))"
    found = db.execute(select, (_keys(units.tolist()),)).fetchall()
    vectors = vectors_of([row[1] for row in found], len(vector))
    return np.array([row[0] for row in found], np.int64), vectors @ vector


def vectors_of(stored: Sequence[bytes], dimension: int) -> Vectors:
    """Vectors as they are stored, one in each of ``stored``: shape ``(n, dimension)``.

    Raises:
        ValueError: one is not of that dimension, or a number in it is none of a vector of unit length.
    """
    if any(len(each) != 4 * dimension for each in stored):
        raise ValueError(f"a vector has not {dimension} numbers")
    vectors = np.frombuffer(b"".join(stored), "<f4").reshape(len(stored), dimension)
    # Not its contrary: what is no number is not above anything.
    if not (np.abs(vectors) <= _LARGEST).all():
        raise ValueError("a vector is not of unit length")
    return vectors


def units_of(db: sqlite3.Connection, exchanges: Sequence[int], dimension: int) -> dict[int, ExchangeUnits]:
    """All units of each of these exchange keys that there are, with their vectors.

    Raises:
        ValueError: one is damaged.
    """
    wanted = (_keys(exchanges),)
    places = {
        key: (transcript, number, language)
        for key, transcript, number, language in db.execute(
            f"SELECT exchange.id, transcript.id, number, language FROM exchange JOIN {_TOLD} "
            "ON transcript.id = exchange.transcript "
            "WHERE exchange.id IN (SELECT value FROM json_each(?))",
            wanted,
        )
    }
    found = db.execute(
        f"SELECT exchange, id, {_VIEW}, coalesce(passage, 0), start, end, vector FROM unit "
        "WHERE exchange IN (SELECT value FROM json_each(?)) ORDER BY id",
        wanted,
    ).fetchall()
    if not found:
        return {}
    # All at once: to make small arrays of each exchange's rows takes as long as to read them.
    owners = np.array([row[0] for row in found], np.int64)
    columns = np.array([row[1:-1] for row in found], np.int64).T
    starts, ends = columns[3:]
    if not bool(np.all((starts >= 0) & (starts < ends))):
        raise ValueError("a unit ends before it begins")
    vectors = vectors_of([row[-1] for row in found], dimension)
    bounds = [0, *(np.flatnonzero(np.diff(owners)) + 1).tolist(), len(found)]
    units = {}
    for start, end in pairwise(bounds):
        key = int(owners[start])
        # Copies: what is kept of one exchange must not keep the others.
        own = columns[:, start:end].copy(), vectors[start:end].copy()
        units[key] = ExchangeUnits(key, *places[key], *own)
    return units


def choices(db: sqlite3.Connection) -> Choices:
    """What there is to filter by."""
    named = (
        "SELECT name FROM (SELECT speaker AS name FROM turn WHERE role = 'answerer' UNION ALL "
        "SELECT speaker FROM turn JOIN exchange ON exchange.id = turn.exchange "
        "WHERE number < 0 AND role != 'answerer' UNION ALL "
        "SELECT json_extract(speakers, '$[0]') FROM transcript WHERE json_array_length(speakers) = 1)"
    )
    by_date = f"FROM {_TOLD} ORDER BY coalesce(date, ''), id"
    dates = db.execute(f"SELECT min(date), max(date) FROM {_TOLD}").fetchone()
    return Choices(
        transcripts=_column(db, f"SELECT id {by_date}"),
        titles=_column(db, f"SELECT title {by_date}"),
        dates=dates if dates[0] else None,
        outlets=_most_frequent(db, "SELECT outlet AS name FROM turn WHERE role = 'asker'"),
        answerers=_most_frequent(db, named),
        languages=_most_frequent(db, f"SELECT language AS name FROM {_TOLD}"),
    )


def _most_frequent(db: sqlite3.Connection, names: str) -> tuple[str, ...]:
    select = f"SELECT name FROM ({names}) WHERE name IS NOT NULL"
    return _column(db, f"{select} GROUP BY name ORDER BY count(*) DESC, name")


def _column(db: sqlite3.Connection, select: str) -> tuple[str, ...]:
    return tuple(value for (value,) in db.execute(select))


def _keys(keys: Iterable[int]) -> str:
    return json.dumps([int(key) for key in keys])
