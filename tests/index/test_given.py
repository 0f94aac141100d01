"""The user's markers are final."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.document import Document
from onrecord.index.errors import ParseError, SettingsError
from onrecord.index.indexing import index_into
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.parser import parse
from tests.conftest import HashEmbedder

TEXT = "Prologue.\n\n>> Ist das Wetter gut\n<< Ja.\nEs regnet nicht.\n\n>> Und morgen\n<< Das weiß keiner: niemand.\n"
GIVEN = GivenMarkers((">>",), ("<<",))


def words(text: str, given: GivenMarkers) -> list[tuple[str, str]]:
    """Each exchange's question and answer."""
    transcript = parse(Document(text=text, name="talk.txt"), given=given)
    return [
        (" ".join(t.words(text) for t in e.question), " ".join(t.words(text) for t in e.answer))
        for e in transcript.exchanges
    ]


def test_given_markers_make_the_exchanges() -> None:
    unread = parse(Document(text=TEXT, name="talk.txt"))
    assert not unread.exchanges
    assert "--question-marker" in unread.notes[0].message
    assert words(TEXT, GIVEN) == [
        ("Ist das Wetter gut", "Ja.\nEs regnet nicht."),
        ("Und morgen", "Das weiß keiner: niemand."),
    ]


def test_nothing_else_is_a_marker_and_no_turn_is_minor() -> None:
    text = "问：甲？\n答：乙。\nQ: Okay.\nA: Sure.\n问：丙？\n答：丁。\n"
    assert words(text, GivenMarkers(("Q:",), ("A:",))) == [("Okay.", "Sure.\n问：丙？\n答：丁。")]


def test_the_longest_marker_wins_and_names_are_kept() -> None:
    text = "Bay: Why?\nBay (Times): And how?\nLow: So.\n"
    transcript = parse(Document(text=text, name="a"), given=GivenMarkers(("Bay:", "Bay (Times):"), ("Low:",)))
    (exchange,) = transcript.exchanges
    assert [turn.words(text) for turn in exchange.question] == ["Why?", "And how?"]
    assert (exchange.asker, exchange.answerer) == ("Bay", "Low")


@pytest.mark.parametrize(("question", "answer"), [((), ("A:",)), (("Q:",), ()), ((" ",), ("A:",))])
def test_half_a_pair_or_a_blank_is_refused(question: tuple[str, ...], answer: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match="marker"):
        GivenMarkers(question, answer)


def test_markers_that_are_nowhere_are_named_in_the_error() -> None:
    with pytest.raises(ParseError, match="'Frage:'"):
        words(TEXT, GivenMarkers(("Frage:",), ("Antwort:",)))


def test_an_unchanged_file_is_parsed_again_with_them(tmp_path: Path, embedder: HashEmbedder) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Q: One?\nA: Two. Or:\nQ2: Three?\nA2: Four.\n")
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, [file]))
    (report,) = index_into(archive, embedder, [file], given=GivenMarkers(("Q2:",), ("A2:",)))
    assert (report.outcome, report.exchanges) == ("replaced", 1)
    assert (
        archive.transcript("talk").exchanges[0].question[0].words(archive.transcript("talk").text) == "Three?"
    )
