"""Whose name is whose: who of the named speakers asks, answers or moderates, told from what they say.

A role word ("Question", "记者") is believed. A name is judged by its turns: how many end with a
question, what stands before them and after them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.index.parsing.compound import has_post
from onrecord.index.parsing.label_words import bracketed
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.moderators import (
    LOOKED_AT,
    introduced,
    with_answering_chairs,
    with_chairs,
    with_hand_offs,
    with_hosts,
    with_relayed,
)
from onrecord.index.parsing.question_signs import (
    ends_asking,
    hands_over,
    length,
    opens_asking,
    questions,
    remembered,
)
from onrecord.index.records import Role

__all__ = ["with_interpreters", "with_roles"]

# An asker asks in at least this share of the turns, and twice as often as who answers.
_ASKING_SHARE = 0.15
# Who has this share of the turns of the one with the most is heard often.
_OFTEN = 0.1
# In so many turns, so much more of them asking is clear.
_MANY = 8
_CLEARLY = 0.25
# A moderator's turns have at most this many words on average.
_HANDOVER_WORDS = 60


@dataclass(slots=True)
class _Speaker:
    """What the turns of one name, or of all names that come once, have in common."""

    turns: int = 0
    asking: int = 0
    marks: int = 0
    words: float = 0.0
    after_asker: int = 0
    before_asker: int = 0
    edges: int = 0
    relayed: int = 0
    handing: int = 0

    @property
    def share(self) -> float:
        """The share of turns that end asking."""
        return self.asking / max(1, self.turns)

    @property
    def score(self) -> float:
        """How much of a questioner: the share of turns that end asking, and questions for the words."""
        return self.share + min(1.0, 40 * self.marks / (self.words + 40))


@remembered
def _signs(words: str) -> tuple[bool, int, float, bool]:
    """Whether words end asking; how many questions, and how many words; whether they give the floor."""
    return ends_asking(words), questions(words), length(words), hands_over(words)


def _speakers(text: str, markers: Sequence[Marker]) -> dict[str, _Speaker]:
    """The statistics of each key; names that come only once are also one speaker, ``""``."""
    times = Counter(m.key for m in markers)
    found: dict[str, _Speaker] = {"": _Speaker()}
    ends = [*(m.start for m in markers[1:]), len(text)]
    for i, (marker, end) in enumerate(zip(markers, ends, strict=True)):
        asking, marks, count, handing = _signs(text[max(marker.words, end - LOOKED_AT) : end].strip())
        before = markers[i - 1].role if i else None
        after = markers[i + 1].role if i + 1 < len(markers) else None
        alone = times[marker.key] == 1 and marker.role is None
        for key in (marker.key, "") if alone else (marker.key,):
            speaker = found.setdefault(key, _Speaker())
            speaker.turns += 1
            speaker.asking += asking
            speaker.marks += marks
            speaker.words += count
            speaker.handing += handing
            speaker.after_asker += before == "asker"
            speaker.before_asker += after == "asker"
            speaker.edges += i in (0, len(markers) - 1)
            speaker.relayed += asking and i > 0 and before != "asker"
    return found


def _beside_askers(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """The roles of names in a document whose askers have role words: they answer, or moderate."""
    speakers = _speakers(text, markers)
    asked = max(1, sum(m.role == "asker" for m in markers))
    # Beside "Q" and "A" a name is that of somebody who neither asks nor answers, or does so now and then.
    answers_labelled = sum(m.role == "answerer" and not m.speaker for m in markers) * 3 > asked
    roles: dict[str, Role] = {}
    for key, one in speakers.items():
        if one.turns >= 2 and one.share >= 0.6 and not one.after_asker > one.turns // 3:
            roles[key] = "asker"
        elif (
            (one.turns > 1 or one.handing)
            and not one.after_asker
            and one.words <= _HANDOVER_WORDS * one.turns
            and (one.before_asker + one.edges + one.relayed) * 2 >= one.turns
            and one.before_asker
            # Who adds to each answer of another comes before askers too, but gives nobody the floor.
            and (one.handing or one.relayed)
        ) or (one.after_asker * 20 < asked and one.before_asker * 3 > one.turns * 2 and one.turns > 2):
            roles[key] = "moderator"
    following: list[Role] = ["asker"] * len(markers)  # the next role that is known
    for i in range(len(markers) - 2, -1, -1):
        following[i] = markers[i + 1].role or following[i + 1]
    found: list[Marker] = []
    spoken: Role | None = None  # the last one's who does not moderate
    for i, marker in enumerate(markers):
        role = marker.role or roles.get(marker.key, "answerer")
        if marker.role is None:
            end = markers[i + 1].start if i + 1 < len(markers) else len(text)
            words = text[marker.words : min(end, marker.words + LOOKED_AT)]
            open_question = bool(found) and found[-1].role == "asker"
            next_role = markers[i + 1].role if i + 1 < len(markers) else "asker"
            if answers_labelled and role == "answerer":
                role = "answerer" if spoken == "asker" and following[i] != "answerer" else "moderator"
            if not open_question and next_role != "asker" and speakers[marker.key].turns == 1:
                asks = ends_asking(words) and not has_post(marker.name)
                role = "asker" if marker.outlet or asks else role
            elif open_question and role == "moderator" and next_role == "asker" and length(words) > 12:
                role = "answerer"
        found.append(marker.with_role(role))
        spoken = spoken if role == "moderator" else role
    return found


def _asks_more(top: _Speaker, low: _Speaker) -> bool:
    """Whether one speaker asks clearly more than another: by the score, or in many turns of both."""
    many = min(top.turns, low.turns) >= _MANY
    return top.score >= 1.6 * low.score or (many and top.share - low.share >= _CLEARLY)


def _by_content(text: str, markers: Sequence[Marker], *, moderated: bool) -> list[Marker]:
    """The roles of a document of names: those who ask most, and those who answer them.

    With ``moderated`` the moderators are left aside, else they are names like others.
    """
    if not markers:
        return []
    times = Counter(m.key for m in markers)
    speakers = _speakers(text, markers)
    aside = {m.key for m in markers if moderated and m.role == "moderator"}
    once = speakers.pop("")
    judged = {key: one for key, one in speakers.items() if times[key] > 1 and key not in aside}
    if once.turns:
        judged[""] = once
    outlets = {m.key for m in markers if m.outlet}
    ranked = sorted(judged, key=lambda key: judged[key].score, reverse=True)
    if len(ranked) < 2 or not any(judged[key].asking for key in ranked):
        return []
    most = max(one.turns for one in judged.values())
    # Who speaks now and then tells little of how the others ask.
    for group in ([key for key in ranked if judged[key].turns >= _OFTEN * most], ranked):
        top, low = judged[group[0]], judged[group[-1]]
        asks = top.asking >= _ASKING_SHARE * top.turns or top.score >= 3 * low.score
        if group[1:] and asks and _asks_more(top, low):
            break
    else:
        return []
    limit = (top.score * low.score) ** 0.5 if low.score > 0.1 else top.score / 3
    found: list[Marker] = []
    for marker in markers:
        alone = marker.key not in judged
        judgement = judged.get("" if alone else marker.key)
        asking = marker.key not in aside and (
            marker.key in outlets or (judgement is not None and judgement.score > limit)
        )
        if alone and marker.key not in outlets and marker.key not in aside:
            asking = asking and speakers[marker.key].marks > 0
        role: Role = "moderator" if marker.key in aside else "asker" if asking else "answerer"
        found.append(marker if marker.role in ("asker", "answerer") else marker.with_role(role))
    return _without_openings(text, with_hosts(found)) if _is_dialogue(text, found) else []


def _without_openings(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Askers that only open the session or give the floor to the next asker moderate there.

    That is, where questions bear marks, what is said without one before the first question, or
    right before another asker.
    """
    ends = [*(m.start for m in markers[1:]), len(text)]
    words = [text[m.words : min(end, m.words + LOOKED_AT)] for m, end in zip(markers, ends, strict=True)]
    askers = [i for i, m in enumerate(markers) if m.role == "asker"]
    asking = {i for i in askers if questions(words[i])}
    if 2 * len(asking) < len(askers):
        return list(markers)
    found = list(markers)
    first = min(asking, default=0)
    for i in askers:
        after = markers[i + 1] if i + 1 < len(markers) else None
        hands_on = after and after.role == "asker" and after.key != markers[i].key
        if i not in asking and not opens_asking(words[i]) and (i < first or hands_on):
            found[i] = markers[i].with_role("moderator")
    return found


def _is_dialogue(text: str, markers: Sequence[Marker]) -> bool:
    """Whether questions are answered back and forth, as the heads of a letter are not."""
    said = [m for m in markers if m.role != "moderator"]
    runs = [m for i, m in enumerate(said) if i == 0 or m.role != said[i - 1].role]
    answered = sum(a.role == "asker" and b.role == "answerer" for a, b in pairwise(runs))
    ends = [*(m.start for m in markers[1:]), len(text)]
    asked = sum(
        m.role == "asker" and questions(text[max(m.words, end - LOOKED_AT) : end]) > 0
        for m, end in zip(markers, ends, strict=True)
    )
    return answered >= 2 and asked >= 2 and 12 * answered >= len(markers)


def _with_outlets(markers: Sequence[Marker]) -> list[Marker]:
    """Take what several named askers have in brackets for their outlets."""
    inside = {m.name: bracketed(m.name) for m in markers if m.role == "asker" and m.speaker}
    others = any(bracketed(m.name) for m in markers if m.role == "answerer" and m.speaker)
    if others or sum(found is not None for found in inside.values()) < 2:
        return list(markers)
    return [replace(m, outlet=m.outlet or inside.get(m.name)) if m.role == "asker" else m for m in markers]


def with_interpreters(markers: Sequence[Marker], interpreters: Sequence[Marker]) -> list[Marker]:
    """Put interpreters among the speakers: each goes on in the role of the speaker before.

    A question is that of whoever asks it, in whatever language: interpreters are named beside answers alone.
    """
    places = {m.start for m in interpreters}
    found: list[Marker] = []
    for marker in sorted([*markers, *interpreters], key=lambda m: m.start):
        if marker.start in places:
            before: Role | None = found[-1].role if found else None
            name = None if before == "asker" else marker.speaker
            found.append(replace(marker, role=before or "moderator", speaker=name))
        else:
            found.append(marker)
    return found


def with_roles(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """Give each marker its role; an empty list when nobody of the speakers asks.

    Args:
        text: the document's text.
        markers: the markers in use, in order.
    """
    if not any(m.role == "asker" for m in markers):
        announced = introduced(text, markers)
        markers = [m.with_role("asker") if m.role is None and m.key in announced else m for m in markers]
    if any(m.role == "asker" for m in markers):
        relayed = with_relayed(text, _beside_askers(text, with_relayed(text, markers)))
        if len(markers) <= 6 or sum(m.role == "asker" for m in relayed) > 1:
            return _with_outlets(with_hand_offs(text, with_answering_chairs(text, relayed)))
    # A moderator asks only where nobody else does.
    moderated = with_relayed(text, _by_content(text, markers, moderated=True))
    found = moderated
    if not found and any(m.role == "moderator" for m in markers):
        found = _by_content(text, markers, moderated=False)
    return _with_outlets(with_hand_offs(text, with_chairs(text, found)))
