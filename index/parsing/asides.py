r"""What is labelled as turns are and is nobody's: notes between turns, lists of those who are present.

>>> from onrecord.index.parsing.marker_patterns import marker_at
>>> text = "Present: Ann Reed, Tom Cole\n\nAnn Reed: When?\n\nTom Cole: In May.\n"
>>> labels = [m for at in (0, 29, 46) if (m := marker_at(text, at, text.index("\n", at)))]
>>> [(m.name, text[m.words :].split()[0]) for m in with_asides(text, Layout.of(text), labels)]
[('Ann Reed', 'When?'), ('Tom Cole', 'In')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.non_speaker_labels import is_head, opens_list
from onrecord.index.parsing.offices import names_office
from onrecord.index.parsing.one_off_labels import base_of, is_eastern_name, shape
from onrecord.index.parsing.paragraphs import Layout, ends_sentence

__all__ = ["with_asides"]

_LABEL = re.compile(r"[>\s*_]*(?P<name>[^\W\d_][^\n:：*_.!?。]{0,30}?)[*_]{0,3}[:：]")
_WORDS = re.compile(r"\w+")
# Names that a list of those present has at least, and how much of it they are.
_FEWEST_NAMES = 2
_SHARE = 0.6
# Names that are looked for, and characters of a list at most.
_MOST_NAMES = 200
_LONGEST_LIST = 2000
_PARTED = re.compile(r"[,;，；、/\n]")
# Where so many paragraphs begin with a label, one that begins with another is no part of what is said before.
_LABELLED = 0.9
_FEWEST_TURNS = 4
# So many are a panel: in an answer of the only one who is named a note is a part of it.
_PANEL = 3
_LONGEST_UNCASED = 4
_LONGEST_NOTE = 2


def with_asides(text: str, layout: Layout, markers: Sequence[Marker]) -> list[Marker]:
    """The markers, without those of lists of who is present, and with nobody's where a note stands.

    Args:
        text: the document's text.
        layout: its lines.
        markers: its markers, in order, with roles or without.
    """
    times = Counter(m.key for m in markers)
    ends = [*(m.start for m in markers), len(text)][1:]
    starts = [line.start for line in layout.lines]
    found: list[Marker] = []
    # Only labels with a colon are told from names by what is behind them.
    named = Counter(base_of(m.name) for m in markers if m.speaker).most_common(_MOST_NAMES)
    known = sorted((name for name, _ in named), key=len, reverse=True)
    usual = {name for name, count in named if count > 1}
    for marker, end in zip(markers, ends, strict=True):
        before = found[-1] if found else None
        if (
            marker.form != "colon"
            or times[marker.key] > 1
            or not marker.speaker
            or marker.role == "moderator"
        ):
            found.append(marker)
        elif _lists(text[marker.words : min(end, marker.words + _LONGEST_LIST)], marker, known):
            found += [_nobodys(marker)] if found else []
        elif before and before.role == marker.role == "answerer" and _is_note(text, marker, usual):
            found += _note(text, marker, before, end, layout, starts)
        else:
            found.append(marker)
    return sorted([*found, *_unmarked(text, layout, found)], key=lambda m: m.start)


def _nobodys(marker: Marker) -> Marker:
    return Marker(marker.start, marker.start, "", "moderator")


def _note(
    text: str, marker: Marker, before: Marker, end: int, layout: Layout, starts: Sequence[int]
) -> Iterator[Marker]:
    """A note, behind whose paragraph who spoke before goes on."""
    yield _nobodys(marker)
    at = bisect_right(starts, marker.start)
    while at < len(starts) and layout.wrapped and not layout.after_blank[at]:
        at += 1
    if at < len(starts) and starts[at] < end:
        yield replace(before, start=starts[at], words=starts[at])


def _lists(words: str, marker: Marker, names: Sequence[str]) -> bool:
    """Whether words are little else than the names of others who speak."""
    said = words.strip().partition("\n\n")[0]
    if not _PARTED.search(said):
        return False
    left, hits = said, 0
    for name in names:
        if name in left and name != base_of(marker.name):
            hits += 1
            left = left.replace(name, "")
    letters = sum(map(len, _WORDS.findall(said)))
    return hits >= _FEWEST_NAMES and sum(map(len, _WORDS.findall(left))) <= (1 - _SHARE) * letters


def _is_note(text: str, marker: Marker, usual: Collection[str]) -> bool:
    """Whether a label that comes once is written as none of the ``usual`` names are, and never said."""
    base = base_of(marker.name)
    if opens_list(base) or is_head(base):
        return True
    if not usual or names_office(marker.name) or marker.outlet:
        return False
    if shape(base) == "uncased":
        unlike = not is_eastern_name(base) and all(map(is_eastern_name, usual))
    else:
        unlike = shape(base) == "word" and all(len(name.split()) > 1 for name in usual)
    return unlike and text.count(base) == 1


def _is_short(label: str) -> bool:
    """Whether it is a word or two, the first with a capital, or a few ideographs."""
    if label[0].lower() == label[0].upper():
        return len(label) <= _LONGEST_UNCASED
    return label[0].isupper() and len(label.split()) <= _LONGEST_NOTE


def _unmarked(text: str, layout: Layout, markers: Sequence[Marker]) -> Iterator[Marker]:
    """Notes of a panel whose labels are nobody's, where all else that is said stands behind labels."""
    if len(markers) < _FEWEST_TURNS or len({m.key for m in markers if m.speaker}) < _PANEL:
        return
    own = {m.start for m in markers}
    paragraphs = [
        line
        for line, blank in zip(layout.lines, layout.after_blank, strict=True)
        if line.start >= markers[0].start and (blank or not layout.wrapped)
    ]
    notes = [
        after
        for before, after in pairwise(paragraphs)
        if after.start not in own
        and (label := _LABEL.match(text, after.start, after.end))
        and (is_head(label["name"]) or _is_short(label["name"]))
        and before.start in own
        and ends_sentence(before.of(text))
    ]
    if sum(line.start in own for line in paragraphs) + len(notes) >= _LABELLED * len(paragraphs):
        yield from (Marker(note.start, note.start, "", "moderator") for note in notes)
