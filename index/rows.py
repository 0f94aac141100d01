"""Transcripts to rows of the archive's tables and back."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from index.records import Exchange, Note, Role, Transcript, Turn
from index.spans import Span

__all__ = ["TranscriptSummary", "delete", "insert", "load", "namesakes", "summaries"]


@dataclass(frozen=True, slots=True)
class TranscriptSummary:
    """One line of a list of transcripts.

    ``language`` is the ISO 639-1 code of its answers' language, ``exchanges`` and ``notes`` are counts.
    """

    id: str
    title: str
    date: str | None
    source: str
    sha256: str
    language: str | None
    exchanges: int
    notes: int


def insert(db: sqlite3.Connection, transcript: Transcript, language: str | None) -> dict[int, int]:
    """Write a transcript, its exchanges and turns; returns each exchange number's key."""
    notes = json.dumps([[note.message, note.exchange] for note in transcript.notes], ensure_ascii=False)
    db.execute(
        "INSERT INTO transcript VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (transcript.id, transcript.title, transcript.date, transcript.source, transcript.sha256,
         transcript.text, language, notes),
    )  # fmt: skip
    keys = {}
    for exchange in transcript.exchanges:
        cursor = db.execute(
            "INSERT INTO exchange (transcript, number) VALUES (?, ?)", (transcript.id, exchange.number)
        )
        assert cursor.lastrowid is not None
        keys[exchange.number] = cursor.lastrowid
        for position, turn in enumerate(exchange.turns()):
            spans = json.dumps([[span.start, span.end] for span in turn.spans])
            db.execute(
                "INSERT INTO turn VALUES (?, ?, ?, ?, ?, ?)",
                (cursor.lastrowid, position, turn.role, turn.speaker, turn.outlet, spans),
            )
    return keys


def delete(db: sqlite3.Connection, transcript_id: str, source: str | None = None) -> int:
    """Delete the transcript with this id, and one from the same ``source``; returns how many."""
    ids = db.execute(
        "SELECT id FROM transcript WHERE id = ? OR source = ?", (transcript_id, source)
    ).fetchall()
    for row in ids:
        db.execute(
            "DELETE FROM words WHERE rowid IN (SELECT unit.id FROM unit JOIN exchange "
            "ON exchange.id = unit.exchange WHERE exchange.transcript = ?)",
            row,
        )
        db.execute("DELETE FROM transcript WHERE id = ?", row)
    return len(ids)


_SUMMARY = (
    "SELECT id, title, date, source, sha256, language, "
    "(SELECT count(*) FROM exchange WHERE transcript = transcript.id), "
    "json_array_length(notes) FROM transcript"
)


def summaries(db: sqlite3.Connection) -> list[TranscriptSummary]:
    """All transcripts, by date and id."""
    rows = db.execute(f"{_SUMMARY} ORDER BY coalesce(date, ''), id")
    return [TranscriptSummary(*row) for row in rows]


def namesakes(db: sqlite3.Connection, transcript_id: str, source: str) -> list[TranscriptSummary]:
    """The transcripts with this id or from this source: two at the most."""
    rows = db.execute(f"{_SUMMARY} WHERE id = ? OR source = ?", (transcript_id, source))
    return [TranscriptSummary(*row) for row in rows]


def load(db: sqlite3.Connection, transcript_id: str) -> Transcript | None:
    """One transcript as it was written, or ``None``."""
    row = db.execute(
        "SELECT title, date, source, sha256, text, notes FROM transcript WHERE id = ?", (transcript_id,)
    ).fetchone()
    if row is None:
        return None
    title, date, source, sha256, text, notes = row
    turns = db.execute(
        "SELECT exchange.number, turn.role, turn.spans, turn.speaker, turn.outlet FROM turn "
        "JOIN exchange ON exchange.id = turn.exchange WHERE exchange.transcript = ? "
        "ORDER BY exchange.number, turn.position",
        (transcript_id,),
    ).fetchall()
    return Transcript(
        id=transcript_id,
        title=title,
        date=date,
        source=source,
        sha256=sha256,
        text=text,
        exchanges=_exchanges(turns),
        notes=tuple(Note(message, exchange) for message, exchange in json.loads(notes)),
    )


def _exchanges(rows: list[tuple[int, Role, str, str | None, str | None]]) -> tuple[Exchange, ...]:
    grouped: dict[int, list[Turn]] = {}
    for number, role, spans, speaker, outlet in rows:
        turn = Turn(role, tuple(Span(start, end) for start, end in json.loads(spans)), speaker, outlet)
        grouped.setdefault(number, []).append(turn)
    return tuple(
        Exchange(
            number,
            tuple(turn for turn in turns if turn.role == "asker"),
            tuple(turn for turn in turns if turn.role != "asker"),
        )
        for number, turns in grouped.items()
    )
