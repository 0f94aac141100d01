"""What searches need to know of a whole archive: read once for each state that it is in."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Ids
from onrecord.index.crosslingual import Bridge, bridges
from onrecord.index.crosslingual.keywords import keywords
from onrecord.index.crosslingual.unmentioned import unheard
from onrecord.index.filters import Choices, Filters
from onrecord.index.tables import queries, word_queries
from onrecord.index.tables.word_queries import WordsTable
from onrecord.index.units import ExchangeUnits, Units, View

__all__ = ["Generation"]

_FILTERS_KEPT = 8
_NAMES_KEPT = 256
_TOKENS_KEPT = 100_000
_UNITS_KEPT = 40_000
"""Units of the exchanges read last, 60 MB of vectors of 384 dimensions: questions that are asked one after
another of an archive that is not large, as in an evaluation, find the same exchanges again and again."""


class Generation:
    """One state of an archive; called by one thread at a time, while the archive is in that state."""

    def __init__(self, db: sqlite3.Connection, name: str, dimension: int) -> None:
        self.name = name
        self._db = db
        self._dimension = dimension
        self._passing: OrderedDict[tuple[View, Filters], Ids] = OrderedDict()
        self._counts: OrderedDict[Filters, int] = OrderedDict()
        self._holding: dict[str, int] = {}
        self._beginning: dict[str, list[str]] = {}
        self._naming: OrderedDict[tuple[WordsTable, tuple[str, ...], int], list[int]] = OrderedDict()
        self._bridged: OrderedDict[str, list[Bridge]] = OrderedDict()
        self._exchanges: OrderedDict[Filters, Ids] = OrderedDict()
        self._rows: dict[WordsTable, int] = {}
        self._tuning: list[Tuning | None] = []
        self._units: OrderedDict[int, ExchangeUnits] = OrderedDict()
        self._units_kept = 0

    @cached_property
    def languages(self) -> tuple[str | None, ...]:
        """The languages of its transcripts."""
        return queries.languages(self._db)

    @cached_property
    def choices(self) -> Choices:
        """What there is to filter by."""
        return queries.choices(self._db)

    def exchange_count(self, filters: Filters) -> int:
        """How many exchanges pass resolved ``filters``: without any, all that there are."""
        if filters not in self._counts:
            self._counts[filters] = queries.exchange_count(self._db, filters)
            _forget(self._counts)
        self._counts.move_to_end(filters)
        return self._counts[filters]

    def ids_of_view(self, view: View, filters: Filters) -> Ids:
        """The ids of a view's units in the exchanges that pass, rising."""
        wanted = (view, filters)
        if wanted not in self._passing:
            self._passing[wanted] = queries.ids_of_view(self._db, view, filters)
            _forget(self._passing)
        self._passing.move_to_end(wanted)
        return self._passing[wanted]

    def of_those_that_pass(self, scores: dict[int, float], filters: Filters) -> dict[int, float]:
        """``scores`` by key of exchange, without those that do not pass."""
        if not filters or not scores:
            return scores
        if filters not in self._exchanges:
            self._exchanges[filters] = queries.exchanges_passing(self._db, filters)
            _forget(self._exchanges)
        self._exchanges.move_to_end(filters)
        keys = np.fromiter(scores, np.int64, len(scores))
        pass_ = np.isin(keys, self._exchanges[filters], kind="sort")
        return {key: scores[key] for key in keys[pass_].tolist()}

    def rows_of(self, table: WordsTable) -> int:
        """How many rows of words there are."""
        if table not in self._rows:
            self._rows[table] = word_queries.rows_of(self._db, table)
        return self._rows[table]

    def holding(self, token: str) -> int:
        """How many exchanges hold ``token``."""
        if token not in self._holding:
            if len(self._holding) > _TOKENS_KEPT:
                self._holding.clear()
            self._holding[token] = word_queries.exchanges_holding(self._db, token)
        return self._holding[token]

    def beginning(self, character: str) -> list[str]:
        """The tokens that begin with ``character``."""
        if character not in self._beginning:
            self._beginning[character] = word_queries.tokens_beginning(self._db, character)
        return self._beginning[character]

    def bridged(self, question: str) -> list[Bridge]:
        """What ``question`` says that the archive says otherwise."""
        if question not in self._bridged:
            self._bridged[question] = bridges(question, self.languages, self.beginning, self.holding)
            _forget(self._bridged)
        return self._bridged[question]

    def unheard(self, question: str) -> list[str]:
        """What ``question`` names and no exchange does."""
        return unheard(question, self.languages, lambda names: bool(self.naming("all_words", names, 1)))

    def keywords(self, question: str) -> list[tuple[str, ...]]:
        """The terms of ``question`` as the archive says them, if it is no more than a few words."""
        return keywords(question, lambda word: [p for each in self.bridged(word) for p in each.phrases])

    def naming(self, table: WordsTable, names: tuple[str, ...], most: int) -> list[int]:
        """The rows that hold one of these names, no more than ``most``: many questions name the same."""
        wanted = (table, names, most)
        if wanted not in self._naming:
            self._naming[wanted] = word_queries.rows_naming(self._db, table, names, most)
            _forget(self._naming, _NAMES_KEPT)
        self._naming.move_to_end(wanted)
        return self._naming[wanted]

    def units(self, exchanges: Sequence[int]) -> Units:
        """All units of these exchange keys, with their vectors."""
        wanted = dict.fromkeys(map(int, exchanges))
        missing = [key for key in wanted if key not in self._units]
        if missing:
            read = queries.units_of(self._db, missing, self._dimension)
            self._units.update(read)
            self._units_kept += sum(len(each.vectors) for each in read.values())
        found = [self._units[key] for key in wanted if key in self._units]
        for each in found:
            self._units.move_to_end(each.exchange)
        while self._units_kept > _UNITS_KEPT:
            self._units_kept -= len(self._units.popitem(last=False)[1].vectors)
        return Units(found)

    def tuning(self) -> Tuning | None:
        """What was learnt, if anything."""
        if not self._tuning:
            self._tuning.append(Tuning.load(self._db, self._dimension))
        return self._tuning[0]


def _forget(kept: OrderedDict[Any, Any], most: int = _FILTERS_KEPT) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
