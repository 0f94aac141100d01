"""Vectors of one model, kept on disk by text: recipes that cut alike, and the next run, embed none twice."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder

__all__ = ["KeptVectors"]


class KeptVectors:
    """An embedder whose vectors are kept in the SQLite file ``file``."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._kept = sqlite3.connect(file, check_same_thread=False)
        self._kept.execute(
            "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
        )

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, shape ``(len(texts), dimension)``."""
        return self._vectors("passage", texts, self._embedder.embed_passages)

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The same of questions."""
        return self._vectors("question", texts, self._embedder.embed_questions)

    def _vectors(self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
        keys = [self._key(kind, text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if self._find(key) is None}
        rows = list(missing.items())
        for start in range(0, len(rows), 256):  # so that an interruption loses little
            part = rows[start : start + 256]
            made = embed([text for _, text in part])
            with self._kept:
                self._kept.executemany(
                    "INSERT OR REPLACE INTO vector VALUES (?, ?)",
                    [(key, vector.tobytes()) for (key, _), vector in zip(part, made, strict=True)],
                )
        found = [self._find(key) for key in keys]
        return np.stack([np.frombuffer(each or b"", np.float32) for each in found])

    def _find(self, key: bytes) -> bytes | None:
        row = self._kept.execute("SELECT value FROM vector WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def _key(self, kind: str, text: str) -> bytes:
        named = "\0".join([self._embedder.model_id, kind, text])
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).digest()
