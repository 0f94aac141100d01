"""Who speaks in texts without any question: a speech, a panel, captions; and where nobody is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.document import Document
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.units import findable
from tests.index.test_statements import uncovered

SPOKEN = {
    "an office in capitals, after a title and a date": (
        "Opening of the pier\n\nAnholt, 5 May 2021\n\nMINISTER WANG: Good morning. We open it today.\n\nMany helped.\n",
        ["MINISTER WANG"],
    ),
    "an office alone": ("Выступление\n\nПрезидент: Добрый день. Мы открываем порт.\n", ["Президент"]),
    "a name alone in front": (
        "Ada Lund: Good evening to all. The lamp burns again.\n\nIt is old.\n",
        ["Ada Lund"],
    ),
    "a name that the title says too": (
        "王毅部长在开幕式上的讲话\n\n王毅：各位来宾，大家好。今天港口开放了。\n\n我感谢大家。\n",
        ["王毅"],
    ),
    "a panel, each name once": (
        "Panel on tides\n\nAda Lund: It comes twice a day.\n\nOle Brandt: The port lives by it.\n\nEva Moss: I sail.\n",
        ["Ada Lund", "Ole Brandt", "Eva Moss"],
    ),
    "names with posts and firms": (
        "Statements\n\nAda Lund, Mayor: It comes twice a day.\n\nOle Brandt (Harbour Board): We live by it.\n",
        ["Ada Lund, Mayor", "Ole Brandt (Harbour Board)"],
    ),
    "Markdown in bold": (
        "# Panel\n\n**Ada Lund:** It comes twice a day.\n\n**Ole Brandt:** The port lives by it.\n",
        ["Ada Lund", "Ole Brandt"],
    ),
    "first names that take turns": (
        "Ada: The tide is high.\n\nOle: The wind is cold.\n\nAda: We close it now.\n\nOle: I ring the bell.\n",
        ["Ada", "Ole", "Ada", "Ole"],
    ),
    "another speaker, whose label looks otherwise": (
        "MINISTER WANG: Good morning. We open it.\n\nAda Lund: I thank the minister.\n\nNote: It was long.\n",
        ["MINISTER WANG", "Ada Lund"],
    ),
    "an interpreter between": (
        "MINISTER LI: 各位好。\n\nINTERPRETER: Good morning to all of you.\n\nMINISTER LI: 谢谢。\n",
        ["MINISTER LI", "INTERPRETER", "MINISTER LI"],
    ),
}
NOBODY = {
    "headings of a note": (
        "Pier news\n\nBackground: It was built in 1990.\n\nMain Findings: It works well.\n\nNext Steps: We go on.\n"
    ),
    "a heading in front": "Executive Summary: The pier opens in May. It is large.\n\nIt is old.\n",
    "what a speech begins with": "Opening Remarks: The pier opens in May. It is large.\n\nIt is old.\n",
    "headings in Chinese": "港口新闻\n\n背景：港口建于1990年。很大。\n\n要点：今天开放了。\n",
    "labels of arguments, again and again": (
        "Claim: Every tide turns. It does.\n\nProof: Look at it.\n\nClaim: Water is wet.\n\nProof: Touch it.\n"
    ),
    "words that the text uses as words": (
        "Deep Water: The water is deep here.\n\nHigh Wind: The wind is high.\n\nDeep Water: It stays deep.\n"
    ),
    "fields": "The crew\n\nManager: Tom Cole\nDirector: Ada Lund\n\nThey open the pier in May. It is long.\n",
    "a recipe": "Soup\n\nIngredients: Leek. Potatoes.\n\nPreparation: Cut all of it. Boil it.\n",
}  # fmt: skip


def _speakers(transcript: Transcript) -> list[str | None]:
    assert not transcript.exchanges
    assert uncovered(transcript) == ""
    return [turn.speaker for each in transcript.statements for turn in each.answer]


@pytest.mark.parametrize(("text", "speakers"), SPOKEN.values(), ids=SPOKEN)
def test_each_statement_names_its_speaker(text: str, speakers: list[str]) -> None:
    transcript = parse(Document(text=text, name="talk.txt"))
    assert _speakers(transcript) == speakers
    assert transcript.speakers == tuple(dict.fromkeys(name for name in speakers if name != "INTERPRETER"))
    # No label is said, and whoever is named says what stands behind the label.
    for turn in (turn for each in transcript.statements for turn in each.answer):
        before = text[: turn.spans[0].start].rstrip("*: ：\n")
        assert before.endswith(turn.speaker or "")
        assert not any(f"{name}:" in turn.words(text) for name in speakers)


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_nobody_is_made_up(text: str) -> None:
    transcript = parse(Document(text=text, name="note.txt"))
    assert set(_speakers(transcript)) == {None}


@pytest.mark.parametrize(
    "head", ["---\ntitle: On tides\nspeaker: Ada Lund\n---\n", "Title: On tides\nSpeaker: Ada Lund\n"]
)
def test_a_speech_without_labels_is_said_by_the_one_whom_its_head_names(head: str) -> None:
    said = "The tide comes twice a day. We measure it.\n\nIt is an old art."
    transcript = parse(Document(text=f"{head}\n{said}\n", name="talk.md"))
    assert transcript.title == "On tides"
    assert _speakers(transcript) == ["Ada Lund"]
    assert transcript.statements[0].answer[0].words(transcript.text) == said


def test_voices_of_captions_speak_whatever_they_are_called(tmp_path: Path) -> None:
    file = tmp_path / "panel.vtt"
    file.write_text(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Summary &amp; Co>The tide comes twice a day,\n\n"
        "00:03.000 --> 00:05.000\nand we measure it.\n\n00:05.000 --> 00:08.000\n<v ada>The port lives by it.\n",
        encoding="utf-8",
    )
    transcript = parse(read(file))
    assert _speakers(transcript) == ["Summary & Co", "ada"]
    first, second = transcript.statements[0].answer
    assert first.words(transcript.text).split() == [
        "The",
        "tide",
        "comes",
        "twice",
        "a",
        "day,",
        "and",
        "we",
        "measure",
        "it.",
    ]
    assert second.words(transcript.text) == "The port lives by it."


def test_a_text_without_labels_keeps_its_paragraphs() -> None:
    transcript = parse(Document(text="On tides\n\nIt comes twice a day.\n\nIt is old.\n", name="talk.txt"))
    (turn,) = transcript.statements[0].answer
    assert turn.words(transcript.text) == "On tides\n\nIt comes twice a day.\n\nIt is old."


def test_short_turns_of_a_panel_are_found_and_thanks_are_not() -> None:
    text = (
        "Ada Lund: The tide comes twice a day, and we measure it with a rod of oak that my father made.\n\n"
        "Ole Brandt: The port lives by it.\n\nAda Lund: Thank you.\n"
    )
    transcript = parse(Document(text=text, name="panel.txt"))
    assert [unit.words for unit in findable(transcript)][1:] == ["The port lives by it."]
