"""LlamaIndex's two recipes: a vector index, and its fusion with BM25."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.eval.peers.recipes import Chunk
from onrecord.eval.peers.vectors import KeptVectors

__all__ = ["LlamaIndex", "LlamaIndexFusion"]


_FUSED = 10


def _embeddings(vectors: KeptVectors) -> Any:
    """The vectors as an embedding model of LlamaIndex."""
    from llama_index.core.base.embeddings.base import BaseEmbedding

    class Embeddings(BaseEmbedding):
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

    return Embeddings(model_name="kept", embed_batch_size=256)


class LlamaIndex:
    """The splitter's defaults, and vectors in memory."""

    def __init__(self, vectors: KeptVectors) -> None:
        self._embeddings = _embeddings(vectors)

    def index(self, texts: Mapping[str, str]) -> None:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        self._indexed(texts)

    def _indexed(self, texts: Mapping[str, str], **options: Any) -> list[Any]:
        """Make the index of nodes that a splitter with these ``options`` gives, and return the nodes."""
        from llama_index.core import Document, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter

        documents = [Document(text=text, id_=name) for name, text in texts.items()]
        nodes = list(SentenceSplitter(**options).get_nodes_from_documents(documents))
        self._index = VectorStoreIndex(nodes, embed_model=self._embeddings)
        return nodes

    def find(self, question: str, count: int) -> list[Chunk]:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        return _chunks(self._index.as_retriever(similarity_top_k=count).retrieve(question))


class LlamaIndexFusion(LlamaIndex):
    """Reciprocal ranks of vectors and BM25 added up, as the documentation's example does it.

    The retriever of BM25 gives as many nodes as it is asked for, those that share no word too, so that deep
    lists put chance nodes between the others. So ten of each are fused, and what comes further is by vectors.
    """

    def index(self, texts: Mapping[str, str]) -> None:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        nodes = self._indexed(texts, chunk_size=256)
        self._retriever = self._fused(nodes, min(_FUSED, len(nodes)))

    def find(self, question: str, count: int) -> list[Chunk]:
        """See :class:`onrecord.eval.peers.recipes.Recipe`."""
        fused = _chunks(self._retriever.retrieve(question))
        further = [chunk for chunk in super().find(question, count) if chunk not in fused]
        return [*fused, *further][:count]

    def _fused(self, nodes: list[Any], count: int) -> Any:
        import Stemmer
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
        from llama_index.retrievers.bm25 import BM25Retriever

        by_words = BM25Retriever.from_defaults(
            nodes=nodes, similarity_top_k=count, stemmer=Stemmer.Stemmer("english"), language="english"
        )
        return QueryFusionRetriever(
            [self._index.as_retriever(similarity_top_k=count), by_words],
            llm=MockLLM(),  # must be given, and is not asked with one query
            similarity_top_k=count,
            num_queries=1,
            mode=FUSION_MODES.RECIPROCAL_RANK,
            use_async=False,
        )


def _chunks(found: list[Any]) -> list[Chunk]:
    return [
        Chunk(each.node.ref_doc_id, each.node.start_char_idx, each.node.end_char_idx)
        for each in found
        if each.node.start_char_idx is not None
    ]
