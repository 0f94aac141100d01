"""Who of the named speakers asks, and what at the edges of a talk is no part of it; a stand-in for the model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.parsing.evidence import Evidence
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.parser import parse
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.parsing.speakers import best_roles
from onrecord.index.text.spans import joined
from tests.index.test_transcripts import document


class Told(RoleModel):
    """Knows what words mean by the sign at their end: ~ asks, ^ moderates, # is nobody's."""

    def __init__(self) -> None:
        pass

    def roles(self, blocks: Sequence[str]) -> Vectors:
        """Near certain of each."""
        rows = [[0.03, 0.91, 0.03, 0.03] for _ in blocks]
        for row, words in zip(rows, blocks, strict=True):
            if (sign := "~_^#".find(words.rstrip(" .")[-1:])) >= 0:
                row[1], row[sign] = 0.03, 0.91
        return np.array(rows, np.float32)


def roles(turns: Sequence[tuple[str, str]]) -> list[str | None]:
    """The roles of speakers with what they say."""
    text, markers = "", []
    for name, words in turns:
        markers.append(Marker(len(text), len(text) + len(name) + 2, name, None, name))
        text += f"{name}: {words}\n"
    return [marker.role for marker in best_roles(text, markers, Evidence(Told()))]


def test_two_hosts_ask_without_a_mark() -> None:
    turns = [
        ("Ann", "So you began early~"),
        ("Fay", "I did."),
        ("Ian", "In a garage~"),
        ("Fay", "In a shed."),
    ]
    assert roles(turns * 2) == ["asker", "answerer", "asker", "answerer"] * 2


def test_who_asks_now_and_then_in_a_statement_still_asks() -> None:
    turns = [
        ("Ann", "You were a diver."),
        ("Fay", "I was."),
        ("Ann", "Why did you stop~"),
        ("Fay", "It was cold."),
    ]
    assert roles([*turns, ("Ann", "And now~"), ("Fay", "Now I listen.")]) == ["asker", "answerer"] * 3


def test_one_who_only_gives_the_floor_moderates() -> None:
    turns = [
        ("Kim", "Please^"),
        ("Ann", "When~"),
        ("Fay", "In May."),
        ("Kim", "Next^"),
        ("Ian", "Why~"),
        ("Fay", "So."),
    ]
    assert roles(turns) == ["moderator", "asker", "answerer"] * 2


def test_what_closes_is_no_part_of_the_last_answer() -> None:
    text = (
        "Q: When?\n\nA: In May.\n\nQ: Why?\n\nA: So.\n\nIt opens then.\n\nKim took this down#.\n\nRead on#.\n"
    )
    found = parse(document(text), role_model=Told())
    assert joined(text, found.exchanges[-1].answer_spans).split("\n\n") == ["So.", "It opens then."]
    said = [joined(text, each.answer_spans) for each in found.statements]
    assert said == ["Kim took this down#.\n\nRead on#."]


def test_the_halves_of_a_broken_question_are_one() -> None:
    text = (
        "Q    When does it open?\n\nMS. OAK: In May. I said so.\n\nQ    And on schools, the —\n\nMS. OAK: Yep.\n\n"
        "Q    — the summer. How many came?\n\nMS. OAK: Forty thousand, as of Friday.\n"
    )
    asked = [joined(text, each.question_spans) for each in parse(document(text)).exchanges]
    assert asked == ["When does it open?", "And on schools, the — — the summer. How many came?"]


def test_a_quote_at_the_very_beginning_answers_nothing() -> None:
    text = "> Welcome\n\n> Come in\n\nA word.\n\n> Again\n\n> And again\n\n> And more\n\nWhat is it?\n"
    assert parse(document(text, "talk.md"), role_model=Told()).parts


def test_who_alone_has_a_label_is_named_as_printed() -> None:
    text = (
        "Tell me about the mill, in which year did you come here?\nH: I came in the year of the flood.\n"
        "What do you grind?\nH: Barley, and a little rye for the village.\n"
        "What is hard?\nH: The ice in spring, when the wheel stands.\n"
        "And what would you do again today?\nH: I would begin with fewer stones.\n"
    )
    transcript = parse(document(text))
    assert len(transcript.exchanges) == 4
    assert {turn.speaker for each in transcript.exchanges for turn in each.answer} == {"H"}
