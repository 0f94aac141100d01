"""How near vectors are to one question, above what is average in their language.

A cosine of this kind of model holds much that any two texts of a language share. So two are added: the cosine
as it is, and that of the vectors with their language's mean taken off (both from the background), which
compares what is particular to them. A tuned archive (see :mod:`onrecord.index.archive.tuning`) takes off its
own means and weighs directions by how much they differ between a question and what answers it; that holds for
questions in the languages that it is asked in, and others are compared as in any archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import numpy.typing as npt

from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Vectors
from onrecord.rag.background import Background, Kind

__all__ = ["Similarities", "Similarity"]

PLAIN = 0.7
"""Share of the cosine as it is. Development data: eval/sets/press-2019-03-08.dev.jsonl, xquad-dev and
mfa-2016-2018, nDCG@10 in memory: 0.861, 0.848 and 0.580 with 1; 0.866, 0.864 and 0.584 with 0.7; 0.870,
0.863 and 0.580 with 0.5."""


_KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Similarities:
    """Of some vectors to a question, above average: ``plain`` cosines and ``mixed`` ones.

    Both float64, shape ``(n,)``.
    """

    plain: npt.NDArray[np.float64]
    mixed: npt.NDArray[np.float64]


class Similarity:
    """Of one question to whatever it is compared with."""

    def __init__(self, background: Background, vector: Vectors, tuning: Tuning | None = None) -> None:
        """``vector`` is the question's, float32, shape ``(d,)``, of unit length."""
        self.language = background.language_like(vector)
        """The language, of the background's, that the question seems to be in."""
        if tuning is not None and self.language not in tuning.languages:
            tuning = None
        self._background = background
        self._vector = vector
        self._tuning = tuning
        self._plain = PLAIN if tuning is None else tuning.plain
        off = vector - background.asked_like(vector)
        if tuning is not None:
            off = off - tuning.question_shift
        length = float(np.linalg.norm(off))
        # A question that is all average has nothing particular to compare.
        particular = off / length if length > 1e-6 else np.zeros_like(off)
        self._particular = particular if tuning is None else tuning.directed(particular)

    @property
    def search_vector(self) -> Vectors:
        """What the nearest vectors are looked up with, nearly their mixed cosine: float32, shape ``(d,)``."""
        wanted = self._plain * self._vector + (1 - self._plain) / self._background.spread * self._particular
        found: Vectors = (wanted / np.linalg.norm(wanted)).astype(np.float32)
        return found

    def to(self, vectors: Vectors, kind: Kind, language: str | None) -> Similarities:
        """Similarities of ``vectors`` (shape ``(n, d)``) of questions or answers in ``language``."""
        return self.along(vectors @ self.axes(language), kind, language)

    def axes(self, language: str | None) -> Vectors:
        """What vectors in ``language`` are multiplied with to be compared, shape ``(d, 4)``.

        The question, what is particular to it, and the means that are taken off questions and answers.
        """
        means = [self._centre(kind, language) for kind in _KINDS]
        return np.stack([self._vector, self._particular, *means], axis=1)

    def along(self, products: Vectors, kind: Kind, language: str | None) -> Similarities:
        """What :meth:`to` gives for vectors with these products with the :meth:`axes`, shape ``(n, 4)``."""
        mean = self._background.mean(kind, language)
        plain = products[:, 0].astype(np.float64) - float(mean @ self._vector)
        known = self._background.texts(kind, language) @ self.axes(language)
        particular = self._particular_cosines(products, kind, language)
        particular -= self._particular_cosines(known, kind, language).mean()
        return Similarities(plain, self._plain * plain + (1 - self._plain) * particular)

    def _particular_cosines(
        self, products: Vectors, kind: Kind, language: str | None
    ) -> npt.NDArray[np.float64]:
        centre = self._centre(kind, language)
        # |v - m| for unit vectors v, without making v - m.
        along = products[:, 2 + _KINDS.index(kind)]
        lengths = np.sqrt(np.maximum(1 - 2 * along + centre @ centre, 1e-6))
        return np.asarray((products[:, 1] - centre @ self._particular) / lengths, np.float64)

    def _centre(self, kind: Kind, language: str | None) -> Vectors:
        mean = self._background.mean(kind, language)
        return mean if self._tuning is None else mean + self._tuning.answer_shift
