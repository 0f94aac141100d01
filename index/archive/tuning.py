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

from onrecord.index.arrays import Vectors
from onrecord.index.errors import ArchiveError

__all__ = ["Tuning"]

_LARGEST = 1e6
"""No number of a tuning comes near; larger ones would overflow."""


@dataclass(frozen=True, slots=True, eq=False)
class Tuning:
    """A tuning; all arrays float32.

    Attributes:
        version: counts up with every tuning of an archive, from 1.
        question_shift, answer_shift: shape ``(d,)``: how the archive's questions and answers differ from the
            average of their language, taken off before they are compared.
        directions: shape ``(d, d)``, symmetric: how much each direction counts.
        out, into: shapes ``(d, r)`` and ``(r, d)``: how a question is turned towards what answers it.
        plain: share of the cosine as it is, 0..1.
        languages: those in which the archive is asked, of the background's; questions in others are compared
            as if nothing had been learnt.
        report: JSON types that tell what it was learnt from and what it gained.
    """

    version: int
    question_shift: Vectors
    answer_shift: Vectors
    directions: Vectors
    out: Vectors
    into: Vectors
    plain: float
    languages: tuple[str, ...]
    report: dict[str, Any]

    @property
    def digest(self) -> str:
        """8 hex digits of what it does."""
        told = repr((self.plain, self.languages)).encode()
        return hashlib.sha256(self._arrays() + told).hexdigest()[:8]

    def directed(self, question: Vectors) -> Vectors:
        """What a question (shape ``(d,)``, of unit length) is compared by: its directions weighed, twice.

        Once for itself, when it is turned as well, and once for what it is compared with, which then need not
        be weighed.
        """
        weighed = self.directions @ question
        weighed = weighed / np.linalg.norm(weighed)
        turned = weighed + self.out @ (self.into @ weighed)
        found: Vectors = self.directions @ (turned / np.linalg.norm(turned))
        return found

    def store(self, db: sqlite3.Connection) -> None:
        """Write it, inside a transaction of the caller's; the one with the highest version is in force."""
        facts = {"plain": self.plain, "languages": self.languages, "report": self.report}
        db.execute(
            "INSERT INTO tuning (version, facts, arrays) VALUES (?, ?, ?)",
            (self.version, json.dumps(facts, ensure_ascii=False), self._arrays()),
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
        told = json.loads(facts)
        whole = len(blob) % (4 * dimension) == 0
        arrays = np.frombuffer(blob, "<f4").reshape(-1, dimension) if whole else np.empty((0, dimension))
        rank, odd = divmod(len(arrays) - dimension - 2, 2)
        sound = (np.abs(arrays) <= _LARGEST).all()  # what is no number is not
        if rank < 1 or odd or "languages" not in told or not sound:
            raise ArchiveError(
                f"tuning {version} is damaged, or of an earlier version; "
                "take it back with: onrecord tune --undo"
            )
        question_shift, answer_shift = arrays[:2]
        directions, out, into = np.split(arrays[2:], [dimension, dimension + rank])
        languages = tuple(told["languages"])
        return cls(
            version,
            question_shift,
            answer_shift,
            directions,
            out.T,
            into,
            float(told["plain"]),
            languages,
            told["report"],
        )

    def _arrays(self) -> bytes:
        """Everything as rows of ``d`` numbers."""
        rows = (self.question_shift[None], self.answer_shift[None], self.directions, self.out.T, self.into)
        return np.concatenate(rows).astype("<f4").tobytes()
