"""The report of a parse: whose the markers are, what is left out, how sure it is."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.document import Document
from onrecord.index.errors import ParseError
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.report import DOUBTFUL, Voice
from tests.index.test_styles import STYLES
from tests.index.test_transcripts import document

TALK = """Opening of the bridge
Old town, 3 May 2024

MODERATOR: Welcome. The first question, please.
Q: When does the bridge open?
MS. COLE: It opens on the first of May, when all the tests are done.
- 2 -
Q: What does the ferry cost?
MS. COLE: A ticket for it is four crowns, and children travel free of charge.
Q: Who pays for the bridge?
MODERATOR: We have no time left. Thank you all for coming.
"""


def left_out(transcript: Transcript) -> dict[str, list[str]]:
    return {
        each.kind: [span.of(transcript.text) for span in each.spans] for each in transcript.report.left_out
    }


def test_a_report_names_the_voices_and_what_is_left_out() -> None:
    found = parse(document(TALK))
    assert found.report.of_role("asker") == (Voice("Q", "asker", None, "colon", 3),)
    assert found.report.of_role("answerer") == (Voice("MS. COLE", "answerer", "MS. COLE", "colon", 2),)
    assert [voice.marker for voice in found.report.of_role("moderator")] == ["MODERATOR"]
    aside = left_out(found)
    assert set(aside.pop("label")) == {"MODERATOR:", "Q:", "MS. COLE:"}
    assert aside == {
        "front matter": ["Opening of the bridge", "Old town, 3 May 2024"],
        "furniture": ["- 2 -"],
    }
    said = [(turn.role, turn.words(TALK)) for each in found.statements for turn in each.answer]
    assert said == [
        ("moderator", "Welcome. The first question, please."),
        ("asker", "Who pays for the bridge?"),
        ("moderator", "We have no time left. Thank you all for coming."),
    ]


def words(text: str) -> list[str]:
    return re.findall(r"\w", text)


@given(st.lists(st.sampled_from(TALK.splitlines(keepends=True)), max_size=14))
def test_every_word_is_in_an_exchange_in_a_marker_or_left_out(lines: list[str]) -> None:
    text = "".join(lines)
    try:
        found = parse(Document(text, name="a.txt"))
    except ParseError:
        return
    spoken = [span for part in found.parts for turn in part.turns() for span in turn.spans]
    spans = sorted([*spoken, *(span for each in found.report.left_out for span in each.spans)])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    rest, at = "", 0
    for span in spans:
        rest += text[at : span.start]
        at = span.end
    rest += text[at:]
    assert words(re.sub("MODERATOR:|MS. COLE:|Q:", "", rest)) == []


@pytest.mark.parametrize("style", STYLES)
def test_right_parses_are_not_doubted(style: str) -> None:
    assert not parse(document(STYLES[style][0])).report.doubtful


def test_swapped_roles_are_doubted() -> None:
    pairs = [
        (f"When does bridge {n} open to the public?", f"Bridge {n} opens in May, and it is free for all.")
        for n in range(8)
    ]
    right = "".join(f"Q: {question}\nA: {answer}\n" for question, answer in pairs)
    wrong = "".join(f"A: {question}\nQ: {answer}\n" for question, answer in pairs)
    assert parse(document(right)).report.confidence > 0.8
    assert parse(document(wrong)).report.confidence < 0.3


def test_lost_questions_are_doubted() -> None:
    pairs = "".join(
        f"When does bridge {n} open?\nIt opens in May, and it is free for all of us.\n" for n in range(5)
    )
    assert parse(document(f"Q: Why?\nA: So.\n{pairs}Q: How?\nA: Thus.\n{pairs}" * 3)).report.confidence < 0.6


def test_the_users_markers_leave_no_doubt() -> None:
    found = parse(document(">> Wann\n<< Im Mai?\n"), given=GivenMarkers((">>",), ("<<",)))
    assert found.report.confidence == 1


@pytest.mark.shared
def test_transcripts_as_published_are_not_doubted(shared: Path) -> None:
    reports = []
    for file in sorted((shared / "archive" / "mfa-2016-2018").glob("*.txt")):
        try:
            reports.append(parse(read(file)).report)
        except ParseError:
            continue
    assert sum(report.confidence < DOUBTFUL for report in reports) < 0.01 * len(reports)


def test_labels_before_what_asks_nothing_are_in_doubt() -> None:
    told = "".join(
        f"Q: Item {i} is red.\nA: It is made of steel, of wood and of paint.\n\n" for i in range(6)
    )
    assert parse(document(told)).report.doubtful
    assert not parse(document(told.replace("red.", "red?"))).report.doubtful
