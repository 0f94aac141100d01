r"""Names that stand behind the words they belong to, as below a quotation: ``— Ada Bay``.

>>> text = '"When?"\n— Ada Bay\n\n"In May."\n— Tom Cole\n\n"Why?"\n— Ada Bay\n'
>>> [(m.name, text[m.words :].split()[0]) for m in find_behind(text, Layout.of(text)) if m.name]
[('Ada Bay', '"When?"'), ('Tom Cole', '"In'), ('Ada Bay', '"Why?"')]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.index.parsing.marker_patterns import marker_at
from onrecord.index.parsing.markers import Marker, labelled
from onrecord.index.parsing.one_off_labels import base_of
from onrecord.index.parsing.paragraphs import Layout, ends_sentence
from onrecord.index.parsing.person_names import is_proper
from onrecord.index.parsing.turns import has_words
from onrecord.index.text.spans import Span

__all__ = ["find_behind"]

_QUOTED = re.compile(r"\s*(?:>\s*)*")
_SIGN = re.compile(r"(?P<sign>[—–―─~-]{1,3}[ \t\xa0]*|(?=[*_]{0,3}[(（\[]))?(?P<name>[^\n]{2,80})")
# Behind the last words of a paragraph, on their line.
_INLINE = re.compile(
    r"(?<=[.?!…。？！\"”’」』])(?:[ \t]*[—–―─]{1,2}[ \t]?(?P<name>[^\n—–―─]{2,80})"
    r"|[ \t]*(?P<bracket>[(（\[][^()（）\[\]\n]{2,80}[)）\]]))$"
)
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?]\s|[。！？]")
_ENDS = ".。!?？！,，;；:："
# Names at least; the share of them that must stand behind words; lines behind the last at most, and where all
# names stand right below words.
_FEWEST = 3
_SHARE = 0.9
_LINES_BELOW = 2
_MOST_BELOW = 12
# So much more often a blank line stands before a label than behind it where labels stand before words.
_APART = 0.5


@dataclass(frozen=True, slots=True)
class _Signature:
    """A name behind words: the number of its line, its label, and by what sign it is known.

    Its label begins at ``marker.start`` and ends at ``marker.words``.
    """

    line: int
    marker: Marker
    sign: str


def find_behind(text: str, layout: Layout) -> list[Marker]:
    """The markers of a document whose names all stand behind the words: none where they do not.

    Each marker has the name that stands behind its words, and begins with the label of the one before. The
    last one is nobody's: what stands below all names.
    """
    worded = [at for at, line in enumerate(layout.lines) if has_words(text, line)]
    lines = [layout.lines[at] for at in worded]
    tail = range(len(lines) - 1, max(-1, len(lines) - 2 - _MOST_BELOW), -1)
    last = next((found for at in tail if (found := _signature(text, lines[at], at))), None)
    if last is None:
        return []
    below = range(last.line + 1, len(lines))
    closed = len(below) > _LINES_BELOW or any(ends_sentence(lines[at].of(text)) for at in below)
    signed = [
        found
        for at, line in enumerate(lines)
        if (found := _signature(text, line, at)) and found.sign == last.sign
    ]
    # Lines without words part as blank ones do.
    apart = [layout.after_blank[at] or (i > 0 and worded[i - 1] != at - 1) for i, at in enumerate(worded)]
    if len(signed) < _FEWEST or not _are_behind(text, lines, apart, signed):
        return []
    if closed and not _stand_below(apart, signed):
        return []
    return list(_markers(text, lines, apart, signed))


def _signature(text: str, line: Span, at: int) -> _Signature | None:
    """The name that a line is, or ends with."""
    quoted = _QUOTED.match(text, line.start, line.end)
    start = quoted.end() if quoted else line.start
    inline = _INLINE.search(text, max(start, line.end - 100), line.end)
    if inline and (marker := _named(inline.start(), line.end, inline["name"] or inline["bracket"])):
        return _Signature(at, marker, "bracket inline" if inline["bracket"] else "dash inline")
    alone = _SIGN.fullmatch(text, start, line.end)
    if alone and (marker := _named(line.start, line.end, alone["name"])):
        sign = (alone["sign"] or "").strip()
        bracket = alone["name"].lstrip("*_")[0] in "(（["
        if sign or bracket or is_proper(marker.name):
            return _Signature(at, marker, "bracket" if bracket else "dash" if sign else "line")
    return None


def _named(start: int, end: int, label: str) -> Marker | None:
    """The marker of somebody's name, whatever stands behind a comma."""
    bare = label.strip("*_ \t")
    if not bare or bare[-1] in _ENDS:
        return None
    for name in (bare, base_of(bare)) if bare[0] not in "(（[" and not _SENTENCE.search(bare) else (bare,):
        if (marker := labelled(start, end, name, "behind")) and marker.speaker:
            return marker
    return None


def _are_behind(
    text: str, lines: Sequence[Span], apart: Sequence[bool], signed: Sequence[_Signature]
) -> bool:
    """Whether names that look alike stand behind words, and not before them."""
    first = signed[0]
    inline = first.sign.endswith("inline")
    if not inline and (first.line == 0 or not ends_sentence(lines[first.line - 1].of(text))):
        return False
    times = Counter(each.marker.key for each in signed)
    if first.sign in ("line", "bracket") and max(times.values()) < 2:
        return False
    if first.sign.startswith("bracket") and not _in_turn(signed):
        return False
    parted = sum(b.line - a.line > 1 or inline for a, b in pairwise(signed))
    if parted < _SHARE * (len(signed) - 1):
        return False
    if not inline:
        before = [apart[each.line] for each in signed[1:]]
        behind = [apart[each.line + 1] for each in signed[:-1]]
        if sum(before) - sum(behind) > _APART * len(before):
            return False
    own = {each.line for each in signed}
    others = (marker_at(text, line.start, line.end) for at, line in enumerate(lines) if at not in own)
    # Of those who ask by letters or words the names below are signatures.
    return sum(m is not None and m.form == "colon" and m.role is not None for m in others) < 2


def _in_turn(signed: Sequence[_Signature]) -> bool:
    """Whether names in brackets are those of persons, or come in turn: ``(Applause)`` does not."""
    names = {each.marker.name for each in signed}
    if 2 * sum(len(base_of(name).split()) > 1 for name in names) > len(names):
        return True
    changes = sum(a.marker.key != b.marker.key for a, b in pairwise(signed))
    return len(signed) > _FEWEST and changes >= _SHARE * (len(signed) - 1)


def _stand_below(apart: Sequence[bool], signed: Sequence[_Signature]) -> bool:
    """Whether names that come again stand right below words, and blank lines below the names."""
    names = {each.marker.key for each in signed}
    close = sum(not apart[each.line] and apart[each.line + 1] for each in signed[:-1])
    return close >= _SHARE * (len(signed) - 1) and 2 * len(names) <= len(signed)


def _markers(
    text: str, lines: Sequence[Span], apart: Sequence[bool], signed: Sequence[_Signature]
) -> Iterator[Marker]:
    start = _first_words(text, lines, apart, signed)
    words = _said(text, start)
    for each in signed:
        yield replace(each.marker, start=start, words=words)
        start = each.marker.start
        words = _said(text, each.marker.words)
    yield Marker(start, words, "", "moderator")


def _said(text: str, at: int) -> int:
    """Where words begin behind the signs of a quotation."""
    quoted = _QUOTED.match(text, at)
    return quoted.end() if quoted else at


def _first_words(
    text: str, lines: Sequence[Span], apart: Sequence[bool], signed: Sequence[_Signature]
) -> int:
    """Where the words before the first name begin: as many lines as others have, at most."""
    at = signed[0].line
    inline = signed[0].sign.endswith("inline")
    first = at if inline else at - 1
    most = max((b.line - a.line for a, b in pairwise(signed)), default=1) - (not inline)
    while first and at - first < most and not apart[first]:
        first -= 1
    while first and at - first < most and ends_sentence(lines[first - 1].of(text)):
        first -= 1
    return lines[first].start
