"""The span of dates in which a question says that something was said.

>>> from datetime import date
>>> among = Among(date(2016, 9, 5), date(2018, 6, 29))
>>> read_dates("What did they say about Taiwan in January 2017?", among)
Dates(since='2017-01-01', until='2017-01-31', spans=((36, 52),), relative=False)
>>> read_dates("去年中方说了什么？", among).since, read_dates("What did they say about the 2008 crisis?", among)
('2017-01-01', None)

A date is read where it stands for itself ("in May", "去年"), and left where it belongs to what is asked about
("the agreement of 2017", "by 2035"); of a whole year, which is as often that of an event, only where the
question asks what was said. A span outside of the record's dates, or around all of them, is none. What is
relative counts from the newest transcript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from onrecord.index.parsing.dates import months
from onrecord.rag import date_words as words
from onrecord.rag.ellipsis import is_name

__all__ = ["Among", "Dates", "read_dates"]

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_UNSPACED = "[\u3040-\u30ff\u3400-\u9fff]"
_LETTER = f"[^\\W\\d_{_CJK}]"
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7af]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"[^\W\D0-9]")
_ONE_DAY = timedelta(days=1)
_LONG = timedelta(days=360)
_FIRST_OF_SPRING = 3
_YEAR = (
    r"(?:(?:عام |سنة |año |year |Jahre? |l['’]année )?(?P<year>[12]\d{3})(?!\d)"
    r"(?:\s?(?:年|년|году|года|год|г\.)|-(?:го|м)\b)?|(?P<ago>"
    + "|".join(pattern for (unit, _), pattern in words.RELATIVE.items() if unit == "year")
    + "))"
)
# What a month without a year may begin with, so that names of months are only looked up where there may be one.
_MAY_NAME = re.compile(
    r"\b(?:jan|ene|gen|feb|f[ée]v|mar|mär|apr|abr|avr|ma[iygj]|mei|jui|jun|jul|giu|lug|aug|ago|ao[uû]|sep|set|oct"
    r"|okt|out|ott|nov|dec|d[ée]c|dez|dic|янв|фев|мар|апр|ма[йяе]|июн|июл|авг|сен|окт|ноя|дек"
    r"|ينا|فبر|مار|أبر|ما[يو]|يون|يول|أغس|سبت|أكت|نوف|ديس)|[12]\d{3}",
    re.I,
)
_STEM = 4
"""Letters of a Russian name of a month that has cases, which CLDR does not list."""
_SHORT = 4
"""Letters of a month's name that is none without a year: "Mar" may be a sea."""


@dataclass(frozen=True, slots=True)
class Among:
    """The dates of the first and of the newest transcript."""

    first: date
    newest: date


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
class _Span:
    """Something that names days: from ``first`` to ``last``, in ``text[start:end]``."""

    start: int
    end: int
    kind: str
    first: date
    last: date
    relative: bool = False
    open: bool = False
    """Whether its year is not said."""


def read_dates(question: str, among: Among) -> Dates | None:
    """The dates in a folded ``question`` to a record with dates ``among``, or none."""
    text = _DIGIT.sub(lambda digit: str(int(digit[0])), question)
    found = list(_placed(text, list(_named(text, among.newest))))
    if not found or len({role for role, *_ in found}) < len(found):
        return None
    since = max((span.first for role, span, *_ in found if role in ("in", "since")), default=None)
    until = min(
        (
            span.first - _ONE_DAY if role == "before" else span.last
            for role, span, *_ in found
            if role in ("in", "until", "before")
        ),
        default=None,
    )
    if (since and since > among.newest) or (until and until < among.first) or (since and until and since > until):
        return None
    if (since is None or since <= among.first) and (until is None or until >= among.newest):
        return None
    spans = tuple((start, end) for _, _, start, end in found)
    if all(span.kind == "year" or (span.kind == "rolling" and span.last - span.first > _LONG) for _, span, *_ in found):
        rest = cut(text, spans)
        if not (_saying().search(rest) or is_name(rest)):
            return None
    return Dates(
        since and since.isoformat(),
        until and until.isoformat(),
        spans,
        any(span.relative for _, span, *_ in found),
    )


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """``text`` without its ``spans``, and without the white space and marks that they leave.

    >>> cut("In May, what was said?", ((0, 6),)), cut("Was it, in May?", ((8, 14),))
    ('what was said?', 'Was it?')
    """
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start].rstrip(' ,，、')} {text[end:].lstrip(' ,，、:：')}"
    left = re.sub(r"\s+(?=[?？!.,;。؟])", "", text.strip())
    left = re.sub(f"(?<={_UNSPACED}) (?={_UNSPACED})", "", left)
    return left if re.search(r"\w", left) else ""


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(words.SAYING, re.I)


@lru_cache(64)
def _patterns(names: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The forms of spans by kind, those that say more before those that they hold; ``names`` are of months."""
    name = rf"(?P<name>{'|'.join(map(re.escape, names)) or '(?!)'})\.?"
    season = f"(?P<season>{'|'.join(words.SEASONS)})"
    ordinal = f"(?P<ordinal>{'|'.join(words.ORDINALS)})"
    period = f"(?P<period>{'|'.join(words.PERIODS.values())})"
    part = f"(?P<part>{'|'.join(words.PARTS.values())})"
    after = f"(?P<after>{'|'.join(words.AFTER.values())})"
    day = r"(?P<day>\d{1,2})"
    forms = [
        ("day", rf"{_YEAR}\s?(?P<month>\d{{1,2}})\s?[月월]\s?{day}\s?[日号號일]"),
        ("day", rf"(?P<year>[12]\d{{3}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep){day}(?!\d)"),
        ("day", rf"(?<![\d.]){day}\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>[12]\d{{3}})(?!\d)"),
        ("day", rf"{day}(?:st|nd|rd|th|er|º|\.)?\s+(?:of |de |d['’])?{name},?{words.OF}{_YEAR}"),
        ("day", rf"{name}\s+{day}(?:st|nd|rd|th)?,?\s+{_YEAR}"),
        ("month", rf"{_YEAR}\s?(?P<month>\d{{1,2}})\s?(?:月份?|월)"),
        ("month", r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})(?![\d./-])"),
        ("month", rf"{name},?{words.OF}{_YEAR}"),
        ("season", rf"(?:the )?{season}{words.OF}{_YEAR}"),
        ("season", rf"{_YEAR}(?:の|\s)?{season}"),
        ("period", rf"(?:the |el |la |le |den? |der |dem )?{ordinal}\s+{period}{words.OF}{_YEAR}"),
        ("period", rf"{period}\s+{ordinal}{words.OF}{_YEAR}"),
        ("period", rf"{_YEAR}\s?(?:第\s?)?{ordinal}\s?(?P<period>季度|四半期|분기)"),
        ("period", rf"(?P<quarter>Q[1-4])\s*{_YEAR}"),
        ("part", rf"{part}{words.OF}{_YEAR}"),
        ("part", rf"{_YEAR}\s?{after}"),
        ("year", _YEAR),
        *(
            (unit, f"(?P<before{count}>{pattern})")
            for (unit, count), pattern in words.RELATIVE.items()
            if unit != "year"
        ),
        *(("season", each.format(season)) for each in words.LAST),
        *(("rolling", each) for each in words.ROLLING),
        ("open", name),
        ("open", r"(?<!\d)(?P<month>\d{1,2})\s?(?:月份?|월)"),
    ]
    return tuple(
        (kind, re.compile(rf"(?<!{_LETTER})(?<!\d){form}(?!{_LETTER})", re.I)) for kind, form in forms
    )


@cache
def _month_names() -> dict[str, int]:
    """The number of each name of a month, in Russian also of its other cases."""
    found = dict(months())
    for name, number in months().items():
        if "а" <= name[0] <= "я" and len(name) > _STEM:
            found.update((name[:-1] + ending, number) for ending in ("е", "ь", "я", ""))
    return found | {"мае": 5}


def _named(text: str, newest: date) -> Iterator[_Span]:
    """What of ``text`` names days, in order; of what overlaps what says most."""
    found: list[_Span] = []
    names = ()
    if _MAY_NAME.search(text):
        names = tuple(sorted({word for word in _WORD.findall(text) if word.casefold() in _month_names()}))
    for kind, pattern in _patterns(names):
        for match in pattern.finditer(text):
            taken = any(match.start() < each.end and each.start < match.end() for each in found)
            if not taken and (days := _days(kind, match.groupdict(), newest)):
                found.append(_Span(match.start(), match.end(), kind, *days))
    yield from sorted(found, key=lambda each: each.start)


def _days(kind: str, said: dict[str, str | None], newest: date) -> tuple[date, date, bool, bool] | None:
    """The first and last day, whether they are counted from ``newest``, and whether no year is said."""
    try:
        return _counted(kind, said, newest)
    except ValueError:  # the 31st of June
        return None


def _counted(kind: str, said: dict[str, str | None], newest: date) -> tuple[date, date, bool, bool] | None:
    def which(name: str, ways: object) -> int:
        return next(at for at, way in enumerate(ways) if re.fullmatch(way, said[name] or "", re.I))  # type: ignore[call-overload]

    year = int(said["year"]) if said.get("year") else None
    relative = year is None
    if said.get("ago"):
        keys = [count for unit, count in words.RELATIVE if unit == "year"]
        year = newest.year - keys[which("ago", [words.RELATIVE["year", count] for count in keys])]
    if kind == "rolling":
        count = int(said["count"]) if (said["count"] or "").isdigit() else which("count", words.NUMBERS) + 1
        unit = list(words.UNITS)[which("unit", words.UNITS.values())]
        return _back(newest, unit, count), newest, True, False
    if before := next((name for name, value in said.items() if name.startswith("before") and value), None):
        return (*_unit_before(newest, kind, int(before[-1])), True, False)
    if said.get("season"):
        first = _FIRST_OF_SPRING + 3 * which("season", words.SEASONS)
        last_year = year if year is not None else newest.year
        days = _months_of(last_year, first, 3)
        while year is None and days[1] >= newest:
            last_year -= 1
            days = _months_of(last_year, first, 3)
        return (*days, relative, False)
    month = int(said["month"]) if said.get("month") else None
    if said.get("name"):
        month = _month_names()[(said["name"] or "").casefold().rstrip(".")]
    if kind == "open":
        assert month is not None
        if len(said.get("name") or "July") < _SHORT and (said["name"] or "").casefold() not in ("may", "mai"):
            return None
        return (*_months_of(newest.year - (month > newest.month), month, 1), True, True)
    assert year is not None
    if said.get("day"):
        day = date(year, month or 1, int(said["day"] or 1))
        return day, day, relative, False
    if month:
        return (*_months_of(year, month, 1), relative, False)
    if said.get("quarter"):
        return (*_months_of(year, 3 * int((said["quarter"] or "")[1]) - 2, 3), relative, False)
    if said.get("ordinal"):
        long = 3 if said["period"] in ("季度", "四半期", "분기") else list(words.PERIODS)[
            which("period", words.PERIODS.values())
        ]
        at = which("ordinal", words.ORDINALS)
        return (*_months_of(year, 1 + long * at, long), relative, False) if long * at < 12 else None
    for name, ways in (("part", words.PARTS), ("after", words.AFTER)):
        if said.get(name):
            first, last = list(ways)[which(name, ways.values())]
            return (*_months_of(year, first, last - first + 1), relative, False)
    return (*_months_of(year, 1, 12), relative, False)


def _months_of(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and last day of ``count`` months; the 13th is that of the next year."""
    end = month - 1 + count
    return (
        date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1),
        date(year + end // 12, end % 12 + 1, 1) - _ONE_DAY,
    )


def _unit_before(day: date, unit: str, count: int) -> tuple[date, date]:
    if unit == "day":
        return day - count * _ONE_DAY, day - count * _ONE_DAY
    if unit == "week":
        monday = day - timedelta(days=day.weekday() + 7 * count)
        return monday, monday + timedelta(days=6)
    return _months_of(day.year, day.month - count, 1)


def _back(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week"):
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    first, last = _months_of(day.year, day.month - count * (12 if unit == "year" else 1), 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), last)


def _placed(text: str, spans: list[_Span]) -> Iterator[tuple[str, _Span, int, int]]:
    """Each span that stands for itself, with its role, and where it begins and ends with all that gives it one."""
    at = 0
    while at < len(spans):
        span = spans[at]
        following = spans[at + 1] if at + 1 < len(spans) else None
        joined = following and re.fullmatch(words.BETWEEN, text[span.end : following.start], re.I)
        if following and joined:
            span = _range(span, following)
            at += 1
        at += 1
        if placed := _place(text, span, bool(joined)):
            yield placed[0], span, placed[1], placed[2]


def _range(one: _Span, other: _Span) -> _Span:
    """From one span to another, which share a year where only one says it."""
    if one.open and not other.open:
        year = other.first.year - (one.first.month > other.first.month)
        one = replace(one, first=one.first.replace(year=year))
    elif other.open and not one.open:
        year = one.first.year + (other.first.month < one.first.month)
        first, last = _months_of(year, other.first.month, 1)
        other = replace(other, first=first, last=last)
    kind = "range" if one.kind != "year" or other.kind != "year" else "year"
    return _Span(
        one.start, other.end, kind, one.first, other.last,
        (one.relative or other.relative) and not (one.open ^ other.open), one.open and other.open,
    )  # fmt: skip


_OF_WHAT = re.compile(
    r"(?:^|(?<=\W))(?:of|de|del|du|des|d['’]|от|von|vom|des|the|al|da|do|di|ال)\s*$", re.I
)
_ALONE = frozenset(["rolling", "day", "part", "week"])
"""What needs no preposition."""


def _place(text: str, span: _Span, is_range: bool) -> tuple[str, int, int] | None:
    """Its role and where it begins and ends with the words that give it that; none where it belongs to a noun."""
    left, right = text[: span.start], text[span.end :]
    own = text[span.start : span.end]
    if _IDEOGRAPH.search(own) or _IDEOGRAPH.match(right) or _IDEOGRAPH.search(left[-1:]):
        return _place_unspaced(text, span)
    if re.match(rf"['’]s\b|\s+(?:{words.RECORD})", right, re.I):
        if not re.match(rf"(?:['’]s)?\s+(?:{words.RECORD})", right, re.I):
            return None
        start = re.search(rf"(?:(?<!\w)(?:{words.IN})\s+)?$", left, re.I)
        return "in", start.start() if start else span.start, span.end
    if is_range and (match := re.search(rf"(?<!\w)(?:{words.FROM})\s*$", left, re.I)):
        return "in", match.start(), span.end
    for role, way in (
        ("since", words.SINCE),
        ("before", words.BEFORE),
        ("until", words.UNTIL),
        ("in", words.IN),
    ):
        match = re.search(rf"(?<!\w)(?:{way})\s+$", left, re.I)
        # "In the May 2017 attack" is no May in which something was said.
        if match and not (span.kind in ("month", "day", "year") and re.search(r"\bthe\s+$", left, re.I)):
            return role, match.start(), span.end
    if of := _OF_WHAT.search(left):
        near = re.search(rf"\b(?:{words.RECORD})\b\W*$", left[: of.start()], re.I)
        return ("in", of.start(), span.end) if near else None
    ends = re.match(r"\s*(?:[,:;?!.)؟]|$)", right) is not None
    begins = re.search(r"(?:^|[,:;(—–-])\s*(?:(?:and|et|y|e|und|a|и|а)\s+)?$", left, re.I) is not None
    alone = span.kind in _ALONE or (span.relative and not span.open) or own[0] in "влзоВЛЗО"
    return ("in", span.start, span.end) if alone or (ends and begins and not span.open) else None


def _place_unspaced(text: str, span: _Span) -> tuple[str, int, int] | None:
    """The same in Chinese, Japanese and Korean, where what follows tells most."""
    left, right = text[: span.start], text[span.end :]
    start = span.start
    if re.search(r"(?:截至|截止|到|至|对于?|关于)\s?$", left):
        return None
    if before := re.search(r"(自从|自|从|在|于)\s?$", left):
        start = before.start()
    for role, way in (
        ("since", r"\s?(?:以[来来後后降]|起|至今|之后|から|부터|이후|이래)"),
        ("until", r"\s?(?:为止|まで(?:に)?|까지)"),
        ("before", r"\s?(?:之前|以前|前|より前|の前|이전)"),
    ):
        if match := re.match(way, right):
            return role, start, span.end + match.end()
    if before and before[1] in ("自从", "自", "从"):
        return "since", start, span.end
    if match := re.match(rf"\s?(?:的|の|의)?\s?(?={words.RECORD})", right):
        return "in", start, span.end + match.end()
    if re.match(r"\s?(?:的|の|의)", right):
        return None
    if _HANGUL.search(text):
        stands = r"에(?:는|도)?(?![가-힣])|\s?(?:중에?|동안|기간에?)(?![가-힣])|,|\s*(?:[?？]|$)|(?:은|는|요)(?![가-힣])"
    elif _KANA.search(text):
        stands = r"(?:中に|の間に?|に(?:は|も)?|は|では?|も)?[、,]?"
        if not span.relative and not re.match(r"中に|の間|に|は|で|も|、|,|[?？]|$", right):
            return None
    else:
        stands = rf"[,，、]|(?:期间|份)?(?=\s|[?？。:：]|$|呢|{words.SUBJECTS})"
    match = re.match(stands, right)
    if match or before or (span.relative and not span.open):
        return "in", start, span.end + (match.end() if match else 0)
    return None
