"""Who of the named speakers asks, told of all turns together: what each says, and who speaks after whom.

One who asks is followed by one who answers. So the roles of all speakers are looked for at once: those that
give the highest sum of what their turns mean and of how they follow each other, one role for each speaker.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import Final

from onrecord.index.parsing.evidence import Evidence
from onrecord.index.parsing.label_words import read_label
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.moderators import introduced
from onrecord.index.records import Role

__all__ = ["best_roles"]

# Turns of one speaker that are judged, and how sure it must be that one moderates, or a turn does.
_HEARD: Final = 5
_MODERATES: Final = 0.6
# How much one turn may tell, in log-odds, and how much who speaks after whom: chosen on styles of
# tests/index/styles and on 24 transcripts of our own.
_MOST: Final = 2.5
_FOLLOWS: Final = {(True, False): 1.0, (False, True): 0.5, (True, True): -1.0, (False, False): -0.5}
_GIVEN: Final = 1.0
# So much better, in log-odds, must other roles explain what all say.
_BETTER: Final = 1.0
_ROUNDS: Final = 40
_STARTS: Final = 12


def best_roles(text: str, turns: Sequence[Marker], evidence: Evidence) -> list[Marker]:
    """The turns with the roles that explain them best.

    What a label's word says of its role stays so, and where a word says who asks, all roles do; so do those
    that the turns have, if others are not much better. Who only gives the floor moderates.
    """
    told: dict[str, Role] = dict.fromkeys(introduced(text, turns), "asker")
    told |= {turn.key: known for turn in turns if (known := _told(turn))}
    if "asker" in told.values() and all(turn.role for turn in turns):
        return list(turns)
    ends = [*(turn.start for turn in turns[1:]), len(text)]
    words = [text[turn.words : end].strip() for turn, end in zip(turns, ends, strict=True)] if turns else []
    said: dict[str, list[str]] = {}
    for turn, each in zip(turns, words, strict=True):
        said.setdefault(turn.key, []).append(each)
    heard = {key: some[:: -(-len(some) // _HEARD)] for key, some in said.items()}
    evidence.read([each for some in heard.values() for each in some])
    aside = {
        key
        for key, some in heard.items()
        if (told.get(key) or (sum(map(evidence.moderates, some)) > _MODERATES * len(some) and "moderator"))
        == "moderator"
    }
    pull = {
        key: len(said[key]) * sum(_odds(evidence, each) for each in some) / len(some)
        for key, some in heard.items()
        if key not in aside
    }
    follows: defaultdict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for before, after in pairwise(turn.key for turn in turns):
        if before in aside or after in aside:  # who is given the floor asks, and who gives it was answered
            for key, change in ((after, _GIVEN), (before, -_GIVEN)):
                if key in pull:
                    pull[key] += change
        elif before != after:
            follows[before][after, True] += 1
            follows[after][before, False] += 1
    for key in pull.keys() & told.keys():
        pull[key] = 1e6 if told[key] == "asker" else -1e6

    def flipped(key: str, asking: set[str]) -> float:
        """What is gained if a speaker has the other role."""
        now = key in asking
        gain = -pull[key] if now else pull[key]
        for (other, later), times in follows[key].items():
            role = other in asking
            was, new = ((now, role), (not now, role)) if later else ((role, now), (role, not now))
            gain += times * (_FOLLOWS[new] - _FOLLOWS[was])
        return gain

    def settled(asking: set[str]) -> set[str]:
        """The best that single flips lead to."""
        for _ in range(_ROUNDS):
            key = max(pull, key=lambda key: flipped(key, asking), default="")
            if not key or flipped(key, asking) <= 0:
                break
            asking = asking ^ {key}
        return asking

    def worth(asking: set[str]) -> float:
        """How well it explains all turns that these ask."""
        after = ((a, b, n) for a, some in follows.items() for (b, later), n in some.items() if later)
        return sum(pull[key] for key in asking) + sum(
            n * _FOLLOWS[a in asking, b in asking] for a, b, n in after
        )

    as_labelled = {turn.key for turn in turns if turn.role == "asker" and turn.key in pull}
    often = sorted(pull, key=lambda key: -len(said[key]))[:_STARTS]
    tried = [settled(start) for start in (as_labelled, *({key} for key in often))]
    asking = max(tried, key=worth)
    if worth(asking) - worth(as_labelled) < _BETTER and any(turn.role for turn in turns):
        asking = as_labelled
    found: list[Marker] = []
    for i, (turn, each) in enumerate(zip(turns, words, strict=True)):
        role: Role = "moderator" if turn.key in aside else "asker" if turn.key in asking else "answerer"
        if asking == as_labelled and turn.role in ("asker", "moderator"):
            role = turn.role
        # Between two who ask, or at the end, one of them may give the floor.
        between = i + 1 == len(turns) or (turns[i + 1].key in asking and turns[i + 1].key != turn.key)
        leads = role == "asker" and turn.key not in told and between and _leads(evidence, each)
        found.append(turn.with_role("moderator" if leads else role))
    return found


def _leads(evidence: Evidence, words: str) -> bool:
    """Whether words give the floor, and ask nothing."""
    return evidence.moderates(words) > _MODERATES and evidence.asks(words) < 1 - _MODERATES


def _told(turn: Marker) -> Role | None:
    """The role that a label's word tells, or that one has which names nobody."""
    label = read_label(turn.name)
    return (label.role if label else None) or (None if turn.speaker else turn.role)


def _odds(evidence: Evidence, words: str) -> float:
    """The log-odds that one who asks says something: a host gives the floor, too."""
    if not words:
        return 0.0
    sure = min(0.99, max(0.01, evidence.sounds_asking(words) + 0.5 * evidence.moderates(words)))
    return max(-_MOST, min(_MOST, log(sure / (1 - sure))))
