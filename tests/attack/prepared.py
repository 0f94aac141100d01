"""Imported by the process that children are forked from: loads what the first change would load, seconds of it."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from tqdm import tqdm

from onrecord.index.archive.archive import Archive
from tests.attack import wholeness
from tests.attack.changes import SET, TALK, Step, content, do, rows, search
from tests.conftest import HashEmbedder


def _prepare(home: Path) -> None:
    folder, embedder = home / "archive", HashEmbedder()
    Archive.create(folder, embedder.model_id, embedder.dimension).close()
    (home / "brought").mkdir()
    (home / "brought" / f"{TALK}.txt").write_text(content(TALK, 1), "utf-8")
    (home / f"{SET}.jsonl").write_text(rows(1), "utf-8")
    for step in (Step("add", (f"{TALK}.txt",)), Step("keep a set"), Step("tune")):
        do(folder, home, step)
    search(folder)
    wholeness.look(folder, {TALK: {wholeness.Held(1)}}, {1}, set())


# Its own is shared between processes, and each killed one would leave one behind.
tqdm.set_lock(threading.RLock())
with tempfile.TemporaryDirectory(prefix="onrecord-kills-") as made:
    _prepare(Path(made))
