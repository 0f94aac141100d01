"""What a search reads from the archive's tables, within filters or not."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from index.bridges import bridges
from index.dense import Ids
from index.filters import Choices, Filters
from index.lexical import match_expression
from index.spans import Span
from index.units import Unit, View

__all__ = ["choices", "exchange_count", "exchanges_of", "ids_of_view", "scores_of_words", "units_of"]

# The one speaker of a transcript answers where no turn names anybody else.
_ANSWERED_BY = (
    "CASE WHEN EXISTS (SELECT 1 FROM turn WHERE turn.exchange = exchange.id AND role = 'answerer' "
    "AND speaker IS NOT NULL) THEN EXISTS (SELECT 1 FROM turn WHERE turn.exchange = exchange.id "
    "AND role = 'answerer' AND speaker IN (SELECT value FROM json_each(?))) "
    "ELSE json_array_length(speakers) = 1 "
    "AND json_extract(speakers, '$[0]') IN (SELECT value FROM json_each(?)) END"
)
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
    select = "SELECT exchange.id FROM exchange JOIN transcript ON transcript.id = exchange.transcript"
    return f"{select} WHERE {where}", parameters


def exchange_count(db: sqlite3.Connection, filters: Filters) -> int:
    """How many exchanges pass."""
    passing, parameters = _passing(filters)
    return int(db.execute(f"SELECT count(*) FROM ({passing})", parameters).fetchone()[0])


def ids_of_view(db: sqlite3.Connection, view: View, filters: Filters) -> Ids:
    """The ids of a view's units in the exchanges that pass."""
    passing, parameters = _passing(filters)
    found = db.execute(f"SELECT id FROM unit WHERE view = ? AND exchange IN ({passing})", [view, *parameters])
    return np.fromiter((key for (key,) in found), np.int64)


def scores_of_words(db: sqlite3.Connection, question: str, filters: Filters) -> dict[int, float]:
    """BM25 (above 0) by id of the units that pass and share a token or a name with ``question``.

    How rare a word is, is counted over the whole archive.
    """
    scores = _scores_of_bridges(db, question, filters)
    expression = match_expression(question)
    if expression is None:
        return scores
    within, parameters = _within(filters)
    select = f"SELECT rowid, -bm25(words) FROM words WHERE words MATCH ?{within}"
    for unit, score in db.execute(select, [expression, *parameters]):
        scores[unit] = scores.get(unit, 0.0) + score
    return scores


def _within(filters: Filters) -> tuple[str, list[str]]:
    """The condition that a unit is of an exchange that passes, with its parameters."""
    if not filters:
        return "", []
    passing, parameters = _passing(filters)
    # The plus keeps SQLite from looking each row up in the words' index, which took seconds.
    return f" AND +rowid IN (SELECT id FROM unit WHERE exchange IN ({passing}))", parameters


def _scores_of_bridges(
    db: sqlite3.Connection, question: str, filters: Filters, most: int = 10_000
) -> dict[int, float]:
    """What the names in ``question`` count for in any language, by id of the units that hold them.

    All names of one thing count once, by how rare they are together: as the inverse document frequency of
    BM25, so that the two add up. What more than ``most`` units hold tells nothing apart and is left out.
    """
    groups = bridges(question, (row[0] for row in db.execute("SELECT DISTINCT language FROM transcript")))
    if not groups:
        return {}
    within, parameters = _within(filters)
    (units,) = db.execute("SELECT count(*) FROM words_docsize").fetchone()
    scores: dict[int, float] = {}
    for names in groups:
        select = "SELECT rowid FROM words WHERE words MATCH ?"
        expression = " OR ".join(names)
        found = db.execute(f"{select} LIMIT ?", (expression, most + 1)).fetchall()
        if filters and 0 < len(found) <= most:
            passed = db.execute(select + within, [expression, *parameters]).fetchall()
        else:
            passed = found
        rarity = math.log((units - len(found) + 0.5) / (len(found) + 0.5))
        if rarity > 0 and len(found) <= most:
            for (unit,) in passed:
                scores[unit] = scores.get(unit, 0.0) + rarity
    return scores


def exchanges_of(db: sqlite3.Connection, units: Sequence[int]) -> dict[int, int]:
    """The exchange key of each of these unit ids."""
    return dict(
        db.execute(
            "SELECT id, exchange FROM unit WHERE id IN (SELECT value FROM json_each(?))", (_keys(units),)
        )
    )


def units_of(db: sqlite3.Connection, exchanges: Sequence[int]) -> list[Unit]:
    """All units of these exchange keys, with their vectors, in reading order."""
    found = db.execute(
        "SELECT unit.id, exchange, transcript.id, number, language, view, passage, start, end, vector "
        "FROM unit JOIN exchange ON exchange.id = unit.exchange "
        "JOIN transcript ON transcript.id = exchange.transcript "
        "WHERE unit.exchange IN (SELECT value FROM json_each(?)) ORDER BY unit.id",
        (_keys(exchanges),),
    )
    return [
        Unit(key, exchange, transcript, number, language, view, passage, Span(start, end),
             np.frombuffer(vector, "<f4"))
        for key, exchange, transcript, number, language, view, passage, start, end, vector in found
    ]  # fmt: skip


def choices(db: sqlite3.Connection) -> Choices:
    """What there is to filter by."""
    named = (
        "SELECT name FROM (SELECT speaker AS name FROM turn WHERE role = 'answerer' UNION ALL "
        "SELECT json_extract(speakers, '$[0]') FROM transcript WHERE json_array_length(speakers) = 1)"
    )
    return Choices(
        transcripts=_column(db, "SELECT id FROM transcript ORDER BY coalesce(date, ''), id"),
        outlets=_most_frequent(db, "SELECT outlet AS name FROM turn WHERE role = 'asker'"),
        answerers=_most_frequent(db, named),
        languages=_most_frequent(db, "SELECT language AS name FROM transcript"),
    )


def _most_frequent(db: sqlite3.Connection, names: str) -> tuple[str, ...]:
    select = f"SELECT name FROM ({names}) WHERE name IS NOT NULL"
    return _column(db, f"{select} GROUP BY name ORDER BY count(*) DESC, name")


def _column(db: sqlite3.Connection, select: str) -> tuple[str, ...]:
    return tuple(value for (value,) in db.execute(select))


def _keys(keys: Iterable[int]) -> str:
    return json.dumps([int(key) for key in keys])
