"""Many people ask the page's server at once: ``python -m onrecord.eval.compare.load ARCHIVE``.

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
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from onrecord.eval.compare.chat_server import PORT, chat_server
from onrecord.eval.compare.data import press_questions
from onrecord.eval.compare.measuring import resident_memory

# The first seconds, in which files are mapped and caches filled, count as neither time nor growth.
_WARM_SECONDS = 5


@dataclass
class Crowd:
    """People who ask at once: the ``questions`` left, seconds of each answer, and what went wrong.

    ``port`` is that of the page which they ask on this computer.
    """

    questions: Iterator[str]
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    port: int = PORT
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, people: int, seconds: float) -> None:
        """Have that many people ask for so long."""
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=self._ask, args=(end,)) for _ in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _ask(self, end: float) -> None:
        """One person, who asks until ``end`` (of the monotonic clock)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while time.monotonic() < end:
            with self._lock:
                question = next(self.questions)
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
            self.seconds.append(time.perf_counter() - start)
            if problem:
                self.wrong.append(f"{question!r}: {problem}")


def processor_seconds(process: int) -> float:
    """The processor seconds that a process has taken, which tell the same on a busy machine."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.compare.load", description=__doc__)
    parser.add_argument("archive", type=Path, help="made with: onrecord index --archive DIR PATH")
    parser.add_argument("--people", type=int, default=8, metavar="N", help="default: %(default)s")
    parser.add_argument("--seconds", type=float, default=60, metavar="S", help="default: %(default)s")
    options = parser.parse_args()
    questions = cycle(press_questions())
    with chat_server(options.archive) as process:
        Crowd(questions).ask(options.people, _WARM_SECONDS)
        memory, before = [resident_memory(process.pid)], processor_seconds(process.pid)
        crowd = Crowd(questions)
        for _ in range(4):
            crowd.ask(options.people, options.seconds / 4)
            memory.append(resident_memory(process.pid))
        took = (processor_seconds(process.pid) - before) / max(1, len(crowd.seconds))
    cuts = statistics.quantiles(crowd.seconds, n=100)
    print(
        f"{options.people} people, {options.seconds:.0f} s: "
        f"{len(crowd.seconds)} questions, {len(crowd.wrong)} errors"
    )
    print(
        f"answer: median {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, "
        f"most {max(crowd.seconds) * 1000:.0f} ms"
    )
    print(f"processor: {took * 1000:.0f} ms a question, all cores together")
    print(f"memory (MiB), warm and after each quarter: {', '.join(f'{each:.0f}' for each in memory)}")
    for problem in crowd.wrong[:5]:
        print(problem, file=sys.stderr)
    return 1 if crowd.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
