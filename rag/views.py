"""What each view says of passages: similarity by vectors, shared words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.index.arrays import Ids
from onrecord.index.text.spans import Span
from onrecord.index.units import Units
from onrecord.rag.background import Kind
from onrecord.rag.similarity import Similarity

__all__ = ["ASKED", "UNASKED", "Scores", "SharedWords", "VectorScores", "of_vectors", "words_shared"]

Scores = npt.NDArray[np.float64]

ASKED = {"passage": 1.0, "sentence": 1.0, "question": 0.5}
UNASKED = {"passage": 1.0, "sentence": 1.0, "answer": 1.5}
UNASKED_SAME_LANGUAGE = {"passage": 1.0, "sentence": 0.5, "answer": 2.0}
"""Weights of the views of vectors, where the exchange has a question and where nobody asked; the last where
it is in the question's own language. They sum up to the same in the last two.

ASKED was chosen on eval/sets/press-2019-03-08.dev.jsonl (its first 120 answerable questions, 14 languages,
bundled model): the right exchange comes first for 0.79 and the quote is among the first three for 0.85;
passages alone give 0.64 and 0.69. UNASKED on mfa-2016-2018 and xquad-dev: nDCG@10 in memory 0.564 and 0.864
without the whole answer, 0.578 and 0.864 with 1, 0.583 and 0.855 with 2. UNASKED_SAME_LANGUAGE on the last
three quarters of 2017 of mfa-2016-2018: 0.579 with UNASKED, 0.585 with these; what is said in another
language is found by its sentences. eval/FINDINGS.md has what else was tried."""

_SCALE = sum(ASKED.values()) / sum(UNASKED.values())
_USUAL = 3
"""Words count above the mean of so many best passages of the same language. Chosen on XQuAD (dev), half of
its paragraphs in English and half in Chinese: with the answer in the other language nDCG@10 rises from
0.69 and 0.75 to 0.75 and 0.80, with it in the question's it falls from 0.988 and 0.983 to 0.987 and 0.974."""


@dataclass(frozen=True, slots=True)
class VectorScores:
    """What vectors say of passages; shapes are ``(p,)`` for passages and ``(n,)`` for units.

    ``rows`` are the passages' among the units, ``views`` each view's score, ``mixed`` and ``plain`` their
    weighted sums, mixed and of plain cosines alone. ``asked`` tells where the exchange has a question;
    elsewhere that view is nowhere. ``sentences`` are rows of sentences, rising, ``inside`` the places in
    ``rows`` of their passages, and ``similarities`` those of all units, mixed, shape ``(n,)``.
    """

    rows: Ids
    asked: npt.NDArray[np.bool_]
    views: dict[str, Scores]
    mixed: Scores
    plain: Scores
    sentences: Ids
    inside: Ids
    similarities: Scores

    def sentences_of(self, place: int, units: Units) -> tuple[tuple[Span, float], ...]:
        """The sentences of the passage in this place, in reading order, each with its similarity.

        A passage of one sentence is that sentence.
        """
        mine = self.sentences[slice(*np.searchsorted(self.inside, [place, place + 1]))].tolist()
        rows = mine or [int(self.rows[place])]
        return tuple((units.span(row), float(self.similarities[row])) for row in rows)


def of_vectors(units: Units, similarity: Similarity) -> VectorScores:
    """What the vectors of whole exchanges say of their passages.

    Where an exchange was not asked for, its whole answer stands in for the question, on the same scale.
    """
    rows, sentences = units.rows("passage"), units.rows("sentence")
    # A sentence comes right after its passage, or another of that.
    inside = np.searchsorted(rows, sentences) - 1
    owners = units.owners[rows]
    asked, around = np.zeros(len(units.exchanges), np.bool_), np.full(len(units.exchanges), -1)
    for view in ("question", "answer"):
        of_view = units.rows(view)
        around[units.owners[of_view]] = of_view
        asked[units.owners[of_view]] = view == "question"
    # A short answer that nobody asked for is its only passage.
    around_rows = np.where(around[owners] < 0, rows, around[owners])
    is_asked, is_alike = asked[owners], np.zeros(len(rows), np.bool_)
    for language, in_it in units.languages.items():
        is_alike |= in_it[rows] & (language == similarity.language)

    def each_view(values: Scores) -> tuple[Scores, Scores, Scores]:
        best = np.full(len(rows), -np.inf)
        np.maximum.at(best, inside, values[sentences])
        return values[rows], np.where(best > -np.inf, best, values[rows]), values[around_rows]

    def together(passage: Scores, sentence: Scores, around: Scores) -> Scores:
        asked_for = ASKED["passage"] * passage + ASKED["sentence"] * sentence + ASKED["question"] * around
        other, own = (
            _SCALE * (each["passage"] * passage + each["sentence"] * sentence + each["answer"] * around)
            for each in (UNASKED, UNASKED_SAME_LANGUAGE)
        )
        return np.where(is_asked, asked_for, np.where(is_alike, own, other))

    similarities = _similarities(units, similarity)
    mixed, plain = (each_view(values) for values in similarities)
    views = {"passage": mixed[0], "sentence": mixed[1], "question": np.where(is_asked, mixed[2], -np.inf)}
    return VectorScores(
        rows, is_asked, views, together(*mixed), together(*plain), sentences, inside, similarities[0]
    )


class SharedWords:
    """What is shared by words, above what is usual in each language: no other language can be held to it.

    What is most and usual is told by the first candidates, the best by words among them.
    """

    def __init__(self, units: Units, shares: Scores, whole: Scores) -> None:
        """``shares`` and ``whole`` are what :func:`words_shared` gives for ``units``."""
        self._most = max([*shares.tolist(), 1e-9])
        rows = units.rows("passage")
        self._usual: dict[str | None, float] = {}
        self._usual_exchange: dict[str | None, float] = {}
        for language, in_it in units.languages.items():
            self._usual[language] = _usual(shares[in_it[rows]] / self._most)
            self._usual_exchange[language] = _usual(whole[np.unique(units.owners[in_it])])

    def of(self, units: Units, shares: Scores, whole: Scores) -> tuple[Scores, Scores, Scores]:
        """Of each passage its share of the most, that above the usual, its exchange's BM25 above the usual.

        The arguments are as above; shape ``(p,)`` each.
        """
        owners = units.owners[units.rows("passage")]
        languages = [each.language for each in units.exchanges]
        usual, usual_exchange = (
            np.array([known.get(language, 0.0) for language in languages])
            for known in (self._usual, self._usual_exchange)
        )
        of_most = shares / self._most
        return of_most, of_most - usual[owners], (whole - usual_exchange)[owners]


def words_shared(
    units: Units, by_unit: Mapping[int, float], by_exchange: Mapping[int, float]
) -> tuple[Scores, Scores]:
    """BM25 of each passage with half of its question's, shape ``(p,)``, and of each exchange.

    ``by_unit`` and ``by_exchange`` are BM25 by id of unit and key of exchange.
    """
    values = units.values(by_unit)
    asked = np.zeros(len(units.exchanges))
    questions, rows = units.rows("question"), units.rows("passage")
    asked[units.owners[questions]] = values[questions]
    whole = np.array([by_exchange.get(each.exchange, 0.0) for each in units.exchanges])
    return values[rows] + 0.5 * asked[units.owners[rows]], whole


def _usual(values: Scores) -> float:
    """The mean of the best few; those that are missing share nothing."""
    return float(np.sort(values)[::-1][:_USUAL].sum() / _USUAL)


def _similarities(units: Units, similarity: Similarity) -> tuple[Scores, Scores]:
    """Mixed and plain similarity of each unit, shape ``(n,)``."""
    mixed, plain = np.zeros(len(units)), np.zeros(len(units))
    asked = np.zeros(len(units), np.bool_)
    asked[units.rows("question")] = True
    kinds: tuple[tuple[Kind, npt.NDArray[np.bool_]], ...] = (("question", asked), ("answer", ~asked))
    axes = {language: similarity.axes(language) for language in units.languages}
    # To copy all vectors into one array takes longer than to compare them.
    products = np.concatenate([each.vectors @ axes[each.language] for each in units.exchanges])
    for language, in_it in units.languages.items():
        for kind, of_kind in kinds:
            rows = np.flatnonzero(in_it & of_kind)
            if len(rows):
                found = similarity.along(products[rows], kind, language)
                mixed[rows], plain[rows] = found.mixed, found.plain
    return mixed, plain
