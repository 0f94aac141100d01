"""``onrecord tune``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import HashEmbedder
from tests.eval.taught import NoisyEmbedder, taught_archive
from tests.ui.command_line import Run


def test_the_command_tells_what_was_learnt_and_takes_it_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.tune_command.load_model", lambda _: NoisyEmbedder())
    folder = tmp_path / "an archive"
    taught_archive(folder).close()
    status, out, err = run("tune", "--archive", str(folder), "--json")
    told = json.loads(out)
    assert told["record"]["tuned"] > told["record"]["plain"]
    assert told["accepted"] == (status == 0)
    assert ("take it back with: onrecord tune --undo --archive" in err) == told["accepted"]
    assert ("nothing was kept" in err) != told["accepted"]
    status, out, err = run("tune", "--archive", str(folder))
    assert "learnt from 320 exchanges, 2020-01-01 to 2020-01-16" in out
    assert "this archive's later questions, nDCG@10" in out
    while (undone := run("tune", "--archive", str(folder), "--undo"))[0] == 0:
        assert "was taken back" in undone[1]
    assert undone[2] == "onrecord: the archive has no tuning to take back\n"


def test_a_small_archive_is_told_in_one_line(run: Run, talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.tune_command.load_model", lambda _: HashEmbedder())
    run("index", str(talk))
    status, out, err = run("tune")
    assert (status, out) == (2, "")
    assert "the archive is too small to learn from: 2 exchanges with a question, and it takes 300" in err
