"""``onrecord tune``."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from tests.conftest import HashEmbedder
from tests.eval.taught import NoisyEmbedder, taught_archive
from tests.ui.command_line import Run


@pytest.mark.slow
def test_the_command_tells_what_was_learnt_and_takes_it_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.ui.cli.opening.load_model", lambda _: NoisyEmbedder())
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
    monkeypatch.setattr("onrecord.ui.cli.opening.load_model", lambda _: HashEmbedder())
    run("index", str(talk))
    status, out, err = run("tune")
    assert (status, out) == (2, "")
    assert "the archive is too small to learn from: 2 exchanges with a question, and it takes 300" in err


CHILD = """
import signal, sys, time
# A shell that runs the tests in the background lets them ignore interruptions.
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from tests.eval.taught import NoisyEmbedder
import onrecord.rag.contrast, onrecord.ui.cli.opening

def drawn(draw, count):
    Path(sys.argv[1]).touch()
    time.sleep(60)

onrecord.rag.contrast._drawn = drawn
onrecord.ui.cli.opening.load_model = lambda _: NoisyEmbedder()
from onrecord.ui.cli.main import main
sys.exit(main(sys.argv[2:]))
"""
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
@pytest.mark.slow
def test_an_interruption_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    folder, learning = tmp_path / "an archive", tmp_path / "learning"
    archive = taught_archive(folder)
    before = archive.generation
    stopped = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(learning), "tune", "--archive", str(folder)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    while not learning.exists():
        assert stopped.poll() is None
        time.sleep(0.01)
    stopped.send_signal(signal.SIGINT)
    out, err = stopped.communicate()
    assert (stopped.returncode, out) == (1, "")
    assert "Traceback" not in err
    archive.close()
    again = Archive.open(folder)
    assert again.generation == before
    assert again.tuning is None
    assert again.next_tuning() == 1
    assert not list(tmp_path.glob("onrecord-tune-*"))
