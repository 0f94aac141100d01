"""Transcripts as they are printed around the world: each with exactly the exchanges that a reader finds."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.parser import parse
from onrecord.index.text.spans import joined
from tests.index.styles import Style, told_in
from tests.index.styles.briefings import BRIEFINGS
from tests.index.styles.eastern import EASTERN
from tests.index.styles.hearings import HEARINGS
from tests.index.styles.printed import PRINTED
from tests.index.styles.records import RECORDS
from tests.index.styles.talks import TALKS
from tests.index.styles.tongues import TONGUES
from tests.index.test_transcripts import document

ALL: dict[str, Style] = {
    **BRIEFINGS,
    **EASTERN,
    **TALKS,
    **{name: told_in(marked) for name, marked in {**HEARINGS, **PRINTED, **RECORDS, **TONGUES}.items()},
}


def tight(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("style", ALL)
def test_printed_styles(style: str, newline: str) -> None:
    printed, expected = ALL[style]
    text = printed.replace("\n", newline)
    found = [
        (tight(joined(text, e.question_spans)), tight(joined(text, e.answer_spans)))
        for e in parse(document(text)).exchanges
    ]
    assert found == [(tight(question), tight(answer)) for question, answer in expected]


def named(style: str) -> list[tuple[str | None, str | None, str | None]]:
    """Who asks, for whom, and who answers, of each exchange."""
    exchanges = parse(document(ALL[style][0])).exchanges
    return [(each.asker, each.outlet, each.answerer) for each in exchanges]


def test_who_asks_in_a_call_has_a_firm() -> None:
    assert named("an earnings call: names, firms and roles between dashes") == [
        ("Ann Reed", "Harbour Securities", "Tom Cole -- Chief Executive Officer"),
        ("Ann Reed", "Harbour Securities", "Tom Cole -- Chief Executive Officer"),
        ("Max Marsh", "Hill Capital", "Tom Cole -- Chief Executive Officer"),
    ]


def test_a_word_for_the_question_before_a_name_is_no_name() -> None:
    askers = [asker for asker, _, _ in named("German, a word for the question and a name")]
    assert askers == ["REED", "REED", "MARSCH", "DR. LINDE"]


def test_a_minister_with_and_without_the_office_is_one_speaker() -> None:
    text = ALL["Westminster: names with constituency and party"][0]
    voices = parse(document(text)).report.of_role("answerer")
    assert [(voice.name, voice.turns) for voice in voices] == [
        ("The Secretary of State for Bridges (Tom Cole)", 4)
    ]
