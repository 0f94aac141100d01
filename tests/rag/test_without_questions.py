"""Exchanges that nobody asked for, and rankings that go deep."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.records import Exchange, Transcript
from onrecord.rag.assistant import Assistant
from onrecord.ui.cli.output import answer, exchange
from tests.conftest import PAIRS, HashEmbedder, transcript_of


def unasked(transcript: Transcript) -> Transcript:
    """The transcript with answers alone."""
    alone = tuple(Exchange(each.number, (), each.answer) for each in transcript.exchanges)
    return Transcript(
        f"{transcript.id}-alone", transcript.title, None, "/alone", transcript.sha256, transcript.text, alone
    )


@pytest.fixture
def alone(tmp_path: Path, embedder: HashEmbedder) -> Assistant:
    """An archive of answers without questions."""
    archive = Archive.create(tmp_path / "alone", embedder.model_id, embedder.dimension)
    archive.add(unasked(transcript_of(PAIRS)), embedder)
    return Assistant(archive, embedder)


def test_an_answer_without_a_question_is_found_quoted_and_printed(alone: Assistant) -> None:
    said = alone.ask("A ticket for the ferry is how many crowns?")
    best = (said.quotes or said.nearest)[0]
    assert (best.citation.exchange, best.question) == (2, "")
    assert "question" not in best.views
    assert "ferry" in answer(said)
    assert "Question" not in exchange(alone.show(best.citation))
    assert alone.archive.transcript("talk-alone").exchanges[1].question == ()


def test_what_was_asked_and_what_was_not_stand_on_one_scale(archive: Archive, embedder: HashEmbedder) -> None:
    archive.add(unasked(transcript_of([("?", "The lighthouse closes at nine.")])), embedder)
    ranked = Assistant(archive, embedder).rank("Is it so that the lighthouse closes at nine?")
    assert [hit.transcript for hit in ranked[:2]] == ["talk-alone", "talk"]
    assert len(ranked) == 4


def test_a_ranking_holds_each_exchange_once_as_deep_as_asked(
    archive: Archive, embedder: HashEmbedder
) -> None:
    for n in range(200):
        archive.add(
            transcript_of([(f"Question {n}?", f"Answer {n} is plain. It is said.")], f"n{n}"), embedder
        )
    assistant = Assistant(archive, embedder)
    ranked = assistant.rank("What does the ferry cost?", depth=150)
    assert len({(hit.transcript, hit.exchange) for hit in ranked}) == len(ranked) == 150
    assert len(assistant.rank("What does the ferry cost?", depth=1000)) == 203


def test_what_stands_behind_an_answer_begins_with_it(archive: Archive, embedder: HashEmbedder) -> None:
    assistant = Assistant(archive, embedder)
    asked = assistant.ask("What does the ferry cost?", question_id="a")
    examined = assistant.examine("What does the ferry cost?", passages=10, depth=100, question_id="a")
    assert all(hit.views for hit in examined.hits[:10])
    assert not any(hit.views for hit in examined.hits[10:])  # nobody is told of those
    assert examined.answer == asked
    shown = asked.quotes or asked.nearest
    assert len(shown) == 3
    for quote, hit in zip(shown, examined.hits, strict=False):
        assert quote.citation.exchange == hit.exchange
        assert hit.span.start <= quote.spans[0].start < quote.spans[-1].end <= hit.span.end
    assert [hit.exchange for hit in examined.exchanges] == [
        hit.exchange for hit in assistant.rank(asked.question)
    ]
