"""The row on the page that says which part of the record is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from onrecord.index.filters import Filters
from onrecord.ui.display_names import also_called, is_chinese, language
from onrecord.ui.messages import Messages

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive

__all__ = ["NAMED", "address", "chosen", "labels", "named", "of_address", "offered"]

NAMED = ("transcripts", "outlets", "answerers", "languages")
"""The fields of :class:`~onrecord.index.filters.Filters` chosen from lists, in the order of the row."""


def offered(archive: Archive, words: Messages) -> list[list[tuple[str, str]]]:
    """For each of :data:`NAMED` what there is to choose, as (what is shown, value)."""
    held = archive.choices()
    shown = _shown(archive, words)
    lists = [[(shown(field, name), name) for name in getattr(held, field)] for field in NAMED]
    # A list with one entry is no choice, but for people: the others in the record are not named.
    return [
        each if len(each) > 1 or (each and field in ("outlets", "answerers")) else []
        for field, each in zip(NAMED, lists, strict=True)
    ]


def _shown(archive: Archive, words: Messages) -> Callable[[str, str], str]:
    """Says how a value of a list is shown: transcripts by date and title, others by their names."""
    chinese = is_chinese(archive.choices().languages)
    titles = {each.id: " · ".join(filter(None, (each.date, each.title))) for each in archive.transcripts()}

    def show(field: str, name: str) -> str:
        if field == "languages":
            return language(name, words.tag)
        if field == "transcripts":
            return titles.get(name, name)
        other = also_called(name, words.tag, chinese)
        return f"{name} {other}" if other else name

    return show


def named(row: Sequence[Any], archive: Archive, words: Messages) -> str:
    """What the row holds, in a line, each name in its direction; nothing where the whole record is asked."""
    *lists, since, until = row
    if not any(row):
        return ""
    shown = _shown(archive, words)
    names = [shown(field, each) for field, values in zip(NAMED, lists, strict=True) for each in values or ()]
    days = f"{since or ''} – {until or ''}".strip() if since or until else ""
    return ", ".join(f"\u2068{each}\u2069" for each in [*names, days] if each)


def labels(words: Messages) -> list[str]:
    """What the lists of :data:`NAMED`, the first and the last date are called."""
    return [
        words.filter_transcripts,
        words.filter_outlets,
        words.filter_answerers,
        words.filter_languages,
        words.filter_since,
        words.filter_until,
    ]


def chosen(row: Sequence[Any]) -> Filters:
    """The filters that the row holds: a list for each of :data:`NAMED`, the first date, the last date.

    Raises:
        FilterError: a date is none.
    """
    *lists, since, until = row
    names = {field: tuple(values or ()) for field, values in zip(NAMED, lists, strict=True)}
    return Filters(**names, since=(since or "").strip() or None, until=(until or "").strip() or None)


def address(question: str, filters: Filters) -> str:
    """The address, below that of the page of traces, at which a question and its filters are read again.

    >>> address("What of it?", Filters(outlets=("BBC", "CCTV"), since="2019"))
    '?trace=What+of+it%3F&since=2019&outlets=BBC&outlets=CCTV'
    """
    given = {field: value for field, value in asdict(filters).items() if value}
    return "?" + urlencode({"trace": question, **given}, doseq=True, errors="replace")


def of_address(pairs: Iterable[tuple[str, str]]) -> tuple[str, list[Any]]:
    """The question of an address, and what the row then holds; both may be empty.

    >>> of_address([("trace", "What?"), ("outlets", "BBC"), ("outlets", "CCTV"), ("since", "2019")])
    ('What?', [[], ['BBC', 'CCTV'], [], [], '2019', ''])
    """
    held: dict[str, list[str]] = {}
    for name, value in pairs:
        held.setdefault(name, []).append(value)
    first = {name: values[0] for name, values in held.items()}
    row = [*(held.get(field, []) for field in NAMED), *(first.get(day, "") for day in ("since", "until"))]
    return first.get("trace", ""), row
