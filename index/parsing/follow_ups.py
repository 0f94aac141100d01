"""Which exchanges follow up the one before: by their marker, by their asker, or by how they begin.

>>> is_follow_up_label("追问"), is_follow_up_label("Follow-up"), is_follow_up_label("Frage")
(True, True, False)
>>> leans("And by when?"), leans("那什么时候完成呢？"), leans("When does the bridge open?")
(True, True, False)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.question_signs import hands_over, length, questions, remembered
from onrecord.index.parsing.vocabulary import fold
from onrecord.index.records import Exchange, Turn
from onrecord.index.text.spans import joined

__all__ = ["is_follow_up_label", "leans", "with_follow_ups"]

_LABELS = frozenset(
    fold(label)
    for label in (
        "follow-up", "followup", "follow-up question", "追问", "追問", "repregunta", "zusatzfrage",
        "nachfrage", "zusatz", "relance", "pergunta de seguimento", "domanda di follow-up",
        "уточняющий вопрос", "dopytanie", "vervolgvraag", "추가 질문", "追加質問",
        "سؤال متابعة", "अनुपूरक प्रश्न",
    )
)  # fmt: skip
# Said in the question itself.
_SAID = re.compile(
    r"(?i:\bfollow(?:ing)?[- ]up\b|\bseguimiento\b|\bnachfrag|\bnachhaken|\buna repregunta\b"
    r"|\brebondir sur\b|\bуточн(?:ить|яющ))|追[问問]|[跟继][进續续]|再[问問]一|関連して|추가로|이어서"
)
# Words that go on from what was said; not "so" or "also", with which new subjects begin as well.
_GOES_ON = re.compile(
    r"(?i:[\s¿\"“'«—–-]*(?:and|but|or|then|even if|not even|why not|how so|meaning|like what|such as|y|pero|o"
    r"|et|mais|ou|und|aber|oder|e|mas|ma|и|но|а|или|en|maar|i|ale|lecz|ve|ama|dan|tapi|nhưng|và|και|αλλά)\b"
    r"|[\s“「]*(?:那[么麼]?|但是?|可是|不[过過]|所以|[还還]是|也就是|では|それでは|じゃあ|でも|しかし"
    r"|그럼|그러면|그런데|하지만|لكن|وماذا|وهل|إذن|लेकिन|और|तो|แล้ว|แต่))"
)
_LONGEST = 15
_BARE = 3
_SAID_WITHIN = 160
# Where most questions are this long, one of a few words leans on what was said.
_FULL = 10


def is_follow_up_label(label: str) -> bool:
    """Whether a marker itself says that a question follows up."""
    return fold(label).rstrip(" 0123456789") in _LABELS


@remembered
def leans(question: str) -> bool:
    """Whether a short question begins as one that goes on from what was just said."""
    return length(question) <= _LONGEST and _GOES_ON.match(question) is not None


@remembered
def _says_so(question: str) -> bool:
    return _SAID.search(question) is not None


def with_follow_ups(
    text: str, exchanges: Sequence[Exchange], markers: Sequence[Marker]
) -> tuple[Exchange, ...]:
    """The exchanges, each knowing the one that it follows up: always the one before.

    A question follows up when its marker says so or it says so itself; when the one who asked before
    asks again, where several ask by name; or when it is short and goes on from the answer, nobody
    being named and the floor not having been given away.
    """
    starts = [marker.words for marker in markers]
    words = [joined(text, exchange.question_spans) for exchange in exchanges]
    keys = [_key(exchange.question[0]) for exchange in exchanges]
    several = len(set(keys) - {None}) > 1
    full = median(map(length, words)) >= _FULL if words else False
    found: list[Exchange] = list(exchanges[:1])
    for i in range(1, len(exchanges)):
        exchange = exchanges[i]
        nearest = bisect_right(starts, exchange.question[0].spans[0].start) - 1
        label = markers[nearest].name if nearest >= 0 else ""
        # A name says who it is: another's question is no follow-up, however it begins.
        named = keys[i] is not None and several
        last = joined(text, exchanges[i - 1].answer[-1].spans)
        follows = (
            is_follow_up_label(label)
            or (named and keys[i] == _key(exchanges[i - 1].question[-1]))
            or _says_so(words[i][:_SAID_WITHIN])
            or (
                not named
                and not hands_over(last.rstrip().rsplit("\n", 1)[-1])
                and (leans(words[i]) or (full and length(words[i]) <= _BARE and questions(words[i]) > 0))
            )
        )
        found.append(replace(exchange, follows=exchange.number - 1) if follows else exchange)
    return tuple(found)


def _key(turn: Turn) -> str | None:
    """Who speaks, if the marker names anybody."""
    return fold(turn.speaker) or turn.speaker if turn.speaker else None
