"""Countries by whatever name: what a question calls a place, a record in another language calls otherwise.

Names come from the Unicode CLDR in some 80 locales (``place_names.tsv``, Unicode License v3, made by
:mod:`onrecord.index.crosslingual.make_place_names`); short forms, adjectives and capitals that stand for
governments are ours (``place_aliases.tsv``), and so are seas, alliances and the like in twenty languages,
with codes of our own.

>>> places_in("Что Япония сказала о США?"), places_in("中美经贸磋商")
(['JP', 'US'], ['US'])
>>> "日本" in [name.strip('"') for name in names_of("JP", ["zh"])]
True
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.index.crosslingual.make_place_names import OURS
from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import UNSPACED, tokens

__all__ = [
    "called_in",
    "codes_of_countries",
    "long_names",
    "named_places",
    "names_containing",
    "names_of",
    "places_in",
    "written_large",
]

_VOWELS = frozenset("aeiouyаяйьеиоуыюэαηοιυς")
_SUFFIX = 3
"""How many letters an ending may add to a name: Россия → России, российский; Afghan → Afghanistans."""
_CYRILLIC_SUFFIX = 5
_UNSPACED = re.compile(f"[{UNSPACED}]")
_HANGUL = re.compile("[\uac00-\ud7af]")
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# "Un" and "In" are no abbreviations.
_INITIAL = re.compile("[A-Z][a-z]")
_CAPITALISED = re.compile(r"\b[^\W\d_][\w.]*")

_Name = tuple[str, ...]


@cache
def _lines() -> list[str]:
    """The table's lines, sorted; they are cut only where they are looked at, which keeps the start short."""
    return (
        files("onrecord.index.crosslingual")
        .joinpath("place_names.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    )


@cache
def _beginning(start: str) -> list[tuple[_Name, str]]:
    """Names and codes whose first token begins with ``start``, or is it where ``start`` has two letters."""
    lines = _lines()
    found = []
    for line in lines[bisect_left(lines, start) : bisect_left(lines, start + "\U0010ffff")]:
        name, code, _ = line.split("\t")
        words = tuple(name.split())
        if len(words[0]) == len(start) or len(start) > 2:
            found.append((words, code))
    return found


@cache
def _unspaced() -> list[tuple[str, str]]:
    """Names in scripts without spaces, which are found inside a token, with their codes."""
    cut = (line.split("\t") for line in _lines() if _UNSPACED.match(line))
    return [(name.replace(" ", ""), code) for name, code, _ in cut]


def places_in(text: str) -> list[str]:
    """The codes of the countries and continents that ``text`` names, each once, in order of appearance.

    Codes are those of ISO 3166, ``EU``, ``UN`` and UN M.49 for continents; ours have three letters
    or more and begin with ``X`` (``XASEAN``). A name that two places share gives both.
    """
    return list(dict.fromkeys(code for _, codes in named_places(text) for code in codes))


@lru_cache(16)
def named_places(text: str) -> tuple[tuple[list[str], list[str]], ...]:
    """Each name of a place in ``text``: the tokens it is written with, and the codes it may stand for."""
    return tuple(_named(text))


def _named(text: str) -> Iterator[tuple[list[str], list[str]]]:
    words = tokens(text)
    # "us", "my" and "in" are countries only where they are written as names.
    capitals = {each for word in written_large(text) if not _INITIAL.fullmatch(word) for each in tokens(word)}
    at = 0
    while at < len(words):
        longest = 1
        codes: list[str] = []
        for word in _without_clitics(words[at]):
            for start in {word[:2], word[:3]}:
                for name, code in _beginning(start):
                    here = [word, *words[at + 1 : at + len(name)]]
                    if len(name) >= longest and _is(name, here, capitals):
                        codes = [*(codes if len(name) == longest else []), code]
                        longest = len(name)
            if _UNSPACED.search(word):
                codes += [code for name, code in _unspaced() if name in word]
        if codes:
            yield words[at : at + longest], sorted(set(codes)) if longest == 1 else codes
        # Two-character tokens overlap: 中美 is followed by 美经.
        at += longest


def long_names(text: str) -> list[list[str]]:
    """The tokens of each name of several words in ``text``, which say something else each by itself.

    >>> long_names("belt and road"), long_names("Putin in Japan")
    ([['belt', 'and', 'road']], [])
    """
    return [words for words, _ in named_places(text) if len(words) > 1 and not _UNSPACED.search(words[0])]


def written_large(text: str) -> list[str]:
    """The words of ``text`` that begin with a capital letter."""
    return [word for word in _CAPITALISED.findall(fold(text)) if word[0].isupper()]


def _without_clitics(word: str) -> Iterator[str]:
    """``word``, and in Arabic without the particles that are written as one with it."""
    yield word
    if "\u0600" <= word[0] <= "\u06ff" and len(word) > 4:
        if word[0] in "وبلكف":
            yield word[1:]
        if word[:2] == "لل":
            yield "ال" + word[2:]


def _is(name: _Name, words: list[str], capitals: set[str]) -> bool:
    if len(words) < len(name) or not all(map(_matches, name, words)):
        return False
    return len("".join(name)) > 3 or name[0].upper() == name[0] or capitals.issuperset(words)


def _matches(name: str, word: str) -> bool:
    stem = _stem(name)
    longest = _CYRILLIC_SUFFIX if "\u0400" <= name[0] <= "\u04ff" else _SUFFIX
    return word == name or (stem is not None and word.startswith(stem) and len(word) - len(stem) <= longest)


@cache
def _stem(name: str) -> str | None:
    """What every form of a name begins with; ``None`` where it has one form only."""
    if _HANGUL.search(name):
        return name if len(name) > 1 else None
    if _IDEOGRAPH.search(name) or name.upper() == name or len(name) < 5:
        return None
    if name.endswith("ский"):
        return name[:-2]
    return name[:-1] if name[-1] in _VOWELS and (len(name) > 5 or name[0] > "\u036f") else name


@cache
def _called(code: str) -> list[tuple[_Name, frozenset[str]]]:
    """All names of a place, and the languages they are from."""
    mark = f"\t{code}\t"
    cut = (line.split("\t") for line in _lines() if mark in line)
    return [(tuple(name.split()), frozenset(languages.split(","))) for name, _, languages in cut]


def names_of(code: str, languages: Iterable[str | None] | None) -> list[str]:
    """FTS5 phrases for what records in these languages (ISO 639-1), or in any, call a place."""
    wanted = None if languages is None else {OURS, *languages}
    phrases: dict[str, None] = {}
    for name, called_so in _called(code):
        if (wanted is None or called_so & wanted) and not _UNSPACED.search(name[0]):
            stem = _stem(name[-1])
            phrases[f'"{" ".join([*name[:-1], stem or name[-1]])}"{"*" if stem else ""}'] = None
    return list(phrases)


@cache
def codes_of_countries() -> tuple[str, ...]:
    """The codes of all countries, by ISO 3166."""
    codes = {line.split("\t")[1] for line in _lines()}
    return tuple(sorted(code for code in codes if len(code) == 2 and code not in ("EU", "UN")))


@lru_cache(64)
def names_containing(phrases: tuple[str, ...], codes: frozenset[str], languages: frozenset[str]) -> list[str]:
    """FTS5 phrases for other places than ``codes``, as of :func:`names_of`, that hold one of ``phrases``.

    >>> '"印度 度尼 尼西 西亚"' in names_containing(('"印度"',), frozenset({"IN"}), frozenset({"zh"}))
    True
    """
    wanted = {OURS, *languages}
    plain = [(f" {each.strip('*').strip(chr(34))}", "" if each.endswith("*") else " ") for each in phrases]
    ways = re.compile("|".join(re.escape(words + end) for words, end in plain))
    own = {f" {name} " for code in codes for name in map(" ".join, (each for each, _ in _called(code)))}
    found: dict[str, None] = {}
    for line in _lines() if phrases else ():
        name, code, called_so = line.split("\t")
        inside = f" {name} "
        match = ways.search(inside)
        if not match or code in codes or inside in own or wanted.isdisjoint(called_so.split(",")):
            continue
        words = name.split()
        stem = _stem(words[-1])
        found[f'"{" ".join([*words[:-1], stem or words[-1]])}"{"*" if stem else ""}'] = None
    # What holds a spelling as it is and is no longer than it is that spelling.
    return [each for each in found if each not in phrases]


def called_in(code: str, language: str) -> list[str]:
    """What the CLDR calls a place in a language (ISO 639-1), as tokens with single spaces; or nothing."""
    return [" ".join(name) for name, called_so in _called(code) if language in called_so]
