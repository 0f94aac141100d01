"""What an archive has learnt about its own questions and answers: a part of its model's identity.

The stored vectors stay as the model made them. A tuning changes how a question is compared with them, so that
putting it in place or taking it back is one row.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.embedding import Vectors
from index.errors import ArchiveError

__all__ = ["Tuning"]


@dataclass(frozen=True, slots=True, eq=False)
class Tuning:
    """A tuning; all arrays float32.

    Attributes:
        version: counts up with every tuning of an archive, from 1.
        question_shift, answer_shift: shape ``(d,)``: how the archive's questions and answers differ from the
            average of their language, taken off before they are compared.
        directions: shape ``(d, d)``, symmetric: how much each direction counts.
        plain: share of the cosine as it is, 0..1.
        report: JSON types that tell what it was learnt from and what it gained.
    """

    version: int
    question_shift: Vectors
    answer_shift: Vectors
    directions: Vectors
    plain: float
    report: dict[str, Any]

    @property
    def digest(self) -> str:
        """8 hex digits of what it does."""
        arrays = (self.question_shift, self.answer_shift, self.directions)
        body = b"".join(array.astype("<f4").tobytes() for array in arrays)
        return hashlib.sha256(body + repr(self.plain).encode()).hexdigest()[:8]

    def directed(self, question: Vectors) -> Vectors:
        """What a question (shape ``(d,)``, of unit length) is compared by: its directions weighed, twice.

        Once for itself and once for what it is compared with, which then need not be weighed.
        """
        weighed = self.directions @ question
        found: Vectors = self.directions @ (weighed / np.linalg.norm(weighed))
        return found

    def store(self, db: sqlite3.Connection) -> None:
        """Write it, inside a transaction of the caller's; the one with the highest version is in force."""
        arrays = np.concatenate([self.question_shift, self.answer_shift, self.directions.ravel()])
        facts = {"plain": self.plain, "report": self.report}
        db.execute(
            "INSERT INTO tuning (version, facts, arrays) VALUES (?, ?, ?)",
            (self.version, json.dumps(facts, ensure_ascii=False), arrays.astype("<f4").tobytes()),
        )

    @classmethod
    def load(cls, db: sqlite3.Connection, dimension: int) -> Tuning | None:
        """The one in force, if any.

        Raises:
            ArchiveError: its row is damaged.
        """
        row = db.execute("SELECT version, facts, arrays FROM tuning ORDER BY version DESC LIMIT 1").fetchone()
        if row is None:
            return None
        version, facts, blob = row
        arrays = np.frombuffer(blob, "<f4")
        if len(arrays) != dimension * (dimension + 2):
            raise ArchiveError(f"tuning {version} is damaged; take it back with: onrecord tune --undo")
        told = json.loads(facts)
        return cls(
            version,
            arrays[:dimension],
            arrays[dimension : 2 * dimension],
            arrays[2 * dimension :].reshape(dimension, dimension),
            float(told["plain"]),
            told["report"],
        )
