"""Lists what users would build otherwise: the recipes of LangChain's, LlamaIndex's and txtai's documentation.

Each gets the vectors of the same model, with the prefixes that the model wants, which is more than some of
the recipes say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.eval.compare.peers.embedding_cache import EmbeddingCache
from onrecord.eval.compare.peers.langchain import LangChain
from onrecord.eval.compare.peers.llamaindex import LlamaIndex, LlamaIndexFusion
from onrecord.eval.compare.peers.peer import Peer
from onrecord.eval.compare.peers.txtai import Txtai

__all__ = ["RECIPES", "Recipe"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe: its name, how it is set up, the adapter that builds it, and the options for that.

    ``small`` recipes cut smaller pieces than the documentation says and are tried on transcripts alone.
    """

    name: str
    settings: str
    adapter: type[LangChain | LlamaIndex | Txtai]
    options: Mapping[str, int] = field(default_factory=dict)
    small: bool = False

    def build(self, vectors: EmbeddingCache) -> Peer:
        """Make the peer, which takes its vectors from ``vectors``."""
        return self.adapter(vectors, **self.options)


RECIPES = (
    Recipe(
        "LangChain",
        "RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200), FAISS, as_retriever",
        LangChain,
    ),
    Recipe(
        "LangChain, small chunks",
        "the same with chunk_size=300, chunk_overlap=50",
        LangChain,
        {"chunk_size": 300, "overlap": 50},
        small=True,
    ),
    Recipe(
        "LlamaIndex",
        "SentenceSplitter() with its defaults (1024 tokens, 200 of overlap), VectorStoreIndex, as_retriever",
        LlamaIndex,
    ),
    Recipe(
        "LlamaIndex, fusion",
        "SentenceSplitter(chunk_size=256), VectorStoreIndex and BM25Retriever (English stemmer), "
        "QueryFusionRetriever(mode='reciprocal_rerank', num_queries=1: there is no language model to "
        "write further ones), ten of each fused, further ones by vectors",
        LlamaIndexFusion,
    ),
    Recipe(
        "txtai",
        "Segmentation(paragraphs=True), Embeddings(content=True, hybrid=True): vectors and BM25",
        Txtai,
    ),
)
"""Who stands beside On Record."""
