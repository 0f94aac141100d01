r"""What the neighbours of a label tell of it: an address is none, and what stands before every answer asks.

>>> from index.parsing.markers import marker_at
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

from index.parsing.markers import Marker

__all__ = ["with_counterparts", "without_addresses"]

_DIGITS = re.compile(r"[0-9]+$")
# Answers at least, and the share of them that one label must stand before.
_FEWEST = 3
_SHARE = 0.8


def without_addresses(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """The labels without those that end with a full stop right behind another: ``Mr. Speaker. I rise``."""
    behind = {
        after.start
        for before, after in pairwise(candidates)
        if after.form == "stop"
        and before.form == "colon"
        and after.role not in ("asker", "answerer")
        and not text[before.words : after.start].strip()
    }
    return [m for m in candidates if m.start not in behind]


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
