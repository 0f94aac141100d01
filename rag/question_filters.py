"""The filters that a question carries in its own words: when it was said, who answered, who asked.

>>> dates = ("2016-09-05", "2018-06-29")
>>> held = Choices(("a",), ("路透社", "NHK"), ("MS. PSAKI", "王毅"), titles=("A",), dates=dates)
>>> reading_of("What did Psaki say in May 2017?", held).filters.answerers
('MS. PSAKI',)
>>> reading_of("What did Psaki say in May 2017?", held).left
'What did Psaki say?'
>>> bool(reading_of("Is Japan mentioned?", held).filters)
False

An answerer counts where it is asked what somebody said, an outlet where it is asked what was asked. A guess
that is wrong is shown and taken back with a click.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

from onrecord.index.filters import Choices, Filters
from onrecord.index.text.folding import fold
from onrecord.rag.asked_dates import Among, cut, read_dates
from onrecord.rag.asked_names import At, asked_outlets, asked_people, asked_titles
from onrecord.rag.ellipsis import is_name

__all__ = [
    "KINDS", "Kind", "ReadFilters", "Reading", "kinds_beside", "merged", "reading_of", "span_label",
    "without_words",
]  # fmt: skip

Kind = Literal["dates", "outlets", "answerers", "transcripts"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What is read from a question."""

_NAMES: tuple[Kind, ...] = ("outlets", "answerers", "transcripts")
# What only says that a question follows another.
_FOLLOWING = re.compile(
    r"\b(?:and|but|so|then|what|how|about|et|y|e|und|а|и|но|تو|و|ماذا|عن)\b|[那么呢而では]|그럼|그리고|은요?|는요?",
    re.I,
)
# What is left of a question that asks for all that was said, or asked, by whom or when its filters tell:
# who and what, saying and asking, and the small words between.
_SMALL = re.compile(
    r"\b(?:what|which|who|whom|things?|d(?:id|o|oes)|ha(?:s|ve|d)|w(?:as|ere)|is|are|been|be|there|they|he|she|it|we"
    r"|you|their|his|her|the|an?|any(?:thing|one)?|all|every(?:thing|one)?|that|this|in|on|at|of|from|by|to|me|and"
    r"|so|then|please|sa(?:y|ys|id)|ask\w*|t(?:ell|old)|talk\w*|sp(?:eak|oke|oken)|answer\w*|discuss\w*|comment\w*"
    r"|about|questions?|statements?|words?|happened|spokes\w+|ministers?|press|conferences?|briefings?|journalists?"
    r"|reporters?"
    r"|qu[eé]|qui[eé]n(?:es)?|cu[aá]l(?:es)?|se|ha|han|hay|fue|el|l[ao]s?|una?|en|del?|por|al?|durante|todo|y|di(?:jo|jeron"
    r"|cho|ce|cen)|pregunt\w+|habl\w+|portavo\w+|prensa"
    r"|quo?i?|quels?|quelles?|est|ce|s|t|ils?|elles?|on|ont|les?|l|un|au|aux|d[eu]s?|d|par|tout|et|été|dit|demand\w+|questions?"
    r"|parl\w+|posée?s?|porte-parole"
    r"|что|кто|как\w{2}|о|об|во?|на|за|он[аи]?|был[аио]?|вс[её]|и|же|сказ\w+|говор\w+|спр[ао]с\w+|спраш\w+|вопрос\w*"
    r"|задал\w*"
    r"|ماذا|ما|من|هل|في|عن|قد|كل|هو|هي|هم|الذي|قال\w*|سأل\w*|تحدث\w*|المتحدث\w*"
    r"|was|wer|welche\w*|hat|haben|wurden?|worden|sie|er|es|man|d(?:er|ie|as|en|em)|im|am|vo[mn]|zu|alles|und|gesagt|gefragt"
    r"|gesprochen|sagten?|fragten?)\b"
    r"|什么|甚么|哪些|谁|[他她你我]们?|发言人|外长|记者会?|问题?|提问|提了?|说|讲|谈|到|话|过|都|了|些|的|在|有|吗|呢|请|会上|所有|对"
    r"|何|誰|質問|聞|言|話|発言|[\u3040-\u309f]"
    r"|무엇|무슨|뭐라고|누가|어떤|질문\w*|말\w*|물\w*|했\w*|에서|[은는이가을를에도]",
    re.IGNORECASE,
)
_MARKS = " ?!.,،؟¿？。、，…"


@dataclass(frozen=True, slots=True)
class ReadFilters:
    """The filters that were read in a question, or in one that it leans on.

    ``words`` are those of the question that say so. ``counted_from`` is the date of the newest transcript
    where a date counts from it. ``used`` is false where nothing passes them, so that it was asked without.
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
        labels = self.labels()
        if days := labels.get("dates"):
            labels["dates"] = tuple(map(_month_named, days))
        names = ", ".join(name for each in labels.values() for name in each)
        if not self.used:
            return f"Nothing in the record is of {names}, so all of it was asked."
        counted = f", counted from the newest transcript, {self.counted_from}" if self.counted_from else ""
        return f"Only: {names}{counted}."


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read: its filters, their ``words``, and what is ``left`` of the question.

    Left is the question without its dates and titles; nothing where nothing else is asked. ``asks_all`` is
    whether it asks for whatever was said, or asked, of what passes the filters ("What did Reuters ask?").
    """

    filters: Filters
    words: tuple[str, ...]
    left: str
    counted_from: str | None = None
    asks_all: bool = False


def reading_of(question: str, held: Choices, kinds: Collection[Kind] = KINDS) -> Reading:
    """What of ``kinds`` the ``question`` names of what is ``held``."""
    text = fold(question)
    titles = asked_titles(text, held.titles) if "transcripts" in kinds else {}
    spans = tuple(dict.fromkeys(titles.values()))
    without = _blanked(text, spans)
    dates = None
    if "dates" in kinds and held.dates:
        dates = read_dates(without, Among(*(date.fromisoformat(each) for each in held.dates)))
    when = dates.spans if dates else ()
    said = _blanked(without, when)
    outlets = dict(asked_outlets(said, held.outlets)) if "outlets" in kinds else {}
    # Of one alone nothing is told apart.
    several = "answerers" in kinds and len(held.answerers) > 1
    people = dict(asked_people(said, held.answerers)) if several else {}
    source = asked if len(asked := " ".join(question.split())) == len(text) else text
    places = sorted({*spans, *when, *outlets.values(), *people.values()})
    left = question
    if spans or when:
        left = cut(text, (*spans, *when))
        left = left if not is_name(left) or _FOLLOWING.sub("", left).strip(_MARKS) else ""
    return Reading(
        Filters(
            tuple(held.transcripts[number] for number in titles),
            dates.since if dates else None,
            dates.until if dates else None,
            tuple(outlets),
            tuple(people),
        ),
        tuple(source[start:end].strip(" ,，、") for start, end in places),
        left,
        held.dates[1] if held.dates and dates and dates.relative else None,
        bool(places) and (not left or not re.search(r"\w", _SMALL.sub(" ", _blanked(text, places)))),
    )


def kinds_beside(given: Filters, kinds: Collection[Kind]) -> tuple[Kind, ...]:
    """Those of ``kinds`` that ``given`` filters say nothing of: what somebody chose is not guessed anew."""
    chosen = {"dates": given.since or given.until}
    return tuple(
        kind for kind in kinds if not (chosen | {each: getattr(given, each) for each in _NAMES})[kind]
    )


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
    left = fold(question) if kinds else question
    for words in reading_of(question, held, kinds).words:
        at = left.find(fold(words))
        left = cut(left, ((at, at + len(fold(words))),)) if at >= 0 else left
    return left or question


def span_label(since: str | None, until: str | None) -> str:
    """A span of days for people: a month or a year by itself, else the first and the last day.

    >>> span_label("2017-01-01", "2017-01-31"), span_label("2017-01-01", "2017-12-31")
    ('2017-01', '2017')
    >>> span_label("2017-03-01", None)
    '2017-03-01 –'
    """
    if since and until:
        for length in (4, 7):
            whole = Filters(since=since[:length], until=since[:length]).resolved(Choices())
            if (whole.since, whole.until) == (since, until):
                return since[:length]
        if since == until:
            return since
    return f"{since or ''} – {until or ''}".strip() if since or until else ""


def _month_named(label: str) -> str:
    """``2017-01`` as January 2017; other labels as they are."""
    return f"{calendar.month_name[int(label[5:])]} {label[:4]}" if len(label) == 7 else label


def _blanked(text: str, spans: Sequence[At]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
