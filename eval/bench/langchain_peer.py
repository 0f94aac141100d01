"""LangChain's recipe: a splitter, HuggingFaceEmbeddings, FAISS, a retriever.

With ``onrecord.eval.peers.langchain_recipe`` the only importer of ``langchain_community``. The class's newer
home, ``langchain_huggingface``, wants an older huggingface-hub than transformers 5.23 does and cannot be
installed beside it, so it was not measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["LangChain"]


class LangChain:
    """The recipe with the chunk sizes of its documentation, 1,000 characters of which 200 overlap."""

    def __init__(self, model: Path) -> None:
        from langchain_community.embeddings import HuggingFaceEmbeddings

        self._embeddings = HuggingFaceEmbeddings(
            model_name=str(model),
            model_kwargs={"device": "cpu"},
            encode_kwargs={"normalize_embeddings": True},
        )

    def embed(self, texts: Sequence[str]) -> None:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        self._embeddings.embed_documents(list(texts))

    def index(self, files: Sequence[Path], folder: Path) -> None:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        from langchain_community.document_loaders import TextLoader
        from langchain_community.vectorstores import FAISS
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        documents = [each for file in files for each in TextLoader(file, encoding="utf-8").load()]
        FAISS.from_documents(splitter.split_documents(documents), self._embeddings).save_local(str(folder))

    def open(self, folder: Path) -> None:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        from langchain_community.vectorstores import FAISS

        store = FAISS.load_local(str(folder), self._embeddings, allow_dangerous_deserialization=True)
        self._retriever: Any = store.as_retriever(search_kwargs={"k": 3})

    def ask(self, question: str) -> str:
        """See :class:`onrecord.eval.bench.contestants.Contestant`."""
        return str(self._retriever.invoke(question)[0].page_content)
