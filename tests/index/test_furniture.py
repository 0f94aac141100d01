"""Page numbers, running heads and times on lines of their own are nobody's words."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.parser import parse
from onrecord.index.text.spans import Span
from tests.index.test_transcripts import document, notes, told

PAGES = """Town Council - Transcript
Q: When does the bridge open, and who
Page 1 of 3
Town Council - Transcript
will cut the ribbon?
A: In May.
Q: What does it cost?
A: Twelve million, all in all, as the
Page 2 of 3
Town Council - Transcript
council has said.
Q: Is there a toll?
Page 3 of 3
Town Council - Transcript
A: No.
"""


def test_pages_are_cut_out_of_the_turns_that_they_interrupt() -> None:
    assert told(PAGES) == [
        ("When does the bridge open, and who will cut the ribbon?", "In May."),
        ("What does it cost?", "Twelve million, all in all, as the council has said."),
        ("Is there a toll?", "No."),
    ]
    first = parse(document(PAGES)).exchanges[0]
    cut = PAGES.index("Page 1")
    assert first.question_spans[0].end == cut - 1
    assert [note for note in notes(parse(document(PAGES))) if "page break" in note]


def test_form_feeds_and_numbers_tell_pages() -> None:
    page = "\fThe mayor's briefing 2021\n{n}\n"
    text = "Q: When?\nA: In May, as we\n" + page.format(n=1) + "said.\nQ: Where?\nA: Here.\n"
    text += page.format(n=2) + "Q: Why?\nA: The river\n" + page.format(n=3) + "is wide.\n"
    assert told(text) == [
        ("When?", "In May, as we said."),
        ("Where?", "Here."),
        ("Why?", "The river is wide."),
    ]


@pytest.mark.parametrize("stamp", ["00:0{n}", "[00:00:0{n}]", "00:00:0{n},100 --> 00:00:0{n},900"])
def test_times_on_lines_of_their_own(stamp: str) -> None:
    said = ["Host: When does it open?", "Guest: In May.", "Host: What does it cost?", "Guest: Nothing."]
    text = "\n\n".join(f"{stamp.format(n=n)}\n{words}" for n, words in enumerate(said))
    assert told(text) == [("When does it open?", "In May."), ("What does it cost?", "Nothing.")]


def test_what_is_said_again_and_again_is_no_furniture() -> None:
    text = "".join(f"Q: How many in year {n}?\nA: I do not know.\n{n}\n" for n in (1, 5, 2, 9))
    assert [answer for _, answer in told(text)] == [f"I do not know.\n{n}" for n in (1, 5, 2, 9)]


@pytest.mark.parametrize(
    "end", ["（以上）", "<끝>", "完", "(The briefing was concluded at 3:02 p.m.)", "Конец"]
)
def test_the_end_of_the_record_is_nobodys(end: str) -> None:
    assert told(f"Q: When?\nA: In May.\nQ: Where?\nA: Here.\n{end}\n")[-1] == ("Where?", "Here.")


def test_a_moderator_who_comes_once_among_names() -> None:
    text = "Moderator: Welcome.\n\nAda: When does it open?\n\nBen: In May.\n\nAda: What does it cost?\n\nBen: Nothing.\n"
    assert parse(document(text)).exchanges[0].question_spans == (
        Span(text.index("When"), text.index("When") + 18),
    )
    relayed = (
        "MODERATOR: Welcome.\n\nMS. B.: Glad to be here.\n\nQUESTION: Hi. Is there a toll?\n\nMS. B.: None.\n"
    )
    assert told(relayed + "\nMODERATOR: Thanks.\n") == [("Hi. Is there a toll?", "None.")]
