"""Prints the table, and in the last line a JSON object of ratios to LangChain: ``make bench``.

Ratios are above 1 where On Record is better; ``memory``, ``peak_memory`` and ``disk`` are its share. Those
to LlamaIndex stand under ``llamaindex``, and what only On Record was measured at under ``alone``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import tempfile
from pathlib import Path

from onrecord.eval.compare.data import read_data
from onrecord.eval.compare.measuring import Stopwatch
from onrecord.eval.compare.speed.alone import large_archive, page_ready
from onrecord.eval.compare.speed.contestants import CONTESTANTS, available
from onrecord.eval.compare.speed.rows import Row, ratios, table
from onrecord.eval.compare.speed.side_by_side import SideBySide
from onrecord.eval.runs.provenance import library_versions
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
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.compare.speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few texts, once: to see that all runs")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="how often (default: %(default)s)")
    options = parser.parse_args()
    rounds = 1 if options.quick else options.rounds
    watch = Stopwatch()
    names = [name for name in CONTESTANTS if available(name)]
    for name in CONTESTANTS:
        if name not in names:
            print(f"{name} is left out: it is not installed (pip install --editable '.[bench]')")
    data = read_data(options.quick)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        load_embedder()  # unpacks the model, so that no contestant is measured at it
        export_sentence_transformers(folder / "model")
        beside = SideBySide(names, folder / "model", data, folder, rounds, watch)
        rows = [*beside.indexing(), *beside.serving(), beside.first_answers()]
        watch.say("onrecord: the page")
        rows.append(page_ready(folder / "onrecord", rounds))
        if data.archive:
            rows += large_archive(data, data.archive, folder / "large", rounds, watch)
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
    versions = ", ".join(f"{name} {version}" for name, version in library_versions(_LIBRARIES).items())
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{cpu}, {os.cpu_count()} cores{load}; Python {platform.python_version()}, {versions}."


if __name__ == "__main__":
    main()
