"""How near a record comes to questions that have nothing to do with it.

The best of many passages is near to anything, and a record about computers is nearer to everyday life than
one about treaties. So a question is compared with what others come to in the same record: the background's
questions, of which no record knows anything.
"""

from __future__ import annotations

from cachetools import LRUCache

from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.filters import Filters
from onrecord.rag.background import Background
from onrecord.rag.retrieval import search

__all__ = ["Baseline"]

_BEST = 3
"""As many passages as are quoted: the nearest of them counts."""
_EVERY = 4
_LARGE, _FEWER = 50_000, 4


class Baseline:
    """The baseline of an archive and of what filters leave of it, measured when it is first needed."""

    def __init__(self, archive: Archive, background: Background) -> None:
        """Both are of the same model."""
        self._archive, self._background = archive, background
        self._measured: LRUCache[tuple[str, str | None, Filters], float] = LRUCache(128)

    def of(self, filters: Filters, tuning: Tuning | None) -> float:
        """The mean similarity of the best passage, on the scale of :class:`onrecord.rag.retrieval.Hit`.

        ``filters`` are resolved. Called inside a snapshot of the archive.
        """
        key = (self._archive.generation, tuning.digest if tuning else None, filters)
        found = self._measured.get(key)
        if found is None:
            found = self._measured[key] = self._mean(filters, tuning)
        return found

    def _mean(self, filters: Filters, tuning: Tuning | None) -> float:
        # Four questions of each language; of a large archive, where each takes long, one.
        fewer = _FEWER if self._archive.exchange_count(filters) > _LARGE else 1
        found = [
            max(hit.dense for hit in hits)
            for vector in self._background.everyday[:: _EVERY * fewer]
            if (hits := search(self._archive, self._background, "", vector, _BEST, filters, tuning=tuning))
        ]
        return sum(found) / len(found) if found else 0.0
