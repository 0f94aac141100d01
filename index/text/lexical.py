"""Words: what is counted when texts are matched by their words.

The words' index itself is an FTS5 table of the archive (see :mod:`onrecord.index.archive.archive`), scored by
SQLite's BM25. This module makes its tokens. Chinese and Japanese are written without spaces, so
each pair of neighbouring ideographs is a token; other scripts give their words.

>>> tokens("外交部 said 12308")
['外交', '交部', 'said', '12308']
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.index.text.folding import fold

__all__ = ["IDEOGRAPHS", "UNSPACED", "tokens"]

IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""What Chinese and Japanese write without spaces, as inside a character class; each pair is a token."""
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""What Thai, Lao, Burmese and Khmer write without spaces; a whole run is a token."""

# Letters and digits, and in the scripts of India and South-East Asia the vowel signs between them.
_WORD = re.compile(rf"(?:[^\W_]|(?![\u0964\u0965])[\u0900-\u0dff{UNSPACED}])+")
_IDEOGRAPHS = re.compile(f"([{IDEOGRAPHS}]+)")
_PLAIN = re.compile("[a-z0-9]+")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652]")


def tokens(text: str) -> list[str]:
    """The tokens of ``text`` in order: folded, lower case, without accents."""
    if text.isascii():
        return _PLAIN.findall(text.lower())
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", fold(text).lower())))
    found: list[str] = []
    for word in _WORD.findall(bare):
        for part in _IDEOGRAPHS.split(word):
            if len(part) > 1 and _IDEOGRAPHS.match(part):
                found += [part[at : at + 2] for at in range(len(part) - 1)]
            elif part:
                found.append(part)
    return found
