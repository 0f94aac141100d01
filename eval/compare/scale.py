"""``python -m onrecord.eval.compare.scale``: archives of 10,000, 100,000 and 1,000,000 passages, measured.

In each are asked questions, and names and themes are traced. The ministry's conferences have some 12 passages
each: 5,000 of them are ``--sizes 61600``, 50,000 are ``--sizes 616000``.

Real conferences are stored again and again under other names until there are enough passages: their words,
their sizes and the number of exchanges and sentences to a passage are real; vectors are drawn (see
:mod:`onrecord.eval.compare.synthetic`).
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.eval.compare.data import Data, parsed, read_data
from onrecord.eval.compare.measuring import percentile, resident_memory, seconds
from onrecord.eval.compare.replicate import replicate
from onrecord.eval.compare.synthetic import SyntheticEmbedder
from onrecord.eval.report.markdown import markdown_table
from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.embedding.load import load_embedder
from onrecord.index.filters import Filters
from onrecord.index.tables.schema import FILE_NAME
from onrecord.index.text.folding import fold
from onrecord.index.units import View, findable
from onrecord.rag.assistant import Assistant
from onrecord.rag.background import Background

__all__ = ["main"]

_SIZES = (10_000, 100_000, 1_000_000)
_REAL = 2_000
_NEAREST = 10
_TRACED = ("日本", "关于德国都说了什么？", "发言人怎么评论签证问题？", "发言人怎么评论恐怖主义问题？")
_COLUMNS = {
    "passages": "passages",
    "transcripts": "transcripts",
    "stored": "s to store",
    "built": "s to build the caches",
    "database": "MB of archive",
    "caches": "MB of caches",
    "opened": "s to open and search",
    "question": "question p50, ms",
    "question_p95": "p95",
    "filtered": "filtered p50, ms",
    "recall": "recall@10",
    "memory": "MB resident",
    "trace": "s to trace, p50",
    "trace_most": "most",
    "trace_memory": "MB resident after",
    "listed": "listed, mean",
    "added": "one more added and found, ms",
}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.compare.scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, metavar="N")
    parser.add_argument("--folder", type=Path, help="where the archives go; 12 GB for a million passages")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as temporary:
        rows = [_row(size, Path(temporary) / str(size)) for size in options.sizes]
    print(table(rows))
    print(json.dumps(rows))


def table(rows: Sequence[dict[str, float]]) -> str:
    """Rows as a Markdown table, and how the time of a question grows.

    >>> rows = [{"passages": 10, "question": 2.0}, {"passages": 1000, "question": 20.0}]
    >>> print(table(rows).splitlines()[-1])
    Time of a question grows as passages to the power of 0.50.
    """
    columns = [key for key in _COLUMNS if any(key in row for row in rows)]
    cells = [
        [f"{row[key]:,.4g}" if row[key] < 1e4 else f"{row[key]:,.0f}" for key in columns] for row in rows
    ]
    drawn = markdown_table([_COLUMNS[key] for key in columns], cells)
    if len(rows) == 1:
        return drawn
    sizes, times = ([math.log(row[key]) for row in rows] for key in ("passages", "question"))
    slope = statistics.linear_regression(sizes, times).slope
    return f"{drawn}\n\nTime of a question grows as passages to the power of {slope:.2f}."


def _row(size: int, folder: Path) -> dict[str, float]:
    data = read_data(quick=False)
    embedder = load_embedder()
    start = time.perf_counter()
    passages, last = _filled(folder, size, data, embedder)
    row = {"passages": float(passages), "stored": time.perf_counter() - start}
    vectors = np.concatenate([embedder.embed_questions([question]) for question in data.questions])
    synthetic = SyntheticEmbedder(embedder.model_id, vectors)
    archive = Archive.open(folder)
    row["built"] = seconds(lambda: archive.nearest("passage", vectors[0], 1))
    row["recall"] = statistics.mean(_recall(archive, view, vectors) for view in ("question", "passage"))

    def add() -> None:
        archive.add(last, synthetic)
        archive.nearest("passage", vectors[0], 1)

    row["added"] = statistics.median(seconds(add) * 1000 for _ in range(5))
    archive.close()
    Background.load(embedder, folder)  # made once in an archive's life, and of no size
    row["database"] = (folder / FILE_NAME).stat().st_size / 1024**2
    row["caches"] = sum(each.stat().st_size for each in folder.iterdir()) / 1024**2 - row["database"]
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        row |= process.submit(_measured, folder, data.questions).result()
    print({key: round(value, 3) for key, value in row.items()}, file=sys.stderr, flush=True)
    return row


def _filled(folder: Path, size: int, data: Data, embedder: Embedder) -> tuple[int, Any]:
    """An archive of ``size`` passages or a little more in ``folder``; how many, and a transcript to add."""
    *most, last = parsed(data.archive or data.files[0])
    words = [
        unit.words for transcript in most[:60] for unit in findable(transcript) if unit.view != "sentence"
    ]
    real = embedder.embed_passages([fold(each) for each in words[:_REAL]])
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    synthetic = SyntheticEmbedder(embedder.model_id, real)
    passages = 0
    for transcript in most:
        if passages < size:
            passages += archive.add(transcript, synthetic)
    archive.close()
    return replicate(folder, size, real), last


def _recall(archive: Archive, view: View, questions: Vectors) -> float:
    """The share of the ten nearest of all vectors that :meth:`Archive.nearest` finds."""
    best = [np.empty(0, np.float32)] * len(questions)
    db = archive._connection
    rows = db.execute("SELECT vector FROM unit WHERE view = ?", (view,))
    while part := rows.fetchmany(20_000):
        vectors = np.frombuffer(b"".join([row[0] for row in part]), "<f4").reshape(len(part), -1)
        for at, cosines in enumerate((vectors @ questions.T).T):
            best[at] = np.sort(np.concatenate([best[at], np.sort(cosines)[-_NEAREST:]]))[-_NEAREST:]
    shares = []
    for question, least in zip(questions, best, strict=True):
        _, cosines = archive.nearest(view, question, _NEAREST)
        shares.append(float(np.mean(cosines[:_NEAREST] >= least[0] - 1e-6)))
    return statistics.mean(shares)


def _measured(folder: Path, questions: Sequence[str]) -> dict[str, float]:
    """What a process that serves the archive takes."""
    embedder = load_embedder()
    first, *others = questions
    vector = embedder.embed_questions([first])[0]
    start = time.perf_counter()
    assistant = Assistant(Archive.open(folder), embedder)
    assistant.archive.nearest("passage", vector, 50)
    opened = time.perf_counter() - start

    def milliseconds(questions: Sequence[str], filters: Filters) -> list[float]:
        assistant.ask(first, filters=filters)
        return [seconds(lambda each=each: assistant.ask(each, filters=filters)) * 1000 for each in questions]  # type: ignore[misc]

    asked = milliseconds(others, Filters())
    row = {
        "transcripts": float(len(assistant.archive.transcripts())),
        "opened": opened,
        "question": statistics.median(asked),
        "question_p95": percentile(asked, 0.95),
        "filtered": statistics.median(milliseconds(others[:20], Filters(since="2017-06"))),
        "memory": resident_memory(),
    }
    listed: list[int] = []
    traced = [
        seconds(lambda each=each: listed.append(len(assistant.trace(each).mentions)))  # type: ignore[misc]
        for each in _TRACED
    ]
    return row | {
        "trace": statistics.median(traced),
        "trace_most": max(traced),
        "trace_memory": resident_memory(),
        "listed": statistics.mean(listed),
    }


if __name__ == "__main__":
    main()
