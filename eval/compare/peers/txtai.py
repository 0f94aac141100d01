"""Builds txtai's recipe: paragraphs, and an embeddings database of vectors and BM25."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from onrecord.eval.compare.peers.embedding_cache import EmbeddingCache
from onrecord.eval.compare.peers.peer import Chunk
from onrecord.index.arrays import Vectors

__all__ = ["Txtai"]

_QUERY, _DATA = "query: ", "passage: "


class Txtai:
    """Its instructions tell questions from passages; the vectors come from elsewhere, with prefixes."""

    library: ClassVar[str] = "txtai"

    def __init__(self, vectors: EmbeddingCache) -> None:
        from txtai import Embeddings

        def transform(texts: list[str]) -> Vectors:
            if texts[0].startswith(_QUERY):
                return vectors.questions([text.removeprefix(_QUERY) for text in texts])
            return vectors.passages([text.removeprefix(_DATA) for text in texts])

        self._embeddings = Embeddings(
            method="external",
            transform=transform,
            instructions={"query": _QUERY, "data": _DATA},
            content=True,
            hybrid=True,
        )

    def index(self, texts: Mapping[str, str]) -> None:
        from txtai.pipeline import Segmentation

        cut = Segmentation(paragraphs=True)
        self._chunks: list[Chunk] = []
        paragraphs: list[str] = []
        for name, text in texts.items():
            at = 0
            for words in cut(text):
                # Spaces in a row are made one, and such a paragraph is looked for by its first words.
                start = text.find(words, at)
                start = text.find(words[:12], at) if start < 0 else start
                at = max(at, start)
                end = min(at + len(words), len(text))
                paragraphs.append(words)
                self._chunks.append(Chunk(name, at, end, text[at:end]))
        self._embeddings.index(list(enumerate(paragraphs)))

    def find(self, question: str, count: int) -> list[Chunk]:
        return [self._chunks[int(each["id"])] for each in self._embeddings.search(question, count)]
