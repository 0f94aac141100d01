"""The commands that fill an archive and look into it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.ui.cli.terminal import counted
from onrecord.ui.page.library import Library
from tests.conftest import HashEmbedder
from tests.index.test_statements import BRIEFING
from tests.ui.command_line import TALK, Run


def test_index_list_ask_show_remove(run: Run, talk: Path) -> None:
    status, out, _ = run("index", str(talk))
    assert status == 0
    assert "talk-2020-01-02.txt: added, 2 exchanges, 2 passages, talk-2020-01-02" in out
    assert "1 transcript, 2 exchanges" in out
    assert "unchanged, 2 exchanges" in run("index", str(talk))[1]
    assert run("list")[1].split()[:3] == ["talk-2020-01-02", "2020-01-02", "2"]

    status, out, err = run("ask", "渡轮多少钱？", "--threshold", "0", "--top", "1")
    assert (status, err) == (0, "")
    assert "In the record" in out
    assert "[1] 四块钱一张票。孩子免费。" in out
    citation = next(line.strip() for line in out.splitlines() if "@" in line)
    status, out, _ = run("show", citation)
    assert status == 0
    assert "渡轮多少钱？" in out
    assert "四块钱一张票。孩子免费。" in out

    start = TALK.index("工期")
    _, out, _ = run("show", f"talk-2020-01-02/1@{start}-{start + 5}")
    assert "五月通车。»工期三年。«" in out
    assert run("remove", "talk-2020-01-02")[1] == "removed talk-2020-01-02\n"
    assert run("list")[1] == ""


def test_check_prints_the_fields_of_the_gold(run: Run, talk: Path) -> None:
    status, out, _ = run("check", str(talk), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert set(rows[0]) >= {"file", "n", "asker", "outlet", "answerer", "question_start", "question_end",
                            "answer_start", "answer_end"}  # fmt: skip
    assert [TALK[row["question_start"] : row["question_end"]] for row in rows] == [
        "桥什么时候通车？",
        "渡轮多少钱？",
    ]
    assert TALK[rows[0]["answer_start"] : rows[0]["answer_end"]] == "五月通车。工期三年。"
    assert [(row["question"], row["answer"]) for row in rows] == [
        ("桥什么时候通车？", "五月通车。工期三年。"),
        ("渡轮多少钱？", "四块钱一张票。孩子免费。"),
    ]
    assert "2 exchanges" in run("check", str(talk))[1]
    (report,) = run("check", str(talk), "--json", "--report")[1].splitlines()
    assert json.loads(report)["transcript"] == "talk-2020-01-02"


def test_a_folder_of_transcripts_comes_out_as_data(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    first = 'Ann Reed: Why =1+1?\n\nTom Cole: Because.\n\nSue Bell: And so, "too".\n\n' * 2
    (folder / "one-2020-01-02.txt").write_text(first, encoding="utf-8")
    page = "<h1>Talk</h1><p>Q: Salt &amp; pepper?</p><p>A: No.</p><p>Q: Why?</p><p>A: So.</p>"
    (folder / "two.html").write_text(page, encoding="utf-8")
    texts = {"one-2020-01-02.txt": first, "two.html": page}

    given = [each for label in ("Ann Reed:", "Q:") for each in ("--question-marker", label)]
    given += [each for label in ("Tom Cole:", "Sue Bell:", "A:") for each in ("--answer-marker", label)]
    status, out, err = run("check", str(folder), *given, "--jsonl")
    assert (status, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [row["transcript"] for row in rows] == ["one-2020-01-02"] * 2 + ["two"] * 2
    assert [(turn["role"], turn["speaker"], turn["text"]) for turn in rows[0]["turns"]] == [
        ("asker", "Ann Reed", "Why =1+1?"),
        ("answerer", "Tom Cole", "Because."),
        ("answerer", "Sue Bell", 'And so, "too".'),
    ]
    assert rows[0]["answer"] == 'Because.\n\nAnd so, "too".'
    for row in rows:
        text = texts[Path(row["file"]).name]
        for turn in row["turns"]:
            pieces = [html.unescape(text[start:end]) for start, end in turn["spans"]]
            assert "".join("".join(pieces).split()) == "".join(turn["text"].split())

    status, table, _ = run("check", str(folder), *given, "--csv")
    assert (status, table[0]) == (0, "\ufeff")
    held = list(csv.DictReader(io.StringIO(table[1:])))
    every = [(row["n"], turn) for row in rows for turn in row["turns"]]
    assert [(each["exchange"], each["role"], each["speaker"], each["text"]) for each in held] == [
        (str(n), turn["role"], turn["speaker"] or "", turn["text"]) for n, turn in every
    ]
    assert [(int(each["start"]), int(each["end"])) for each in held] == [
        (turn["spans"][0][0], turn["spans"][-1][1]) for _, turn in every
    ]
    assert run("check", str(folder), "--csv", "--json")[0] == 2


def test_a_low_confidence_is_told_by_index_and_list(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mixed-up.txt"
    file.write_text(
        "".join(f"问：五月{n}日通车。\n答：何时通车，何时、何地呢？\n" for n in range(9)), encoding="utf-8"
    )
    out = run("index", str(file))[1]
    assert "is low: see what was found with onrecord check" in out
    confidence = run("list")[1].split()[2]
    assert confidence.endswith("!")
    assert float(confidence[:-1]) < 0.5


def test_the_list_tells_who_asks_how_often_whom_and_when(run: Run, tmp_path: Path) -> None:
    text = "Daily: When does the tower open?\n\nMayor: In {month}.\n\nWeekly: Is it high?\n\nMayor: Forty steps.\n"
    for month in ("2019-05-02", "2020-11-30"):
        file = tmp_path / f"press-{month}.txt"
        file.write_text(text.format(month=month), encoding="utf-8")
        assert run("index", str(file))[0] == 0
    status, told, _ = run("list", "--stats")
    assert status == 0
    assert told.splitlines()[0] == (
        "2 transcripts, 4 exchanges, 0 statements, 2019-05-02 to 2020-11-30; 2 worth a look"
    )
    lines = {line.split()[0]: line.split() for line in told.splitlines() if line.startswith("  ")}
    assert lines["Daily"] == ["Daily", "2", "2019-05-02", "to", "2020-11-30", "Mayor", "2"]
    assert lines["Mayor"] == ["Mayor", "4"]
    assert lines["2020"] == ["2020", "2", *["0"] * 10, "2", "0", "█" * 24]
    stats = json.loads(run("list", "--stats", "--json")[1])
    assert [each["name"] for each in stats["askers"]] == ["Daily", "Weekly"]
    listed = json.loads(run("list", "--json")[1])
    assert [each["date"] for each in listed["transcripts"]] == ["2019-05-02", "2020-11-30"]


def test_the_figures_of_an_empty_archive_are_a_line(run: Run, talk: Path) -> None:
    run("index", str(talk))
    run("remove", "talk-2020-01-02")
    assert run("list", "--stats")[1] == "0 transcripts, 0 exchanges, 0 statements; 0 worth a look\n"


def test_the_list_has_statements_beside_exchanges_where_there_are_any(
    run: Run, talk: Path, tmp_path: Path
) -> None:
    run("index", str(talk))
    assert "statement" not in run("list")[1]
    speech = tmp_path / "a-speech.txt"
    speech.write_text("The old mill turns again.\n\nIts wheel is made of oak.\n", encoding="utf-8")
    briefing = tmp_path / "briefing.txt"
    briefing.write_text(BRIEFING, encoding="utf-8")
    run("index", str(speech), str(briefing))
    archive = Archive.open(tmp_path / "archive")
    counts = {each.id: each.statements for each in archive.transcripts()}
    assert counts["a-speech"] > 0
    assert counts["briefing"] > 0
    lines = {line.split()[0]: line for line in run("list")[1].splitlines()}
    assert f"    0 + {counted(counts['a-speech'], 'statement')} " in lines["a-speech"]
    assert f"    2 + {counted(counts['briefing'], 'statement')} " in lines["briefing"]
    assert "statement" not in lines["talk-2020-01-02"]
    # What stands behind stands in a column.
    assert len({at.start() for line in lines.values() if (at := re.search(r" \d\.\d\d", line))}) == 1


def test_a_bad_file_is_told_and_the_others_go_on(run: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for command in ("check", "index"):
        status, out, err = run(command, str(tmp_path / "missing.txt"), str(tmp_path / "empty.txt"), str(talk))
        assert status == 1
        assert "2 exchanges" in out
        problems = [line for line in err.splitlines() if line.startswith("onrecord: ")]
        assert len(problems) == 2
        assert "missing.txt" in problems[0]
        assert "empty.txt" in problems[1]


def test_remove_removes_nothing_where_an_id_is_unknown(run: Run, talk: Path) -> None:
    run("index", str(talk))
    assert run("remove", "talk-2020-01-02", "other")[0] == 2
    assert "talk-2020-01-02" in run("list")[1]


def test_the_users_markers_are_final(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(">> Wann\n<< Im Mai.\n", encoding="utf-8")
    assert "0 exchanges" in run("check", str(file))[1]
    given = ("--question-marker", ">>", "--answer-marker", "<<")
    for command in ("check", "index"):
        status, out, _ = run(command, str(file), *given)
        assert status == 0
        assert "1 exchange," in out
    assert run("check", str(file), "--question-marker", ">>")[0] == 2


def test_removing_what_came_by_the_page_removes_its_file_too(run: Run, talk: Path, tmp_path: Path) -> None:
    run("index", str(talk))
    archive = Archive.open(tmp_path / "archive")
    library = Library(archive, HashEmbedder())
    brought = tmp_path / "tower.txt"
    brought.write_text("Talk\n\nQ: When does the tower open?\n\nA: It opens in June.\n", "utf-8")
    list(library.add(list(library.look([brought]))))
    source = Path(archive.transcript("tower").source)
    assert source.is_file()
    run("remove", "talk-2020-01-02")
    assert source.is_file()
    run("remove", "tower")
    assert not source.parent.exists()


def test_what_each_speaker_does_is_chosen_and_kept_beside_the_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "swapped.txt"
    file.write_text(
        "A: When does it open?\nQ: In May, in the morning.\nA: Is there a toll?\nQ: There is none.\n", "utf-8"
    )
    monkeypatch.setattr("sys.stdin", StringIO("asks\nanswers\n" + "\n" * 9))
    status, out, _ = run("check", "--choose", str(file))
    assert status == 0
    assert "When does it open?" in out
    kept = (tmp_path / "swapped.onrecord.toml").read_text("utf-8")
    assert 'asks = ["A"]' in kept
    assert 'answers = ["Q"]' in kept
    assert "2 exchanges" in run("check", str(file))[1]
    assert run("check", "--choose", "--json", str(file))[0] == 2
