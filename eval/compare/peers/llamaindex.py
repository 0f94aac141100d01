"""Builds LlamaIndex's recipes: a vector index, and its fusion with BM25. Alone imports ``llama_index``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from onrecord.eval.compare.peers.embedding_cache import EmbeddingCache
from onrecord.eval.compare.peers.peer import Chunk

__all__ = ["LlamaIndex", "LlamaIndexFusion"]

_FUSED = 10


class LlamaIndex:
    """The splitter's defaults (1,024 tokens, 200 of overlap), and vectors in memory.

    ``model`` is a folder that sentence-transformers reads, or vectors that are kept.
    """

    library: ClassVar[str] = "llama_index.embeddings.huggingface"
    _splitting: ClassVar[dict[str, Any]] = {}

    def __init__(self, model: Path | EmbeddingCache) -> None:
        self._embeddings = _loaded(model) if isinstance(model, Path) else _cached(model)

    def embed(self, texts: Sequence[str]) -> None:
        self._embeddings.get_text_embedding_batch(list(texts))

    def index(self, texts: Mapping[str, str]) -> None:
        from llama_index.core import Document, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter

        documents = [Document(text=text, id_=name) for name, text in texts.items()]
        self._nodes = SentenceSplitter(**self._splitting).get_nodes_from_documents(documents)
        self._index: Any = VectorStoreIndex(self._nodes, embed_model=self._embeddings)

    def find(self, question: str, count: int) -> list[Chunk]:
        return _chunks(self._index.as_retriever(similarity_top_k=count).retrieve(question))

    def save(self, folder: Path) -> None:
        self._index.storage_context.persist(str(folder))

    def open(self, folder: Path) -> None:
        from llama_index.core import StorageContext, load_index_from_storage

        stored = StorageContext.from_defaults(persist_dir=str(folder))
        self._index = load_index_from_storage(stored, embed_model=self._embeddings)


class LlamaIndexFusion(LlamaIndex):
    """Reciprocal ranks of vectors and BM25 added up, as the documentation's example does it.

    The retriever of BM25 gives as many nodes as it is asked for, those that share no word too, so that deep
    lists put chance nodes between the others. So ten of each are fused, and what comes further is by vectors.
    """

    library: ClassVar[str] = "llama_index.retrievers.bm25"
    _splitting: ClassVar[dict[str, Any]] = {"chunk_size": 256}

    def index(self, texts: Mapping[str, str]) -> None:
        import Stemmer
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
        from llama_index.retrievers.bm25 import BM25Retriever

        super().index(texts)
        count = min(_FUSED, len(self._nodes))
        by_words = BM25Retriever.from_defaults(
            nodes=self._nodes, similarity_top_k=count, stemmer=Stemmer.Stemmer("english"), language="english"
        )
        self._fusion = QueryFusionRetriever(
            [self._index.as_retriever(similarity_top_k=count), by_words],
            llm=MockLLM(),  # must be given, and is not asked with one query
            similarity_top_k=count,
            num_queries=1,
            mode=FUSION_MODES.RECIPROCAL_RANK,
            use_async=False,
        )

    def find(self, question: str, count: int) -> list[Chunk]:
        fused = _chunks(self._fusion.retrieve(question))
        further = [chunk for chunk in super().find(question, count) if chunk not in fused]
        return [*fused, *further][:count]


def _chunks(found: list[Any]) -> list[Chunk]:
    return [
        Chunk(node.ref_doc_id, node.start_char_idx, node.end_char_idx, node.get_content())
        for node in (each.node for each in found)
        if node.start_char_idx is not None
    ]


def _loaded(folder: Path) -> Any:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=str(folder), device="cpu")


def _cached(vectors: EmbeddingCache) -> Any:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Cached(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            row: list[float] = vectors.questions([query])[0].tolist()
            return row

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = vectors.passages(texts).tolist()
            return rows

    return Cached(model_name="kept", embed_batch_size=256)
