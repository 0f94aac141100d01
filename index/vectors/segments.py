"""A run of an archive's vectors that was written at once, and which of them may still be found."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

import numpy as np

from onrecord.index.arrays import Ids, Mask
from onrecord.index.units import View
from onrecord.index.vectors.faiss import VectorIndex

__all__ = ["LoadedSegment", "Segment", "SegmentKey"]

_MASKS_KEPT = 8

SegmentKey = tuple[View, str | None]


@dataclass(frozen=True, slots=True)
class Segment:
    """Units of one view and language whose ids are above ``after`` and up to ``last``.

    ``size`` counts them, ``gone`` are ranges of ids, both ends included, that are no longer to be found;
    ``files`` has the digests of the files whose names begin with ``name``.
    """

    view: View
    language: str | None
    after: int
    last: int
    size: int
    name: str
    files: dict[str, str]
    rough: bool
    gone: tuple[tuple[int, int], ...] = ()

    @property
    def key(self) -> SegmentKey:
        """Its view and language."""
        return self.view, self.language


class LoadedSegment:
    """A segment with its vectors, and which of them may be found."""

    def __init__(self, segment: Segment, index: VectorIndex) -> None:
        self.segment = segment
        self.index = index
        self._alive: Mask | None = None
        if segment.gone:
            self._alive = np.ones(len(index), np.bool_)
            for first, last in segment.gone:
                begin, end = np.searchsorted(index.ids, [first, last + 1])
                self._alive[begin:end] = False
        self._masks: OrderedDict[int, tuple[Ids, Mask]] = OrderedDict()

    def without(self, gone: list[tuple[int, int]]) -> LoadedSegment:
        """The same without the units in these ranges."""
        mine = [(a, b) for a, b in gone if b > self.segment.after and a <= self.segment.last]
        if not mine:
            return self
        return LoadedSegment(replace(self.segment, gone=(*self.segment.gone, *mine)), self.index)

    @property
    def gone(self) -> int:
        """How many of its vectors are not to be found."""
        return 0 if self._alive is None else int(np.count_nonzero(~self._alive))

    def allowed(self, among: Ids | None) -> Mask | None:
        """Which vectors may be found, kept for the filters asked last; ``among`` are ids, rising."""
        if among is None:
            return self._alive
        kept = self._masks.get(id(among))
        if kept is None or kept[0] is not among:
            mask = np.isin(self.index.ids, among, kind="sort")
            kept = (among, mask if self._alive is None else mask & self._alive)
            self._masks[id(among)] = kept
            while len(self._masks) > _MASKS_KEPT:
                self._masks.popitem(last=False)
        return kept[1]
