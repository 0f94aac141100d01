"""What was removed and can be taken back: for a while, by whoever opens the archive, with the same vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.embedding.known import Known
from onrecord.index.errors import ArchiveError, ChangedError
from onrecord.index.tables import removed
from onrecord.index.tables.schema import FILE_NAME
from tests.conftest import PAIRS, HashEmbedder, transcript_of


class Forgetful(HashEmbedder):
    """Makes no vector of a passage."""

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        raise AssertionError(f"{len(texts)} texts were embedded again")


def set_aside(archive: Archive, transcript_id: str = "talk", batch: str = "b") -> int:
    return archive.set_aside(archive.transcript(transcript_id), batch, archive.namesakes(transcript_id))


def test_what_is_set_aside_comes_back_as_it_was_without_being_embedded_again(archive: Archive) -> None:
    before = archive.transcript("talk")
    units = archive.units(list(archive.exchange_keys().values()))
    found = archive.by_words("bridge ferry")
    number = set_aside(archive)
    assert (archive.transcripts(), archive.by_words("bridge ferry")) == ([], {})
    # Whoever opens the archive later can take it back too.
    reopened = Archive.open(archive.folder)
    (line,) = reopened.removed()
    assert (line.number, line.batch, line.id, line.title) == (number, "b", "talk", "A talk")
    kept = reopened.kept(number)
    assert kept
    assert kept.transcript == before
    reopened.add(kept.transcript, Known(kept.vectors, Forgetful()))
    reopened.forget(number)
    assert reopened.transcript("talk") == before
    again = reopened.units(list(reopened.exchange_keys().values()))
    assert [each.vector.tolist() for each in again] == [each.vector.tolist() for each in units]
    assert sorted(reopened.by_words("bridge ferry").values()) == sorted(found.values())
    assert (reopened.removed(), reopened.kept(number)) == ([], None)


def test_an_embedder_that_knows_some_texts_asks_for_the_others(embedder: HashEmbedder) -> None:
    known = Known({"b": embedder.embed_passages(["x"])[0]}, embedder)
    made = known.embed_passages(["a", "b", "a"])
    assert made.tolist() == embedder.embed_passages(["a", "x", "a"]).tolist()


def test_what_changed_since_it_was_seen_is_not_set_aside(archive: Archive) -> None:
    seen, transcript = archive.namesakes("talk"), archive.transcript("talk")
    archive.rename("talk", "Another")
    with pytest.raises(ChangedError):
        archive.set_aside(transcript, "b", seen)
    assert (len(archive.transcripts()), archive.removed()) == (1, [])


def test_after_some_days_it_is_gone(archive: Archive) -> None:
    number = set_aside(archive)
    with sqlite3.connect(archive.folder / FILE_NAME) as db:
        old = datetime.now(UTC) - timedelta(days=removed.DAYS, minutes=1)
        db.execute("UPDATE removed SET time = ?", (old.isoformat(timespec="seconds"),))
    db.close()
    assert archive.removed() == []
    generation = archive.generation
    archive.forget_old()
    assert archive.kept(number) is None
    # Where there is nothing old, nothing is written.
    assert archive.generation != generation
    generation = archive.generation
    archive.forget_old()
    assert archive.generation == generation


def test_the_oldest_goes_where_it_is_too_much(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two", "three"):
        archive.add(transcript_of(PAIRS, name), embedder)
    set_aside(archive, "one")
    with sqlite3.connect(archive.folder / FILE_NAME) as db:
        (size,) = db.execute("SELECT size FROM removed").fetchone()
    db.close()
    monkeypatch.setattr(removed, "MOST_BYTES", int(2.5 * size))
    set_aside(archive, "two")
    set_aside(archive, "three")
    assert [each.id for each in archive.removed()] == ["three", "two"]


def test_an_archive_from_which_nothing_was_removed_has_nothing_to_take_back(archive: Archive) -> None:
    generation = archive.generation
    archive.forget_old()
    assert (archive.removed(), archive.kept(1), archive.generation) == ([], None, generation)
    archive.forget_batch("none")


def test_what_is_damaged_is_told(archive: Archive) -> None:
    number = set_aside(archive)
    with sqlite3.connect(archive.folder / FILE_NAME) as db:
        db.execute("UPDATE removed SET vectors = substr(vectors, 5)")
    db.close()
    with pytest.raises(ArchiveError, match="not a readable archive"):
        archive.kept(number)
