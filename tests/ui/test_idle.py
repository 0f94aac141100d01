"""What a page costs while nobody asks."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.ui.served import served

PROCESSES = Path("/proc")

pytestmark = pytest.mark.slow


@pytest.mark.skipif(not (PROCESSES / "self" / "task").is_dir(), reason="counts what Linux tells of a process")
def test_a_page_that_nobody_uses_seldom_wakes() -> None:
    def wakes(process: int) -> int:
        threads = (PROCESSES / str(process) / "task").glob("*/status")
        counts = (re.search(r"^voluntary_ctxt_switches:\s*(\d+)", each.read_text(), re.M) for each in threads)
        return sum(int(count[1]) for count in counts if count)

    with served() as (_, child):
        time.sleep(1)
        before = wakes(child.pid)
        time.sleep(3)
        # Ten times a second uvicorn looks whether it should end.
        assert wakes(child.pid) - before < 3 * 60
