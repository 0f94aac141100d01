"""The bench runs from end to end, and its figures are what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.compare.replicate import replicate
from onrecord.eval.compare.speed.rows import Row, ratios, table
from onrecord.eval.compare.synthetic import SyntheticEmbedder
from onrecord.index.archive.archive import Archive
from tests.conftest import PAIRS, HashEmbedder

ROOT = Path(__file__).parents[2]


def test_ratios_are_above_one_where_we_are_better() -> None:
    rows = [
        Row("seconds", "time", "s", {"onrecord": [1.0, 2.0, 3.0], "peer": [8.0]}),
        Row("speed", "speed", "texts/s", {"onrecord": [30.0], "peer": [10.0]}, more_is_better=True),
        Row("memory", "memory", "MB", {"onrecord": [50.0], "peer": [200.0]}, share=True),
        Row("page", "page", "s", {"onrecord": [1.0]}),
    ]
    assert ratios(rows, "peer") == {"seconds": 4.0, "speed": 3.0, "memory": 0.25}
    assert "| time | s | 2 (1 to 3) | 8 | 4 |" in table(rows, ["onrecord", "peer"])


def test_drawn_vectors_are_the_same_for_the_same_text() -> None:
    real = np.linalg.qr(np.random.default_rng(1).normal(size=(16, 16)))[0].astype(np.float32)
    drawn = SyntheticEmbedder("m", real)
    first, again = drawn.embed_passages(["a", "b"]), drawn.embed_passages(["a", "b"])
    assert np.array_equal(first, again)
    assert np.allclose(np.linalg.norm(first, axis=1), 1, atol=1e-6)
    assert not np.array_equal(first, drawn.embed_passages(["a", "c"]))


@pytest.mark.model
def test_the_bench_runs() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "onrecord.eval.compare.speed", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["alone"]["page"] > 0
    for peer, ratios_to_it in (("langchain", found), ("llamaindex", found["llamaindex"])):
        if f"{peer} is left out" not in run.stdout:
            assert {"embed", "index", "question", "first_answer", "memory"} <= set(ratios_to_it)


def test_an_archive_is_repeated_whole(archive: Archive, embedder: HashEmbedder) -> None:
    archive.close()
    real = embedder.embed_passages([answer for _, answer in PAIRS])
    assert replicate(archive.folder, 8, real) == 9
    again = Archive.open(archive.folder)
    assert again.exchange_count() == 9
    assert [summary.id for summary in again.transcripts()] == ["talk", "talk--1", "talk--2"]
    assert len(again.nearest("passage", real[0], 20)[0]) == 9
    assert len(again.by_words("ferry")) == 3
    ferry = {unit.transcript for unit in again.units(list(again.by_words("ferry")))}
    assert ferry == {"talk", "talk--1", "talk--2"}
    assert again.transcript("talk--2").exchanges == again.transcript("talk").exchanges
