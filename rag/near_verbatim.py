"""Which words say, letter by letter or nearly so, what others say: formulas that recur.

Words are compared by the shingles of their letters and digits, in any script; marks, spaces, case and the
variants of a script make no difference.

>>> phrases = Phrases([letters("It opens in May")])
>>> phrases.held_in(letters("As I said, it opens in May.")), phrases.held_in(letters("It opened in June."))
([0], [])
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import IDEOGRAPHS

__all__ = ["Phrases", "Range", "common", "letters"]

Range = tuple[int, int]

_SHINGLE = 4
_HELD = 0.8
"""The share of a phrase's shingles from which other words hold it. Of pairs in mfa-2016-2018 (December
2016 to April 2017) that are not the same, 14 of each twentieth were read: the same formula was said by 39 of
42 with 0.8 to 0.95, by 10 of 14 with 0.75 to 0.8, by 7 of 14 with 0.7 to 0.75."""
_SHORTEST = 3
"""Letters of a piece that counts as common: less is so by chance."""
_NO_LETTERS = re.compile(r"[\W_]+")
_PIECE = re.compile(rf"[{IDEOGRAPHS}]|[^\W{IDEOGRAPHS}]+|\W", re.DOTALL)


def letters(words: str) -> str:
    """What of ``words`` is compared: its letters and digits, folded."""
    return _NO_LETTERS.sub("", fold(words).lower())


def _shingles(spelt: str) -> frozenset[str]:
    return frozenset(spelt[at : at + _SHINGLE] for at in range(max(1, len(spelt) - _SHINGLE + 1)))


class Phrases:
    """Some phrases, given by their :func:`letters`, to be looked for in others."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._shingles = [_shingles(each) for each in phrases]
        common_in = Counter(shingle for each in self._shingles for shingle in each)
        # Whoever holds enough of a phrase holds at least one of so many of its shingles; the rarest are few.
        self._by_shingle: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self._shingles):
            rarest = sorted(each, key=lambda shingle: (common_in[shingle], shingle))
            for shingle in rarest[: len(each) - _least(each) + 1]:
                self._by_shingle[shingle].append(at)

    def held_in(self, spelt: str) -> list[int]:
        """The places of the phrases that words with these letters say, exactly or nearly, rising."""
        said = _shingles(spelt)
        near = {at for shingle in said if shingle in self._by_shingle for at in self._by_shingle[shingle]}
        return sorted(at for at in near if len(self._shingles[at] & said) >= _least(self._shingles[at]))


def _least(shingles: frozenset[str]) -> int:
    return -int(-_HELD * len(shingles) // 1)


def common(words: str, other: str) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """What two texts say in the same order in the same words: ``[start, end)`` in each, in order.

    >>> common("It costs 4 crowns.", "It cost 5 crowns.")
    (((10, 18),), ((9, 17),))
    """
    mine, theirs = _PIECE.findall(words), _PIECE.findall(other)
    places = [_places(mine), _places(theirs)]
    found: tuple[list[Range], list[Range]] = ([], [])
    for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks():
        if len(letters("".join(mine[block.a : block.a + block.size]))) >= _SHORTEST:
            for into, at, first in zip(found, places, (block.a, block.b), strict=True):
                into.append((at[first], at[first + block.size]))
    return tuple(found[0]), tuple(found[1])


def _places(pieces: Sequence[str]) -> list[int]:
    """Where each piece begins, and where the last ends."""
    found = [0]
    for piece in pieces:
        found.append(found[-1] + len(piece))
    return found
