"""What was kept comes back as it was, and nothing else comes back."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any, get_args

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import InputError
from onrecord.rag.assistant import Answer, Assistant
from onrecord.rag.deserialize import answer_from_json, quote_from_json
from onrecord.rag.verdict import Verdict
from tests.conftest import HashEmbedder


@pytest.fixture
def answer(archive: Archive, embedder: HashEmbedder) -> Answer:
    return Assistant(archive, embedder).ask("When does the bridge open?")


def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    quotes = answer.quotes or answer.nearest
    full = replace(quotes[0], page=3, time="00:01:02", follows=1, place="Hall", speakers=("A", "B"))
    full = replace(full, address="https://example.org/", language="en", score=0.5, focus=(2, 5))
    kept = replace(
        answer,
        verdict="answered",
        quotes=(full,),
        nearest=(),
        confidence=1.0,
        understood=("Which?", "When?"),
        unmentioned=("Syria",),
        request="list",
    )
    assert answer_from_json(json.loads(json.dumps(kept.to_dict()))) == kept
    later = ("unheard", "request", "verdict")
    older = {key: value for key, value in kept.to_dict().items() if key not in later}
    assert answer_from_json(older) == replace(kept, unmentioned=(), request=None)
    with pytest.raises(InputError, match="request"):
        answer_from_json(kept.to_dict() | {"request": "poem"})


def test_verdicts_come_back_and_those_of_older_answers_are_the_two_that_there_were(answer: Answer) -> None:
    for verdict in get_args(Verdict):
        told = replace(answer, verdict=verdict)
        assert answer_from_json(told.to_dict()).verdict == verdict
        older = {key: value for key, value in told.to_dict().items() if key != "verdict"}
        assert answer_from_json(older).verdict == ("answered" if verdict == "answered" else "not_in_record")
        for wrong in ({"verdict": "perhaps"}, {"answered": not told.answered}, {"verdict": None}):
            with pytest.raises(InputError, match="verdict"):
                answer_from_json(told.to_dict() | wrong)


def damaged(row: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    row = deepcopy(row)
    at: Any = row
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return row


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", None),
        ("text", 7),
        ("citation", "nowhere"),
        ("spans", [[5, 5]]),
        ("spans", [[1]]),
        ("spans", [["1", "2"]]),
        ("marks", [[0, 10_000_000]]),
        ("marks", [[5, 9], [0, 3]]),
        ("score", "high"),
        ("score", True),
        ("views", "words"),
        ("views", [1]),
        ("date", ["2020"]),
        ("page", "3"),
        ("focus", [5, 2]),
        ("focus", [0, 10_000]),
        ("speakers", None),
    ],
)
def test_a_damaged_quote_is_refused(answer: Answer, name: str, value: Any) -> None:
    row = (answer.quotes or answer.nearest)[0].to_dict()
    assert quote_from_json(row)
    with pytest.raises(InputError):
        quote_from_json(damaged(row, (name,), value))


@pytest.mark.parametrize("row", [None, [], "x", {}, {"id": "1"}])
def test_what_is_no_answer_is_refused(row: object) -> None:
    with pytest.raises(InputError, match="kept"):
        answer_from_json(row)
