"""The record as a retriever of LangChain and of LlamaIndex, with the libraries themselves."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import anyio
import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import FilterError
from onrecord.index.filters import Filters
from onrecord.index.records import Citation
from onrecord.rag.assistant import Assistant
from onrecord.rag.retrievers import langchain, llamaindex
from onrecord.rag.settings import Settings
from tests.conftest import HashEmbedder

QUESTION = "What does the ferry cost?"
QUOTE = "A ticket for the ferry is four crowns. Children travel free of charge."

Ask = Callable[..., list[tuple[str, dict[str, Any]]]]


def by_langchain(assistant: Assistant, question: str, **how: Any) -> list[tuple[str, dict[str, Any]]]:
    documents = langchain.OnRecordRetriever(assistant=assistant, **how).invoke(question)
    assert all(each.id == each.metadata["citation"] for each in documents)
    return [(each.page_content, each.metadata) for each in documents]


def by_llamaindex(assistant: Assistant, question: str, **how: Any) -> list[tuple[str, dict[str, Any]]]:
    nodes = llamaindex.OnRecordRetriever(assistant, **how).retrieve(question)
    assert all(each.node_id == each.metadata["citation"] for each in nodes)
    assert all(round(each.score or 0, 4) == each.metadata["score"] for each in nodes)
    return [(each.text, each.metadata) for each in nodes]


both = pytest.mark.parametrize("ask", [by_langchain, by_llamaindex])


@pytest.fixture
def sure(archive: Archive, embedder: HashEmbedder) -> Assistant:
    """Answers everything."""
    return Assistant(archive, embedder, Settings(threshold=0))


@both
def test_the_text_is_the_exact_quote_and_the_metadata_its_citation(ask: Ask, sure: Assistant) -> None:
    ((text, facts),) = ask(sure, QUESTION, top_k=1)
    citation = Citation.parse(facts["citation"])
    held = sure.archive.transcript(citation.transcript)
    ((start, end),) = facts["spans"]
    assert text == QUOTE == held.text[start:end]
    told = {
        "title": "A talk",
        "date": "2020-02-03",
        "speaker": "Minister",
        "asker": "Reporter",
        "outlet": "Daily",
    }
    assert facts | told == facts
    assert facts["verdict"] == "answered"
    assert facts["score"] > 0
    assert "answer" not in facts


@both
def test_what_the_record_does_not_answer_finds_nothing_unless_the_nearest_is_wanted(
    ask: Ask, archive: Archive, embedder: HashEmbedder
) -> None:
    doubting = Assistant(archive, embedder, Settings(threshold=1))
    assert ask(doubting, QUESTION) == []
    (nearest, *_) = ask(doubting, QUESTION, nearest=True)
    assert nearest[0] == QUOTE
    assert nearest[1]["verdict"] != "answered"


@both
def test_only_what_passes_the_filters_is_asked(ask: Ask, sure: Assistant) -> None:
    assert len(ask(sure, QUESTION, filters=Filters(outlets=("Daily",)))) == 3
    with pytest.raises(FilterError, match="no outlet 'Nowhere'"):
        ask(sure, QUESTION, filters=Filters(outlets=("Nowhere",)))


def test_it_stands_in_a_chain_of_langchain(sure: Assistant) -> None:
    def listed(documents: list[Document]) -> list[str]:
        return [f"{each.page_content} [{each.metadata['citation']}]" for each in documents]

    chain = langchain.OnRecordRetriever(assistant=sure, top_k=1) | RunnableLambda(listed)
    assert chain.invoke(QUESTION)[0].startswith(f"{QUOTE} [talk/2@")


def test_it_stands_in_a_query_engine_of_llamaindex_whose_model_reads_who_said_it(sure: Assistant) -> None:
    engine = RetrieverQueryEngine.from_args(llamaindex.OnRecordRetriever(sure, top_k=1), llm=MockLLM())
    response = engine.query(QUESTION)
    (source,) = response.source_nodes
    assert source.text == QUOTE
    read = source.node.get_content(MetadataMode.LLM)
    assert QUOTE in read
    assert "speaker: Minister" in read
    assert "spans" not in read
    # The stand-in for a model says what it was given.
    assert QUOTE in str(response)


def test_both_can_be_awaited(sure: Assistant) -> None:
    async def asked() -> tuple[list[Document], list[Any]]:
        one = await langchain.OnRecordRetriever(assistant=sure).ainvoke(QUESTION)
        return one, await llamaindex.OnRecordRetriever(sure).aretrieve(QUESTION)

    with ThreadPoolExecutor(1) as apart:
        documents, nodes = apart.submit(partial(anyio.run, asked)).result()
    assert documents[0].page_content == nodes[0].text == QUOTE
