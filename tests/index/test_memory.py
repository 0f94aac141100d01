"""What an archive's caches held is given back to the system when the archive has changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# Every second piece stays in use, so that nothing is given back by itself.
_PROGRAM = """
import sys
from pathlib import Path
import numpy as np
from onrecord.eval.compare.measuring import resident_memory
from onrecord.index.archive.archive import Archive
from tests.conftest import HashEmbedder, transcript_of
embedder = HashEmbedder()
archive = Archive.create(Path(sys.argv[1]), embedder.model_id, embedder.dimension)
archive.add(transcript_of([("When does it open?", "In May.")], "first"), embedder)
archive.choices()
used = []
for n in range(40_000):
    archive._known._keep(("made", n), np.ones(190))
    used.append(bytearray(64))
full = resident_memory()
archive.add(transcript_of([("When does it open?", "In May.")]), embedder)
archive.choices()
print(full - resident_memory())
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is asked to")
def test_memory_of_an_older_state_is_given_back(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path / "archive")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    # Of some 60 MiB.
    assert float(done.stdout) > 30
