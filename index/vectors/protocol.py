"""What every vector store does, and what it needs from the archive to stay up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.index.arrays import Ids, Vectors
from onrecord.index.filters import Filters
from onrecord.index.units import View

__all__ = ["Search", "VectorStore", "changes_since"]


@dataclass(frozen=True, slots=True)
class Search:
    """One search for the ``count`` units of each language nearest to ``vector`` (float32, shape ``(d,)``).

    Only units of ``view`` whose exchanges pass ``filters``, which are resolved, are to be found: those
    that ``among`` gives (rising ids), or all where it gives none. ``exact`` gives the ids that there are of
    some, with the cosines of their vectors to ``vector``.
    """

    view: View
    vector: Vectors
    count: int
    filters: Filters
    among: Callable[[], Ids | None]
    exact: Callable[[Ids], tuple[Ids, Vectors]]


class VectorStore(Protocol):
    """The questions, passages and answers of one generation of an archive, searched by cosine."""

    @property
    def generation(self) -> str:
        """The state of the archive that it holds."""
        ...

    def nearest(self, searches: Sequence[Search]) -> list[tuple[Ids, Vectors]]:
        """Of each search ids and cosines (float32), best first over all languages.

        Raises:
            ArchiveError: it cannot be reached.
        """
        ...


def changes_since(db: sqlite3.Connection, generation: str) -> tuple[int, list[tuple[int, int]]] | None:
    """The last unit id of an earlier generation, and the ranges of ids (both ends included) gone since.

    ``None`` if the archive never had such a generation.
    """
    row = db.execute("SELECT unit, gone FROM change WHERE generation = ?", (generation,)).fetchone()
    if row is None:
        return None
    gone = db.execute("SELECT first, last FROM gone WHERE number > ?", (row[1],)).fetchall()
    return int(row[0]), gone
