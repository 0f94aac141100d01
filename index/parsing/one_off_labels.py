"""Labels that come only once, but look as the labels do that the document uses again and again.

Beside ``MS. DALE:`` many times ``MR. COLE:`` once is a speaker; ``NOTE:`` and ``As he said:`` are not.

>>> shape("MR. COLE"), shape("Mr. COLE"), shape("Д. Лесков"), shape("Sue Bell"), shape("Treasurer")
('capitals', 'surname', 'titled', 'names', 'word')
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from onrecord.index.parsing.compound import other_names
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.non_speaker_labels import opens_list
from onrecord.index.parsing.offices import has_title, in_office, is_titled, names_office
from onrecord.index.parsing.paragraphs import SPACE, ends_sentence
from onrecord.index.parsing.person_names import is_proper
from onrecord.index.parsing.vocabulary import fold
from onrecord.index.records import Role

__all__ = ["base_of", "find_alike", "is_eastern_name", "one_speaker", "shape", "with_told_roles"]

Shape = Literal["capitals", "surname", "titled", "names", "word", "small", "uncased"]

# Which shapes of established labels speak for one of a shape.
_LIKE: dict[Shape, frozenset[Shape]] = {
    "capitals": frozenset({"capitals"}),
    "surname": frozenset({"surname"}),
    "titled": frozenset({"titled", "names", "surname"}),
    "names": frozenset({"names", "titled"}),
    "word": frozenset({"word", "small", "titled", "names"}),
    "small": frozenset({"small", "word", "names", "titled"}),
    "uncased": frozenset({"uncased"}),
}
# So many labels must stand behind blank lines, all of them, for that to be the document's way.
_FEWEST_PARTED = 3
# The names of most Chinese; Korean ones are three syllables, the first of few.
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭"
    "田董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱侯"
    "江尹薛闫雷段龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔汤湯华耿陈"
)
_KOREAN_NAME = re.compile(
    "[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허남심노하곽성차주우구민유나진지엄채원천방공현][가-힣]{2}"
)
_CHINESE = re.compile("[\u3400-\u9fff·•・]+")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?){1,2}[^\W\d_a-z]\.?")
_LONE_TIME = re.compile(r"\n[\[(]?(?:[\d./-]{6,10}[ \t]+)?\d{1,2}:\d{2}(?::\d{2})?[\])]?$")
_WORDS = re.compile(r"\w+")
# Before the label there must be at least this much of a line, or it tells nothing.
_LOOKED_AT = 24


def base_of(name: str) -> str:
    """A label without what stands behind a comma, a dash or in a bracket."""
    return re.split(r"\s*[(（\[,，]|\s[-–—]{1,2}\s", name, maxsplit=1)[0].strip() or name


@lru_cache(maxsize=4096)
def shape(name: str) -> Shape:
    """How a label is written: which of its words have capitals, and whether a title is before it."""
    base = base_of(name)
    cased = [c for c in base if c.isupper() or c.islower()]
    words = [word for word in base.split() if word[0].isalpha()]
    if not cased or not words:
        return "uncased"
    if all(c.isupper() for c in cased):
        return "capitals"
    if len(words) > 1 and words[-1].isupper() and len(words[-1].strip(".")) > 2:
        return "surname"
    if not is_proper(base) or not words[0][0].isupper():
        return "small"
    if is_titled(base) or in_office(base):
        return "titled"
    return "names" if len(words) > 1 else "word"


def _parted(text: str, marker: Marker) -> bool:
    """Whether a blank line stands before a label, or nothing."""
    before = text[max(0, marker.start - _LOOKED_AT) : marker.start]
    space = before[len(before.rstrip(SPACE)) :].replace("\r\n", "\n").replace("\r", "\n")
    return marker.start <= len(before) == len(space) or space.count("\n") > 1


def _follows_sentence(text: str, marker: Marker) -> bool:
    """Whether what stands before a label, but for a time on a line of its own, is finished."""
    before = text[max(0, marker.start - 2 * _LOOKED_AT) : marker.start].rstrip(SPACE)
    return ends_sentence(_LONE_TIME.sub("", before).rstrip(SPACE) or ".")


def _said(text: str) -> Counter[str]:
    """How often each word comes."""
    return Counter(word.casefold() for word in _WORDS.findall(text))


class _Mentions:
    """Whether a name is also said; counted when it is first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._said: Counter[str] | None = None

    def __call__(self, name: str) -> bool:
        if self._said is None:
            self._said = _said(self._text)
        words = [word for word in _WORDS.findall(base_of(name)) if len(word) > 2]
        return any(self._said[word.casefold()] > 1 for word in words)


def _is_speaker(marker: Marker, established: frozenset[Shape], mentioned: _Mentions) -> bool:
    """Whether the label is of a shape in use, and names a person or an office."""
    name, base = marker.name, base_of(marker.name)
    form = shape(name)
    # A title speaks for itself.
    alike = established & _LIKE[form] or (form == "titled" and (has_title(base) or in_office(base)))
    if not alike or opens_list(base):
        return False
    if form in ("capitals", "surname", "titled") or names_office(name) or marker.outlet:
        return True
    if form == "uncased":
        return is_eastern_name(base) or (len(base.split()) > 1 and mentioned(name))
    if form == "names":
        return marker.form in ("colon", "gap", "wide") or mentioned(name)
    return form == "word" and "word" in established and mentioned(name)


def is_eastern_name(name: str) -> bool:
    """Whether it is a Chinese or a Korean name by its length and its first sign."""
    if _CHINESE.fullmatch(name):
        return 2 <= len(name) <= 3 and name[0] in _SURNAMES
    return _KOREAN_NAME.fullmatch(name) is not None


def _by_initials(candidates: Sequence[Marker]) -> dict[str, str]:
    """The key of a speaker's initials (``I.L.``) by the full name, where nobody else has the same."""
    short = {"".join(_WORDS.findall(m.name)): m.key for m in candidates if _INITIALS.fullmatch(m.name)}
    full: dict[str, set[str]] = {}
    for name in {m.name for m in candidates if m.role is None and m.speaker}:
        words = base_of(name).split()
        if len(words) > 1 and all(word[0].isupper() for word in words) and not _INITIALS.fullmatch(name):
            full.setdefault("".join(word[0] for word in words), set()).add(name)
    return {
        next(iter(names)): short[each] for each, names in full.items() if len(names) == 1 and each in short
    }


def one_speaker(candidates: Sequence[Marker]) -> list[Marker]:
    """Give labels of one speaker one key: with and without a constituency, a post or the first name."""
    times = Counter(m.key for m in candidates)
    surnames: dict[str, set[str]] = {}
    for key, name in {m.key: m.name for m in candidates if m.role is None and m.speaker}.items():
        words = fold(base_of(name)).split()
        if words and len(words[-1]) > 2:
            surnames.setdefault(words[-1], set()).add(key)
    initials = _by_initials(candidates)
    aliases: dict[tuple[str, bool], str] = {}
    for name, colon in {(m.name, m.form == "colon") for m in candidates if m.role is None and m.speaker}:
        others = [fold(other).replace(" ", "") for other in other_names(name)]
        known = [key for key in others if key in times]
        alias = known[0] if known else others[0] if others and colon else ""
        same = surnames.get((fold(base_of(name)).split() or [""])[-1], set())
        if not alias and len(same) == 2 and (short := min(same, key=len)) in surnames:
            alias = short
        aliases[name, colon] = alias or initials.get(name, "")
    found: list[Marker] = []
    for marker in candidates:
        named = marker.role is None and marker.speaker
        alias = aliases[marker.name, marker.form == "colon"] if named else ""
        found.append(replace(marker, alias=alias) if alias and alias != marker.key else marker)
    return found


def with_told_roles(markers: Sequence[Marker], roles: Sequence[tuple[str, Role]]) -> list[Marker]:
    """Give the speakers whom the user names the roles that the user says."""
    told = {fold(name).replace(" ", ""): role for name, role in roles}
    return [
        replace(m, role=role, speaker=m.speaker or m.name)
        if (role := told.get(m.key) or told.get(fold(m.name).replace(" ", "")))
        else m
        for m in markers
    ]


def find_alike(text: str, candidates: Sequence[Marker], established: Iterable[str]) -> set[int]:
    """Where labels stand that come once and look like the established ones of the same form.

    Args:
        text: the document's text.
        candidates: all labels that can be a speaker's, in order.
        established: the keys of those that the document is known to use.
    """
    keys = set(established)
    times = Counter(m.key for m in candidates)
    forms: dict[str, set[Shape]] = {}
    parted: dict[str, int] = {}
    for marker in candidates:
        if marker.key in keys:
            family = "colon" if marker.form == "gap" else marker.form
            # Counted up to the first that is not.
            apart = parted.get(family, 0)
            parted[family] = apart + 1 if apart >= 0 and _parted(text, marker) else -1
            # A role's word in small letters says nothing of how names are written.
            if (marker.speaker or marker.name.isupper()) and len(fold(marker.name)) > 1:
                forms.setdefault(family, set()).add(shape(marker.name))
    mentioned = _Mentions(text)
    found: set[int] = set()
    for marker in candidates:
        family = "colon" if marker.form == "gap" else marker.form
        if marker.key in keys or times[marker.key] > 2 or not marker.speaker or family not in forms:
            continue
        if parted[family] >= _FEWEST_PARTED and not _parted(text, marker):
            continue
        if _follows_sentence(text, marker) and _is_speaker(marker, frozenset(forms[family]), mentioned):
            found.add(marker.start)
    return found - _enumerated(candidates, found, mentioned)


def _enumerated(candidates: Sequence[Marker], found: set[int], mentioned: _Mentions) -> set[int]:
    """Names in small letters, one right after the other, each once and never said: points of a list."""
    listed = [
        m.start in found
        and m.outlet is None
        and shape(m.name) in ("names", "word")
        and not names_office(m.name)
        and not mentioned(m.name)
        for m in candidates
    ]
    both = [i for i, pair in enumerate(pairwise(listed)) if all(pair)]
    return {candidates[k].start for i in both for k in (i, i + 1)}
