"""Questions that no label announces: headings, bold lines, numbered questions, lines with a dash in turn.

Looked for only where nobody's label was found, and believed only where most lines of the form
ask: a speech whose headings now and then ask is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.index.parsing.marker_patterns import marker_at
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.question_signs import ends_asking, questions
from onrecord.index.text.spans import Span, Spans

__all__ = ["find_unlabelled"]

_HEADING = re.compile(r"(?P<sign>#{1,6}|>)[ \t]*(?=\S)")
_BOLD = re.compile(r"(?P<sign>\*{1,3}|__?)(?=\S)(?P<words>[^*_\r\n]{4,400}?)(?:\*{1,3}|__?)[ \t]*")
_ITEM = re.compile(r"[(（]?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})[.)）．、][ \t\u3000]*(?=\S)")
_SIGN = re.compile(r"(?P<sign>[○◯●◎◇◆□■△▲▽▼▷▶►☞※★☆✦❓]|[*•·+](?=[ \t\u3000]))[ \t\u3000]*(?=\S)")
_DASH = re.compile(r"(?:[—–―─-]{1,2}|>{2,3})[ \t\xa0]*(?=[^\s—–―─>-])")
# Signs that begin the points of lists, too.
_POINTS = frozenset("*•·+")
_ANSWER_SIGN = re.compile(r"[*•·+-][ \t]+(?=\w)")
# Characters of a line's end: with fewer, "one?" ends as a tag does.
_END = 12
_LONG_DASH = re.compile(r"[—–―]+[ \t\xa0]*(?=\w)")
_IDEOGRAPHS = "一二三四五六七八九十"
_LOOKED_AT = 120
# At least this share of the lines of a form must ask, and this many of them.
_SHARE = 2 / 3
_FEWEST = 3
# A line that is a question and no more; how many lines there are to one such line; and those between two.
_LONGEST_QUESTION = 300
_DENSITY = 5
_LONGEST_GAP = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may be a question: its words and where what follows it begins."""

    start: int
    words: Span
    rest: int
    asks: bool
    level: str = ""


def _believed(found: Sequence[_Line]) -> bool:
    asking = sum(line.asks for line in found)
    return asking >= _SHARE * len(found) and (asking >= _FEWEST or (asking > 1 and asking == len(found)))


def _line(text: str, start: int, words: Span, rest: int, level: str = "") -> _Line:
    asks = questions(words.of(text)) > 0
    if dash := _LONG_DASH.match(text, words.start, words.end):
        words = Span(dash.end(), words.end)
    return _Line(start, words, rest, asks, level)


def _headings(text: str, lines: Spans) -> list[_Line]:
    """The headings of the level that asks most."""
    found = [
        _line(text, line.start, Span(m.end(), line.end), line.end, m["sign"])
        for line in lines
        if (m := _HEADING.match(text, line.start, line.end))
    ]
    levels = dict.fromkeys(line.level for line in found if line.asks)
    return next((same for level in levels if _believed(same := [x for x in found if x.level == level])), [])


def _bold(text: str, lines: Spans, emphasis: Spans) -> list[_Line]:
    """Lines that are bold, or begin so and go on in ordinary letters."""
    bold = {span.start: span for span in emphasis}
    found: list[_Line] = []
    for line in lines:
        if match := _BOLD.match(text, line.start, line.end):
            found.append(_line(text, line.start, Span(*match.span("words")), match.end()))
        elif (span := bold.get(line.start)) and span.end <= line.end:
            found.append(_line(text, line.start, span, span.end))
    return found


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    return (
        (_IDEOGRAPHS.find(tens) + 1 or 1) * 10 * bool(ten) + _IDEOGRAPHS.find(ones) + 1 if ones or ten else 0
    )


def _items(text: str, lines: Spans) -> list[_Line]:
    """Numbered lines, counted from 1."""
    found: list[_Line] = []
    for line in lines:
        match = _ITEM.match(text, line.start, line.end)
        if match and _value(match["number"]) == len(found) + 1:
            found.append(_line(text, line.start, Span(match.end(), line.end), line.end))
    return found


def _signs(text: str, lines: Spans) -> list[_Line]:
    """Lines behind a sign, of the sign that asks most."""
    found = [
        _line(text, line.start, Span(m.end(), line.end), line.end, m["sign"])
        for line in lines
        if (m := _SIGN.match(text, line.start, line.end))
    ]
    signs = dict.fromkeys(line.level for line in found if line.asks)
    return next((same for sign in signs if _believed(same := [x for x in found if x.level == sign])), [])


def _answer_sign(text: str, lines: Spans, at: int) -> re.Match[str] | None:
    """The sign before an answer that has one, as the questions have another: not that of a list."""
    below = lines[bisect_right(lines, at, key=lambda line: line.start) :][:1]
    listed = below and text[below[0].start] == text[at] and _ANSWER_SIGN.match(text, below[0].start)
    return None if listed else _ANSWER_SIGN.match(text, at)


def _other_sign(text: str, lines: Spans, at: int, sign: str) -> re.Match[str] | None:
    """The sign before an answer, where questions have another."""
    if sign in _POINTS:
        return _answer_sign(text, lines, at)
    other = _SIGN.match(text, at) if sign and _SIGN.match(f"{sign} x") else None
    return other if other and other["sign"] != sign else None


def _pairs(text: str, lines: Spans, found: Sequence[_Line]) -> list[Marker]:
    """A marker for each question, and one for its answer, which begins behind it."""
    starts = [line.start for line in lines]
    following = dict(pairwise(starts))
    markers: list[Marker] = []
    line_of = {line.start: line for line in lines}
    for one, end in zip(found, [*(x.start for x in found[1:]), len(text)], strict=True):
        role = "asker" if one.asks else "moderator"
        markers.append(Marker(one.start, one.words.start, "", "asker" if role == "asker" else "moderator"))
        if one.rest < line_of[one.start].end:
            at = one.rest
        elif one.start in following and following[one.start] < end:
            at = following[one.start]
        else:
            continue
        labelled = marker_at(text, at, line_of[at].end) if at in line_of else None
        dash = _LONG_DASH.match(text, at) or _other_sign(text, lines, at, one.level)
        answered = labelled and labelled.role == "answerer" and labelled.form != "space"
        words = labelled.words if labelled and answered else dash.end() if dash else at
        if one.asks:
            markers.append(Marker(at, words, "", "answerer"))
    return markers


def _asking_lines(text: str, lines: Spans) -> list[_Line]:
    """Lines that are nothing but a question, where they come so regularly that the rest must answer them."""
    places = [
        i
        for i, line in enumerate(lines)
        if len(line) <= _LONGEST_QUESTION and ends_asking(text[max(line.start, line.end - _END) : line.end])
    ]
    if len(places) < _FEWEST or _DENSITY * len(places) < len(lines) - places[0]:
        return []
    gaps = [b - a for a, b in pairwise([*places, len(lines)])]
    if max(gaps) > _LONGEST_GAP or sum(gap == 1 for gap in gaps) * 5 > len(gaps):
        return []
    return [_Line(lines[i].start, lines[i], lines[i].end, asks=True) for i in places]


def _dashes(text: str, lines: Spans) -> list[Marker]:
    """A dialogue of lines with dashes, where every other one asks."""
    dashed = [(line, m.end()) for line in lines if (m := _DASH.match(text, line.start, line.end))]
    if len(dashed) < 4:
        return []
    asks = [ends_asking(text[max(words, line.end - _LOOKED_AT) : line.end]) for line, words in dashed]
    first, second = asks[0::2], asks[1::2]
    if sum(first) < _SHARE * len(first) or sum(second) * 3 > len(second):
        return []
    return [
        Marker(line.start, words, "", "answerer" if i % 2 else "asker")
        for i, (line, words) in enumerate(dashed)
    ]


def find_unlabelled(text: str, lines: Spans, emphasis: Spans, *, wrapped: bool = False) -> list[Marker]:
    """Markers without a label, in order; an empty list when no form of questions is in use.

    Args:
        text: the document's text.
        lines: its lines, without the front matter.
        emphasis: the bold runs that the reader of a format found.
        wrapped: whether a paragraph runs over several lines.
    """
    for found in (
        _headings(text, lines),
        _bold(text, lines, emphasis),
        _items(text, lines),
        _signs(text, lines),
    ):
        if found and _believed(found):
            return _pairs(text, lines, found)
    if dialogue := _dashes(text, lines):
        return dialogue
    dashed = [
        _line(text, line.start, Span(m.end(), line.end), line.end)
        for line in lines
        if (m := _DASH.match(text, line.start, line.end))
    ]
    if _believed(dashed):
        return _pairs(text, lines, dashed)
    asking = [] if wrapped else _asking_lines(text, lines)
    return _pairs(text, lines, asking) if asking else []
