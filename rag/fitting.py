"""Learning from an archive's own questions how to compare a question with what answers it.

The differences between questions and the passages that answer them say in which directions the model's
vectors vary without meaning anything; these are given less weight, by the covariance of the differences to
the power of -1/4 on each side (within-class covariance normalisation: Hatch, Kajarekar and Stolcke,
Interspeech 2006, who use -1/2, shrunk here towards the identity). In what is left, questions are turned
towards what answers them (:mod:`onrecord.rag.contrast`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Vectors
from onrecord.rag.background import Background
from onrecord.rag.contrast import Material, turn

__all__ = ["Pairs", "fit"]

SHIFTED = 0.5
"""How far the means of the archive are taken off instead of those of their language: all of the way (1) is
best for the archive's own questions, none of it for everybody else's."""
SHRUNK = 0.5
"""The identity's share next to the covariance, which is scaled to it."""
POWER = 0.25
PLAIN = 0.5
"""The share of plain cosines.

All four were chosen on mfa-2016-2018, trained before October 2017 and measured on the last quarter of that
year, with an eye on eval/sets/press-2019-03-08.dev.jsonl and xquad-dev; the last one again with turned
questions, on that quarter and the one before: eval/FINDINGS.md, Tuning."""


_ASKED_IN = 0.05
"""A language is one of the archive's own if so many of its questions are in it: fewer say little."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Questions and passages that answer them.

    ``questions``, shape ``(n, d)``, and ``answers``, ``(m, d)``, are float32 of unit length; the questions
    are embedded as those of users are. Answer ``i`` belongs to question ``owners[i]``; ``languages[i]`` is
    its language.
    """

    questions: Vectors
    answers: Vectors
    owners: npt.NDArray[np.int64]
    languages: Sequence[str | None]


def fit(
    pairs: Pairs,
    background: Background,
    version: int,
    report: dict[str, Any],
    progress: Callable[[float], None] | None = None,
) -> Tuning:
    """The tuning that ``pairs`` teach; the same pairs give the same.

    ``progress`` is called with the share of the work done since the last call.
    """
    questions = pairs.questions - np.stack([background.asked_like(each) for each in pairs.questions])
    answers = pairs.answers - np.stack([background.mean("answer", name) for name in pairs.languages])
    question_shift = SHIFTED * questions[pairs.owners].mean(axis=0)
    answer_shift = SHIFTED * answers.mean(axis=0)
    asked, said = _unit(questions - question_shift), _unit(answers - answer_shift)
    directions = _directions(asked[pairs.owners] - said)
    # Questions are weighed on both sides at once: (Wq)'(Wp) = (WWq)'p. Answers keep a length of about 1.
    directions *= 1 / np.linalg.norm(said @ directions, axis=1).mean()
    weights = directions.astype(np.float32)
    material = Material(pairs.questions, pairs.answers, pairs.owners, _unit(asked @ weights), said @ weights)
    out, into = turn(material, progress or (lambda _: None))
    return Tuning(
        version,
        question_shift.astype(np.float32),
        answer_shift.astype(np.float32),
        weights,
        out,
        into,
        PLAIN,
        _languages(pairs.questions, background),
        report,
    )


def _languages(questions: Vectors, background: Background) -> tuple[str, ...]:
    counts = Counter(background.language_like(each) for each in questions)
    return tuple(sorted(name for name, count in counts.items() if count >= _ASKED_IN * len(questions)))


def _directions(differences: npt.NDArray[np.floating[Any]]) -> npt.NDArray[np.float64]:
    """The weights of directions, shape ``(d, d)``, symmetric."""
    dimension = differences.shape[1]
    wide = differences.astype(np.float64)
    covariance = wide.T @ wide / len(wide)
    covariance *= dimension / max(float(np.trace(covariance)), 1e-12)
    values, vectors = np.linalg.eigh(covariance + SHRUNK * np.eye(dimension))
    found: npt.NDArray[np.float64] = (vectors * values**-POWER) @ vectors.T
    return found


def _unit(vectors: Vectors) -> Vectors:
    found: Vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return found
