"""Tables of something else: passed over in a folder, an error where they are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.errors import TableError
from index.indexing import index_paths
from index.readers import read
from tests.conftest import HashEmbedder
from ui.cli import main

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
    assert out.count("1 exchanges") == 2
    for name in OTHER:
        assert f"{name} is skipped" in err


def test_a_folder_with_other_data_is_indexed(folder: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(folder / ".archive", embedder.model_id, embedder.dimension)
    outcomes = {report.path.name: report.outcome for report in index_paths(archive, embedder, [folder])}
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
