"""The figures in docs/figures.md are those of the code that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.eval.compare.data import ROOT
from onrecord.eval.compare.published import FIGURES, figures_digest, figures_table
from onrecord.eval.figures import Figure


def test_the_figures_are_of_this_code() -> None:
    written = FIGURES.digest_written((ROOT / "docs" / "figures.md").read_text(encoding="utf-8"))
    if written == "none":
        pytest.skip("the figures were not written by make eval yet")
    assert written == figures_digest(ROOT), "retrieval has changed since the figures were made: make eval"


def test_a_table_takes_the_place_of_the_one_before() -> None:
    figures = {"right exchange first": Figure(0.5, 0.4, 0.6, 10)}
    table = figures_table({"talk.dev": (12, figures)})
    assert "| right exchange first | 0.50 [0.40, 0.60] |" in table
    readme = "before\n<!-- figures none -->\nold\n<!-- end of figures -->\nafter"
    once = FIGURES.rewritten(readme, table, "ab12")
    assert FIGURES.digest_written(once) == "ab12"
    assert "old" not in once
    assert once.startswith("before")
    assert once.endswith("after")
    assert FIGURES.rewritten(once, table, "ab12") == once


def test_the_digest_changes_with_the_code(tmp_path: Path) -> None:
    for name in ("index/names/b.tsv", "rag/a.py", "eval/figures.py", "eval/measures/quotes.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("1")
    before = figures_digest(tmp_path)
    (tmp_path / "rag" / "a.py").write_text("2")
    between = figures_digest(tmp_path)
    assert between != before
    (tmp_path / "index" / "names" / "b.tsv").write_text("2")
    assert figures_digest(tmp_path) != between
