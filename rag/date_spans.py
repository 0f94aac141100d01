"""What in a text names days: a day, a month, a season, a part of a year, a year, or a span counted back.

>>> [(each.first.isoformat(), each.last.isoformat()) for each in named_days("May 2017, last year", _TODAY)]
[('2017-05-01', '2017-05-31'), ('2017-01-01', '2017-12-31')]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from onrecord.index.parsing.dates import months
from onrecord.rag import date_words as words

__all__ = ["CJK", "Kind", "Span", "joined", "named_days"]

_TODAY = date(2018, 6, 29)
CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""What Chinese, Japanese and Korean are written with, as inside a character class."""
# Case makes no difference here; without the flag the patterns below are made twice as fast.
_LETTER = f"(?-i:[^\\W\\d_{CJK}])"
_DIGITS = "〇一二三四五六七八九"
_YEAR_IN_IDEOGRAPHS = re.compile(f"[{_DIGITS}]{{4}}(?=年)")
_WORD = re.compile(r"[^\W\d_]+")
_ONE_DAY = timedelta(days=1)
_FIRST_OF_SPRING = 3
_STEM = 3
"""Letters of a Russian name of a month that has cases, which CLDR does not list."""
_SHORT = 4
"""Letters of a month's name that is one without a year as well: "Mar" may be a sea."""

Kind = Literal["day", "week", "month", "season", "period", "part", "year", "rolling", "open", "range"]
_Said = Mapping[str, str]
_Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, which ``text[start:end]`` names.

    ``relative`` tells whether they were counted from the newest transcript; of kind ``open`` is a month
    without a year.
    """

    start: int
    end: int
    kind: Kind
    first: date
    last: date
    relative: bool


def named_days(text: str, newest: date) -> list[Span]:
    """What of ``text`` names days, in order; of what overlaps what says most. ``newest`` is counted from."""
    names: tuple[str, ...] = ()
    if words.MAY_BE_MONTH.search(text):
        said = {each for word in _WORD.findall(text) for each in (word, word.removeprefix("و"))}
        names = tuple(sorted(word for word in said if word.casefold() in _month_names()))
    text = _YEAR_IN_IDEOGRAPHS.sub(lambda year: "".join(str(_DIGITS.index(c)) for c in year[0]), text)
    found: list[Span] = []
    for kind, pattern, days in _forms(names):
        for match in pattern.finditer(text):
            groups = {name: value for name, value in match.groupdict().items() if value}
            free = all(match.end() <= each.start or each.end <= match.start() for each in found)
            span = _span(match, kind, days, groups, newest) if free else None
            found += [span] if span else []
    return sorted(found, key=lambda each: each.start)


def _span(
    match: re.Match[str], kind: Kind, days: Callable[[_Said, date], _Days | None], said: _Said, newest: date
) -> Span | None:
    try:
        named = days(said, newest)
    except ValueError:  # the 31st of June
        return None
    return named and Span(match.start(), match.end(), kind, *named, not said.keys() & {"year", "short"})


def joined(one: Span, other: Span) -> Span:
    """From ``one`` to ``other``, which share a year where only one says it."""
    start, end, relative = one, other, one.relative or other.relative
    if one.kind == "open" and other.kind != "open":
        year = other.first.year - (one.first.month > other.first.month)
        start, relative = replace(one, first=one.first.replace(year=year)), other.relative
    elif other.kind == "open" and one.kind != "open":
        year = one.first.year + (other.first.month < one.first.month)
        end, relative = replace(other, last=_months_of(year, other.first.month, 1)[1]), one.relative
    kind: Kind = "year" if one.kind == other.kind == "year" else "range"
    return Span(one.start, other.end, kind, start.first, end.last, relative)


@lru_cache(64)
def _forms(
    names: tuple[str, ...],
) -> tuple[tuple[Kind, re.Pattern[str], Callable[[_Said, date], _Days | None]], ...]:
    """How days are named, with what reads it; what says more comes before what it holds.

    ``names`` are the names of months that the text says.
    """
    name = rf"(?P<name>{'|'.join(map(re.escape, names)) or '(?!)'})\.?"
    season, ordinal = _any("season", words.SEASONS), _any("ordinal", words.ORDINALS)
    period, part = _any("period", words.PERIODS.values()), _any("part", words.PARTS.values())
    day, number = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})"
    ideographs = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])"
    of, year = words.OF, words.YEAR
    forms: list[tuple[Kind, str, Callable[[_Said, date], _Days | None]]] = [
        (
            "day",
            rf"{year}\s?{number}\s?[月월]\s?{day}\s?[日號号일]?(?:至|到|-|~|から|부터 )"
            r"(?P<to>\d{1,2})[日號号일]",
            _day,
        ),
        ("day", rf"{year}\s?{number}\s?[月월]\s?{day}\s?[日號号일]", _day),
        ("day", rf"(?P<year>[12]\d{{3}})(?P<sep>[-/.]){number}(?P=sep){day}(?!\d)", _day),
        ("day", rf"(?<![\d.]){day}\.\s?{number}\.\s?(?P<year>[12]\d{{3}})(?!\d)", _day),
        ("day", rf"{day}(?:st|nd|rd|th|er|º|\.)?\s+(?:of |de |d['’])?{name},?{of}{year}", _day),
        ("day", rf"{name}\s+{day}(?:st|nd|rd|th)?,?\s+{year}", _day),
        ("month", rf"{year}\s?{ideographs}\s?(?:月份?|월)", _month),
        ("month", rf"(?P<short>\d\d)年{ideographs}月份?", _month),
        ("month", rf"(?P<year>[12]\d{{3}})[-/.]{number}(?![\d./-])", _month),
        ("month", rf"{name},?{of}{year}", _month),
        ("season", rf"(?:the )?{season}{of}{year}", _season),
        ("season", rf"{year}(?:の|\s)?{season}", _season),
        ("period", rf"(?:the |el |la |le |den? |der |dem )?{ordinal}\s+{period}{of}{year}", _period),
        ("period", rf"{period}\s+{ordinal}{of}{year}", _period),
        ("period", rf"{year}\s?(?:第\s?)?{ordinal}\s?(?:季度|四半期|분기)", _period),
        ("period", rf"Q(?P<quarter>[1-4])\s*{year}", _period),
        ("part", rf"{part}{of}{year}", _part),
        ("part", rf"{year}\s?{_any('after', words.AFTER.values())}", _part),
        *(("rolling", each, _rolling) for each in words.ROLLING),
        ("year", year, lambda said, newest: _months_of(_year(said, newest), 1, 12)),
        *(("season", each.format(season), _season) for each in words.LAST),
        *((unit, pattern, _before(unit, count)) for (unit, count), pattern in words.RELATIVE.items()),
        ("open", name, _open),
        ("open", rf"{ideographs}\s?(?:月份?|월)", _open),
    ]
    # Arabic writes "and" as one with what follows.
    bounded = (rf"(?:(?<!{_LETTER})|(?<=\sو))(?<!\d){form}(?!{_LETTER})" for _, form, _ in forms)
    return tuple(
        (kind, re.compile(form, re.I), days) for form, (kind, _, days) in zip(bounded, forms, strict=True)
    )


def _any(name: str, ways: Iterable[str]) -> str:
    return f"(?P<{name}>{'|'.join(ways)})"


def _which(said: str, ways: Iterable[str]) -> int:
    """Which of ``ways`` is ``said``."""
    return next(at for at, way in enumerate(ways) if re.fullmatch(way, said, re.I))


@cache
def _month_names() -> dict[str, int]:
    """The number of each name of a month, in Russian also of its other cases."""
    found = dict(months())
    for name, number in months().items():
        if "а" <= name[0] <= "я" and len(name) > _STEM:
            found.update((name[:-1] + ending, number) for ending in ("е", "ь", "я", ""))
    return found | {"мае": 5}


def _year(said: _Said, newest: date) -> int:
    if "year" in said:
        return int(said["year"])
    if "short" in said:
        return 2000 + int(said["short"])
    return newest.year - list(words.YEARS_AGO)[_which(said["ago"], words.YEARS_AGO.values())]


def _number(said: _Said) -> int:
    if "name" in said:
        return _month_names()[said["name"].casefold().rstrip(".")]
    month = said["month"]
    return int(month) if month.isdigit() else 10 * ("十" in month) + _DIGITS.index(month.strip("十") or "〇")


def _day(said: _Said, newest: date) -> _Days:
    day = date(_year(said, newest), _number(said), int(said["day"]))
    return day, day.replace(day=int(said.get("to", day.day)))


def _month(said: _Said, newest: date) -> _Days:
    return _months_of(_year(said, newest), _number(said), 1)


def _open(said: _Said, newest: date) -> _Days | None:
    """The last month of that name."""
    name = said.get("name", "")
    if name and len(name) < _SHORT and name.casefold() not in ("may", "mai"):
        return None
    return _months_of(newest.year - (_number(said) > newest.month), _number(said), 1)


def _season(said: _Said, newest: date) -> _Days:
    """Of a year, or the last that is over."""
    first = _FIRST_OF_SPRING + 3 * _which(said["season"], words.SEASONS)
    if "year" in said or "ago" in said:
        return _months_of(_year(said, newest), first, 3)
    ways = (_months_of(newest.year - ago, first, 3) for ago in range(3))
    return next(days for days in ways if days[1] < newest)


def _period(said: _Said, newest: date) -> _Days | None:
    long, at = 3, 0
    if "period" in said:
        long = list(words.PERIODS)[_which(said["period"], words.PERIODS.values())]
    at = int(said["quarter"]) - 1 if "quarter" in said else _which(said["ordinal"], words.ORDINALS)
    return _months_of(_year(said, newest), 1 + long * at, long) if long * at < 12 else None


def _part(said: _Said, newest: date) -> _Days:
    name, ways = ("part", words.PARTS) if "part" in said else ("after", words.AFTER)
    first, last = list(ways)[_which(said[name], ways.values())]
    return _months_of(_year(said, newest), first, last - first + 1)


def _before(unit: str, count: int) -> Callable[[_Said, date], _Days]:
    """Reads so many units before the one of a day."""

    def read(_: _Said, newest: date) -> _Days:
        if unit == "month":
            return _months_of(newest.year, newest.month - count, 1)
        long = 7 if unit == "week" else 1
        first = newest - timedelta(days=(newest.weekday() if unit == "week" else 0) + long * count)
        return first, first + (long - 1) * _ONE_DAY

    return read


def _rolling(said: _Said, newest: date) -> _Days | None:
    """So many units up to a day."""
    number = said.get("count", "1")
    count = int(number) if number.isdigit() else 1 + _which(number, words.NUMBERS)
    days, in_months = list(words.UNITS)[_which(said["unit"], words.UNITS.values())]
    if days:
        return newest - timedelta(days=days * count), newest
    first, last = _months_of(newest.year, newest.month - in_months * count, 1)
    return min(first + (newest.day - 1) * _ONE_DAY, last), newest


def _months_of(year: int, month: int, count: int) -> _Days:
    """The first and last day of ``count`` months; the 13th is that of the next year."""
    end = month - 1 + count
    after = date(year + end // 12, end % 12 + 1, 1)
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1), after - _ONE_DAY
