"""What counts as a speaker's marker, in the styles that transcripts are printed in."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.parser import parse
from tests.index.test_transcripts import document, told


@pytest.mark.parametrize(
    "text",
    [
        "Q: When does it open?\nA: In May.\nQ: What does it cost?\nA: Nothing.",
        "Q. 1: When does it open?\n\nA: In May.\n\nQ2: What does it cost?\n\nA2: Nothing.",
        "Q: When does it open? A: In May.\nQ: What does it cost? A: Nothing.",
        "Question : When does it open?\nAnswer : In May.\nQuestion : What does it cost?\nAnswer : Nothing.",
        "**Q:** When does it open?\n\n**A:** In May.\n\n**Q:** What does it cost?\n\n**A:** Nothing.",
        "Q\xa0\xa0 When does it open?\nMS. BAY:\xa0 In May.\nQ\xa0\xa0 What does it cost?\nMS. BAY:\xa0 Nothing.",
        "JOURNALIST: When does it open?\nMINISTER: In May.\nJOURNALIST: What does it cost?\nMINISTER: Nothing.",
        "### Question:\nWhen does it open?\n\n### Ada Bay:\nIn May.\n\n"
        "### Question:\nWhat does it cost?\n\n### Ada Bay:\nNothing.",
        "Ada Bay:\n\nWhen does it open?\n\nTom Reed:\n\nIn May.\n\n"
        "Ada Bay:\n\nWhat does it cost?\n\nTom Reed:\n\nNothing.\n",
        "MODERATOR: Welcome.\nReporter: When does it open?\nTom Reed: In May.\nModerator: Next, please.\n"
        "Reporter: What does it cost?\nTom Reed: Nothing.\nModerator: Thank you all.",
        "Q: When does it open?\n\nIn May.\n\nQ: What does it cost?\n\nNothing.\n",
    ],
)
def test_western_styles(text: str) -> None:
    assert told(text) == [("When does it open?", "In May."), ("What does it cost?", "Nothing.")]


def test_outlets_in_brackets_and_western_reporters() -> None:
    text = "记者（晨光报）：何时开放？\n林馆长：五月。\n记者（海港台）：收费吗？\n林馆长：不收费。"
    assert [e.outlet for e in parse(document(text)).exchanges] == ["晨光报", "海港台"]
    text = "Harbour Daily Reporter: When?\nTom Reed: In May.\nBay Radio correspondent: Why?\nTom Reed: So."
    assert [e.outlet for e in parse(document(text)).exchanges] == ["Harbour Daily", "Bay Radio"]


def test_a_name_that_answers_only_once_is_a_speaker() -> None:
    (only,) = parse(document("记者：何时开放？\n林秋水：五月开放。")).exchanges
    assert only.answerer == "林秋水"


def test_a_colon_early_in_a_sentence_is_no_marker() -> None:
    text = (
        "问：何时开放？\n答：分两步。\n我想再强调几点：\n第一：五月开馆。\n明天上午9:30开会。\n注意：要预约。"
    )
    ((question, answer),) = told(text)
    assert question == "何时开放？"
    assert answer == text[text.index("分两步") :]
