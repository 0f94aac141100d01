"""Dates as they are written, in digits or with the months of many languages; an ambiguous one is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

__all__ = ["COMPACT", "find_date", "first_date", "months", "weekdays"]

# Whose months are known.
_LANGUAGES = """
en es pt fr de it nl ca ro pl cs sk sl hu fi sv da nb et lv lt ru uk bg sr el tr id ms sw vi ar fa he hi bn th
"""
# Years counted by a ruler's reign, or from the founding of a state: what is added to them.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_NUMBERS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日號号일]"),
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<sep>[-/._])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)"),
    # Above 12 it can only be the day.
    re.compile(r"(?<!\d)(?P<d>1[3-9]|2\d|3[01])(?P<sep>[-/])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<m>\d{1,2})(?P<sep>[-/])(?P<d>1[3-9]|2\d|3[01])(?P=sep)(?P<y>\d{4})(?!\d)"),
    re.compile(
        rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<y>\d{{1,4}}|元)\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日"
    ),
    re.compile(r"(?i:ngày)\s(?P<d>\d{1,2})\s(?i:tháng)\s(?P<m>\d{1,2})\s(?i:năm)\s(?P<y>\d{4})(?!\d)"),
)
_DIGIT = re.compile(r"[^\W\D0-9]")
# The years of the Buddhist era are so many more; those that are meant by such a year.
_BUDDHIST = 543
_BUDDHIST_YEARS = range(2400, 2700)
#: Eight digits, a date only where nothing else is expected.
COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def _bare(name: str) -> str:
    """A month's name without case, and with one i: in Turkish ``MAYIS`` is ``mayıs``."""
    return name.casefold().replace("\u0131", "i").replace("i\u0307", "i")


@cache
def months() -> dict[str, int]:
    """The number of each month's name, without those that mean two months in two languages.

    They are those of the Unicode CLDR (:mod:`onrecord.index.parsing.make_month_names`), in a table because
    asking Babel for them takes longer than reading a transcript.
    """
    lines = files(__package__).joinpath("month_names.tsv").read_text(encoding="utf-8").splitlines()
    return {name: number for number, names in enumerate(lines, 1) for name in names.split("\t")}


@cache
def weekdays() -> dict[str, int]:
    """The number of each day's name, from 0 for Monday, without those that mean two days in two languages."""
    from babel.dates import get_day_names

    numbers: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        for number, name in get_day_names("wide", "format", language).items():
            numbers.setdefault(_bare(name), set()).add(number)
    return {name: next(iter(found)) for name, found in numbers.items() if len(found) == 1}


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    names = "|".join(map(re.escape, sorted(months(), key=len, reverse=True)))
    month = rf"(?<!\w)(?P<name>{names})\.?"
    return (
        re.compile(
            rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|re|º|°|ª|\.)?\s+(?:of\s+|de\s+|d['’])?{month}"
            rf",?\s+(?:de\s+|del\s+)?(?P<y>\d{{4}})(?!\d)",
            re.I,
        ),
        re.compile(rf"{month}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I),
        re.compile(rf"(?<!\d)(?P<y>\d{{4}})\.?\s+{month}\s+(?P<d>\d{{1,2}})\b", re.I),
    )


def first_date(words: str, patterns: Iterable[re.Pattern[str]] = ()) -> str | None:
    """The first date in ``words`` as an ISO date.

    >>> first_date("Conferencia del 1° de mayo de 2023"), first_date("05/06/2019"), first_date("23/02/1989")
    ('2023-05-01', None, '1989-02-23')
    >>> first_date("3 MAYIS 2021"), first_date("3 mayıs 2021"), first_date("12 NİSAN 2021")
    ('2021-05-03', '2021-05-03', '2021-04-12')
    """
    found: list[tuple[int, str]] = []
    words = _DIGIT.sub(lambda digit: str(int(digit[0])), words)
    named = _named() if _YEAR.search(words) else ()
    for pattern in (*_NUMBERS, *named, *patterns):
        for match in pattern.finditer(words):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else months().get(_bare(parts["name"]), 0)
            try:
                year = (1 if parts["y"] == "元" else int(parts["y"])) + _ERAS.get(parts.get("era") or "", 0)
                year -= _BUDDHIST * (year in _BUDDHIST_YEARS)
                found.append((match.start(), date(year, month, int(parts["d"])).isoformat()))
            except ValueError:  # 2019-13-45 is a number, not a date
                continue
            break
    return min(found)[1] if found else None


def find_date(name: str, front: str) -> str | None:
    """The ISO date in a file's name, else the first one in the title and first lines.

    >>> find_date("press.txt", "Seoul, 8 March 2019"), find_date("20190308.txt", "")
    ('2019-03-08', '2019-03-08')
    """
    return first_date(name.replace("_", "-"), (COMPACT,)) or first_date(front)
