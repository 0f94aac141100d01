"""The sample record is read without doubt, and names only commands and options that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import ui
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.ui.cli.main import cli
from tests.ui.command_line import options_of

SAMPLE = Path(ui.__file__).parent / "sample"
CHINESE = SAMPLE / "on-record-press-conference-zh.txt"
ENGLISH = SAMPLE / "on-record-interview-en.txt"
BOTH = pytest.mark.parametrize("file", [CHINESE, ENGLISH], ids=lambda file: file.stem)

_COMMAND = re.compile(r"\bonrecord ([a-z]+)(?:[^。.]*?(?=--)((?:--[a-z]+[^-。.]*)+))?")
_OPTION = re.compile(r"--[a-z]+(?:-[a-z]+)*")


def parsed(file: Path) -> Transcript:
    return parse(read(file))


def share_of_ideographs(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum("\u4e00" <= c <= "\u9fff" for c in letters) / len(letters)


def test_it_is_these_two() -> None:
    assert {file.name for file in SAMPLE.iterdir()} == {CHINESE.name, ENGLISH.name}


@BOTH
def test_it_is_read_as_it_was_written(file: Path) -> None:
    transcript = parsed(file)
    text = transcript.text
    assert transcript.id == file.stem
    assert transcript.title == text.splitlines()[0]
    assert transcript.date == "2026-11-22"
    assert transcript.notes == ()
    assert len(transcript.exchanges) == len(re.findall("^(?:记者：|Interviewer: )", text, re.MULTILINE)) >= 16
    assert {each.answerer for each in transcript.exchanges} <= {"开发组", "The Makers"}
    assert transcript.exchanges[-1].answer_spans[-1].end == len(text.rstrip())


def test_each_is_in_its_own_language() -> None:
    assert share_of_ideographs(parsed(CHINESE).text) > 0.7
    assert share_of_ideographs(parsed(ENGLISH).text) == 0


@BOTH
def test_what_it_tells_to_type_exists(file: Path) -> None:
    text = parsed(file).text
    named = _COMMAND.findall(text)
    assert named
    for name, with_options in named:
        assert name in cli.commands
        assert set(_OPTION.findall(with_options)) <= options_of(cli.commands[name])
    assert set(_OPTION.findall(text)) <= options_of(cli)
