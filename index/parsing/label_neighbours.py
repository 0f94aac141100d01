r"""What the neighbours of a label tell of it: what stands before every answer asks.

>>> from onrecord.index.parsing.marker_patterns import marker_at
>>> text = "ITEM NO. 1: Name it.\nANSWER: A.\nITEM NO. 2: When?\nANSWER: B.\nITEM NO. 3: Say.\nANSWER: C."
>>> lines = [(m.start(), m.end()) for m in re.finditer(".+", text)]
>>> labels = [found for start, end in lines if (found := marker_at(text, start, end))]
>>> [label.role for label in with_counterparts(labels)][:3]
['asker', 'answerer', 'asker']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import SPACE, ends_sentence

__all__ = ["with_counterparts", "without_wrapped"]

_DIGITS = re.compile(r"[0-9]+$")
# Answers at least, and the share of them that one label must stand before.
_FEWEST = 3
_SHARE = 0.8
# This share of labels that are known may stand below unfinished lines, where lines are wrapped.
_WRAPPED = 0.2
_LOOKED_AT = 24


def without_wrapped(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """The labels without names that come once where a line goes on from the one above: a wrapped word."""
    times = Counter(m.key for m in candidates)
    known = [m for m in candidates if m.role or times[m.key] > 1]
    # Chats have no full stops.
    if not known or sum(_goes_on(text, m) for m in known) > _WRAPPED * len(known):
        return list(candidates)
    return [
        m
        for m in candidates
        if m.role or times[m.key] > 1 or m.start < known[0].start or not _goes_on(text, m)
    ]


def _goes_on(text: str, marker: Marker) -> bool:
    """Whether a line stands right above a label's, and is no finished sentence."""
    before = text[max(0, marker.start - _LOOKED_AT) : marker.start]
    words = before.rstrip(SPACE)
    breaks = before[len(words) :].replace("\r\n", "\n").replace("\r", "\n").count("\n")
    return bool(words) and breaks == 1 and not ends_sentence(words)


def with_counterparts(candidates: Sequence[Marker]) -> list[Marker]:
    """Where answers have a word and questions have none, what stands before nearly every answer asks.

    Whatever it is called, and however it is counted: ``INTERROGATORY NO. 3``.
    """
    answers = sum(m.role == "answerer" for m in candidates)
    if answers < _FEWEST or any(m.role == "asker" for m in candidates):
        return list(candidates)
    before = Counter(
        _DIGITS.sub("", a.key) for a, b in pairwise(candidates) if b.role == "answerer" != a.role
    )
    counterpart, times = before.most_common(1)[0] if before else ("", 0)
    if not counterpart or times < max(_FEWEST, _SHARE * answers):
        return list(candidates)
    return [
        replace(m, role="asker", speaker=None if _DIGITS.search(m.key) else m.speaker)
        if m.role is None and _DIGITS.sub("", m.key) == counterpart
        else m
        for m in candidates
    ]
