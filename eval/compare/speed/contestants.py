"""Lists whose speed is measured: On Record, and the recipes of LangChain's and of LlamaIndex's documentation.

As a program, ``python -m onrecord.eval.compare.speed.contestants NAME MODEL FOLDER QUESTION``, it is the
script that a peer's user would write: it opens what was indexed, asks once and prints the answer.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from onrecord.eval.compare.peers.langchain import LangChain
from onrecord.eval.compare.peers.llamaindex import LlamaIndex
from onrecord.eval.compare.peers.peer import StoredPeer, installed

__all__ = ["CONTESTANTS", "Contestant", "available", "load", "script"]


class Contestant(Protocol):
    """One way to ask a transcript."""

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


class _OfPeer:
    """A peer, given files instead of texts; a reader is shown three chunks."""

    def __init__(self, peer: StoredPeer) -> None:
        self._peer = peer
        self.embed, self.open = peer.embed, peer.open

    def index(self, files: Sequence[Path], folder: Path) -> None:
        self._peer.index({str(file): file.read_text(encoding="utf-8") for file in files})
        self._peer.save(folder)

    def ask(self, question: str) -> str:
        return self._peer.find(question, 3)[0].text


_PEERS: dict[str, type[LangChain | LlamaIndex]] = {"langchain": LangChain, "llamaindex": LlamaIndex}
CONTESTANTS = ("onrecord", *_PEERS)
"""Their names, ours first."""


def available(name: str) -> bool:
    """Whether the library of a contestant is here."""
    return name not in _PEERS or installed(_PEERS[name])


def load(name: str, model: Path) -> Contestant:
    """The contestant of that name, with the model in a folder that sentence-transformers reads."""
    if name in _PEERS:
        return _OfPeer(_PEERS[name](model))
    # Imported here: what it imports must not weigh on the others' processes.
    from onrecord.eval.compare.speed.on_record import OnRecord

    return OnRecord()


def script(name: str, model: Path, folder: Path, question: str) -> list[str]:
    """The command of a new process in which a user asks one question of what was indexed into ``folder``."""
    if name == "onrecord":
        return [str(Path(sys.executable).with_name("onrecord")), "ask", "--archive", str(folder), question]
    return [sys.executable, "-W", "ignore", "-m", __spec__.name, name, str(model), str(folder), question]


if __name__ == "__main__":
    _name, _model, _folder, _question = sys.argv[1:]
    _contestant = load(_name, Path(_model))
    _contestant.open(Path(_folder))
    print(_contestant.ask(_question))
