"""Has On Record measured, as README shows its use from Python."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.indexing import index_into
from onrecord.rag.assistant import Assistant

__all__ = ["OnRecord"]


class OnRecord:
    """The bundled model, whatever folder the others have it from."""

    def __init__(self) -> None:
        self._embedder = load_embedder()

    def embed(self, texts: Sequence[str]) -> None:
        self._embedder.embed_passages(texts)

    def index(self, files: Sequence[Path], folder: Path) -> None:
        archive = Archive.create(folder, self._embedder.model_id, self._embedder.dimension)
        for report in index_into(archive, self._embedder, files):
            if report.error:
                raise RuntimeError(report.error)
        archive.close()

    def open(self, folder: Path) -> None:
        self._assistant = Assistant(Archive.open(folder), self._embedder)

    def ask(self, question: str) -> str:
        answer = self._assistant.ask(question)
        return (answer.quotes or answer.nearest)[0].text
