"""A question that is a few words and asks nothing: "hotline", "高铁", "Putin visit".

Whether a record has something to say to such words is whether it says them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from onrecord.index.crosslingual.english import COMMON, lemmas
from onrecord.index.crosslingual.places import long_names
from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import UNSPACED, tokens

__all__ = ["few_words", "keywords"]

_MOST_WORDS = 3
_MOST_IDEOGRAPHS = 6
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_RUN = re.compile("[\u3040-\u30ff\u3400-\u9fff]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
# Words that ask, in Chinese and Japanese, which write them into the rest.
_ASKS = re.compile("[吗呢谁哪几怎何誰嗎幾か]|什么|什麼|多少|なぜ|どう")
_ASKING = frozenset(["what", "when", "where", "which", "who", "whom", "whose", "why", "how"])
_SHORTEST = 4
"""A word of so many letters may have an ending in the record: visa, visas."""


def few_words(question: str) -> list[str]:
    """The telling words of a ``question`` that is only a few and asks nothing; else none.

    A name of several words is one of them.

    >>> few_words("visa hotline"), few_words("高铁"), few_words("Why Russia?"), few_words("高铁呢")
    (['visa', 'hotline'], ['高铁'], [], [])
    >>> few_words("belt and road forum")
    ['belt and road', 'forum']
    """
    plain = fold(question)
    words = _WORD.findall(plain)
    names = long_names(plain)
    inside = {token for name in names for token in name}
    if len(words) - len(inside) > _MOST_WORDS + 1 or not _ASKING.isdisjoint(map(str.lower, words)):
        return []
    told = [" ".join(name) for name in names]
    told += [word for word in words if word.lower() not in COMMON and not inside.issuperset(tokens(word))]
    long = any(len(run) > _MOST_IDEOGRAPHS for run in _RUN.findall(plain))
    if len(told) > _MOST_WORDS or long or _ASKS.search(plain) or _UNSPACED.search(plain):
        return []
    return told


def keywords(question: str, otherwise: Callable[[str], Iterable[str]]) -> list[tuple[str, ...]]:
    """The :func:`few_words` of ``question``, each as the FTS5 phrases by which a record says it.

    ``otherwise`` gives the phrases by which records in another language say a word.
    """
    return [(*_own(word), *otherwise(word)) for word in few_words(question)]


def _own(word: str) -> list[str]:
    spelt = tokens(word)
    if len(spelt) > 1 or _RUN.search(word):
        return [f'"{" ".join(spelt)}"']
    return [f'"{form}"{"*" if len(form) >= _SHORTEST else ""}' for form in sorted(lemmas(spelt[0]))]
