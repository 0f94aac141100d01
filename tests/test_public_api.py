"""What is imported from ``onrecord`` itself: as much as fits on a screen, and nothing heavy before it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parents[1]


def test_what_there_is() -> None:
    assert onrecord.__all__ == [
        "Answer",
        "Archive",
        "Assistant",
        "Citation",
        "Filters",
        "Quote",
        "Settings",
        "errors",
        "evaluate",
        "index_paths",
    ]
    assert dir(onrecord) == onrecord.__all__
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__doc__


def test_what_there_is_not() -> None:
    with pytest.raises(AttributeError, match="'onrecord' has no attribute 'retrieve'"):
        onrecord.retrieve  # noqa: B018


def test_to_import_it_takes_nothing_heavy_along() -> None:
    code = (
        "import sys, onrecord; print(*{'numpy', 'faiss', 'torch', 'gradio', 'pydantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "\n"


@pytest.mark.model
def test_a_set_is_asked_and_measured_in_one_call(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(
        '{"id": "1", "lang": "en", "question": "When does it open?", "exchanges": [1]}\n'
        '{"id": "2", "lang": "en", "question": "Who won the league in 2024?", "exchanges": []}\n',
        encoding="utf-8",
    )
    talk = tmp_path / "talk.txt"
    talk.write_text(
        "Q: When does the bridge open?\nA: In May.\nQ: What does it cost?\nA: Two crowns.\n", "utf-8"
    )
    figures = onrecord.evaluate(tmp_path / "set.jsonl", record=talk)
    assert figures.questions == 2
    assert figures.figures["right exchange first"].value == 1.0
    (report,) = onrecord.index_paths(str(tmp_path / "archive"), [str(talk)])
    assert (report.outcome, report.exchanges) == ("added", 2)
    answer = onrecord.Assistant.open(str(tmp_path / "archive")).ask("When does it open?")
    assert answer.quotes[0].text == "In May."
