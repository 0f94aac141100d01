"""Which sentences say what a better one has said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onrecord.index.text.lexical import tokens

__all__ = ["repeated"]

_SAME = 0.8
"""The share of common tokens from which two sentences say the same."""
_KEPT = 2_000
"""Sentences whose tokens are kept, some 15 MB: questions one after another find the same ones, and to cut
them takes a tenth of a question."""


def repeated(sentences: Sequence[str]) -> set[int]:
    """The places of those that say what one before them says; the best come first.

    >>> repeated(["It costs 4 crowns.", "It costs 4 crowns, yes it costs.", "It costs 5 crowns."])
    {1}
    """
    kept: list[frozenset[str]] = []
    found = set()
    for at, sentence in enumerate(sentences):
        words = _tokens(sentence)
        if any(_same(words, other) for other in kept):
            found.add(at)
        else:
            kept.append(words)
    return found


@lru_cache(_KEPT)
def _tokens(sentence: str) -> frozenset[str]:
    return frozenset(tokens(sentence))


def _same(words: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nearly all words are in both, and all figures: another figure is another thing said."""
    if not _SAME * len(other) <= len(words) <= len(other) / _SAME:
        return False
    if len(words & other) < _SAME * len(words | other):
        return False
    return not any(character.isdigit() for word in words ^ other for character in word)
