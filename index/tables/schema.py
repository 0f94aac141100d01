"""The archive's tables on disk: one SQLite file, the only source of truth.

========== ==============================================================================
meta       format version, model, dimension, generation (changes with every commit)
transcript one row a transcript: its text exactly as read, the language of its answers, what
           it tells of itself, where its pages and captions begin, and what the parser noted
           and reports (speakers, pages, times, notes and report as JSON)
exchange   one row an exchange, numbered from 1 within its transcript; the one it follows up;
           statements are numbered from -1 downwards
turn       one row a turn: role, speaker, outlet, spans as JSON ``[[start, end], ...]``
unit       one row for everything that can be found by a vector: view ``question``
           (an exchange's question), ``passage``, or ``sentence`` (of a passage that has
           several), or ``answer`` (the whole of one that nobody asked for); the vector is
           float32, little-endian, of unit length
words      FTS5 over the tokens of question and passage units, rowid = unit id
tuning     what the archive learnt about comparing them; the one with the highest version is in
           force (see :mod:`onrecord.index.archive.tuning`)
all_words  FTS5 over all those of an exchange together, rowid = exchange id
removed    what was removed and can be taken back, from the first removal on
           (:mod:`onrecord.index.tables.removed`)
========== ==============================================================================
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from pathlib import Path

from onrecord.index.errors import ArchiveError

__all__ = ["FILE_NAME", "FORMAT", "WORDS", "create_tables", "next_generation", "read_meta", "roll_back"]

FORMAT = "6"
OLDER = "5"
"""The format before, without statements: it can be read, and :meth:`Archive.bring_up_to_date` changes it."""

FILE_NAME = "archive.sqlite"

WORDS = (
    "CREATE VIRTUAL TABLE {table} USING fts5("
    "tokens, tokenize = \"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
)
"""A table of tokens, separated by spaces, under the name that fills the braces."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE transcript (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, date TEXT, source TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL, text TEXT NOT NULL, language TEXT, notes TEXT NOT NULL,
    place TEXT, speakers TEXT NOT NULL, told_language TEXT, address TEXT,
    pages TEXT NOT NULL, times TEXT NOT NULL, report TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX transcript_told ON transcript(id, date, language, speakers);
CREATE TABLE exchange (
    id INTEGER PRIMARY KEY, transcript TEXT NOT NULL REFERENCES transcript(id) ON DELETE CASCADE,
    number INTEGER NOT NULL, follows INTEGER, UNIQUE (transcript, number)
);
CREATE TABLE turn (
    exchange INTEGER NOT NULL REFERENCES exchange(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    role TEXT NOT NULL, speaker TEXT, outlet TEXT, spans TEXT NOT NULL, PRIMARY KEY (exchange, position)
) WITHOUT ROWID;
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    exchange INTEGER NOT NULL REFERENCES exchange(id) ON DELETE CASCADE,
    view TEXT NOT NULL, passage INTEGER, start INTEGER NOT NULL, end INTEGER NOT NULL, vector BLOB NOT NULL
);
CREATE INDEX unit_exchange ON unit(exchange);
CREATE INDEX unit_view ON unit(view);
CREATE TABLE tuning (version INTEGER PRIMARY KEY AUTOINCREMENT, facts TEXT NOT NULL, arrays BLOB NOT NULL);
CREATE TABLE gone (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE change (
    generation TEXT PRIMARY KEY, unit INTEGER NOT NULL, gone INTEGER NOT NULL
) WITHOUT ROWID;
"""


def create_tables(connection: sqlite3.Connection, model_id: str, dimension: int) -> None:
    """Make the tables of an empty archive; nothing happens where another process was first."""
    made = "SELECT 1 FROM sqlite_master WHERE name = 'meta'"
    if connection.execute(made).fetchone():
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not connection.execute(made).fetchone():
            for statement in _TABLES.strip().split(";\n"):
                connection.execute(statement)
            for table in ("words", "all_words"):
                connection.execute(WORDS.format(table=table))
            connection.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("format", FORMAT), ("model", model_id), ("dimension", str(dimension)), ("generation", "0")],
            )
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def roll_back(connection: sqlite3.Connection) -> None:
    """Undo the open transaction, which SQLite may have undone itself, as it does where the disk is full."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def next_generation(connection: sqlite3.Connection) -> None:
    """Give the archive a new generation, at the end of a transaction.

    ``change`` tells of every generation which units had been given ids and which ranges of ids (``gone``)
    had been deleted, so that a cache of an older one can be brought up to date. An id is given once.
    """
    name = secrets.token_hex(8)
    connection.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (name,))
    connection.execute(
        "INSERT INTO change VALUES (?, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'unit'), 0), "
        "coalesce((SELECT max(number) FROM gone), 0))",
        (name,),
    )


def read_meta(connection: sqlite3.Connection, folder: Path) -> dict[str, str]:
    """The meta table, checked.

    Raises:
        ArchiveError: this is no archive, or one of another format version.
    """
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        # No such table, or one of other columns.
        raise ArchiveError(
            f"{folder / FILE_NAME}: belongs to another program ({error}); "
            "it was left as it is: name another folder (--archive DIR)"
        ) from error
    if meta.get("format") not in (FORMAT, OLDER):
        raise ArchiveError(
            f"{folder}: archive format {meta.get('format')!r}, this version reads {FORMAT!r}; "
            "index the transcripts again into another folder (--archive DIR)"
        )
    texts = all(isinstance(meta.get(key), str) for key in ("model", "dimension", "generation"))
    if not texts or not re.fullmatch("[1-9][0-9]{0,5}", meta["dimension"], re.ASCII):
        raise ArchiveError(
            f"{folder / FILE_NAME}: not a readable archive (it does not tell its model and dimension); "
            "move it away and index the transcripts again"
        )
    return meta
