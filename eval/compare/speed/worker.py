"""Runs a contestant in a process of its own, so that its imports and its memory are its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from onrecord.eval.compare.measuring import resident_memory, seconds
from onrecord.eval.compare.speed.contestants import Contestant, load

__all__ = ["Worker"]


class Worker:
    """The process of the contestant ``name``, with the model in the folder ``model``; close it in the end."""

    def __init__(self, name: str, model: Path) -> None:
        self._process = ProcessPoolExecutor(1, get_context("spawn"))
        self._process.submit(_load, name, model).result()

    def close(self) -> None:
        """End the process."""
        self._process.shutdown()

    def seconds(self, method: str, *arguments: Any) -> float:
        """The seconds that a method of :class:`onrecord.eval.compare.speed.contestants.Contestant` takes."""
        return self._process.submit(_seconds, method, arguments).result()

    def ask(self, questions: Sequence[str], users: int = 1) -> tuple[list[float], float]:
        """Seconds of each question and seconds of all, asked by as many ``users`` at once."""
        return self._process.submit(_ask, questions, users).result()

    def memory(self, most: bool = False) -> float:
        """The MiB that the process holds now, or the ``most`` that it ever held."""
        return self._process.submit(resident_memory, "self", most).result()


_loaded: list[Contestant] = []
"""In the process: the contestant."""


def _load(name: str, model: Path) -> None:
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what libraries print would come between the steps
        os.dup2(sink, stream)
    _loaded.append(load(name, model))


def _seconds(method: str, arguments: Sequence[Any]) -> float:
    return seconds(lambda: getattr(_loaded[0], method)(*arguments))


def _ask(questions: Sequence[str], users: int) -> tuple[list[float], float]:
    each: list[float] = []
    with ThreadPoolExecutor(users) as pool:
        asked = pool.map(lambda question: _seconds("ask", [question]), questions)
        return each, seconds(lambda: each.extend(asked))
