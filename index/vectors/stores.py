"""Where an archive's vectors are searched: beside it with FAISS, or in a Milvus that many machines share.

The archive's tables stay the one truth; a store holds what they hold and is brought up to date from them.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.index.errors import ArchiveError
from onrecord.index.vectors.protocol import VectorStore

__all__ = [
    "FAISS",
    "checked_place",
    "open_store",
    "require_usable",
]

FAISS = "faiss"


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
        from onrecord.index.vectors.view_indexes import ViewIndexes

        faiss = known if isinstance(known, ViewIndexes) else None
        return ViewIndexes.open(db, folder, generation, dimension, faiss)
    from onrecord.index.vectors.milvus import MilvusStore

    milvus = known if isinstance(known, MilvusStore) and known.place == place else None
    return MilvusStore.open(place, db, folder, generation, dimension, milvus)


def checked_place(place: str) -> str:
    """``place`` if it is one, as it is written: nothing is opened.

    Raises:
        ArchiveError: it is none.

    >>> checked_place("milvus://localhost:19530"), checked_place("faiss")
    ('milvus://localhost:19530', 'faiss')
    """
    if place == FAISS or _is_server(place) or place.endswith(".db"):
        return place
    raise ArchiveError(
        f"the store {place!r} is none; give {FAISS}, milvus://HOST:PORT, "
        "or a file for Milvus Lite that ends in .db"
    )


def _is_server(place: str) -> bool:
    try:
        parts = urlsplit(place)
        return parts.scheme == "milvus" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def require_usable(place: str) -> None:
    """See that a checked place can be used now.

    Raises:
        ArchiveError: it cannot be reached, or its client is not installed.
    """
    if place != FAISS:
        from onrecord.index.vectors.milvus import reach

        reach(place)
