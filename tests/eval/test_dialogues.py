"""Questions that lean on earlier ones are asked after them, and measured by kind."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from onrecord.eval.datasets.own import read_own
from onrecord.eval.datasets.questions import QuestionSet
from onrecord.eval.figures import grouped, values_of
from onrecord.eval.paired import compare
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import Collection
from onrecord.eval.runs.run import Run
from onrecord.index.archive.archive import Archive
from onrecord.index.errors import InputError, SetError
from onrecord.rag.assistant import Assistant
from tests.conftest import PAIRS, HashEmbedder, transcript_of

SETS = Path(__file__).parents[2] / "eval" / "sets"
TALK = transcript_of(PAIRS)
FERRY = "What is a ticket for the ferry?"


def read(folder: Path, *rows: dict[str, object]) -> QuestionSet:
    """The rows as a set about the talk."""
    file = folder / "set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return read_own(file, ["talk"], lambda _: TALK)


@pytest.fixture
def run(tmp_path: Path, archive: Archive, embedder: HashEmbedder) -> Run:
    """A question with an earlier one, and a dialogue of three turns, asked."""
    turns = [
        {"question": FERRY, "exchanges": [2]},
        {"question": "Why?", "follows": True, "exchanges": [2]},
        {"question": "Will the old museum in the town really stay where it is?", "exchanges": [3]},
    ]
    questions = read(
        tmp_path,
        {"id": "a", "question": "Why?", "earlier": [FERRY], "exchanges": [2]},
        {"id": "d", "lang": "en", "turns": turns},
    )
    return run_set(questions, Collection(archive), Assistant(archive, embedder), tmp_path / "run.jsonl")


def test_turns_are_asked_after_the_ones_before(run: Run) -> None:
    assert [(each.id, each.kind, len(each.earlier)) for each in run.results] == [
        ("a", "answerable", 1), ("d.1", "opening", 0), ("d.2", "follow-up", 1), ("d.3", "change", 2),
    ]  # fmt: skip
    assert [len(each.understood) for each in run.results] == [2, 1, 2, 1]
    assert run.results[0].quotes[0].name == run.results[2].quotes[0].name == "talk/2"


def test_kinds_tell_which_were_taken_together(run: Run) -> None:
    kinds = grouped(run.results, values_of(run.results))["kind"]
    assert kinds["follow-up"].figures["taken with earlier"].value == 1
    assert kinds["change"].figures["taken with earlier"].value == 0
    assert "taken with earlier" not in kinds["opening"].figures


def test_a_run_keeps_what_was_asked_before(run: Run, tmp_path: Path) -> None:
    assert Run.load(tmp_path / "run.jsonl") == run
    row = asdict(run.results[1])
    del row["earlier"], row["understood"]
    head = (tmp_path / "run.jsonl").read_text().splitlines()[0]
    (tmp_path / "older.jsonl").write_text(f"{head}\n{json.dumps(row)}\n")
    assert Run.load(tmp_path / "older.jsonl").results[0].earlier == ()


def test_the_same_question_after_another_one_is_another(
    run: Run, tmp_path: Path, archive: Archive, embedder: HashEmbedder
) -> None:
    questions = read(tmp_path, {"id": "a", "question": "Why?", "earlier": ["The bridge?"], "exchanges": [2]})
    other = run_set(questions, Collection(archive), Assistant(archive, embedder))
    with pytest.raises(InputError, match="ask or judge 'a' differently"):
        compare(run, other)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"id": "a", "question": "Why?", "exchanges": [1], "earlier": "What?"}, "'earlier' is 'What\\?'"),
        (
            {"id": "a", "question": "Why?", "exchanges": [1], "earlier": [" "]},
            "in 'earlier': the question is",
        ),
        ({"id": "a", "turns": []}, "'turns' is not a list"),
        ({"id": "a", "turns": ["What?"]}, "'turns' is not a list"),
        ({"turns": [{"question": "What?", "exchanges": [1]}]}, ":1: 'id' is missing"),
        ({"id": "a", "turns": [{"question": "What?"}]}, "'exchanges' is not a list"),
    ],
)
def test_what_is_wrong_with_a_dialogue_is_told(tmp_path: Path, row: dict[str, object], message: str) -> None:
    with pytest.raises(SetError, match=message):
        read(tmp_path, row)


@pytest.mark.shared
@pytest.mark.parametrize("part", ["dev", "test"])
def test_our_dialogues_fit_the_2019_transcript(shared: Path, part: str) -> None:
    from onrecord.index.parsing.parser import parse
    from onrecord.index.readers.sources import read as read_document

    transcript = parse(read_document(shared / "corpora" / "press-2019-03-08.txt"))
    file = SETS / f"press-2019-03-08.dialogues.{part}.jsonl"
    questions = read_own(file, [transcript.id], lambda _: transcript).questions
    assert {question.kind for question in questions} == {"opening", "follow-up", "change"}
    assert all(bool(question.earlier) == (question.kind != "opening") for question in questions)
