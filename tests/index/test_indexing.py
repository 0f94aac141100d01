"""Files into an archive: incremental, one transaction a file, bad files reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ChangedError
from onrecord.index.indexing import FileReport, index_into, total_size
from tests.conftest import HashEmbedder, transcript_of

BRIDGE = "问：桥什么时候通车？\n答：五月通车。工期三年。\n"
FERRY = "问：渡轮多少钱？\n答：四块钱一张票。\n问：孩子呢？\n答：孩子免费。\n"


@pytest.fixture
def empty(tmp_path: Path, embedder: HashEmbedder) -> Archive:
    """An archive without transcripts."""
    return Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)


def run(archive: Archive, *paths: Path) -> list[FileReport]:
    """Index and check that the progress adds up."""
    done: list[float] = []
    reports = list(index_into(archive, HashEmbedder(), paths, done.append))
    assert sum(done) == pytest.approx(total_size(paths))
    return reports


def test_unchanged_files_are_skipped_and_changed_ones_replaced(empty: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    assert [(r.outcome, r.transcript, r.exchanges) for r in run(empty, folder)] == [
        ("added", "bridge", 1),
        ("added", "ferry", 2),
    ]
    generation = empty.generation
    assert [(r.outcome, r.exchanges) for r in run(empty, folder)] == [("unchanged", 1), ("unchanged", 2)]
    assert empty.generation == generation
    (folder / "bridge.txt").write_text(FERRY, encoding="utf-8")
    assert [(r.outcome, r.transcript, r.exchanges) for r in run(empty, folder / "bridge.txt")] == [
        ("replaced", "bridge", 2)
    ]
    assert empty.transcript("bridge").text == FERRY


def test_a_bad_file_is_reported_and_the_others_go_in(empty: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2\3" * 50)
    (tmp_path / "c.txt").write_text(" \n \n")
    (tmp_path / "d.txt").write_text("")
    reports = run(empty, *(tmp_path / name for name in ("missing.txt", "a.txt", "b.txt", "c.txt", "d.txt")))
    assert [r.outcome for r in reports] == ["failed", "added", "failed", "failed", "failed"]
    for report in reports:
        if report.outcome == "failed":
            assert report.error is not None
            assert report.path.name in report.error
            assert "\n" not in report.error
    assert [summary.id for summary in empty.transcripts()] == ["a"]


def test_a_changed_file_that_became_bad_keeps_the_old_version(empty: Archive, tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text(BRIDGE, encoding="utf-8")
    run(empty, file)
    file.write_text("")
    assert [r.outcome for r in run(empty, file)] == ["failed"]
    assert empty.transcript("talk").text == BRIDGE


def test_two_files_of_one_name_get_two_ids_that_stay(empty: Archive, tmp_path: Path) -> None:
    for folder, text in (("x", BRIDGE), ("y", FERRY)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.txt").write_text(text, encoding="utf-8")
    first, second = run(empty, tmp_path / "x", tmp_path / "y")
    assert first.transcript == "talk"
    assert second.transcript is not None
    assert second.transcript.startswith("talk-")
    assert [r.transcript for r in run(empty, tmp_path / "y", tmp_path / "x")] == [second.transcript, "talk"]


def test_the_same_text_at_another_place_is_not_indexed_twice(empty: Archive, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talk.txt").write_text(BRIDGE, encoding="utf-8")
    assert [(r.outcome, r.transcript) for r in run(empty, tmp_path / "x", tmp_path / "y")] == [
        ("added", "talk"),
        ("unchanged", "talk"),
    ]


def test_a_file_of_the_same_name_that_another_process_adds_meanwhile_stays(
    empty: Archive, embedder: HashEmbedder, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours" / "talk.txt", tmp_path / "theirs" / "talk.txt"
    for file, text in ((ours, BRIDGE), (theirs, FERRY)):
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    other = Archive.open(empty.folder)
    reports: list[FileReport] = []

    def interrupt(_: float) -> None:
        if not reports:
            reports.extend(index_into(other, embedder, [theirs]))

    reports[:0] = list(index_into(empty, embedder, [ours], interrupt))
    assert [report.outcome for report in reports] == ["added", "added"]
    assert {each.source for each in empty.transcripts()} == {str(ours), str(theirs)}
    other.close()


def test_what_was_seen_is_compared_in_the_transaction(empty: Archive, embedder: HashEmbedder) -> None:
    first, second = (transcript_of([("When?", when)]) for when in ("In May.", "In June."))
    empty.add(first, embedder, seen=())
    before = empty.namesakes("talk")
    generation = empty.generation
    for change in (
        lambda: empty.add(second, embedder, seen=()),
        lambda: empty.remove("talk", ()),
        lambda: empty.rename("talk", "Mine", ()),
    ):
        with pytest.raises(ChangedError, match="talk was changed by somebody else"):
            change()
    assert empty.generation == generation
    empty.rename("talk", "Another", before)
    with pytest.raises(ChangedError) as raised:
        empty.add(second, embedder, seen=before)
    assert [each.title for each in raised.value.there] == ["Another"]
    empty.add(second, embedder, seen=raised.value.there)
    assert empty.transcript("talk").text == second.text
