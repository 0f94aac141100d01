"""Markers that do not stand at the start of a line, of speakers that the document is known to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.index.parsing.marker_patterns import colon_at
from onrecord.index.parsing.markers import ANSWER_OF, Marker
from onrecord.index.parsing.paragraphs import Layout

__all__ = ["find_hidden", "find_inline"]

_AFTER_SENTENCE = re.compile(
    r"[。！？!?.…][”’」』）)\"']?\s{0,4}(?=[^\s。！？!?.…：:]{1,2}[^。！？!?…：:\n\r]{0,30}[：:])"
)
_COLON = re.compile(r"[^:：\r\n]*[:：]")
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
    return found
