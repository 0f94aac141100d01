"""LlamaIndex's recipe: HuggingFaceEmbedding, a VectorStoreIndex, a retriever.

With ``onrecord.eval.peers.llamaindex_recipe`` the only importer of ``llama_index``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["LlamaIndex"]


class LlamaIndex:
    """The recipe with its defaults: nodes of 1,024 tokens, vectors in memory."""

    def __init__(self, model: Path) -> None:
        from llama_index.core import Settings
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        self._embeddings = HuggingFaceEmbedding(model_name=str(model), device="cpu")
        Settings.embed_model = self._embeddings

    def embed(self, texts: Sequence[str]) -> None:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        self._embeddings.get_text_embedding_batch(list(texts))

    def index(self, files: Sequence[Path], folder: Path) -> None:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        from llama_index.core import SimpleDirectoryReader, VectorStoreIndex

        documents = SimpleDirectoryReader(input_files=[str(file) for file in files]).load_data()
        VectorStoreIndex.from_documents(documents).storage_context.persist(str(folder))

    def open(self, folder: Path) -> None:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        from llama_index.core import StorageContext, load_index_from_storage

        index = load_index_from_storage(StorageContext.from_defaults(persist_dir=str(folder)))
        self._retriever: Any = index.as_retriever(similarity_top_k=3)

    def ask(self, question: str) -> str:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        return str(self._retriever.retrieve(question)[0].get_content())
