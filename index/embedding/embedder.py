"""The protocol of every embedding model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from onrecord.index.arrays import Vectors

__all__ = ["Embedder"]


class Embedder(Protocol):
    """A model that puts questions and passages into one space.

    Vectors are float32, of unit length, so that an inner product is a cosine.
    """

    @property
    def model_id(self) -> str:
        """Names the model and its version; an archive refuses vectors of another."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape ``(len(texts), dimension)``."""
        ...

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, shape ``(len(texts), dimension)``, in the order of ``texts``.

        ``progress`` is called with the number of texts done since the last call.
        """
        ...
