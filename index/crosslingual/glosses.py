"""What the word that stands somewhere in a Chinese text means, as the dictionary has it.

>>> (found := gloss("中方对贸易问题的立场", 4)) and (found.start, found.end, found.entries[0].pinyin)
(3, 5, 'mào yì')
>>> gloss("It is so.", 3)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.index.crosslingual.cedict import LONGEST_WORD, Entry, entries
from onrecord.index.text.folding import fold

__all__ = ["Gloss", "gloss"]

_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word, ``[start, end)`` of the text, and its entries: none where the dictionary does not list it."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def gloss(text: str, at: int) -> Gloss | None:
    """The word of ``text`` that holds the character ``at``; ``None`` where that is no ideograph.

    Words are the longest that the dictionary lists, from the beginning of a run of ideographs on.
    """
    for run in _IDEOGRAPHS.finditer(text):
        if run.start() <= at < run.end():
            folded = fold(run[0])
            # What is compared has to be as long as what is shown.
            return _within(folded if len(folded) == len(run[0]) else run[0], run.start(), at)
    return None


def _within(run: str, first: int, at: int) -> Gloss:
    start = 0
    while True:
        found: list[Entry] = []
        length = 1
        for length in range(min(LONGEST_WORD, len(run) - start), 0, -1):
            if found := entries(run[start : start + length]):
                break
        if first + start + length > at:
            return Gloss(first + start, first + start + length, tuple(found))
        start += length
