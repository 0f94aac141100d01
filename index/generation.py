"""What searches need to know of a whole archive: read once for each state that it is in."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from functools import cached_property
from typing import Any

import numpy as np

from index import queries
from index.dense import Ids
from index.filters import Choices, Filters
from index.units import View

__all__ = ["Generation"]

_FILTERS_KEPT = 16
_NAMES_KEPT = 64
_TOKENS_KEPT = 100_000


class Generation:
    """One state of an archive; called by one thread at a time, while the archive is in that state."""

    def __init__(self, db: sqlite3.Connection, name: str) -> None:
        self.name = name
        self._db = db
        self._passing: OrderedDict[tuple[View, Filters], Ids] = OrderedDict()
        self._counts: OrderedDict[Filters, int] = OrderedDict()
        self._holding: dict[str, int] = {}
        self._naming: OrderedDict[tuple[str, ...], list[int]] = OrderedDict()

    @cached_property
    def languages(self) -> tuple[str | None, ...]:
        """The languages of its transcripts."""
        return queries.languages(self._db)

    @cached_property
    def choices(self) -> Choices:
        """What there is to filter by."""
        return queries.choices(self._db)

    @cached_property
    def units_with_words(self) -> int:
        """How many units can be found by their words."""
        return queries.units_with_words(self._db)

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
        """``scores`` of question and passage units, without those of exchanges that do not pass."""
        if not filters or not scores:
            return scores
        units = np.fromiter(scores, np.int64, len(scores))
        pass_ = np.isin(units, self.ids_of_view("question", filters), kind="sort")
        pass_ |= np.isin(units, self.ids_of_view("passage", filters), kind="sort")
        return {unit: scores[unit] for unit in units[pass_].tolist()}

    def holding(self, token: str) -> int:
        """How many units hold ``token``."""
        if token not in self._holding:
            if len(self._holding) > _TOKENS_KEPT:
                self._holding.clear()
            self._holding[token] = queries.units_holding(self._db, token)
        return self._holding[token]

    def naming(self, names: tuple[str, ...], most: int) -> list[int]:
        """The units that hold one of these names, no more than ``most``: many questions name the same."""
        if names not in self._naming:
            self._naming[names] = queries.units_naming(self._db, names, most)
            _forget(self._naming, _NAMES_KEPT)
        self._naming.move_to_end(names)
        return self._naming[names]


def _forget(kept: OrderedDict[Any, Any], most: int = _FILTERS_KEPT) -> None:
    while len(kept) > most:
        kept.popitem(last=False)
