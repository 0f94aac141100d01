"""What is said outside of exchanges: every word of a text is in the record, and can be found."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.archive.archive import Archive
from onrecord.index.document import Document
from onrecord.index.errors import InputError, ParseError
from onrecord.index.filters import Filters
from onrecord.index.parsing.dates import first_date
from onrecord.index.parsing.label_words import read_label
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import expand, is_other_data, read
from onrecord.index.records import Transcript
from onrecord.index.units import findable
from tests.conftest import HashEmbedder
from tests.index.test_transcripts import PIECES

BRIEFING = """Briefing on the bridge

It was held in the town hall on Friday and lasted an hour.

MS. REED: Good morning. We have signed a lease for the northern quay with the port of Anholt today, for ten years.

Q: When does the bridge open?

MS. REED: It opens in May, and everybody is invited.

MR. LOW: Thank you. Next question, please.

Q: What will it cost to cross?

MS. REED: Nothing at all for those who walk.

MR. LOW: Before we close, the archive of the ferry will be shown in the museum from the first of June on.
"""


def uncovered(transcript: Transcript) -> str:
    """The characters of words that are in no turn and not set aside."""
    text = list(transcript.text)
    spans = [span for each in transcript.parts for turn in each.turns() for span in turn.spans]
    for span in [*spans, *(span for part in transcript.report.left_out for span in part.spans)]:
        text[span.start : span.end] = " " * len(span)
    return "".join(filter(str.isalnum, text))


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_every_word_is_in_an_exchange_a_statement_or_furniture(text: str) -> None:
    try:
        transcript = parse(Document(text=text, name="talk.txt"))
    except ParseError:
        return
    assert uncovered(transcript) == ""
    kinds = {part.kind for part in transcript.report.left_out}
    assert kinds <= {"furniture", "label", "front matter"}
    assert [each.number for each in transcript.statements] == [
        -1 - at for at in range(len(transcript.statements))
    ]
    assert all(turn.words(text).strip() for each in transcript.statements for turn in each.answer)


def test_openings_moderators_and_closings_are_statements() -> None:
    transcript = parse(Document(text=BRIEFING, name="briefing.txt"))
    assert len(transcript.exchanges) == 2
    said = [
        (each.name, turn.speaker, turn.words(BRIEFING)[:12])
        for each in transcript.statements
        for turn in each.answer
    ]
    assert said[0] == ("s1", None, "It was held ")
    assert ("s1", "MS. REED", "Good morning") in said
    assert ("s2", "MR. LOW", "Thank you. N") in said
    assert "Before we cl" in [words for _, _, words in said]


def test_an_opening_broken_into_lines_is_said_from_its_paragraph_on() -> None:
    opening = """My colleague, ladies and
gentlemen. This is the first account
of what happens on the quay. The hotel
will open

## The ferry

in June, and the ferry
with it"""
    text = f"The quay\n\n15 June 1993\n\n{opening}\n\nQ: When does it open?\n\nA: In June.\n"
    transcript = parse(Document(text=text, name="opening.txt"))
    (turn,) = transcript.statements[0].answer
    assert "".join(turn.words(text).split()) == "".join(opening.split())
    left_out = {part.kind: [span.of(text) for span in part.spans] for part in transcript.report.left_out}
    assert left_out["front matter"] == ["The quay", "15 June 1993"]


def test_a_speech_is_statements_with_a_note_that_says_how_to_read_it_otherwise() -> None:
    text = "A speech without any question.\n" * 20
    transcript = parse(Document(text=text, name="speech.txt"))
    assert not transcript.exchanges
    assert transcript.statements[0].answer[0].words(text).startswith("A speech")
    assert "onrecord check" in transcript.notes[0].message


def test_who_speaks_is_told_in_a_speech_whose_format_tells_it(tmp_path: Path) -> None:
    file = tmp_path / "speech.json"
    turns = [
        {"speaker": "Ole Brandt", "role": "moderator", "text": "Please welcome our mayor, Ada Lund."},
        {"speaker": "Ada Lund", "text": "Good evening to all of you. The lamp burns again tonight."},
        {"speaker": "Ada Lund", "text": "The lens weighs four hundred kilograms."},
        {"speaker": "Ole Brandt", "role": "moderator", "text": "Thank you. The tower is open now."},
    ]
    file.write_text(json.dumps(turns), encoding="utf-8")
    transcript = parse(read(file))
    assert not transcript.exchanges
    (statement,) = transcript.statements
    assert statement.name == "s1"
    assert [(turn.speaker, turn.role) for turn in statement.answer] == [
        ("Ole Brandt", "moderator"),
        ("Ada Lund", "answerer"),
        ("Ole Brandt", "moderator"),
    ]
    # Nobody gets another's words, and no label is said.
    assert (
        statement.answer[1].words(transcript.text).split()
        == " ".join(str(turn["text"]) for turn in turns[1:3]).split()
    )
    assert uncovered(transcript) == ""


def test_statements_are_kept_found_and_filtered(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    transcript = parse(Document(text=BRIEFING, name="briefing.txt"))
    archive.add(transcript, embedder)
    assert archive.transcript("briefing") == transcript
    assert archive.transcripts()[0].statements == len(transcript.statements)
    keys = archive.exchange_keys()
    assert keys["briefing", -1] in archive.by_words("the lease of the northern quay")
    # A hand-off is in the record, and near to no question.
    assert not len(archive.units([keys["briefing", -2]]))
    assert archive.exchange_count(archive.resolve(Filters(answerers=("MR. LOW",)))) >= 1


def test_a_turn_of_a_few_words_is_found_if_it_tells_something() -> None:
    text = (
        "Q: When does the bridge open?\n\nA: In May, if the paint dries.\n\nQ: Thank you. One more.\n\n"
        "A: Yeah.\n\nQ: Is it yellow?\n\nA: It is.\n\nQ: The ferry leaves at six.\n"
    )
    transcript = parse(Document(text=text, name="briefing.txt"))
    said = {turn.words(text) for each in transcript.statements for turn in each.answer}
    found = {unit.words for unit in findable(transcript) if unit.exchange < 0}
    assert "Yeah." in said
    assert found == {"The ferry leaves at six."}


@pytest.mark.shared
def test_every_word_of_the_shared_transcripts_is_in_the_record(shared: Path) -> None:
    for file in [
        file for folder in ("corpora", "transcripts", "archive") for file in expand(shared / folder)
    ]:
        try:
            document = read(file)
            if is_other_data(file, document):
                continue
            transcript = parse(document)
        except InputError:
            continue
        assert uncovered(transcript) == "", file


HEAD = """Briefing on the bridge

Place: Anholt
Friday, 15 June 2018
Harbour board, northern office, room 4
<br>

Q: When does the bridge open?

A: In May.
"""


def test_a_line_of_the_head_that_is_shown_nowhere_else_is_a_statement() -> None:
    transcript = parse(Document(text=HEAD, name="briefing.txt"))
    assert (transcript.title, transcript.place, transcript.date) == (
        "Briefing on the bridge",
        "Anholt",
        "2018-06-15",
    )
    (statement,) = transcript.statements
    (turn,) = statement.answer
    assert turn.words(HEAD) == "Harbour board, northern office, room 4"
    assert (turn.role, turn.speaker) == ("moderator", None)
    assert not [unit for unit in findable(transcript) if unit.exchange < 0]
    assert uncovered(transcript) == ""


def _letters(words: str | None) -> str:
    return "".join(filter(str.isalnum, words or "")).casefold()


def _unseen(transcript: Transcript) -> Iterator[str]:
    """What of a transcript's words neither can be cited nor is shown with it, nor is named as furniture."""
    turns = sorted(
        (turn for each in transcript.parts for turn in each.turns()), key=lambda turn: turn.spans[0]
    )
    facts = (transcript.title, transcript.address, transcript.place, transcript.language)
    shown = [_letters(each) for each in (*facts, *transcript.speakers)]
    for kind, span in ((part.kind, span) for part in transcript.report.left_out for span in part.spans):
        words = re.sub(r"^\[[\d:., ]+(?:-->[\d:., ]+)?\]", "", span.of(transcript.text))
        if kind == "label":
            # "Q", "记者" are shown as what the turn does; a number alone says nothing.
            label = read_label(words.strip(" \t\r\n:：*_#<>[]【】—–-|()（）"))
            after = next((turn for turn in turns if turn.spans[0] > span), None)
            named = _letters(f"{after.speaker} {after.outlet}") if after else ""
            as_role = label is not None and label.role is not None and not label.speaker
            seen = as_role or not re.search(r"[^\W\d]", words) or _letters(words) in named
        else:
            value = _letters(re.sub(r"^[^\W\d]+\s?[:：]", "", words))
            seen = any(value in each for each in shown) or first_date(words) == transcript.date is not None
        if not seen and kind != "furniture":
            yield words


@pytest.mark.shared
def test_nearly_every_word_of_the_shared_transcripts_can_be_cited_or_is_shown_beside(shared: Path) -> None:
    everything, unseen = Counter[str](), Counter[str]()
    for folder in ("corpora", "transcripts/dev", "transcripts/minimal", "archive"):
        cited = 0
        for file in expand(shared / folder):
            try:
                document = read(file)
                transcript = parse(document)
            except InputError:
                continue
            if is_other_data(file, document):
                continue
            turns = [turn for each in transcript.parts for turn in each.turns()]
            cited += sum(len(_letters(turn.words(transcript.text))) for turn in turns)
            everything[folder] += len(_letters(transcript.text))
            unseen[folder] += sum(len(_letters(words)) for words in _unseen(transcript))
        print(f"{folder}: of {everything[folder]} letters and digits {cited / everything[folder]:.4f} can be "
              f"cited, {1 - unseen[folder] / everything[folder]:.4f} are seen")  # fmt: skip
    assert unseen.total() <= 0.005 * everything.total()
    # Fields of Jekyll and Hugo are a large part of the minimal cases.
    assert all(unseen[folder] <= 0.015 * everything[folder] for folder in everything)
