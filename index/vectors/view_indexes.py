"""The vector indexes of an archive: segments for each view and language, kept beside it as caches.

What is added becomes a new segment; small ones are merged as they gather, so that there are few, and what
is added to a large archive costs what was added. The archive's tables tell what came and went since the
segments were written (see :mod:`onrecord.index.tables.schema`).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.index.arrays import Ids, Mask, Vectors
from onrecord.index.cache_files import held
from onrecord.index.tables.opening import newest_generation
from onrecord.index.tables.queries import vectors_of
from onrecord.index.units import View
from onrecord.index.vectors.faiss import VectorIndex
from onrecord.index.vectors.protocol import Search, changes_since
from onrecord.index.vectors.segment_files import collect, keep, read_manifest, write_manifest
from onrecord.index.vectors.segments import LoadedSegment, Segment, SegmentKey

__all__ = ["ViewIndexes"]

_PATIENCE_SECONDS = 60.0
"""How long another process that makes the same indexes is waited for, before they are made here too."""
_VIEWS: tuple[View, ...] = ("question", "passage", "answer")
_LARGEST = 1_000_000
"""Units in a segment that is not merged any further."""
_PART = 20_000
_GONE_SHARE = 0.25
_UNWRITABLE = (OSError, RuntimeError, UnicodeError)
"""What writing an index raises; FAISS takes no path that is not UTF-8."""


_Task = tuple[int, LoadedSegment, Mask | None]
"""The place of a search, a segment to look in, and which of its vectors may be found."""


class ViewIndexes:
    """The indexes of one generation of an archive.

    Each language has its own, because a model puts what is said in the question's language nearer,
    whatever it says: in one index the other languages would hardly be found.
    """

    def __init__(self, generation: str, loaded: list[LoadedSegment]) -> None:
        self.generation = generation
        self._loaded = loaded

    @classmethod
    def open(
        cls,
        db: sqlite3.Connection,
        folder: Path,
        generation: str,
        dimension: int,
        known: ViewIndexes | None = None,
    ) -> ViewIndexes:
        """The indexes of the state that ``db`` is in, from ``known`` ones or the files in ``folder``.

        What is missing is made from the rows of ``db``. It is written there by one process at a time, and
        only if ``db`` is in the archive's latest state; else it is kept in memory or a temporary folder.
        """
        found = cls._read(folder, known)
        if found and found.generation == generation:
            return found
        handy = known is not None and changes_since(db, known.generation) is not None
        with held(folder, 0 if handy else _PATIENCE_SECONDS) as alone:
            if alone:
                found = cls._read(folder, known)  # others may have been first
                if found and found.generation == generation:
                    return found
            if alone and newest_generation(folder) == generation:
                try:
                    whole = cls._brought_up(db, generation, dimension, (found, known), folder)
                    return whole._written(folder)
                finally:
                    collect(folder)
        return cls._brought_up(db, generation, dimension, (found, known), None)

    @classmethod
    def _read(cls, folder: Path, known: ViewIndexes | None) -> ViewIndexes | None:
        """What the files in ``folder`` hold, if they are whole; what ``known`` has is not read again."""
        found = read_manifest(folder, {each.segment.name: each for each in known._loaded} if known else {})
        return found and cls(*found)

    @classmethod
    def _brought_up(
        cls,
        db: sqlite3.Connection,
        generation: str,
        dimension: int,
        earlier: Sequence[ViewIndexes | None],
        folder: Path | None,
    ) -> ViewIndexes:
        """The indexes of the state that ``db`` is in, from those of ``earlier`` that lack the least."""
        # Those of another archive, or of a state that is not this one's past, are of no use.
        usable = [
            (*changes, each._loaded)
            for each in earlier
            if each and (changes := changes_since(db, each.generation)) is not None
        ]
        unit, gone, before = max(usable, key=lambda each: (each[0], -len(each[1])), default=(0, [], []))
        loaded = [each.without(gone) for each in before]
        last = int(db.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()[0])
        made = []
        for key, added in _added(db, unit, last).items():
            mine = [each for each in loaded if each.segment.key == key]
            made += _extended(mine, key, added, unit, last, db, dimension, folder)
            loaded = [each for each in loaded if each.segment.key != key]
        return cls(generation, [*loaded, *made])

    def _written(self, folder: Path) -> ViewIndexes:
        """The same, all of it in files that the manifest names, if that can be."""
        # The caches save time; without them everything still works.
        with contextlib.suppress(*_UNWRITABLE):
            whole = ViewIndexes(self.generation, [keep(each, folder) for each in self._loaded])
            write_manifest(folder, whole.generation, [each.segment for each in whole._loaded])
            return whole
        return self

    def nearest(self, searches: Sequence[Search]) -> list[tuple[Ids, Vectors]]:
        """See :class:`onrecord.index.vectors.stores.VectorStore`."""
        tasks: list[_Task] = []
        for place, search in enumerate(searches):
            among = search.among()
            mine = [each for each in self._loaded if each.segment.view == search.view]
            tasks += [(place, each, each.allowed(among)) for each in mine]

        def look(task: _Task) -> tuple[Ids, Vectors]:
            place, each, allowed = task
            return each.index.search(searches[place].vector, searches[place].count, allowed)

        by_language: list[dict[str | None, list[tuple[Ids, Vectors]]]] = [{} for _ in searches]
        for (place, each, _), near in zip(tasks, _each_of(look, tasks), strict=True):
            part = near if each.index.exact else searches[place].exact(near[0])
            by_language[place].setdefault(each.segment.language, []).append(part)
        found = []
        for search, groups in zip(searches, by_language, strict=True):
            best = [_best(parts, search.count) for parts in groups.values()]
            found.append(_best(best, sum(len(ids) for ids, _ in best)))
        return found


def _each_of(
    look: Callable[[_Task], tuple[Ids, Vectors]], tasks: Sequence[_Task]
) -> list[tuple[Ids, Vectors]]:
    """What is found in each segment; at the same time where more than one is large."""
    if sum(each.index.rough for _, each, _ in tasks) < 2:
        return list(map(look, tasks))
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(tasks))) as pool:
        return list(pool.map(look, tasks))


def _best(parts: list[tuple[Ids, Vectors]], count: int) -> tuple[Ids, Vectors]:
    ids = np.concatenate([np.empty(0, np.int64), *(ids for ids, _ in parts)])
    cosines = np.concatenate([np.empty(0, np.float32), *(cosines for _, cosines in parts)])
    order = np.argsort(-cosines, kind="stable")[:count]
    return ids[order], cosines[order]


def _added(db: sqlite3.Connection, after: int, last: int) -> dict[SegmentKey, int]:
    """How many units above ``after`` there are of each view and language."""
    found: dict[SegmentKey, int] = {}
    for view in _VIEWS:
        rows = db.execute(
            "SELECT language, count(*) FROM unit JOIN exchange ON exchange.id = unit.exchange "
            "JOIN transcript INDEXED BY transcript_told ON transcript.id = exchange.transcript "
            "WHERE view = ? AND unit.id > ? AND unit.id <= ? GROUP BY language",
            (view, after, last),
        )
        found.update({(view, language): count for language, count in rows})
    return found


def _extended(
    before: list[LoadedSegment],
    key: SegmentKey,
    added: int,
    after: int,
    last: int,
    db: sqlite3.Connection,
    dimension: int,
    folder: Path | None,
) -> list[LoadedSegment]:
    """The segments of a view and language with what was added; small ones before it are merged with it."""
    kept = sorted(before, key=lambda each: each.segment.after)
    size = added
    while kept:
        alive = kept[-1].segment.size - kept[-1].gone
        worn = kept[-1].gone > _GONE_SHARE * kept[-1].segment.size
        if alive + size > _LARGEST or (alive > 2 * size and not worn):
            break
        after = kept.pop().segment.after
        size += alive
    return [*kept, _made(key, after, last, size, db, dimension, folder)]


def _made(
    key: SegmentKey,
    after: int,
    last: int,
    size: int,
    db: sqlite3.Connection,
    dimension: int,
    folder: Path | None,
) -> LoadedSegment:
    view, language = key
    index = VectorIndex.build_from(_parts(db, key, after, last, dimension), size, dimension)
    name = f"{view}.{language or 'none'}.{secrets.token_hex(4)}"
    made = LoadedSegment(Segment(view, language, after, last, len(index), name, {}, index.rough), index)
    try:
        if folder:
            made = keep(made, folder)
        elif not index.exact:  # its codes need not stay in memory
            with tempfile.TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as place:
                in_file = keep(made, Path(place))
            made = LoadedSegment(replace(in_file.segment, files={}), in_file.index)
    except _UNWRITABLE:
        pass  # in memory, then
    return made


def _parts(
    db: sqlite3.Connection, key: SegmentKey, after: int, last: int, dimension: int
) -> Iterator[tuple[Ids, Vectors]]:
    """Ids and vectors of the units of a view and language in a range, by id."""
    rows = db.execute(
        "SELECT unit.id, vector FROM unit JOIN exchange ON exchange.id = unit.exchange "
        "JOIN transcript INDEXED BY transcript_told ON transcript.id = exchange.transcript "
        "WHERE view = ? AND language IS ? AND unit.id > ? AND unit.id <= ? ORDER BY unit.id",
        (*key, after, last),
    )
    while part := rows.fetchmany(_PART):
        vectors = vectors_of([vector for _, vector in part], dimension)
        yield np.array([unit for unit, _ in part], np.int64), vectors
