"""Who moderates, beside what the words of labels say: hand-offs, hosts, questions that a moderator relays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.one_off_labels import base_of
from onrecord.index.parsing.question_signs import (
    announces,
    ends_asking,
    gives_floor,
    hands_over,
    length,
    questions,
)

__all__ = [
    "LOOKED_AT",
    "introduced",
    "with_answering_chairs",
    "with_chairs",
    "with_hand_offs",
    "with_hosts",
    "with_relayed",
]

#: Characters of a turn that are looked at, from its end.
LOOKED_AT = 4000
# Characters of a turn that only gives the floor.
_LONGEST_HAND_OFF = 160
# A moderator's question that is more than the hand-off to an answerer has more words.
_SHORTEST_RELAYED = 6
# Turns of a chair at least, words of one on average, the share that stand between others, and how many of
# them between one who asks and one who answers.
_FEWEST_CALLS = 3
_CALL_WORDS = 12
_BETWEEN = 0.8
_FEWEST_PASSED = 2
# A chair's turns are so long at the most, as a share of the answers.
_OF_ANSWERS = 1.0
_FEWEST_ANNOUNCED = 2
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*")


def with_hand_offs(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Who answers moderates where, behind an answer, a turn of its own only gives the floor to the next."""
    found: list[Marker] = []
    for i, marker in enumerate(markers):
        following = markers[i + 1] if i + 1 < len(markers) else None
        between = found and found[-1].role == "answerer" and (following is None or following.role == "asker")
        if marker.role == "answerer" and between and marker.speaker:
            end = following.start if following else len(text)
            words = text[marker.words : end].strip() if end - marker.words <= _LONGEST_HAND_OFF else ""
            if words and gives_floor(words):
                found.append(replace(marker, role="moderator"))
                continue
        found.append(marker)
    return found


def with_relayed(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Moderators who put a question themselves, and get an answer, ask."""
    found: list[Marker] = []
    for i, marker in enumerate(markers):
        following = markers[i + 1] if i + 1 < len(markers) else None
        relays = marker.role == "moderator" and following and following.role in ("answerer", None)
        if relays and following and not (found and found[-1].role == "asker"):
            words = text[marker.words : min(following.start, marker.words + LOOKED_AT)]
            after = markers[i + 2].start if i + 2 < len(markers) else len(text)
            asked_back = following.role is None and ends_asking(text[following.words : after][-LOOKED_AT:])
            if (
                questions(words)
                and length(words) > _SHORTEST_RELAYED
                and not hands_over(words)
                and not asked_back
            ):
                found.append(replace(marker, role="asker"))
                continue
        found.append(marker)
    return found


def with_answering_chairs(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """A chair or a host whom the askers ask, and nobody else, answers: ``Shareholder:``, ``Chairman:``."""
    asked: Counter[str] = Counter()
    others = 0
    for before, after in pairwise(markers):
        if before.role == "asker" and after.role == "moderator":
            end = after.words + LOOKED_AT
            asked[after.key] += not hands_over(text[after.words : end].split("\n\n", 1)[0])
        others += before.role == "asker" and after.role == "answerer"
    chairs = {key for key, times in asked.items() if times > 1 and times > others}
    return [replace(m, role="answerer") if m.key in chairs and m.role == "moderator" else m for m in markers]


def with_chairs(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Who says little, between those who ask and those who answer them, gives the floor: a chair."""
    turns: dict[str, list[int]] = {}
    for i, marker in enumerate(markers):
        turns.setdefault(marker.key, []).append(i)
    ends = [*(m.start for m in markers[1:]), len(text)]
    chairs = {key for key, places in turns.items() if _is_chair(text, markers, ends, places)}
    return [m.with_role("moderator") if m.key in chairs and m.speaker else m for m in markers]


def _is_chair(text: str, markers: Sequence[Marker], ends: Sequence[int], places: Sequence[int]) -> bool:
    if len(places) < _FEWEST_CALLS or markers[places[0]].role == "moderator":
        return False
    between = asked = passed = 0
    said = answered = 0.0
    for i in places:
        words = text[markers[i].words : min(ends[i], markers[i].words + LOOKED_AT)]
        said += length(words)
        asked += questions(words) > 0
        before = markers[i - 1] if i else None
        after = markers[i + 1] if i + 1 < len(markers) else None
        between += not (before and after) or before.key != after.key
        if before and after and before.role == "asker" and after.role == "answerer":
            passed += 1
            answered += length(text[after.words : min(ends[i + 1], after.words + LOOKED_AT)])
    return (
        said <= _CALL_WORDS * len(places)
        and 2 * asked <= len(places)
        and between >= _BETWEEN * len(places)
        and passed >= _FEWEST_PASSED
        # Whoever says as much as the answers has something to say.
        and said / len(places) <= _OF_ANSWERS * answered / passed
    )


def introduced(text: str, markers: Sequence[Marker]) -> frozenset[str]:
    """The keys of those whom moderators announce with a question, where they do so of two or more.

    As in ``Our first question comes from Ann Reed.``
    """
    announced: set[str] = set()
    for before, after in pairwise(markers):
        if before.role == "moderator" and after.role != "moderator" and after.speaker:
            surname = base_of(after.name).split()[-1]
            said = text[before.words : min(after.start, before.words + LOOKED_AT)]
            if any(surname in part and announces(part) for part in _SENTENCE.split(said)):
                announced.add(after.key)
    return frozenset(announced if len(announced) >= _FEWEST_ANNOUNCED else ())


def with_hosts(markers: Sequence[Marker]) -> list[Marker]:
    """Speakers who are never asked, and nearly always speak right before an asker, moderate."""
    turns: Counter[str] = Counter()
    between: Counter[str] = Counter()
    asked: set[str] = set()
    for i, marker in enumerate(markers):
        if marker.role != "answerer":
            continue
        after = markers[i + 1].role if i + 1 < len(markers) else "asker"
        turns[marker.key] += 1
        between[marker.key] += after == "asker"
        if i and markers[i - 1].role == "asker":
            asked.add(marker.key)
    hosts = {key for key, n in turns.items() if n > 1 and key not in asked and 3 * between[key] > 2 * n}
    return [replace(m, role="moderator") if m.role == "answerer" and m.key in hosts else m for m in markers]
