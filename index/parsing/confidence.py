"""How sure the parser may be of the exchanges that it found, and which of them speak against it.

A right parse looks like one: questions ask, answers do not end asking, they are longer than the questions, no
long answer hides other questions, and nothing that looks like a label or a question is left inside of turns.

The weights are a logistic curve, fitted by ``python -m tests.index.calibration`` on 1516 parses: of styles
of ``tests/index/styles``, of exchanges of ``../shared/training`` as they are printed there, and of
transcripts as published, all of them also damaged. A parse is right where the F1 of its exchanges is 0.9 or
more. How often a right one is surer than a wrong one (AUROC): 0.865 on 452 parses in printed styles that were
never fitted; 0.891 on styles left out in ten parts, and 0.869 on 340 parses of published transcripts left out
one by one, against 0.837 without the share of answers in which a colon stands where that of a label would.
Of the first and the last together 1 of 30 right and 3 of 10 wrong ones are doubtful, 9 of 10 right and 4 of
10 wrong ones are sure: most of these lack little. Where fewer than a fifth of the questions ask, the
confidence is 0.25 at the most, whatever else is right: no transcript of ``../shared/archive`` and none of
``tests/index/styles`` is so, technical documents that look like dialogues are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from onrecord.index.parsing.blocks import Block
from onrecord.index.parsing.question_signs import ends_asking, length, opens_asking, questions
from onrecord.index.records import Exchange
from onrecord.index.report import Doubt, Why
from onrecord.index.text.spans import joined

__all__ = ["confidence", "doubts", "signs"]

# What is usual in right parses, and how many exchanges that counts for: in few, a share says little.
_USUAL = (0.1, 0.05, 0.1, 0.15)
_PRIOR = 3
_WEIGHTS = (
    1.55, -2.59, -2.79, 0.58, -0.58, -1.67, -1.27, -1.23,
    -1.11, 2.72, -1.91, -2.09, -1.94, -0.79,
    0.57, -0.25, -0.02, -1.91, 0.31, -1.3, -1.42, -0.03, -1.61, 1.55, -1.42,
    -2.71,
)  # fmt: skip
# Of what was fitted on two fifths are wrong; among what people bring a quarter of that is taken to be.
_BASE = 0.52 + log(6)
_FEWEST_ASKING = 0.2
_HARDLY = 0.25
# Characters of an answer's first line and of others in which the colon of a label may stand.
_FIRST_LABEL, _LATER_LABEL = 40, 30
# Words of an exchange in which others may be hidden.
_LARGE = 600
# So much larger than the mean an exchange is told of; so many are at most.
_FAR_LARGER = 5
_MOST_TOLD = 50
# Blocks of a turn that are counted, and characters of a short one.
_MANY_BLOCKS = 4
_HALF = 0.5
_ODD = 4
_SHORT = 400
# A reading of which nothing is known: what is usual.
_NO_READING: Final = (0.8, 0.9, 0.3, 0.0, 0.9, 0.05, 0.2, 0.0, 0.25, 0.5, 0.5)
# The worst first.
_TOLD: Final[tuple[Why, ...]] = ("hides", "ends_asking", "asks_nothing", "short")


def _hides(answer: str) -> bool:
    """Whether a paragraph inside an answer ends with a question."""
    return any(ends_asking(paragraph) for paragraph in answer.split("\n")[1:-1] if paragraph.strip())


def _has_colons(answer: str) -> bool:
    """Whether a colon stands near the beginning of one of its lines, as behind a label."""
    first, *others = answer.split("\n")
    return ":" in first[:_FIRST_LABEL] or any(":" in line[:_LATER_LABEL] for line in others)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks against one exchange, how many words it has, and whether labels may hide in its answer."""

    why: frozenset[Why]
    size: float
    colons: bool


def _of(text: str, exchange: Exchange) -> _Signs:
    asked, answered = joined(text, exchange.question_spans), joined(text, exchange.answer_spans)
    long, longer = length(asked), length(answered)
    against: dict[Why, bool] = {
        "asks_nothing": not (questions(asked) > 0 or opens_asking(asked)),
        "ends_asking": ends_asking(answered),
        "hides": _hides(answered),
        "short": longer < long,
    }
    return _Signs(
        frozenset(why for why, holds in against.items() if holds), long + longer, _has_colons(answered)
    )


_COUNTED: Final[tuple[Why, ...]] = ("asks_nothing", "ends_asking", "hides", "short")


def regularity(text: str, blocks: Sequence[Block], exchanges: Sequence[Exchange]) -> tuple[float, ...]:
    """How much alike the exchanges are, six numbers of 0..1.

    The shares of questions, and of answers, that begin as most do; where most have as many blocks, how many
    have not, and whether most have not; the share of answers with a short block, not the first, that asks;
    and the median size by the largest.
    """
    starts = [block.start for block in blocks]
    looks: tuple[list[object], list[object], list[object]] = ([], [], [])
    hidden, sizes = 0, []
    for exchange in exchanges:
        counts = []
        for part, seen in zip((exchange.question, exchange.answer), looks, strict=False):
            first, last = part[0].spans[0].start, part[-1].spans[-1].end
            at, end = max(0, bisect_right(starts, first) - 1), bisect_left(starts, last)
            block = blocks[at] if blocks else None
            begun = text[block.start : first] if block and block.start <= first else ""
            seen.append((block and block.styles, bool(part[0].speaker), re.sub(r"\w+", "w", begun)))
            counts.append(min(end - at, _MANY_BLOCKS))
        looks[2].append(tuple(counts))
        inner = blocks[end - counts[1] + 1 : end]
        hidden += any(len(b.words) <= _SHORT and _asks(b.words.of(text)) for b in inner)
        sizes.append(sum(len(span) for turn in exchange.turns() for span in turn.spans))
    asked, answered, same = (Counter(seen).most_common(1)[0][1] / len(exchanges) for seen in looks)
    odd, mixed = (min(1.0, _ODD * (1 - same)), 0.0) if same >= _HALF else (0.0, 1.0)
    return (
        asked,
        answered,
        odd,
        mixed,
        hidden / len(exchanges),
        sorted(sizes)[len(sizes) // 2] / max(1, *sizes),
    )


def _asks(words: str) -> bool:
    return opens_asking(words) or ends_asking(words)


def signs(
    text: str,
    exchanges: Sequence[Exchange],
    blocks: Sequence[Block],
    reading: Sequence[float],
    *,
    unused: float,
    inferred: float,
) -> tuple[float, ...]:
    """What tells a right parse, numbers of 0..1: those that are weighed.

    Args:
        text: the document's text.
        exchanges: what was found, at least one.
        blocks: the document's blocks.
        reading: the first eleven numbers of :func:`onrecord.index.parsing.evidence.features`, or none.
        unused: the share of what looks like labels that come again, and begin no turn.
        inferred: the share of exchanges of which something is inferred.
    """
    found = [_of(text, exchange) for exchange in exchanges]
    shares = [
        (sum(why in each.why for each in found) + usual * _PRIOR) / (len(found) + _PRIOR)
        for why, usual in zip(_COUNTED, _USUAL, strict=True)
    ]
    sizes = [each.size for each in found]
    largest = max(sizes) / sum(sizes) if max(sizes) > _LARGE else 0.0
    alike = regularity(text, blocks, exchanges)
    first = (1 - shares[0], *shares[1:], largest, unused, inferred, 1 / len(found))
    colons = sum(each.colons for each in found) / len(found)
    return *first, *alike, *(reading[: len(_NO_READING)] or _NO_READING), colons


def confidence(found: Sequence[float], count: int) -> float:
    """How far ``count`` exchanges with these :func:`signs` may be taken for what the document means, 0..1."""
    score = sum(w * sign for w, sign in zip(_WEIGHTS, found, strict=True))
    sure = round(1 / (1 + exp(-_BASE - score)), 3)
    asking = found[0] * (count + _PRIOR) - (1 - _USUAL[0]) * _PRIOR
    return min(sure, _HARDLY) if count > 1 and asking < _FEWEST_ASKING * count else sure


def doubts(text: str, exchanges: Sequence[Exchange]) -> tuple[Doubt, ...]:
    """The exchanges that speak against a parse, and why; of each the first that does."""
    found = [_of(text, exchange) for exchange in exchanges]
    mean = sum(each.size for each in found) / max(1, len(found))
    told: list[Doubt] = []
    for exchange, each in zip(exchanges, found, strict=True):
        large = each.size > _LARGE and each.size > _FAR_LARGER * mean
        why: Why | None = "large" if large else next((why for why in _TOLD if why in each.why), None)
        told += [Doubt(exchange.number, why)] if why else []
    return tuple(told[:_MOST_TOLD])
