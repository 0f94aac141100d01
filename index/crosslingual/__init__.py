"""What a question says, in the words of a record in another language.

========== =========================================================================
places     countries, by the names that the Unicode CLDR gives them, and ours
romanised  Chinese names, and whole questions, in Latin letters
dictionary words and terms of English in Chinese, and the reverse, by CC-CEDICT
unmentioned    names that the record never says
keywords   questions that are no more than a few words
========== =========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.index.crosslingual.cedict import others
from onrecord.index.crosslingual.dictionary import chinese, in_chinese, in_english
from onrecord.index.crosslingual.english import COMMON, is_english
from onrecord.index.crosslingual.keywords import few_words
from onrecord.index.crosslingual.pinyin import names_in, pairs_in, written_as
from onrecord.index.crosslingual.places import names_of, places_in
from onrecord.index.text.lexical import tokens

__all__ = ["Bridge", "bridges"]


@dataclass(frozen=True, slots=True, order=True)
class Bridge:
    """One thing that a question says.

    ``phrases`` are those of FTS5 by which records say it. ``share`` is, where it is a name that models do not
    know or one of a few words, the share 0..1 that it has of the question.
    """

    phrases: tuple[str, ...]
    share: float = 0.0


def bridges(
    question: str,
    languages: Iterable[str | None],
    beginning: Callable[[str], Iterable[str]],
    held: Callable[[str], int],
) -> list[Bridge]:
    """What ``question`` says that records in ``languages`` say otherwise.

    ``beginning`` gives the tokens of the records that begin with a character, ``held`` how many exchanges
    hold a token. No two things are called the same.
    """
    wanted = set(languages)
    # Of a few words that ask nothing, each is as good as a name.
    few = few_words(question)
    share = 1 / len(few) if few else 0.0
    found = [Bridge(tuple(names_of(code, wanted)), share) for code in places_in(question)]
    if "zh" in wanted:
        found += _romanised(question, beginning, held)
    words: list[list[str]] = []
    if "zh" in wanted and is_english(question):
        words += in_chinese(question, held)
    if "en" in wanted:
        words += in_english(question, held)
    for phrases in words:
        if not any(_in(phrase, bridge.phrases) for phrase in phrases for bridge in found):
            found.append(Bridge(tuple(phrases), share))
    return [bridge for bridge in found if bridge.phrases]


def _romanised(
    question: str, beginning: Callable[[str], Iterable[str]], held: Callable[[str], int]
) -> list[Bridge]:
    if pairs := pairs_in(question):
        return [Bridge(tuple(written_as(pair, beginning)), 1 / len(pairs)) for pair in pairs]
    found = []
    said = sum(len(word) for word in tokens(question) if word not in COMMON)
    for name in names_in(question):
        letters = "".join(name)
        # Much sounds like 华为, but the dictionary knows Huawei.
        listed = any(len(word) == len(name) for word in others(letters))
        phrases = chinese([], letters, held) if listed else written_as(name, beginning)
        # Two syllables may sound like any words.
        telling = listed or len(name) > 2 or len(phrases) == 1
        found.append(Bridge(tuple(phrases), min(1.0, len(letters) / said) if telling else 0.0))
    return found


def _in(phrase: str, phrases: tuple[str, ...]) -> bool:
    """Whether a phrase is among those, where one that ends with ``*`` stands for all that begin so."""
    return any(phrase == each or (each[-1] == "*" and phrase.startswith(each[:-2])) for each in phrases)
