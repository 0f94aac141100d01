"""Draws vectors that look like the model's, for archives too large to embed for a measurement."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from onrecord.index.arrays import Vectors

__all__ = ["SyntheticEmbedder", "draw"]


class SyntheticEmbedder:
    """Draws a text's vector instead of computing it; the same text has the same vector."""

    def __init__(self, model_id: str, real: Vectors) -> None:
        """``real`` are vectors of the model ``model_id``, float32 of unit length, shape ``(n, d)``."""
        self.model_id = model_id
        self.dimension = real.shape[1]
        self._real = real

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors, shape ``(len(texts), dimension)``."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors, shape ``(len(texts), dimension)``."""
        seed = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()
        vectors = draw(self._real, len(texts), np.random.default_rng(list(seed)))
        if progress:
            progress(len(texts))
        return vectors


def draw(real: Vectors, count: int, chance: np.random.Generator) -> Vectors:
    """``count`` vectors that lie as the ``real`` ones do; both float32 of unit length, shape ``(n, d)``.

    Each lies between two real ones, nearer to the first, with the difference of two others added: directions
    in which real texts differ are those in which drawn ones do.
    """
    one, other, plus, minus = (real[chance.integers(len(real), size=count)] for _ in range(4))
    share = chance.uniform(0.0, 0.4, (count, 1)).astype(np.float32)
    drawn = one + share * (other - one) + 0.4 * (plus - minus)
    unit: Vectors = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)
    return unit
