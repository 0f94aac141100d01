"""Names behind their words, notes that are nobody's, chairs, plays, tables that name who speaks."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from onrecord.index.document import Document
from onrecord.index.errors import TableError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.report import DOUBTFUL
from onrecord.index.text.spans import joined
from tests.index.styles import told_in
from tests.index.styles.voices import VOICES

_TAG = re.compile(r"<[^>]+>")


def tight(words: str) -> str:
    return "".join(unescape(_TAG.sub("", words)).split())


@pytest.mark.parametrize("name", VOICES)
def test_who_asks_and_who_answers(name: str, tmp_path: Path) -> None:
    ending, marked, who = VOICES[name]
    text, expected = told_in(marked)
    file = tmp_path / f"talk{ending}"
    file.write_text(text, encoding="utf-8")
    transcript = parse(read(file))
    found = [
        (tight(joined(transcript.text, e.question_spans)), tight(joined(transcript.text, e.answer_spans)))
        for e in transcript.exchanges
    ]
    assert found == [(tight(question), tight(answer)) for question, answer in expected]
    for exchange, (asks, answers) in zip(transcript.exchanges, who, strict=bool(who)):
        assert asks in (exchange.asker or "")
        assert answers in (exchange.answerer or "")


def test_a_name_behind_what_nobody_asked_is_its_speakers() -> None:
    text = """# What guests say

> The rooms are quiet and the bread is warm.
>
> — Ada Lund

> We came for a night and stayed for a week.
>
> — Ole Brandt

> Nobody makes better soup than the cook here.
>
> — Mia Falk
"""
    transcript = parse(Document(text=text, name="guests.md"))
    said = [(turn.speaker, turn.words(text)[:7]) for each in transcript.statements for turn in each.answer]
    assert said == [("Ada Lund", "The roo"), ("Ole Brandt", "We came"), ("Mia Falk", "Nobody ")]


def test_a_closing_below_names_is_not_said_by_the_last() -> None:
    _, marked, who = VOICES["names with dashes below quotations"]
    text = (
        told_in(marked)[0] + "\nThese questions were asked on the bridge in March. It was cold and windy.\n"
    )
    transcript = parse(Document(text=text, name="bridge.txt"))
    assert [(each.asker, each.answerer) for each in transcript.exchanges] == who
    last = transcript.statements[-1].answer[-1]
    assert (last.speaker, last.words(text)[:5]) == (None, "These")


def test_applause_is_nobodys_name() -> None:
    text = "\n\n".join(
        f"We have built bridge number {n} this year, and it stands.\n\n({'Laughter' if n == 3 else 'Applause'})"
        for n in range(1, 6)
    )
    transcript = parse(Document(text=text, name="speech.txt"))
    assert {turn.speaker for each in transcript.statements for turn in each.answer} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "town,note\nAnholt,has a harbour\nBrem,has a mill\nCove,has nothing\n",
        "name,score\nann,3\ntom,4\neva,5\n",
        "species,remarks\nArctic tern,Seen near the pier\nEider,Three pairs on the island\n",
    ],
)
def test_a_table_of_something_else_is_doubtful_or_none(text: str, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf-8")
    try:
        transcript = parse(read(file))
    except TableError:
        return
    assert transcript.report.confidence < DOUBTFUL


def test_a_note_and_a_list_are_nobodys_words() -> None:
    _, marked, _ = VOICES["a panel with its background and those present"]
    text, _ = told_in(marked)
    transcript = parse(Document(text=text, name="panel.txt"))
    statements = [turn for each in transcript.statements for turn in each.answer]
    assert {turn.speaker for turn in statements} == {None}
    said = " ".join(turn.words(text) for turn in statements)
    assert "Background: The bridge was closed" in said
    assert "Note: The panel paused" in said
