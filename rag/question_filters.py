"""The filters that a question carries in its own words: when it was said, who answered, who asked, where.

>>> held = Choices(("a", "b"), ("路透社", "NHK"), ("MS. PSAKI", "王毅"), titles=("A", "B"), dates=("2016-09-05", "2018-06-29"))
>>> reading_of("What did Psaki say in May 2017?", held).filters
Filters(transcripts=(), since='2017-05-01', until='2017-05-31', outlets=(), answerers=('MS. PSAKI',), languages=())
>>> reading_of("What did Reuters ask about?", held).filters.outlets, reading_of("Is Japan mentioned?", held).filters
(('路透社',), Filters(transcripts=(), since=None, until=None, outlets=(), answerers=(), languages=()))

A person counts who answers in the archive, where it is asked what somebody said; an outlet counts as the asker,
where it is asked what was asked. Only a whole name of theirs does, or a person's last: a country in the name of a
paper is not the paper. A guess that is wrong is shown and taken back with a click.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from onrecord.index.crosslingual.cedict import is_name as is_dictionary_name
from onrecord.index.crosslingual.english import COMMON
from onrecord.index.crosslingual.outlets import other_names
from onrecord.index.crosslingual.places import named_places
from onrecord.index.crosslingual.terms import Held, asked_for
from onrecord.index.filters import Choices, Filters, is_part
from onrecord.index.text.folding import fold
from onrecord.index.text.lexical import tokens
from onrecord.rag.asked_dates import Among, cut, read_dates
from onrecord.rag.date_words import SAYING
from onrecord.rag.ellipsis import is_name

__all__ = [
    "KINDS", "Kind", "ReadFilters", "Reading", "kinds_beside", "merged", "reading_of", "span_label", "without_words",
]  # fmt: skip

Kind = Literal["dates", "outlets", "answerers", "transcripts"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is read from a question."""

_FEWEST_LETTERS = 3
"""Of a name: "PM" and "Q" are none."""
_UNCASED = 5
"""Letters of a name that is written small."""
_SHARE = 0.6
"""What stands in quotation marks is a title where it is so much of one."""
_FEWEST_OF_TITLE = 6
_IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
_QUOTED = re.compile('["“”„«「『《]([^"“”„«»「」『』《》]{4,200})["“”»」』》]')
_IN_BRACKETS = re.compile("[《「『(（]([^《》「」『』()（）]+)[》」』)）]")
_ASKING = re.compile(
    r"\b(?:ask\w*|question\w*|report(?:er|ers)|journalist\w*|correspondents?|want(?:s|ed)? to know|rais\w+|inquir\w+"
    r"|pregunt\w+|periodistas?|corresponsal\w*|quer[ií]a saber|demand\w+|journalistes?|correspondant\w*|voulait savoir"
    r"|спр[ао]с\w+|спраш\w+|вопрос\w*|журналист\w*|корреспондент\w*|узнать|سأل\w*|سؤال|مراسل\w*|صحفي\w*|صحافي\w*"
    r"|frag\w+|gefragt|Journalist\w*|Reporter\w*|Korrespondent\w*|wissen)\b"
    r"|问|记者|記者|質問|聞[いき]|尋ね|질문|물[었어]|기자|提的",
    re.I,
)
# The one who is told something has asked.
_TOLD = re.compile(
    r"(?:\b(?:t(?:ell|ells|old)|answer(?:s|ed)?(?: to)?|repl(?:y|ies|ied) to|respond(?:s|ed)? to|dijo a|respondió a"
    r"|répondu à|dit à|ответил\w*|сказал\w*)\s+(?:the\s+)?|回答|答复|告诉)$",
    re.I,
)
# "The journalist of", "the question of".
_OF_ASKING = re.compile(
    rf"(?:{_ASKING.pattern})\s+(?:of|from|by|at|with|de|du|del|von|vom|der|от|из|di|da)\s+"
    r"(?:(?:the|la|el|l['’]|agence|agencia|agency|агентства|der|die)\s*)*$",
    re.I,
)
_ABOUT = re.compile(
    r"(?:\b(?:about|on|of|regarding|against|with|sobre|acerca de|de|con|sur|avec|über|mit|об?|про|с|عن|مع)\s+"
    r"(?:(?:the|el|la|le|president|minister|mr\.?|ms\.?|mrs\.?)\s+)*|对于?|关于|和|与|跟)$",
    re.I,
)


_At = tuple[int, int]
"""Where words stand: [start, end)."""
_NAMES: tuple[Kind, ...] = ("outlets", "answerers", "transcripts")
# What only says that a question follows another.
_FOLLOWING = re.compile(
    r"\b(?:and|but|so|then|what|how|about|et|y|e|und|а|и|но|تو|و|ماذا|عن)\b|[那么呢而では]|그럼|그리고|은요?|는요?", re.I
)
_MARKS = " ?!.,،؟¿？。、，…"


@dataclass(frozen=True, slots=True)
class ReadFilters:
    """The filters that were read in a question, or in one that it leans on.

    ``words`` are those of the question that say so. ``counted_from`` is the date of the newest transcript where
    a date counts from it. ``used`` is false where nothing passes them, so that it was asked without.
    """

    filters: Filters
    words: tuple[str, ...]
    counted_from: str | None = None
    used: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.contract.ReadFilters` describes every key."""
        read = self.filters
        return {
            "since": read.since,
            "until": read.until,
            "outlets": list(read.outlets),
            "answerers": list(read.answerers),
            "transcripts": list(read.transcripts),
            "words": list(self.words),
            "counted_from": self.counted_from,
            "used": self.used,
        }

    def labels(self) -> dict[Kind, tuple[str, ...]]:
        """What of each kind was read, as the record prints it; of dates the span."""
        read = self.filters
        days = span_label(read.since, read.until)
        named = {"dates": (days,) if days else (), **{kind: getattr(read, kind) for kind in _NAMES}}
        return {kind: named[kind] for kind in KINDS if named[kind]}

    def sentence(self) -> str:
        """The same in English, on a line."""
        names = ", ".join(name for labels in self.labels().values() for name in labels)
        if not self.used:
            return f"Nothing in the record is of {names}, so all of it was asked."
        counted = f", counted from the newest transcript, {self.counted_from}" if self.counted_from else ""
        return f"Only: {names}{counted}."


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read: its filters, their ``words``, and what is ``left`` of the question.

    Left is the question without its dates and titles; nothing where nothing else is asked.
    """

    filters: Filters
    words: tuple[str, ...]
    left: str
    counted_from: str | None = None


def reading_of(question: str, held: Choices, kinds: Collection[Kind] = KINDS) -> Reading:
    """What of ``kinds`` the ``question`` names of what is ``held``."""
    text = fold(question)
    titles, spans = _titles(text, held) if "transcripts" in kinds else ((), ())
    without = _blanked(text, spans)
    dates = None
    if "dates" in kinds and held.dates:
        dates = read_dates(without, Among(*(date.fromisoformat(each) for each in held.dates)))
    when = dates.spans if dates else ()
    said = _blanked(without, when)
    outlets = dict(_outlets(said, held)) if "outlets" in kinds else {}
    # Of one alone nothing is told apart.
    people = dict(_people(said, held)) if "answerers" in kinds and len(held.answerers) > 1 else {}
    source = asked if len(asked := " ".join(question.split())) == len(text) else text
    places = sorted({*spans, *when, *outlets.values(), *people.values()})
    left = question
    if spans or when:
        left = cut(text, (*spans, *when))
        left = left if not is_name(left) or _FOLLOWING.sub("", left).strip(_MARKS) else ""
    return Reading(
        Filters(titles, dates and dates.since, dates and dates.until, tuple(outlets), tuple(people)),
        tuple(source[start:end].strip(" ,，、") for start, end in places),
        left,
        held.dates[1] if held.dates and dates and dates.relative else None,
    )


def kinds_beside(given: Filters, kinds: Collection[Kind]) -> tuple[Kind, ...]:
    """Those of ``kinds`` that ``given`` filters say nothing of: what somebody chose is not guessed anew."""
    chosen = {"dates": given.since or given.until}
    return tuple(kind for kind in kinds if not (chosen | {each: getattr(given, each) for each in _NAMES})[kind])


def merged(given: Filters, readings: Sequence[Reading]) -> tuple[Filters, ReadFilters | None]:
    """``given`` filters with those of ``readings`` of questions that are taken together, the latest last.

    Of each kind the latest that was read counts.
    """
    read: dict[str, Any] = {}
    words: dict[str, None] = {}
    counted_from = None
    for each in reversed(readings):
        new = {
            name: value
            for name in (*_NAMES, "since", "until")
            if (value := getattr(each.filters, name)) and name not in read
        }
        if read.keys() & {"since", "until"}:
            new = {name: value for name, value in new.items() if name in _NAMES}
        elif new.keys() & {"since", "until"}:
            counted_from = each.counted_from
        if new:
            words |= dict.fromkeys(each.words)
        read |= new
    if not read:
        return given, None
    return replace(given, **read), ReadFilters(Filters(**read), tuple(words), counted_from)


def without_words(question: str, held: Choices, kinds: Collection[Kind]) -> str:
    """``question`` without the words by which these ``kinds`` of filters would be read in it."""
    left = fold(question)
    for words in reading_of(question, held, kinds).words:
        left = left.replace(fold(words), " ", 1)
    return " ".join(left.split()) or question


def span_label(since: str | None, until: str | None) -> str:
    """A span of days for people: a month or a year by itself, else the first and the last day.

    >>> span_label("2017-01-01", "2017-01-31"), span_label("2017-01-01", "2017-12-31"), span_label("2017-03-01", None)
    ('2017-01', '2017', '2017-03-01 –')
    """
    if since and until:
        for length in (4, 7):
            whole = Filters(since=since[:length], until=since[:length]).resolved(Choices())
            if (whole.since, whole.until) == (since, until):
                return since[:length]
        if since == until:
            return since
    return f"{since or ''} – {until or ''}".strip() if since or until else ""


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


@lru_cache(4)
def _plain(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(name).casefold() for name in names)


def _titles(text: str, held: Choices) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The transcripts whose titles are named, and where."""
    plain = text.casefold()
    quoted = [match for match in _QUOTED.finditer(plain) if len(match[1]) >= _FEWEST_OF_TITLE]
    found: dict[str, tuple[int, int]] = {}
    for name, title in zip(held.transcripts, _plain(held.titles), strict=False):
        if len(title) < _FEWEST_OF_TITLE:
            continue
        if (at := plain.find(title)) >= 0 and not title.isdigit():
            found[name] = (at, at + len(title))
        for match in quoted:
            if match[1] in title and len(match[1]) >= _SHARE * len(title):
                found[name] = match.span()
    return tuple(found), tuple(dict.fromkeys(found.values()))


def _outlets(text: str, held: Choices) -> Iterator[tuple[str, _At]]:
    asking = _ASKING.search(text) is not None
    for name, (start, end) in _named(text, held.outlets, _outlet_aliases):
        left = text[:start].rstrip('"“«「《 ')
        asker = _TOLD.search(left) or _TOLD.search(f"{left} ") or _OF_ASKING.search(f"{left} ")
        if asker or (asking and not _ABOUT.search(f"{left} ")):
            yield name, (start, end)


def _people(text: str, held: Choices) -> Iterator[tuple[str, _At]]:
    for name, (start, end) in _named(text, held.answerers, _person_aliases):
        rest = f"{text[:start]} {text[end:]}"
        if (_saying().search(rest) or is_name(rest)) and not _ABOUT.search(f"{text[:start].rstrip()} "):
            yield name, (start, end)


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(f"{SAYING}|{_ACCORDING}", re.I)


_ACCORDING = r"\b(?:according to|per|según|selon|d['’]après|laut|zufolge|по словам|по мнению|segundo|secondo)\b|据|によ[るれ]"


def _spelt(text: str) -> str:
    """``text`` with the ideographs of every language as simplified Chinese has them, where none is added."""
    return _IDEOGRAPHS.sub(lambda run: folded if len(folded := fold(run[0])) == len(run[0]) else run[0], text)


def _named(
    text: str, names: Sequence[str], aliases: Callable[[str], tuple[str, ...]]
) -> Iterator[tuple[str, _At]]:
    """Those of ``names`` that ``text`` says, in any letters, and where."""
    spelt = _spelt(text)
    plain = lower if len(lower := spelt.casefold()) == len(spelt) else spelt.lower()
    small = text[1:] == text[1:].lower()
    places: list[_At] = []
    for name in names:
        for alias in aliases(name):
            match = is_part(alias, plain)
            words = text[match.start() : match.end()] if match else ""
            if match and (words[0] != words[0].lower() or words == words.upper() or (small and len(words) >= _UNCASED)):
                places.append(match.span())
                yield name, match.span()
                break
    for name, (start, end) in _by_terms(text, names):
        if not any(start < other[1] and other[0] < end for other in places):
            yield name, (start, end)


@lru_cache(4096)
def _forms(name: str) -> tuple[str, ...]:
    """``name``, what is written in brackets in it, and what stands before them or a comma."""
    plain = fold(name)
    inside = _IN_BRACKETS.findall(plain)
    outside = _IN_BRACKETS.sub(" ", plain)
    bare = re.sub("[《》「」『』]", "", plain)
    found = (bare, *inside, *(outside.split(",")[:1] if not inside or "(" in plain or "（" in plain else ()))
    cleaned = (re.sub(r"^the\s+", "", each.strip(" ,.;:"), flags=re.I).casefold() for each in found)
    return tuple(dict.fromkeys(each for each in cleaned if len(each) >= _FEWEST_LETTERS or _IDEOGRAPHS.match(each)))


@lru_cache(4096)
def _outlet_aliases(name: str) -> tuple[str, ...]:
    found = list(_forms(name))
    for words, _ in named_places(found[0]) if found else ():
        place = "".join([words[0], *(each[1:] for each in words[1:])])
        after = found[0].removeprefix(place)
        # Of the press agency of Pakistan what is left is no name.
        if after != found[0] and is_dictionary_name(after):
            found.append(after)
    others = [other for each in found for other in other_names(each)]
    return tuple(dict.fromkeys([*found, *(fold(other).casefold() for other in others)]))


@lru_cache(4096)
def _person_aliases(name: str) -> tuple[str, ...]:
    """A person's name in full, its last words, and its last one."""
    found: list[str] = []
    for form in _forms(name):
        found.append(form)
        words = re.findall(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*", form)
        for count in range(len(words) - 1, 0, -1):
            last = " ".join(words[-count:])
            if len(last) >= _FEWEST_LETTERS and last not in COMMON and not _IDEOGRAPHS.match(last):
                found.append(last)
        found += [" ".join(words[at : at + 2]) for at in range(len(words) - 2)]
    return tuple(dict.fromkeys(found))


def _by_terms(text: str, names: Sequence[str]) -> Iterator[tuple[str, _At]]:
    """Names in ideographs that ``text`` writes in Latin letters, as pinyin or the dictionary has them."""
    said = {name: " ".join(tokens(name)) for name in names if _IDEOGRAPHS.search(name)}
    if not said or not re.search("[A-Z]", text):
        return
    every = {token for each in said.values() for token in each.split()}
    records = Held(
        frozenset(["zh"]),
        lambda character: [token for token in every if token.startswith(character)],
        lambda token: int(token in every),
        lambda phrase: any(phrase.strip('"*') in each for each in said.values()),
        len(every) * len(said),
    )
    for term in asked_for(text, records).terms:
        at = text.find(term.words)
        if at >= 0 and not named_places(term.words):
            # A part of a name may be any word.
            whole = [name for name, spoken in said.items() if f'"{spoken}"' in term.phrases]
            yield from ((name, (at, at + len(term.words))) for name in whole)
