"""LangChain's recipe: a splitter, a FAISS store, its retriever."""

from __future__ import annotations

from collections.abc import Mapping

from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from onrecord.eval.peers.recipes import Chunk
from onrecord.eval.peers.vectors import KeptVectors

__all__ = ["LangChain"]


class _Embeddings(Embeddings):
    def __init__(self, vectors: KeptVectors) -> None:
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One list of numbers a text."""
        rows: list[list[float]] = self._vectors.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The numbers of a question."""
        row: list[float] = self._vectors.questions([text])[0].tolist()
        return row


class LangChain:
    """Pieces of ``size`` characters of which ``overlap`` are shared."""

    def __init__(self, vectors: KeptVectors, size: int, overlap: int) -> None:
        self._embeddings = _Embeddings(vectors)
        self._splitter = RecursiveCharacterTextSplitter(
            chunk_size=size, chunk_overlap=overlap, add_start_index=True
        )

    def index(self, texts: Mapping[str, str]) -> None:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        from langchain_community.vectorstores import FAISS

        documents = self._splitter.create_documents(
            list(texts.values()), [{"document": name} for name in texts]
        )
        self._store = FAISS.from_documents(documents, self._embeddings)

    def find(self, question: str, count: int) -> list[Chunk]:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        found = self._store.as_retriever(search_kwargs={"k": count}).invoke(question)
        return [
            Chunk(
                each.metadata["document"],
                each.metadata["start_index"],
                each.metadata["start_index"] + len(each.page_content),
            )
            for each in found
        ]
