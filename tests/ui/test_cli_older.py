"""Every command that asks an archive brings an older one up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.document import Document
from tests.conftest import HashEmbedder
from tests.index.disks import read_only
from tests.index.older import older, parsed_before
from tests.index.test_statements import BRIEFING
from tests.ui.command_line import Run

SAID = "onrecord: {folder}: the archive can be read at the most, not changed"
ROW = {
    "id": "1",
    "lang": "en",
    "kind": "answerable",
    "question": "When is the bridge open?",
    "exchanges": ["briefing/1"],
    "spans": [],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The user's archive, of the older format, with a briefing."""
    embedder = HashEmbedder()
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    document = Document(text=BRIEFING, name="briefing.txt", source=str(tmp_path / "briefing.txt"))
    archive.add(parsed_before(document), embedder)
    older(archive)
    archive.close()
    return tmp_path / "archive"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A set about the briefing."""
    file = tmp_path / "set.jsonl"
    file.write_text(json.dumps(ROW) + "\n")
    return file


@pytest.mark.parametrize("command", ["ask", "eval", "eval --archive", "tune", "index"])
def test_a_command_that_asks_brings_an_older_archive_up_to_date(
    run: Run, folder: Path, questions: Path, talk: Path, command: str
) -> None:
    words = {
        "ask": ("ask", "When is the bridge open?"),
        "eval": ("eval", str(questions)),
        "eval --archive": ("eval", str(questions), "--archive", str(folder)),
        "tune": ("tune",),
        "index": ("index", str(talk)),
    }[command]
    status, _, err = run(*words)
    assert "Bringing the archive up to date" in err
    # It is too small to learn from, which is told afterwards.
    assert status == (2 if command == "tune" else 0), err
    archive = Archive.open(folder)
    assert not archive.is_older
    assert archive.transcript("briefing").statements
    archive.close()
    assert "up to date" not in run(*words)[2]


def test_a_set_about_something_else_leaves_an_older_archive_alone(
    run: Run, folder: Path, questions: Path, tmp_path: Path
) -> None:
    record = tmp_path / "briefing.txt"
    record.write_text(BRIEFING, encoding="utf-8")
    assert run("eval", str(questions), "--record", str(record))[0] == 0
    assert Archive.open(folder).is_older


@pytest.mark.parametrize("command", ["ask", "eval"])
def test_an_older_archive_that_cannot_be_changed_is_asked_as_it_is(
    run: Run, folder: Path, questions: Path, command: str
) -> None:
    words = {"ask": ("ask", "When is the bridge open?", "--threshold", "0"), "eval": ("eval", str(questions))}
    with read_only(folder):
        status, out, err = run(*words[command])
    assert status == 0
    assert out
    assert SAID.format(folder=folder) in err
    assert "what is said outside of exchanges is not found until it can be" in err


def test_a_run_of_the_older_archive_is_not_taken_for_one_of_the_new(
    run: Run, folder: Path, questions: Path
) -> None:
    with read_only(folder):
        assert run("eval", str(questions))[0] == 0
        assert "1 of 1 question asked before" in run("eval", str(questions))[2]
    assert "1 question asked in" in run("eval", str(questions))[2]
