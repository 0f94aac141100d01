"""What threads of the page free is there for all of them, so that its memory does not grow with their number."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

# Twelve threads at once hold memory; how many arenas they share is asked of the allocator.
_PROGRAM = """
import ctypes, sys, threading
from onrecord.ui.server import _share_memory
if sys.argv[1] == "shared":
    _share_memory()
together = threading.Barrier(12)
def work():
    together.wait()
    held = [bytearray(9000) for _ in range(200)]
    together.wait()
threads = [threading.Thread(target=work) for _ in range(12)]
[each.start() for each in threads], [each.join() for each in threads]
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


def _arenas(how: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )  # fmt: skip
    return len(re.findall("<heap nr=", done.stdout))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems share memory among threads anyway")
def test_threads_share_what_they_free() -> None:
    assert _arenas("apart") > 2 >= _arenas("shared")
