"""Small files that people have, each standing for a kind: how many exchanges are found, and who asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.errors import TableError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.text.spans import joined

pytestmark = pytest.mark.shared

EXCHANGES = {
    "m01-wrapped-bold.md": 3,
    "m01b-unwrapped-bold.md": 3,
    "m02-heading-questions.md": 5,
    "m02b-heading-questions-all-marked.md": 3,
    "m03-numbered-without-mark.txt": 6,
    "m04-only-answers-labelled.txt": 5,
    "m06-two-hosts.md": 9,
    "m07-colon-in-turn.txt": 3,
    "m08-chair-gives-floor.html": 3,
    "m10-front-matter-faq.md": 3,
    "m11-blockquote-asks.md": 3,
    "m14-accordion.html": 3,
    "m15-toml-front-matter.md": 2,
    "m17-tags-without-mark.xml": 5,
    "m19-nested-turns.json": 2,
    "m20-french-cp1252.txt": 1,
    "m23-whisper-log-lines.txt": 2,
    "m25-name-in-parentheses.vtt": 2,
    "m27-minutes-seconds.txt": 2,
    "m29-merged-cell.docx": 3,
}


@pytest.fixture(name="minimal")
def _minimal(shared: Path) -> Path:
    return shared / "transcripts" / "minimal"


def found(file: Path) -> Transcript:
    return parse(read(file))


@pytest.mark.parametrize("name", EXCHANGES)
def test_all_exchanges_are_found(name: str, minimal: Path) -> None:
    transcript = found(minimal / name)
    assert len(transcript.exchanges) == EXCHANGES[name]
    for exchange in transcript.exchanges:
        for spans in (exchange.question_spans, exchange.answer_spans):
            words = joined(transcript.text, spans)
            assert not words.startswith(("#", "**", ">", "[", "<"))
            assert "-->" not in words
            assert " minutes " not in words


def test_two_hosts_ask_one_guest(minimal: Path) -> None:
    exchanges = found(minimal / "m06-two-hosts.md").exchanges
    assert {exchange.answerer[:1] for exchange in exchanges if exchange.answerer} == {"Z"}
    assert {exchange.asker[:1] for exchange in exchanges if exchange.asker} == {"K", "G"}


def test_a_judge_asks(minimal: Path) -> None:
    assert {each.asker for each in found(minimal / "m19-nested-turns.json").exchanges} == {"Judge Reed"}


def test_a_segment_without_a_speaker_is_nobodys(minimal: Path) -> None:
    transcript = found(minimal / "m21-diarised-segment-without-speaker.json")
    answers = " ".join(joined(transcript.text, each.answer_spans) for each in transcript.exchanges)
    assert "How many boats" not in answers
    assert len(transcript.exchanges) >= 2


def test_segments_without_speakers_are_no_table(minimal: Path) -> None:
    with pytest.raises(TableError, match="not by whom"):
        read(minimal / "m22-whisper-plain.json")


def test_what_stands_above_is_told(minimal: Path) -> None:
    assert found(minimal / "m15-toml-front-matter.md").title == "Transcript - Fay Oak"
    assert "Où est l'école" in read(minimal / "m20-french-cp1252.txt").text
    dates = {found(file).date for file in sorted(minimal.glob("m32-date-*.txt"))}
    assert dates == {"2023-05-10"}
