"""Where an archive's vectors are searched: beside it with FAISS, or in a Milvus that many machines share.

The archive's tables stay the one truth; a store holds what they hold and is brought up to date from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.dense import Ids
from index.embedding import Vectors
from index.errors import ArchiveError
from index.filters import Filters
from index.units import View

__all__ = ["FAISS", "Search", "VectorStore", "changes_since", "checked_place", "open_store"]

FAISS = "faiss"


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


def open_store(
    place: str,
    db: sqlite3.Connection,
    folder: Path,
    generation: str,
    dimension: int,
    known: VectorStore | None = None,
) -> VectorStore:
    """The store in ``place`` for the state that ``db`` is in, brought up to date from its rows.

    ``known`` is one of an earlier state, to start from.

    Raises:
        ArchiveError: it cannot be reached, or its client is not installed.
    """
    if place == FAISS:
        from index.view_indexes import ViewIndexes

        faiss = known if isinstance(known, ViewIndexes) else None
        return ViewIndexes.open(db, folder, generation, dimension, faiss)
    from index.milvus import MilvusStore

    milvus = known if isinstance(known, MilvusStore) and known.place == place else None
    return MilvusStore.open(place, db, folder, generation, dimension, milvus)


def checked_place(place: str) -> str:
    """``place`` if it is one.

    Raises:
        ArchiveError: it is none.

    >>> checked_place("milvus://localhost:19530"), checked_place("faiss")
    ('milvus://localhost:19530', 'faiss')
    """
    if place == FAISS or place.startswith("milvus://") or place.endswith(".db"):
        return place
    raise ArchiveError(
        f"the store {place!r} is none; give {FAISS}, milvus://HOST:PORT, "
        "or a file for Milvus Lite that ends in .db"
    )


def changes_since(db: sqlite3.Connection, generation: str) -> tuple[int, list[tuple[int, int]]] | None:
    """The last unit id of an earlier generation, and the ranges of ids (both ends included) gone since.

    ``None`` if the archive never had such a generation.
    """
    row = db.execute("SELECT unit, gone FROM change WHERE generation = ?", (generation,)).fetchone()
    if row is None:
        return None
    gone = db.execute("SELECT first, last FROM gone WHERE number > ?", (row[1],)).fetchall()
    return int(row[0]), gone
