"""Who is found to speak, and what the user says instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.document import Document
from onrecord.index.metadata import Metadata
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.parsing.parser import parse, parse_speakers
from onrecord.index.parsing.profile import Profile, Told
from onrecord.index.readers.profiles import read_profile, write_profile
from onrecord.index.text.spans import joined

NAMES = (
    "Ann Reed: When does the bridge open?\nTom Cole: In May, when all the tests are done.\n"
    "Note: the tower bell rang.\nAnn Reed: What does it cost?\nTom Cole: Twelve million, as was planned.\n"
    "Note: the tower bell rang again.\nAnn Reed: Is there a toll?\nTom Cole: No, there never was one.\n"
)
BOLD = (
    "**On the bridge**\n\nIt opens in May, when all of the tests are done.\n\n**On the ferry**\n\n"
    "It goes on until the bridge is open.\n\n**On the toll**\n\nThere is none, and there never was one.\n"
)


def said(text: str, *told: tuple[str, str], name: str = "talk.md") -> list[tuple[str, str]]:
    roles: Told = told  # type: ignore[assignment]
    found = parse(Document(text, name=name), profile=Profile(roles=roles))
    return [(joined(text, each.question_spans), joined(text, each.answer_spans)) for each in found.exchanges]


def test_the_speakers_are_told_with_two_turns_each() -> None:
    found = parse_speakers(Document(NAMES, name="a.txt")).speakers
    told = {each.name: (each.choice, each.turns) for each in found}
    assert told["Ann Reed"] == ("asker", 3)
    assert told["Tom Cole"] == ("answerer", 3)
    ann = next(each for each in found if each.name == "Ann Reed")
    assert [span.of(NAMES) for span in ann.examples] == ["When does the bridge open?", "What does it cost?"]
    assert not any(each.style == "plain" for each in found)


def test_looks_are_told_where_no_label_is() -> None:
    found = parse_speakers(Document(BOLD, name="a.md")).speakers
    told = {each.style: each.turns for each in found}
    assert told == {"bold": 3, "plain": 3}
    bold = next(each for each in found if each.style == "bold")
    assert [span.of(BOLD) for span in bold.examples] == ["On the bridge", "On the ferry"]


def test_what_a_look_is_taken_for() -> None:
    assert said(BOLD) == []
    asked = said(BOLD, ("style:bold", "asker"))
    assert [question.strip("*") for question, _ in asked] == ["On the bridge", "On the ferry", "On the toll"]
    assert asked[1][1] == "It goes on until the bridge is open."
    answered = said(BOLD, ("style:plain", "asker"), ("style:bold", "answerer"))
    assert [answer.strip("*") for _, answer in answered] == ["On the ferry", "On the toll"]


def test_a_heading_that_is_nobodys_does_not_end_a_turn() -> None:
    text = (
        "Q: When?\n\nA: In May.\n\n## The cost\n\nIt is planned.\n\nQ: Why?\n\nA: So.\n\n## The end\n\nYes.\n"
    )
    found = said(text, ("style:h2", "nobody"))
    assert [" ".join(answer.split()) for _, answer in found] == ["In May. It is planned.", "So. Yes."]


def test_a_label_that_is_no_speaker_is_nobodys() -> None:
    plain = said(NAMES, ("Note", "nobody"))
    assert len(plain) == 3
    assert not any("bell" in words for pair in plain for words in pair)
    roles: Told = (("Note", "nobody"),)
    found = parse_speakers(Document(NAMES, name="a.txt"), profile=Profile(roles=roles))
    bell = [t for s in found.transcript.statements for t in s.answer if "bell" in t.words(NAMES)]
    assert len(bell) == 2
    assert {turn.speaker for turn in bell} == {None}
    assert {each.name: each.choice for each in found.speakers}["Note"] == "nobody"


def test_one_word_turns_the_roles_of_two() -> None:
    text = "A: When does it open?\nQ: In May, in the morning.\nA: Is there a toll?\nQ: There is none.\n"
    assert said(text, ("Q", "answerer"), ("A", "asker")) == [
        ("When does it open?", "In May, in the morning."),
        ("Is there a toll?", "There is none."),
    ]
    swapped = said(NAMES, ("Ann Reed", "answerer"))
    assert {answer for _, answer in swapped} & {"What does it cost?", "Is there a toll?"}


def test_a_second_host_asks(tmp_path: Path) -> None:
    text = "".join(
        f"{host}: Tell us about tower {n}.\nSue Bell: Tower {n} is built of grey stone, and is old.\n"
        for n, host in enumerate(("Ann Reed", "Tom Cole") * 3)
    )
    found = said(text, ("Ann Reed", "asker"), ("Tom Cole", "asker"), ("Sue Bell", "answerer"))
    assert len(found) == 6


def test_a_choice_is_kept_as_a_profile(tmp_path: Path) -> None:
    roles: Told = (('Ann "A" Reed', "asker"), ("style:h2", "nobody"), ("Zoë\x7f\\", "answerer"))
    profile = Profile(
        GivenMarkers((">>",), ("<<",)), roles, Metadata(title="Bridge", date="2021-05-03", language="de")
    )
    write_profile(tmp_path / "new" / "a.toml", profile)
    kept = read_profile(tmp_path / "new" / "a.toml")
    assert (kept.markers, kept.metadata) == (profile.markers, profile.metadata)
    assert dict(kept.roles) == dict(roles)
    write_profile(tmp_path / "none.toml", Profile())
    assert read_profile(tmp_path / "none.toml") == Profile()


@pytest.mark.parametrize("text", [NAMES, BOLD])
def test_saying_what_was_found_changes_nothing(text: str) -> None:
    found = parse_speakers(Document(text, name="a.md"))
    roles = tuple((each.name, each.choice) for each in found.speakers if each.choice)
    again = parse_speakers(Document(text, name="a.md"), profile=Profile(roles=roles))
    assert again.transcript.exchanges == found.transcript.exchanges
    assert {s.name: s.choice for s in again.speakers} == {s.name: s.choice for s in found.speakers}


@pytest.mark.parametrize(
    "text",
    ["Q: What is it?\nA: It is a bridge.\nQ: Who built it?\nA:", f"{NAMES}Ann Reed:"],
)
def test_a_label_at_the_very_end_is_no_error(text: str) -> None:
    found = parse_speakers(Document(text, name="talk.txt"))
    assert found.transcript.exchanges
    assert all(span.end <= len(text) for each in found.speakers for span in each.examples)
