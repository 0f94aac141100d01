"""What searches need to know of a whole archive: read once for each state that it is in."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import numpy as np
from cachetools import LRUCache

from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Ids
from onrecord.index.crosslingual import Bridge, bridges
from onrecord.index.crosslingual.keywords import keywords
from onrecord.index.crosslingual.terms import Asked, Held, Term, asked_for
from onrecord.index.crosslingual.unmentioned import unmentioned
from onrecord.index.filters import EVERYTHING, Choices, Filters
from onrecord.index.tables import facts, listing, queries, rows, word_queries
from onrecord.index.tables.rows import TranscriptSummary
from onrecord.index.tables.word_queries import WordsTable
from onrecord.index.units import ExchangeUnits, Units, View

__all__ = ["ArchiveCache"]

_BYTES = 80_000_000
"""The most that is kept, by :func:`_size`: some 40,000 units with vectors of 384 dimensions. Questions that
are asked one after another of an archive that is not large find the same exchanges again and again."""
_SMALL = 200

_Found = TypeVar("_Found")


class ArchiveCache:
    """What was read of one state of an archive, the latest used kept within bounds of memory.

    Called by one thread at a time, while the archive is in that state.
    """

    def __init__(self, db: sqlite3.Connection, name: str, dimension: int) -> None:
        """``name`` is the state's: the archive's generation."""
        self.name = name
        self._db = db
        self._dimension = dimension
        self._kept: LRUCache[Hashable, Any] = LRUCache(_BYTES, _size)

    def languages(self) -> tuple[str | None, ...]:
        """The languages of its transcripts."""
        return self._once(("languages",), lambda: queries.languages(self._db))

    def choices(self) -> Choices:
        """What there is to filter by."""
        return self._once(("choices",), lambda: queries.choices(self._db))

    def transcripts(self) -> tuple[TranscriptSummary, ...]:
        """All transcripts, by date and id."""
        return self._once(("transcripts",), lambda: tuple(rows.summaries(self._db)))

    def found(self, wanted: listing.Wanted) -> list[str]:
        """The ids of all transcripts that are ``wanted``, in order, whichever page."""
        named = self._once(("names",), lambda: listing.names(self._db))
        key = ("found", wanted.what, wanted.sort, wanted.descending)
        return self._once(key, lambda: listing.found(self._db, wanted, named))

    def totals(self) -> listing.Totals:
        """How much there is."""
        return self._once(("totals",), lambda: listing.totals(self._db))

    def facts(self) -> facts.Facts:
        """What the archive is like."""
        return self._once(("facts",), lambda: facts.facts(self._db))

    def tuning(self) -> Tuning | None:
        """What was learnt, if anything."""
        return self._once(("tuning",), lambda: Tuning.load(self._db, self._dimension))

    def exchange_count(self, filters: Filters) -> int:
        """How many exchanges pass resolved ``filters``: without any, all that there are."""
        return self._once(("count", filters), lambda: queries.exchange_count(self._db, filters))

    def ids_of_view(self, view: View, filters: Filters) -> Ids:
        """The ids of a view's units in the exchanges that pass, rising."""
        return self._once(("ids", view, filters), lambda: queries.ids_of_view(self._db, view, filters))

    def passing(self, scores: dict[int, float], filters: Filters) -> dict[int, float]:
        """``scores`` by key of exchange, without those that do not pass."""
        if not filters or not scores:
            return scores
        passing = self._once(("exchanges", filters), lambda: queries.exchanges_passing(self._db, filters))
        keys = np.fromiter(scores, np.int64, len(scores))
        kept = keys[np.isin(keys, passing, kind="sort")]
        return {key: scores[key] for key in kept.tolist()}

    def passing_keys(self, keys: Iterable[int], filters: Filters) -> set[int]:
        """Those of the ``keys`` of exchanges that pass."""
        return set(self.passing(dict.fromkeys(keys, 0.0), filters))

    def row_count(self, table: WordsTable) -> int:
        """How many rows of words there are."""
        return self._once(("rows", table), lambda: word_queries.rows_of(self._db, table))

    def holding(self, token: str) -> int:
        """How many exchanges hold ``token``."""
        return self._once(("holding", token), lambda: word_queries.exchanges_holding(self._db, token))

    def beginning(self, character: str) -> list[str]:
        """The tokens that begin with ``character``."""
        return self._once(
            ("beginning", character), lambda: word_queries.tokens_beginning(self._db, character)
        )

    def naming(self, table: WordsTable, names: tuple[str, ...], most: int) -> list[int]:
        """The rows that hold one of these names, no more than ``most``: many questions name the same."""
        return self._once(
            ("naming", table, names, most), lambda: word_queries.rows_naming(self._db, table, names, most)
        )

    def bridges(self, question: str) -> list[Bridge]:
        """What ``question`` says that the archive says otherwise."""
        return self._once(
            ("bridges", question), lambda: bridges(question, self.languages(), self.beginning, self.holding)
        )

    def unmentioned(self, question: str) -> list[str]:
        """What ``question`` names and no transcript does, in an exchange or anywhere else."""
        return unmentioned(question, self.languages(), self._names)

    def _names(self, names: tuple[str, ...]) -> bool:
        if self.naming("all_words", names, 1):
            return True
        # Read only where a name would be told as missing, which few questions have.
        outside = self._once(("outside",), lambda: word_queries.words_outside(self._db))
        return bool(word_queries.rows_naming(outside, "all_words", names, 1))

    def keywords(self, question: str) -> list[tuple[str, ...]]:
        """The terms of ``question`` as the archive says them, if it is no more than a few words."""
        return keywords(question, lambda word: [p for each in self.bridges(word) for p in each.phrases])

    def asked_for(self, question: str) -> Asked:
        """The names that ``question`` asks for, in the spellings of the archive."""
        records = Held(
            frozenset(each for each in self.languages() if each),
            self.beginning,
            self.holding,
            lambda phrase: bool(self.naming("all_words", (phrase,), 1)),
            self.exchange_count(EVERYTHING),
        )
        return self._once(("asked for", question), lambda: asked_for(question, records))

    def saying(self, term: Term, filters: Filters) -> dict[int, str]:
        """The tokens, by key, of the exchanges that pass and say ``term`` in one of its spellings."""
        found = {
            key: spoken
            for key, spoken in word_queries.said_in(self._db, term.phrases).items()
            if term.is_said(spoken)
        }
        # Keys follow each other as exchanges do.
        beside = {near for key in found for near in (key - 1, key + 1)} - found.keys()
        for key, spoken in word_queries.said_in(self._db, term.short).items() if beside else ():
            if key in beside and term.is_meant(spoken):
                found[key] = spoken
        passing = self.passing_keys(found, filters)
        return {key: spoken for key, spoken in found.items() if key in passing}

    def shares(self, asked: Asked, filters: Filters) -> dict[int, float]:
        """How much of what is asked for an exchange says, 0..1, by key where it is any.

        The rarer a thing is, the more it counts. The best of the ways to say something counts.
        """
        found: dict[int, float] = {}
        everything = self.row_count("all_words")
        names = [list(self.saying(term, filters)) for term in asked.terms]
        # What is asked in words that nobody says is a thing that nobody says.
        for way in asked.themes or ((((),),) if asked.rest else ((),)):
            holding = [*names, *(word_queries.exchanges_saying(self._db, phrases) for phrases in way)]
            weights = [math.log((everything + 1) / (len(keys) + 1)) for keys in holding]
            total = sum(weights)
            said: dict[int, float] = {}
            for keys, weight in zip(holding, weights, strict=True) if total > 0 else ():
                for key in keys:
                    said[key] = said.get(key, 0.0) + weight / total
            for key, share in said.items():
                found[key] = max(found.get(key, 0.0), share)
        return self.passing(found, filters)

    def units(self, exchanges: Sequence[int]) -> Units:
        """All units of these exchange keys, with their vectors."""
        wanted = list(dict.fromkeys(map(int, exchanges)))
        found: dict[int, ExchangeUnits] = {
            key: units for key in wanted if (units := self._kept.get(("units", key))) is not None
        }
        missing = [key for key in wanted if key not in found]
        if missing:
            for key, units in queries.units_of(self._db, missing, self._dimension).items():
                self._keep(("units", key), units)
                found[key] = units
        return Units([found[key] for key in wanted if key in found])

    def _once(self, key: tuple[Hashable, ...], read: Callable[[], _Found]) -> _Found:
        """What ``read`` gives, read again only where it was forgotten."""
        if key in self._kept:
            kept: _Found = self._kept[key]
            return kept
        found = read()
        self._keep(key, found)
        return found

    def _keep(self, key: tuple[Hashable, ...], found: object) -> None:
        # What is larger than all that may be kept is not kept.
        with suppress(ValueError):
            self._kept[key] = found


def _size(kept: object) -> int:
    """About how many bytes something takes."""
    if isinstance(kept, ExchangeUnits):
        return _SMALL + 5 * kept.vectors.nbytes // 4
    if isinstance(kept, np.ndarray):
        return _SMALL + kept.nbytes
    return _SMALL + (32 * len(kept) if isinstance(kept, list) else 0)
