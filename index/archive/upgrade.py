"""What an archive of the older format lacks: the statements of its transcripts, made ready and written.

They are made ready while others may use and change the archive, and written in one transaction, which looks
again at what is lacking.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.records import Exchange, Transcript
from onrecord.index.report import Report
from onrecord.index.tables import rows
from onrecord.index.tables.schema import FORMAT, read_meta
from onrecord.index.text.folding import fold
from onrecord.index.units import Findable, findable

__all__ = ["LackingError", "Statements", "made_ready", "write"]


class LackingError(Exception):
    """Says of which transcripts the statements have to be made before it is tried again."""

    def __init__(self, transcripts: list[rows.Written]) -> None:
        super().__init__(f"{len(transcripts)} transcripts lack their statements")
        self.transcripts = transcripts


@dataclass(frozen=True, slots=True)
class Statements:
    """What a transcript gets: its statements and report, and what they are found by, with a vector each."""

    statements: tuple[Exchange, ...]
    report: Report
    units: tuple[Findable, ...]
    vectors: Vectors | None
    """Float32, shape ``(len(units), dimension)``; ``None`` where there is nothing to find."""


def made_ready(before: Transcript, embedder: Embedder) -> Statements:
    """Make the statements of a transcript that has none, and embed them."""
    # Only an older archive needs what parsing takes to load.
    from onrecord.index.parsing.statements import with_statements

    after = with_statements(before)
    units = tuple(unit for unit in findable(after) if unit.exchange < 0)
    vectors = embedder.embed_passages([fold(unit.words) for unit in units]).astype("<f4") if units else None
    return Statements(after.statements, after.report, units, vectors)


def write(db: sqlite3.Connection, folder: Path, ready: Mapping[rows.Written, Statements]) -> None:
    """Write what is ``ready`` and still lacking, and the new format; to be called in a transaction.

    Raises:
        LackingError: something is lacking that is not ready, or nothing at all is, as another process was
            first; the transaction is to be rolled back.
    """
    if read_meta(db, folder)["format"] == FORMAT:
        raise LackingError([])
    # First, so that an archive that cannot be changed says so before anything is embedded.
    db.execute("UPDATE meta SET value = ? WHERE key = 'format'", (FORMAT,))
    lacking = rows.without_statements(db)
    if missing := [each for each in lacking if each not in ready]:
        raise LackingError(missing)
    for each in lacking:
        made = ready[each]
        keys = rows.insert_statements(db, each.id, made.statements, made.report)
        if made.vectors is not None:
            rows.insert_units(db, keys, made.units, made.vectors)
