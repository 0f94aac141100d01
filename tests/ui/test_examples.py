"""Example questions come from the record itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from importlib.resources import files
from typing import cast

import pytest

from index.archive import Archive
from tests.ui.fakes import FakeArchive, hostile, press, transcript
from ui.examples import example_questions
from ui.messages import SAMPLE_QUESTIONS


def examples(*held: object) -> list[str]:
    return example_questions(cast(Archive, FakeArchive(list(held))))  # type: ignore[arg-type]


def test_they_are_sentences_of_the_record_each_of_another_outlet() -> None:
    found = examples(press())
    assert set(found) == {"花园什么时候开放？", "When does the gate open?", "متى تفتح الحديقة؟"}


def test_a_sentence_that_points_to_the_one_before_it_is_not_one() -> None:
    record = transcript(
        "x", "X", None, [("A", "The gate is shut. Why is that? What will it cost?", None, "So.")]
    )
    assert examples(record) == []


def test_there_are_at_most_six_and_none_twice() -> None:
    many = [replace(press(), id=f"garden-{n}") for n in range(30)]
    assert len(examples(*many)) == len(set(examples(*many))) <= 6
    assert len(examples(press(), hostile())) <= 6


def test_an_empty_record_has_none() -> None:
    assert examples() == []


def test_the_sample_record_has_questions_in_many_languages() -> None:
    folder = files("ui") / "sample"
    if not folder.is_dir():
        pytest.skip("the sample record is not there")
    digests = [
        hashlib.sha256(entry.read_bytes()).hexdigest() for entry in folder.iterdir() if entry.is_file()
    ]
    assert examples(*(replace(press(), id=d, sha256=d) for d in digests)) == list(SAMPLE_QUESTIONS)
    assert examples(*(replace(press(), id=d, sha256=d) for d in digests), hostile()) != list(SAMPLE_QUESTIONS)
