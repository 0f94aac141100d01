"""What exchanges and their passages share with a question by words: BM25, and words of another language."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Sequence

from onrecord.index.archive.cache import ArchiveCache
from onrecord.index.crosslingual import Bridge
from onrecord.index.filters import Filters
from onrecord.index.tables.word_queries import MOST_HELD, WordsTable
from onrecord.index.text.lexical import tokens

__all__ = ["of_exchanges", "of_units"]

_MOST_NAMED = 10_000
"""A name that more rows than this hold tells nothing apart."""

_NAME = 15.0
"""A Chinese name in Latin letters counts so many times more, by its share of the question: what other words
mean, models see. Chosen on 43 questions of names and in pinyin about the press conference of 8 March 2019:
the right exchange comes first for 12 with 0, 26 with 5, 31 with 10, 35 with 15; of
eval/sets/press-2019-03-08.dev.jsonl for 0.765, 0.770, 0.770, 0.770, and with 20 for 0.765."""


def of_exchanges(
    db: sqlite3.Connection, known: ArchiveCache, question: str, filters: Filters
) -> dict[int, float]:
    """BM25 (above 0) by key of the exchanges that pass resolved ``filters`` and share a token or name.

    All words of an exchange count together. How rare a word is, is counted over the whole archive.
    """
    scores = _of_names(known, "all_words", question)
    expression = _telling(known, question)
    if expression:
        select = "SELECT rowid, -bm25(all_words) FROM all_words WHERE all_words MATCH ?"
        scores = _added(scores, dict(db.execute(select, (expression,))))
    return known.passing(scores, filters)


def of_units(
    db: sqlite3.Connection, known: ArchiveCache, question: str, exchanges: Sequence[int]
) -> dict[int, float]:
    """The same by id of the question and passage units of these exchange keys, each by its own words."""
    keys = json.dumps([int(key) for key in exchanges])
    among = "SELECT id FROM unit WHERE exchange IN (SELECT value FROM json_each(?))"
    named = _of_names(known, "words", question)
    if named:
        inside = {key for (key,) in db.execute(among, (keys,))}
        named = {key: score for key, score in named.items() if key in inside}
    expression = _telling(known, question)
    if expression:
        # The plus keeps SQLite from looking each row up in the words' index, which took seconds.
        select = f"SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? AND +rowid IN ({among})"
        named = _added(named, dict(db.execute(select, (expression, keys))))
    return named


def _added(named: dict[int, float], words: dict[int, float]) -> dict[int, float]:
    """Both together, those of ``named`` first; in C, for a common word is in every row."""
    both = {**named, **words}
    for key in named.keys() & words.keys():
        both[key] = named[key] + words[key]
    return both


def _telling(known: ArchiveCache, question: str) -> str:
    """An FTS5 expression of the tokens that tell exchanges apart; empty if there are none."""
    left = MOST_HELD
    found = []
    for held, token in sorted((known.holding(token), token) for token in set(tokens(question))):
        left -= held
        if left < 0:
            break
        if held:
            found.append(f'"{token}"')
    return " OR ".join(found)


def _of_names(known: ArchiveCache, table: WordsTable, question: str) -> dict[int, float]:
    """What ``question`` says that records of another language say otherwise, by row of those that hold it.

    All names of one thing count once, by how rare they are together: as the inverse document frequency of
    BM25, so that the two add up. The rarest things count, as in :func:`_telling`.
    """
    scores: dict[int, float] = {}
    left = MOST_HELD
    for held, bridge in sorted((_held(known, each), each) for each in known.bridges(question)):
        left -= held
        if left < 0:
            break
        found = known.naming(table, bridge.phrases, _MOST_NAMED + 1)
        rarity = math.log((known.row_count(table) - len(found) + 0.5) / (len(found) + 0.5))
        if rarity > 0 and len(found) <= _MOST_NAMED:
            counts = rarity * (1 + _NAME * bridge.share)
            for row in found:
                scores[row] = scores.get(row, 0.0) + counts
    return scores


def _held(known: ArchiveCache, bridge: Bridge) -> int:
    """How many exchanges hold one of its phrases, at the most; beginnings of words are not counted."""
    return sum(min(map(known.holding, phrase.strip('"*').split())) for phrase in bridge.phrases)
