"""Exchanges about everyday life that no record is about: what is average in each language.

They are ours, in twelve languages, and come with the package (``background.jsonl``). The mean
vector of a language is what its texts have in common whatever they say. Similarity to it says
nothing about a match, so it is subtracted: only then can passages in two languages be compared,
and only then does a score say how much nearer than any text a passage is. And a question about
everyday life is nearer to one of these exchanges than to the record.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from index.caches import write_cache
from index.embedding import Embedder, Vectors
from index.folding import fold

__all__ = ["Background"]


class Background:
    """The background's vectors, and their means by language; vectors are float32."""

    def __init__(self, languages: Sequence[str], questions: Vectors, answers: Vectors) -> None:
        """``questions`` and ``answers`` have shape ``(n, d)``; ``languages`` says each one's language."""
        names = np.array(languages)
        self._means = {
            str(name): (questions[names == name].mean(axis=0), answers[names == name].mean(axis=0))
            for name in np.unique(names)
        }
        self._overall = (questions.mean(axis=0), answers.mean(axis=0))
        self._questions = questions - np.stack([self._means[str(name)][0] for name in names])
        self._answers = answers - np.stack([self._means[str(name)][1] for name in names])

    def means(self, language: str | None) -> tuple[Vectors, Vectors]:
        """The mean question and the mean answer of a language, shape ``(d,)`` each.

        Where it is not one of the twelve, those of all languages.
        """
        return self._means.get(language or "", self._overall)

    def nearest(self, vector: Vectors, question_weight: float, answer_weight: float) -> float:
        """The best fused similarity of an exchange with ``vector`` (shape ``(d,)``), above the average."""
        fused = question_weight * (self._questions @ vector) + answer_weight * (self._answers @ vector)
        return float(fused.max())

    @classmethod
    def load(cls, embedder: Embedder, folder: Path) -> Background:
        """Embed the background, or take its vectors from the cache file in ``folder``.

        The file's name holds a digest of the texts and the model, so that a stale one is never read.
        """
        lines = files("rag").joinpath("background.jsonl").read_text(encoding="utf-8")
        digest = hashlib.sha256(f"{embedder.model_id}\n{lines}".encode()).hexdigest()[:16]
        path = folder / f"background-{digest}.npy"
        exchanges = [json.loads(line) for line in lines.splitlines()]
        try:
            vectors = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            texts = [fold(e["question"]) for e in exchanges] + [fold(e["answer"]) for e in exchanges]
            vectors = embedder.embed_passages(texts)
            # The cache saves a second or two; without it everything still works.
            with contextlib.suppress(OSError):
                body = io.BytesIO()
                np.save(body, vectors, allow_pickle=False)
                write_cache(path, body.getvalue())
        questions, answers = np.split(vectors, 2)
        return cls([exchange["lang"] for exchange in exchanges], questions, answers)
