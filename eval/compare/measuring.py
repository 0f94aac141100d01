"""Measures time and memory, and tells what a comparison is at."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["Stopwatch", "percentile", "resident_memory", "seconds"]


class Stopwatch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def seconds(self) -> float:
        """The seconds since then."""
        return time.monotonic() - self._began

    def say(self, what: str) -> None:
        """Print on stderr what is done now, after the seconds."""
        print(f"{self.seconds():5.0f} s  {what}", file=sys.stderr, flush=True)


def seconds(work: Callable[[], object]) -> float:
    """The seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the ``values`` lie, one of them.

    >>> percentile([3.0, 1.0, 2.0], 0.5)
    2.0
    """
    return sorted(values)[int(share * (len(values) - 1))]


def resident_memory(process: int | str = "self", most: bool = False) -> float:
    """The MiB that a process holds now, or the ``most`` that it ever held."""
    # Not ru_maxrss: it begins with what the process that started this one held.
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:" if most else "VmRSS:")[2].split()[0]) / 1024
