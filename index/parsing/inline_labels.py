"""Markers that do not stand at the start of a line, of speakers that the document is known to have."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.index.parsing.marker_patterns import colon_at
from onrecord.index.parsing.markers import ANSWER_OF, Marker
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.question_signs import ends_asking

__all__ = ["find_between", "find_hidden", "find_inline"]

_AFTER_SENTENCE = re.compile(
    r"[。！？!?.…][”’」』）)\"']?\s{0,4}(?=[^\s。！？!?.…：:]{1,2}[^。！？!?…：:\n\r]{0,30}[：:])"
)
_COLON = re.compile(r"[^:：\r\n]*[:：]")
# Characters of a question without a label at most.
_LONGEST_QUESTION = 400
# Characters before a line in which a blank one is looked for.
_LOOKED_AT = 24
# "(Minister for Harbours).- ", "asked the Government, upon notice:"
_IN_OFFICE = re.compile(
    r"\.?\s?(?P<office>[(（\[][^()（）\[\]\n]{1,120}[)）\]])\s?(?:\.?\s?[-–—]{1,2}|[:：])\s*"
)
_DOES = re.compile(r"\s[^.:：!?。\n]{1,100}[:：]")
_STRAY = re.compile(r"[^\s:：]{1,2}[ \t]+(?=\w)")


def find_inline(text: str, markers: Sequence[Marker]) -> Iterator[Marker]:
    """Markers inside a paragraph: right after a sentence, and of a kind that the document uses."""
    known = {m.name: m for m in markers}
    known |= {ANSWER_OF[m.name]: replace(m, role="answerer") for m in markers if m.name in ANSWER_OF}
    outlets = any(m.outlet is not None for m in markers)
    places = {m.start for m in markers}
    for sentence in _AFTER_SENTENCE.finditer(text, markers[0].words):
        start = sentence.end()
        marker = colon_at(text, start, min(len(text), start + 200)) if start not in places else None
        if marker is None or "\n" in text[start : marker.words]:
            continue
        if marker.name in known:
            yield replace(marker, role=known[marker.name].role)
        elif outlets and marker.outlet is not None and marker.role == "asker":
            yield marker


def find_hidden(text: str, markers: Sequence[Marker], layout: Layout) -> list[Marker]:
    """Markers of known speakers right behind another marker, or behind a stray sign at a line's start."""
    known = {m.key: m for m in markers}
    places = {m.start for m in markers}
    found: list[Marker] = []
    for marker in markers:
        if marker.form != "colon":
            continue
        beginning = text[marker.words : marker.words + 4]
        at = marker.words + len(beginning) - len(beginning.lstrip())
        end = min(len(text), at + 80)
        # A label stands on one line, and most lines have no second colon.
        inner = (
            colon_at(text, at, end) if text[at : at + 1].isalpha() and _COLON.match(text, at, end) else None
        )
        role = known[inner.key].role if inner and inner.key in known else marker.role
        if inner and role != marker.role:
            found.append(replace(inner, role=role))
    for line in layout.lines:
        stray = _STRAY.match(text, line.start, line.end)
        if stray and line.start not in places:
            inner = colon_at(text, stray.end(), line.end)
            if inner and len(inner.key) > 2 and inner.key in known:
                found.append(replace(inner, role=known[inner.key].role))
    return [*found, *_described(text, markers, layout)]


def _described(text: str, markers: Sequence[Marker], layout: Layout) -> Iterator[Marker]:
    """Labels of known speakers with their post in brackets, and lines above all others that tell who asks."""
    names = {m.name.rstrip("."): m for m in markers if m.speaker and len(m.name.split()) > 1}
    begins = tuple(names)
    places = {m.start for m in markers}
    for line in layout.lines if names else ():
        if line.start in places or not text.startswith(begins, line.start):
            continue
        name = max((each for each in begins if text.startswith(each, line.start)), key=len)
        at = line.start + len(name)
        known = names[name]
        if told := _IN_OFFICE.match(text, at, line.end):
            speaker = " ".join(f"{name} {told['office']}".split())
            yield replace(known, start=line.start, words=told.end(), speaker=speaker, alias=known.key)
        elif line.start < markers[0].start and _DOES.fullmatch(text, at, line.end):
            yield replace(known, start=line.end, words=line.end)


def find_between(text: str, markers: Sequence[Marker], layout: Layout) -> list[Marker]:
    """Questions without a label: a last paragraph that asks, behind which the same speaker answers again.

    Where labels of one speaker often follow each other, such a paragraph is the speaker's own.
    """
    starts = [line.start for line in layout.lines]
    found: list[Marker] = []
    again = 0
    for marker, after in pairwise(markers):
        if not (marker.role == after.role == "answerer" and marker.name and marker.key == after.key):
            continue
        again += 1
        lines = layout.lines[bisect_right(starts, marker.start) : bisect_left(starts, after.start)]
        first = next((line.start for line in reversed(lines) if _parted(text, line.start)), None)
        words = "" if first is None else text[first : after.start].strip()
        if first is not None and len(words) <= _LONGEST_QUESTION and ends_asking(words):
            found.append(Marker(first, first, "", "asker"))
    return found if 2 * len(found) > again else []


def _parted(text: str, start: int) -> bool:
    """Whether a blank line stands before a line."""
    before = text[max(0, start - _LOOKED_AT) : start]
    return before[len(before.rstrip()) :].replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1
