"""Builds LangChain's recipe: a splitter, a FAISS store, its retriever. Alone imports ``langchain_community``.

The newer home of its ``HuggingFaceEmbeddings``, ``langchain_huggingface``, wants an older huggingface-hub
than transformers 5.23 does and cannot be installed beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from onrecord.eval.compare.peers.embedding_cache import EmbeddingCache
from onrecord.eval.compare.peers.peer import Chunk

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

__all__ = ["LangChain"]


class LangChain:
    """Chunks of ``chunk_size`` characters of which ``overlap`` are shared; the documentation's by default.

    ``model`` is a folder that sentence-transformers reads, or vectors that are kept.
    """

    library: ClassVar[str] = "langchain_community"

    def __init__(self, model: Path | EmbeddingCache, chunk_size: int = 1000, overlap: int = 200) -> None:
        self._embeddings = _loaded(model) if isinstance(model, Path) else _cached(model)
        self._chunk_size, self._overlap = chunk_size, overlap

    def embed(self, texts: Sequence[str]) -> None:
        self._embeddings.embed_documents(list(texts))

    def index(self, texts: Mapping[str, str]) -> None:
        from langchain_community.vectorstores import FAISS
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=self._chunk_size, chunk_overlap=self._overlap, add_start_index=True
        )
        documents = splitter.create_documents(list(texts.values()), [{"document": name} for name in texts])
        self._store = FAISS.from_documents(documents, self._embeddings)

    def find(self, question: str, count: int) -> list[Chunk]:
        found = self._store.as_retriever(search_kwargs={"k": count}).invoke(question)
        return [
            Chunk(
                document=each.metadata["document"],
                start=each.metadata["start_index"],
                end=each.metadata["start_index"] + len(each.page_content),
                text=each.page_content,
            )
            for each in found
        ]

    def save(self, folder: Path) -> None:
        self._store.save_local(str(folder))

    def open(self, folder: Path) -> None:
        from langchain_community.vectorstores import FAISS

        # The index is the one that :meth:`save` has just written.
        self._store = FAISS.load_local(str(folder), self._embeddings, allow_dangerous_deserialization=True)


def _loaded(folder: Path) -> Embeddings:
    from langchain_community.embeddings import HuggingFaceEmbeddings

    loaded: Embeddings = HuggingFaceEmbeddings(
        model_name=str(folder), model_kwargs={"device": "cpu"}, encode_kwargs={"normalize_embeddings": True}
    )
    return loaded


def _cached(vectors: EmbeddingCache) -> Embeddings:
    from langchain_core.embeddings import Embeddings

    class Cached(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = vectors.passages(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = vectors.questions([text])[0].tolist()
            return row

    return Cached()
