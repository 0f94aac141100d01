"""What the reader learns from: passages as archives cut them, and no wrong one that answers."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.eval.training import reader_groups
from onrecord.eval.training.reader_groups import Group, cut, groups
from onrecord.index.chunking import PASSAGE_UNITS, sentences, units
from tests.conftest import HashEmbedder

ARTICLE = [
    "The bridge was opened in 1911. It is forty metres long. " * 12,
    "The harbour has two piers. Ships leave from the northern one on Mondays. " * 4,
    "A market is held beside the bridge on Sundays, since 1950 at the latest, and draws many people.",
]


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))


@given(st.text(alphabet="ab c.?\n。，", max_size=600))
def test_passages_are_runs_of_whole_sentences(text: str) -> None:
    pieces = cut(text)
    bounds = sentences(text)
    assert all(text[at : at + len(words)] == words for at, words in pieces)
    kept = [(low, high) for low, high in bounds if any(at <= low and high <= at + len(w) for at, w in pieces)]
    assert kept == bounds
    for _, words in pieces:
        assert units(words) <= PASSAGE_UNITS or len(sentences(words)) == 1


@pytest.fixture
def comprehension(tmp_path: Path) -> Path:
    contexts = [{"ctx": f"c{n}", "doc": "town", "lang": "en", "text": text} for n, text in enumerate(ARTICLE)]
    common = {"lang": "en", "doc": "town"}
    questions: list[dict[str, Any]] = [
        {
            "ctx": "c0",
            "question": "When was it opened?",
            "answer": "1911",
            "answer_start": 25,
            "answerable": True,
        },
        {
            "ctx": "c1",
            "question": "How deep is it?",
            "answer": None,
            "answer_start": None,
            "answerable": False,
        },
    ]
    _write(tmp_path / "town.ctx.jsonl.gz", contexts)
    _write(tmp_path / "town.jsonl.gz", [{**common, **each} for each in questions])
    return tmp_path


def _drawn(folder: Path) -> list[Any]:
    return list(reader_groups._comprehension(folder, "town", 9, random.Random(1)))


def test_the_right_passage_holds_the_answer_and_no_wrong_one_does(comprehension: Path) -> None:
    found = {each.question: each for each in groups(_drawn(comprehension), HashEmbedder())}
    opened = found["When was it opened?"]
    assert opened.answerable
    assert "1911" in opened.passages[0]
    low, high = sentences(opened.passages[0])[opened.right or 0]
    assert "1911" in opened.passages[0][low:high]
    assert len(opened.passages) > 1
    assert not any("1911" in words for words in opened.passages[1:])
    assert opened.language == "en-en"


def test_a_question_without_an_answer_has_wrong_passages_only(comprehension: Path) -> None:
    found = {each.question: each for each in groups(_drawn(comprehension), HashEmbedder())}
    deep = found["How deep is it?"]
    assert (deep.answerable, deep.right) == (False, None)
    assert any("harbour" in words for words in deep.passages)


def test_wrong_passages_of_a_briefing_are_no_follow_ups(tmp_path: Path) -> None:
    answers = [
        f"About matter {n} we have said all that there is to say, and {n * 7} times. " * 2 for n in range(9)
    ]
    rows = [
        {"lang": "en", "doc": "d", "n": n, "question": f"Good day. What of matter {n}?", "answer": answer}
        for n, answer in enumerate(answers)
    ]
    _write(tmp_path / "room.jsonl.gz", rows)
    for each in reader_groups._briefing(tmp_path, "room", 9, random.Random(1)):
        number = int(each.question.rsplit(" ", 1)[1].rstrip("?"))
        assert f"matter {number} " in str(each.passage)
        told = {int(words.split("matter ")[1].split(" ")[0]) for words in each.others}
        assert told
        assert not told & set(range(number - 2, number + 3))


@pytest.mark.slow
def test_articles_held_out_are_so_whole(comprehension: Path) -> None:
    def of(doc: str) -> set[bool]:
        rows = [type(each)(**{**_fields(each), "doc": doc}) for each in _drawn(comprehension)]
        return {group.held_out for group in groups(rows, HashEmbedder())}

    sides = [of(f"article {n}") for n in range(300)]
    assert all(len(side) == 1 for side in sides)
    assert 0 < sum(True in side for side in sides) < 30


def _fields(each: Any) -> dict[str, Any]:
    return {name: getattr(each, name) for name in each.__slots__}


def test_groups_are_the_same_each_time(comprehension: Path) -> None:
    def once() -> list[Group]:
        return groups(_drawn(comprehension), HashEmbedder())

    assert once() == once()
