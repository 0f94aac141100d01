"""Many people asking while one indexes; then the same with hostile connections held open."""

from __future__ import annotations

import statistics
import subprocess
import sys
import threading
from itertools import count, cycle
from pathlib import Path
from time import monotonic

from onrecord.eval.compare.data import press_questions
from onrecord.eval.compare.load import Crowd
from onrecord.eval.compare.measuring import resident_memory
from onrecord.ui.locations import sample_record
from tests.attack.connections import hostile
from tests.attack.target import REPOSITORY, TALK, Target, target

__all__ = ["PEOPLE", "SECONDS", "run"]

PEOPLE, SECONDS = 32, 180.0
_HOSTILE = 100
_SLOWER = 2.0
# In the first seconds files are mapped and caches filled; then memory may grow so much, as a share.
_WARM_SECONDS = 10.0
_GROWTH = 0.15


def _index(page: Target, end: float, wrong: list[str], first: int) -> int:
    """Index new transcripts by the command line, one after another, until ``end``; how many."""
    program = "import sys; from onrecord.ui.cli.main import main; sys.exit(main(sys.argv[1:]))"
    for number in count(first):
        if monotonic() > end:
            return number - first
        file = page.home / "talks" / f"street-{number}.txt"
        parts = (TALK.format(what=f"street {number}.{n}", when=f"year {n}") for n in range(20))
        file.write_text("\n".join(parts), "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", program, "index", "--archive", str(page.home / "archive"), str(file)],
            cwd=REPOSITORY, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            wrong.append(f"indexing meanwhile failed: {done.stderr.strip()[-200:]}")
            return number - first
    raise AssertionError


def _people(page: Target, people: int, seconds: float, wrong: list[str], first: int) -> tuple[Crowd, int]:
    """So many people for so long, while one indexes."""
    crowd = Crowd(cycle(press_questions()), port=page.place[1])
    asking = threading.Thread(target=crowd.ask, args=(people, seconds))
    asking.start()
    indexed = _index(page, monotonic() + seconds, wrong, first)
    asking.join()
    return crowd, indexed


def run(people: int = PEOPLE, seconds: float = SECONDS) -> list[str]:
    """Both; returns errors, an answer that is more than twice as slow, and memory that grew."""
    wrong: list[str] = []
    slow = b"GET /api/list HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
    with target(talks=[Path(sample_record())]) as page:
        _people(page, people, min(_WARM_SECONDS, seconds), wrong, 0)
        begin = resident_memory(page.process.pid)
        p95, first = [], 1000
        for what, connections in (("alone", 0), (f"beside {_HOSTILE} hostile connections", _HOSTILE)):
            with hostile(page, connections, slow, b"x", every=5.0):
                asked, indexed = _people(page, people, seconds, wrong, first)
            first += 1000
            cuts = statistics.quantiles(asked.seconds, n=100) if len(asked.seconds) > 1 else [0.0] * 99
            p95.append(cuts[94])
            end = resident_memory(page.process.pid)
            print(
                f"  {people} people {what}: {len(asked.seconds)} questions, {len(asked.wrong)} errors, p50 "
                f"{cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, {indexed} transcripts indexed "
                f"meanwhile; {begin:.0f} MiB at the begin, {end:.0f} at the end",
                flush=True,
            )
            wrong += [f"{what}: {each}" for each in asked.wrong[:3]]
            if len(asked.wrong) > 3:
                wrong.append(f"{what}: {len(asked.wrong)} questions failed in all")
            if end > begin * (1 + _GROWTH):
                wrong.append(f"{what}: memory grew from {begin:.0f} to {end:.0f} MiB")
        if p95[1] > _SLOWER * p95[0]:
            wrong.append(f"p95 is {p95[1]:.2f} s beside hostile connections, {p95[0]:.2f} s without")
    return wrong
