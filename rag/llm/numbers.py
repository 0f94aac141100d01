"""Numbers in a text, in digits or in words of the page's nine languages, as values that can be compared.

Three million is 3,000,000 and 300万. Where a number can be read in several ways (``1.500``) it has several
values; :func:`numbers_in` gives those that a text surely means, :func:`values_in` all that it may.

>>> [(each.words, sorted(map(int, each.values))) for each in numbers_in("In 2019 it was three million.")]
[('2019', [2019]), ('three million', [3000000])]
>>> sorted(map(int, values_in("三百五十万人，十二月")))
[12, 3500000]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files

__all__ = ["Number", "numbers_in", "values_in"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, and what it may be worth."""

    words: str
    values: frozenset[Fraction]


def _worth(part: str) -> dict[str, int]:
    """The words of a part of ``number_words.txt``, and what each is worth."""
    whole = files("onrecord.rag.llm").joinpath("number_words.txt").read_text(encoding="utf-8")
    lines = whole.split(f"[{part}]\n")[1].split("\n\n")[0].splitlines()
    rows = (line.split(":") for line in lines)
    return {word: int(value) for value, words in rows for word in words.split()}


_UNITS = _worth("units")
_SCALES = _worth("scales")
_ARTICLES = frozenset(word for word, value in _UNITS.items() if value == 1) | {"一", "两", "兩", "once"}
_AND = frozenset(["and", "et", "y", "и", "و"])
_IDEOGRAPHIC = {each: at for at, each in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_HANGUL = {each: at for at, each in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_HANGUL_TENS = {"십": 10, "백": 100, "천": 1000}
_HANGUL_MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}
_KOREAN = _worth("korean")
# Of "both", "ten times out of ten", "by all means": no numbers.
_IDIOMS = re.compile(
    "十分|万一|千万不|千万要|一一|十足|百姓|万岁|百科|千古|四川|三亚|九江|百度|万物|五一|七七事变"
)
_COUNTED = (
    "年月日天号號个個位名次家项項点點周週岁歲人国國方届屆轮輪条條座艘架成种種场場章小份篇批对対支間间度回件倍分时時秒级級"
    "カか枚本台社者つ"
)
_BEFORE = ("第", "之")
_READ = "\ue000"
"""Stands where digits were read already."""
_IDEOGRAPHS = "".join((*_IDEOGRAPHIC, *_TENS, *_MYRIADS))
_CHINESE = re.compile(f"[{_IDEOGRAPHS}]+(?:[点點][{''.join(_IDEOGRAPHIC)}]+)?")
_KOREAN_WORDS = frozenset(["이만", "일만", "사천", "구조", "이조", "공조", "일조", "천만"])
"""Words that are no numbers, most often."""
_SINO_KOREAN = re.compile(f"(?<![가-힣])[{''.join((*_HANGUL, *_HANGUL_TENS, *_HANGUL_MYRIADS))}]{{2,}}")
_NATIVE_KOREAN = re.compile(
    f"(?<![가-힣])({'|'.join(_KOREAN)})\\s?(?:개|명|번|차례|가지|나라|살|시간|달|배|곳|사람|척)"
)
_DIGITS = re.compile(
    r"\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’٬٫]\d+)*",
)
_AFTER_DIGITS = re.compile(
    rf"[\s\u00a0-]?(?P<ideograph>[{''.join(_MYRIADS)}千百]+)|\s?(?P<hangul>[만억조천백]+)"
    rf"|[\s\u00a0-]?(?P<word>{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?!\w)\.?"
    r"|(?P<letter>k|bn|tn|m)(?!\w)",
    re.IGNORECASE,
)
_LETTERS = {"k": 10**3, "m": 10**6, "bn": 10**9, "tn": 10**12}
_HYPHENED = re.compile(r"quatre[-\s]vingts?", re.IGNORECASE)
_JOINS = re.compile(r"[\s\u00a0]+|[-\u2010\u2011]")


def numbers_in(text: str) -> list[Number]:
    """The numbers that ``text`` surely means. The word one is none, as most often it is an article."""
    return [each for each in _found(text, True) if each.words.casefold() not in _ARTICLES]


def values_in(text: str) -> frozenset[Fraction]:
    """All values that ``text`` may mean by a number."""
    return frozenset(value for each in _found(text, False) for value in each.values)


def _found(text: str, surely: bool) -> Iterator[Number]:
    plain = unicodedata.normalize("NFKC", text)
    left = plain
    for match in _DIGITS.finditer(plain):
        spelt, times, end = match.group(), 1, match.end()
        if after := _AFTER_DIGITS.match(plain, end):
            times, end = _times(after), after.end()
        left = f"{left[: match.start()]}{_READ * (end - match.start())}{left[end:]}"
        values = _values(spelt)
        if values is None:
            # 2019.03.08 is three numbers, and so is what nobody groups so.
            for part in re.findall(r"\d+", spelt):
                yield Number(part, frozenset([Fraction(int(part))]))
        else:
            yield Number(plain[match.start() : end], frozenset(value * times for value in values))
    yield from _in_words(left)
    yield from _in_ideographs(left, surely)
    yield from _in_hangul(left)


def _times(after: re.Match[str]) -> int:
    if after["word"]:
        return _SCALES[after["word"].lower()]
    if after["letter"]:
        return _LETTERS[after["letter"].lower()]
    worth = _TENS | _MYRIADS | _HANGUL_TENS | _HANGUL_MYRIADS
    times = 1
    for each in after["ideograph"] or after["hangul"]:
        times *= worth[each]
    return times


def _values(spelt: str) -> list[Fraction] | None:
    """What digits with marks between them may be worth; ``None`` where they are no one number."""
    bare = "".join(str(int(each)) if each.isdigit() else each for each in spelt)
    bare = re.sub(r"[\u00a0\u2009\u202f '’٬]", "", bare).replace("٫", ".")
    parts = re.split("[.,]", bare)
    if len(parts) == 1:
        return [Fraction(int(bare))]
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    marks = re.findall("[.,]", bare)
    found = [Fraction(int("".join(parts)))] if grouped and len(set(marks)) == 1 else []
    if len(parts) == 2:
        found.append(Fraction(f"{parts[0]}.{parts[1]}"))
    elif marks[-1] not in marks[:-1] and all(len(part) == 3 for part in parts[1:-1]):
        found.append(Fraction(f"{''.join(parts[:-1])}.{parts[-1]}"))
    return found or None


def _in_words(text: str) -> Iterator[Number]:
    """Runs of number words: twenty-one, three hundred million, двадцать один."""
    text = _HYPHENED.sub(lambda each: each[0].lower().replace(" ", "-").replace("-", "\u00ad"), text)
    words = list(re.finditer(r"[^\W\d_\u00ad]+(?:\u00ad[^\W\d_\u00ad]+)*", text))
    at = 0
    while at < len(words):
        run: list[int] = []
        first = last = at
        while at < len(words):
            bare = words[at].group().lower().replace("\u00ad", "-")
            between = text[words[at - 1].end() : words[at].start()] if run else ""
            if run and not _JOINS.fullmatch(between):
                break
            value = _UNITS.get(bare, _SCALES.get(bare))
            if value is None and bare.startswith("و") and run:
                value = _UNITS.get(bare[1:], _SCALES.get(bare[1:]))
            if value is None and bare in _AND and run and at + 1 < len(words):
                at += 1
                continue
            if value is None:
                break
            run.append(value)
            last = at
            at += 1
        if run:
            at = last + 1
            spelt = text[words[first].start() : words[last].end()].replace("\u00ad", "-")
            # A scale alone ("thousands of people", "a hundred") is as vague as it is.
            if any(value not in _SCALES.values() for value in run) or len(run) == 1:
                yield Number(spelt, frozenset(_added(run)))
        else:
            at += 1


def _added(run: list[int]) -> Iterator[Fraction]:
    """What words of numbers are worth together."""
    scales = frozenset(_SCALES.values())
    total, current = 0, 0
    for value in run:
        if value in scales and value == 100:
            current = max(current, 1) * value
        elif value in scales:
            total += max(current, 1) * value
            current = 0
        else:
            current += value
    yield Fraction(total + current)
    # "Nineteen eighty-nine" and "twenty nineteen" are years.
    if len(run) > 1 and 10 <= run[0] <= 20 and 10 <= sum(run[1:]) <= 99:
        yield Fraction(100 * run[0] + sum(run[1:]))


def _in_ideographs(text: str, surely: bool) -> Iterator[Number]:
    for match in _CHINESE.finditer(text):
        spelt = match.group()
        if surely:
            before = text[max(0, match.start() - 1) : match.start()]
            after = text[match.end() : match.end() + 1]
            idiom = _IDIOMS.search(text[max(0, match.start() - 2) : match.end() + 2])
            if idiom or (len(spelt) == 1 and after not in _COUNTED and before not in _BEFORE):
                continue
        if spelt in _TENS or spelt in _MYRIADS:
            continue
        value = _worth_of(spelt, _IDEOGRAPHIC, _TENS, _MYRIADS)
        yield Number(spelt, frozenset([value]))


def _in_hangul(text: str) -> Iterator[Number]:
    for match in _SINO_KOREAN.finditer(text):
        spelt = match.group()
        if spelt not in _KOREAN_WORDS and not set(_HANGUL_TENS | _HANGUL_MYRIADS).isdisjoint(spelt):
            yield Number(spelt, frozenset([_worth_of(spelt, _HANGUL, _HANGUL_TENS, _HANGUL_MYRIADS)]))
    for match in _NATIVE_KOREAN.finditer(text):
        yield Number(match.group(), frozenset([Fraction(_KOREAN[match[1]])]))


def _worth_of(spelt: str, digits: dict[str, int], tens: dict[str, int], myriads: dict[str, int]) -> Fraction:
    """What a number of ideographs, or of Hangul, is worth: 三千五百万, 二〇一九, 삼십."""
    whole, _, decimals = spelt.replace("點", "点").partition("点")
    if all(each in digits for each in whole):
        value = int("".join(str(digits[each]) for each in whole))
    else:
        value = section = digit = 0
        for each in whole:
            if each in digits:
                digit = digits[each]
            elif each in tens:
                section += (digit or 1) * tens[each]
                digit = 0
            else:
                value = (value + section + digit or 1) * myriads[each]
                section = digit = 0
        value += section + digit
    if not decimals:
        return Fraction(value)
    return value + Fraction(int("".join(str(digits[each]) for each in decimals)), 10 ** len(decimals))
