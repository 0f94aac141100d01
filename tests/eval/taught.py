"""An archive that has something to teach: its vectors are drowned in what says nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.records import Transcript
from tests.conftest import transcript_of

__all__ = ["TOPICS", "NoisyEmbedder", "conference", "taught_archive"]

TOPICS = [
    "bridge",
    "ferry",
    "museum",
    "harbour",
    "school",
    "market",
    "library",
    "station",
    "theatre",
    "garden",
]


class NoisyEmbedder:
    """Says what topic a text names, drowned in directions that differ between any question and any answer."""

    model_id = "noisy/32"
    dimension = 32

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape ``(n, 32)``."""
        return self._embedded(texts, "question")

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, shape ``(n, 32)``."""
        return self._embedded(texts, "passage")

    def _embedded(self, texts: Sequence[str], kind: str) -> Vectors:
        rows = []
        for text in texts:
            rng = np.random.default_rng(abs(hash_of(f"{kind} {text}")))
            row = np.zeros(self.dimension)
            row[:4] = 1.6 * rng.standard_normal(4)  # what says nothing
            for place, topic in enumerate(TOPICS):
                row[10 + place] = 1.0 * (topic in text.lower())
            row[20:] = 0.25 * np.random.default_rng(hash_of(subject(text))).standard_normal(12)
            rows.append(row + 0.05)
        vectors = np.array(rows, np.float32).reshape(-1, self.dimension)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def hash_of(text: str) -> int:
    """The same number for the same text in every process."""
    return int.from_bytes(text.encode()[-24:], "little") % (2**32)


def subject(text: str) -> str:
    """The number that a text is about."""
    return "".join(character for character in text if character.isdigit())


def conference(day: int, exchanges: int = 20) -> Transcript:
    """One of many alike, on its own day."""
    pairs = []
    for n in range(exchanges):
        topic = TOPICS[(day * 7 + n) % len(TOPICS)]
        pairs.append(
            (
                f"What of plan {day * 100 + n} for it, the {topic}?",
                f"The {topic} has {day * 100 + n} of them.",
            )
        )
    return transcript_of(pairs, f"day-{day:02}", date=f"2020-01-{day:02}")


def taught_archive(folder: Path) -> Archive:
    """An archive of 20 conferences, whose vectors have much to be learnt from."""
    embedder = NoisyEmbedder()
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    for day in range(1, 21):
        archive.add(conference(day), embedder)
    return archive
