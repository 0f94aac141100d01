"""Chinese names written in Latin letters: Huawei is 华为, Meng Wanzhou 孟晚舟.

A name of two or more syllables of pinyin can be written in many ways with ideographs; those that the
archive holds are looked for. The only importer of ``pypinyin``.

>>> syllables("Huawei"), syllables("Meng"), syllables("Berlin")
(('hua', 'wei'), ('meng',), ())
>>> names_in("What did Wang Yi say about Huawei and Meng Wanzhou?")
[('wang', 'yi'), ('hua', 'wei'), ('meng', 'wan', 'zhou')]
>>> pairs_in("zhōngrì guānxì")
[('zhong', 'ri'), ('ri', 'guan'), ('guan', 'xi')]
>>> spelt("曾", "庆红"), spelt("王", "毅", russian=True)
('Zeng Qinghong', 'Ван И')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from onrecord.index.crosslingual.places import places_in
from onrecord.index.text.lexical import tokens

__all__ = ["names_in", "pairs_in", "reads_as", "spelt", "syllables", "written_as"]

_WORD = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[aeiouv]")
_LONGEST = 5
# What begins a question or is written large in some language, and happens to be pinyin.
_COMMON = re.compile(
    "can|change|chile|china|dance|do|female|haben|hier|human|leben|male|mali|me|mine|name|no|peru|sagen|she|so"
    "|women|you"
)
# Every syllable of pinyin and some that are none: the dictionary takes long to load, and few words are names.
_SYLLABLE = re.compile(
    "er|(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iong|iang|uang|ang|eng|ong|iao|ian|ing|uai|uan|ai|ei|ao|ou|an|en|ia|ie|iu|in|ua|uo|ui|un|ue|ve"
    "|[aoeiuv])"
)
# Family names that sound otherwise than their ideographs elsewhere, and one of that sound.
_FAMILY = {
    "曾": "增", "单": "善", "解": "谢", "仇": "求", "翟": "宅", "查": "渣", "覃": "秦", "盖": "葛",
    "尉迟": "玉迟",
}  # fmt: skip


@cache
def _readings() -> dict[str, frozenset[str]]:
    """The common simplified ideographs by syllable, without tones."""
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[str, set[str]] = {}
    for code, readings in pinyin_dict.items():
        ideograph = chr(code)
        try:
            ideograph.encode("gb2312")
        except UnicodeEncodeError:
            continue
        for reading in readings.split(","):
            plain = unicodedata.normalize("NFD", reading.replace("ü", "v"))
            syllable = "".join(letter for letter in plain if letter.isascii() and letter.isalpha())
            if _VOWEL.search(syllable):
                found.setdefault(syllable, set()).add(ideograph)
    return {syllable: frozenset(ideographs) for syllable, ideographs in found.items()}


def syllables(word: str) -> tuple[str, ...]:
    """``word`` as syllables of pinyin, the fewest there are; empty if it is none."""
    rest = word.lower()
    ways: list[tuple[tuple[str, ...], str]] = [((), rest)]
    while ways:
        longer = []
        for found, left in ways:
            if not left:
                return found
            if len(found) < _LONGEST:
                longer += [
                    ((*found, left[:at]), left[at:])
                    for at in range(min(6, len(left)), 0, -1)
                    if _SYLLABLE.fullmatch(left, 0, at)
                ]
        ways = longer
    return ()


@cache
def _syllables_of() -> dict[str, tuple[str, ...]]:
    """The syllables by which each common simplified ideograph is read."""
    found: dict[str, list[str]] = {}
    for syllable, ideographs in _readings().items():
        for ideograph in ideographs:
            found.setdefault(ideograph, []).append(syllable)
    return {ideograph: tuple(read) for ideograph, read in found.items()}


def reads_as(word: str, ideographs: str) -> bool:
    """Whether ``word``, in small Latin letters, is how these simplified ideographs are read as a name.

    >>> reads_as("wangyi", "王毅"), reads_as("wang", "王"), reads_as("lavrov", "王毅")
    (True, True, False)
    """
    ways = {""}
    for ideograph in ideographs:
        read = _syllables_of().get(ideograph, ())
        ways = {way + each for way in ways for each in read if word.startswith(way + each)}
    return word in ways


def names_in(question: str) -> list[tuple[str, ...]]:
    """The syllables of each capitalised name that may be Chinese; a family name and what follows are one."""
    found: list[tuple[str, ...]] = []
    end = -1
    for match in _WORD.finditer(question):
        word = match.group()
        named = word[0].isupper() and word.isascii() and not _COMMON.fullmatch(word.lower())
        read = syllables(word) if named and len(word) > 1 and not places_in(word) else ()
        follows = end >= 0 and not question[end : match.start()].strip(" -")
        if read and follows and 1 in (len(read), len(found[-1])):
            found[-1] += read
        elif read:
            found.append(read)
        end = match.end() if read else -1
    return [name for name in found if 2 <= len(name) <= _LONGEST]


def pairs_in(question: str) -> list[tuple[str, ...]]:
    """Each two syllables that follow each other in a question that is Chinese in Latin letters; else none."""
    words = tokens(question)
    read = [syllables(word) if word.isascii() else () for word in words]
    if len(words) < 2 or not all(read):
        return []
    run = [syllable for each in read for syllable in each]
    # Two or three syllables may be of any language: la casa.
    if len(run) < 4 or not all(syllable in _readings() for syllable in run):
        return []
    return list(dict.fromkeys(pairwise(run)))


def written_as(name: Iterable[str], beginning: Callable[[str], Iterable[str]]) -> list[str]:
    """The FTS5 phrases by which an archive writes ``name``; ``beginning`` gives its tokens that begin so."""
    first, *others = (_readings().get(syllable, frozenset()) for syllable in name)
    ways = [[ideograph] for ideograph in first]
    for ideographs in others:
        ways = [
            [*way, token]
            for way in ways
            for token in beginning(way[-1][-1])
            if len(token) == 2 and token[1] in ideographs
        ]
    return ['"' + " ".join(way[1:]) + '"' for way in ways]


def spelt(family: str, given: str, russian: bool = False) -> str:
    """A Chinese name as it is written in Latin letters (pinyin without tones), or in Russian ones."""
    from pypinyin import Style, lazy_pinyin

    def letters(ideographs: str) -> str:
        sounds = lazy_pinyin(
            _FAMILY.get(ideographs, ideographs), Style.CYRILLIC if russian else Style.NORMAL, v_to_u=True
        )
        plain = [sound.rstrip("12345") for sound in sounds]
        return "".join(map(_apart, ("", *plain), plain)).capitalize()

    return f"{letters(family)} {letters(given)}"


def _apart(before: str, syllable: str) -> str:
    """A syllable with the sign that keeps it apart from the one before: Xi'an, Чанъань."""
    if before and syllable[0] in "aeo":
        return f"'{syllable}"
    return f"ъ{syllable}" if before.endswith("н") and syllable[0] in "аоэ" else syllable
