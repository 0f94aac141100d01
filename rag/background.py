"""Exchanges about everyday life that no record is about: what a question is contrasted with.

A question that the record answers is nearer to the record than to these. They are ours, in twelve
languages, and come with the package (``background.jsonl``).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from importlib.resources import files
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Vectors
from index.folding import fold

__all__ = ["Background"]


class Background:
    """The vectors of the background's questions and answers, float32, shape ``(n, d)`` each."""

    def __init__(self, questions: Vectors, answers: Vectors) -> None:
        self.questions = questions
        self.answers = answers

    @classmethod
    def load(cls, embedder: Embedder, folder: Path) -> Background:
        """Embed the background, or take its vectors from the cache file in ``folder``.

        The file's name holds a digest of the texts and the model, so that a stale one is never read.
        """
        lines = files("rag").joinpath("background.jsonl").read_text(encoding="utf-8")
        digest = hashlib.sha256(f"{embedder.model_id}\n{lines}".encode()).hexdigest()[:16]
        path = folder / f"background-{digest}.npy"
        try:
            vectors = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            exchanges = [json.loads(line) for line in lines.splitlines()]
            texts = [fold(e["question"]) for e in exchanges] + [fold(e["answer"]) for e in exchanges]
            vectors = embedder.embed_passages(texts)
            # The cache saves a second or two; without it everything still works.
            with contextlib.suppress(OSError):
                _write(path, vectors)
        questions, answers = np.split(vectors, 2)
        return cls(questions, answers)

    def best(self, vector: Vectors, question_weight: float, answer_weight: float) -> float:
        """The best weighted sum of cosines of one background exchange with ``vector`` (shape ``(d,)``)."""
        fused = question_weight * (self.questions @ vector) + answer_weight * (self.answers @ vector)
        return float(fused.max())


def _write(path: Path, vectors: Vectors) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            np.save(file, vectors, allow_pickle=False)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
