"""Which questions follow up the one before."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.parser import parse
from tests.index.test_transcripts import document

LONG = "Could you tell us when the new bridge over the old river will at last be open?"


def follows(text: str) -> list[int | None]:
    return [exchange.follows for exchange in parse(document(text)).exchanges]


@pytest.mark.parametrize(
    "text",
    [
        "问：桥什么时候通车？\n答：五月。\n追问：多少钱？\n答：四块。\n问：渡轮呢？\n答：照旧。\n",
        "Q: When does it open?\nA: In May.\nFollow-up: Is it free?\nA: Yes, it is.\nQ: Who pays?\nA: The city.\n",
        "Q: When does it open?\nA: In May.\nQ: And in which week?\nA: The first.\nQ: Who pays?\nA: The city.\n",
        "Frage: Wann wird eröffnet?\nAntwort: Im Mai.\nZusatzfrage: Kostet es etwas?\nAntwort: Nein.\n"
        "Frage: Wer zahlt?\nAntwort: Die Stadt.\n",
        f"Q: {LONG}\nA: In May.\nQ: Why?\nA: It takes time.\nQ: {LONG}\nA: In May.\n",
    ],
)
def test_a_marker_or_the_first_word_makes_a_follow_up(text: str) -> None:
    assert follows(text) == [None, 1, None]


def test_who_asks_again_by_name_follows_up() -> None:
    text = "晨光报记者：桥何时通车？\n李四：五月。\n晨光报记者：收费吗？\n李四：不收。\n海港台记者：那谁出钱？\n李四：市里。\n"
    assert follows(text) == [None, 1, None]


def test_in_an_interview_the_one_who_asks_does_not_always_follow_up() -> None:
    text = "Ada Bay: When does it open?\nTom Cole: In May.\nAda Bay: Who pays for it?\nTom Cole: The city.\n"
    assert follows(text * 2) == [None] * 4


def test_after_the_floor_is_given_away_it_is_another_voice() -> None:
    text = "Q: When does it open?\nA: In May.\nGo ahead, April.\nQ: And who pays?\nA: The city.\n"
    assert follows(text) == [None, None]
