"""Which markers a document really uses, where they stand, and who of its speakers asks.

A question word or ``<outlet>记者`` is a marker by its form. A name with a colon is one only if
the document uses it so: it comes again and answers an asker, or it is all that can answer one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.markers import ANSWER_OF, Marker, is_outlet_reporter, marker_at
from index.paragraphs import Layout
from index.records import Role

__all__ = ["find_markers"]

_AFTER_SENTENCE = re.compile(
    r"[。！？!?.…][”’」』）)\"']?\s{0,4}(?=[^\s。！？!?.…：:]{1,2}[^。！？!?…：:\n\r]{0,30}[：:])"
)


# An interviewer asks at least this many questions a character (one in 1,000).
_ASKERS_RATE = 0.001
# The "title: ..." block at the head of a Markdown file is about the transcript, not in it.
_HEAD = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]{0,2000}\r?\n){0,200}?---[ \t]*\r?\n")


def _with_names(candidates: Sequence[Marker]) -> list[Marker]:
    """Drop the names that the document does not use as speakers."""
    times = Counter(m.name for m in candidates if m.role is None)
    beside_asker: set[str] = set()
    for before, after in pairwise(candidates):
        if before.role == "asker" and after.role is None:
            beside_asker.add(after.name)
        if after.role == "asker" and before.role is None:
            beside_asker.add(before.name)
    speakers = {name for name in beside_asker if times[name] > 1}
    # Per candidate, the role of the next one that is a speaker's for certain.
    following: list[Role | None] = ["asker"] * len(candidates)
    for i in range(len(candidates) - 2, -1, -1):
        after = candidates[i + 1]
        certain = after.role is not None or after.name in speakers
        following[i] = after.role if certain else following[i + 1]
    kept: list[Marker] = []
    for marker, next_role in zip(candidates, following, strict=True):
        if marker.role is not None or marker.name in speakers:
            kept.append(marker)
        elif kept and kept[-1].role == "asker" and next_role == "asker":
            # Used once: a speaker only because the question before it had no answer otherwise.
            kept.append(marker)
    return [m if m.role else replace(m, role="answerer") for m in kept]


def _by_who_asks(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """The roles of an interview in which all markers are names: who asks most per word is the asker."""
    times = Counter(m.name for m in candidates)
    speakers = [m for m in candidates if times[m.name] > 1]
    letters: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    ends = [*(m.start for m in speakers), len(text)][1:]
    for marker, end in zip(speakers, ends, strict=True):
        words = text[marker.words : end]
        letters[marker.name] += len(words)
        questions[marker.name] += words.count("?") + words.count("？")
    rates = sorted(((questions[name] / max(1, letters[name]), name) for name in letters), reverse=True)
    if len(rates) < 2 or rates[0][0] < _ASKERS_RATE or rates[0][0] < 2 * rates[1][0]:
        return []
    asker = rates[0][1]
    return [replace(m, role="asker" if m.name == asker else "answerer") for m in speakers]


def _inline(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Markers inside a paragraph: right after a sentence, and of a kind that the document uses."""
    known = {m.name: m for m in markers}
    known |= {ANSWER_OF[m.name]: replace(m, role="answerer") for m in markers if m.name in ANSWER_OF}
    outlets = any(is_outlet_reporter(m) for m in markers)
    places = {m.start for m in markers}
    found: list[Marker] = []
    for sentence in _AFTER_SENTENCE.finditer(text, markers[0].words):
        start = sentence.end()
        marker = marker_at(text, start, len(text))
        if marker is None or start in places or "\n" in text[start : marker.words]:
            continue
        if marker.name in known:
            found.append(replace(marker, role=known[marker.name].role))
        elif outlets and is_outlet_reporter(marker):
            found.append(marker)
    return found


def find_markers(text: str, layout: Layout) -> tuple[list[Marker], set[int]]:
    """The markers of the document in their order, each with a role.

    Returns:
        The markers, and the starts of those that stand inside a paragraph.
    """
    head = _HEAD.match(text)
    lines = [line for line in layout.lines if head is None or line.start >= head.end()]
    candidates = [m for line in lines if (m := marker_at(text, line.start, line.end))]
    if any(m.role == "asker" for m in candidates):
        markers = _with_names(candidates)
    else:
        markers = _by_who_asks(text, [m for m in candidates if m.role is None])
    if not markers:
        return [], set()
    inline = _inline(text, markers)
    return sorted([*markers, *inline], key=lambda m: m.start), {m.start for m in inline}
