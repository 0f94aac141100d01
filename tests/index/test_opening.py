"""An archive where the disk is full, read-only, or holds another program's file: told, and nothing is lost."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ArchiveError
from onrecord.index.tables.schema import FILE_NAME
from tests.conftest import PAIRS, HashEmbedder, transcript_of
from tests.index.disks import read_only, small_disk

LONG = [(f"When does bridge {n} open?", f"Bridge {n} opens in May. " * 40) for n in range(200)]


def nearest(archive: Archive, embedder: HashEmbedder) -> list[float]:
    """Cosines of a search, best first."""
    vector = embedder.embed_questions(["the ferry"])[0]
    return list(archive.nearest("passage", vector, 9)[1])


def read_all(folder: Path) -> None:
    """Read the small archive."""
    found = Archive.open(folder)
    try:
        found.transcript("talk")
        found.exchanges_of(range(1, 9))
        found.units([1, 2, 3])
        found.by_words("ferry")
    finally:
        found.close()


def retitle(folder: Path, title: str) -> None:
    """Change the small archive."""
    other = Archive.open(folder)
    other.rename("talk", title)
    other.close()


@pytest.mark.slow
def test_a_full_disk_is_told_and_what_was_there_stays(archive: Archive, embedder: HashEmbedder) -> None:
    db = archive._connection
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ArchiveError, match=r"the disk is full; what was in the archive is still there"):
        archive.add(transcript_of(LONG, "long"), embedder)
    assert [each.id for each in archive.transcripts()] == ["talk"]
    db.execute(f"PRAGMA max_page_count = {100 * pages}")
    archive.add(transcript_of(LONG, "long"), embedder)
    assert len(archive.transcripts()) == 2


@pytest.mark.slow
def test_a_disk_that_is_really_full(tmp_path: Path, embedder: HashEmbedder) -> None:
    with small_disk(tmp_path / "disk", 700) as disk:
        archive = Archive.create(disk / "a", embedder.model_id, embedder.dimension)
        archive.add(transcript_of(PAIRS), embedder)
        before = nearest(archive, embedder)
        with pytest.raises(ArchiveError, match="the disk is full"):
            archive.add(transcript_of(LONG, "long"), embedder)
        (disk / "rest").write_bytes(b"x" * (shutil.disk_usage(disk).free // 4096 * 4096))
        assert archive.transcript("talk") == transcript_of(PAIRS)
        assert nearest(archive, embedder) == before
        with pytest.raises(ArchiveError, match=f"{disk}/b: the disk is full"):
            Archive.create(disk / "b", embedder.model_id, embedder.dimension)
        (disk / "rest").unlink()
        archive.add(transcript_of(PAIRS, "again"), embedder)
        assert [each.id for each in archive.transcripts()] == ["again", "talk"]
        archive.close()


@pytest.mark.parametrize("asked_before", [True, False])
@pytest.mark.parametrize("left", ["nothing", "changes", "all"])
def test_what_is_read_only_is_read(
    archive: Archive, embedder: HashEmbedder, asked_before: bool, left: str
) -> None:
    expected = nearest(archive, embedder)
    if not asked_before:
        for cache in archive.folder.glob("*.[fnj]*"):
            cache.unlink()
    kept = archive.folder.with_name("kept")
    shutil.copytree(archive.folder, kept)  # with the changes that are beside the file while it is open
    archive.close()
    if left == "nothing":
        kept = archive.folder
    elif left == "changes":
        (kept / f"{FILE_NAME}-shm").unlink()
        assert (kept / f"{FILE_NAME}-wal").stat().st_size > 0
    with read_only(kept):
        found = Archive.open(kept)
        assert [each.id for each in found.transcripts()] == ["talk"]
        assert found.transcript("talk") == transcript_of(PAIRS)
        assert nearest(found, embedder) == pytest.approx(expected)
        assert len(found.by_words("ferry")) == 1
        for change in (
            lambda: found.add(transcript_of(PAIRS, "more"), embedder),
            lambda: found.remove("talk"),
            lambda: found.rename("talk", "Another"),
        ):
            with pytest.raises(ArchiveError, match="can be read at the most, not changed"):
                change()
        again = Archive.create(kept, embedder.model_id, embedder.dimension)
        assert again.transcript("talk") == transcript_of(PAIRS)
        again.close()
        found.close()


def test_what_others_change_behind_a_read_only_disk_is_seen(archive: Archive, embedder: HashEmbedder) -> None:
    nearest(archive, embedder)
    archive.close()
    with read_only(archive.folder) as writable:
        found = Archive.open(archive.folder)
        assert len(nearest(found, embedder)) == 3
        with pytest.raises(ArchiveError, match="was changed while it was read; ask again"), found.snapshot():
            retitle(writable, "Another")
        assert found.transcript("talk").title == "Another"
        other = Archive.open(writable)
        other.add(transcript_of(PAIRS[:1], "more"), embedder)
        assert len(nearest(found, embedder)) == 4  # while the other has it open
        other.add(transcript_of(PAIRS[:2], "most"), embedder)
        other.close()
        assert len(nearest(found, embedder)) == 6
        found.close()


@pytest.mark.parametrize(
    "tables",
    [
        "CREATE TABLE photos (id INTEGER, name TEXT)",
        "CREATE TABLE meta (key TEXT, value TEXT)",
        "CREATE TABLE meta (version INTEGER)",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_a_file_of_another_program_is_refused_and_left_as_it_is(
    tmp_path: Path, embedder: HashEmbedder, tables: str
) -> None:
    db = sqlite3.connect(tmp_path / FILE_NAME)
    db.execute(tables)
    db.close()
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(ArchiveError, match=r"belongs to another program|archive format None"):
        Archive.create(tmp_path, embedder.model_id, embedder.dimension)
    with pytest.raises(ArchiveError, match=r"belongs to another program|archive format None"):
        Archive.open(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_an_archive_of_another_format_is_left_as_it_is(archive: Archive) -> None:
    archive.close()
    db = sqlite3.connect(archive.folder / FILE_NAME)
    db.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    db.commit()
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    before = (archive.folder / FILE_NAME).read_bytes()
    with pytest.raises(ArchiveError, match="archive format '0'"):
        Archive.create(archive.folder, archive.model_id, archive.dimension)
    assert (archive.folder / FILE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE meta SET value = 'many' WHERE key = 'dimension'", "does not tell its model and dimension"),
        ("UPDATE meta SET value = '-4' WHERE key = 'dimension'", "does not tell its model and dimension"),
        ("UPDATE meta SET value = x'ff' WHERE key = 'dimension'", "does not tell its model and dimension"),
        ("DELETE FROM meta WHERE key = 'model'", "does not tell its model and dimension"),
        ("UPDATE unit SET vector = substr(vector, 1, 99)", "a vector has not 64 numbers"),
        ("UPDATE unit SET vector = 'words'", "a vector has not 64 numbers"),
        ("UPDATE unit SET vector = unhex_ff(vector)", "a vector is not of unit length"),
        ("UPDATE unit SET view = 'rumour' WHERE view = 'question'", "not a readable archive"),
        ("UPDATE unit SET exchange = x'ff'", "not a readable archive"),
        ("UPDATE turn SET spans = '[[1]]'", "not a readable archive"),
        ("UPDATE turn SET spans = '[[9, 99999]]'", "ends behind its text"),
        ("UPDATE transcript SET text = replace(text, 'May', 'July')", "is not the one that was indexed"),
        ("UPDATE unit SET end = start - 1 WHERE view = 'passage'", "a unit ends before it begins"),
        ("DELETE FROM turn WHERE exchange = 2", "the exchanges of talk are not all there"),
        ("UPDATE exchange SET number = number + 10", "the exchanges of talk are not all there"),
        ("UPDATE transcript SET report = '{}'", "not a readable archive"),
        ("UPDATE transcript SET times = '7'", "not a readable archive"),
        ("DROP TABLE unit", "not a readable archive"),
        ("DROP TABLE all_words", "not a readable archive"),
    ],
)
def test_what_is_damaged_is_told(archive: Archive, embedder: HashEmbedder, change: str, told: str) -> None:
    archive.close()
    db = sqlite3.connect(archive.folder / FILE_NAME)
    db.create_function("unhex_ff", 1, lambda blob: b"\xff" * len(blob))
    db.execute(change)
    db.commit()
    db.close()
    with pytest.raises(ArchiveError, match=told) as error:
        read_all(archive.folder)
    assert "move it away and index the transcripts again" in str(error.value)
    assert "\n" not in str(error.value)
