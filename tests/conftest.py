"""What all tests share: a tiny embedder, a small transcript, the way to the shared data."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.records import Exchange, Transcript, Turn
from onrecord.index.text.spans import Span

SHARED = Path(__file__).parents[2] / "shared"

# How long an example takes says something of the machine and its load, nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


class HashEmbedder:
    """Character trigrams hashed into 64 dimensions: fast, deterministic, and alike texts are near."""

    model_id = "hash-trigrams/64"
    dimension = 64

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape ``(n, 64)``."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, shape ``(n, 64)``."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for at in range(max(1, len(text) - 2)):
                row[zlib.crc32(text[at : at + 3].lower().encode()) % self.dimension] += 1
        if progress:
            progress(len(texts))
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def transcript_of(pairs: Sequence[tuple[str, str]], transcript_id: str = "talk", **fields: str) -> Transcript:
    """A transcript made of question and answer pairs, with ``Q:`` and ``A:`` markers."""
    text, exchanges = "", []
    for number, (question, answer) in enumerate(pairs, 1):
        text += "Q: "
        asked = Span(len(text), len(text) + len(question))
        text += question + "\nA: "
        answered = Span(len(text), len(text) + len(answer))
        text += answer + "\n"
        turns = (
            (Turn("asker", (asked,), "Reporter", "Daily"),),
            (Turn("answerer", (answered,), "Minister"),),
        )
        exchanges.append(Exchange(number, *turns))
    values = {"title": "A talk", "date": "2020-02-03", "source": f"/{transcript_id}.txt"} | fields
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Transcript(
        id=transcript_id, sha256=digest, text=text, exchanges=tuple(exchanges),
        title=values["title"], date=values["date"], source=values["source"],
    )  # fmt: skip


PAIRS = [
    ("When does the bridge open?", "The bridge opens in May. It was built in three years."),
    ("What does the ferry cost?", "A ticket for the ferry is four crowns. Children travel free of charge."),
    ("Will the museum stay?", "The museum stays where it is. A new hall for the old maps is planned."),
]


@pytest.fixture(autouse=True)
def _without_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the reader that ships out of tests that are not about real models: it takes seconds to build."""
    if not {"model", "browser"} & {mark.name for mark in request.node.iter_markers()}:
        monkeypatch.setattr("onrecord.rag.assistant.open_reader", lambda *_: None)


@pytest.fixture
def embedder() -> HashEmbedder:
    """The tiny embedder."""
    return HashEmbedder()


@pytest.fixture
def archive(tmp_path: Path, embedder: HashEmbedder) -> Archive:
    """An archive with one small transcript, ``talk``."""
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    archive.add(transcript_of(PAIRS), embedder)
    return archive


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data; the test is skipped where it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"the shared transcripts are not here: {SHARED}")
    return SHARED
