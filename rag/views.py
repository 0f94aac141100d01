"""What each view says of passages: similarity by vectors, shared words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.spans import Span
from index.units import Unit
from rag.background import Kind
from rag.similarity import Similarity

__all__ = ["ASKED", "UNASKED", "Scores", "SharedWords", "of_vectors", "sentences_of"]

Scores = npt.NDArray[np.float64]

ASKED = {"passage": 1.0, "sentence": 1.0, "question": 0.5}
UNASKED = {"passage": 1.0, "sentence": 1.0, "answer": 1.5}
UNASKED_ALIKE = {"passage": 1.0, "sentence": 0.5, "answer": 2.0}
"""Weights of the views of vectors, where the exchange has a question and where nobody asked; the last where
it is in the question's own language. They sum up to the same in the last two.

ASKED was chosen on eval/sets/press-2019-03-08.dev.jsonl (its first 120 answerable questions, 14 languages,
bundled model): the right exchange comes first for 0.79 and the quote is among the first three for 0.85;
passages alone give 0.64 and 0.69. UNASKED on mfa-2016-2018 and xquad-dev: nDCG@10 in memory 0.564 and 0.864
without the whole answer, 0.578 and 0.864 with 1, 0.583 and 0.855 with 2. UNASKED_ALIKE on the last three
quarters of 2017 of mfa-2016-2018: 0.579 with UNASKED, 0.585 with these; what is said in another language is
found by its sentences. eval/FINDINGS.md has what else was tried."""

_SCALE = sum(ASKED.values()) / sum(UNASKED.values())
_USUAL = 3
"""Words count above the mean of so many best passages of the same language. Chosen on XQuAD (dev), half of
its paragraphs in English and half in Chinese: with the answer in the other language nDCG@10 rises from
0.69 and 0.75 to 0.75 and 0.80, with it in the question's it falls from 0.988 and 0.983 to 0.987 and 0.974."""


def of_vectors(
    units: Sequence[Unit], passages: Sequence[Unit], similarity: Similarity
) -> tuple[dict[str, Scores], Scores, Scores]:
    """Each view's score of ``passages``, and their weighted sums, mixed and of plain cosines alone.

    ``units`` are all of the passages' exchanges. Scores have shape ``(len(passages),)``. Where an
    exchange was not asked for, its whole answer stands in for the question, on the same scale.
    """
    rows = {unit.id: row for row, unit in enumerate(units)}
    places = {each.id: place for place, each in enumerate(passages)}
    around_of = {unit.exchange: row for row, unit in enumerate(units) if unit.view in ("question", "answer")}
    asked = {unit.exchange for unit in units if unit.view == "question"}
    passage_rows = np.array([rows[each.id] for each in passages])
    # A short answer that nobody asked for is its only passage.
    around_rows = np.array([around_of.get(each.exchange, rows[each.id]) for each in passages])
    inner = [(row, places[u.passage]) for row, u in enumerate(units) if u.passage is not None]
    sentence_rows, owners = np.array(inner, np.int64).reshape(-1, 2).T
    is_asked = np.array([each.exchange in asked for each in passages])
    is_alike = np.array([each.language == similarity.language for each in passages])

    def each_view(values: Scores) -> tuple[Scores, Scores, Scores]:
        best = np.full(len(passages), -np.inf)
        np.maximum.at(best, owners, values[sentence_rows])
        return values[passage_rows], np.where(best > -np.inf, best, values[passage_rows]), values[around_rows]

    def together(passage: Scores, sentence: Scores, around: Scores) -> Scores:
        asked_for = ASKED["passage"] * passage + ASKED["sentence"] * sentence + ASKED["question"] * around
        other, own = (
            _SCALE * (each["passage"] * passage + each["sentence"] * sentence + each["answer"] * around)
            for each in (UNASKED, UNASKED_ALIKE)
        )
        return np.where(is_asked, asked_for, np.where(is_alike, own, other))

    mixed, plain = (each_view(values) for values in _similarities(units, similarity))
    views = {"passage": mixed[0], "sentence": mixed[1], "question": np.where(is_asked, mixed[2], -np.inf)}
    return views, together(*mixed), together(*plain)


def sentences_of(
    units: Sequence[Unit], passages: Sequence[Unit], similarity: Similarity
) -> dict[int, tuple[tuple[Span, float], ...]]:
    """By id of each of ``passages`` its sentences in reading order, each with its similarity.

    ``units`` are all of their exchanges. A passage of one sentence is that sentence.
    """
    wanted = {each.id for each in passages}
    inner = [unit for unit in units if unit.passage in wanted]
    parted = {unit.passage for unit in inner}
    inner += [each for each in passages if each.id not in parted]
    mixed, _ = _similarities(inner, similarity)
    found: dict[int, list[tuple[Span, float]]] = {key: [] for key in wanted}
    for unit, value in zip(inner, mixed.tolist(), strict=True):
        found[unit.id if unit.passage is None else unit.passage].append((unit.span, value))
    return {key: tuple(sorted(values)) for key, values in found.items()}


class SharedWords:
    """What is shared by words, above what is usual in each language: no other language can be held to it.

    What is most and usual is told by the first candidates, the best by words among them.
    """

    def __init__(
        self, units: Sequence[Unit], by_unit: Mapping[int, float], by_exchange: Mapping[int, float]
    ) -> None:
        """``by_unit`` and ``by_exchange`` are BM25 by id of unit and key of exchange."""
        self._most = 1.0
        self._usual: dict[str | None, float] = {}
        self._usual_exchange: dict[str | None, float] = {}
        passages = [unit for unit in units if unit.view == "passage"]
        shares = self._shares(units, passages, by_unit)
        self._most = max([*shares.tolist(), 1e-9])
        self._usual = _usual(
            (each.language, share / self._most) for each, share in zip(passages, shares, strict=True)
        )
        languages = {unit.exchange: unit.language for unit in units}
        self._usual_exchange = _usual(
            (language, by_exchange.get(key, 0.0)) for key, language in languages.items()
        )

    def of(
        self,
        units: Sequence[Unit],
        passages: Sequence[Unit],
        by_unit: Mapping[int, float],
        by_exchange: Mapping[int, float],
    ) -> tuple[Scores, Scores, Scores]:
        """Of each passage its share of the most, that above the usual, its exchange's BM25 above the usual.

        Shape ``(len(passages),)`` each. Half of the words of its question count for a passage too.
        """
        shares = self._shares(units, passages, by_unit) / self._most
        above = shares - np.array([self._usual.get(each.language, 0.0) for each in passages])
        whole = [
            by_exchange.get(each.exchange, 0.0) - self._usual_exchange.get(each.language, 0.0)
            for each in passages
        ]
        return shares, above, np.array(whole)

    @staticmethod
    def _shares(units: Sequence[Unit], passages: Sequence[Unit], by_unit: Mapping[int, float]) -> Scores:
        asked = {unit.exchange: by_unit.get(unit.id, 0.0) for unit in units if unit.view == "question"}
        return np.array([by_unit.get(p.id, 0.0) + 0.5 * asked.get(p.exchange, 0.0) for p in passages])


def _usual(values: Iterable[tuple[str | None, float]]) -> dict[str | None, float]:
    """By language, the mean of the best few."""
    found: dict[str | None, list[float]] = {}
    for language, value in values:
        found.setdefault(language, []).append(value)
    return {language: sum(sorted(all_, reverse=True)[:_USUAL]) / _USUAL for language, all_ in found.items()}


def _similarities(units: Sequence[Unit], similarity: Similarity) -> tuple[Scores, Scores]:
    """Mixed and plain similarity of each unit, shape ``(len(units),)``."""
    mixed, plain = np.zeros(len(units)), np.zeros(len(units))
    groups: dict[tuple[Kind, str | None], list[int]] = {}
    for at, unit in enumerate(units):
        kind: Kind = "question" if unit.view == "question" else "answer"
        groups.setdefault((kind, unit.language), []).append(at)
    for (kind, language), rows in groups.items():
        found = similarity.to(np.stack([units[at].vector for at in rows]), kind, language)
        mixed[rows], plain[rows] = found.mixed, found.plain
    return mixed, plain
