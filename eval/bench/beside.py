"""The rows in which contestants stand side by side, in turn, so that a busy machine hits all alike."""

from __future__ import annotations

import itertools
import shutil
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from onrecord.eval.bench.data import Data
from onrecord.eval.bench.rows import Row
from onrecord.eval.bench.worker import Worker, command

__all__ = ["first_answers", "indexing", "serving"]

Figures = dict[str, list[float]]


def _turns(names: Sequence[str], rounds: int) -> Iterator[tuple[int, str]]:
    """Every round and name; who begins changes from round to round.

    >>> list(_turns(["a", "b"], 2))
    [(0, 'a'), (0, 'b'), (1, 'b'), (1, 'a')]
    """
    for number in range(rounds):
        start = number % len(names)
        yield from ((number, name) for name in [*names[start:], *names[:start]])


def indexing(
    names: Sequence[str], model: Path, data: Data, folder: Path, rounds: int, say: Callable[[str], None]
) -> list[Row]:
    """Texts to vectors, transcripts to an archive; leaves each contestant's archive in ``folder / name``."""
    embed: Figures = defaultdict(list)
    index: Figures = defaultdict(list)
    peak: Figures = defaultdict(list)
    disk: Figures = defaultdict(list)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name, model)) for name in names}
        for name, worker in workers.items():
            say(f"{name}: warming up")
            worker.do("embed", texts=data.texts[:4])
        for number, name in _turns(names, rounds):
            say(f"{name}: embedding, then indexing, {number + 1} of {rounds}")
            embed[name].append(len(data.texts) / workers[name].do("embed", texts=data.texts))
            place = folder / name
            shutil.rmtree(place, ignore_errors=True)
            index[name].append(
                workers[name].do("index", files=[str(file) for file in data.files], folder=str(place))
            )
        for name, worker in workers.items():
            peak[name] = [worker.do("memory")["peak"]]
            size = sum(file.stat().st_size for file in (folder / name).rglob("*") if file.is_file())
            disk[name] = [size / 1024**2 / data.exchanges * 1000]
    return [
        Row("embed", "the same texts embedded", "texts/s", embed, more_is_better=True),
        Row("index", "the same transcripts indexed, all views", "s", index),
        Row("peak_memory", "most memory while indexing", "MB", peak, share=True),
        Row("disk", "disk for 1,000 exchanges", "MB", disk, share=True),
    ]


def serving(
    names: Sequence[str], model: Path, data: Data, folder: Path, rounds: int, say: Callable[[str], None]
) -> list[Row]:
    """Questions to what :func:`indexing` left, one after another and from eight users, in new processes."""
    question: Figures = defaultdict(list)
    slow: Figures = defaultdict(list)
    users: Figures = defaultdict(list)
    memory: Figures = defaultdict(list)
    share = -(-len(data.questions) // rounds)
    batches = [data.questions[at : at + share] for at in range(0, len(data.questions), share)]
    each: Figures = defaultdict(list)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name, model)) for name in names}
        for name, worker in workers.items():
            worker.do("open", folder=str(folder / name))
            worker.do("ask", questions=data.questions[:3])
        for number, name in _turns(names, len(batches)):
            say(f"{name}: questions, {number + 1} of {len(batches)}")
            asked = workers[name].do("ask", questions=batches[number])["each"]
            question[name].append(statistics.median(asked) * 1000)
            each[name] += asked
            crowd = list(itertools.islice(itertools.cycle(data.questions), 16))
            users[name].append(len(crowd) / workers[name].do("ask", questions=crowd, users=8)["all"])
        for name, worker in workers.items():
            memory[name] = [worker.do("memory")["now"]]
            slow[name] = [sorted(each[name])[int(0.95 * (len(each[name]) - 1))] * 1000]
    return [
        Row("question", "one warm question, p50", "ms", question),
        Row("question_p95", "one warm question, p95", "ms", slow),
        Row("users", "eight users at once", "questions/s", users, more_is_better=True),
        Row("memory", "resident memory while serving", "MB", memory, share=True),
    ]


def first_answers(
    names: Sequence[str], model: Path, data: Data, folder: Path, rounds: int, say: Callable[[str], None]
) -> Row:
    """A new process to its first printed line: ``onrecord ask``, and the script that a peer's user writes."""
    seconds: Figures = defaultdict(list)
    for number, name in _turns(names, rounds):
        say(f"{name}: a new process, {number + 1} of {rounds}")
        asked, place = data.questions[number % len(data.questions)], str(folder / name)
        ours = [str(Path(sys.executable).with_name("onrecord")), "ask", "--archive", place, asked]
        start = time.perf_counter()
        process = subprocess.Popen(
            ours if name == "onrecord" else command(name, model, place, asked),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds[name].append(time.perf_counter() - start)
        process.communicate()
        if not line.strip():
            raise RuntimeError(f"{name}: no answer; run: {process.args!r}")
    return Row("first_answer", "new process to its first printed answer", "s", seconds)
