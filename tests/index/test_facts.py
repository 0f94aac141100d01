"""What an archive is like: who asks how often, whom and when; languages; months."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.records import Exchange, Transcript
from onrecord.index.tables.facts import Asker, Count, Facts, Language, Month
from onrecord.index.tables.listing import Totals
from tests.conftest import PAIRS, HashEmbedder, transcript_of


def spoken(transcript: Transcript, *names: tuple[str | None, str | None, str | None]) -> Transcript:
    """The same with (asker, outlet, answerer) of each exchange."""

    def name(each: Exchange, names: tuple[str | None, str | None, str | None]) -> Exchange:
        asker, outlet, answerer = names
        question = (replace(each.question[0], speaker=asker, outlet=outlet),)
        return replace(each, question=question, answer=(replace(each.answer[0], speaker=answerer),))

    return replace(transcript, exchanges=tuple(map(name, transcript.exchanges, names)))


@pytest.fixture
def facts(tmp_path: Path, embedder: HashEmbedder) -> Facts:
    archive = Archive.create(tmp_path / "asked", embedder.model_id, embedder.dimension)
    first = transcript_of(PAIRS, "first", date="2019-03-08")
    daily = ("Ann", "Daily", "Minister")
    archive.add(spoken(first, daily, ("Bob", "Daily", "Mayor"), ("Cy", None, "Mayor")), embedder)
    second = replace(transcript_of(PAIRS[:2], "second", date="2020-01-31"), speakers=("Mayor",))
    archive.add(spoken(second, (None, "Daily", None), (None, None, None)), embedder)
    archive.add(spoken(replace(transcript_of(PAIRS[:1], "third"), date=None), daily), embedder)
    return archive.facts()


def test_who_asks_how_often_whom_and_when(facts: Facts) -> None:
    daily, cy, nobody = facts.askers
    assert daily == Asker(
        "Daily",
        4,
        "2019-03-08",
        "2020-01-31",
        (Count("Mayor", 2), Count("Minister", 2)),
        (Count("2019", 2), Count("2020", 1), Count(None, 1)),
    )
    assert (cy.name, cy.exchanges, cy.answerers) == ("Cy", 1, (Count("Mayor", 1),))
    assert (nobody.name, nobody.answerers, nobody.years) == (None, (Count("Mayor", 1),), (Count("2020", 1),))


def test_who_answers_is_also_the_one_speaker_of_a_transcript(facts: Facts) -> None:
    assert facts.answerers == (Count("Mayor", 4), Count("Minister", 2))


def test_months_come_in_order_and_what_has_no_date_last(facts: Facts) -> None:
    assert facts.months == (Month("2019-03", 1, 3, 0), Month("2020-01", 1, 2, 0), Month(None, 1, 1, 0))
    assert (facts.first, facts.latest) == ("2019-03-08", "2020-01-31")
    assert facts.languages == (Language("en", 3, 6),)
    assert facts.totals == Totals(3, 6, 0, 0)


def test_an_empty_archive_has_no_facts(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "empty", embedder.model_id, embedder.dimension)
    assert archive.facts() == Facts(Totals(0, 0, 0, 0), None, None, (), (), (), ())
