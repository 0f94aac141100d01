"""How well a way of reading explains a document: its questions ask, its answers do not, and all is told.

Weights are fitted by ``python -m tests.index.fitting``, on transcripts that it prints itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import Final, TypeVar

from onrecord.index.parsing.blocks import Block
from onrecord.index.parsing.question_signs import ends_asking, hands_over, opens_asking, questions
from onrecord.index.parsing.role_model import RoleModel, condensed
from onrecord.index.text.spans import Span

__all__ = ["Evidence", "Pair", "features", "judged_texts", "score"]

_T = TypeVar("_T")

#: A question's words and its answer's, each from its beginning to its end.
Pair = tuple[Span, Span]

_TAIL: Final = 160
# A mark so near the end is that of what was said last.
_END: Final = 30
# Texts of one document that the model reads at most, and turns of a reading that are judged.
_MOST_READ: Final = 160
_MOST_JUDGED: Final = 24
_MARKED: Final = 0.95
_OPENED: Final = 0.7
_NEARLY: Final = 0.6
_INSIDE: Final = 0.4
_UNTOLD: Final = 0.25
_SHORT: Final = 400
# The share of blocks that may look as questions do, and of questions that must look alike.
_RARE: Final = 0.6
_MOSTLY: Final = 0.7


@dataclass(slots=True)
class Evidence:
    """What words tell of who says them: by their signs, and with a model by what they mean."""

    model: RoleModel | None = None
    _known: dict[str, tuple[float, float, float]] = field(default_factory=dict)

    def read(self, texts: Sequence[str]) -> None:
        """Have the model read some texts, all at once."""
        if self.model is None:
            return
        fresh = [t for t in dict.fromkeys(map(condensed, texts)) if t not in self._known]
        fresh = fresh[: max(0, _MOST_READ - len(self._known))]
        for words, found in zip(fresh, self.model.roles(fresh), strict=True):
            self._known[words] = (float(found[0]), float(found[2]), float(found[3]))

    def asks(self, words: str) -> float:
        """How sure it is that words ask, 0..1."""
        tail = words[-_TAIL:]
        inside = ends_asking(tail)
        if inside and ends_asking(tail[-_END:]):
            return _MARKED
        known = self._known.get(condensed(words)) if self._known else None
        if known:
            return known[0]
        if inside:
            return _NEARLY
        if opens_asking(words[:_SHORT]):
            return _OPENED
        return _INSIDE if len(words) <= _SHORT and questions(words) else _UNTOLD

    def sounds_asking(self, words: str) -> float:
        """The same, where a mark at the end counts half: one who answers may ask back."""
        known = self._known.get(condensed(words)) if self._known else None
        sure = self.asks(words)
        return (sure + known[0]) / 2 if known else sure

    def moderates(self, words: str) -> float:
        """How sure it is that words only give the floor, 0..1."""
        known = self._known.get(condensed(words)) if self._known else None
        return max(
            known[1] if known else 0.0, 0.9 if hands_over(words[:_SHORT]) and len(words) < _SHORT else 0.0
        )

    def aside(self, words: str) -> float:
        """How sure it is that words are no part of what is asked and answered, 0..1; 0 without a model.

        Those of a heading, of who leads the session, or of who made the page.
        """
        self.read([words])
        known = self._known.get(condensed(words)) if self._known else None
        return known[1] + known[2] if known else 0.0


def _spread(every: Sequence[_T]) -> list[_T]:
    """Some of many, from everywhere."""
    step = max(1, -(-len(every) // _MOST_JUDGED))
    return list(every[::step])


def judged_texts(text: str, pairs: Sequence[Pair]) -> list[str]:
    """The words of the questions and answers on which a reading is judged."""
    return [w for question, answer in _spread(pairs) for w in (question.of(text), _end(text, answer))]


def _end(text: str, answer: Span) -> str:
    return text[max(answer.start, answer.end - 4 * _TAIL) : answer.end]


def features(
    text: str, blocks: Sequence[Block], evidence: Evidence, pairs: Sequence[Pair], *, printed: int
) -> list[float]:
    """Thirteen numbers about a reading, 0..1; ``printed`` are the characters of the document's lines."""
    judged = _spread(pairs)
    asks = [evidence.asks(question.of(text)) for question, _ in judged]
    answers = [evidence.asks(_end(text, a)) for _, a in judged]
    starts = sorted(question.start for question, _ in pairs)
    inside = _Inside([question for question, _ in pairs])
    within = _Inside([answer for _, answer in pairs])
    # What an answer begins with may end with a question that nobody is asked.
    first = {a.start for _, a in pairs}
    plain = [
        b
        for b in blocks
        if len(b.words) <= _SHORT and b.words.start not in first and ends_asking(b.words.of(text)[-_END:])
    ]
    missed = sum(within.has(b.words.start) and not inside.has(b.words.end - 1) for b in plain)
    told = sum(len(q) + len(a) for q, a in pairs)
    sizes = [len(q) + len(a) for q, a in pairs]
    longer = sum(len(q) > 2 * len(a) for q, a in pairs)
    look = _look(blocks, inside)
    alike = [b for b in blocks if look and look in b.styles] if look else []
    leaked = sum(within.has(b.words.start) and not inside.has(b.words.start) for b in alike)
    mean = sum(sizes) / len(sizes)
    uneven = (sum((size - mean) ** 2 for size in sizes) / len(sizes)) ** 0.5 / mean
    others = [
        evidence.asks(b.words.of(text))
        for b in _spread([b for b in blocks if within.has(b.words.start) and not inside.has(b.words.start)])
    ]
    above = _above(asks, others)
    return [
        sum(asks) / len(asks),
        sum(a >= 0.5 for a in asks) / len(asks),
        sum(answers) / len(answers),
        missed / max(1, len(plain)),
        min(1.0, told / max(1, printed)),
        longer / len(pairs),
        max(sizes) / sum(sizes) if len(pairs) > 2 else 0.5,
        leaked / max(1, len(alike)),
        min(1.0, uneven / 3),
        min(1.0, log(1 + len(starts)) / 4),
        float(bool(look) and not leaked),
        above,
        above * bool(look) * (not leaked),
    ]


def _above(asks: Sequence[float], others: Sequence[float]) -> float:
    """How often a question asks more surely than a block of an answer, ties half: 0..1."""
    if not others:
        return 0.5
    wins = sum((a > b) + 0.5 * (a == b) for a in asks for b in others)
    return wins / (len(asks) * len(others))


def _look(blocks: Sequence[Block], inside: _Inside) -> str:
    """What most questions look like, and not nearly all blocks do; empty where nothing is so."""
    asking = [b for b in blocks if inside.has(b.words.start)]
    counts = Counter(style for block in asking for style in block.styles)
    total = Counter(style for block in blocks for style in block.styles)
    telling = [style for style in counts if style != "plain" and total[style] <= _RARE * len(blocks)]
    best = max(telling, key=lambda style: counts[style], default="")
    return best if best and counts[best] >= _MOSTLY * len(asking) else ""


class _Inside:
    """Whether a position lies in one of some spans."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]

    def has(self, position: int) -> bool:
        """Whether it does."""
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._spans[at].end


WEIGHTS: Final = (3.72, 0.62, -1.37, -2.85, 2.26, -0.43, -3.4, -1.76, 0.28, 3.1, -0.48, -0.49, 1.8)
BASE: Final = -4.02


def score(found: Sequence[float]) -> float:
    """The log-odds that a reading with these features is right."""
    return BASE + sum(weight * sign for weight, sign in zip(WEIGHTS, found, strict=True))
