"""What a search reads from the archive's tables, within filters or not."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.bridges import bridges
from index.dense import Ids
from index.filters import Choices, Filters
from index.lexical import distinct_tokens, match_expression
from index.spans import Span
from index.units import Unit, View

if TYPE_CHECKING:
    from index.generation import Generation

__all__ = [
    "choices",
    "exchange_count",
    "exchanges_of",
    "ids_of_view",
    "languages",
    "scores_of_words",
    "units_holding",
    "units_naming",
    "units_of",
    "units_with_words",
]

_MOST_HELD = 10_000
"""Words count, the rarest first, until so many units hold them: in a large archive what more hold tells
hardly anything apart, and reading them takes longer than all the rest of a question. With half as many the
first ten hits of the 320 development questions on 486 conferences are the same to 0.999, the first to 1."""

# The one speaker of a transcript answers where no turn names anybody else.
_TOLD = "transcript INDEXED BY transcript_told"  # the rows themselves hold whole texts
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


def units_with_words(db: sqlite3.Connection) -> int:
    """How many units can be found by their words."""
    return int(db.execute("SELECT count(*) FROM words_docsize").fetchone()[0])


def units_holding(db: sqlite3.Connection, token: str) -> int:
    """How many units hold ``token``."""
    row = db.execute("SELECT doc FROM temp.token WHERE term = ?", (token,)).fetchone()
    return int(row[0]) if row else 0


def scores_of_words(
    db: sqlite3.Connection, generation: Generation, question: str, filters: Filters
) -> dict[int, float]:
    """BM25 (above 0) by id of the units that pass and share a token or a name with ``question``.

    How rare a word is, is counted over the whole archive.
    """
    scores = _scores_of_bridges(generation, question)
    expression = match_expression(_telling(generation, question))
    if expression is not None:
        select = "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ?"
        for unit, score in db.execute(select, (expression,)):
            scores[unit] = scores.get(unit, 0.0) + score
    return generation.of_those_that_pass(scores, filters)


def _telling(generation: Generation, question: str) -> list[str]:
    """The tokens of ``question`` that are looked for: the rarest that no more than so many units hold."""
    left = _MOST_HELD
    rarest = sorted((generation.holding(token), token) for token in distinct_tokens(question))
    found = []
    for held, token in rarest:
        left -= held
        if left < 0:
            break
        if held:
            found.append(token)
    return found


def units_naming(db: sqlite3.Connection, names: Sequence[str], most: int) -> list[int]:
    """The units that hold one of these FTS5 phrases; no more than ``most`` of them."""
    select = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
    return [unit for (unit,) in db.execute(select, (" OR ".join(names), most))]


def _scores_of_bridges(generation: Generation, question: str, most: int = 10_000) -> dict[int, float]:
    """What the names in ``question`` count for in any language, by id of the units that hold them.

    All names of one thing count once, by how rare they are together: as the inverse document frequency of
    BM25, so that the two add up. What more than ``most`` units hold tells nothing apart and is left out.
    """
    scores: dict[int, float] = {}
    for names in bridges(question, generation.languages):
        found = generation.naming(tuple(names), most + 1)
        rarity = math.log((generation.units_with_words - len(found) + 0.5) / (len(found) + 0.5))
        if rarity > 0 and len(found) <= most:
            for unit in found:
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
        "SELECT id, exchange, view, passage, start, end, vector FROM unit "
        "WHERE exchange IN (SELECT value FROM json_each(?)) ORDER BY id",
        wanted,
    ).fetchall()
    if not found:
        return []
    # One array for all of them: a thousand small ones take as long to make as all else here.
    vectors = np.frombuffer(b"".join([row[-1] for row in found]), "<f4").reshape(len(found), -1)
    return [
        Unit(key, exchange, *places[exchange], view, passage, Span(start, end), vector)
        for (key, exchange, view, passage, start, end, _), vector in zip(found, vectors, strict=True)
    ]


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
        languages=_most_frequent(db, f"SELECT language AS name FROM {_TOLD}"),
    )


def _most_frequent(db: sqlite3.Connection, names: str) -> tuple[str, ...]:
    select = f"SELECT name FROM ({names}) WHERE name IS NOT NULL"
    return _column(db, f"{select} GROUP BY name ORDER BY count(*) DESC, name")


def _column(db: sqlite3.Connection, select: str) -> tuple[str, ...]:
    return tuple(value for (value,) in db.execute(select))


def _keys(keys: Iterable[int]) -> str:
    return json.dumps([int(key) for key in keys])
