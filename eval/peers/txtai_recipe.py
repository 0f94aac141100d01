"""txtai's recipe: paragraphs, and an embeddings database of vectors and BM25."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.eval.peers.recipes import Chunk
from onrecord.eval.peers.vectors import KeptVectors
from onrecord.index.arrays import Vectors

__all__ = ["Txtai"]

_QUERY, _DATA = "query: ", "passage: "


class Txtai:
    """Its instructions tell questions from passages; the vectors come from elsewhere, with prefixes."""

    def __init__(self, vectors: KeptVectors) -> None:
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
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        from txtai.pipeline import Segmentation

        cut = Segmentation(paragraphs=True)
        self._chunks: list[Chunk] = []
        rows: list[tuple[int, str]] = []
        for name, text in texts.items():
            at = 0
            for words in cut(text):
                # Spaces in a row are made one, and such a paragraph is looked for by its first words.
                start = text.find(words, at)
                start = text.find(words[:12], at) if start < 0 else start
                at = max(at, start)
                rows.append((len(rows), words))
                self._chunks.append(Chunk(name, at, min(at + len(words), len(text))))
        self._embeddings.index(rows)

    def find(self, question: str, count: int) -> list[Chunk]:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        return [self._chunks[int(each["id"])] for each in self._embeddings.search(question, count)]
