"""A second look at the best passages by a model that reads question and passage together.

A cross-encoder compares them word by word, which no vector made beforehand can; it is too slow for more than
the first few. It is an option: none comes with On Record.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from onrecord.index.embedding.sentence_transformers import open_cross_encoder
from onrecord.rag.retrieval import Hit

__all__ = ["RERANKED", "CrossEncoderReranker", "Reranker", "reranked"]

RERANKED = 30
"""How many passages are looked at again."""


class Reranker(Protocol):
    """A model that says how well passages answer a question."""

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """A score of each passage, shape ``(len(passages),)``; higher is better, no fixed range."""
        ...


class CrossEncoderReranker:
    """Any sentence-transformers ``CrossEncoder`` that gives one score. Threads may share it."""

    def __init__(self, name_or_folder: str) -> None:
        """Raise :class:`~onrecord.index.errors.ModelError` if there is no such model or it fails to load."""
        self._model = open_cross_encoder(name_or_folder)
        self._one_at_a_time = threading.Lock()

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """A score of each passage, float32, shape ``(len(passages),)``."""
        pairs = [(question, passage) for passage in passages]
        # The tokenizers of these models change their own state while they work.
        with self._one_at_a_time:
            scores = self._model.predict(pairs, show_progress_bar=False)
        return np.asarray(scores, np.float32).reshape(len(passages))


def reranked(hits: Sequence[Hit], question: str, passages: Sequence[str], reranker: Reranker) -> list[Hit]:
    """``hits`` with the first ones in the order of the reranker's scores, which become theirs.

    ``passages`` are the words of those first hits. The others keep their order below them.
    """
    first, others = hits[: len(passages)], hits[len(passages) :]
    if not first:
        return list(hits)
    scores = reranker.scores(question, passages)
    order = np.argsort(-scores, kind="stable")
    best = [replace(first[at], score=float(scores[at])) for at in order]
    # Only their differences mean anything on the other scale.
    below = best[-1].score - max((hit.score for hit in others), default=0.0)
    return best + [replace(hit, score=hit.score + below) for hit in others]
