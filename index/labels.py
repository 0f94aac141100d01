"""Which markers a document really uses, and where they stand.

A question word or ``<outlet>记者`` with a colon is a marker by its form. A name with a colon is
one only if the document uses it so: it comes again and answers an asker, or it is all that can
answer one. Labels without a colon (on a line of their own, in bold, before a dash) are believed
only where the document repeats them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.asking import ends_asking
from index.markers import ANSWER_OF, Marker, marker_at
from index.paragraphs import Layout
from index.roles import with_roles
from index.vocabulary import PAIRS, is_interpreter

__all__ = ["find_markers"]

_AFTER_SENTENCE = re.compile(
    r"[。！？!?.…][”’」』）)\"']?\s{0,4}(?=[^\s。！？!?.…：:]{1,2}[^。！？!?…：:\n\r]{0,30}[：:])"
)
# The "title: ..." block at the head of a Markdown file is about the transcript, not in it.
_HEAD = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]{0,2000}\r?\n){0,200}?---[ \t]*\r?\n")
_STRONG = ("colon", "gap")
_LOOKED_AT = 300
_STRAY = re.compile(r"[^\s:：]{1,2}[ \t]+(?=\w)")


def _paired(candidates: Sequence[Marker]) -> list[Marker]:
    """Give single letters their roles where both of a pair (P and R, F and A) are labels."""
    times = Counter(m.name.casefold() for m in candidates if len(m.name) <= 3)
    for ask, answer in PAIRS:
        if times[ask] > 1 and times[answer] > 1 and not times[ask] > 3 * times[answer]:
            return [
                replace(m, role="asker", speaker=None)
                if m.name.casefold() == ask
                else replace(m, role="answerer", speaker=None)
                if m.name.casefold() == answer
                else m
                for m in candidates
            ]
    return list(candidates)


def _misread(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """Take a sign that stands before questions again and again ("0:" for a printed "Q:") for an asker's."""
    turns: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    ends = [*(m.start for m in candidates), len(text)][1:]
    for marker, end in zip(candidates, ends, strict=True):
        if marker.role is None and marker.speaker is None:
            turns[marker.name] += 1
            asking[marker.name] += ends_asking(text[max(marker.words, end - _LOOKED_AT) : end])
    signs = {name for name in turns if turns[name] > 2 and 2 * asking[name] > turns[name]}
    return [
        replace(m, role="asker") if m.role is None and m.name in signs and m.speaker is None else m
        for m in candidates
    ]


def _established(candidates: Sequence[Marker]) -> list[Marker]:
    """The labels without a colon that the document repeats, with those that have one."""
    strong = [m for m in candidates if m.form in _STRONG]
    known = {m.key for m in strong if m.role or m.speaker}
    times = Counter(m.key for m in candidates)
    any_asker = sum(m.role == "asker" for m in strong) > 1
    spoken = Counter(m.key for m in strong)
    dialogue = sum(count > 1 for count in spoken.values()) > 1 and max(spoken.values()) > 2
    kept = list(strong)
    for form in dict.fromkeys(m.form for m in candidates if m.form not in _STRONG):
        weak = [m for m in candidates if m.form == form]
        askers = sum(m.role == "asker" for m in weak)
        answerers = sum(m.role == "answerer" for m in weak)
        names = Counter(m.key for m in weak if m.role != "asker" and m.name[:1].isalpha())
        again = [key for key, count in names.items() if count > 1]
        in_use = askers > 1 or (askers and (answerers or form == "bracket"))
        if form == "space":
            in_use = askers > 1 and answerers > 1
        by_name = not any_asker and not dialogue and not in_use and len(again) > 1 and form != "stop"
        capitals = all(m.name.isupper() for m in weak if m.key in again)
        for m in weak:
            if m.role:
                take = bool(in_use) or (by_name and times[m.key] > 1)
            else:
                take = (bool(in_use) or by_name) and (
                    names[m.key] > 1 or (form in ("line", "heading") and capitals and m.name.isupper())
                )
            if take or (
                m.key in known and (m.speaker or form != "space") and times[m.key] > 2 and form != "line"
            ):
                kept.append(m)
    return sorted(kept, key=lambda m: m.start)


def _with_names(candidates: Sequence[Marker]) -> list[Marker]:
    """Drop the names that the document does not use as speakers."""
    times = Counter(m.key for m in candidates)
    beside_asker: set[str] = set()
    for before, after in pairwise(candidates):
        if before.role == "asker" and after.role is None:
            beside_asker.add(after.key)
        if after.role == "asker" and before.role is None:
            beside_asker.add(before.key)
    signs = {m.key for m in candidates if m.role is None and m.speaker is None}
    speakers = {key for key in beside_asker if times[key] > (2 if key in signs else 1)}
    # Per candidate, whether the next one that is a speaker's for certain asks.
    before_asker = [True] * len(candidates)
    for i in range(len(candidates) - 2, -1, -1):
        after = candidates[i + 1]
        certain = after.role is not None or after.key in speakers
        before_asker[i] = after.role == "asker" if certain else before_asker[i + 1]
    kept: list[Marker] = []
    for marker, asker_next in zip(candidates, before_asker, strict=True):
        if (
            marker.role is not None
            or marker.key in speakers
            or marker.form in ("line", "heading", "bold")
            or is_interpreter(marker.name)
        ):
            kept.append(marker)
        elif kept and kept[-1].role == "asker" and asker_next and marker.speaker:
            # Used once: a speaker only because the question before it had no answer otherwise.
            kept.append(marker)
        elif marker.outlet and kept and kept[-1].role != "asker" and not asker_next:
            kept.append(marker)
    return kept


def _names_alone(candidates: Sequence[Marker]) -> list[Marker]:
    """The names that come again; and those that come once, if they are a large part of a dialogue."""
    times = Counter(m.key for m in candidates)
    again = [m for m in candidates if times[m.key] > 1]
    most = max(times.values(), default=0)
    places = [i for i, m in enumerate(candidates) if times[m.key] > 1]
    dialogue = places and 2 * len(places) + 2 >= places[-1] - places[0] + 1
    if most < 2 or not dialogue:
        return again
    return [
        m
        for i, m in enumerate(candidates)
        if times[m.key] > 1 or (places[0] - 1 <= i <= places[-1] and m.speaker)
    ]


def _inline(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Markers inside a paragraph: right after a sentence, and of a kind that the document uses."""
    known = {m.name: m for m in markers}
    known |= {ANSWER_OF[m.name]: replace(m, role="answerer") for m in markers if m.name in ANSWER_OF}
    outlets = any(m.outlet is not None for m in markers)
    places = {m.start for m in markers}
    found: list[Marker] = []
    for sentence in _AFTER_SENTENCE.finditer(text, markers[0].words):
        start = sentence.end()
        marker = marker_at(text, start, min(len(text), start + 200))
        if marker is None or marker.form != "colon" or start in places or "\n" in text[start : marker.words]:
            continue
        if marker.name in known:
            found.append(replace(marker, role=known[marker.name].role))
        elif outlets and marker.outlet is not None and marker.role == "asker":
            found.append(marker)
    return found


def _hidden(text: str, markers: Sequence[Marker], layout: Layout) -> list[Marker]:
    """Markers of known speakers right behind another marker, or behind a stray sign at a line's start."""
    known = {m.key: m for m in markers}
    places = {m.start for m in markers}
    found: list[Marker] = []
    for marker in markers:
        at = (
            marker.words
            + len(text[marker.words : marker.words + 4])
            - len(text[marker.words : marker.words + 4].lstrip())
        )
        inner = marker_at(text, at, min(len(text), at + 80)) if text[at : at + 1].isalpha() else None
        role = known[inner.key].role if inner and inner.key in known else marker.role
        if inner and inner.form == marker.form == "colon" and role != marker.role:
            found.append(replace(inner, role=role))
    for line in layout.lines:
        stray = _STRAY.match(text, line.start, line.end)
        if stray and line.start not in places:
            inner = marker_at(text, stray.end(), line.end)
            if inner and inner.form == "colon" and len(inner.key) > 2 and inner.key in known:
                found.append(replace(inner, role=known[inner.key].role))
    return found


def find_markers(text: str, layout: Layout) -> tuple[list[Marker], set[int]]:
    """The markers of the document in their order, each with a role.

    Returns:
        The markers, and the starts of those that stand inside a paragraph.
    """
    head = _HEAD.match(text)
    lines = [line for line in layout.lines if head is None or line.start >= head.end()]
    candidates = _paired([m for line in lines if (m := marker_at(text, line.start, line.end))])
    candidates = _established(_misread(text, candidates))
    asked = sum(m.role == "asker" for m in candidates) * 12 > len(candidates)
    if not asked:
        candidates = [m for m in candidates if m.role != "asker"]
    markers = with_roles(text, _with_names(candidates) if asked else _names_alone(candidates))
    if not markers:
        return [], set()
    markers = sorted([*markers, *_hidden(text, markers, layout)], key=lambda m: m.start)
    inline = _inline(text, markers)
    return sorted([*markers, *inline], key=lambda m: m.start), {m.start for m in inline}
