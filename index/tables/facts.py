"""What an archive is like: who asks how often, whom and when, in which languages, how much in each month."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.index.tables.listing import Totals, totals

__all__ = ["Asker", "Count", "Facts", "Language", "Month", "facts"]


@dataclass(frozen=True, slots=True)
class Count:
    """Somebody as printed, or a year, and how many exchanges; ``None`` stands for what is not told."""

    name: str | None
    exchanges: int


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, a paper or station before a person; ``None`` stands for all who are not named.

    ``answerers`` are who is asked, the most often first, ``years`` when, in order; ``first`` and ``latest``
    are dates of transcripts.
    """

    name: str | None
    exchanges: int
    first: str | None
    latest: str | None
    answerers: tuple[Count, ...]
    years: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """A language of answers (ISO 639-1); ``None`` where it is not known."""

    language: str | None
    transcripts: int
    exchanges: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month, ``2017-03``, or a year alone where no more is told; ``None`` where no date is known."""

    month: str | None
    transcripts: int
    exchanges: int
    statements: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What an archive is like.

    Askers and answerers come with the most exchanges first, and those who are not named last; months in
    order, and what has no date last. ``first`` and ``latest`` are the dates between which all lies.
    """

    totals: Totals
    first: str | None
    latest: str | None
    askers: tuple[Asker, ...]
    answerers: tuple[Count, ...]
    languages: tuple[Language, ...]
    months: tuple[Month, ...]


# Of each exchange who asks first and who answers first; where no turn names anybody, the one speaker whom the
# transcript lists answers.
_FIRST = (
    "(SELECT {name} FROM turn WHERE turn.exchange = exchange.id AND role = '{role}' AND {name} IS NOT NULL "
    "ORDER BY position LIMIT 1)"
)
_ASKING = f"""
SELECT {_FIRST.format(name="coalesce(outlet, speaker)", role="asker")} AS asker,
    coalesce(
        {_FIRST.format(name="speaker", role="answerer")},
        iif(json_array_length(speakers) = 1, json_extract(speakers, '$[0]'), NULL)
    ) AS answerer,
    substr(date, 1, 4) AS year, count(*), min(date), max(date)
FROM exchange JOIN transcript INDEXED BY transcript_told ON transcript.id = exchange.transcript
WHERE number > 0 GROUP BY asker, answerer, year
"""
_COUNTED = """
SELECT {}, count(*), coalesce(sum(exchanges), 0), coalesce(sum(statements), 0)
FROM transcript INDEXED BY transcript_told LEFT JOIN (
    SELECT transcript, count(*) FILTER (WHERE number > 0) AS exchanges,
        count(*) FILTER (WHERE number < 0) AS statements FROM exchange GROUP BY transcript
) ON transcript = id GROUP BY 1 ORDER BY {}
"""

_Asking = tuple[str | None, str | None, str | None, int, str | None, str | None]


def facts(db: sqlite3.Connection) -> Facts:
    """The facts of a whole archive."""
    asking: list[_Asking] = db.execute(_ASKING).fetchall()
    by_asker: dict[str | None, list[_Asking]] = {}
    for row in asking:
        by_asker.setdefault(row[0], []).append(row)
    askers = [_asker(name, rows) for name, rows in by_asker.items()]
    first, latest = db.execute(
        "SELECT min(date), max(date) FROM transcript INDEXED BY transcript_told"
    ).fetchone()
    return Facts(
        totals(db),
        first,
        latest,
        tuple(sorted(askers, key=lambda each: (each.name is None, -each.exchanges, each.name or ""))),
        _most(_counted((row[1], row[3]) for row in asking)),
        tuple(
            Language(language, transcripts, exchanges)
            for language, transcripts, exchanges, _ in db.execute(
                _COUNTED.format("language", "2 DESC, language NULLS LAST")
            )
        ),
        tuple(Month(*row) for row in db.execute(_COUNTED.format("substr(date, 1, 7)", "1 NULLS LAST"))),
    )


def _asker(name: str | None, rows: list[_Asking]) -> Asker:
    first = min((row[4] for row in rows if row[4]), default=None)
    latest = max((row[5] for row in rows if row[5]), default=None)
    years = _counted((row[2], row[3]) for row in rows)
    in_order = sorted(years.items(), key=lambda each: (each[0] is None, each[0] or ""))
    return Asker(
        name,
        sum(row[3] for row in rows),
        first,
        latest,
        _most(_counted((row[1], row[3]) for row in rows)),
        tuple(Count(*each) for each in in_order),
    )


def _counted(pairs: Iterable[tuple[str | None, int]]) -> Counter[str | None]:
    counts: Counter[str | None] = Counter()
    for name, count in pairs:
        counts[name] += count
    return counts


def _most(counts: Counter[str | None]) -> tuple[Count, ...]:
    """The most first, and what has no name last."""
    return tuple(
        Count(*each)
        for each in sorted(counts.items(), key=lambda each: (each[0] is None, -each[1], each[0] or ""))
    )
