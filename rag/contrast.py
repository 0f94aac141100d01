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
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.index.arrays import Vectors

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["Material", "turn"]

_RANK = 128
_TEMPERATURE = 0.05
_PULL = 1.0
"""How much it costs to move a question, as a share of the squared way."""
_ROUNDS = 10
_STEP = 0.001
"""All five were chosen on mfa-2016-2018, trained before July or October 2017 and measured on the quarter that
follows: eval/FINDINGS.md, Tuning."""
_NEARLY_SAME = 0.95
"""Cosine from which two questions, or two passages, are nearly the same."""
_BATCH = 64
_AGAINST = 8192
"""In a larger archive so many passages, drawn anew for each round, stand for all."""


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
    import torch

    draw = np.random.default_rng(0)
    count, dimension = material.asked.shape
    rank = min(_RANK, dimension)
    out = torch.zeros(dimension, rank, requires_grad=True)
    into = torch.tensor(0.05 * draw.standard_normal((rank, dimension), np.float32), requires_grad=True)
    steps = torch.optim.Adam([out, into], lr=_STEP)
    shorter = torch.optim.lr_scheduler.LinearLR(steps, 1, 0, total_iters=_ROUNDS * -(-count // _BATCH))
    for _ in range(_ROUNDS):
        against = _drawn(draw, len(material.owners))
        order = draw.permutation(count)
        for start in range(0, count, _BATCH):
            rows = order[start : start + _BATCH]
            steps.zero_grad()
            torch.autograd.backward(_loss(material, rows, against, out, into))
            steps.step()
            shorter.step()
            progress(len(rows) / count / _ROUNDS)
    return out.detach().numpy(), into.detach().numpy()


def _drawn(draw: np.random.Generator, count: int) -> npt.NDArray[np.int64]:
    return np.arange(count) if count <= _AGAINST else np.sort(draw.choice(count, _AGAINST, replace=False))


def _loss(
    material: Material,
    rows: npt.NDArray[np.int64],
    against: npt.NDArray[np.int64],
    out: Tensor,
    into: Tensor,
) -> Tensor:
    """How far some questions are from finding what answers them first, in the mean."""
    import torch

    own = np.flatnonzero(np.isin(material.owners, rows))
    against = np.union1d(against, own)
    right = material.owners[against][None, :] == rows[:, None]
    allowed = right | ~_unclear(material, rows, own, against)
    asked, said = torch.from_numpy(material.asked[rows]), torch.from_numpy(material.said[against])
    moved = asked @ into.T @ out.T
    turned = torch.nn.functional.normalize(asked + moved)
    scores = turned @ said.T / _TEMPERATURE
    found, among = (
        scores.masked_fill(~torch.from_numpy(which), -torch.inf).logsumexp(dim=1)
        for which in (right, allowed)
    )
    return (among - found + _PULL * moved.square().sum(dim=1)).mean()


def _unclear(
    material: Material,
    rows: npt.NDArray[np.int64],
    own: npt.NDArray[np.int64],
    against: npt.NDArray[np.int64],
) -> npt.NDArray[np.bool_]:
    """Which passages may answer which of the questions as well, shape ``(len(rows), len(against))``."""
    questions = material.questions[rows] @ material.questions.T > _NEARLY_SAME
    found: npt.NDArray[np.bool_] = questions[:, material.owners[against]]
    place = {int(row): at for at, row in enumerate(rows)}
    alike = material.passages[own] @ material.passages[against].T > _NEARLY_SAME
    np.logical_or.at(found, [place[int(owner)] for owner in material.owners[own]], alike)
    return found
