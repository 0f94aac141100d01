"""Turning questions towards what answers them, and away from what does not.

A few directions are added to what a question is compared by, so that among all passages of the archive its
own come first: contrastive learning with every other passage as a negative (InfoNCE: van den Oord, Li and
Vinyals, 2018), in steps of Adam (Kingma and Ba, 2015). Press conferences come back to a subject: passages
nearly the same as one that answers, and those that answer nearly the same question, are neither right nor
wrong and are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.arrays import Vectors

__all__ = ["Material", "turn"]

_RANK = 128
_TEMPERATURE = 0.05
_PULL = 1.0
"""How much it costs to move a question, as a share of the squared way."""
_ROUNDS = 10
_STEP = 0.001
"""All five were chosen on mfa-2016-2018, trained before July or October 2017 and measured on the quarter that
follows: eval/FINDINGS.md, Tuning."""
_ALIKE = 0.95
"""Cosine from which two questions, or two passages, are nearly the same."""
_BATCH = 64
_AGAINST = 8192
"""In a larger archive so many passages, drawn anew for each round, stand for all."""

_Flags = npt.NDArray[np.bool_]
_Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What there is to learn from; vectors are float32.

    ``questions``, shape ``(n, d)``, and ``passages``, ``(m, d)``, are as the model made them; passage ``i``
    answers question ``owners[i]``. ``asked`` and ``said`` are what is compared of them by inner product.
    """

    questions: Vectors
    passages: Vectors
    owners: npt.NDArray[np.int64]
    asked: Vectors
    said: Vectors


def turn(material: Material, progress: Callable[[float], None]) -> tuple[Vectors, Vectors]:
    """``(out, into)``, float32, shapes ``(d, r)`` and ``(r, d)``.

    ``asked + (asked @ into.T) @ out.T``, at unit length, is nearer to what answers. The same material gives
    the same. ``progress`` is called with the share of the work done since the last call.
    """
    draw = np.random.default_rng(0)
    count, dimension = material.asked.shape
    rank = min(_RANK, dimension)
    out = np.zeros((dimension, rank), np.float32)
    into = 0.05 * draw.standard_normal((rank, dimension), np.float32)
    steps = _Steps([out, into], _ROUNDS * -(-count // _BATCH))
    for _ in range(_ROUNDS):
        against = _drawn(draw, len(material.owners))
        order = draw.permutation(count)
        for start in range(0, count, _BATCH):
            rows = order[start : start + _BATCH]
            steps.take(_slopes(material, rows, against, out, into))
            progress(len(rows) / count / _ROUNDS)
    return out, into


def _drawn(draw: np.random.Generator, count: int) -> npt.NDArray[np.int64]:
    return np.arange(count) if count <= _AGAINST else np.sort(draw.choice(count, _AGAINST, replace=False))


def _slopes(
    material: Material,
    rows: npt.NDArray[np.int64],
    against: npt.NDArray[np.int64],
    out: _Floats,
    into: _Floats,
) -> list[_Floats]:
    """The gradients of the mean loss of some questions, by ``out`` and by ``into``."""
    own = np.flatnonzero(np.isin(material.owners, rows))
    against = np.union1d(against, own)
    right = material.owners[against][None, :] == rows[:, None]
    asked, said = material.asked[rows], material.said[against]
    inner = asked @ into.T
    moved = inner @ out.T
    turned = asked + moved
    lengths = np.linalg.norm(turned, axis=1, keepdims=True)
    turned /= lengths
    scores = turned @ said.T / _TEMPERATURE
    scores[_unclear(material, rows, own, against) & ~right] = -np.inf
    wanted = _shares(np.where(right, scores, np.float32(-np.inf)))
    pulls = (_shares(scores) - wanted) @ said / (_TEMPERATURE * len(rows))
    slope = (pulls - turned * np.sum(turned * pulls, axis=1, keepdims=True)) / lengths
    slope += 2 * _PULL / len(rows) * moved
    return [slope.T @ inner, (slope @ out).T @ asked]


def _unclear(
    material: Material,
    rows: npt.NDArray[np.int64],
    own: npt.NDArray[np.int64],
    against: npt.NDArray[np.int64],
) -> _Flags:
    """Which passages may answer which of the questions as well, shape ``(len(rows), len(against))``."""
    questions = material.questions[rows] @ material.questions.T > _ALIKE
    found: _Flags = questions[:, material.owners[against]]
    place = {int(row): at for at, row in enumerate(rows)}
    alike = material.passages[own] @ material.passages[against].T > _ALIKE
    np.logical_or.at(found, [place[int(owner)] for owner in material.owners[own]], alike)
    return found


def _shares(scores: _Floats) -> _Floats:
    """Softmax along the rows."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: _Floats = powers / powers.sum(axis=1, keepdims=True)
    return found


class _Steps:
    """Adam, with steps that get shorter in a straight line; changes the arrays in place."""

    def __init__(self, arrays: list[_Floats], count: int) -> None:
        self._arrays, self._count, self._taken = arrays, count, 0
        self._means = [np.zeros_like(each) for each in arrays]
        self._squares = [np.zeros_like(each) for each in arrays]

    def take(self, slopes: list[_Floats]) -> None:
        size = _STEP * (1 - self._taken / self._count)
        self._taken += 1
        for at, slope in enumerate(slopes):
            self._means[at] += 0.1 * (slope - self._means[at])
            self._squares[at] += 0.001 * (slope * slope - self._squares[at])
            mean = self._means[at] / (1 - 0.9**self._taken)
            square = self._squares[at] / (1 - 0.999**self._taken)
            self._arrays[at] -= size * mean / (np.sqrt(square) + 1e-8)
