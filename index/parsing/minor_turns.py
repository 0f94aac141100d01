"""Minor turns: printed as turns, but part of the running question or answer.

"Okay." in the middle of an answer asks nothing, "Sure." between the halves of a question answers
nothing, and "Thank you." / "Go ahead." is neither. Such turns are left out, so that the turns
around them come together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.index.parsing.question_signs import (
    acknowledges,
    announces,
    breaks_off,
    ends_asking,
    hands_over,
    length,
    opens_asking,
    questions,
    thanks,
)
from onrecord.index.parsing.requests_to_speak import bids
from onrecord.index.parsing.turns import Draft
from onrecord.index.records import Role

__all__ = ["without_minor"]

# Words of a minor asking turn at most; where nobody chats, of one that only echoes.
_LONGEST_ASKING = 15
_LONGEST_ECHO = 8
# Words of thanks, and of what is said to them.
_LONGEST_THANKS = 4
# Words of a bid for the floor that breaks off.
_BID = 4
# Words of a minor answering turn at most.
_LONGEST_ANSWERING = 6
# In a conversation this share of the asking turns is nothing but an acknowledgement.
_CHATTING = 0.12
_LOOKED_AT = 2000
_INAUDIBLE = re.compile(
    r"(?i:^[\s(\[（]*(?:inaudible|inaudib\w*|unintelligible|неразборчиво|聽不清|听不清|丢失))"
)
_ASKS_BACK = re.compile(
    r"(?i:^[\s¿]*(?:what|sorry|pardon|excuse me|say again|come again|cómo|qué|perdón|mande"
    r"|pardon|comment|wie bitte|bitte"
    r"|come|scusi|como|desculpe|что|простите|как|什么|什麼|え|何|네|뭐라고요|نعم|क्या"
    r"|efendim|słucham)[\s?？!.]*$)"
)
_ASKED_BACK = re.compile(r"[?？؟][\s\"”’»)）]*$")
_AGREES = re.compile(
    r"(?i:(?:yes|yeah|yep|exactly|right|correct|that['’]s right|eso|exacto|sí|así es|oui"
    r"|exactement|voilà|ja|genau|sim"
    r"|exato|esatto|да|именно|точно|نعم|हाँ|evet|tak|ya|đúng|ναι)\b)|はい|そう|对|對|是的|没错|沒錯|네|맞|ใช่"
)
_FULL_SENTENCE = re.compile(r"[.。।]\W*$")
_MEANING = re.compile(r"\w{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _words(text: str, draft: Draft) -> str:
    """The words of a turn, of a long one the beginning and the end."""
    start, end = draft.paragraphs[0].start, draft.paragraphs[-1].end
    if end - start <= _LOOKED_AT:
        return text[start:end]
    return text[start : start + _LOOKED_AT // 2] + " " + text[end - _LOOKED_AT // 2 : end]


def _echoes(words: str, answer: str) -> bool:
    """Whether the answer takes up at least half of the words of what was thrown in."""
    said = {w.casefold()[:6] for w in _MEANING.findall(words)}
    taken = {w.casefold()[:6] for w in _MEANING.findall(answer[:120])}
    return bool(said) and 2 * len(said & taken) >= len(said)


def _is_minor_asking(words: str, before: str, after: str, manner: _Manner) -> bool:
    """Whether an asker's turn between two answering turns asks nothing."""
    count = length(words)
    if _INAUDIBLE.match(words) or questions(words) or count > _LONGEST_ASKING or opens_asking(words):
        return False
    if acknowledges(words) or manner.chatting:
        return True
    # It supplies what the answerer asks for or looks for, or comes to nothing itself.
    if _ASKED_BACK.search(before) or breaks_off(before) or (breaks_off(words) and count <= _BID):
        return True
    # An edited interview has comments, and no echoes of a full sentence.
    echo = (_echoes(words, after) and (manner.spoken or not _FULL_SENTENCE.search(words))) or _AGREES.match(
        after
    )
    return count <= _LONGEST_ECHO and bool(echo)


def _leaves_open(question: str, answer: str, following: str, chatting: bool) -> bool:
    """Whether an answerer's turn between two asking turns answers nothing."""
    if length(answer) > (_LONGEST_ECHO if chatting and breaks_off(answer) else _LONGEST_ANSWERING) or (
        length(answer) > 3 and ends_asking(answer)
    ):
        return False
    broken = breaks_off(question) or _goes_on(following)
    if _ASKS_BACK.match(answer) or (breaks_off(answer) and not acknowledges(answer)):
        return True
    if ends_asking(question):
        return False
    if broken or chatting:
        return chatting or hands_over(answer)
    announced = length(question) <= _LONGEST_ASKING and announces(question)
    return announced and length(answer) <= 3 and hands_over(answer)


def _goes_on(words: str) -> bool:
    """Whether words begin in the middle of a sentence."""
    return words.lstrip()[:1] in "—–-…"


def _is_courtesy(question: str, answer: str) -> bool:
    """Whether thanks or a bid for the floor is met with thanks or the floor."""
    if _INAUDIBLE.match(question):
        return False
    if bids(question) and not questions(answer) and (hands_over(answer) or acknowledges(answer)):
        return True
    if questions(question):
        return False
    bid = acknowledges(question) or (breaks_off(question) and length(question) <= 3)
    return bid and (acknowledges(answer) or hands_over(answer))


def _is_farewell(question: str, answer: str) -> bool:
    """Whether the last turns only thank each other."""
    if ends_asking(question) or questions(answer) or not thanks(question) or length(answer) > _LONGEST_ASKING:
        return False
    brief = acknowledges(question) or length(question) <= _LONGEST_THANKS
    return thanks(answer) or acknowledges(answer) or (brief and length(answer) <= _LONGEST_THANKS)


def _runs(roles: Sequence[Role]) -> Iterator[tuple[int, int]]:
    """The bounds of each run of turns in the same role."""
    start = 0
    for i in range(1, len(roles) + 1):
        if i == len(roles) or roles[i] != roles[start]:
            yield start, i
            start = i


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a document's speakers talk.

    Whether they chat, whether questions look like some, and whether all is as it was spoken, with a "yes"
    or an "okay" of those who ask.
    """

    chatting: bool
    marked: bool
    spoken: bool

    @classmethod
    def of(cls, asked: Sequence[str]) -> _Manner:
        short = sum(acknowledges(words) for words in asked)
        marked = sum(questions(words) > 0 for words in asked)
        # Where questions bear no mark, words alone cannot tell what asks nothing.
        return cls(short >= 4 and short > _CHATTING * len(asked), 6 * marked > len(asked), short > 0)


def _minor_in_run(
    words: Sequence[str], roles: Sequence[Role], run: tuple[int, int], before: Role | None, manner: _Manner
) -> set[int]:
    """The minor turns of one run of turns in the same role; ``before`` is the role that it follows."""
    first, end = run
    if end == len(roles) or roles[first] == "moderator":
        return set()
    own, following = words[first:end], words[end]
    if roles[end] == "moderator":
        # The floor is given by somebody who is not asked.
        bid = roles[first] == "asker" and len(own) == 1 and _is_courtesy(own[0], following)
        return {first} if bid and end + 1 < len(roles) and roles[end + 1] == "asker" else set()
    if roles[first] == "answerer":
        alone = len(own) == 1 and before == "asker"
        return (
            {first} if alone and _leaves_open(words[first - 1], own[0], following, manner.chatting) else set()
        )
    ends_all = end + 1 == len(roles)
    answered_once = ends_all or roles[end + 1] == "asker"
    if len(own) == 1 and (
        (ends_all and first > 1 and _is_farewell(own[0], following))
        or (answered_once and _is_courtesy(own[0], following))
    ):
        return {first, end}
    halved = answered_once and not ends_all and breaks_off(own[-1]) and _goes_on(words[end + 1])
    if (
        not halved
        and before == "answerer"
        and all(
            (manner.marked or acknowledges(one))
            and _is_minor_asking(one, words[first - 1], following, manner)
            for one in own
        )
    ):
        return set(range(first, end))
    return set()


def without_minor(text: str, drafts: Sequence[Draft]) -> tuple[list[Draft], list[int]]:
    """Leave out minor turns.

    Returns:
        The turns that are left, and the starts of those that were left out.
    """
    words = [_words(text, draft) for draft in drafts]
    roles = [draft.role for draft in drafts]
    manner = _Manner.of([w for w, role in zip(words, roles, strict=True) if role == "asker"])
    dropped: set[int] = set()
    for run in _runs(roles):
        if run[0] not in dropped:
            before = roles[run[0] - 1] if run[0] and run[0] - 1 not in dropped else None
            dropped |= _minor_in_run(words, roles, run, before, manner)
    kept = [draft for i, draft in enumerate(drafts) if i not in dropped]
    return kept, [drafts[i].paragraphs[0].start for i in sorted(dropped)]
