"""``python -m onrecord.eval.bench.load ARCHIVE``: many people asking the page's server at once, for a minute.

Each of them asks the next question as soon as the last is answered, over HTTP, from those (many languages) of
``eval/sets/press-2019-03-08.dev.jsonl``. Prints what came back, how long it took and how the server's memory
grew; the exit status is 1 where a question failed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

_QUESTIONS = Path(__file__).resolve().parents[1] / "sets" / "press-2019-03-08.dev.jsonl"
_PORT = 7978
_PATIENCE_SECONDS = 120
# The first seconds, in which files are mapped and caches filled, count as neither time nor growth.
_WARM_SECONDS = 5


@dataclass
class Asked:
    """What came of the questions: seconds of each answer, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@contextmanager
def server(archive: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``onrecord chat`` on ``archive`` in a process of its own, once it answers."""
    options = ["--archive", str(archive), "--port", str(_PORT)]
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from onrecord.ui.cli.main import main; sys.exit(main())",
            "chat",
            *options,
        ],
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            end = time.monotonic() + _PATIENCE_SECONDS
            while not _answers():
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"the page did not come; run: onrecord chat --archive {archive}")
                time.sleep(0.2)
            yield process
        finally:
            process.kill()


def _answers() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", _PORT, timeout=5)
    try:
        connection.request("GET", "/api/list")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def ask(questions: Iterator[str], end: float, asked: Asked, lock: threading.Lock) -> None:
    """One person, who asks until ``end`` (of the monotonic clock)."""
    connection = http.client.HTTPConnection("127.0.0.1", _PORT, timeout=30)
    while time.monotonic() < end:
        with lock:
            question = next(questions)
        start = time.perf_counter()
        try:
            body = json.dumps({"question": question})
            connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            answer = json.loads(response.read())
            problem = "" if "quotes" in answer else f"{response.status}: {answer}"
        except (OSError, ValueError, http.client.HTTPException) as error:
            problem = repr(error)
            connection.close()
        asked.seconds.append(time.perf_counter() - start)
        if problem:
            asked.wrong.append(f"{question!r}: {problem}")


def resident(process: subprocess.Popen[bytes]) -> float:
    """The server's resident memory in MiB."""
    lines = Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def worked(process: subprocess.Popen[bytes]) -> float:
    """The processor seconds that the server has taken, which tell the same on a busy machine."""
    fields = Path(f"/proc/{process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench.load", description=__doc__)
    parser.add_argument("archive", type=Path, help="made with: onrecord index --archive DIR PATH")
    parser.add_argument("--people", type=int, default=8, metavar="N", help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=60, metavar="S", help="default: %(default)s")
    options = parser.parse_args()
    rows = [json.loads(line)["question"] for line in _QUESTIONS.read_text("utf-8").splitlines()]
    questions, lock = cycle(rows), threading.Lock()
    with server(options.archive) as process:
        _run(questions, lock, options.people, _WARM_SECONDS)
        memory, before = [resident(process)], worked(process)
        asked = Asked()
        for _ in range(4):
            part = _run(questions, lock, options.people, options.seconds / 4)
            asked.seconds += part.seconds
            asked.wrong += part.wrong
            memory.append(resident(process))
        took = (worked(process) - before) / max(1, len(asked.seconds))
    cuts = statistics.quantiles(asked.seconds, n=100)
    print(
        f"{options.people} people, {options.seconds:.0f} s: "
        f"{len(asked.seconds)} questions, {len(asked.wrong)} errors"
    )
    print(
        f"answer: median {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, "
        f"most {max(asked.seconds) * 1000:.0f} ms"
    )
    print(f"processor: {took * 1000:.0f} ms a question, all cores together")
    print(f"memory (MiB), warm and after each quarter: {', '.join(f'{each:.0f}' for each in memory)}")
    for problem in asked.wrong[:5]:
        print(problem, file=sys.stderr)
    return 1 if asked.wrong else 0


def _run(questions: Iterator[str], lock: threading.Lock, people: int, seconds: float) -> Asked:
    """That many people for so long."""
    asked, end = Asked(), time.monotonic() + seconds
    threads = [threading.Thread(target=ask, args=(questions, end, asked, lock)) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return asked


if __name__ == "__main__":
    sys.exit(main())
