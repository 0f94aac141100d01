"""A page of the list of transcripts: searched, sorted and cut where they lie.

Of thousands of transcripts only those of one page are read whole.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from onrecord.index.report import SURE
from onrecord.index.tables.rows import TranscriptSummary, summaries
from onrecord.index.text.folding import caseless

__all__ = ["COLUMNS", "PAGE", "Column", "Listing", "Totals", "Wanted", "found", "listing", "names", "totals"]

Column = Literal["title", "date", "exchanges", "statements", "confidence", "notes"]

PAGE = 50
"""Transcripts of one page."""

_PARTS = "(SELECT count(*) FROM exchange WHERE transcript = transcript.id AND number {} 0)"
COLUMNS: Mapping[Column, str] = {
    "title": "plain(title)",
    "date": "date",
    "exchanges": _PARTS.format(">"),
    "statements": _PARTS.format("<"),
    "confidence": "json_extract(report, '$.confidence')",
    "notes": "json_array_length(notes)",
}
"""What the list can be sorted by, each in SQL."""

_DOUBTFUL = f"({COLUMNS['notes']} > 0 OR {COLUMNS['confidence']} < {SURE})"
# Words that are a day, a month or a year are looked for at the beginning of dates too.
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_MOST_WORDS, _LONGEST = 20, 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transcripts are wanted, in which order, and which page of them, from 1.

    Every word of ``search`` has to stand in the title, the id, or the name of a speaker or an outlet,
    whatever its case, width and Chinese characters are, or begin the date. ``doubtful`` leaves those that are
    worth a look: the parser noted something, or is not sure.
    """

    search: str = ""
    sort: Column = "date"
    descending: bool = True
    doubtful: bool = False
    page: int = 1

    @property
    def what(self) -> str:
        """Which transcripts these are, in whatever order."""
        return f"{' '.join(self.words)} {'doubtful' if self.doubtful else ''}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are looked for."""
        return tuple(word[:_LONGEST] for word in caseless(self.search).split()[:_MOST_WORDS])


@dataclass(frozen=True, slots=True)
class Totals:
    """How much an archive holds; ``doubtful`` transcripts are worth a look."""

    transcripts: int
    exchanges: int
    statements: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list.

    ``page`` is the one that was ``wanted`` or, where there are not so many, the last. ``found`` transcripts
    are on all ``pages`` together. ``notes`` has what the parser noted about those shown, by id.
    """

    shown: tuple[TranscriptSummary, ...]
    found: int
    wanted: Wanted
    page: int
    totals: Totals
    generation: str
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are: one at least."""
        return _pages(self.found)

    @property
    def first(self) -> int:
        """The number, from 1, of the first transcript of the page among all that were found."""
        return (self.page - 1) * PAGE + 1


def _pages(found: int) -> int:
    return max(1, -(-found // PAGE))


@lru_cache(20_000)
def _plain(text: str) -> str:
    return caseless(text)


def names(db: sqlite3.Connection) -> dict[str, list[str]]:
    """All speakers and outlets of the turns, as printed, by how they are compared."""
    every: dict[str, list[str]] = {}
    for (name,) in db.execute("SELECT speaker FROM turn UNION SELECT outlet FROM turn"):
        if name:
            every.setdefault(_plain(name), []).append(name)
    return every


def found(db: sqlite3.Connection, wanted: Wanted, named: Mapping[str, list[str]]) -> list[str]:
    """The ids of all that are wanted, in order; ``named`` is what :func:`names` gives."""
    db.create_function("plain", 1, _plain, deterministic=True)
    conditions, values = ["1"], []
    for word in wanted.words:
        ways = [
            "instr(plain(title), ?)",
            "instr(plain(transcript.id), ?)",
            "EXISTS (SELECT 1 FROM json_each(speakers) WHERE instr(plain(value), ?))",
        ]
        values += [word] * len(ways)
        if _DATE.fullmatch(word):
            ways.append("date LIKE ?")
            values.append(f"{word}%")
        speaking = [each for plain, printed in named.items() if word in plain for each in printed]
        if speaking:
            among = "(SELECT value FROM json_each(?))"
            ways.append(
                "transcript.id IN (SELECT exchange.transcript FROM turn JOIN exchange "
                f"ON exchange.id = turn.exchange WHERE speaker IN {among} OR outlet IN {among})"
            )
            values += [json.dumps(speaking)] * 2
        conditions.append(f"({' OR '.join(ways)})")
    if wanted.doubtful:
        conditions.append(_DOUBTFUL)
    order = f"{COLUMNS[wanted.sort]} {'DESC' if wanted.descending else 'ASC'} NULLS LAST, date DESC, id"
    select = f"SELECT transcript.id FROM transcript WHERE {' AND '.join(conditions)} ORDER BY {order}"
    return [key for (key,) in db.execute(select, values)]


def listing(db: sqlite3.Connection, wanted: Wanted, ids: list[str], held: Totals, generation: str) -> Listing:
    """The page that is wanted of ``ids``, which :func:`found` gives, in an archive that holds ``held``."""
    page = min(max(1, wanted.page), _pages(len(ids)))
    here = ids[(page - 1) * PAGE : page * PAGE]
    by_id = {each.id: each for each in summaries(db, here)}
    noted = db.execute(
        "SELECT id, notes FROM transcript WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(here),)
    )
    notes = {
        key: tuple(
            f"exchange {number}: {message}" if number else message for message, number in json.loads(told)
        )
        for key, told in noted
    }
    return Listing(tuple(by_id[key] for key in here), len(ids), wanted, page, held, generation, notes)


def totals(db: sqlite3.Connection) -> Totals:
    """How much there is."""
    exchanges, statements = db.execute(
        "SELECT count(*) FILTER (WHERE number > 0), count(*) FILTER (WHERE number < 0) FROM exchange"
    ).fetchone()
    transcripts, doubtful = db.execute(
        f"SELECT count(*), count(*) FILTER (WHERE {_DOUBTFUL}) FROM transcript"
    ).fetchone()
    return Totals(transcripts, exchanges, statements, doubtful)
