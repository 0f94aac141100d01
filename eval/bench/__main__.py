"""Prints the table, and as the last line one JSON object of ratios against LangChain.

Ratios are above 1 where On Record is better; ``memory``, ``peak_memory`` and ``disk`` are its share. Those
against LlamaIndex stand under ``llamaindex``, and what only On Record was measured at under ``alone``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from onrecord.eval.bench.beside import first_answers, indexing, serving
from onrecord.eval.bench.contestants import CONTESTANTS, installed
from onrecord.eval.bench.data import read_data
from onrecord.eval.bench.large import large_archive
from onrecord.eval.bench.page import page_ready
from onrecord.eval.bench.rows import Row, ratios, table
from onrecord.index.embedding.load import load_embedder
from onrecord.index.embedding.model.sentence_transformers_folder import export_sentence_transformers

_LIBRARIES = (
    "onnxruntime",
    "torch",
    "sentence-transformers",
    "faiss-cpu",
    "langchain-community",
    "llama-index-core",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few texts, once: to see that all runs")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often (default: %(default)s)")
    options = parser.parse_args()
    rounds = 1 if options.quick else options.rounds
    began = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - began:4.0f} s  {what}", file=sys.stderr, flush=True)

    names = [name for name in CONTESTANTS if installed(name)]
    for name in CONTESTANTS:
        if name not in names:
            print(f"{name} is left out: it is not installed (pip install --editable '.[bench]')")
    data = read_data(options.quick)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        load_embedder()  # unpacks the model, so that no contestant is measured at it
        export_sentence_transformers(folder / "model")
        rows = indexing(names, folder / "model", data, folder, rounds, say)
        rows += serving(names, folder / "model", data, folder, rounds, say)
        rows.append(first_answers(names, folder / "model", data, folder, rounds, say))
        say("onrecord: the page")
        rows.append(page_ready(folder / "onrecord", rounds))
        if data.archive:
            rows += large_archive(data, data.archive, folder / "large", rounds, say)
        else:
            print("the rows of the large archive are left out: ../shared is missing, or --quick was given")
    print(_machine())
    print(
        f"\nMedian (least to most) of {rounds} rounds, {len(data.texts)} texts, {data.exchanges} exchanges.\n"
    )
    print(table(rows, names))
    print(json.dumps(_summary(rows)))


def _summary(rows: list[Row]) -> dict[str, object]:
    alone = {
        row.key: float(f"{statistics.median(row.figures['onrecord']):.3g}")
        for row in rows
        if set(row.figures) == {"onrecord"}
    }
    return {**ratios(rows, "langchain"), "llamaindex": ratios(rows, "llamaindex"), "alone": alone}


def _machine() -> str:
    cpu = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.is_file():
        models = [line for line in described.read_text("utf-8").splitlines() if line.startswith("model name")]
        cpu = models[0].partition(": ")[2] if models else cpu
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES if _is_here(name))
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{cpu}, {os.cpu_count()} cores{load}; Python {platform.python_version()}, {versions}."


def _is_here(name: str) -> bool:
    from importlib.metadata import PackageNotFoundError

    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
