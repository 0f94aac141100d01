"""Views fused into hits: which passages of which exchanges speak to a question.

A passage is looked at in five ways: its own vector, the vector of its best sentence, the vector of
the question that it answers (or of the whole answer, where nobody asked), the words it shares with what is
asked, and those that its exchange shares. Candidates come from the nearest questions, passages and answers
of each language and from the words; all passages of a candidate's exchange are then scored alike and
the scores added up with fixed weights. Each similarity is taken above what an average text of the passage's
language has with the question, and words count above what the best of the same language share: another
language shares none, whatever it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

import numpy as np
import numpy.typing as npt

from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Vectors
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.index.text.spans import Span
from onrecord.index.units import Units, View
from onrecord.rag.background import Background
from onrecord.rag.similarity import Similarity
from onrecord.rag.views import Scores, SharedWords, VectorScores, of_vectors, words_shared

__all__ = ["CANDIDATES", "WORDS", "Hit", "candidates", "fused_scores", "reordered", "search"]

WORDS = {"passage": 0.02, "exchange": 0.003}
"""What the words of a passage count for, as a share of the most, and those of its whole exchange, as BM25;
vectors count as in :mod:`onrecord.rag.views`. The first was chosen with the views, the second on
mfa-2016-2018 (nDCG@10 in memory 0.546 without it, 0.583 with 0.002, 0.584 with 0.003, 0.571 with 0.006) and
eval/sets/press-2019-03-08.dev.jsonl, which it does not move."""

STATEMENT = 0.06
"""By how much the score of a statement's passage is lowered where exchanges of its transcript are candidates
too: an opening touches on all that is asked later. A speech has nothing else.
Chosen on eval/sets/press-2019-03-08.dev.jsonl (right exchange first 0.752 with 0, 0.757 with 0.01, 0.770 with
0.03, 0.774 with 0.06, 0.778 with 1, which is as without statements). The confidence
does not know of it: lowered as much, it would refuse what an opening alone says."""

CANDIDATES = 50
"""How many questions, passages, answers and rows of words are looked up to find candidates."""

_VIEWS: tuple[View, ...] = ("question", "passage", "answer")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score.

    ``dense`` is the part of ``score`` that comes from vectors, by plain cosines: similarity above the
    average, which is comparable between languages and archives. ``views`` names the views among whose best
    this passage is, the strongest first; ``sentences`` are the passage's, each with its similarity. Beyond
    the passages that were asked for both are empty. ``focus`` is, where it was chosen to be quoted, the
    one or two sentences that most surely answer, unless they are all of it.
    """

    transcript: str
    exchange: int
    span: Span
    score: float
    dense: float
    views: tuple[str, ...]
    sentences: tuple[tuple[Span, float], ...] = ()
    focus: Span | None = None


def search(
    archive: Archive,
    background: Background,
    question: str,
    vector: Vectors,
    count: int,
    filters: Filters = EVERYTHING,
    depth: int = 0,
    tuning: Tuning | None = None,
) -> list[Hit]:
    """The ``count`` best passages for ``question`` and its ``vector`` (shape ``(d,)``), best first.

    Then comes the best passage of each further exchange, until there are ``depth`` exchanges or the
    archive has no more. The first ``count`` hits are the same at any depth. Only exchanges that pass
    ``filters``, which are resolved, are looked at. ``tuning`` is what is known of comparing, if anything.
    """
    similarity = Similarity(background, vector, tuning)
    by_exchange = archive.by_words(question, filters)
    shared: SharedWords | None = None
    hits: list[Hit] = []
    ranked: set[int] = set()
    looked_up, in_archive = CANDIDATES, archive.exchange_count(filters) if depth else 0
    while True:
        found = candidates(archive, similarity.search_vector, by_exchange, filters, looked_up)
        new = [key for key in found if key not in ranked]
        ranked.update(new)
        units = archive.units(new)
        words = words_shared(units, archive.words_of(question, new), by_exchange)
        shared = shared or SharedWords(units, *words)
        most = None if depth else count
        hits += _scored(units, similarity, shared.of(units, *words), most, count - len(hits))
        if len(ranked) >= min(depth, in_archive) or not new:
            return hits[:count] + _further(hits, count, depth)
        looked_up *= 2


def reordered(hits: Sequence[Hit], odds: npt.NDArray[np.float64]) -> list[Hit]:
    """``hits`` with the first ones in the order of ``odds``, shape ``(n,)``, which become their scores.

    The others keep their order below them.
    """
    first, others = hits[: len(odds)], hits[len(odds) :]
    if not first:
        return list(hits)
    best = [replace(first[at], score=float(odds[at])) for at in np.argsort(-odds, kind="stable")]
    # Only their differences mean anything on the other scale.
    below = best[-1].score - max((hit.score for hit in others), default=0.0)
    return best + [replace(hit, score=hit.score + below) for hit in others]


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
    units: Units,
    similarity: Similarity,
    shared: tuple[Scores, Scores, Scores],
    count: int | None,
    named: int,
) -> list[Hit]:
    """The passages among ``units``, best first; the ``count`` best, or all.

    ``shared`` is what :meth:`onrecord.rag.views.SharedWords.of` gives for them. The first ``named`` of them
    tell their views and sentences.
    """
    if not len(units.rows("passage")):
        return []
    found = of_vectors(units, similarity)
    words, _, _ = shared
    fused = fused_scores(units, found, shared)
    best = np.argsort(-fused, kind="stable")[:count]
    shown = best[: max(0, named)]
    found_by = _found_by({**found.views, "words": words}, shown, found.asked)
    inside = [found.sentences_of(int(at), units) for at in shown]
    left = len(best) - len(shown)
    return [
        Hit(
            transcript=exchange.transcript,
            exchange=exchange.number,
            span=units.span(row),
            score=score,
            dense=dense,
            views=names,
            sentences=sentences,
        )
        for exchange, row, score, dense, names, sentences in zip(
            (units.exchanges[owner] for owner in units.owners[found.rows[best]].tolist()),
            found.rows[best].tolist(),
            fused[best].tolist(),
            found.plain[best].tolist(),
            [*found_by, *[()] * left],
            [*inside, *[()] * left],
            strict=True,
        )
    ]


def fused_scores(units: Units, found: VectorScores, shared: tuple[Scores, Scores, Scores]) -> Scores:
    """What each passage scores by its vectors and its words together, shape ``(len(found.rows),)``.

    ``shared`` is what :meth:`onrecord.rag.views.SharedWords.of` gives for ``units``.
    """
    _, own, whole = shared
    with_exchanges = {each.transcript for each in units.exchanges if each.number > 0}
    beside = [each.number < 0 and each.transcript in with_exchanges for each in units.exchanges]
    lowered = STATEMENT * np.array(beside)[units.owners[found.rows]]
    return found.mixed + WORDS["passage"] * own + WORDS["exchange"] * whole - lowered


def candidates(
    archive: Archive, vector: Vectors, by_exchange: dict[int, float], filters: Filters, count: int
) -> list[int]:
    """Keys of the exchanges worth scoring: those of the ``count`` best of each view."""
    found = archive.nearest_each(_VIEWS, vector, count, filters)
    units = [unit for ids, _ in found for unit in ids.tolist()]
    by_words = nlargest(count, by_exchange, key=by_exchange.__getitem__)
    return sorted({*archive.exchanges_of(units).values(), *by_words})


def _found_by(
    scores: dict[str, Scores], chosen: npt.NDArray[np.int64], asked: npt.NDArray[np.bool_]
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
