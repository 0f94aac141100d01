"""Measures what contestants do side by side, in turn, so that a busy machine hits all alike."""

from __future__ import annotations

import itertools
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from onrecord.eval.compare.data import Data
from onrecord.eval.compare.measuring import Stopwatch, percentile
from onrecord.eval.compare.speed.contestants import script
from onrecord.eval.compare.speed.rows import Row
from onrecord.eval.compare.speed.worker import Worker

__all__ = ["SideBySide"]


def _turns(names: Sequence[str], rounds: int) -> Iterator[tuple[int, str]]:
    """Every round and name; who begins changes from round to round.

    >>> list(_turns(["a", "b"], 2))
    [(0, 'a'), (0, 'b'), (1, 'b'), (1, 'a')]
    """
    for number in range(rounds):
        start = number % len(names)
        yield from ((number, name) for name in [*names[start:], *names[:start]])


class SideBySide:
    """The contestants ``names`` with the model in the folder ``model``, on the same ``data``."""

    def __init__(
        self, names: Sequence[str], model: Path, data: Data, folder: Path, rounds: int, watch: Stopwatch
    ) -> None:
        self._names, self._model, self._data = names, model, data
        self._folder, self._rounds, self._watch = folder, rounds, watch

    @contextmanager
    def _workers(self) -> Iterator[dict[str, Worker]]:
        with ExitStack() as stack:
            yield {name: stack.enter_context(closing(Worker(name, self._model))) for name in self._names}

    def _turns(self, what: str, rounds: int) -> Iterator[tuple[int, str]]:
        """Every round and name, announced."""
        for number, name in _turns(self._names, rounds):
            self._watch.say(f"{name}: {what}, {number + 1} of {rounds}")
            yield number, name

    def indexing(self) -> list[Row]:
        """Texts to vectors, transcripts to an archive; leaves each one's archive in a folder of its name."""
        embed = Row("embed", "the same texts embedded", "texts/s", more_is_better=True)
        index = Row("index", "the same transcripts indexed, all views", "s")
        peak = Row("peak_memory", "most memory while indexing", "MB", share=True)
        disk = Row("disk", "disk for 1,000 exchanges", "MB", share=True)
        texts, files = self._data.texts, self._data.files
        with self._workers() as workers:
            for name, worker in workers.items():
                self._watch.say(f"{name}: warming up")
                worker.seconds("embed", texts[:4])
            for _, name in self._turns("embedding, then indexing", self._rounds):
                embed.figures[name].append(len(texts) / workers[name].seconds("embed", texts))
                shutil.rmtree(self._folder / name, ignore_errors=True)
                index.figures[name].append(workers[name].seconds("index", files, self._folder / name))
            for name, worker in workers.items():
                peak.figures[name].append(worker.memory(most=True))
                size = sum(each.stat().st_size for each in (self._folder / name).rglob("*") if each.is_file())
                disk.figures[name].append(size / 1024**2 / self._data.exchanges * 1000)
        return [embed, index, peak, disk]

    def serving(self) -> list[Row]:
        """Questions to what :meth:`indexing` left, one by one and from eight users, in new processes."""
        question = Row("question", "one warm question, p50", "ms")
        slow = Row("question_p95", "one warm question, p95", "ms")
        users = Row("users", "eight users at once", "questions/s", more_is_better=True)
        memory = Row("memory", "resident memory while serving", "MB", share=True)
        questions = self._data.questions
        share = -(-len(questions) // self._rounds)
        batches = [questions[at : at + share] for at in range(0, len(questions), share)]
        crowd = list(itertools.islice(itertools.cycle(questions), 16))
        each: dict[str, list[float]] = {name: [] for name in self._names}
        with self._workers() as workers:
            for name, worker in workers.items():
                worker.seconds("open", self._folder / name)
                worker.ask(questions[:3])
            for number, name in self._turns("questions", len(batches)):
                asked, _ = workers[name].ask(batches[number])
                question.figures[name].append(statistics.median(asked) * 1000)
                each[name] += asked
                users.figures[name].append(len(crowd) / workers[name].ask(crowd, users=8)[1])
            for name, worker in workers.items():
                memory.figures[name].append(worker.memory())
                slow.figures[name].append(percentile(each[name], 0.95) * 1000)
        return [question, slow, users, memory]

    def first_answers(self) -> Row:
        """A new process to its first printed line: ``onrecord ask``, and what a peer's user writes."""
        row = Row("first_answer", "new process to its first printed answer", "s")
        for number, name in self._turns("a new process", self._rounds):
            question = self._data.questions[number % len(self._data.questions)]
            command = script(name, self._model, self._folder / name, question)
            start = time.perf_counter()
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                assert process.stdout is not None
                line = process.stdout.readline()
                row.figures[name].append(time.perf_counter() - start)
                process.communicate()
            if not line.strip():
                raise RuntimeError(f"{name}: no answer; run: {command!r}")
        return row
