"""A turn's words to passages and sentences.

The only importer of ``langchain_text_splitters``. The splitters decide where to cut; offsets are
our own: with no overlap and no stripping their pieces add up to the text again, so that every
boundary is known exactly.

>>> [piece for piece in sentences("我们欢迎。今年6月见面吗？是的！")]
[(0, 5), (5, 13), (13, 16)]
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.index.records import Exchange, Passage
from onrecord.index.text.lexical import IDEOGRAPHS
from onrecord.index.text.spans import Span, Spans, extent
from onrecord.index.turn_text import Reading

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

__all__ = ["PASSAGE_UNITS", "passages", "sentences", "units"]

PASSAGE_UNITS = 200
"""The longest passage, in :func:`units`: 200 Chinese characters, punctuation included, or 120 words."""

_WIDE = re.compile(rf"[{IDEOGRAPHS}\u2014\u2018-\u201f\u2026\u3000-\u303f\uff00-\uff60]")
_WORD = re.compile(rf"[^\W{IDEOGRAPHS}]+")

# Titles and other short forms whose period ends no sentence.
_TITLES = ["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Sr", "Sra", "Jr"]
_SHORT = [*_TITLES, "No", "Nr", "vs", "Art", "Inc", "Co", "Corp", "e.g", "i.e", "z.B", "г", "им"]
_CLOSING = r"""["'”’»›」』】〕）)\]》]*"""
_SENTENCE = (
    rf"[。！？!?…｡؟۔।॥]+{_CLOSING}\s*"
    + "|"
    + "".join(rf"(?<!\b{short})" for short in _SHORT)
    + rf"(?<!\b[A-ZА-Я])\.{_CLOSING}(?:\s+(?=[^\s,;:.a-zà-ÿа-я])|\s*$)"
    + r"|[^\S\n]*\n\s*\n\s*|[^\S\n]*\n(?=[\u3000\t]| {2})\s*"
)
_CLAUSE = r"[；;：，、,:—]\s*"
_LONG_WORD = r"\S{60}"


def units(text: str) -> float:
    """The length of ``text`` for packing: an ideograph, kana or full-width mark counts 1, a word 5/3.

    Letters without spaces between them (a long address, Thai) count 2/9 each instead.

    >>> units("外交部，"), units("a press conference")
    (4.0, 5.0)
    """
    wide = len(_WIDE.findall(text))
    words = _WORD.findall(text)
    return wide + max(len(words) * 5 / 3, sum(map(len, words)) * 2 / 9)


@cache
def _splitter(size: int, *separators: str) -> RecursiveCharacterTextSplitter:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        separators=list(separators),
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=size,
        chunk_overlap=0,
        # At least 1: what has no length is not let go of when a piece is full, and comes twice.
        length_function=lambda text: max(1, -int(-units(text) // 1)),
        strip_whitespace=False,
    )


def _bounds(words: str, splitter: RecursiveCharacterTextSplitter) -> list[tuple[int, int]]:
    """``(start, end)`` of each piece in ``words``, white space at both ends left out."""
    found, at = [], 0
    for piece in splitter.split_text(words):
        bare = piece.strip()
        if bare:
            start = at + len(piece) - len(piece.lstrip())
            found.append((start, start + len(bare)))
        at += len(piece)
    if at != len(words):
        raise AssertionError(f"the pieces add up to {at} characters, not {len(words)}")
    return found


def sentences(words: str) -> list[tuple[int, int]]:
    """``(start, end)`` of each sentence of ``words``, in order."""
    # With one separator and a size below any sentence, the splitter cuts at each match and merges nothing.
    return _bounds(words, _splitter(1, _SENTENCE))


def passages(text: str, exchange: Exchange) -> list[Passage]:
    """Cut the answers of ``exchange`` into passages.

    A passage is a run of whole sentences of one turn, at most :data:`PASSAGE_UNITS` long; a
    single sentence that is longer is cut at its clauses, then between words. It never spans two
    turns. Together the passages of a turn hold all its words, each once.
    """
    found = []
    for turn_index, turn in enumerate(exchange.answer):
        reading = Reading(text, [turn.spans])
        ends = sentences(reading.words)
        splitter = _splitter(PASSAGE_UNITS, _SENTENCE, _CLAUSE, r"\s+", _LONG_WORD)
        for start, end in _bounds(reading.words, splitter):
            inside = [(max(low, start), min(high, end)) for low, high in ends if low < end and high > start]
            found.append(
                Passage(
                    exchange=exchange.number,
                    turn=turn_index,
                    spans=reading.source(start, end),
                    sentences=_sources(reading, inside),
                )
            )
    return found


def _sources(reading: Reading, bounds: list[tuple[int, int]]) -> Spans:
    spans: list[Span] = []
    for low, high in bounds:
        source = reading.source(low, high)
        if source:
            spans.append(extent(source))
    return tuple(spans)
