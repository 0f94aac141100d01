"""What the archive's full-text tables hold: which rows say a word or a name, and how many."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Literal

from onrecord.index.tables.schema import WORDS
from onrecord.index.text.lexical import tokens

__all__ = [
    "MOST_HELD",
    "WordsTable",
    "exchanges_holding",
    "exchanges_saying",
    "rows_naming",
    "rows_of",
    "said_in",
    "spoken",
    "tokens_beginning",
    "words_outside",
]

WordsTable = Literal["words", "all_words"]

_BETWEEN = "\ue000"

MOST_HELD = 10_000
"""Words count, the rarest first, until so many exchanges hold them: in a large archive what more hold tells
hardly anything apart, and reading them takes longer than all the rest of a question (see FINDINGS, Words)."""


def rows_of(db: sqlite3.Connection, table: WordsTable) -> int:
    """How many rows ``table`` has."""
    return int(db.execute(f"SELECT count(*) FROM {table}_docsize").fetchone()[0])


def exchanges_holding(db: sqlite3.Connection, token: str) -> int:
    """How many exchanges hold ``token``; one more than count at all stands for however many more."""
    # FTS5's own table of tokens counts to the end: 30 ms for one that 400,000 exchanges hold, this takes 1.
    holding = "SELECT 1 FROM all_words WHERE all_words MATCH ? LIMIT ?"
    found = db.execute(f"SELECT count(*) FROM ({holding})", (f'"{token}"', MOST_HELD + 1))
    return int(found.fetchone()[0])


def tokens_beginning(db: sqlite3.Connection, character: str) -> list[str]:
    """The tokens of the archive that begin with ``character``."""
    after = chr(ord(character) + 1)
    found = db.execute("SELECT term FROM temp.token WHERE term >= ? AND term < ?", (character, after))
    return [token for (token,) in found]


def rows_naming(db: sqlite3.Connection, table: WordsTable, names: Sequence[str], most: int) -> list[int]:
    """The rows of ``table`` that hold one of these FTS5 phrases; no more than ``most`` of them."""
    select = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?"
    return [row for (row,) in db.execute(select, (" OR ".join(names), most))]


def words_outside(db: sqlite3.Connection) -> sqlite3.Connection:
    """A database in memory whose table ``all_words`` holds what ``all_words`` of the archive does not.

    That is of each transcript, in a row, its text outside of all exchanges (short turns of statements have no
    words in the archive), its title, place and speakers, and who speaks, for which paper or station.
    """
    outside = sqlite3.connect(":memory:", check_same_thread=False)
    outside.execute(WORDS.format(table="all_words"))
    named = "SELECT title, coalesce(place, ''), speakers, text FROM transcript WHERE id = ?"
    said = (
        "SELECT speaker, outlet, spans, number FROM turn JOIN exchange ON exchange.id = turn.exchange "
        "WHERE exchange.transcript = ?"
    )
    for (key,) in db.execute("SELECT id FROM transcript").fetchall():
        title, place, speakers, text = db.execute(named, (key,)).fetchone()
        parts = [title, place, *json.loads(speakers)]
        spans: list[list[int]] = []
        for speaker, outlet, turn, number in db.execute(said, (key,)):
            parts += [speaker or "", outlet or ""]
            spans += json.loads(turn) if number > 0 else []
        at = 0
        for start, end in sorted(spans):
            parts.append(text[at:start])
            at = max(at, end)
        parts.append(text[at:])
        # Between two parts no phrase goes on: no name is the token that parts them.
        found = f" {_BETWEEN} ".join(" ".join(tokens(part)) for part in dict.fromkeys(parts) if part.strip())
        outside.execute("INSERT INTO all_words (tokens) VALUES (?)", (found,))
    return outside


def said_in(db: sqlite3.Connection, names: Sequence[str]) -> dict[int, str]:
    """The tokens, with single spaces, of every exchange that holds one of these FTS5 phrases, by its key."""
    select = "SELECT rowid, tokens FROM all_words WHERE all_words MATCH ?"
    return dict(db.execute(select, (" OR ".join(names),))) if names else {}


def spoken(db: sqlite3.Connection, exchanges: Iterable[int]) -> dict[int, str]:
    """The tokens, with single spaces, of each of these exchange keys."""
    select = "SELECT rowid, tokens FROM all_words WHERE rowid IN (SELECT value FROM json_each(?))"
    return dict(db.execute(select, (json.dumps(list(exchanges)),)))


def exchanges_saying(db: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """The keys of the exchanges that hold one of these FTS5 phrases, rising."""
    select = "SELECT rowid FROM all_words WHERE all_words MATCH ? ORDER BY rowid"
    return [key for (key,) in db.execute(select, (" OR ".join(names),))] if names else []
