"""Transcripts to rows of the archive's tables and back."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.index.arrays import Vectors
from onrecord.index.records import Exchange, Transcript, Turn
from onrecord.index.report import Grade, Note, Report, Role, grade_of
from onrecord.index.text.lexical import tokens
from onrecord.index.text.spans import Span
from onrecord.index.units import Findable

__all__ = [
    "TranscriptSummary",
    "Written",
    "comes_from",
    "delete",
    "gather_words",
    "insert",
    "insert_statements",
    "insert_units",
    "load",
    "namesakes",
    "summaries",
    "without_statements",
]


@dataclass(frozen=True, slots=True)
class TranscriptSummary:
    """One line of a list of transcripts.

    ``language`` is the ISO 639-1 code of its answers' language, ``exchanges``, ``statements`` and ``notes``
    are counts, ``confidence`` is that of its report.
    """

    id: str
    title: str
    date: str | None
    source: str
    sha256: str
    language: str | None
    exchanges: int
    notes: int
    confidence: float = 1.0
    place: str | None = None
    address: str | None = None
    statements: int = 0

    @property
    def grade(self) -> Grade:
        """What its confidence comes to."""
        return grade_of(self.confidence)


@dataclass(frozen=True, slots=True)
class Written:
    """A transcript as it was written once: ``first`` is the first id of its units, which is given once.

    Another title is not another one.
    """

    id: str
    sha256: str
    first: int | None


def insert(db: sqlite3.Connection, transcript: Transcript, language: str | None) -> dict[int, int]:
    """Write a transcript, its exchanges and turns; returns each exchange number's key."""
    columns = {
        "id": transcript.id,
        "title": transcript.title,
        "date": transcript.date,
        "source": transcript.source,
        "sha256": transcript.sha256,
        "text": transcript.text,
        "language": language,
        "notes": _json([[note.message, note.exchange] for note in transcript.notes]),
        "place": transcript.place,
        "speakers": _json(transcript.speakers),
        "told_language": transcript.language,
        "address": transcript.address,
        "pages": _json(transcript.pages),
        "times": _json(transcript.times),
        "report": _json(transcript.report.to_dict()),
    }
    db.execute(
        f"INSERT INTO transcript ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        tuple(columns.values()),
    )
    return _insert_parts(db, transcript.id, transcript.parts)


def insert_statements(
    db: sqlite3.Connection, transcript_id: str, statements: Iterable[Exchange], report: Report
) -> dict[int, int]:
    """Write the statements of a transcript that is there, and its report; returns each number's key."""
    db.execute("UPDATE transcript SET report = ? WHERE id = ?", (_json(report.to_dict()), transcript_id))
    return _insert_parts(db, transcript_id, statements)


def insert_units(
    db: sqlite3.Connection, keys: Mapping[int, int], units: Sequence[Findable], vectors: Vectors
) -> None:
    """Write ``units`` with a vector each; ``keys`` are those of exchanges and statements by number.

    ``vectors`` are float32, little-endian, shape ``(len(units), dimension)``.
    """
    first = _next_unit(db)
    passage: int | None = None
    found: list[tuple[int, int, str, int | None, int, int, bytes]] = []
    for key, (unit, vector) in enumerate(zip(units, vectors, strict=True), first):
        belongs = passage if unit.view == "sentence" else None
        place = (unit.span.start, unit.span.end)
        found.append((key, keys[unit.exchange], unit.view, belongs, *place, vector.tobytes()))
        passage = key if unit.view == "passage" else passage
    db.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?)", found)
    db.executemany(
        "INSERT INTO words (rowid, tokens) VALUES (?, ?)",
        [
            (key, " ".join(tokens(unit.words)))
            for key, unit in enumerate(units, first)
            if unit.view in ("question", "passage")
        ],
    )
    gather_words(db, keys.values())


def _insert_parts(db: sqlite3.Connection, transcript_id: str, parts: Iterable[Exchange]) -> dict[int, int]:
    keys = {}
    for exchange in parts:
        cursor = db.execute(
            "INSERT INTO exchange (transcript, number, follows) VALUES (?, ?, ?)",
            (transcript_id, exchange.number, exchange.follows),
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


def gather_words(db: sqlite3.Connection, exchanges: Iterable[int]) -> None:
    """Write ``all_words`` of these exchange keys anew, from the words of their units."""
    keys = json.dumps(list(exchanges))
    among = "(SELECT value FROM json_each(?))"
    db.execute(f"DELETE FROM all_words WHERE rowid IN {among}", (keys,))
    db.execute(
        "INSERT INTO all_words (rowid, tokens) SELECT exchange, group_concat(tokens, ' ') FROM "
        "(SELECT exchange, tokens FROM unit JOIN words ON words.rowid = unit.id "
        f"WHERE exchange IN {among} ORDER BY unit.id) GROUP BY exchange",
        (keys,),
    )


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
        db.execute("DELETE FROM all_words WHERE rowid IN (SELECT id FROM exchange WHERE transcript = ?)", row)
        # A range for each run of ids without a gap: what others are found by stands between the exchanges of
        # a transcript and its statements, where these were written later.
        db.execute(
            "INSERT INTO gone (first, last) SELECT min(id), max(id) FROM (SELECT unit.id AS id, unit.id - "
            "row_number() OVER (ORDER BY unit.id) AS run FROM unit JOIN exchange "
            "ON exchange.id = unit.exchange WHERE exchange.transcript = ?) GROUP BY run",
            row,
        )
        db.execute("DELETE FROM transcript WHERE id = ?", row)
    return len(ids)


def _next_unit(db: sqlite3.Connection) -> int:
    """The id that the next unit gets: above all that were ever given."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'unit'").fetchone()
    return int(row[0]) + 1 if row else 1


_SUMMARY = (
    "SELECT id, title, date, source, sha256, language, "
    "(SELECT count(*) FROM exchange WHERE transcript = transcript.id AND number > 0), "
    "json_array_length(notes), json_extract(report, '$.confidence'), place, address, "
    "(SELECT count(*) FROM exchange WHERE transcript = transcript.id AND number < 0) FROM transcript"
)


def summaries(db: sqlite3.Connection, among: Sequence[str] | None = None) -> list[TranscriptSummary]:
    """All transcripts, or those ``among`` these ids, by date and id."""
    here = "" if among is None else "WHERE id IN (SELECT value FROM json_each(?))"
    given = () if among is None else (json.dumps(among),)
    rows = db.execute(f"{_SUMMARY} {here} ORDER BY coalesce(date, ''), id", given)
    return [TranscriptSummary(*row) for row in rows]


def comes_from(db: sqlite3.Connection, path: str) -> bool:
    """Whether a transcript comes from the file at ``path``, or from inside it."""
    # What begins with the path and a slash sorts before the path and the character after the slash.
    select = "SELECT EXISTS (SELECT 1 FROM transcript WHERE source = ? OR (source >= ? AND source < ?))"
    return bool(db.execute(select, (path, f"{path}/", f"{path}0")).fetchone()[0])


def without_statements(db: sqlite3.Connection) -> list[Written]:
    """The transcripts in which no statement is, by id."""
    rows = db.execute(
        "SELECT id, sha256, (SELECT min(unit.id) FROM unit JOIN exchange ON exchange.id = unit.exchange "
        "WHERE exchange.transcript = transcript.id) FROM transcript WHERE NOT EXISTS "
        "(SELECT 1 FROM exchange WHERE transcript = transcript.id AND number < 0) ORDER BY id"
    )
    return [Written(*row) for row in rows]


def namesakes(db: sqlite3.Connection, transcript_id: str, source: str | None) -> list[TranscriptSummary]:
    """The transcripts with this id or from this source: two at the most."""
    rows = db.execute(f"{_SUMMARY} WHERE id = ? OR source = ?", (transcript_id, source))
    return [TranscriptSummary(*row) for row in rows]


def load(db: sqlite3.Connection, transcript_id: str) -> Transcript | None:
    """One transcript as it was written, or ``None``.

    Raises:
        ValueError: it is damaged: its text, of which quotes are cut, must have the digest that it had.
    """
    row = db.execute(
        "SELECT title, date, source, sha256, text, notes, place, speakers, told_language, address, "
        "pages, times, report FROM transcript WHERE id = ?",
        (transcript_id,),
    ).fetchone()
    if row is None:
        return None
    title, date, source, sha256, text, notes, place, speakers, language, address, pages, times, report = row
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise ValueError(f"the text of {transcript_id} is not the one that was indexed")
    turns = db.execute(
        "SELECT exchange.number, exchange.follows, turn.role, turn.spans, turn.speaker, turn.outlet "
        "FROM turn JOIN exchange ON exchange.id = turn.exchange WHERE exchange.transcript = ? "
        "ORDER BY exchange.number, turn.position",
        (transcript_id,),
    ).fetchall()
    parts = _exchanges(turns)
    exchanges = tuple(each for each in parts if not each.is_statement)
    statements = tuple(each for each in reversed(parts) if each.is_statement)
    numbers = db.execute("SELECT number FROM exchange WHERE transcript = ? ORDER BY number", (transcript_id,))
    # Hits name exchanges by these: each has turns, and stands at its place.
    expected = [*range(-len(statements), 0), *range(1, len(exchanges) + 1)]
    if [number for (number,) in numbers] != expected:
        raise ValueError(f"the exchanges of {transcript_id} are not all there")
    if any(span.end > len(text) for each in parts for turn in each.turns() for span in turn.spans):
        raise ValueError(f"a turn of {transcript_id} ends behind its text")
    return Transcript(
        id=transcript_id,
        title=title,
        date=date,
        source=source,
        sha256=sha256,
        text=text,
        exchanges=exchanges,
        notes=tuple(Note(message, exchange) for message, exchange in json.loads(notes)),
        place=place,
        speakers=tuple(json.loads(speakers)),
        language=language,
        address=address,
        pages=tuple(json.loads(pages)),
        times=tuple((offset, seconds) for offset, seconds in json.loads(times)),
        report=Report.from_dict(json.loads(report)),
        statements=statements,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _exchanges(
    rows: list[tuple[int, int | None, Role, str, str | None, str | None]],
) -> tuple[Exchange, ...]:
    grouped: dict[tuple[int, int | None], list[Turn]] = {}
    for number, follows, role, spans, speaker, outlet in rows:
        turn = Turn(role, tuple(Span(start, end) for start, end in json.loads(spans)), speaker, outlet)
        grouped.setdefault((number, follows), []).append(turn)
    return tuple(
        Exchange(
            number,
            tuple(turn for turn in turns if turn.role == "asker" and number > 0),
            tuple(turn for turn in turns if turn.role != "asker" or number < 0),
            follows,
        )
        for (number, follows), turns in grouped.items()
    )
