"""The record as a retriever of LangChain: ``pip install 'onrecord[langchain]'``."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from onrecord.index.filters import EVERYTHING, Filters
from onrecord.rag.assistant import Assistant
from onrecord.rag.retrievers.passages import found

__all__ = ["OnRecordRetriever"]


class OnRecordRetriever(BaseRetriever):
    """Gives the quotes that answer a question: exact words as text, their citation as metadata.

    Where the record does not answer it gives nothing, or with ``nearest`` what comes nearest; ``verdict`` in
    the metadata tells which it is. Only what passes ``filters`` is asked.
    """

    assistant: Assistant
    top_k: int = 3
    filters: Filters = EVERYTHING
    nearest: bool = False

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return [
            Document(page_content=quote.text, id=str(quote.citation), metadata=facts)
            for quote, facts in found(self.assistant, query, self.top_k, self.filters, self.nearest)
        ]
