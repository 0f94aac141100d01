"""The record as a retriever of LlamaIndex: ``pip install 'onrecord[llamaindex]'``."""

from __future__ import annotations

import asyncio

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from onrecord.index.filters import EVERYTHING, Filters
from onrecord.rag.assistant import Assistant
from onrecord.rag.retrievers.passages import TOLD, found

__all__ = ["OnRecordRetriever"]


class OnRecordRetriever(BaseRetriever):
    """Gives the quotes that answer a question: exact words as text, their citation as metadata.

    Where the record does not answer it gives nothing, or with ``nearest`` what comes nearest; ``verdict`` in
    the metadata tells which it is. Only what passes ``filters`` is asked.
    """

    def __init__(
        self, assistant: Assistant, top_k: int = 3, filters: Filters = EVERYTHING, nearest: bool = False
    ) -> None:
        super().__init__()
        self._assistant = assistant
        self._top_k = top_k
        self._filters = filters
        self._nearest = nearest

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        nodes = []
        question = query_bundle.query_str
        for quote, facts in found(self._assistant, question, self._top_k, self._filters, self._nearest):
            # A model is to read who said it and when, and no offsets.
            hidden = [name for name in facts if name not in TOLD]
            node = TextNode(
                text=quote.text,
                id_=str(quote.citation),
                metadata=facts,
                excluded_llm_metadata_keys=hidden,
                excluded_embed_metadata_keys=hidden,
            )
            nodes.append(NodeWithScore(node=node, score=quote.score))
        return nodes

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
