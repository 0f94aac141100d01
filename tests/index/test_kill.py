"""A kill at any moment leaves whole files only."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from onrecord.index.archive.archive import Archive
from onrecord.index.indexing import index_paths
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.tables.schema import FILE_NAME
from onrecord.index.units import findable
from tests.conftest import HashEmbedder

ROOT = Path(__file__).parents[2]
FILES = 40

CHILD = """
import sys
from pathlib import Path
from onrecord.index.archive.archive import Archive
from onrecord.index.indexing import index_paths
from tests.conftest import HashEmbedder

embedder = HashEmbedder()
archive = Archive.create(Path(sys.argv[1]), embedder.model_id, embedder.dimension)
for report in index_paths(archive, embedder, [Path(sys.argv[2])]):
    print(report.outcome, flush=True)
    archive.nearest("passage", embedder.embed_questions(["the bridge"])[0], 3)
"""


def assert_whole(folder: Path) -> int:
    """Every transcript in the archive is complete; returns how many there are."""
    archive = Archive.open(folder)
    db = sqlite3.connect(folder / FILE_NAME)
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    units = 0
    for summary in archive.transcripts():
        transcript = archive.transcript(summary.id)
        assert transcript == parse(read(Path(summary.source)), summary.id)
        units += len(findable(transcript))
    assert db.execute("SELECT count(*) FROM unit").fetchone() == (units,)
    searched = db.execute("SELECT count(*) FROM unit WHERE view != 'sentence'").fetchone()
    assert db.execute("SELECT count(*) FROM words").fetchone() == searched
    db.close()
    archive.close()
    return len(archive_ids(folder))


def archive_ids(folder: Path) -> list[str]:
    """The ids in the archive."""
    archive = Archive.open(folder)
    ids = [summary.id for summary in archive.transcripts()]
    archive.close()
    return ids


def test_a_kill_leaves_whole_files_only(tmp_path: Path) -> None:
    talks = tmp_path / "talks"
    talks.mkdir()
    for n in range(FILES):
        pairs = "".join(
            f"问：第{n}场第{k}个问题是什么？\n答：这是第{k}个回答。说明在后面。\n" for k in range(6)
        )
        (talks / f"talk-{n:02}.txt").write_text(pairs, encoding="utf-8")
    folder = tmp_path / "archive"
    chance = random.Random(8)
    counts = []
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(folder), str(talks)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        # From the first new file on there is something to interrupt.
        while child.stdout.readline() == b"unchanged\n":
            pass
        time.sleep(chance.uniform(0.0, 0.1))
        child.kill()
        child.wait()
        child.stdout.close()
        counts.append(assert_whole(folder))
    assert counts == sorted(counts)
    assert 0 < counts[0] < counts[-1] < FILES

    embedder = HashEmbedder()
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    outcomes = [report.outcome for report in index_paths(archive, embedder, [talks])]
    assert outcomes.count("unchanged") >= counts[-1]
    assert assert_whole(folder) == FILES
