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
from typing import Literal

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.cache_files import write_cache
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.embedding.model.unpacking import MODEL_ID, cache_folder
from onrecord.index.text.folding import fold

__all__ = ["Background", "Kind", "questions_in"]

Kind = Literal["question", "answer"]

_SHARPNESS = 100.0
"""How sure a question's language is told by its vector, as the weight of squared distances to the means of
the languages. The true one of twelve is told for 0.99 of the questions of
eval/sets/press-2019-03-08.dev.jsonl and xquad-dev; 30 and 1,000 rank as well (FINDINGS)."""


class Background:
    """The background's vectors, and their means by language; vectors are float32."""

    def __init__(
        self, languages: Sequence[str], asked: Vectors, questions: Vectors, answers: Vectors
    ) -> None:
        """All have shape ``(n, d)``; ``languages`` says each one's language.

        ``asked`` are the questions as a user's question is embedded, ``questions`` as those of a record are.
        """
        names = np.array(languages)
        self._texts: dict[tuple[Kind, str | None], Vectors] = {}
        of_kinds: dict[Kind, Vectors] = {"question": questions, "answer": answers}
        for kind, vectors in of_kinds.items():
            self._texts[kind, None] = vectors
            for name in np.unique(names):
                self._texts[kind, str(name)] = vectors[names == name]
        self._languages = [str(name) for name in np.unique(names)]
        self._means = {key: vectors.mean(axis=0) for key, vectors in self._texts.items()}
        self._asked = np.stack([asked[names == name].mean(axis=0) for name in np.unique(names)])
        self._questions = questions - np.stack([self.mean("question", str(name)) for name in names])
        self._answers = answers - np.stack([self.mean("answer", str(name)) for name in names])
        self.spread = float(np.linalg.norm(self._answers, axis=1).mean())
        """How far an answer is from the mean of its language, usually."""

    def texts(self, kind: Kind, language: str | None) -> Vectors:
        """The questions or answers of a language, or all if it is not one of the twelve: shape ``(n, d)``."""
        found: Vectors = self._texts.get((kind, language), self._texts[kind, None])
        return found

    def mean(self, kind: Kind, language: str | None) -> Vectors:
        """Their mean, shape ``(d,)``."""
        found: Vectors = self._means.get((kind, language), self._means[kind, None])
        return found

    def asked_like(self, vector: Vectors) -> Vectors:
        """The mean question of the language, or mixture of languages, that a question's vector is near.

        Shape ``(d,)`` both.
        """
        distances = np.sum((self._asked - vector) ** 2, axis=1)
        weights = np.exp(-_SHARPNESS / 2 * (distances - distances.min()))
        shares: Vectors = np.asarray(weights / weights.sum(), np.float32)
        mean: Vectors = shares @ self._asked
        return mean

    def language_like(self, vector: Vectors) -> str:
        """The language, of the background's twelve, whose mean question a question's vector is nearest to."""
        return self._languages[int(np.argmin(np.sum((self._asked - vector) ** 2, axis=1)))]

    def nearest(self, vector: Vectors, question_weight: float, answer_weight: float) -> float:
        """The best fused similarity of an exchange with ``vector`` (shape ``(d,)``), above the average."""
        fused = question_weight * (self._questions @ vector) + answer_weight * (self._answers @ vector)
        return float(fused.max())

    @classmethod
    def load(cls, embedder: Embedder, folder: Path) -> Background:
        """Embed the background, or take its vectors from the cache file in ``folder``.

        All archives of the bundled model share one, beside that model. The file's name holds a digest of the
        texts and the model, so that a stale one is never read.
        """
        lines = _lines()
        digest = hashlib.sha256(f"2\n{embedder.model_id}\n{lines}".encode()).hexdigest()[:16]
        home = cache_folder() if embedder.model_id == MODEL_ID else folder
        path = home / f"background-{digest}.npy"
        exchanges = [json.loads(line) for line in lines.splitlines()]
        try:
            vectors = np.load(path, allow_pickle=False)
        except (OSError, ValueError, EOFError):
            questions = [fold(exchange["question"]) for exchange in exchanges]
            answers = [fold(exchange["answer"]) for exchange in exchanges]
            vectors = np.concatenate(
                [embedder.embed_questions(questions), embedder.embed_passages(questions + answers)]
            )
            # The cache saves a second or two; without it everything still works.
            with contextlib.suppress(OSError):
                body = io.BytesIO()
                np.save(body, vectors, allow_pickle=False)
                write_cache(path, body.getvalue())
                # Processes that were killed leave these; whoever is writing one now does without.
                for half in home.glob("background-*.npy.*.new"):
                    half.unlink(missing_ok=True)
        return cls([exchange["lang"] for exchange in exchanges], *np.split(vectors, 3))


def questions_in(language: str) -> list[str]:
    """The background's questions in a language, in the order of :meth:`Background.texts`."""
    exchanges = [json.loads(line) for line in _lines().splitlines()]
    return [exchange["question"] for exchange in exchanges if exchange["lang"] == language]


def _lines() -> str:
    return files("onrecord.rag").joinpath("background.jsonl").read_text(encoding="utf-8")
