"""Starts the chat page in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["PORT", "chat_server"]

PORT = 7979
_PATIENCE_SECONDS = 120


@contextmanager
def chat_server(archive: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``onrecord chat`` on ``archive``, from when its page is served on :data:`PORT`."""
    onrecord = Path(sys.executable).with_name("onrecord")
    with subprocess.Popen(
        [onrecord, "chat", "--archive", archive, "--port", str(PORT)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            end = time.monotonic() + _PATIENCE_SECONDS
            while not _served():
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"the page did not come; run: onrecord chat --archive {archive}")
                time.sleep(0.02)
            yield process
        finally:
            process.kill()


def _served() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False
