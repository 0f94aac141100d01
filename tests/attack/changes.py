"""What changes an archive, done in a process that is killed meanwhile."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.errors import OnRecordError
from onrecord.rag.background import Background
from onrecord.rag.settings import Settings
from onrecord.ui.cli import opening
from onrecord.ui.cli.main import main
from onrecord.ui.page.evals import Evals
from onrecord.ui.page.library import Library
from tests.conftest import HashEmbedder

__all__ = ["SET", "TALK", "Step", "ask", "change", "content", "do", "rows", "search"]

_EXCHANGES = 6
SET = "questions"
TALK = "talk-0"
"""The transcript that the set is about."""

# Before one of these a file or the database has not been touched yet, after it it has.
_TOUCHING = frozenset(
    ("open", "write", "flush", "close", "sendfile", "replace", "rename", "unlink", "remove", "mkdir", "rmdir", "fsync",
     "truncate", "chmod", "execute", "executemany", "commit", "write_index", "tofile")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what is done, with which words.

    ``calls`` is before which call that touches a file the process dies by itself; 0 for none.
    """

    do: str
    words: tuple[str, ...] = ()
    calls: int = 0


def content(name: str, version: int) -> str:
    """The text of a transcript, another one for each version."""
    return "\n".join(
        f"Q: What of {name} and the bridge number {n}, year {version}?\n\n"
        f"A: In year {version} bridge {n} of {name} has {version + n} arches. 第{version}年的桥很长。\n"
        for n in range(_EXCHANGES)
    )


def rows(version: int) -> str:
    """A question set about :data:`TALK`, another one for each version."""
    numbers = [1 + (version + n) % _EXCHANGES for n in range(3)]
    return "".join(
        json.dumps(
            {"id": f"{version}-{n}", "question": f"Which bridge, {version}?", "exchanges": [f"{TALK}/{n}"]}
        )
        + "\n"
        for n in numbers
    )


def change(folder: Path, home: Path, step: Step, told: Connection) -> None:
    """Do ``step`` with the archive in ``folder``, of the files in ``home``; then search, which writes caches.

    What is printed goes to ``told``; at the end it says ``done``, and how many calls touched a file.
    """
    os.dup2(told.fileno(), 1)
    os.dup2(os.open(home / "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False, buffering=1)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    os.write(1, b"begun\n")
    setattr(opening, "load_model", lambda _: HashEmbedder())  # noqa: B010
    touched = 0

    def before(_: object, event: str, called: Any) -> None:
        nonlocal touched
        if event == "c_call" and called.__name__ in _TOUCHING:
            touched += 1
            if touched == step.calls:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(before)
    try:
        do(folder, home, step)
    except OnRecordError as error:
        print(f"refused: {error}")
    if step.words[:1] != ("--store",):  # Milvus takes seconds, and its files are its own
        search(folder)
    sys.setprofile(None)
    os.write(1, f"done {touched}\n".encode())


def ask(folder: Path) -> None:
    """Ask the archive, as a page does that stays open, until the process is killed, or for a minute."""
    embedder = HashEmbedder()
    archive = Archive.open(folder)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        _nearest(archive, embedder)
        time.sleep(0.002)


def search(folder: Path) -> None:
    """Ask the archive once."""
    archive = Archive.open(folder)
    _nearest(archive, HashEmbedder())
    archive.close()


def _nearest(archive: Archive, embedder: HashEmbedder) -> None:
    if archive.transcripts():
        vector = embedder.embed_questions(["the bridge"])[0]
        archive.nearest_each(("question", "passage", "answer"), vector, 3)


def do(folder: Path, home: Path, step: Step) -> None:
    """Do one change."""
    embedder = HashEmbedder()
    at = ("--archive", str(folder))
    commands: dict[str, tuple[str, ...]] = {
        "index": ("index", *at, *step.words, str(home / "talks")),
        "remove": ("remove", *at, *step.words),
        "tune --undo": ("tune", *at, "--undo"),
    }
    if step.do in commands:
        main(commands[step.do])
        return
    archive = Archive.open(folder)
    library = Library(archive, embedder)

    def take_away_and_back() -> None:
        library.restore(library.remove(step.words[0]))

    def keep_set() -> None:
        evals = Evals(archive, embedder, Settings())
        evals.keep(home / f"{SET}.jsonl", evals.digest(SET))

    pages: dict[str, Callable[[], object]] = {
        "rename": lambda: library.rename(*step.words),
        "add": lambda: list(
            library.add(list(library.look([home / "brought" / each for each in step.words])))
        ),
        "remove from the page": lambda: library.remove(*step.words),
        "remove and take back": take_away_and_back,
        "keep a set": keep_set,
        "tune": lambda: archive.tune(_tuning(archive, embedder)),
    }
    pages[step.do]()


def _tuning(archive: Archive, embedder: HashEmbedder) -> Tuning:
    """As learning would give it, with what learning keeps beside the archive."""
    Background.load(embedder, archive.folder)
    size = embedder.dimension
    number = archive.next_tuning()
    shift = np.full(size, number / 1000, np.float32)
    directions = np.eye(size, dtype=np.float32)
    turn = np.zeros((size, 1), np.float32)
    return Tuning(number, shift, shift, directions, turn, turn.T, 0.5, ("en",), {})
