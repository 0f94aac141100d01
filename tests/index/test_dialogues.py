"""More than two voices in an exchange stay in their order, each with its own name, as ``show`` prints them."""

from __future__ import annotations

import pytest

from onrecord.index.document import Document
from onrecord.index.parsing.parser import parse
from onrecord.index.records import Citation
from onrecord.rag.citations import look_up
from onrecord.ui.cli import output

DIALOGUES = {
    "a second answerer, who always speaks last": (
        "Briefing\n\nQ: When does the pier open?\n\nMS. REED: It opens in May, and everybody is invited.\n\n"
        "MR. LOW: If I may add to that, the northern quay opens later, in the autumn of the year.\n\n"
        "Q: What will it cost?\n\nMS. REED: Nothing for those who walk.\n\nMR. LOW: Cars pay two crowns from June.\n",
        [["asker", "MS. REED", "MR. LOW"], ["asker", "MS. REED", "MR. LOW"]],
    ),
    "the same in Chinese": (
        "记者会\n\n《海港报》记者：码头什么时候开放？\n\n王明部长：五月开放，欢迎大家。\n\n李华副部长：我补充一点，北码头秋天开放。\n\n"
        "《日报》记者：要付钱吗？\n\n王明部长：步行的人不用付钱。\n\n李华副部长：汽车每次两元。\n",
        [["《海港报》记者", "王明部长", "李华副部长"], ["《日报》记者", "王明部长", "李华副部长"]],
    ),
    "an interpreter's version of answers": (
        "Press conference\n\nQ: When does it open?\n\nMINISTER LI: 码头五月开放，欢迎大家来参观。\n\n"
        "INTERPRETER: The pier opens in May. Everybody is welcome.\n\nQ: What will it cost?\n\n"
        "MINISTER LI: 步行的人不用付钱。\n\nINTERPRETER: Those who walk pay nothing.\n",
        [["asker", "MINISTER LI", "INTERPRETER"], ["asker", "MINISTER LI", "INTERPRETER"]],
    ),
    "an interpreter's version of questions, which are the asker's": (
        "Press conference\n\nREPORTER: 码头什么时候开放？\n\nINTERPRETER: When does the pier open?\n\n"
        "MINISTER REED: It opens in May.\n\nINTERPRETER: 五月开放。\n\nREPORTER: 要付钱吗？\n\n"
        "INTERPRETER: Does it cost anything?\n\nMINISTER REED: Those who walk pay nothing.\n\nINTERPRETER: 不用付钱。\n",
        [["asker", "asker", "MINISTER REED", "INTERPRETER"], ["asker", "asker", "MINISTER REED", "INTERPRETER"]],
    ),
    "an interjection that asks": (
        "Talk\n\nAnn Bay: When does the pier open?\n\nTom Cole: It opens in May and will then\n\nAnn Bay: In May?\n\n"
        "Tom Cole: Yes, in May, and every day.\n\nAnn Bay: What does it cost?\n\nTom Cole: Nothing at all.\n",
        [["Ann Bay", "Tom Cole"], ["Ann Bay", "Tom Cole"], ["Ann Bay", "Tom Cole"]],
    ),
    "a follow-up without a label": (
        "Briefing\n\nQ: When does the pier open?\n\nA: It opens in May, and everybody is invited.\n\n"
        "And what will it cost to cross on foot?\n\nA: Nothing at all for those who walk.\n\n"
        "Q: Who built it?\n\nA: The town of Anholt did.\n",
        [["asker", "answerer"], ["asker", "answerer"], ["asker", "answerer"]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "voices"), DIALOGUES.values(), ids=DIALOGUES)
def test_voices_stay_in_order_with_their_names(text: str, voices: list[list[str]]) -> None:
    transcript = parse(Document(text=text, name="talk.txt"))
    assert [[turn.speaker or turn.role for turn in each.turns()] for each in transcript.exchanges] == voices
    for each in transcript.exchanges:
        begins = [turn.spans[0].start for turn in each.turns()]
        assert begins == sorted(begins)
    assert not transcript.statements
    # Each voice's words stand behind its name, in the order in which they are said.
    shown = output.exchange(look_up(Citation("talk", 1), lambda _: transcript))
    at = 0
    for turn in transcript.exchanges[0].turns():
        name = turn.speaker or {"asker": "Question", "answerer": "Answer"}[turn.role]
        assert name in shown
        at = shown.index(turn.words(text), at)


def test_a_last_paragraph_that_asks_is_the_speakers_own_where_labels_come_again_and_again() -> None:
    cues = "".join(f"Tom Cole: The pier has {n} boards.\n\nTom Cole: They are old.\n\n" for n in range(3, 8))
    asked = "".join(f"Ann Bay: What of part {n}?\n\nTom Cole: It is part {n}.\n\n" for n in range(4))
    text = f"Talk\n\n{asked}{cues}Tom Cole: It is long.\n\nWho would have thought?\n\nTom Cole: I did not.\n"
    transcript = parse(Document(text=text, name="talk.txt"))
    assert len(transcript.exchanges) == 4
    assert any("Who would have thought?" in turn.words(text) for turn in transcript.exchanges[-1].answer)
