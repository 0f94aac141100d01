"""Keeps vectors of one model on disk by text: peers that cut alike, and the next run, embed none twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder

__all__ = ["EmbeddingCache"]

_BATCH = 256
"""Vectors stored at a time, so that an interruption loses little."""


class EmbeddingCache:
    """An embedder whose vectors are kept in the SQLite file ``file``."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._db = sqlite3.connect(file, check_same_thread=False)
        self._db.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, shape ``(len(texts), dimension)``."""
        return self._vectors("passage", texts, self._embedder.embed_passages)

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The same of questions."""
        return self._vectors("question", texts, self._embedder.embed_questions)

    def _vectors(self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        named = ("\0".join([self._embedder.model_id, kind, text]) for text in texts)
        keys = [hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest() for name in named]
        found = {key: row[0] for key in keys for row in self._db.execute(_FIND, (key,))}
        left = list({key: text for key, text in zip(keys, texts, strict=True) if key not in found}.items())
        for start in range(0, len(left), _BATCH):
            part = left[start : start + _BATCH]
            vectors = embed([text for _, text in part])
            made = {key: vector.tobytes() for (key, _), vector in zip(part, vectors, strict=True)}
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", made.items())
            found |= made
        return np.stack([np.frombuffer(found[key], np.float32) for key in keys])


_FIND = "SELECT value FROM vector WHERE key = ?"
