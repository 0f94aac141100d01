"""A contestant in a process of its own, driven line by line: what it is to do as JSON, what it took as JSON.

As a program, ``python -m onrecord.eval.bench.worker NAME MODEL``, it is the driven side. With ``FOLDER
QUESTION`` after that it is the script that a peer's user would write: it opens what was indexed, asks once
and prints the answer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.eval.bench.contestants import Contestant, load

__all__ = ["Worker", "command"]

_MEGABYTE = 1024


def command(name: str, model: Path, *arguments: str) -> list[str]:
    """How the process of a contestant is started."""
    return [sys.executable, "-W", "ignore", "-m", "onrecord.eval.bench.worker", name, str(model), *arguments]


class Worker:
    """The driving side. Leave its ``with`` block to end the process."""

    def __init__(self, name: str, model: Path) -> None:
        self.name = name
        self._process = subprocess.Popen(
            command(name, model),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        )  # fmt: skip
        self._receive()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def do(self, task: str, **arguments: Any) -> Any:
        """Have ``task`` done, one of the functions of this module that begin with ``_do_``; what it gives."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"task": task, **arguments}) + "\n")
        self._process.stdin.flush()
        return self._receive()

    def _receive(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name}: its process ended; run: {' '.join(self._process.args)}")  # type: ignore[arg-type]
        return json.loads(line)


def _do_embed(contestant: Contestant, texts: Sequence[str]) -> float:
    """Seconds."""
    start = time.perf_counter()
    contestant.embed(texts)
    return time.perf_counter() - start


def _do_index(contestant: Contestant, files: Sequence[str], folder: str) -> float:
    """Seconds."""
    start = time.perf_counter()
    contestant.index([Path(file) for file in files], Path(folder))
    return time.perf_counter() - start


def _do_open(contestant: Contestant, folder: str) -> float:
    """Seconds."""
    start = time.perf_counter()
    contestant.open(Path(folder))
    return time.perf_counter() - start


def _do_ask(contestant: Contestant, questions: Sequence[str], users: int = 1) -> dict[str, Any]:
    """Seconds of each question, seconds of all, by as many users at once as told."""

    def one(question: str) -> float:
        start = time.perf_counter()
        contestant.ask(question)
        return time.perf_counter() - start

    with ThreadPoolExecutor(users) as pool:
        start = time.perf_counter()
        each = list(pool.map(one, questions))
        return {"each": each, "all": time.perf_counter() - start}


def _do_memory(contestant: Contestant) -> dict[str, float]:
    """MB that the process holds now, and the most it ever held."""
    # Not ru_maxrss: it begins with what the process that started this one held.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return {
        key: int(status.partition(name)[2].split()[0]) / _MEGABYTE
        for key, name in (("now", "VmRSS:"), ("peak", "VmHWM:"))
    }


_TASKS = {"embed": _do_embed, "index": _do_index, "open": _do_open, "ask": _do_ask, "memory": _do_memory}


def _serve(contestant: Contestant) -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever a library prints must not come between the answers.
    os.dup2(2, 1)
    print("null", file=answers, flush=True)
    for line in sys.stdin:
        arguments = json.loads(line)
        task: Any = _TASKS[arguments.pop("task")]
        print(json.dumps(task(contestant, **arguments)), file=answers, flush=True)


if __name__ == "__main__":
    name, model, *rest = sys.argv[1:]
    if rest:
        folder, question = rest
        contestant = load(name, Path(model))
        contestant.open(Path(folder))
        print(contestant.ask(question))
    else:
        _serve(load(name, Path(model)))
