"""The chat page in a process of its own, so that what Gradio leaves open is closed with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["FAKE", "served"]

REPOSITORY = Path(__file__).parents[2]

FAKE = """
from tests.ui.fakes import FakeAssistant
from ui.chat import serve
from ui.messages import SAMPLE_QUESTIONS
serve(FakeAssistant(), examples=SAMPLE_QUESTIONS, on_ready=lambda address: print(address, flush=True))
"""


@contextmanager
def served(program: str = FAKE) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``program``, which prints the address of a page that it serves; kill it afterwards."""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        try:
            assert child.stdout is not None
            address = child.stdout.readline().strip()
            assert address, child.communicate()[1]
            yield address, child
        finally:
            child.kill()
