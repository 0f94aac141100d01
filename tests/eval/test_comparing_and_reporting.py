"""Runs are compared question by question, reported on one page, and sets are drawn from a record."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.eval.datasets.generate import generate_rows
from onrecord.eval.datasets.own import read_own
from onrecord.eval.paired import compare
from onrecord.eval.report.html import html_report
from onrecord.eval.report.markdown import markdown_report
from onrecord.eval.report.mistakes import places, worst
from onrecord.eval.report.plots import bars, curves, histogram
from onrecord.eval.runs.run import Metadata, Result, Run, ShownQuote
from onrecord.index.errors import InputError
from tests.conftest import PAIRS, transcript_of

HEAD = Metadata("talk", 3, {"set.jsonl": "0" * 64}, "a" * 16, "model", {"top_k": 3}, {"python": "3"})


def asked(question: str, names: list[str], relevant: str | None, confidence: float = 0.9) -> Result:
    """A question for which these exchanges were found."""
    quotes = tuple(ShownQuote(name, f"{name}@0-4", "<b>May|", ((0, 4),), True) for name in names[:1])
    return Result(
        question, "en", "answerable" if relevant else "far", f"<i>{question}?", {relevant: 1} if relevant else {},
        (), confidence > 0.5, confidence, 0.01, tuple((name, 1.0) for name in names), (), quotes,
    )  # fmt: skip


FIRST = Run(
    HEAD,
    (asked("a", ["t/1", "t/2"], "t/1"), asked("b", ["t/1", "t/2"], "t/2"), asked("c", ["t/1"], None, 0.1)),
)
SECOND = Run(
    replace(HEAD, settings={"top_k": 5}),
    (asked("a", ["t/2", "t/1"], "t/1"), asked("b", ["t/2", "t/1"], "t/2"), asked("c", ["t/1"], None, 0.7)),
)


def test_wins_losses_and_what_changed() -> None:
    found = compare(FIRST, SECOND, ["R@1", "RR@10"])
    assert found.differs == {"settings top_k": (3, 5)}
    change = found.changes["R@1"]
    assert (change.first, change.second, change.wins, change.losses) == (0.5, 0.5, ("b",), ("a",))
    assert (change.p, change.count) == (1, 2)
    assert found.changes["refusal recall"].losses == ("c",)


def test_runs_of_different_sets_are_not_compared() -> None:
    other = Run(HEAD, (asked("x", ["t/1"], "t/1"),))
    with pytest.raises(InputError, match="no question in common"):
        compare(FIRST, other)
    with pytest.raises(InputError, match="judge 'a' differently"):
        compare(FIRST, Run(HEAD, (asked("a", ["t/1"], "t/2"),)))


def test_a_page_loads_nothing_and_shows_words_as_words() -> None:
    page = html_report(SECOND)
    assert not re.search(r"""(src|href)=|url\(|@import|<script|<i>|<b>May""", page)
    assert page.count("<svg") == 4
    assert "&lt;b&gt;May" in page
    assert "came in place 2" in page
    assert "&lt;i&gt;a?" in page
    assert [each.id for each in worst(SECOND.results)] == ["a", "c"]


def test_where_the_right_exchange_came() -> None:
    assert [count for _, count in places(SECOND.results)] == [1, 1, 0, 0, 0, 0]
    assert places([asked("z", ["t/1"], "t/9")])[-1] == ("not found", 1)


def test_a_ranking_without_quotes_is_reported_too() -> None:
    found = replace(FIRST.results[1], question="", quotes=(), id="<q>")
    run = Run(HEAD, (found,))
    page = html_report(run)
    assert "&lt;q&gt;" in page
    assert page.count("<svg") == 1
    assert "| <q> | t/2 | t/1 |" in markdown_report(run)
    assert "talk: 1 questions of 3, unfinished" in page
    assert markdown_report(FIRST).startswith("## talk: 3 questions\n")
    assert worst([replace(FIRST.results[0], quotes=())]) == []


def test_markdown_keeps_its_columns() -> None:
    lines = [line for line in markdown_report(SECOND).splitlines() if "a?" in line]
    assert lines == ["| <i>a? | t/1 | t/2: <b>May\\| | 0.90 |"]


def test_plots_are_well_formed() -> None:
    from xml.etree import ElementTree

    for plot in (bars([("a&b", 0.5, 0.4, 0.6)], "<b>"), curves([("", [(0, 0), (1, 0.5)])], "x", "y", True), histogram([("a", [0, 1.0]), ("b", [])], "x", "y")):  # fmt: skip
        assert ElementTree.fromstring(plot).tag.endswith("svg")


def test_a_made_set_can_be_read_and_leaves_out_what_it_says(tmp_path: Path) -> None:
    talk = transcript_of([*PAIRS, PAIRS[0], ("Why?", "Because.")])
    rows = list(generate_rows([talk], count=1, unanswerable=1, seed=3))
    assert rows == list(generate_rows([talk], count=1, unanswerable=1, seed=3))
    file = tmp_path / "set.jsonl"
    file.write_text("\n".join(rows))
    questions = read_own(file, ["talk"], lambda _: talk)
    assert questions.own
    drawn = {json.loads(row)["id"] for row in rows}
    assert drawn == {"talk/2", "talk/3"}
    assert len(questions.left_out) == 1
    assert [json.loads(row)["kind"] for row in generate_rows([talk])] == ["own"] * 2
    with pytest.raises(InputError, match="the record has 2 that fit"):
        list(generate_rows([talk], count=2, unanswerable=1, seed=3))
