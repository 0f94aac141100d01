"""The same archive in FAISS and in Milvus: the same hits, whatever comes, goes and is filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ArchiveError
from onrecord.index.filters import Filters
from onrecord.index.records import Exchange, Turn
from onrecord.index.units import View
from onrecord.index.vectors.milvus import STATE
from onrecord.rag.assistant import Assistant
from tests.conftest import PAIRS, HashEmbedder, transcript_of

VIEWS: tuple[View, ...] = ("question", "passage", "answer")
FILTERS = [
    Filters(),
    Filters(since="2020"),
    Filters(until="2020-03"),
    Filters(outlets=('The "Daily" \\ 路透',)),
    Filters(answerers=("Ann Lee",)),
    Filters(answerers=("Bo Ray",)),
    Filters(languages=("zh",)),
    Filters(transcripts=("second",), outlets=("Weekly",)),
]


def named(exchange: Exchange, outlet: str | None, answerer: str | None) -> Exchange:
    """The exchange with others who ask and answer."""
    asked: tuple[Turn, ...] = tuple(replace(turn, outlet=outlet) for turn in exchange.question)
    return replace(
        exchange, question=asked, answer=tuple(replace(turn, speaker=answerer) for turn in exchange.answer)
    )


def fill(archive: Archive, embedder: HashEmbedder) -> None:
    """Three transcripts with and without dates, names and a question."""
    first, second = (transcript_of(PAIRS, name) for name in ("first", "second"))
    told = (('The "Daily" \\ 路透', "Ann Lee"), ("Weekly", None), (None, "Bo Ray"))
    exchanges = tuple(named(each, *names) for each, names in zip(first.exchanges, told, strict=True))
    archive.add(replace(first, exchanges=exchanges, speakers=("Bo Ray",)), embedder)
    unasked = (
        second.exchanges[0],
        replace(second.exchanges[1], question=()),
        named(second.exchanges[2], "Weekly", None),
    )
    archive.add(replace(second, date="2021-01-01", exchanges=unasked), embedder)
    chinese = transcript_of([("大桥什么时候开通？", "大桥五月开通。它建了三年，花了很多钱。")], "third")
    archive.add(replace(chinese, date=None), embedder)


@pytest.fixture
def pair(tmp_path: Path, embedder: HashEmbedder) -> tuple[Archive, Archive]:
    """The same archive in FAISS and in Milvus Lite."""
    both = [
        Archive.create(tmp_path / name, embedder.model_id, embedder.dimension) for name in ("faiss", "milvus")
    ]
    for archive in both:
        fill(archive, embedder)
    both[1].move_vectors(str(tmp_path / "vectors.db"))
    return both[0], both[1]


def assert_same(
    one: Archive, other: Archive, embedder: HashEmbedder, asked: Sequence[Filters] = (Filters(),)
) -> None:
    """The same units with the same cosines for every view and filter, and the same quotes."""
    for question in ("What does the ferry cost?", "大桥什么时候开通？"):
        vector = embedder.embed_questions([question])[0]
        for filters in asked:
            for view in VIEWS:
                least, most = (
                    [each.nearest(view, vector, count, each.resolve(filters)) for each in (one, other)]
                    for count in (3, 30)
                )
                assert least[1][1] == pytest.approx(least[0][1], abs=1e-6), (view, filters)
                assert most[1][1] == pytest.approx(most[0][1], abs=1e-6), (view, filters)
                assert set(most[1][0].tolist()) == set(most[0][0].tolist()), (view, filters)
        hits = [Assistant(each, embedder).rank(question, 5) for each in (one, other)]
        assert hits[0] == hits[1]


@pytest.mark.milvus
@pytest.mark.filterwarnings("ignore")
def test_both_give_the_same_hits_whatever_comes_and_goes(
    pair: tuple[Archive, Archive], embedder: HashEmbedder
) -> None:
    one, other = pair
    assert_same(one, other, embedder, FILTERS)
    for archive in pair:
        archive.add(
            transcript_of([("Is the ferry late?", "The ferry is never late. It waits.")], "late"), embedder
        )
        archive.add(transcript_of(PAIRS[:2], "second"), embedder)  # in the place of the older one
    assert_same(one, other, embedder)
    for archive in pair:
        archive.remove("third")
    again = Archive.open(other.folder)  # as another process would
    assert again.store.endswith("vectors.db")
    assert_same(one, again, embedder)
    (other.folder / STATE).write_text("damaged")
    assert_same(one, Archive.open(other.folder), embedder)
    other.move_vectors("faiss")
    assert_same(one, other, embedder)


@pytest.mark.parametrize(
    "place",
    ["qdrant://x", "milvus://", "milvus://:19530", "milvus://h:99999", "milvus://[::1", "milvus:x", ""],
)
def test_what_is_no_store_is_refused(archive: Archive, place: str) -> None:
    with pytest.raises(ArchiveError, match=r"the store .* is none; give faiss, milvus://HOST:PORT"):
        archive.move_vectors(place)
    assert archive.store == "faiss"


@pytest.mark.milvus
@pytest.mark.filterwarnings("ignore")
def test_a_server_that_is_not_there_is_told_without_its_password(
    archive: Archive, embedder: HashEmbedder
) -> None:
    with pytest.raises(ArchiveError, match=r"the store milvus://127\.0\.0\.1:9 cannot be used: ") as caught:
        archive.move_vectors("milvus://me:secret@127.0.0.1:9")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert archive.store == "faiss"
    assert len(archive.nearest("passage", embedder.embed_questions(["the ferry"])[0], 3)[0]) == 3


@pytest.mark.milvus
@pytest.mark.filterwarnings("ignore")
def test_a_server_that_has_gone_is_told_without_its_password(
    archive: Archive, embedder: HashEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.index.archive.database.require_usable", lambda _: None)  # it was there then
    archive.move_vectors("milvus://me:secret@127.0.0.1:9")
    with pytest.raises(ArchiveError, match=r"the store milvus://127\.0\.0\.1:9 cannot be used: ") as caught:
        archive.nearest("passage", embedder.embed_questions(["the ferry"])[0], 3)
    assert "secret" not in str(caught.value)
    archive.move_vectors("faiss")
    assert len(archive.nearest("passage", embedder.embed_questions(["the ferry"])[0], 3)[0]) == 3
