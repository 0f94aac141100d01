"""The chat page in a process of its own, so that what Gradio leaves open is closed with it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["SAMPLE", "served"]

REPOSITORY = Path(__file__).parents[2]

FAKE = """
import signal
# A shell that runs the tests in the background has SIGINT ignored, and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
from tests.ui.fakes import FakeAssistant
from onrecord.ui.server import serve
from onrecord.ui.page.examples import sample_questions
serve(FakeAssistant(), examples=lambda words: sample_questions(words.tag), on_ready=lambda address: print(address, flush=True))
"""

# The sample record with the bundled model, as ``onrecord chat`` opens it.
SAMPLE = """
import sys
from pathlib import Path
from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.indexing import index_into
from onrecord.rag.assistant import Assistant
from onrecord.ui.server import serve
from onrecord.ui.page.examples import Examples
from onrecord.ui.locations import sample_record
embedder = load_embedder("bundled")
archive = Archive.create(Path(sys.argv[1]), embedder.model_id, embedder.dimension)
assert not [report.error for report in index_into(archive, embedder, [sample_record()]) if report.error]
assistant = Assistant(archive, embedder)
serve(
    assistant,
    examples=Examples(assistant),
    on_ready=lambda address: print(address, flush=True),
)
"""

# A small archive with the tiny embedder, given its folder; what else is given are arguments of ``serve``.
TINY = """
import json, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from onrecord.index.archive.archive import Archive
from onrecord.rag.assistant import Assistant
from tests.conftest import PAIRS, HashEmbedder, transcript_of
from onrecord.rag.settings import Settings
from onrecord.ui.page.evals import Evals
from onrecord.ui.page.library import Library
from onrecord.ui.server import serve
embedder = HashEmbedder()
archive = Archive.create(Path(sys.argv[1]), embedder.model_id, embedder.dimension)
archive.add(transcript_of(PAIRS), embedder)
given = json.loads(sys.argv[2] if len(sys.argv) > 2 else "{}")
if "llm" in given:
    from onrecord.rag.llm.client import LanguageModel
    from onrecord.rag.llm.writer import Writer
    given["writer"] = Writer(LanguageModel(given.pop("llm"), "small", retries=0))
serve(
    Assistant(archive, embedder, Settings(threshold=given.pop("threshold", Settings().threshold))),
    on_ready=lambda address: print(address, flush=True),
    library=Library(archive, embedder),
    evals=Evals(archive, embedder, Settings(threshold=0)),
    **given,
)
"""


@contextmanager
def served(program: str = FAKE, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run ``program``, which prints the address of a page that it serves; kill it afterwards."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
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
