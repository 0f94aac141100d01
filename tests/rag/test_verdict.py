"""An answer, words on the topic, or nothing in the record: three verdicts, and what leads to each."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.rag import assistant as assistants
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from onrecord.rag.verdict import ON_TOPIC, Verdict, verdict
from tests.conftest import HashEmbedder

# The record, which the tiny embedder finds near to it, never names Syria.
QUESTION = "What is a ticket for the ferry to Syria?"


@pytest.mark.parametrize("topical", [0.0, ON_TOPIC, 1.0])
def test_what_is_answered_is_answered_however_near_it_is(topical: float) -> None:
    assert verdict(True, topical) == "answered"


def test_what_is_not_answered_is_on_the_topic_from_the_bar_on() -> None:
    told = [verdict(False, topical) for topical in (0.0, ON_TOPIC - 1e-9, ON_TOPIC, 1.0)]
    assert told == ["not_in_record", "not_in_record", "on_topic", "on_topic"]


@pytest.mark.parametrize(
    ("alone", "together", "expected"),
    [
        (0.9, 0.7, "answered"),
        (0.3, 0.7, "answered"),
        (0.9, 0.5, "on_topic"),
        (0.3, 0.2, "not_in_record"),
    ],
)
def test_only_nearness_tells_what_is_on_the_topic(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, alone: float, together: float, expected: Verdict
) -> None:
    def confidence(record: float, background: float, exchanges: int, *known: object, **more: object) -> float:
        return alone if {*known, *more.values()} <= {None} else together

    monkeypatch.setattr(assistants, "confidence", confidence)
    answer = Assistant(archive, HashEmbedder(), Settings(threshold=0.6)).ask(QUESTION)
    assert (answer.verdict, answer.confidence) == (expected, together)
    assert answer.unmentioned == ("Syria",)
    shown, empty = (answer.quotes, answer.nearest) if answer.answered else (answer.nearest, answer.quotes)
    assert answer.answered is (expected == "answered")
    assert shown
    assert empty == ()
    row = answer.to_dict()
    assert (row["verdict"], row["answered"]) == (expected, answer.answered)


def test_an_empty_record_speaks_of_nothing(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "empty", HashEmbedder.model_id, HashEmbedder.dimension)
    assert Assistant(archive, HashEmbedder()).ask("Is anybody there?").verdict == "not_in_record"
