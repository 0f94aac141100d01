"""Exchanges scored wide: every one that may speak to a question, each with its best passage.

A search looks at the few that come nearest. Here hundreds or thousands are scored by the same views and
weights (:mod:`onrecord.rag.retrieval`), in batches, so that memory stays bounded and progress can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.index.archive.archive import Archive
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.index.text.spans import Span
from onrecord.rag.retrieval import candidates, fused_scores
from onrecord.rag.similarity import Similarity
from onrecord.rag.views import SharedWords, of_vectors, words_shared

__all__ = ["WIDE", "Scored", "near", "scored"]

WIDE = 1_000
"""So many of the nearest of each view, and of those that share most words, are scored."""

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Scored:
    """An exchange with what its best passage scores.

    ``key`` is the archive's of it. ``words`` is what it shares by words, as a share of the most that any
    does. ``sentences`` are those of all its passages, each with its similarity, in reading order.
    """

    key: int
    transcript: str
    exchange: int
    score: float
    words: float
    sentences: tuple[tuple[Span, float], ...]


def near(archive: Archive, similarity: Similarity, question: str, filters: Filters = EVERYTHING) -> list[int]:
    """Keys of the exchanges that come nearest in any view or share most words, which pass ``filters``."""
    by_exchange = archive.by_words(question, filters)
    return candidates(archive, similarity.search_vector, by_exchange, filters, WIDE)


def scored(
    archive: Archive,
    similarity: Similarity,
    question: str,
    keys: Sequence[int],
    progress: Callable[[float], None] | None = None,
) -> list[Scored]:
    """Score the exchanges with these ``keys``; those without anything that can be found are left out.

    ``progress`` is called with the share, 0..1, that is done.
    """
    by_exchange = archive.by_words(question)
    most = max(by_exchange.values(), default=0.0) or 1.0
    # What is most and usual by words is told by the first batch.
    order = sorted(keys, key=lambda key: (-by_exchange.get(key, 0.0), key))
    shared: SharedWords | None = None
    result: list[Scored] = []
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        units = archive.units(batch)
        if len(units.rows("passage")):
            words = words_shared(units, archive.words_of(question, batch), by_exchange)
            shared = shared or SharedWords(units, *words)
            found = of_vectors(units, similarity)
            owners = units.owners[found.rows]
            fused = fused_scores(units, found, shared.of(units, *words))
            best = np.full(len(units.exchanges), -np.inf)
            np.maximum.at(best, owners, fused)
            bounds = np.searchsorted(owners, np.arange(len(units.exchanges) + 1)).tolist()
            for at, each in enumerate(units.exchanges):
                places = range(bounds[at], bounds[at + 1])
                if not places:
                    continue
                result.append(
                    Scored(
                        each.exchange,
                        each.transcript,
                        each.number,
                        float(best[at]),
                        by_exchange.get(each.exchange, 0.0) / most,
                        tuple(pair for place in places for pair in found.sentences_of(place, units)),
                    )
                )
        if progress:
            progress(min(1.0, (start + len(batch)) / len(order)))
    return result
