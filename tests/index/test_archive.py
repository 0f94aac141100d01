"""The archive: what goes in comes out, in transactions, and FAISS agrees with brute force."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.archive.archive import LONGEST_TITLE, Archive
from onrecord.index.errors import ArchiveError, InputError, ModelMismatchError
from onrecord.index.report import LeftOut, Note, Report, Voice
from onrecord.index.tables.schema import FILE_NAME
from onrecord.index.text.spans import Span
from onrecord.index.vectors.faiss import VectorIndex
from tests.conftest import PAIRS, HashEmbedder, transcript_of


def test_a_transcript_comes_back_as_it_went_in(archive: Archive) -> None:
    assert archive.transcript("talk") == transcript_of(PAIRS)
    (summary,) = archive.transcripts()
    assert (summary.id, summary.exchanges, summary.date) == ("talk", 3, "2020-02-03")


def test_all_that_is_known_of_a_transcript_comes_back(archive: Archive, embedder: HashEmbedder) -> None:
    plain = transcript_of(PAIRS, "meeting")
    report = Report(
        (Voice("Q", "asker", None, "colon", 3), Voice("Minister", "answerer", "Minister", "bold", 3)),
        (LeftOut("front matter", (Span(0, 2), Span(4, 5))),),
        0.62,
    )
    told = replace(
        plain,
        exchanges=(*plain.exchanges[:2], replace(plain.exchanges[2], follows=2)),
        notes=(Note("odd", 2), Note("all of it")),
        place="The old hall",
        speakers=("Ada Bay", "李四"),
        language="zh-Hant",
        address="https://example.org/meeting",
        pages=(0, 40),
        times=((0, 1.5), (30, 61.25)),
        report=report,
    )
    archive.add(told, embedder)
    assert archive.transcript("meeting") == told
    summary = archive.transcripts()[0]
    assert (summary.confidence, summary.place, summary.address) == (0.62, told.place, told.address)
    assert summary.language == "en"  # of the answers, whatever the document says


def test_the_nearest_passage_is_that_of_brute_force(archive: Archive, embedder: HashEmbedder) -> None:
    vector = embedder.embed_questions(["What is a ticket for the ferry?"])[0]
    ids, scores = archive.nearest("passage", vector, 3)
    units = {u.id: u for u in archive.units([1, 2, 3]) if u.view == "passage"}
    expected = sorted(units, key=lambda key: -float(units[key].vector @ vector))
    assert list(ids) == expected
    assert np.allclose(scores, [units[key].vector @ vector for key in expected], atol=1e-6)
    assert (units[int(ids[0])].transcript, units[int(ids[0])].number) == ("talk", 2)


def test_scores_are_cosines_with_the_best_first() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32)
    index = VectorIndex.build(np.array([10, 20, 30], np.int64), vectors)
    ids, scores = index.search(np.array([0.8, 0.6], np.float32), 5)
    assert list(ids) == [30, 10, 20]
    assert np.allclose(scores, [0.96, 0.8, 0.6])
    assert index.search(vectors[0], 0)[0].size == 0


def test_ids_that_do_not_fit_the_vectors_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\(2,\) do not match"):
        VectorIndex.build(np.array([1, 2], np.int64), np.zeros((3, 4), np.float32))


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"{}", None])
def test_a_damaged_cache_is_made_again(
    archive: Archive, embedder: HashEmbedder, damage: bytes | None
) -> None:
    vector = embedder.embed_questions(["the museum"])[0]
    before = archive.nearest("passage", vector, 2)
    archive.close()
    for at in range(5):
        caches = sorted(path for path in archive.folder.iterdir() if not path.name.startswith(FILE_NAME))
        assert len(caches) == 5
        path = caches[at]
        whole = path.read_bytes()
        path.write_bytes(whole[:-9] + b"x" + whole[-8:] if damage is None else damage)
        again = Archive.open(archive.folder)
        assert [list(part) for part in again.nearest("passage", vector, 2)] == [list(part) for part in before]
        again.close()


def test_another_connection_sees_what_was_added(archive: Archive, embedder: HashEmbedder) -> None:
    other = Archive.open(archive.folder)
    vector = embedder.embed_questions(["Where do the trams stop?"])[0]
    assert len(other.nearest("question", vector, 10)[0]) == 3
    archive.add(transcript_of([("Where do the trams stop?", "At the old gate.")], "trams"), embedder)
    assert len(other.nearest("question", vector, 10)[0]) == 4
    assert [summary.id for summary in other.transcripts()] == ["talk", "trams"]


def test_a_changed_text_takes_the_place_of_the_old(archive: Archive, embedder: HashEmbedder) -> None:
    archive.add(transcript_of([("Is it late?", "It is early, says the clock.")]), embedder)
    assert [len(t.exchanges) for t in [archive.transcript("talk")]] == [1]
    assert archive.by_words("bridge") == {}
    assert len(archive.by_words("clock")) == 1
    renamed = transcript_of(PAIRS, "new-name", source="/talk.txt")
    archive.add(renamed, embedder)
    assert [summary.id for summary in archive.transcripts()] == ["new-name"]


def test_words_find_units_by_bm25(archive: Archive) -> None:
    found = archive.by_words("FERRY?")
    assert list(found) == [2]
    assert found[2] > 0
    units = {unit.id: unit for unit in archive.units([1, 2, 3])}
    inside = archive.words_of("FERRY?", [1, 2, 3])
    assert {(units[key].exchange, units[key].view) for key in inside} == {(2, "question"), (2, "passage")}
    assert all(score > 0 for score in inside.values())
    assert archive.words_of("FERRY?", [1, 3]) == {}
    assert archive.by_words('"?!') == archive.words_of('"?!', [1, 2, 3]) == {}


def test_of_words_that_too_many_exchanges_hold_the_rarest_are_looked_for(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.add(
        transcript_of([(f"Is ferry {n} late?", f"Ferry {n} waits.") for n in range(9)], "many"), embedder
    )
    everything = archive.by_words("ferry crowns")
    monkeypatch.setattr("onrecord.index.archive.word_scores.MOST_HELD", 9)
    rare = archive.by_words("ferry crowns")
    assert rare.keys() < everything.keys()
    assert rare == archive.by_words("crowns")
    assert archive.by_words("ferry") == {}


def test_units_are_kept_in_memory_within_bounds_and_while_the_archive_stays_as_it_is(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = archive.units([1, 2, 3])
    assert [unit.id for unit in everything] == sorted(unit.id for unit in everything)
    assert {unit.exchange for unit in everything} == {1, 2, 3}
    again = archive.units([3, 1, 2, 2])
    assert all(kept is first for kept, first in zip(again.exchanges, everything.exchanges, strict=True))
    assert len(archive.units([99])) == 0
    monkeypatch.setattr("onrecord.index.archive.cache._BYTES", 2_000)
    archive = Archive.open(archive.folder)
    first = archive.units([1, 2, 3])
    assert [unit.vector.tobytes() for unit in first] == [unit.vector.tobytes() for unit in everything]
    assert archive.units([1]).exchanges[0] is not first.exchanges[0]
    archive.add(transcript_of(PAIRS[:1]), embedder)
    replaced = archive.units([1, 2, 3])
    assert {unit.exchange for unit in replaced} == {1}
    assert not {unit.id for unit in replaced} & {unit.id for unit in everything}


def test_remove_leaves_nothing(archive: Archive) -> None:
    archive.remove("talk")
    assert archive.transcripts() == []
    assert archive.by_words("bridge ferry museum") == {}
    assert list(archive.units([1, 2, 3])) == []
    with pytest.raises(InputError, match="no transcript 'talk'"):
        archive.remove("talk")
    with pytest.raises(InputError, match="no transcript 'talk'"):
        archive.transcript("talk")


def test_a_failure_while_adding_leaves_the_archive_as_it_was(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = archive.generation

    def fail(*_: object) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr("onrecord.index.tables.rows.tokens", fail)
    with pytest.raises(RuntimeError, match="disk"):
        archive.add(transcript_of([("Is it late?", "It is early.")]), embedder)
    assert archive.generation == before
    assert archive.transcript("talk") == transcript_of(PAIRS)


def test_another_model_is_refused(archive: Archive) -> None:
    with pytest.raises(ModelMismatchError, match="made with model 'hash-trigrams/64', not 'other'"):
        Archive.create(archive.folder, "other", 64)


def test_another_format_is_refused(archive: Archive) -> None:
    archive.close()
    connection = sqlite3.connect(archive.folder / FILE_NAME)
    with connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    connection.close()
    with pytest.raises(ArchiveError, match="archive format '0', this version reads '6'"):
        Archive.open(archive.folder)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here; make one with: onrecord index"):
        Archive.open(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all, and long enough to be looked at" * 20)
    with pytest.raises(ArchiveError, match="not a readable archive"):
        Archive.open(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="cannot write an archive here"):
        Archive.create(tmp_path / "file", "m", 4)


def test_a_title_is_no_book(archive: Archive) -> None:
    archive.rename("talk", "x" * LONGEST_TITLE)
    with pytest.raises(InputError, match="501 characters; give it at most 500"):
        archive.rename("talk", "y" * (LONGEST_TITLE + 1))
    assert archive.transcripts()[0].title == "x" * LONGEST_TITLE
