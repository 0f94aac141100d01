"""What places, languages, days, outlets and people are called in the reader's language.

The only importer of ``babel``.

>>> place("JP", "fr"), place("US", "en"), place("HK", "en"), language("zh", "en")
('Japon', 'the United States', None, 'Chinese')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from onrecord.index.crosslingual import called
from onrecord.index.text.folding import traditional
from onrecord.rag.question_filters import span_label

if TYPE_CHECKING:
    from babel import Locale

    from onrecord.rag.citations import Quote
    from onrecord.rag.question_filters import Kind, ReadFilters

__all__ = ["also_called", "both_names", "days", "is_chinese", "language", "place", "read_names"]

# Official names with explanations, which nobody would use in a question.
_UNSPEAKABLE = re.compile(r"[(（]|SAR|RAE|R\.A\.S\.| - |中[国國].*行政[区區]|中華人民共和国.+")
_WITH_ARTICLE = re.compile(
    r"(?:United|European) |.*(?:Islands|Republic|Territories)$|Netherlands$|Philippines$"
)


@cache
def _locale(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag, sep="-")


def place(code: str, tag: str) -> str | None:
    """A country (ISO 3166) or continent (UN M.49) as in a sentence; ``None`` where it has no short name."""
    name = _locale(tag).territories.get(code)
    if not name or _UNSPEAKABLE.search(name):
        return None
    return f"the {name}" if tag == "en" and _WITH_ARTICLE.match(name) else str(name)


def language(code: str, tag: str) -> str:
    """A language (ISO 639-1); the code itself where it has no name."""
    return str(_locale(tag).languages.get(code, code))


def also_called(name: str, tag: str, chinese: bool = True) -> str | None:
    """What an outlet or a person is called in the reader's letters; ``None`` where it is printed in them.

    With ``chinese`` false the name may be read as in another language: see
    :func:`onrecord.index.crosslingual.called.also_called`.

    >>> also_called("路透社", "fr"), also_called("王毅", "en"), also_called("Reuters", "zh-Hant")
    ('Reuters', 'Wang Yi', '路透社')
    """
    language, _, script = tag.partition("-")
    found = called.also_called(name, language, chinese)
    return traditional(found) if found and script == "Hant" else found


def both_names(name: str, tag: str, chinese: bool = True) -> str:
    """A name as printed, with what it is called in the reader's letters behind it.

    >>> both_names("王毅", "en"), both_names("Director", "en")
    ('王毅 (Wang Yi)', 'Director')
    """
    other = also_called(name, tag, chinese)
    return f"{name} ({other})" if other else name


def is_chinese(languages: Iterable[str | None]) -> bool:
    """Whether names in ideographs are Chinese in a record in these languages (ISO 639-1)."""
    return {"ja", "ko"}.isdisjoint(languages)


def days(since: str | None, until: str | None, tag: str) -> str:
    """A span of ISO dates, either end open: a month or a year by its name, else the first and the last day.

    >>> days("2017-01-01", "2017-01-31", "fr"), days("2018-01-01", "2018-12-31", "ja")
    ('janvier 2017', '2018年')
    >>> days("2018-04-01", None, "en"), days("2018-05-15", "2018-05-15", "es")
    ('April 1, 2018 –', '15 de mayo de 2018')
    """
    from babel.dates import format_date, format_skeleton

    locale = _locale(tag)
    label = span_label(since, until)
    if skeleton := {4: "y", 7: "yMMMM"}.get(len(label)):
        return str(format_skeleton(skeleton, date.fromisoformat(since or ""), locale=locale))
    ends = [format_date(date.fromisoformat(day), "long", locale) if day else "" for day in (since, until)]
    return str(ends[0]) if since == until else " – ".join(map(str, ends)).strip()


def read_names(read: ReadFilters | None, quotes: Iterable[Quote], tag: str) -> list[tuple[Kind, str]]:
    """The filters that a question named, by kind: dates in words, transcripts by their titles.

    ``quotes`` are those that were found.
    """
    titles = {each.citation.transcript: each.title for each in quotes}
    named: list[tuple[Kind, str]] = []
    for kind, names in read.labels().items() if read else ():
        if read and kind == "dates":
            named.append((kind, days(read.filters.since, read.filters.until, tag)))
        elif kind == "transcripts":
            named.append((kind, ", ".join(titles.get(name, name) for name in names)))
        else:
            named.append((kind, ", ".join(both_names(name, tag) for name in names)))
    return named
