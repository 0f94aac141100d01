"""Writes the two tables of docs/figures.md, between markers that keep a digest of what they were made from.

``python -m onrecord.eval.compare.figures`` writes our own figures, ``python -m
onrecord.eval.compare.quality`` the comparison with peers. The figures of On Record on our own set stand in
both and are written by the first as well, for they change with every change of retrieval. With the digests a
test can tell when a table is out of date.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.eval.compare.data import ROOT
from onrecord.eval.figures import Figure
from onrecord.eval.report.markdown import markdown_table
from onrecord.eval.runs.provenance import digest_of_files, digest_of_packages

__all__ = [
    "COMPARISON", "FIGURES", "MAIN", "OURS", "PRESS", "MarkedTable", "comparison_digest", "comparison_table",
    "figures_digest", "figures_table", "with_ours", "write_comparison", "write_figures",
]  # fmt: skip

OURS = "On Record"
PRESS = "press-2019-03-08.test"
"""Our own set in the comparison."""
MAIN = ("right exchange first", "nDCG@10", "quote at 3", "answerable, refused", "AUROC", "exact quotes")
"""The measures of our own figures."""
_PEERS = {
    OURS: OURS,
    "LangChain": "LangChain: recursive splitter, FAISS",
    "LlamaIndex": "LlamaIndex: sentence splitter, vector index",
    "LlamaIndex, fusion": "LlamaIndex: the same in smaller pieces, fused with BM25",
    "txtai": "txtai: paragraphs, hybrid",
}
_HEAD = (
    "right exchange first",
    "quote at 3, characters shown",
    "quote within 1,000 characters",
    "XQuAD nDCG@10",
    "Ministry nDCG@10",
)

Compared = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Set → who → measure → value."""


class MarkedTable:
    """The table between ``<!-- NAME DIGEST -->`` and ``<!-- end of NAME -->``."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._marked = re.compile(rf"<!-- {name} (\w+) -->\n.*?<!-- end of {name} -->", re.DOTALL)

    def find(self, text: str) -> re.Match[str] | None:
        """Where it stands in ``text``, markers included; its digest is the first group."""
        return self._marked.search(text)

    def digest_written(self, text: str) -> str:
        """The digest that the table in ``text`` was made with, or ``none``."""
        match = self.find(text)
        return match[1] if match else "none"

    def rewritten(self, text: str, table: str, digest: str) -> str:
        r"""``text`` with another table between the markers.

        >>> text = "a <!-- figures none -->\nold\n<!-- end of figures --> b"
        >>> MarkedTable("figures").rewritten(text, "new", "12")
        'a <!-- figures 12 -->\nnew\n<!-- end of figures --> b'
        """
        whole = f"<!-- {self._name} {digest} -->\n{table}\n<!-- end of {self._name} -->"
        return self._marked.sub(lambda _: whole, text, count=1)


FIGURES, COMPARISON = MarkedTable("figures"), MarkedTable("peers")


def write_figures(
    file: Path, columns: Mapping[str, tuple[int, Mapping[str, Figure]]], press: Mapping[str, float]
) -> None:
    """Write our own figures into ``file``, and those of our own set into the comparison."""
    text = FIGURES.rewritten(file.read_text(encoding="utf-8"), figures_table(columns), figures_digest(ROOT))
    file.write_text(with_ours(text, press), encoding="utf-8")


def write_comparison(file: Path, compared: Compared) -> None:
    """Write the comparison with peers into ``file``."""
    text = COMPARISON.rewritten(
        file.read_text(encoding="utf-8"), comparison_table(compared), comparison_digest(ROOT)
    )
    file.write_text(text, encoding="utf-8")


def figures_digest(root: Path) -> str:
    """16 hex digits of the sets and of the code that finds, decides and measures."""
    found = _files(root, "eval/sets/*.jsonl", "eval/figures.py", "eval/measures/*.py")
    return hashlib.sha256(f"{digest_of_packages(root)} {digest_of_files(found)}".encode()).hexdigest()[:16]


def comparison_digest(root: Path) -> str:
    """16 hex digits of the recipes, of how they are judged, and of our set."""
    code = _files(root, "eval/compare/peers/*.py", "eval/compare/quality/[!_]*.py")
    return digest_of_files(code | _files(root, f"eval/sets/{PRESS}.jsonl"))


def _files(root: Path, *patterns: str) -> dict[str, Path]:
    """The files that fit, by their path in ``root``."""
    return {file.relative_to(root).as_posix(): file for each in patterns for file in root.glob(each)}


def figures_table(columns: Mapping[str, tuple[int, Mapping[str, Figure]]]) -> str:
    """Markdown: a column for each set, a row for each measure, intervals in brackets."""
    names = [*MAIN, *sorted({n for _, figures in columns.values() for n in figures} - set(MAIN))]
    rows = [[name, *(_cell(figures.get(name)) for _, figures in columns.values())] for name in names]
    return markdown_table(["", *(f"{name} ({count})" for name, (count, _) in columns.items())], rows)


def _cell(figure: Figure | None) -> str:
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]" if figure else ""


def comparison_table(compared: Compared) -> str:
    """Markdown: a row for each who was compared, on a transcript, on XQuAD and on a ministry's answers."""
    rows: list[Sequence[str]] = []
    for who, name in _PEERS.items():
        cells = _press_cells(compared.get(PRESS, {}).get(who, {}))
        for begins in ("xquad", "mfa"):
            of_set = next((each for set_, each in compared.items() if set_.startswith(begins)), {})
            value = of_set.get(who, {}).get("nDCG@10")
            cells.append("" if value is None else f"{value:.2f}")
        if any(cells):
            rows.append([name, *cells])
    return markdown_table(["", *_HEAD], rows)


def with_ours(text: str, press: Mapping[str, float]) -> str:
    """``text`` with other figures of On Record on our own set; all else in the comparison stays."""
    match = COMPARISON.find(text)
    if not match:
        return text
    lines = match[0].splitlines()
    for at, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == OURS:
            new = _press_cells(press)
            lines[at] = "| " + " | ".join([OURS, *new, *cells[len(new) + 1 :]]) + " |"
    return text[: match.start()] + "\n".join(lines) + text[match.end() :]


def _press_cells(press: Mapping[str, float]) -> list[str]:
    if not press:
        return ["", "", ""]
    shown = round(press["characters shown"] / 10) * 10
    return [
        f"{press['right exchange first']:.2f}",
        f"{press['quote at 3']:.2f}, {shown:,}",
        f"{press['quote within 1000']:.2f}",
    ]
