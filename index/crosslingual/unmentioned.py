"""What a question names that the record never does.

A passage on the topic is as near to a question as one that answers it. But a record that never names Syria
says nothing of it, however near it comes. Only what is sure to be a name is looked for: places, alliances and
the like (see :mod:`onrecord.index.crosslingual.places`), and in records that are all in English what
questions in English write with a capital letter.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Collection, Iterator

from onrecord.index.crosslingual.english import COMMON, is_english
from onrecord.index.crosslingual.places import called_in, named_places, names_of, written_large
from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import IDEOGRAPHS, UNSPACED, tokens

__all__ = ["unmentioned", "written"]

_SHORT = ("中{}", "{}方")
_OF_BOTH = ("中{}", "{}中")
_BOTH = "关两双贸经友合建边之"
"""How Chinese says a country in one ideograph: 中加, 加方; and, where what two share comes next, 加中贸易."""
_IN_WORDS = frozenset("万不东也亚以关北千南土多所文新比海立联西")
"""Ideographs whose short form is part of other words: 新中国, 中新社, 新方式, 西方, 中文, 中亚, 所以中方."""
_NEVER_SHORT = frozenset(["HK", "MO", "TW"])
# Korea is either of two.
_SAME = {"KP": "KR", "KR": "KP"}
# As a part of the world (whose code is a number) these have no one name, or are meant with another.
_VAGUE = frozenset(["XKOR", "XMIDEAST", "XSILK", "XUNSC"])
_OURS = ("en", "zh")
"""The languages in which our own names of seas and alliances are all there are."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")
_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(rf"[{IDEOGRAPHS}]+|[^\W_{IDEOGRAPHS}]+")
_SENTENCE_ENDS = re.compile(r"(?:^|[.?!:;…])[\s\"'“”‘’«»()\[\]¿¡]*$")
_FEWEST_LETTERS = 4
"""Of a name in letters; "Tai" in "Tại sao" is none."""
_ENDING = 2
"""Letters at the end of a name that a record may write otherwise: Ukrainian, Ukraine's."""
_DATES = frozenset(each.lower() for each in (*calendar.day_name, *calendar.month_name))

_Holds = Callable[[tuple[str, ...]], bool]
"""Whether a record holds one of these phrases of FTS5."""


def unmentioned(question: str, languages: Collection[str | None], mentioned: _Holds) -> list[str]:
    """The names in ``question``, as it writes them, that records in ``languages`` never say.

    Empty where that cannot be told: a record's language is unknown, or what it calls a place is.
    """
    if not languages or None in languages:
        return []
    known = [each for each in languages if each]
    found = [*_places(question, known, mentioned)]
    if known == ["en"] and fold(question).isascii() and is_english(question):
        places = {token for words in found for token in words}
        found += [[name] for name in _names(question) if name not in places and not mentioned(_forms(name))]
    return list(dict.fromkeys(written(question, words) for words in found))


def _places(question: str, languages: Collection[str], mentioned: _Holds) -> Iterator[list[str]]:
    large = {token for word in written_large(question) for token in tokens(word)}
    for words, codes in named_places(question):
        cased = words[0].upper() != words[0]
        if cased and (words[0] not in large or len("".join(words)) < _FEWEST_LETTERS):
            continue
        wanted = {each for code in codes for each in (code, _SAME.get(code, code))}
        if any(code.isdigit() or code in _VAGUE for code in wanted):
            continue
        if all(_is_known(code, language) for code in wanted for language in languages):
            phrases = tuple(phrase for code in sorted(wanted) for phrase in _phrases(code, languages))
            if not mentioned(phrases):
                yield words


def _is_known(code: str, language: str) -> bool:
    """Whether it is known what records in this language call a place, and can be looked up in them."""
    if len(code) > 2:
        return language in _OURS
    names = called_in(code, language)
    # Of what is written without spaces a whole run is a token, which no name is.
    return bool(names) and not any(map(_WITHOUT_SPACES.search, names))


def _phrases(code: str, languages: Collection[str]) -> list[str]:
    # A record may quote, or head a page with, what another language calls it.
    names = names_of(code, None)
    if "zh" in languages and code not in _NEVER_SHORT:
        for first in sorted({name[0] for name in called_in(code, "zh")}):
            names += [f'"{way.format(first)}"' for way in _SHORT if first not in _IN_WORDS]
            # A token is two ideographs: 加中贸 is 加中 中贸.
            pairs = [way.format(first) for way in _OF_BOTH]
            names += [f'"{pair} {pair[1]}{shared}"' for pair in pairs for shared in _BOTH]
    return names


def _names(question: str) -> list[str]:
    """What is written with a capital letter inside a sentence, if not everything is."""
    plain = fold(question)
    matches = [each for each in _WORD.finditer(plain) if len(each.group()) >= _FEWEST_LETTERS]
    large = [each for each in matches if each.group()[0].isupper()]
    if 2 * len(large) > len(matches):
        return []
    return [
        word
        for each in large
        # An abbreviation may be written out in the record.
        if not each.group().isupper() and not _SENTENCE_ENDS.search(plain, 0, each.start())
        for word in tokens(each.group())[:1]
        if len(word) >= _FEWEST_LETTERS and word not in COMMON and word not in _DATES
    ]


def _forms(name: str) -> tuple[str, ...]:
    stem = name[: max(_FEWEST_LETTERS, len(name) - _ENDING)]
    return (f'"{name}"',) if stem == name else (f'"{stem}"*',)


def written(question: str, words: list[str]) -> str:
    """The part of ``question`` that has these tokens."""
    runs = list(_RUN.finditer(question))
    for first, run in enumerate(runs):
        spelt = tokens(run.group())
        if _IDEOGRAPH.match(run.group()):
            for at in range(len(spelt) - len(words) + 1):
                # A token is two ideographs, and the next begins with the second.
                if spelt[at : at + len(words)] == words:
                    return run.group()[at : at + len(words) + 1]
        last = first
        while len(spelt) < len(words) and last + 1 < len(runs):
            last += 1
            spelt = spelt + tokens(runs[last].group())
        if spelt == words:
            return question[run.start() : runs[last].end()]
    return " ".join(words)
