"""Vectors: the nearest by cosine. The only importer of ``faiss``.

How a run of vectors is kept depends on how many they are:

========= ======================================================================================
up to     as
========= ======================================================================================
20,000    they are, float32, each compared
200,000   8 bits a number (mapped into memory), each compared; the best are compared as they are
more      also 2 bits a number (RaBitQ: Gao and Long, SIGMOD 2024, and its extension of 2025),
          which are scanned first; the best of those go the way of 8 bits
========= ======================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.arrays import Ids, Mask, Vectors

__all__ = ["VectorIndex"]

EXACT, SCANNED = 20_000, 200_000
"""Up to these sizes vectors are kept as they are, and scanned as 8-bit codes."""

_ROUGH_LEAST, _ROUGH_DEPTH = 500, 10
"""How many are taken from the 2-bit codes, and how many times the wanted number. Of a million vectors, 100
questions: the ten nearest are among the first 100, 500 and 1,000 for 0.955, 0.998 and 0.999."""
_CODED_DEPTH = 2
_ROUGH_BITS, _ROUGH_BLOCK = 2, 32
_MOST_PASSING = 0.5
_SUFFIXES = (".ids.npy", ".faiss", ".rough.faiss")


@cache
def _faiss() -> Any:
    import faiss

    # One question is one small product: a team of threads only waits for the model's threads, which made a
    # search take 10 ms instead of 0.3. Several questions at once come in several threads anyway.
    faiss.omp_set_num_threads(1)
    return faiss


class VectorIndex:
    """Vectors of unit length with their ids, searched by inner product. It never changes.

    Metric: cosine, in -1..1, higher is nearer. ``exact`` says whether those that it gives are of the
    vectors or of their codes.
    """

    def __init__(self, ids: Ids, index: Any, rough: Any = None) -> None:
        self.ids = ids
        self._index = index
        self._rough = rough
        self.exact = isinstance(index, _faiss().IndexFlat)
        self.rough = rough is not None

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def build(cls, ids: Ids, vectors: Vectors) -> VectorIndex:
        """Index ``vectors`` (float32, shape ``(n, d)``) under ``ids`` (int64, shape ``(n,)``).

        Raises:
            ValueError: the shapes do not belong together.
        """
        if vectors.ndim != 2 or ids.shape != (len(vectors),):
            raise ValueError(f"ids {ids.shape} do not match vectors {vectors.shape}")
        return cls.build_from(iter([(ids, vectors)]), len(ids), vectors.shape[1])

    @classmethod
    def build_from(cls, parts: Iterator[tuple[Ids, Vectors]], size: int, dimension: int) -> VectorIndex:
        """As :meth:`build`, of ``size`` vectors that come in parts: no more than one of them is held.

        The codes' ranges are learnt from the first part.
        """
        faiss = _faiss()
        metric = faiss.METRIC_INNER_PRODUCT
        rough = None
        if size <= EXACT:
            index = faiss.IndexFlatIP(dimension)
        else:
            index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_8bit, metric)
            # The first part may not reach as far as the rest.
            index.sq.rangestat_arg = 0.1
            if size > SCANNED:
                rough = faiss.IndexRaBitQFastScan(dimension, metric, _ROUGH_BLOCK, _ROUGH_BITS)
        found = [np.empty(0, np.int64)]
        for ids, vectors in parts:
            whole = np.ascontiguousarray(vectors, np.float32)
            for each in (index, rough):
                if each is not None:
                    if not each.is_trained:
                        each.train(whole)
                    each.add(whole)
            found.append(ids)
        return cls(np.concatenate(found), index, rough)

    def search(
        self, vector: Vectors, count: int, allowed: Mask | None = None
    ) -> tuple[npt.NDArray[np.int64], Vectors]:
        """The ``count`` nearest to ``vector`` (shape ``(d,)``): ids and cosines, best first.

        ``allowed`` says for each vector, in the order of ``ids``, whether it may be found; fewer come back
        where there are fewer. Where they are not :attr:`exact`, twice as many come: the best are among them.
        """
        passing = len(self) if allowed is None else int(np.count_nonzero(allowed))
        wanted = min(count if self.exact else _CODED_DEPTH * count, passing)
        if wanted == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if self._rough is not None and passing > _MOST_PASSING * len(self):
            rows, scores = self._search_rough(vector, wanted, count, allowed, passing)
        else:
            rows, scores = self._search_all(vector, wanted, allowed)
        return np.asarray(self.ids[rows]), scores

    def _search_all(self, vector: Vectors, wanted: int, allowed: Mask | None) -> tuple[Ids, Vectors]:
        faiss = _faiss()
        parameters = None
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(bits))
        scores, rows = self._index.search(_row(vector), wanted, params=parameters)
        # Where fewer are found, FAISS fills the rest with -1.
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def _search_rough(
        self, vector: Vectors, wanted: int, count: int, allowed: Mask | None, passing: int
    ) -> tuple[Ids, Vectors]:
        depth = max(_ROUGH_LEAST, _ROUGH_DEPTH * count) * len(self) // passing
        depth = min(len(self), depth)
        _, (rows,) = self._rough.search(_row(vector), depth)
        rows = np.sort(rows[rows >= 0])
        if allowed is not None:
            rows = rows[allowed[rows]]
        scores = self._index.reconstruct_batch(rows) @ vector
        best = np.argsort(-scores, kind="stable")[:wanted]
        return rows[best], scores[best]

    def save(self, folder: Path, name: str) -> list[str]:
        """Write it to files in ``folder`` whose names begin with ``name``; their names."""
        faiss = _faiss()
        np.save(folder / f"{name}{_SUFFIXES[0]}", self.ids, allow_pickle=False)
        faiss.write_index(self._index, str(folder / f"{name}{_SUFFIXES[1]}"))
        if self._rough is not None:
            faiss.write_index(self._rough, str(folder / f"{name}{_SUFFIXES[2]}"))
        return [f"{name}{suffix}" for suffix in _SUFFIXES[: 2 if self._rough is None else 3]]

    @classmethod
    def load(cls, folder: Path, name: str, rough: bool) -> VectorIndex:
        """What :meth:`save` wrote; 8-bit codes stay on disk and are mapped into memory.

        Raises:
            OSError, ValueError, RuntimeError: it is missing or damaged.
        """
        faiss = _faiss()
        paths = [str(folder / f"{name}{suffix}") for suffix in _SUFFIXES]
        ids = np.load(paths[0], mmap_mode="r", allow_pickle=False)
        index = faiss.read_index(paths[1], faiss.IO_FLAG_MMAP_IFC)
        found = cls(ids, index, faiss.read_index(paths[2]) if rough else None)
        if index.ntotal != len(ids):
            raise ValueError(f"{name}: {len(ids)} ids, {index.ntotal} vectors")
        return found


def _row(vector: Vectors) -> Vectors:
    return np.ascontiguousarray(vector[None, :], np.float32)
