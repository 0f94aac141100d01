"""Questions turned towards what answers them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.index.arrays import Vectors
from onrecord.rag import contrast
from onrecord.rag.contrast import Material, turn

pytestmark = pytest.mark.slow


def _unit(vectors: npt.NDArray[Any]) -> Vectors:
    found: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return found


def _material(count: int = 400) -> Material:
    """Questions speak of a subject in other directions than their two passages do."""
    draw = np.random.default_rng(1)
    subjects = draw.standard_normal((count, 8))
    own, other = np.zeros((count, 24)), np.zeros((2 * count, 24))
    own[:, :8] = subjects
    owners = np.repeat(np.arange(count), 2)
    other[:, 8:16] = subjects[owners]
    questions = _unit(own + 0.3 * draw.standard_normal(own.shape))
    passages = _unit(other + 0.3 * draw.standard_normal(other.shape))
    return Material(questions, passages, owners, questions, passages)


def _first(material: Material, asked: Vectors) -> float:
    """How many questions find a passage of their own first, as a share."""
    best = material.owners[np.argmax(asked @ material.passages.T, axis=1)]
    return float(np.mean(best == np.arange(len(asked))))


def test_what_was_learnt_holds_for_questions_that_did_not_teach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contrast, "_PULL", 0.0)
    monkeypatch.setattr(contrast, "_STEP", 0.01)
    monkeypatch.setattr(contrast, "_ROUNDS", 60)
    whole, done = _material(), list[float]()
    taught = whole.owners < 300
    material = Material(
        whole.questions[:300],
        whole.passages[taught],
        whole.owners[taught],
        whole.asked[:300],
        whole.said[taught],
    )
    out, into = turn(material, done.append)
    assert sum(done) == pytest.approx(1)
    turned = _unit(whole.asked + (whole.asked @ into.T) @ out.T)
    rest = replace(whole, passages=whole.passages[600:], owners=whole.owners[600:] - 300)
    assert _first(rest, whole.asked[300:]) < 0.1
    assert _first(rest, turned[300:]) > 0.4


def test_the_same_material_teaches_the_same_and_a_large_one_is_drawn_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    material = _material()
    first, again = (turn(material, lambda _: None) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    monkeypatch.setattr(contrast, "_AGAINST", 100)
    fewer, again = (turn(material, lambda _: None) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(fewer, again, strict=True))
    assert not np.array_equal(first[0], fewer[0])


def test_what_may_answer_as_well_is_neither_right_nor_wrong() -> None:
    material = _material(60)
    passages = material.passages.copy()
    passages[11] = passages[0]  # of question 5, and the same as one of question 0
    questions = material.questions.copy()
    questions[7] = questions[0]
    material = replace(material, passages=passages, questions=questions)
    rows, against = np.array([0, 3]), np.arange(120)
    own = np.flatnonzero(np.isin(material.owners, rows))
    unclear = contrast._unclear(material, rows, own, against)
    assert set(np.flatnonzero(unclear[0]).tolist()) == {0, 1, 11, 14, 15}
    assert set(np.flatnonzero(unclear[1]).tolist()) == {6, 7}
