"""An embedder that has the vectors of some texts already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder

__all__ = ["Known"]


class Known:
    """Gives the ``vectors`` of texts that it knows, and asks ``other`` for all else."""

    def __init__(self, vectors: Mapping[str, Vectors], other: Embedder) -> None:
        self.model_id = other.model_id
        self.dimension = other.dimension
        self._vectors = vectors
        self._other = other

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape ``(len(texts), dimension)``."""
        return self._other.embed_questions(texts)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, shape ``(len(texts), dimension)``, in the order of ``texts``."""
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        made = dict(zip(new, self._other.embed_passages(new), strict=True)) if new else {}
        if progress:
            progress(len(texts))
        return np.array([made[text] if text in made else self._vectors[text] for text in texts], np.float32)
