"""Zips: their files as paths, and what bombs, escapes and damage get."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ReadError
from onrecord.index.indexing import index_into
from onrecord.index.readers import sources as readers
from onrecord.index.readers import zips
from onrecord.index.readers.sources import find_files, read
from tests.conftest import HashEmbedder

TALK = "Q: When does the library open?\nA: In May.\n"


def packed(files: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def made(folder: Path, files: dict[str, bytes | str], name: str = "talks.zip") -> Path:
    path = folder / name
    path.write_bytes(packed(files))
    return path


def names(folder: Path, found: list[Path]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found]


def test_the_files_of_a_zip_are_read_where_they_stand(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        {"b.txt": TALK, "2019/a.html": "<p>Q: Why?<p>A: So.", "photo.jpg": b"x", "__MACOSX/b.txt": "x"},
    )
    found = find_files([path])
    assert names(tmp_path, found) == ["talks.zip/2019/a.html", "talks.zip/b.txt"]
    assert names(tmp_path, find_files([tmp_path])) == names(tmp_path, found)
    assert find_files(found) == found
    document = read(found[1])
    assert (document.text, document.name, document.source) == (TALK, "b.txt", str(found[1]))
    assert [entry.name for entry in tmp_path.iterdir()] == ["talks.zip"]


def test_a_zip_in_a_zip_is_opened_and_one_inside_that_is_not(tmp_path: Path) -> None:
    innermost = packed({"deep.txt": TALK})
    path = made(tmp_path, {"x/more.zip": packed({"y/a.txt": TALK, "z.zip": innermost}), "bad.zip": b"PK"})
    found = find_files([path])
    assert names(tmp_path, found) == ["talks.zip/bad.zip", "talks.zip/x/more.zip/y/a.txt"]
    assert read(found[1]).text == TALK
    with pytest.raises(ReadError, match=r"talks\.zip/bad\.zip is a damaged zip"):
        read(found[0])


def test_names_that_lead_out_of_the_zip_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TALK)
    path = made(
        tmp_path,
        {"../secret.txt": "x", "/etc/a.txt": "x", "a/../b.txt": "x", "c:\\d.txt": "x", "good.txt": TALK},
    )
    assert names(tmp_path, find_files([path])) == ["talks.zip/good.txt"]


def test_a_zip_without_a_readable_file(tmp_path: Path) -> None:
    path = made(tmp_path, {"photo.jpg": b"x"})
    assert find_files([path]) == [path]
    with pytest.raises(ReadError, match=r"talks\.zip has no file that can be read; the formats are \.txt"):
        read(path)


def test_damaged_and_encrypted_zips(tmp_path: Path) -> None:
    path = made(tmp_path, {"a.txt": TALK})
    with pytest.raises(ReadError, match="is a zip, not one file"):
        read(path)
    with pytest.raises(ReadError, match=r"gone\.txt is not in talks\.zip"):
        read(path / "gone.txt")
    whole = path.read_bytes()
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    with pytest.raises(ReadError, match=r"a\.txt is encrypted; unpack it"):
        read(tmp_path / "locked.zip" / "a.txt")
    spoilt = whole.replace(whole[40:44], b"\xff\xff\xff\xff", 1)
    (tmp_path / "spoilt.zip").write_bytes(spoilt)
    with pytest.raises(ReadError, match=r"a\.txt is damaged inside its zip"):
        read(tmp_path / "spoilt.zip" / "a.txt")
    (tmp_path / "cut.zip").write_bytes(whole[:-30])
    assert find_files([tmp_path / "cut.zip"]) == [tmp_path / "cut.zip"]
    with pytest.raises(ReadError, match=r"cut\.zip is damaged"):
        read(tmp_path / "cut.zip")


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = made(tmp_path, {"a.txt": b" " * 20_000_000}, "bomb.zip")
    with pytest.raises(ReadError, match=r"bomb\.zip unpacks to \d+ times its size"):
        read(bomb)
    with pytest.raises(ReadError, match=r"unpacks to \d+ times its size"):
        read(bomb / "a.txt")
    monkeypatch.setattr(zips, "MOST_FILES", 2)
    many = made(tmp_path, {f"{n}.txt": TALK for n in range(3)}, "many.zip")
    with pytest.raises(ReadError, match="holds 3 files; up to 2 are read"):
        read(many)
    monkeypatch.setattr(readers, "LARGEST", 2**19)
    large = made(tmp_path, {"large.txt": TALK * 30_000}, "large.zip")
    with pytest.raises(ReadError, match=r"large\.txt has 1 MiB; files up to 0 MiB"):
        read(large / "large.txt")


def test_a_zip_is_indexed_file_by_file(tmp_path: Path, embedder: HashEmbedder) -> None:
    path = made(tmp_path, {"a.txt": TALK, "b.txt": ""})
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    reports = list(index_into(archive, embedder, [path]))
    assert [(report.path.name, report.outcome) for report in reports] == [
        ("a.txt", "added"),
        ("b.txt", "failed"),
    ]
    assert [each.source for each in archive.transcripts()] == [str(path / "a.txt")]
    assert [report.outcome for report in index_into(archive, embedder, [path])] == ["unchanged", "failed"]
