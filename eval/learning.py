"""An archive teaches its own retriever: what is learnt from its earlier exchanges is tried on its later ones.

Each question of the record belongs to the answer that it got. The earlier transcripts teach
(:func:`onrecord.rag.fitting.fit`); the questions of the later ones are asked of the whole archive, whose
question view is left out so that none is found by itself. What is learnt is accepted if it answers these
better, surely not worse, and finds answers in other languages no worse. Then the later ones teach too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from onrecord.eval.measures.refusals import Floats
from onrecord.eval.measures.significance import mean_interval
from onrecord.index.archive.archive import Archive
from onrecord.index.archive.copies import reduced_copy
from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.errors import InputError
from onrecord.index.text.folding import fold
from onrecord.index.turn_text import Reading
from onrecord.rag.background import Background, questions_in
from onrecord.rag.fitting import Pairs, fit
from onrecord.rag.retrieval import search
from onrecord.rag.similarity import Similarity

__all__ = ["FEWEST", "Compared", "Lesson", "learn"]

FEWEST = 300
"""Exchanges with a question that it takes to learn anything."""
_LATER = 0.2
"""The share of the exchanges, at the end, on which what was learnt is tried."""
_TRIED = 700
"""At the most so many questions of theirs, evenly drawn."""
_DEPTH = 10
_LOSS = 0.01
"""What may be lost, as a share: by other languages, and by the archive's own questions at the worst that is
likely."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure without and with what was learnt; ``low`` and ``high`` bound the difference with 95 %."""

    plain: float
    tuned: float
    low: float
    high: float
    questions: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """What came of learning.

    ``record`` is nDCG@10 of the archive's later questions with what the earlier ones teach, ``languages`` the
    mean reciprocal rank of answers in the guard set, whose questions are in other languages, with ``tuning``,
    which all of them teach. ``taught`` and ``tried`` are counts of exchanges and the dates between which they
    lie.
    """

    tuning: Tuning
    record: Compared
    languages: Compared
    taught: tuple[int, str, str]
    tried: tuple[int, str, str]

    @property
    def accepted(self) -> bool:
        """Whether the archive's own questions gain, and neither they nor other languages lose."""
        return self.better and self.languages.tuned >= (1 - _LOSS) * self.languages.plain

    @property
    def better(self) -> bool:
        """Whether the archive's own questions gain, and surely lose no more than a hundredth."""
        return self.record.tuned > self.record.plain and self.record.low >= -_LOSS * self.record.plain


@dataclass(frozen=True, slots=True)
class _Exchange:
    transcript: str
    number: int
    key: int
    date: str
    question: str


def learn(archive: Archive, embedder: Embedder, progress: Progress | None = None) -> Lesson:
    """Learn from ``archive``, which is not changed; the same archive gives the same lesson.

    ``progress`` is called with the share of the work done since the last call, 1 in all.

    Raises:
        InputError: the archive is too small to learn from.
        ModelMismatchError: ``embedder`` did not make it.
    """
    archive.require_model(embedder.model_id)
    done = progress or (lambda _: None)
    earlier, later = _split(_exchanges(archive))
    chosen = np.linspace(0, len(later) - 1, min(_TRIED, len(later))).astype(int)
    drawn = [later[at] for at in chosen]
    background = Background.load(embedder, archive.folder)
    vectors = _embedded(embedder, [*earlier, *later], lambda share: done(0.3 * share))
    asked = vectors[len(earlier) :][chosen]
    first = _pairs(archive, earlier, vectors[: len(earlier)])
    trial = fit(first, background, 0, {}, lambda share: done(0.1 * share))
    with TemporaryDirectory(prefix="onrecord-tune-") as folder:
        copy = reduced_copy(archive, Path(folder), questions=True, exchanges=())
        try:
            values = _asked(copy, background, drawn, asked, trial, lambda share: done(0.5 * share))
        finally:
            copy.close()
    record = _compared(*values)
    report: dict[str, Any] = {"taught": _told(earlier), "tried": _told(drawn), "record": asdict(record)}
    every = _pairs(archive, [*earlier, *later], vectors)
    tuning = fit(every, background, archive.next_tuning(), report, lambda share: done(0.1 * share))
    languages = _compared(*_guarded(archive, embedder, background, tuning))
    report["languages"] = asdict(languages)
    return Lesson(tuning, record, languages, _told(earlier), _told(drawn))


def _exchanges(archive: Archive) -> list[_Exchange]:
    """Every exchange that has a question, the earliest first."""
    keys = archive.exchange_keys()
    found = []
    for summary in archive.transcripts():
        transcript = archive.transcript(summary.id)
        for exchange in transcript.exchanges:
            if exchange.question and (summary.id, exchange.number) in keys:
                words = Reading(transcript.text, [turn.spans for turn in exchange.question]).words
                key = keys[summary.id, exchange.number]
                found.append(_Exchange(summary.id, exchange.number, key, summary.date or "", words))
    return found


def _split(exchanges: Sequence[_Exchange]) -> tuple[list[_Exchange], list[_Exchange]]:
    """The earlier and the later ones; no transcript is in both."""
    if len(exchanges) < FEWEST:
        raise InputError(
            f"the archive is too small to learn from: {len(exchanges)} exchanges with a question, "
            f"and it takes {FEWEST}; index more transcripts first"
        )
    last = exchanges[int(len(exchanges) * (1 - _LATER))].transcript
    at = next(at for at, each in enumerate(exchanges) if each.transcript == last)
    if at < len(exchanges) / 2:
        raise InputError(
            f"nearly all of the archive is one transcript, {last}; learning takes earlier transcripts to "
            "learn from and later ones to try it on, so index more of them first"
        )
    return list(exchanges[:at]), list(exchanges[at:])


def _embedded(embedder: Embedder, exchanges: Sequence[_Exchange], progress: Progress) -> Vectors:
    """The vectors of the questions as users' questions are embedded, shape ``(n, d)``."""
    found = []
    for start in range(0, len(exchanges), 50):
        part = exchanges[start : start + 50]
        found.append(embedder.embed_questions([fold(each.question) for each in part]))
        progress(len(part) / len(exchanges))
    return np.concatenate(found)


def _pairs(archive: Archive, exchanges: Sequence[_Exchange], questions: Vectors) -> Pairs:
    """Each question with each passage of its answer."""
    rows = {each.key: row for row, each in enumerate(exchanges)}
    keys = list(rows)
    owners, answers, languages = [], [], []
    for start in range(0, len(keys), 500):
        for unit in archive.units(keys[start : start + 500]):
            if unit.view == "passage":
                owners.append(rows[unit.exchange])
                answers.append(unit.vector)
                languages.append(unit.language)
    return Pairs(questions, np.stack(answers), np.array(owners), languages)


def _asked(
    archive: Archive,
    background: Background,
    exchanges: Sequence[_Exchange],
    vectors: Vectors,
    tuning: Tuning,
    progress: Progress,
) -> tuple[Floats, Floats]:
    """The nDCG@10 of each question without and with ``tuning``; its own exchange is what is right."""
    values: tuple[list[float], list[float]] = ([], [])
    for each, vector in zip(exchanges, vectors, strict=True):
        for found, known in zip(values, (None, tuning), strict=True):
            with archive.snapshot():
                hits = search(archive, background, fold(each.question), vector, 1, depth=_DEPTH, tuning=known)
            ranking = list(dict.fromkeys((hit.transcript, hit.exchange) for hit in hits))[:_DEPTH]
            right = (each.transcript, each.number)
            found.append(1 / np.log2(ranking.index(right) + 2) if right in ranking else 0.0)
        progress(1 / len(exchanges))
    return np.array(values[0]), np.array(values[1])


def _guarded(
    archive: Archive, embedder: Embedder, background: Background, tuning: Tuning
) -> tuple[Floats, Floats]:
    """The reciprocal rank of what answers each question of ``languages.jsonl``, without and with ``tuning``.

    The questions are those of the background in Chinese, put in other languages. What they are to find is
    their answer, among all answers of the background in Chinese and the archive's first passages.
    """
    lines = files(__package__).joinpath("languages.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    questions = embedder.embed_questions([fold(each["question"]) for each in asked])
    answers = background.texts("answer", "zh")
    places = {question: place for place, question in enumerate(questions_in("zh"))}
    others: dict[str | None, list[Vectors]] = {}
    for unit in archive.units(list(archive.exchange_keys().values())[:500]):
        if unit.view == "passage":
            others.setdefault(unit.language, []).append(unit.vector)
    groups = {language: np.stack(vectors) for language, vectors in others.items()}
    values: tuple[list[float], list[float]] = ([], [])
    for each, question in zip(asked, questions, strict=True):
        for found, known in zip(values, (None, tuning), strict=True):
            similarity = Similarity(background, question, known)
            near = similarity.to(answers, "answer", "zh").mixed
            right = near[places[each["same_as"]]]
            above = int((near > right).sum())
            for language, vectors in groups.items():
                above += int((similarity.to(vectors, "answer", language).mixed > right).sum())
            found.append(1 / (1 + above))
    return np.array(values[0]), np.array(values[1])


def _compared(plain: Floats, tuned: Floats) -> Compared:
    low, high = mean_interval(tuned - plain)
    return Compared(float(plain.mean()), float(tuned.mean()), low, high, len(plain))


def _told(exchanges: Sequence[_Exchange]) -> tuple[int, str, str]:
    dates = sorted(each.date for each in exchanges if each.date) or [""]
    return len(exchanges), dates[0], dates[-1]
