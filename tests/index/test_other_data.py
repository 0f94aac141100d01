"""Tables of something else: passed over in a folder, an error where they are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import TableError
from onrecord.index.indexing import index_into
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.text.spans import joined
from onrecord.ui.cli.main import main
from tests.conftest import HashEmbedder

OTHER = {
    "settings.json": '{"colour": "red", "sizes": [1, 2, 3]}',
    "packages.json": '[{"name": "bridge", "version": "1.0", "licence": "free to use"}]',
    "towns.csv": "town,river,people\nNorthtown,Long,12000\nSouthport,Wide,9000\n",
    "reviews.csv": "name,text\nAnn Reed,A fine bridge.\nTom Cole,Too long for me.\n",
    "rows.jsonl": '{"id": 1, "size": 2, "kind": "boat"}\n{"id": 2, "size": 3, "kind": "ferry"}\n',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in OTHER.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "faq.csv").write_text("question,answer\nWhen?,In May.\n", "utf-8")
    (tmp_path / "talk.txt").write_text("Q: When?\nA: In May.\n", "utf-8")
    return tmp_path


def test_a_folder_with_other_data_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out.count("1 exchange,") == 2
    for name in OTHER:
        assert f"{name} is skipped" in err


def test_a_folder_with_other_data_is_indexed(folder: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(folder / ".archive", embedder.model_id, embedder.dimension)
    outcomes = {report.path.name: report.outcome for report in index_into(archive, embedder, [folder])}
    assert outcomes == {**dict.fromkeys(OTHER, "skipped"), "faq.csv": "added", "talk.txt": "added"}


@pytest.mark.parametrize("name", ["settings.json", "packages.json", "towns.csv", "rows.jsonl"])
def test_other_data_that_is_named_is_an_error(name: str, folder: Path) -> None:
    with pytest.raises(TableError, match=f"{name} has no row with a question and an answer"):
        read(folder / name)
    assert main(["check", str(folder / name)]) == 1


def test_two_columns_without_names_are_taken_where_they_are_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("bridge,opens in May\ntoll,none\n", "utf-8")
    assert len(read(file).exchanges) == 2
    assert main(["check", str(file)]) == 0
    assert main(["check", str(tmp_path)]) == 0


def test_two_columns_that_nothing_tells_are_in_doubt(tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("bridge,opens in May\ntoll,none\n", "utf-8")
    assert parse(read(file)).report.doubtful


PAIRS = [("When does it open?", "In May."), ("Is there a toll?", "No."), ("And the ferry?", "It stays.")]


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
@pytest.mark.parametrize("keys", [("ask", "say"), ("user", "bot"), ("a1", "b1")])
def test_unknown_keys_are_no_row(suffix: str, keys: tuple[str, str], tmp_path: Path) -> None:
    rows = [dict(zip(keys, pair, strict=True)) for pair in PAIRS]
    file = tmp_path / f"faq{suffix}"
    file.write_text("\n".join(map(json.dumps, rows)) if suffix == ".jsonl" else json.dumps(rows), "utf-8")
    assert pairs_of(file) == PAIRS


def test_a_header_without_known_names_is_no_row(tmp_path: Path) -> None:
    file = tmp_path / "faq.csv"
    file.write_text("ask,say\n" + "\n".join(f"{q},{a}" for q, a in PAIRS), "utf-8")
    assert pairs_of(file) == PAIRS


def test_the_column_that_asks_has_the_questions(tmp_path: Path) -> None:
    file = tmp_path / "faq.csv"
    file.write_text("\n".join(f"{a},{q}" for q, a in PAIRS), "utf-8")
    assert pairs_of(file) == PAIRS


def pairs_of(file: Path) -> list[tuple[str, str]]:
    document = read(file)
    return [
        (joined(document.text, e.question_spans), joined(document.text, e.answer_spans))
        for e in document.exchanges
    ]


def test_a_header_below_a_title(tmp_path: Path) -> None:
    file = tmp_path / "faq.csv"
    rows = [f"{i},{q},{a}" for i, (q, a) in enumerate(PAIRS)]
    file.write_text("\n".join(["Frequent questions,,", "May 2021,,", "No.,Question,Answer", *rows]), "utf-8")
    assert pairs_of(file) == PAIRS


def test_questions_deep_inside_json_belong_together(tmp_path: Path) -> None:
    asked = [{"question": q, "answers": [{"text": a, "answer_start": 3}]} for q, a in PAIRS]
    paragraphs = [{"context": "In May. No. It stays.", "qas": asked[:1]}, {"context": "", "qas": asked[1:]}]
    file = tmp_path / "set.json"
    file.write_text(
        json.dumps({"version": 1, "data": [{"title": "Bridge", "paragraphs": paragraphs}]}), "utf-8"
    )
    assert pairs_of(file) == PAIRS


def test_a_conversation_a_line(tmp_path: Path) -> None:
    lines = [
        {"messages": [{"role": "user", "content": q}, {"role": "assistant", "content": a}]} for q, a in PAIRS
    ]
    file = tmp_path / "chats.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    document = read(file)
    found = parse(document).exchanges
    assert [joined(document.text, e.question_spans) for e in found] == [q for q, _ in PAIRS]
    assert [joined(document.text, e.answer_spans) for e in found] == [a for _, a in PAIRS]
