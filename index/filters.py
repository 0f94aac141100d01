"""Which part of an archive is asked: some transcripts, a range of dates, outlets, answerers, languages.

A :class:`Filters` says what a reader wants in the reader's words; :meth:`Filters.resolved` turns it into
the names that an archive holds, which is all that a search has to compare.

>>> held = Choices(("a-2019",), ("BBC", "路透社"), ("王毅",), ("zh",))
>>> Filters(outlets=("路透",), since="2019").resolved(held)
Filters(transcripts=(), since='2019-01-01', until=None, outlets=('路透社',), answerers=(), languages=())
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from onrecord.index.errors import FilterError
from onrecord.index.text.folding import caseless

__all__ = ["EVERYTHING", "Choices", "Filters", "is_part"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
# Scripts that are written without spaces: a name in them ends anywhere.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_LETTER = f"[^\\W{_UNSPACED}]"
_IDEOGRAPH = "[\u3400-\u9fff]"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choices:
    """What an archive holds to choose from, as printed in it; of names the most frequent first.

    ``titles`` are those of the transcripts, in their order; ``dates`` the first and the last that there are.
    """

    transcripts: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    answerers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    dates: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """An exchange passes if it passes every field that is given; without any, all of them do.

    Attributes:
        transcripts: ids of transcripts.
        since: the first date, ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
        until: the last date, in the same forms and inclusive. A transcript without a date passes neither.
        outlets: papers or stations of the askers.
        answerers: who answers: as the turns name them or, where no turn of an exchange names anybody, the
            one speaker whom the transcript lists.
        languages: ISO 639-1 codes of the language of the answers.

    Lists become tuples. Names are found by part and whatever their case, width and Chinese characters are,
    and by what they are called in other letters: ``Reuters`` is 路透社, ``Wang Yi`` 王毅.

    Raises:
        FilterError: a date is none, ``since`` is after ``until``, or a name is empty.
    """

    transcripts: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    outlets: tuple[str, ...] = ()
    answerers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("transcripts", "outlets", "answerers", "languages"):
            given = getattr(self, name)
            if isinstance(given, str) or not all(isinstance(each, str) and each.strip() for each in given):
                raise FilterError(f"the filter {name} is {given!r}; give a list of names that are not empty")
            object.__setattr__(self, name, tuple(given))
        first, last = (_day(self.since, "since"), _day(self.until, "until", last=True))
        if first and last and first > last:
            raise FilterError(f"since {self.since} is after until {self.until}; no date is between them")

    def __bool__(self) -> bool:
        """Whether anything is given."""
        return any(getattr(self, field.name) for field in fields(self))

    def resolved(self, held: Choices) -> Filters:
        """These filters with whole dates and with every name as it is printed in the archive.

        Raises:
            FilterError: a name is none of the archive's; the message has those that are near.
        """
        return Filters(
            transcripts=_found(self.transcripts, held.transcripts, "transcript", _same),
            since=_day(self.since, "since"),
            until=_day(self.until, "until", last=True),
            outlets=_found(self.outlets, held.outlets, "outlet", _outlet),
            answerers=_found(self.answerers, held.answerers, "answerer", _person),
            languages=_found(self.languages, held.languages, "language", _language),
        )


def _day(given: str | None, name: str, last: bool = False) -> str | None:
    """The first or last day of an ISO day, month or year.

    >>> _day("2019", "since"), _day("2016-02", "until", last=True), _day(None, "until")
    ('2019-01-01', '2016-02-29', None)
    """
    if given is None:
        return None
    match = _DATE.fullmatch(given.strip()) if isinstance(given, str) else None
    try:
        if not match:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if day and month:
            found = date(year, month, day)
        elif not last:
            found = date(year, month or 1, 1)
        else:
            found = date(year, 12, 31) if not month or month == 12 else date(year, month + 1, 1) - _ONE_DAY
    except ValueError:
        raise FilterError(
            f"{name} is {given!r}; give a date such as 2019-03-08, a month such as 2019-03, or a year"
        ) from None
    return found.isoformat()


def _found(
    wanted: Sequence[str], held: Sequence[str], what: str, matches: Callable[[str, str], bool]
) -> tuple[str, ...]:
    chosen: list[str] = []
    for name in wanted:
        mine = [each for each in held if matches(caseless(name), caseless(each))]
        if not mine:
            raise FilterError(_unknown(name, held, what))
        chosen += mine
    return tuple(dict.fromkeys(chosen))


def _unknown(name: str, held: Sequence[str], what: str) -> str:
    told = {each: _told(each, what) for each in held}
    by_plain: dict[str, list[tuple[str, str | None]]] = {}
    for each in told.values():
        for way in filter(None, each):
            by_plain.setdefault(caseless(way), []).append(each)
    near = difflib.get_close_matches(caseless(name), by_plain, cutoff=0.5)
    if near:
        some = ", ".join(dict.fromkeys(_both(each) for way in near for each in by_plain[way]))
        return f"no {what} {name!r} in this archive; there is {some}"
    if not held:
        return f"no {what} {name!r} in this archive, which names none"
    some = ", ".join(_both(told[each]) for each in held[:5])
    some += f" and {len(held) - 5} more" if len(held) > 5 else ""
    return f"no {what} {name!r} in this archive; there is {some}"


def _told(name: str, what: str) -> tuple[str, str | None]:
    """A name as printed, and as it is written in Latin letters where it is that of somebody."""
    from onrecord.index.crosslingual.called import also_called

    return name, also_called(name, "en") if what in ("outlet", "answerer") else None


def _both(told: tuple[str, str | None]) -> str:
    printed, other = told
    return f"{printed!r} ({other})" if other else repr(printed)


def _same(wanted: str, held: str) -> bool:
    return wanted == held


# What follows loads dictionaries, which most searches do without.


def _outlet(wanted: str, held: str) -> bool:
    from onrecord.index.crosslingual.called import names_of_outlet

    return any(_part(name, held) for name in names_of_outlet(wanted))


def _person(wanted: str, held: str) -> bool:
    from onrecord.index.crosslingual.called import names_of_person

    return _part(wanted, held) or any(
        _part(wanted, name) or wanted.replace(" ", "") == name.replace(" ", "")
        for name in (names_of_person(held) if re.search(_IDEOGRAPH, held) else ())
    )


def _part(wanted: str, held: str) -> bool:
    """Whether whole words of ``held`` are ``wanted``; where words are not spaced, any characters.

    >>> _part("ap", "ap news"), _part("ap", "japan times"), _part("ap", "美联社ap")
    (True, False, True)
    >>> _part("路透", "英国路透社")
    True
    """
    return is_part(wanted, held) is not None


def is_part(wanted: str, held: str) -> re.Match[str] | None:
    """Where whole words of ``held`` are ``wanted``; both are folded."""
    begins = f"(?<!{_LETTER})" if re.match(_LETTER, wanted) else ""
    ends = f"(?!{_LETTER})" if re.search(f"{_LETTER}$", wanted) else ""
    return re.search(begins + re.escape(wanted) + ends, held)


def _language(wanted: str, held: str) -> bool:
    return re.split("[-_]", wanted)[0] == held


EVERYTHING = Filters()
"""The filters that every exchange passes."""
