"""Segments: whatever comes and goes, the nearest are those of brute force, and little is written."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.indexing import index_into
from onrecord.index.tables.schema import FILE_NAME
from onrecord.index.units import View
from onrecord.index.vectors import faiss as dense
from onrecord.index.vectors.faiss import VectorIndex
from onrecord.index.vectors.segment_files import MANIFEST
from tests.conftest import HashEmbedder, transcript_of

PLACES = ["bridge", "ferry", "museum", "market", "harbour", "library", "station", "garden", "mill", "tower"]

VIEWS: tuple[View, ...] = ("question", "passage")


def some(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """Questions and answers."""
    return [
        (
            f"When does the {chance.choice(PLACES)} {chance.randrange(99)} open?",
            f"The {chance.choice(PLACES)} opens at {chance.randrange(99)}. Ask at the {chance.choice(PLACES)}.",
        )
        for _ in range(count)
    ]


def brute_force(archive: Archive, view: str, vector: Vectors) -> list[float]:
    """All cosines, best first."""
    db = archive._connection
    rows = db.execute("SELECT vector FROM unit WHERE view = ?", (view,)).fetchall()
    return sorted((float(np.frombuffer(row[0], "<f4") @ vector) for row in rows), reverse=True)


@pytest.mark.parametrize("sizes", [(20_000, 200_000), (8, 20), (4, 8)])
def test_the_nearest_are_those_of_brute_force_whatever_comes_and_goes(
    tmp_path: Path, embedder: HashEmbedder, sizes: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "EXACT", sizes[0])
    monkeypatch.setattr(dense, "SCANNED", sizes[1])
    chance = random.Random(7)
    archive = Archive.create(tmp_path / "a", embedder.model_id, embedder.dimension)
    other = Archive.open(archive.folder)
    vector = embedder.embed_questions(["When does the ferry open?"])[0]
    held: list[str] = []
    for step in range(30):
        if held and chance.random() < 0.3:
            archive.remove(held.pop(chance.randrange(len(held))))
        else:
            name = f"t{chance.randrange(12)}"  # some take the place of older ones
            archive.add(transcript_of(some(chance, chance.randint(1, 8)), name), embedder)
            held = sorted({*held, name})
        searched = chance.choice([archive, other, Archive.open(archive.folder), None])
        if searched is None:  # several changes at once
            continue
        for view, (ids, cosines) in zip(VIEWS, searched.nearest_each(VIEWS, vector, 6), strict=True):
            assert cosines == pytest.approx(brute_force(archive, view, vector)[:6], abs=1e-5), step
            assert len(set(ids.tolist())) == len(ids)


def test_what_is_added_to_a_large_archive_is_written_alone(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "a", embedder.model_id, embedder.dimension)
    archive.add(transcript_of(some(random.Random(1), 300), "large"), embedder)
    vector = embedder.embed_questions(["the ferry"])[0]
    archive.nearest("passage", vector, 1)
    before = {path.name: path.stat().st_mtime_ns for path in archive.folder.glob("*.faiss")}
    archive.add(transcript_of([("When is tea?", "At four.")], "small"), embedder)
    archive.nearest("passage", vector, 1)
    after = {path.name: path.stat().st_mtime_ns for path in archive.folder.glob("*.faiss")}
    assert before.items() < after.items()
    new = [archive.folder / name for name in after.keys() - before.keys()]
    assert sum(path.stat().st_size for path in new) < 2000


def test_many_small_additions_leave_few_files(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "a", embedder.model_id, embedder.dimension)
    vector = embedder.embed_questions(["the ferry"])[0]
    for number in range(40):
        archive.add(transcript_of([("When is tea?", f"At {number}.")], f"t{number}"), embedder)
        archive.nearest("passage", vector, 1)
    assert len(list(archive.folder.glob("passage.*.faiss"))) <= 6


def test_segments_of_another_archive_are_not_used(tmp_path: Path, embedder: HashEmbedder) -> None:
    vector = embedder.embed_questions(["the ferry"])[0]
    one, two = (Archive.create(tmp_path / name, embedder.model_id, embedder.dimension) for name in "ab")
    one.add(transcript_of([("When is tea?", "At four.")], "one"), embedder)
    two.add(transcript_of([("Where is the ferry?", "At the pier.")], "two"), embedder)
    expected = two.nearest("passage", vector, 1)[1].tolist()
    one.nearest("passage", vector, 1)
    one.close()
    two.close()
    for path in two.folder.iterdir():
        if not path.name.startswith(FILE_NAME):
            path.unlink()
    for path in one.folder.iterdir():
        if not path.name.startswith(FILE_NAME):
            shutil.copy(path, two.folder)
    assert (two.folder / MANIFEST).is_file()
    assert Archive.open(two.folder).nearest("passage", vector, 1)[1].tolist() == expected


def test_an_older_state_that_is_put_back_is_searched_as_it_is(
    archive: Archive, embedder: HashEmbedder, tmp_path: Path
) -> None:
    vector = embedder.embed_questions(["the ferry"])[0]
    before = archive.nearest("passage", vector, 9)[1].tolist()
    archive.close()
    shutil.copytree(archive.folder, tmp_path / "kept")
    later = Archive.open(archive.folder)
    later.add(transcript_of([("Where is the ferry?", "The ferry.")], "more"), embedder)
    assert later.nearest("passage", vector, 9)[1].tolist() != before
    later.close()
    shutil.copy(tmp_path / "kept" / FILE_NAME, archive.folder / FILE_NAME)
    assert Archive.open(archive.folder).nearest("passage", vector, 9)[1].tolist() == before


def test_where_nothing_can_be_written_the_nearest_are_found_all_the_same(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(VectorIndex, "save", full)
    monkeypatch.setattr("onrecord.index.vectors.segment_files.write_cache", full)
    vector = embedder.embed_questions(["the ferry"])[0]
    expected = brute_force(archive, "passage", vector)[:3]
    assert archive.nearest("passage", vector, 3)[1] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("scanned", [9000, 100])
def test_codes_find_what_is_nearest(scanned: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "EXACT", 0)
    monkeypatch.setattr(dense, "SCANNED", scanned)
    chance = np.random.default_rng(3)
    vectors = chance.normal(size=(3000, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = np.arange(3000, dtype=np.int64) * 2
    index = VectorIndex.build(ids, vectors)
    assert (index.exact, index.rough) == (False, scanned < 3000)
    for question in vectors[:20]:
        for mask in (None, chance.random(3000) < 0.7):
            cosines = np.where(True if mask is None else mask, vectors @ question, -2)
            best = set((np.argsort(-cosines)[:10] * 2).tolist())
            found, _ = index.search(question, 10, mask)
            assert len(found) == 20
            assert len(best & set(found.tolist())) >= 9


def orphans(folder: Path) -> list[str]:
    """The files of segments that the manifest does not name, and what is half written."""
    manifest = json.loads((folder / MANIFEST).read_text())
    named = {file for each in manifest["segments"] for file in each["files"]}
    assert all((folder / file).is_file() for file in named)
    found = {path.name for path in folder.iterdir()}
    return sorted(name for name in found - named if name.endswith((".npy", ".faiss", ".new")))


ASKER = """
import sys
from pathlib import Path
from onrecord.index.archive.archive import Archive
from tests.conftest import HashEmbedder

archive = Archive.open(Path(sys.argv[1]))
vector = HashEmbedder().embed_questions(["the ferry"])[0]
print("ready", flush=True)
while sys.stdin.readline():
    ids, _ = archive.nearest("passage", vector, 9)
    print(len(ids), flush=True)
"""


@pytest.mark.slow
def test_no_cache_file_is_left_behind_while_others_ask(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "a", embedder.model_id, embedder.dimension)
    archive.add(transcript_of([("When is tea?", "At four.")], "first"), embedder)
    askers = [
        subprocess.Popen(
            [sys.executable, "-c", ASKER, str(archive.folder)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    try:
        for asker in askers:
            assert asker.stdout is not None
            assert asker.stdout.readline() == "ready\n"
        chance = random.Random(3)
        for number in range(25):
            archive.add(transcript_of(some(chance, 3), f"t{number % 6}"), embedder)
            for asker in askers:  # all at once
                assert asker.stdin is not None
                asker.stdin.write("ask\n")
                asker.stdin.flush()
            for asker in askers:
                assert asker.stdout is not None
                assert int(asker.stdout.readline()) > 0
    finally:
        for asker in askers:
            asker.communicate()
    assert [asker.returncode for asker in askers] == [0, 0, 0]
    assert orphans(archive.folder) == []


def test_what_a_killed_process_left_goes_with_the_next_index(
    archive: Archive, embedder: HashEmbedder, tmp_path: Path
) -> None:
    archive.nearest("passage", embedder.embed_questions(["the ferry"])[0], 1)
    left = ["passage.en.0123abcd.faiss", "question.none.0123abcd.ids.npy", f"{MANIFEST}.0a1b.new"]
    kept = ["notes.txt", "passage.faiss", "talk.en.0123abcd.txt"]
    for name in (*left, *kept):
        (archive.folder / name).write_bytes(b"x")
    assert orphans(archive.folder) == sorted([*left, "passage.faiss"])
    talk = tmp_path / "talk.txt"
    talk.write_text("Q: When is tea?\nA: At four.\n")
    assert [report.outcome for report in index_into(archive, embedder, [talk])] == ["added"]
    assert orphans(archive.folder) == ["passage.faiss"]
    assert all((archive.folder / name).exists() for name in kept)


def test_a_reader_whose_files_are_collected_reads_the_manifest_again(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = embedder.embed_questions(["the ferry"])[0]
    archive.nearest("passage", vector, 1)
    reader = Archive.open(archive.folder)
    opened: list[str] = []
    load = VectorIndex.load

    def slow(folder: Path, name: str, rough: bool) -> VectorIndex:
        if not opened:  # it has read the manifest, and somebody else is faster
            archive.add(transcript_of(some(random.Random(1), 3), "more"), embedder)
            archive.add(transcript_of(some(random.Random(2), 3), "most"), embedder)
            opened.append(name)
            archive.nearest("passage", vector, 1)
            assert not any(path.name.startswith(name) for path in folder.iterdir())
        return load(folder, name, rough)

    monkeypatch.setattr(VectorIndex, "load", slow)
    assert len(reader.nearest("passage", vector, 20)[0]) == 3  # its snapshot is of before
    assert len(reader.nearest("passage", vector, 20)[0]) == 9
    assert orphans(archive.folder) == []


def test_an_older_snapshot_leaves_the_files_of_a_newer_one(archive: Archive, embedder: HashEmbedder) -> None:
    vector = embedder.embed_questions(["the ferry"])[0]
    other = Archive.open(archive.folder)
    with archive.snapshot():
        assert len(archive.transcripts()) == 1
        other.add(transcript_of(some(random.Random(1), 3), "more"), embedder)
        assert len(other.nearest("passage", vector, 20)[0]) == 6
        before = sorted(path.name for path in other.folder.glob("*.faiss"))
        assert len(archive.nearest("passage", vector, 20)[0]) == 3
    assert sorted(path.name for path in other.folder.glob("*.faiss")) == before


def test_caches_have_the_permissions_of_the_archive(archive: Archive, embedder: HashEmbedder) -> None:
    archive.nearest("passage", embedder.embed_questions(["the ferry"])[0], 1)
    modes = {path.name: path.stat().st_mode & 0o777 for path in archive.folder.iterdir()}
    assert MANIFEST in modes
    assert set(modes.values()) == {modes[FILE_NAME]}
