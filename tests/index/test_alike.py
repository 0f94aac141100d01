"""A speaker whose label comes only once is heard; a note, a list and a quotation are no speakers."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.one_off_labels import shape
from onrecord.index.parsing.parser import parse
from tests.index.test_transcripts import document, told

BRIEFING = """Q: When does the bridge open?

MS. DALE: In May. The town has been told.

Q: And the cables, are they safe?

MS. DALE: I will let my colleague answer that.

{line}

Q: Is there a toll?

MS. DALE: There is none.
"""


def speakers(text: str, exchange: int) -> list[str | None]:
    return [turn.speaker for turn in parse(document(text)).exchanges[exchange].answer]


@pytest.mark.parametrize(
    "label", ["MR. COLE", "DR. T. COLE", "CAPT. REYES", "TREASURER", "COLE", "DEPUTY SPOKESMAN COLE"]
)
def test_a_label_in_the_form_of_the_others_begins_a_turn(label: str) -> None:
    text = BRIEFING.format(line=f"{label}: They are. We tested each of them twice.")
    assert told(text)[1] == (
        "And the cables, are they safe?",
        "I will let my colleague answer that. They are. We tested each of them twice.",
    )
    assert speakers(text, 1) == ["MS. DALE", label]


@pytest.mark.parametrize(
    "line",
    [
        "NOTE: They are.",
        "IMPORTANT: They are.",
        "STEP ONE: They are.",
        "Note: They are.",
        "As he said: They are.",
        "He put it like this: They are.",
        "Our answer: They are.",
        "Bridges: They are safe.",
        "At 10:30 we test them.",
        "MR. COLE said: They are.",
        "“MR. COLE: They are.”",
        "https://example.org: They are.",
        "1: They are.",
    ],
)
def test_what_is_no_label_stays_in_the_answer(line: str) -> None:
    text = BRIEFING.format(line=line)
    assert told(text)[1][1] == f"I will let my colleague answer that.\n\n{line}"
    assert speakers(text, 1) == ["MS. DALE"]


def test_a_label_inside_a_paragraph_of_others_is_none() -> None:
    text = BRIEFING.format(line="The report says what it says:\nMR. COLE: They are.")
    assert speakers(text, 1) == ["MS. DALE"]


@pytest.mark.parametrize(
    ("asks", "answers", "once"),
    [
        ("Вопрос", "М. Речкина", "Д. Лесков"),
        ("Question", "Mayor Bay", "Minister Cole"),
        ("Question", "Anna Bay", "Tom Cole"),
        ("Frage", "Bürgermeisterin Bay", "Sprecher Fluss"),
        ("Pregunta", "Presidenta", "Secretario"),
        ("JOURNALISTE", "LE MAIRE", "LA MINISTRE"),
        ("记者", "王部长", "李局长"),
        ("記者", "知事", "副知事"),
        ("기자", "장관", "차관"),
        ("سؤال", "الوزير", "المتحدث"),
        ("प्रश्न", "मंत्री", "प्रवक्ता"),
        ("Soru", "Bakan", "Sözcü"),
    ],
)
def test_labels_that_come_once_in_many_languages(asks: str, answers: str, once: str) -> None:
    text = (
        f"{asks}: eins?\n{answers}: zwei.\n{asks}: drei?\n{answers}: vier.\n{once}: fünf.\n"
        f"{asks}: sechs?\n{answers}: sieben.\n"
    )
    assert told(text) == [("eins?", "zwei."), ("drei?", "vier. fünf."), ("sechs?", "sieben.")]
    assert speakers(text, 1) == [answers, once]


@pytest.mark.parametrize(
    "line",
    ["同时：要看到困难。", "第一：要看到困难。", "方法：先易后难。", "我的意见：不收费。", "周一：开放。"],
)
def test_chinese_words_before_a_colon_are_no_speakers(line: str) -> None:
    text = f"记者：开放吗？\n王二：开放。\n{line}\n记者：收费吗？\n王二：不收费。\n"
    assert told(text) == [("开放吗？", f"开放。\n{line}"), ("收费吗？", "不收费。")]


def test_points_of_a_list_are_no_speakers() -> None:
    line = "Public Health: we build.\n\nClean Water: we dig.\n\nGood Roads: we pave."
    text = "Q: What next?\n\nAnna Bay: This.\n\n" + line + "\n\nQ: When?\n\nAnna Bay: Now.\n"
    assert told(text) == [("What next?", f"This.\n\n{line}"), ("When?", "Now.")]


def test_an_asker_named_once_behind_an_answer() -> None:
    text = BRIEFING.format(line="MR. REED: Who tested them, and when?\n\nMS. DALE: We did, in April.")
    assert told(text)[2] == ("Who tested them, and when?", "We did, in April.")


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("MS. DALE", "capitals"),
        ("Senator REED", "surname"),
        ("Dr Ada Bay", "titled"),
        ("Ada Bay (Harbour News)", "names"),
        ("Kanzlerin", "word"),
        ("La ministre", "small"),
        ("王毅", "uncased"),
    ],
)
def test_shapes(label: str, form: str) -> None:
    assert shape(label) == form
