"""The span of dates in which a question says that something was said.

>>> among = Among(date(2016, 9, 5), date(2018, 6, 29))
>>> read_dates("What did they say about Taiwan in January 2017?", among)
Dates(since='2017-01-01', until='2017-01-31', spans=((31, 46),), relative=False)
>>> read_dates("去年中方说了什么？", among).since, read_dates("Did they speak of the 2017 crisis?", among)
('2017-01-01', None)

A date is read where it stands for itself ("in May", "去年"), and left where it belongs to what is asked about
("the agreement of 2017", "by 2035"). A whole year, which as often is that of an event, is read only where the
question asks what was said. A span outside of the record's dates, or around all of them, is none. What is
relative counts from the newest transcript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.rag import date_words as words
from onrecord.rag.date_spans import CJK, Span, joined, named_days
from onrecord.rag.ellipsis import is_name

__all__ = ["Among", "Dates", "cut", "read_dates"]

_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff]"
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
_CJK = re.compile(f"[{CJK}]")
_DIGIT = re.compile(r"[^\W\D0-9]")
_ONE_DAY = timedelta(days=1)
_LONG = timedelta(days=360)
_SAYING = re.compile(words.SAYING, re.IGNORECASE)
_ALONE = frozenset(["rolling", "day", "part", "week"])
"""What needs no preposition."""

Role = Literal["in", "since", "after", "until", "before"]


@dataclass(frozen=True, slots=True)
class Among:
    """The dates of the first and of the newest transcript."""

    first: date
    newest: date

    def narrowed_by(self, first: date | None, last: date | None) -> bool:
        """Whether some of these dates, and not all, are from ``first`` to ``last``."""
        some = (first or self.first) <= min(last or self.newest, self.newest) and (
            last or self.first
        ) >= self.first
        return some and ((first or self.first) > self.first or (last or self.newest) < self.newest)


@dataclass(frozen=True, slots=True)
class Dates:
    """The first and last day, ISO; ``spans`` are the offsets [start, end) of the words that say so.

    ``relative`` tells whether they were counted from the newest transcript.
    """

    since: str | None
    until: str | None
    spans: tuple[tuple[int, int], ...]
    relative: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    """A span with its role, and where it begins and ends with all the words that give it that."""

    role: Role
    span: Span
    start: int
    end: int


def read_dates(question: str, among: Among) -> Dates | None:
    """The dates in a folded ``question`` to a record with dates ``among``, or none."""
    text = _DIGIT.sub(lambda digit: str(int(digit[0])), question)
    found = list(_placed(text, named_days(text, among.newest)))
    # Of two spans neither is meant alone.
    if not found or len({each.role for each in found}) < len(found):
        return None
    begins = {"in": 0, "since": 0, "after": 1}
    first = max(
        (
            (each.span.last + _ONE_DAY if begins[each.role] else each.span.first)
            for each in found
            if each.role in begins
        ),
        default=None,
    )
    ends = {"in": 0, "until": 0, "before": 1}
    last = min(
        (
            (each.span.first - _ONE_DAY if ends[each.role] else each.span.last)
            for each in found
            if each.role in ends
        ),
        default=None,
    )
    spans = tuple((each.start, each.end) for each in found)
    if not among.narrowed_by(first, last) or (all(map(_is_of_event, found)) and not _says(cut(text, spans))):
        return None
    relative = any(each.span.relative for each in found)
    return Dates(_iso(first), _iso(last), spans, relative)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _is_of_event(placed: _Placed) -> bool:
    """Whether a span is as often that of an event: a year, or yesterday."""
    span = placed.span
    is_long = span.kind == "year" or (span.kind == "rolling" and span.last - span.first > _LONG)
    return is_long or (span.kind == "day" and span.relative)


def _says(rest: str) -> bool:
    return _SAYING.search(rest) is not None or is_name(rest)


def cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` without its ``spans``, and without the white space and marks that they leave.

    >>> cut("In May, what was said?", ((0, 6),)), cut("Was it, in May?", ((8, 14),))
    ('what was said?', 'Was it?')
    >>> cut("In May?", ((0, 6),))
    ''
    """
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start].rstrip(' ,，、')} {text[end:].lstrip(' ,，、:：')}"
    left = re.sub(r"\s+(?=[?？!.,;。؟])", "", text.strip())
    left = re.sub(f"(?<={_UNSPACED}) (?={_UNSPACED})", "", left)
    return left if re.search(r"\w", left) else ""


def _placed(text: str, spans: list[Span]) -> Iterator[_Placed]:
    """Each of ``spans``, or two that are one, that stands for itself."""
    at = 0
    while at < len(spans):
        span, *following = spans[at : at + 2]
        is_range = (
            bool(following)
            and re.fullmatch(words.BETWEEN, text[span.end : following[0].start], re.IGNORECASE) is not None
        )
        if is_range:
            span = joined(span, following[0])
        at += 1 + is_range
        beside = text[max(0, span.start - 1) : span.end + 1]
        placed = _unspaced(text, span, is_range) if _CJK.search(beside) else _spaced(text, span, is_range)
        if placed:
            yield placed


def _before(way: str, left: str) -> int | None:
    """Where ``way`` begins, with which ``left`` ends."""
    match = re.search(rf"(?<!\w)(?:{way})\s*$", left, re.IGNORECASE)
    return match.start() if match else None


def _spaced(text: str, span: Span, is_range: bool) -> _Placed | None:
    """The role of a span where words are spaced, by what is before it; none where it belongs to a noun."""
    left, right = text[: span.start], text[span.end :]
    if match := re.match(rf"(?:['’]s)?\s+(?:{words.RECORD})\b", right, re.IGNORECASE):
        start = _before(words.IN, left)
        return _Placed("in", span, span.start if start is None else start, span.end + match.end())
    if re.match(r"['’]s\b", right) or (span.relative and re.match(r"\s+of\b", right)):
        return None
    ways: list[tuple[Role, str]] = [("in", words.FROM)] if is_range else []
    ways += [("since", words.SINCE), ("after", words.LATER), ("before", words.BEFORE)]
    ways += [("until", words.UNTIL), ("in", words.IN)]
    for role, way in ways:
        start = _before(way, left)
        # "In the May 2017 attack" is no May in which something was said.
        of_noun = span.kind in ("month", "day", "year") and re.search(r"\bthe\s+$", left, re.IGNORECASE)
        if start is not None and not of_noun:
            return _Placed(role, span, start, span.end)
    if of := re.search(words.OF_NOUN, left, re.IGNORECASE):
        is_records = _before(words.RECORD, left[: of.start()]) is not None
        return _Placed("in", span, of.start(), span.end) if is_records else None
    return _Placed("in", span, span.start, span.end) if _stands_alone(text, span) else None


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a span without a preposition says when: by its form, or between marks."""
    # In Russian a season or a part of a year is in the instrumental, or has its preposition.
    if span.kind in _ALONE or text[span.start] in "влзоВЛЗО" or (span.relative and span.kind != "open"):
        return True
    begins = re.search(
        r"(?:^|[,:;(—–-])\s*(?:(?:and|et|y|e|und|a|и|а)\s+)?$", text[: span.start], re.IGNORECASE
    )
    ends = re.match(r"\s*(?:[,:;?!.)؟]|$)", text[span.end :])
    return span.kind != "open" and begins is not None and ends is not None


_FOLLOWED: tuple[tuple[Role, str], ...] = (
    ("since", r"\s?(?:以[来來后後降]|起|至今|之后|から|부터|이후|이래)"),
    ("until", r"\s?(?:为止|まで(?:に)?|까지)"),
    ("before", r"\s?(?:之前|以前|前|より前|の前|이전)"),
    ("in", rf"\s?(?:的|の|의)?\s?(?={words.RECORD})"),
)
_STANDS = {
    "ko": r"에(?:는|도)?(?![가-힣])|\s?(?:중에?|동안|기간에?)(?![가-힣])|,|\s*(?:[?？]|$)"
    r"|(?:은|는|요)(?![가-힣])",
    "ja": r"中に|の間に?|にかけて|に入って(?:から)?|に(?:は|も)?|では?|は|も|[、,]|[?？]|$",
    "zh": rf"[,，、]|(?:期间|份|全年)?(?=\s|[?？。:：]|$|呢|{words.SUBJECTS})",
}
"""What follows a date that stands for itself."""


def _unspaced(text: str, span: Span, is_range: bool) -> _Placed | None:
    """The role of a span in Chinese, Japanese and Korean, where what follows tells most."""
    left, right = text[: span.start], text[span.end :]
    if re.search(r"(?:截至|截止|到|至|对于?|关于)\s?$", left):
        return None
    before = re.search(r"(?:(?P<since>自从?|从)|[在于])\s?$", left)
    start = before.start() if before else span.start
    for role, way in _FOLLOWED:
        if match := re.match(way, right):
            return _Placed("in" if is_range else role, span, start, span.end + match.end())
    belongs = re.match(r"\s?(?:的|の|의)", right)
    if before and not belongs:
        return _Placed("since" if before["since"] else "in", span, start, span.end)
    language = "ko" if _HANGUL.search(text) else "ja" if _KANA.search(text) else "zh"
    match = re.match(_STANDS[language], right)
    if match or (span.relative and span.kind != "open" and not belongs):
        return _Placed("in", span, start, span.end + (match.end() if match else 0))
    return None
