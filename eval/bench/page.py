"""How long the chat page takes to be there."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from onrecord.eval.bench.rows import Row

__all__ = ["page_ready"]

_PATIENCE_SECONDS = 120
_PORT = 7979


def page_ready(archive: Path, rounds: int) -> Row:
    """A new ``onrecord chat`` to the first time that its page is served."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        process = subprocess.Popen(
            [Path(sys.executable).with_name("onrecord"), "chat", "--archive", archive, "--port", str(_PORT)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            while not _served(f"http://127.0.0.1:{_PORT}/"):
                if process.poll() is not None or time.perf_counter() - start > _PATIENCE_SECONDS:
                    raise RuntimeError(f"the page did not come; run: onrecord chat --archive {archive}")
                time.sleep(0.02)
            seconds.append(time.perf_counter() - start)
        finally:
            process.kill()
            process.wait()
    return Row("page", "new process to the page being served", "s", {"onrecord": seconds})


def _served(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
