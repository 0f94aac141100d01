"""Who takes part: On Record, and the recipes that the documentation of LangChain and of LlamaIndex gives.

Each is asked to do the same four things. A contestant runs in a process of its own, so that its imports and
its memory are its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

__all__ = ["CONTESTANTS", "Contestant", "installed", "load"]


class Contestant(Protocol):
    """One way to ask a transcript; made with the folder of the model, as sentence-transformers knows it."""

    def embed(self, texts: Sequence[str]) -> None:
        """Turn texts into vectors."""
        ...

    def index(self, files: Sequence[Path], folder: Path) -> None:
        """Read ``files`` and write what is needed to ask them into ``folder``, which is empty."""
        ...

    def open(self, folder: Path) -> None:
        """Make what :meth:`index` wrote ready to be asked."""
        ...

    def ask(self, question: str) -> str:
        """The words that answer best; threads may call it at the same time."""
        ...


def _ours(model: Path) -> Contestant:
    from onrecord.eval.bench.ours import OnRecord

    return OnRecord(model)


def _langchain(model: Path) -> Contestant:
    from onrecord.eval.bench.langchain_peer import LangChain

    return LangChain(model)


def _llamaindex(model: Path) -> Contestant:
    from onrecord.eval.bench.llamaindex_peer import LlamaIndex

    return LlamaIndex(model)


_LOADERS: dict[str, tuple[str, Callable[[Path], Contestant]]] = {
    "onrecord": ("index", _ours),
    "langchain": ("langchain_community", _langchain),
    "llamaindex": ("llama_index.embeddings.huggingface", _llamaindex),
}
CONTESTANTS = tuple(_LOADERS)
"""Their names, ours first."""


def installed(name: str) -> bool:
    """Whether the libraries of a contestant are here."""
    from importlib.util import find_spec

    try:
        return find_spec(_LOADERS[name][0]) is not None
    except ModuleNotFoundError:
        return False


def load(name: str, model: Path) -> Contestant:
    """The contestant of that name with the model in ``model`` loaded."""
    return _LOADERS[name][1](model)
