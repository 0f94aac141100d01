"""Defines what a peer can do, whichever library it is built with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar, Protocol

__all__ = ["Chunk", "Peer", "StoredPeer", "installed"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document: ``text``, the characters ``start`` to ``end``."""

    document: str
    start: int
    end: int
    text: str


class Peer(Protocol):
    """A retriever as the documentation of another library builds it."""

    library: ClassVar[str]
    """The module that it needs and that may be missing."""

    def index(self, texts: Mapping[str, str]) -> None:
        """Cut and index documents, given by name."""
        ...

    def find(self, question: str, count: int) -> list[Chunk]:
        """Return the ``count`` best chunks at most, best first."""
        ...


class StoredPeer(Peer, Protocol):
    """A peer whose index is also kept on disk, so that its speed can be measured."""

    def embed(self, texts: Sequence[str]) -> None:
        """Turn texts into vectors."""
        ...

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        ...

    def open(self, folder: Path) -> None:
        """Make what :meth:`save` wrote ready to be asked; threads may then call :meth:`find`."""
        ...


def installed(peer: type[Peer]) -> bool:
    """Whether the library of a peer is here."""
    try:
        return find_spec(peer.library) is not None
    except ModuleNotFoundError:
        return False
