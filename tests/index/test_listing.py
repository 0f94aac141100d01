"""The list of transcripts: searched, sorted and cut into pages where it lies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.report import Note, Report
from onrecord.index.tables.listing import PAGE, Column, Listing, Totals, Wanted
from tests.conftest import PAIRS, HashEmbedder, transcript_of


@pytest.fixture
def held(tmp_path: Path, embedder: HashEmbedder) -> Archive:
    """Three transcripts, one of which is doubtful and one has a note, none of which has all that others have."""
    archive = Archive.create(tmp_path / "held", embedder.model_id, embedder.dimension)
    archive.add(transcript_of(PAIRS, "bridge", title="Die Brücke 大橋", date="2019-03-08"), embedder)
    ferry = transcript_of(PAIRS[:1], "ferry", title="A ferry", date="2019-11-02")
    answer = replace(ferry.exchanges[0].answer[0], speaker="Ada Lund")
    exchange = replace(ferry.exchanges[0], answer=(answer,))
    notes = (Note("a label was guessed", 1), Note("no date"))
    archive.add(replace(ferry, exchanges=(exchange,), notes=notes), embedder)
    museum = transcript_of(PAIRS[:2], "museum", title="B museum")
    archive.add(replace(museum, date=None, report=Report(confidence=0.2), speakers=("Ole Brandt",)), embedder)
    return archive


def ids(found: Listing) -> list[str]:
    return [each.id for each in found.shown]


def test_the_newest_come_first_and_the_undated_last(held: Archive) -> None:
    found = held.listing(Wanted())
    assert ids(found) == ["ferry", "bridge", "museum"]
    assert (found.found, found.page, found.pages, found.totals) == (3, 1, 1, Totals(3, 6, 0, 2))
    assert ids(held.listing(Wanted(descending=False))) == ["bridge", "ferry", "museum"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("FERRY", ["ferry"]),
        ("brücke", ["bridge"]),
        ("大桥", ["bridge"]),
        ("ＦＥＲＲＹ", ["ferry"]),
        ("lund", ["ferry"]),
        ("brandt", ["museum"]),
        ("daily", ["ferry", "bridge", "museum"]),
        ("2019", ["ferry", "bridge"]),
        ("2019-03", ["bridge"]),
        ("2019-03-08", ["bridge"]),
        ("daily 2019 ferry", ["ferry"]),
        ("lund 2018", []),
        ("%", []),
        ("_", []),
        ("' OR 1", []),
        ("   ", ["ferry", "bridge", "museum"]),
        ("x" * 5_000, []),
        ("a " * 5_000, ["ferry", "bridge", "museum"]),
    ],
)
def test_every_word_has_to_stand_in_the_title_a_name_or_the_date(
    held: Archive, search: str, expected: list[str]
) -> None:
    assert ids(held.listing(Wanted(search))) == expected


@pytest.mark.parametrize(
    ("column", "rising", "falling"),
    [
        ("title", ["ferry", "museum", "bridge"], ["bridge", "museum", "ferry"]),
        ("exchanges", ["ferry", "museum", "bridge"], ["bridge", "museum", "ferry"]),
        # Of what is the same the newest comes first.
        ("confidence", ["museum", "ferry", "bridge"], ["ferry", "bridge", "museum"]),
        ("notes", ["bridge", "museum", "ferry"], ["ferry", "bridge", "museum"]),
        ("statements", ["ferry", "bridge", "museum"], ["ferry", "bridge", "museum"]),
    ],
)
def test_any_column_can_be_sorted_by(
    held: Archive, column: Column, rising: list[str], falling: list[str]
) -> None:
    assert ids(held.listing(Wanted(sort=column, descending=False))) == rising
    assert ids(held.listing(Wanted(sort=column))) == falling


def test_what_is_worth_a_look_is_listed_with_what_was_noted(held: Archive) -> None:
    found = held.listing(Wanted(doubtful=True, sort="confidence", descending=False))
    assert ids(found) == ["museum", "ferry"]
    assert found.notes["ferry"] == ("exchange 1: a label was guessed", "no date")


def test_pages_hold_all_each_once_and_there_is_no_page_behind_the_last(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = Archive.create(tmp_path / "many", embedder.model_id, embedder.dimension)
    for number in range(PAGE + 7):
        archive.add(transcript_of(PAIRS[:1], f"talk-{number:03}"), embedder)
    first, second, far = (archive.listing(Wanted(page=page)) for page in (1, 2, 99))
    assert (len(first.shown), len(second.shown), first.pages) == (PAGE, 7, 2)
    assert ids(first) + ids(second) == [f"talk-{number:03}" for number in range(PAGE + 7)]
    assert (far.page, ids(far)) == (2, ids(second))
    assert archive.listing(Wanted(page=-3)).page == 1
    assert len(archive.found(Wanted("talk-00"))) == 10


def test_a_list_is_that_of_the_state_that_the_archive_is_in(held: Archive, embedder: HashEmbedder) -> None:
    before = held.listing(Wanted("ferry"))
    held.rename("ferry", "A boat")
    held.remove("museum")
    assert ids(held.listing(Wanted("boat"))) == ["ferry"]
    after = held.listing(Wanted())
    assert (after.totals.transcripts, after.generation == before.generation) == (2, False)


def test_an_archive_knows_whether_a_transcript_comes_from_a_file_or_its_inside(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = Archive.create(tmp_path / "zips", embedder.model_id, embedder.dimension)
    archive.add(transcript_of(PAIRS, "a", source="/x/all_%.zip/a/b.txt"), embedder)
    archive.add(transcript_of(PAIRS, "b", source="/x/b.txt"), embedder)
    for path, expected in (
        ("/x/all_%.zip", True),
        ("/x/b.txt", True),
        ("/x", True),
        ("/x/allabc.zip", False),
        ("/x/b", False),
    ):
        assert archive.comes_from(Path(path)) == expected, path
