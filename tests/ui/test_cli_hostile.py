"""The command line among hostile names, full and read-only disks and damaged archives: one line, and no more."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.index.tables.schema import FILE_NAME
from tests.index.disks import read_only, small_disk
from tests.ui.command_line import TALK, Run

ESCAPE = "talk \x1b[2J\x07\x9b31m\u202e 2020-01-02.txt"
LINES = "talk\nonrecord: all is well\r2020.txt"


def assert_told(result: tuple[int, str, str], words: str) -> None:
    """Exit status 2 and one line on standard error, in which ``words`` stand."""
    status, _, err = result
    lines = [line for line in err.splitlines() if not line.endswith(" ...")]
    assert (status, len(lines)) == (2, 1), err
    assert lines[0].startswith("onrecord: ")
    assert words in lines[0]


def obeyed(out: str) -> list[str]:
    """The characters that a terminal obeys."""
    return [c for c in out if (ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 or c in "\u202d\u202e"]


@pytest.mark.parametrize("name", [ESCAPE, LINES])
def test_names_of_files_are_not_obeyed_by_the_terminal(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / name).write_text(TALK, encoding="utf-8")
    (folder / f"bad-{name}").write_bytes(b"")
    commands: Sequence[tuple[str, ...]] = (
        ("check", str(folder)),
        ("check", str(folder), "--json"),
        ("check", str(folder), "--json", "--report"),
        ("index", str(folder)),
        ("list",),
        ("ask", "渡轮多少钱？", "--threshold", "0"),
        ("ask", "渡轮多少钱？", "--json"),
        ("show", f"{name}/1"),
        ("remove", name),
    )
    for command in commands:
        _, out, err = run(*command)
        assert obeyed(out + err) == [], command
        assert "\nonrecord: all is well" not in out + err.replace("\\u000a", "")
    _, out, _ = run("check", str(folder), "--json")
    assert {json.loads(line)["file"] for line in out.splitlines()} == {str(folder / name)}
    status, out, err = run("list", name)
    assert status == 2
    assert obeyed(out + err) == []


def test_a_name_in_another_encoding_goes_in_with_the_others(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "a-talk.txt").write_text(TALK, encoding="utf-8")
    odd = os.fsencode(folder) + "/大桥-talk.txt".encode("gb18030")
    with open(odd, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(TALK.replace("五月", "六月"))
    (folder / "z-talk.txt").write_text(TALK.replace("五月", "七月"), encoding="utf-8")
    status, out, err = run("index", str(folder))
    assert (status, out.count(": added, 2 exchanges")) == (0, 3), err
    assert run("index", str(folder))[1].count(": unchanged, 2 exchanges") == 3
    assert run("check", str(folder))[0] == 0
    ids = [line.split()[0] for line in run("list")[1].splitlines()]
    assert len(ids) == 3
    (odd_id,) = set(ids) - {"a-talk", "z-talk"}
    assert "六月通车" in run("show", f"{odd_id}/1")[1]
    assert_told(run("show", os.fsdecode("大桥".encode("gb18030")) + "/1"), "")
    assert run("remove", odd_id)[0] == 0


@pytest.mark.slow
def test_a_full_disk_is_one_line(
    run: Run, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.txt"
    large.write_text(
        "".join(f"问：第{n}个问题是什么？\n答：{'这是回答。' * 40}\n" for n in range(300)), encoding="utf-8"
    )
    with small_disk(tmp_path / "disk", 1000) as disk:
        monkeypatch.setenv("ONRECORD_ARCHIVE", str(disk / "archive"))
        assert run("index", str(talk))[0] == 0
        assert_told(run("index", str(large)), "the disk is full")
        assert run("list")[1].split()[0] == "talk-2020-01-02"
        assert run("ask", "渡轮多少钱？", "--threshold", "0")[0] == 0


def test_a_read_only_archive_is_asked_listed_and_shown(run: Run, talk: Path, tmp_path: Path) -> None:
    questions = tmp_path / "set.jsonl"
    run("index", str(talk))
    with read_only(tmp_path / "archive"):
        assert run("list")[1].startswith("talk-2020-01-02 ")
        status, out, err = run("ask", "渡轮多少钱？", "--threshold", "0")
        assert (status, err) == (0, "")
        assert "四块钱一张票。孩子免费。" in out
        assert "渡轮多少钱？" in run("show", "talk-2020-01-02/2")[1]
        row: dict[str, object] = {"id": "1", "lang": "zh", "kind": "answerable", "question": "渡轮多少钱？"}
        row |= {"exchanges": ["talk-2020-01-02/2"], "spans": []}
        questions.write_text(json.dumps(row) + "\n")
        status, _, err = run("eval", str(questions))
        assert status == 0, err
        assert_told(run("remove", "talk-2020-01-02"), "can be read at the most, not changed")
        changed = tmp_path / "other.txt"
        changed.write_text(TALK, encoding="utf-8")
        assert_told(run("index", str(changed)), "can be read at the most, not changed")
    assert run("list")[1].startswith("talk-2020-01-02 ")


@pytest.mark.parametrize(
    "command", [("list",), ("ask", "渡轮多少钱？"), ("show", "talk-2020-01-02/1"), ("index",)]
)
def test_damaged_pages_are_one_line(run: Run, talk: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    run("index", str(talk))
    file = tmp_path / "archive" / FILE_NAME
    db = sqlite3.connect(file)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(byte ^ 0x5A for byte in data[4096:])
    file.write_bytes(data)
    paths = (str(talk),) if command == ("index",) else ()
    assert_told(run(*command, *paths), "not a readable archive")


def test_a_foreign_file_is_left_as_it_is(run: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    file = tmp_path / "archive" / FILE_NAME
    db = sqlite3.connect(file)
    db.execute("CREATE TABLE photos (id INTEGER)")
    db.close()
    before = file.read_bytes()
    for command in (("index", str(talk)), ("list",), ("ask", "x")):
        assert_told(run(*command), "belongs to another program")
    assert file.read_bytes() == before


@pytest.mark.milvus
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("place", ["{}/no/such/place.db", "{}/notes.db", "milvus://127.0.0.1:9"])
def test_a_store_that_cannot_be_used_is_told(run: Run, talk: Path, tmp_path: Path, place: str) -> None:
    notes = tmp_path / "notes.db"
    notes.write_text("my notes")
    assert_told(run("index", str(talk), "--store", place.format(tmp_path)), "cannot be used: ")
    assert notes.read_text() == "my notes"
    assert run("list")[1] == ""
    assert run("index", str(talk))[0] == 0
    assert run("ask", "渡轮多少钱？", "--threshold", "0")[0] == 0
