"""Words of a question in English or Chinese, as a record in the other language says them.

The longest terms that the dictionary lists are looked for, and of what it calls them, what the record holds:
where it holds nothing of it, shorter terms are looked for in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from onrecord.index.crosslingual.cedict import LONGEST_TERM, LONGEST_WORD, others
from onrecord.index.crosslingual.english import COMMON, forms, lemmas
from onrecord.index.crosslingual.places import long_names
from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import tokens

__all__ = ["chinese", "in_chinese", "in_english"]

_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_JAPANESE = re.compile("[\u3040-\u30ff]")

_Held = Callable[[str], int]
"""How many exchanges hold a token."""


def in_chinese(question: str, held: _Held) -> Iterator[list[str]]:
    """For each term of a question in English, the FTS5 phrases by which a record in Chinese says it.

    The words of a long name of a place ("belt and road") are no terms.
    """
    inside = {token for name in long_names(question) for token in name}
    words = [word for word in tokens(question) if word not in inside]
    at = 0
    while at < len(words):
        step = 1
        for length in range(min(LONGEST_TERM, len(words) - at), 0, -1):
            *head, last = words[at : at + length]
            if COMMON.isdisjoint((words[at], last)) and (found := chinese(head, last, held)):
                yield found
                step = length
                break
        at += step


def in_english(question: str, held: _Held) -> Iterator[list[str]]:
    """For each word of a question in Chinese, the FTS5 phrases by which a record in English says it."""
    for run in () if _JAPANESE.search(question) else _IDEOGRAPHS.findall(fold(question)):
        at = 0
        while at < len(run):
            step = 1
            # A single ideograph means too much.
            for length in range(min(LONGEST_WORD, len(run) - at), 1, -1):
                if found := _english(run[at : at + length], held):
                    yield found
                    step = length
                    break
            at += step


def chinese(head: list[str], last: str, held: _Held) -> list[str]:
    """The FTS5 phrases, of what records hold, for a term of English that ends with a form of ``last``."""
    found: dict[str, None] = {}
    for lemma in sorted(lemmas(last)):
        for word in others(" ".join([*head, lemma])):
            # The words' index holds pairs of ideographs.
            if len(word) > 1 and all(map(held, pairs := tokens(word))):
                found[_phrase(pairs)] = None
    return list(found)


def _english(word: str, held: _Held) -> list[str]:
    found: dict[str, None] = {}
    for term in others(word):
        *head, last = term.split()
        if all(map(held, head)):
            found.update((_phrase([*head, form]), None) for form in forms(last) if held(form))
    return list(found)


def _phrase(words: list[str]) -> str:
    return f'"{" ".join(words)}"'
