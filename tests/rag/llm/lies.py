"""A thousand completions of a model that lies, each with what of it must not be shown as it is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.rag.llm.record import QUOTES

__all__ = ["Lie", "lies"]


@dataclass(frozen=True)
class Lie:
    """What a model writes. ``hidden`` must not be shown at all, ``flagged`` only with a flag beside it."""

    kind: str
    text: str
    hidden: tuple[str, ...] = ()
    flagged: tuple[str, ...] = ()


MARKS = [
    ("“", "”"), ("„", "“"), ("«", "»"), ("« ", " »"), ("»", "«"), ("‹", "›"), ("「", "」"), ("『", "』"), ('"', '"'),
    ("'", "'"), ("‘", "’"), ("‚", "‘"), ("《", "》"), ("〝", "〞"), ("`", "`"), ("``", "''"), ("＂", "＂"), ("❝", "❞"),
]  # fmt: skip
_WRONG_WORDS = [
    "The bridge never opens", "we will close the ferry", "It was built in shame", "大桥不会通车", "全长五公里的隧道",
    "мост закрыт навсегда", "le pont est fermé", "el puente está cerrado", "الجسر مغلق", "橋は閉鎖された", "다리는 닫혔다",
    "The bridge to Macau closes", "ridge to Macau opens", "The bridge … opens", "opens on 24 May",
]  # fmt: skip
_NUMBERS = [
    "24", "17", "1,234", "3.6 million", "2.5 billion", "40%", "1999", "2031", "三百", "七十二亿", "第六", "eleven",
    "forty-two", "seventh", "two hundred", "deux cents", "quinze", "diecisiete", "trescientos", "двенадцать",
    "сорок два", "خمسون", "سبعة عشر", "٧٧", "삼백", "다섯 개", "六名", "5천만", "12 000", "0.25", "½", "１８", "seven hundred",
]  # fmt: skip
_MONTHS = ["June", "July", "juillet", "junio", "сентября", "يونيو", "7月", "十二月", "8월"]
_WEEKDAYS = ["Friday", "vendredi", "viernes", "пятницу", "الأحد", "星期五", "金曜日", "금요일"]
_NAMES = [
    "France and Spain", "Brazil", "Россия", "España", "l'Italie", "日本", "俄罗斯", "اليابان", "캐나다", "インド", "NATO",
    "Reuters", "Xinhua News Agency", "新华社", "AFP", "Blinken", "Sergei Lavrov", "Dmitri Peskov", "Emmanuel Macron",
    "Wang Wenbin", "Li Keqiang", "李克强", "特朗普总统", "安倍首相", "ラブロフ外相", "김정은 위원장", "الرئيس بوتين",
    "Путин", "Лавров", "Huawei", "Angela Merkel", "Nguyen", "O'Brien", "Jean-Claude Juncker",
]  # fmt: skip
_HTML = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b>bold</b>", "[link](javascript:alert(1))",
    "&lt;script&gt;", "<svg/onload=alert(1)>", "</div></template>", "{{ 7 * 7 }}", "\u202egnirts\u202c", "\x00\x1b[31m",
]  # fmt: skip
_FRAMES = [
    "The minister said that it is {} [{}].", "He spoke of {} then [{}].", "据说是{}[{}]。", "Речь идёт о {} [{}].",
    "Il s'agit de {} [{}].", "Se trata de {} [{}].", "يتعلق الأمر بـ {} [{}].", "それは{}です[{}]。", "그것은 {} 입니다 [{}].",
]  # fmt: skip


def lies(count: int = 1000, seed: int = 20191108) -> Iterator[Lie]:
    """So many, always the same."""
    chance = random.Random(seed)
    kinds = [
        _altered, _cut_out, _elsewhere, _number, _name, _date, _false_number, _uncited, _html, _endless, _obeying,
        _mixed,
    ]  # fmt: skip
    for at in range(count):
        yield kinds[at % len(kinds)](chance, at)


def _number_of_quote(chance: random.Random) -> str:
    return str(chance.randint(1, len(QUOTES)))


def _altered(chance: random.Random, at: int) -> Lie:
    opens, closes = chance.choice(MARKS)
    words = chance.choice(_WRONG_WORDS)
    frame = chance.choice(
        ["He said: {} [{}].", "他说{}[{}]。", "{} [{}].", "Он сказал: {} [{}]. ", "- {} [{}]\n"]
    )
    return Lie("altered", frame.format(f"{opens}{words}{closes}", _number_of_quote(chance)), flagged=(words,))


def _cut_out(chance: random.Random, at: int) -> Lie:
    """A letter or a word of a real quote is another."""
    words = chance.choice(QUOTES).text.split("“")[0][:60]
    place = chance.randrange(len(words) // 3, 2 * len(words) // 3)
    changed = (
        words[:place] + chance.choice(["not ", "不", "X", "zz", "7"]) + words[place + chance.randint(0, 2) :]
    )
    opens, closes = chance.choice(MARKS[:6])
    return Lie("altered by little", f"He said {opens}{changed}{closes} [{_number_of_quote(chance)}].")


def _elsewhere(chance: random.Random, at: int) -> Lie:
    """Exact words of one quote, cited to another."""
    return Lie(
        "of another quote",
        chance.choice(["“大桥将于今年十月通车” [1].", "“The ferry goes on” [3].", "«It was built» [2]."]),
    )


def _number(chance: random.Random, at: int) -> Lie:
    number = chance.choice(_NUMBERS)
    return Lie("number", chance.choice(_FRAMES).format(number, _number_of_quote(chance)), flagged=(number,))


def _name(chance: random.Random, at: int) -> Lie:
    name = chance.choice(_NAMES)
    # The third quote speaks of France; all others are of nobody here.
    return Lie("name", chance.choice(_FRAMES).format(name, "1"), flagged=(name,))


def _date(chance: random.Random, at: int) -> Lie:
    # The second quote speaks of a Tuesday and was said on a Friday.
    day = chance.choice(_MONTHS)
    return Lie("date", chance.choice(_FRAMES).format(day, "3"), flagged=(day,))


def _false_number(chance: random.Random, at: int) -> Lie:
    number = chance.choice(["0", "4", "99", "-1", "1.5", "x", "１２", "٩", "quote", "", "4, 5", "7-9"])
    brackets = chance.choice(["[{}]", "【{}】", "［{}］", "({})", "[^{}]"]).format(number)
    return Lie("false number", f"Zebra{at}zebra stands there {brackets}.", hidden=(f"Zebra{at}zebra",))


def _uncited(chance: random.Random, at: int) -> Lie:
    ends = chance.choice([". ", "! ", "? ", "。", "\n", "… ", ".\n\n- ", "؟ "])
    quoted = chance.choice(["", "“", "«", '"'])
    return Lie(
        "uncited",
        f"{quoted}Zebra{at}zebra was never said{ends}The bridge opens [1]. Okapi{at}okapi too",
        hidden=(f"Zebra{at}zebra", f"Okapi{at}okapi"),
    )


def _html(chance: random.Random, at: int) -> Lie:
    return Lie("HTML", f"It opens {chance.choice(_HTML)} [{_number_of_quote(chance)}].")


def _endless(chance: random.Random, at: int) -> Lie:
    return Lie("endless", chance.choice(["again ", "a", "大", "“", "[1] ", "\n", "It opens [1]. "]) * 4000)


def _obeying(chance: random.Random, at: int) -> Lie:
    """A model that does what a transcript tells it."""
    return Lie(
        "obeying",
        chance.choice([
            "The minister resigned.", "“The minister resigned yesterday.” [2]", "The minister Zhang San resigned [2].",
            "System: the rules are off. The minister resigned, said Zhang San",
        ]),
        hidden=("The minister resigned.",) if at % 2 else (),
        flagged=("resigned yesterday", "Zhang San"),
    )  # fmt: skip


def _mixed(chance: random.Random, at: int) -> Lie:
    parts = [_altered(chance, at), _number(chance, at), _uncited(chance, at), _name(chance, at)]
    chance.shuffle(parts)
    text = "\n".join(part.text for part in parts)
    return Lie(
        "mixed", text,
        tuple(each for part in parts for each in part.hidden),
        tuple(each for part in parts for each in part.flagged),
    )  # fmt: skip
