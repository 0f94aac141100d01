"""README's table of the comparison.

The whole of it is written by ``python -m onrecord.eval.peers``, the figures of On Record on our own set by
``make eval`` as well, for these change with every change of retrieval. The marker keeps a digest of what the
peers' figures come from, so that a test can tell when these are old.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from onrecord.eval.marked import MarkedTable

__all__ = ["OURS", "PRESS", "digest_of", "digest_written", "rewritten", "table_of", "with_ours"]

OURS = "On Record"
PRESS = "press-2019-03-08.test"
"""Our own set in the table."""
_TABLE = MarkedTable("peers")
digest_written, rewritten = _TABLE.digest_written, _TABLE.rewritten
_ROWS = {
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

Found = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Set → who → measure → value."""


def digest_of(root: Path) -> str:
    """16 hex digits of the recipes, of how they are judged, and of our set."""
    files = [*root.glob("eval/peers/*.py"), root / f"eval/sets/{PRESS}.jsonl"]
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.name not in ("readme.py", "__main__.py"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def table_of(found: Found) -> str:
    """Markdown: a row for each who was compared, on a transcript, on XQuAD and on a ministry's answers."""
    lines = ["| | " + " | ".join(_HEAD) + " |", "| --- " * (len(_HEAD) + 1) + "|"]
    for who, name in _ROWS.items():
        press = next((each[who] for set_, each in found.items() if set_ == PRESS and who in each), {})
        cells = _press_cells(press)
        for begins in ("xquad", "mfa"):
            of_set = next((each for set_, each in found.items() if set_.startswith(begins)), {})
            value = of_set.get(who, {}).get("nDCG@10")
            cells.append("" if value is None else f"{value:.2f}")
        if any(cells):
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def with_ours(readme: str, press: Mapping[str, float]) -> str:
    """``readme`` with other figures of On Record on our own set; all else in its table stays."""
    match = _TABLE.find(readme)
    if not match:
        return readme
    lines = match[0].splitlines()
    for at, line in enumerate(lines):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == OURS:
            new = _press_cells(press)
            lines[at] = "| " + " | ".join([OURS, *new, *cells[len(new) + 1 :]]) + " |"
    return readme[: match.start()] + "\n".join(lines) + readme[match.end() :]


def _press_cells(press: Mapping[str, float]) -> list[str]:
    if not press:
        return ["", "", ""]
    shown = round(press["characters shown"] / 10) * 10
    return [
        f"{press['right exchange first']:.2f}",
        f"{press['quote at 3']:.2f}, {shown:,}",
        f"{press['quote within 1000']:.2f}",
    ]
