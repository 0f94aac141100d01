"""Makes an archive large: what it holds is stored again under other names, with other vectors."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from onrecord.eval.compare.synthetic import draw
from onrecord.index.arrays import Vectors
from onrecord.index.tables.opening import connect
from onrecord.index.tables.schema import next_generation

__all__ = ["replicate"]

_HELD = (
    "title, date, sha256, text, language, notes, place, speakers, told_language, address, pages, times, "
    "report"
)


def replicate(folder: Path, passages: int, real: Vectors) -> int:
    """Store again what the archive in ``folder`` holds until there are ``passages``; returns their number.

    ``real`` are the vectors that others are drawn from, float32 of unit length, shape ``(n, d)``.
    """
    chance = np.random.default_rng(1)
    with closing(connect(folder)) as db:
        db.execute("PRAGMA synchronous = OFF")
        tops = (f"SELECT max(id) FROM {table}" for table in ("exchange", "unit"))
        exchanges, last = (int(db.execute(top).fetchone()[0]) for top in tops)
        units = db.execute("SELECT id, exchange, view, passage, start, end FROM unit").fetchall()
        words = db.execute("SELECT rowid, tokens FROM words").fetchall()
        together = db.execute("SELECT rowid, tokens FROM all_words").fetchall()
        each = sum(row[2] == "passage" for row in units)
        copies: int = -(-passages // each)
        for copy in range(1, copies):
            db.execute("BEGIN IMMEDIATE")
            _rows(db, copy, exchanges)
            vectors = draw(real, len(units), chance).astype("<f4")
            db.executemany(
                "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (unit + copy * last, exchange + copy * exchanges, view,
                     passage and passage + copy * last, *span, vector.tobytes())
                    for (unit, exchange, view, passage, *span), vector in zip(units, vectors, strict=True)
                ],
            )  # fmt: skip
            for table, rows, top in (("words", words, last), ("all_words", together, exchanges)):
                db.executemany(
                    f"INSERT INTO {table} (rowid, tokens) VALUES (?, ?)",
                    [(row + copy * top, f"{tokens} copy{copy}") for row, tokens in rows],
                )
            next_generation(db)
            db.execute("COMMIT")
    return int(each * copies)


def _rows(db: sqlite3.Connection, copy: int, exchanges: int) -> None:
    """The transcripts, exchanges and turns that were there first, once more."""
    db.execute(
        f"INSERT INTO transcript (id, source, {_HELD}) SELECT id || ?, source || ?, {_HELD} FROM transcript "
        "WHERE id IN (SELECT transcript FROM exchange WHERE id <= ?)",
        (f"--{copy}", f"--{copy}", exchanges),
    )
    db.execute(
        "INSERT INTO exchange SELECT id + ?, transcript || ?, number, follows FROM exchange WHERE id <= ?",
        (copy * exchanges, f"--{copy}", exchanges),
    )
    db.execute(
        "INSERT INTO turn SELECT exchange + ?, position, role, speaker, outlet, spans FROM turn "
        "WHERE exchange <= ?",
        (copy * exchanges, exchanges),
    )
