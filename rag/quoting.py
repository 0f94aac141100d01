"""Which words are shown: the runs of whole sentences that most surely hold what answers.

A passage was cut by its length; what answers is a sentence or two of it, or goes on in the passage that
adjoins. So every sentence of the best passages gets a chance to be what answers: from its own similarity,
that of the sentences beside it, and what its passage and its exchange are worth. Shown are the runs that
together have the most chance, where each sentence must bring more than its length costs. A sentence that says
what a better one has said brings nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.index.chunking import PASSAGE_UNITS, units
from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.spans import Span, clip, joined
from onrecord.rag.near_duplicates import repeated
from onrecord.rag.retrieval import Hit

__all__ = ["LOOKED_AT", "quoted", "sentences_of"]

LOOKED_AT = 4
"""How many passages are looked at for each quote that is shown."""

# Chosen on eval/sets/press-2019-03-08.dev.jsonl (230 questions with known words, bundled model): the weights
# of a conditional logit, beside that of the passage's score; what was tried is in eval/FINDINGS.md.
_SENTENCE, _BESIDE, _EXCHANGE = 1.3, 0.5, 0.8
_SHARPNESS = 18.0
_COST = 0.0003
"""The chance that one character (as :func:`onrecord.index.chunking.units` counts) must bring."""
_ALONE = 0.5
"""A sentence is alone in focus if it answers with more than this chance, of all sentences of its quote. Of
205 first quotes that hold the answer (press-2019-03-08.dev and the everyday sets of development with spans)
the focus holds it in 0.66, where two thirds of the quotes have two sentences in focus, and a third of all
words are; in 0.57 with one sentence always, in 0.69 with two. What the reader marks changes these by 0.02 at
the most."""
_COMPARED = 6
"""Among so many sentences for each quote those that say the same are looked for; no others begin a quote."""
_LONGEST = 0.97 * PASSAGE_UNITS
"""What quotes have, in the mean, in units. Figures in Latin letters are shorter in units than in characters:
with this, three quotes of the development set are never more than 600 Chinese characters."""
_SHORTEST = 6.0
"""A run that is no longer, in units, says little by itself ("Thank you.")."""

_units = lru_cache(2_000)(units)

Scores = npt.NDArray[np.float64]
Run = tuple[int, int]
"""The first and the last of some sentences that follow each other."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """``place`` is that of its hit; ``touches`` says whether it goes on from the one before it."""

    place: int
    span: Span
    similarity: float
    words: str
    length: float
    touches: bool


def quoted(
    hits: Sequence[Hit], worth: Sequence[float], count: int, load: Callable[[str], Transcript]
) -> list[Hit]:
    """What to quote of ``hits``, best first: ``count`` runs of sentences, or fewer where there are no more.

    Each is the best hit of its run, with the run's span and focus. Runs never overlap; together they are at
    most ``count`` times as long as a long passage. Those of one exchange stand together, exchanges in the
    order of their best hit. ``worth`` are the hits' fused scores, in falling order. ``load`` gives the
    transcript with an id.
    """
    if not hits:
        return []
    sentences = _sentences(hits, load)
    scores = _scores(sentences, hits, worth)
    order = [int(at) for at in np.argsort(-scores, kind="stable")][: _COMPARED * count]
    said = {order[at] for at in repeated([sentences[at].words for at in order])}
    chances = np.exp(_SHARPNESS * (scores - scores.max()))
    chances = np.where([at in said for at in range(len(sentences))], 0.0, chances / chances.sum())
    gains = chances - _COST * np.array([each.length for each in sentences])
    room = count * _LONGEST
    runs = _most(sentences, gains, count) or [(order[0], order[0])]
    runs = _shortened(runs, sentences, chances, room)
    runs = _filled(runs, sentences, [at for at in order if at not in said], count, room)
    return _as_hits(_sensible(runs, sentences, scores, room), sentences, scores, hits)


def sentences_of(hit: Hit, transcript: Transcript) -> list[str]:
    """The words of each sentence of a hit that tells them, in order."""
    exchange = transcript.part(hit.exchange)
    assert exchange is not None
    return [
        joined(transcript.text, clip(exchange.answer_spans, span.start, span.end))
        for span, _ in hit.sentences
    ]


def _sentences(hits: Sequence[Hit], load: Callable[[str], Transcript]) -> list[_Sentence]:
    """The sentences of ``hits`` in reading order."""
    places = sorted(range(len(hits)), key=lambda at: (hits[at].transcript, hits[at].exchange, hits[at].span))
    found: list[_Sentence] = []
    before: tuple[str, int, int] | None = None
    for place in places:
        hit = hits[place]
        transcript = load(hit.transcript)
        exchange = transcript.part(hit.exchange)
        assert exchange is not None
        for words, (span, similarity) in zip(sentences_of(hit, transcript), hit.sentences, strict=True):
            here = (hit.transcript, hit.exchange)
            touches = (
                before is not None
                and before[:2] == here
                and _goes_on(transcript.text, exchange, before[2], span)
            )
            found.append(_Sentence(place, span, similarity, words, _units(words), touches))
            before = (*here, span.end)
    return found


def _goes_on(text: str, exchange: Exchange, end: int, span: Span) -> bool:
    """Whether nothing is said between ``end`` and ``span``, in one turn of the answer."""
    turn = next(turn for turn in exchange.answer if turn.spans[-1].end >= end)
    between = (text[max(part.start, end) : min(part.end, span.start)] for part in turn.spans)
    return turn.spans[-1].end >= span.end and not any(words.strip() for words in between)


def _scores(sentences: Sequence[_Sentence], hits: Sequence[Hit], worth: Sequence[float]) -> Scores:
    """How much speaks for each sentence, shape ``(len(sentences),)``."""
    best: dict[tuple[str, int], float] = {}
    for hit, value in zip(hits, worth, strict=True):
        best.setdefault((hit.transcript, hit.exchange), value)
    found = []
    for at, each in enumerate(sentences):
        beside = [sentences[at - 1].similarity] if each.touches else []
        if at + 1 < len(sentences) and sentences[at + 1].touches:
            beside.append(sentences[at + 1].similarity)
        around = sum(beside) / len(beside) if beside else each.similarity
        hit = hits[each.place]
        whole = worth[each.place] + _EXCHANGE * best[hit.transcript, hit.exchange]
        found.append(_SENTENCE * each.similarity + _BESIDE * around + whole)
    return np.array(found)


def _most(sentences: Sequence[_Sentence], gains: Scores, count: int) -> list[Run]:
    """The runs, ``count`` at most, whose gains add up to the most: by dynamic programming, exactly."""
    # closed[n] and opened[n]: the most that n runs bring, the last one ended before this sentence or with it.
    closed: list[tuple[float, tuple[Run, ...]]] = [(0.0, ())]
    opened: list[tuple[float, tuple[Run, ...]]] = [(-np.inf, ())]
    for at, (each, gain) in enumerate(zip(sentences, gains.tolist(), strict=True)):
        ended = [max(pair, key=lambda state: state[0]) for pair in zip(closed, opened, strict=True)]
        going: list[tuple[float, tuple[Run, ...]]] = [(-np.inf, ())]
        for runs in range(1, min(count, at + 1) + 1):
            value, before = ended[runs - 1]
            begun = (value + gain, (*before, (at, at)))
            if each.touches and runs < len(opened) and opened[runs][0] + gain >= begun[0]:
                value, before = opened[runs]
                begun = (value + gain, (*before[:-1], (before[-1][0], at)))
            going.append(begun)
        closed, opened = ended + [(-np.inf, ())] * (len(going) - len(ended)), going
    return list(max([*closed, *opened], key=lambda state: state[0])[1])


def _length(run: Run, sentences: Sequence[_Sentence]) -> float:
    return sum(each.length for each in sentences[run[0] : run[1] + 1])


def _shortened(
    runs: Sequence[Run], sentences: Sequence[_Sentence], chances: Scores, room: float
) -> list[Run]:
    """``runs`` without the sentences at their ends that bring the least, until they have ``room``."""
    left = list(runs)
    while sum(_length(run, sentences) for run in left) > room:
        ends = [(end, run) for run in left if run[1] > run[0] for end in run]
        if not ends:
            break
        end, run = min(ends, key=lambda each: chances[each[0]] / max(sentences[each[0]].length, 1.0))
        left[left.index(run)] = (run[0] + 1, run[1]) if end == run[0] else (run[0], run[1] - 1)
    return left


def _filled(
    runs: Sequence[Run], sentences: Sequence[_Sentence], order: Sequence[int], count: int, room: float
) -> list[Run]:
    """``runs`` and, until they are ``count``, the best further sentences that touch none, within ``room``."""
    found = list(runs)
    taken = {at for first, last in runs for at in range(first, last + 1)}
    room -= sum(sentences[at].length for at in taken)
    for at in order:
        if len(found) >= count:
            break
        touching = sentences[at].touches and at - 1 in taken
        touching |= at + 1 in taken and sentences[at + 1].touches
        if at not in taken and not touching and sentences[at].length <= room:
            found.append((at, at))
            taken.add(at)
            room -= sentences[at].length
    return found


def _sensible(
    runs: Collection[Run], sentences: Sequence[_Sentence], scores: Scores, room: float
) -> list[Run]:
    """``runs``, with the better sentence beside it where one says too little by itself, within ``room``."""
    taken = {at for first, last in runs for at in range(first, last + 1)}
    room -= sum(sentences[at].length for at in taken)
    found = []
    for run in runs:
        beside = [run[0] - 1] if sentences[run[0]].touches else []
        beside += [at for at in (run[1] + 1,) if at < len(sentences) and sentences[at].touches]
        free = [at for at in beside if at not in taken and sentences[at].length <= room]
        if free and _length(run, sentences) <= _SHORTEST:
            better = max(free, key=lambda at: float(scores[at]))
            found.append((min(run[0], better), max(run[1], better)))
            taken.add(better)
            room -= sentences[better].length
        else:
            found.append(run)
    return found


def _as_hits(
    runs: Sequence[Run], sentences: Sequence[_Sentence], scores: Scores, hits: Sequence[Hit]
) -> list[Hit]:
    """The best hit of each run, with the run's span and its focus; grouped by exchange."""
    groups: dict[tuple[str, int], list[Hit]] = {}
    found = [(min(s.place for s in sentences[first : last + 1]), first, last) for first, last in runs]
    for place, first, last in sorted(found):
        hit = hits[place]
        span = Span(sentences[first].span.start, sentences[last].span.end)
        best = _focus(scores[first : last + 1])
        focus = Span(sentences[first + best[0]].span.start, sentences[first + best[1]].span.end)
        focused = replace(hit, span=span, focus=focus if focus != span else None)
        groups.setdefault((hit.transcript, hit.exchange), []).append(focused)
    return [hit for group in groups.values() for hit in group]


def _focus(scores: Scores) -> Run:
    """The best sentence of a run, with the better one beside it where it is hardly better than others."""
    chances = np.exp(_SHARPNESS * (scores - scores.max()))
    best = int(np.argmax(scores))
    beside = [at for at in (best - 1, best + 1) if 0 <= at < len(scores)]
    if not beside or chances[best] > _ALONE * chances.sum():
        return best, best
    other = max(beside, key=lambda at: float(scores[at]))
    return min(best, other), max(best, other)
