"""The vector indexes of an archive: one for each view and language, kept beside it as caches."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np

from index.dense import Ids, VectorIndex
from index.embedding import Vectors
from index.units import View

__all__ = ["ViewIndexes"]

_VIEWS: tuple[View, ...] = ("question", "passage", "answer")


class ViewIndexes:
    """The indexes of one generation of an archive.

    Each language has its own, because a model puts what is said in the question's language nearer,
    whatever it says: in one index the other languages would hardly be found.
    """

    def __init__(self, db: sqlite3.Connection, folder: Path, generation: str, dimension: int) -> None:
        """Load them from ``folder``, or make them from the rows of ``db`` and write them there."""
        self.generation = generation
        languages = [row[0] for row in db.execute("SELECT DISTINCT language FROM transcript")]
        self._indexes = {
            view: [_load(db, folder, generation, dimension, view, language) for language in languages]
            for view in _VIEWS
        }

    def nearest(
        self, view: View, vector: Vectors, count: int, among: Ids | None = None
    ) -> tuple[Ids, Vectors]:
        """See :meth:`index.archive.Archive.nearest`; ``among`` are the only ids to be found, if given."""
        found = [index.search(vector, count, among) for index in self._indexes[view]]
        ids = np.concatenate([np.empty(0, np.int64), *(ids for ids, _ in found)])
        cosines = np.concatenate([np.empty(0, np.float32), *(cosines for _, cosines in found)])
        order = np.argsort(-cosines, kind="stable")
        return ids[order], cosines[order]


def _load(
    db: sqlite3.Connection, folder: Path, generation: str, dimension: int, view: View, language: str | None
) -> VectorIndex:
    path = folder / f"{view}.{language or 'none'}.faiss"
    found = VectorIndex.load(path, generation)
    if found is None:
        stored = db.execute(
            "SELECT unit.id, unit.vector FROM unit JOIN exchange ON exchange.id = unit.exchange "
            "JOIN transcript ON transcript.id = exchange.transcript "
            "WHERE unit.view = ? AND transcript.language IS ?",
            (view, language),
        ).fetchall()
        ids = np.array([key for key, _ in stored], np.int64)
        vectors = np.frombuffer(b"".join(blob for _, blob in stored), "<f4")
        found = VectorIndex.build(ids, vectors.reshape(len(stored), dimension))
        found.save(path, generation)
    return found
