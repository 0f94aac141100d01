"""Views fused into hits: which passages of which exchanges speak to a question.

A passage is looked at in four ways: its own vector, the vector of its best sentence, the vector of
the question that it answers, and the words it shares with what is asked. Candidates come from the
nearest questions and passages of each language and from the words; all passages of a candidate's
exchange are then scored alike and the scores added up with fixed weights. Each cosine is taken
above what an average text of the passage's language has with the question. Words count
above what the best passages of the same language share: another language shares none, whatever it says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.archive import Archive
from index.embedding import Vectors
from index.filters import EVERYTHING, Filters
from index.spans import Span
from index.units import Unit
from rag.background import Background

__all__ = ["CANDIDATES", "WEIGHTS", "Hit", "search"]

WEIGHTS = {"passage": 1.0, "sentence": 1.0, "question": 0.5, "words": 0.02}
"""Chosen on eval/sets/press-2019-03-08.dev.jsonl (its first 120 answerable questions, 14 languages, bundled
model): the right exchange comes first for 0.79 and the quote is among the first three for 0.85; passages
alone give 0.64 and 0.69. eval/FINDINGS.md has the other weights that were tried."""

_BEST = 3
"""Words count above the mean of so many best passages of the same language. Chosen on XQuAD (dev), half of
its paragraphs in English and half in Chinese: with the answer in the other language nDCG@10 rises from
0.69 and 0.75 to 0.75 and 0.80, with it in the question's it falls from 0.988 and 0.983 to 0.987 and 0.974."""

CANDIDATES = 50
"""How many questions, passages and rows of words are looked up to find candidates."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score.

    ``dense`` is the part of ``score`` that comes from vectors: similarity above the average, which
    is comparable between languages and archives. ``views`` names the views among whose best this
    passage is, the strongest first.
    """

    transcript: str
    exchange: int
    span: Span
    score: float
    dense: float
    views: tuple[str, ...]


def search(
    archive: Archive,
    background: Background,
    question: str,
    vector: Vectors,
    count: int,
    filters: Filters = EVERYTHING,
    depth: int = 0,
) -> list[Hit]:
    """The ``count`` best passages for ``question`` and its ``vector`` (shape ``(d,)``), best first.

    Then comes the best passage of each further exchange, until there are ``depth`` exchanges or the
    archive has no more. The first ``count`` hits are the same at any depth. Only exchanges that pass
    ``filters``, which are resolved, are looked at.
    """
    words = archive.by_words(question, filters)
    most, usual = 1.0, None
    hits: list[Hit] = []
    ranked: set[int] = set()
    looked_up, in_archive = CANDIDATES, archive.exchange_count(filters) if depth else 0
    while True:
        found = _candidates(archive, vector, words, filters, looked_up)
        new = [key for key in found if key not in ranked]
        ranked.update(new)
        units = archive.units(new)
        shared = _shared_words(units, words)
        if usual is None:  # the best by words are among the first candidates
            most = max([*shared.values(), 1e-9])
            usual = {language: each / most for language, each in _usual_words(units, shared).items()}
        shared = {unit: each / most for unit, each in shared.items()}
        hits += _scored(units, vector, shared, usual, background, None if depth else count)
        if len(ranked) >= min(depth, in_archive) or not new:
            return hits[:count] + _further(hits, count, depth)
        looked_up *= 2


def _further(hits: list[Hit], count: int, depth: int) -> list[Hit]:
    """The first hit of each exchange beyond the first ``count`` hits, up to ``depth`` exchanges in all."""
    seen = {(hit.transcript, hit.exchange) for hit in hits[:count]}
    found = []
    for hit in hits[count:]:
        if len(seen) >= depth:
            break
        if (hit.transcript, hit.exchange) not in seen:
            seen.add((hit.transcript, hit.exchange))
            found.append(hit)
    return found


def _scored(
    units: list[Unit],
    vector: Vectors,
    shared: dict[int, float],
    usual: dict[str | None, float],
    background: Background,
    count: int | None,
) -> list[Hit]:
    """The passages among ``units``, best first; the ``count`` best, or all."""
    passages = [unit for unit in units if unit.view == "passage"]
    if not passages:
        return []
    scores = _view_scores(units, passages, vector, background)
    scores["words"] = np.array([shared[passage.id] for passage in passages])
    above = scores["words"] - np.array([usual.get(passage.language, 0.0) for passage in passages])
    dense = np.sum([WEIGHTS[view] * scores[view] for view in ("passage", "sentence", "question")], axis=0)
    fused = dense + WEIGHTS["words"] * above
    best = np.argsort(-fused, kind="stable")[:count]
    asked = {unit.exchange for unit in units if unit.view == "question"}
    found_by = _found_by(scores, best, [passage.exchange in asked for passage in passages])
    return [
        Hit(
            transcript=passages[at].transcript,
            exchange=passages[at].number,
            span=passages[at].span,
            score=float(fused[at]),
            dense=float(dense[at]),
            views=views,
        )
        for at, views in zip(best, found_by, strict=True)
    ]


def _candidates(
    archive: Archive, vector: Vectors, words: dict[int, float], filters: Filters, count: int
) -> list[int]:
    """Keys of the exchanges worth scoring: those of the ``count`` best of each view."""
    questions, _ = archive.nearest("question", vector, count, filters)
    passages, _ = archive.nearest("passage", vector, count, filters)
    by_words = sorted(words, key=words.__getitem__, reverse=True)[:count]
    return sorted(set(archive.exchanges_of([*questions, *passages, *by_words]).values()))


def _shared_words(units: list[Unit], words: dict[int, float]) -> dict[int, float]:
    """The BM25 of each passage by id: its own and half of its question's."""
    asked = {unit.exchange: words.get(unit.id, 0.0) for unit in units if unit.view == "question"}
    passages = [unit for unit in units if unit.view == "passage"]
    return {p.id: words.get(p.id, 0.0) + 0.5 * asked.get(p.exchange, 0.0) for p in passages}


def _usual_words(units: list[Unit], shared: dict[int, float]) -> dict[str | None, float]:
    """By language, what the best passages share by words, on average: no other language can be held to it."""
    found: dict[str | None, list[float]] = {}
    for unit in units:
        if unit.id in shared:
            found.setdefault(unit.language, []).append(shared[unit.id])
    return {language: sum(sorted(all_, reverse=True)[:_BEST]) / _BEST for language, all_ in found.items()}


def _view_scores(
    units: list[Unit], passages: list[Unit], vector: Vectors, background: Background
) -> dict[str, npt.NDArray[np.float64]]:
    """The score of each passage in each view of vectors: cosines above average."""
    cosines = np.stack([unit.vector for unit in units]) @ vector
    of_question: dict[int, float] = {}
    of_passage: dict[int, float] = {}
    of_sentence: dict[int, float] = {}
    for unit, cosine in zip(units, cosines.tolist(), strict=True):
        if unit.view == "question":
            of_question[unit.exchange] = cosine
        elif unit.view == "passage":
            of_passage[unit.id] = cosine
        elif unit.passage is not None:
            of_sentence[unit.passage] = max(cosine, of_sentence.get(unit.passage, -1.0))
    averages = {
        language: [float(mean @ vector) for mean in background.means(language)]
        for language in {passage.language for passage in passages}
    }
    question_average, answer_average = np.array([averages[p.language] for p in passages]).T
    passage = np.array([of_passage[p.id] for p in passages]) - answer_average
    sentence = np.array([of_sentence.get(p.id, of_passage[p.id]) for p in passages]) - answer_average
    asked = np.array([of_question.get(p.exchange, np.nan) for p in passages]) - question_average
    return {
        "passage": passage,
        "sentence": sentence,
        # Who was not asked is taken to have been asked what was said, so that scores stay on one scale.
        "question": np.where(np.isnan(asked), (passage + sentence) / 2, asked),
    }


def _found_by(
    scores: dict[str, npt.NDArray[np.float64]], chosen: npt.NDArray[np.int64], asked: list[bool]
) -> list[tuple[str, ...]]:
    """For each chosen passage the views in which few others score higher, best rank first.

    ``asked`` says of every passage whether its exchange has a question.
    """
    ranks = {view: (values[None, :] > values[chosen, None]).sum(axis=1) for view, values in scores.items()}
    found = []
    for row, at in enumerate(chosen):
        # Sharing no word ranks a passage nowhere; a cosine below zero is a place like any other.
        mine = {v: int(rank[row]) for v, rank in ranks.items() if v != "words" or scores["words"][at] > 0}
        if not asked[at]:
            del mine["question"]
        best = min(mine.values())
        found.append(tuple(sorted((v for v in mine if mine[v] <= max(best, 2)), key=mine.__getitem__)))
    return found
