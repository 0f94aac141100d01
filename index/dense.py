"""Vectors: the nearest by cosine. The only importer of ``faiss``."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.caches import write_cache
from index.embedding import Vectors

__all__ = ["Ids", "VectorIndex"]

Ids = npt.NDArray[np.int64]


@cache
def _faiss() -> Any:
    import faiss

    # One question is one small product: a team of threads only waits for the model's threads, which made a
    # search take 10 ms instead of 0.3. Several questions at once come in several threads anyway.
    faiss.omp_set_num_threads(1)
    return faiss


class VectorIndex:
    """Vectors of unit length with their ids, searched exactly by inner product.

    Metric: cosine, in -1..1, higher is nearer.
    """

    def __init__(self, index: Any) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @classmethod
    def build(cls, ids: Ids, vectors: Vectors) -> VectorIndex:
        """Index ``vectors`` (float32, shape ``(n, d)``) under ``ids`` (int64, shape ``(n,)``).

        Raises:
            ValueError: the shapes do not belong together.
        """
        faiss = _faiss()
        if vectors.ndim != 2 or ids.shape != (len(vectors),):
            raise ValueError(f"ids {ids.shape} do not match vectors {vectors.shape}")
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(np.ascontiguousarray(vectors, np.float32), np.ascontiguousarray(ids, np.int64))
        return cls(index)

    def search(self, vector: Vectors, count: int, among: Ids | None = None) -> tuple[Ids, Vectors]:
        """The ``count`` nearest to ``vector`` (shape ``(d,)``): ids and cosines, best first.

        ``among`` are the only ids that may be found, if given; fewer come back where there are fewer.
        """
        count = min(count, len(self))
        if count == 0 or (among is not None and len(among) == 0):
            return np.empty(0, np.int64), np.empty(0, np.float32)
        faiss = _faiss()
        selector = None if among is None else faiss.IDSelectorBatch(np.ascontiguousarray(among, np.int64))
        scores, ids = self._index.search(
            np.ascontiguousarray(vector[None, :], np.float32),
            count,
            params=selector and faiss.SearchParameters(sel=selector),
        )
        # Where fewer are found, FAISS fills the rest with -1.
        found = ids[0] >= 0
        return ids[0][found], scores[0][found]

    def vectors(self, ids: Ids) -> Vectors:
        """The stored vectors of ``ids``, shape ``(len(ids), d)``; unknown ids raise ``RuntimeError``."""
        if len(ids) == 0:
            return np.empty((0, int(self._index.d)), np.float32)
        found: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(ids, np.int64))
        return found

    def save(self, path: Path, generation: str) -> None:
        """Write a cache file, replacing an older one in a single step.

        ``generation`` names the state of the archive that the vectors were read from.
        """
        body = _faiss().serialize_index(self._index).tobytes()
        head = json.dumps({"generation": generation, "sha256": hashlib.sha256(body).hexdigest()}).encode()
        write_cache(path, head + b"\n" + body)

    @classmethod
    def load(cls, path: Path, generation: str) -> VectorIndex | None:
        """Read a cache file back; ``None`` if there is none, or it is damaged or of another generation."""
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            expected = json.loads(head)
        except (OSError, ValueError):
            return None
        if not isinstance(expected, dict) or expected.get("generation") != generation:
            return None
        if expected.get("sha256") != hashlib.sha256(body).hexdigest():
            return None
        return cls(_faiss().deserialize_index(np.frombuffer(body, np.uint8)))
