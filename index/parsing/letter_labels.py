"""Single letters that a document shows to be labels: P and R, F and A, or a misread ``0:``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.question_signs import ends_asking
from onrecord.index.parsing.vocabulary import PAIRS
from onrecord.index.records import Role

__all__ = ["find_letters"]

_LOOKED_AT = 300
# The share of a letter's turns that must end with a question.
_ASKING = 0.3
_NAMES = frozenset("abcd")


def _asking_shares(text: str, candidates: Sequence[Marker]) -> tuple[Counter[str], dict[str, float]]:
    """How often each short label comes, and which share of what follows it ends with a question."""
    turns: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    ends = [*(m.start for m in candidates), len(text)][1:]
    for marker, end in zip(candidates, ends, strict=True):
        if len(marker.name) <= 3:
            name = marker.name.casefold()
            turns[name] += 1
            asking[name] += ends_asking(text[max(marker.words, end - _LOOKED_AT) : end])
    return turns, {name: asking[name] / turns[name] for name in turns}


def find_letters(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """Give roles to single letters that the document shows to be labels.

    Both of a pair (P and R, F and A), each more than once, the first before questions; or a sign that
    stands before questions again and again ("0:" for a printed "Q:").
    Where nobody else asks, A and B are names.
    """
    turns, shares = _asking_shares(text, candidates)
    roles: dict[str, Role] = {}
    for ask, answer in PAIRS:
        if min(turns[ask], turns[answer]) > 1 and shares[ask] >= _ASKING and shares[ask] > shares[answer]:
            roles |= {ask: "asker", answer: "answerer"}
            break
    named = min(turns["a"], turns["b"]) > 1 and not any(m.role == "asker" for m in candidates)
    found: list[Marker] = []
    for marker in candidates:
        name = marker.name.casefold()
        if named and name in _NAMES:
            found.append(replace(marker, role=None, speaker=marker.name))
            continue
        misread = marker.role is marker.speaker is None and turns[name] > 2 and 2 * shares.get(name, 0) > 1
        if name in roles:
            found.append(replace(marker, role=roles[name], speaker=None))
        else:
            found.append(replace(marker, role="asker") if misread else marker)
    return found
