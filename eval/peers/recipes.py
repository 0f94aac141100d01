"""What users would build otherwise: the recipes of LangChain's, LlamaIndex's and txtai's documentation.

Each gets the vectors of the same model, with the prefixes that the model wants, which is more than some of
the recipes say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from onrecord.eval.peers.vectors import KeptVectors

__all__ = ["RECIPES", "Chunk", "Offer", "Recipe"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document: the characters ``start`` to ``end`` of its text."""

    document: str
    start: int
    end: int


class Recipe(Protocol):
    """One way to ask documents."""

    def index(self, texts: Mapping[str, str]) -> None:
        """Cut and index documents, given by name."""
        ...

    def find(self, question: str, count: int) -> list[Chunk]:
        """The ``count`` best chunks at most, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A recipe: its name, how it is set up, the library that it needs, and what makes it.

    ``small`` recipes cut smaller pieces than the documentation says and are tried on transcripts alone.
    """

    name: str
    settings: str
    library: str
    make: Callable[[KeptVectors], Recipe]
    small: bool = False

    @property
    def installed(self) -> bool:
        """Whether its library is here."""
        try:
            return find_spec(self.library) is not None
        except ModuleNotFoundError:
            return False


def _langchain(size: int, overlap: int) -> Callable[[KeptVectors], Recipe]:
    def make(vectors: KeptVectors) -> Recipe:
        from onrecord.eval.peers.langchain_recipe import LangChain

        return LangChain(vectors, size, overlap)

    return make


def _llamaindex(vectors: KeptVectors) -> Recipe:
    from onrecord.eval.peers.llamaindex_recipe import LlamaIndex

    return LlamaIndex(vectors)


def _fusion(vectors: KeptVectors) -> Recipe:
    from onrecord.eval.peers.llamaindex_recipe import LlamaIndexFusion

    return LlamaIndexFusion(vectors)


def _txtai(vectors: KeptVectors) -> Recipe:
    from onrecord.eval.peers.txtai_recipe import Txtai

    return Txtai(vectors)


RECIPES = (
    Offer(
        "LangChain",
        "RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200), FAISS, as_retriever",
        "langchain_community",
        _langchain(1000, 200),
    ),
    Offer(
        "LangChain, small chunks",
        "the same with chunk_size=300, chunk_overlap=50",
        "langchain_community",
        _langchain(300, 50),
        small=True,
    ),
    Offer(
        "LlamaIndex",
        "SentenceSplitter() with its defaults (1024 tokens, 200 of overlap), VectorStoreIndex, as_retriever",
        "llama_index.core",
        _llamaindex,
    ),
    Offer(
        "LlamaIndex, fusion",
        "SentenceSplitter(chunk_size=256), VectorStoreIndex and BM25Retriever (English stemmer), "
        "QueryFusionRetriever(mode='reciprocal_rerank', num_queries=1: there is no language model to "
        "write further ones), ten of each fused, further ones by vectors",
        "llama_index.retrievers.bm25",
        _fusion,
    ),
    Offer(
        "txtai",
        "Segmentation(paragraphs=True), Embeddings(content=True, hybrid=True): vectors and BM25",
        "txtai",
        _txtai,
    ),
)
"""Who stands beside On Record."""
