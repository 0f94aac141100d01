"""Every time that something was said: all exchanges and statements that speak to a question, by date.

An answer shows the best three quotes. A trace lists all that there is, each with its best sentence: who said
it, to whom, when and where it stands. It tells which came first and last, how many there are in each month,
and how complete it is likely to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.chunking import sentences
from onrecord.index.crosslingual.terms import Asked, found_in
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.lexical import tokens
from onrecord.index.text.spans import Span, clip, extent, joined
from onrecord.index.turn_text import Reading, mended
from onrecord.rag.citations import Quote, quote
from onrecord.rag.likelihood import likelihoods
from onrecord.rag.near_words import most_said, near_words
from onrecord.rag.question_filters import ReadFilters
from onrecord.rag.similarity import Similarity
from onrecord.rag.wide import Scored, near, scored

__all__ = ["Expected", "Found", "Mention", "Month", "Trace", "everything", "fields_of", "find", "traced"]

_SAYS = 0.5
"""What says so much of a theme is looked at, wherever its vectors lie."""


_NEARLY = 0.4
"""What says a word that is so near to a theme is looked at as well."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One exchange or statement that speaks to the question.

    ``quote`` is its best sentence, ``probability`` (0..1) how likely it is that it speaks to the question.
    """

    quote: Quote
    probability: float

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.trace_contract.Mention` describes every key."""
        return {"probability": round(self.probability, 4), **fields_of(self.quote, _FIELDS)}


def fields_of(quote: Quote, keys: Sequence[str]) -> dict[str, Any]:
    """What a quote's JSON says under these keys."""
    every = quote.to_dict()
    return {key: every[key] for key in keys}


_FIELDS = (
    "citation", "label", "text", "spans", "transcript", "title", "exchange", "statement", "date", "place",
    "address", "page", "time", "speaker", "role", "asker", "outlet", "answerer", "question",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """What was said in a month, ``2017-03``, or a year alone; ``None`` where no date is known."""

    month: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """How complete a list is likely to be, by the probabilities of all that was looked at, each 0..1.

    ``recall`` is the share that it holds of all that speak to the question, ``precision`` the share of it
    that does.
    """

    recall: float
    precision: float


@dataclass(frozen=True, slots=True)
class Trace:
    """All that speaks to a question, by date; what has none comes last.

    ``names`` are the names in it whose words decided, ``unmentioned`` those that the record never says.
    Listed is what has at least the probability ``least``. ``looked_at`` exchanges and statements came near,
    of ``searched`` that the filters let pass. ``expected`` is ``None`` where it cannot be told: the
    probabilities were fitted to the bundled model. ``read_filters`` are those that the question names.
    """

    question: str
    mentions: tuple[Mention, ...]
    names: tuple[str, ...]
    unmentioned: tuple[str, ...]
    least: float
    looked_at: int
    searched: int
    expected: Expected | None = None
    read_filters: ReadFilters | None = None

    @property
    def first(self) -> Mention | None:
        """The earliest that has a date."""
        return next((each for each in self.mentions if each.quote.date), None)

    @property
    def latest(self) -> Mention | None:
        """The latest that has a date."""
        return next((each for each in reversed(self.mentions) if each.quote.date), None)

    @property
    def months(self) -> tuple[Month, ...]:
        """The months in which something was said, in order; what has no date comes last."""
        by_month = groupby(self.mentions, key=lambda each: (each.quote.date or "")[:7] or None)
        return tuple(Month(month, tuple(mentions)) for month, mentions in by_month)

    @property
    def years(self) -> tuple[tuple[str | None, tuple[Month, ...]], ...]:
        """The months of each year, in order."""
        by_year = groupby(self.months, key=lambda each: each.month and each.month[:4])
        return tuple((year, tuple(months)) for year, months in by_year)

    def at(self, least: float) -> Trace:
        """The same with a higher ``least``: what a trace with that would list, without another search."""
        listed = tuple(each for each in self.mentions if each.probability >= least)
        expected = None
        if self.expected and listed:
            right = sum(each.probability for each in listed)
            every = sum(each.probability for each in self.mentions) / self.expected.recall
            expected = Expected(right / every, right / len(listed))
        return replace(self, mentions=listed, least=least, expected=expected)

    def to_dict(self, skip: int = 0, most: int | None = None) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.trace_contract.Trace` describes every key.

        Of the mentions the first ``skip`` are left out, and those after the next ``most``; counts, the first
        and the latest are of all.
        """
        shown = self.mentions[skip : None if most is None else skip + most]
        first, latest, expected = self.first, self.latest, self.expected
        return {
            "question": self.question,
            "names": list(self.names),
            "unmentioned": list(self.unmentioned),
            "read_filters": self.read_filters.to_dict() if self.read_filters else None,
            "least": self.least,
            "listed": len(self.mentions),
            "searched": self.searched,
            "looked_at": self.looked_at,
            "expected_recall": round(expected.recall, 4) if expected else None,
            "expected_precision": round(expected.precision, 4) if expected else None,
            "first": str(first.quote.citation) if first else None,
            "latest": str(latest.quote.citation) if latest else None,
            "months": [{"month": each.month, "mentions": len(each.mentions)} for each in self.months],
            "mentions": [each.to_dict() for each in shown],
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What came near a question, before anything is quoted: exchanges, each with its probability."""

    asked: Asked
    exchanges: tuple[tuple[Scored, float], ...]

    def listed(self, least: float) -> list[tuple[Scored, float]]:
        """Those with at least the probability ``least``."""
        return [each for each in self.exchanges if each[1] >= least]

    def expected(self, least: float) -> Expected | None:
        """How complete and how clean the list of these is likely to be."""
        listed = [probability for _, probability in self.listed(least)]
        every = sum(probability for _, probability in self.exchanges)
        return Expected(sum(listed) / every, sum(listed) / len(listed)) if listed else None


def find(
    archive: Archive,
    similarity: Similarity,
    question: str,
    embed: Callable[[list[str]], Vectors],
    filters: Filters = EVERYTHING,
    progress: Callable[[float], None] | None = None,
) -> Found:
    """All that comes near ``question``, each with the probability that it speaks to it.

    ``embed`` gives vectors of words, ``filters`` are resolved. ``progress`` is called with the share, 0..1,
    that is done.
    """
    asked = archive.asked_for(question)
    said: set[int] | None = None
    for term in asked.terms:
        saying = set(archive.saying(term, filters))
        said = saying if said is None else said & saying
    shares = archive.shares(asked, filters)
    keys = {*near(archive, similarity, question, filters), *(said or ())}
    keys |= {key for key, share in shares.items() if share >= _SAYS}
    found = scored(archive, similarity, question, sorted(keys), progress)
    nearly: dict[int, float] = {}
    if asked.rest:
        spoken = archive.spoken(keys)
        nearest = [each.key for each in sorted(found, key=lambda each: -each.score)]
        words = near_words(spoken, nearest, [asked.rest], embed)
        more = (
            set.intersection(
                *(
                    archive.saying_words(
                        [phrase for phrase, weight in each.items() if weight >= _NEARLY], filters
                    )
                    for each in words
                )
            )
            - keys
            if words
            else set()
        )
        found += scored(archive, similarity, question, sorted(more))
        nearly = most_said(spoken | archive.spoken(more), words)
    chances = likelihoods(found, shares, nearly, said, bool(asked.rest))
    return Found(asked, tuple(zip(found, chances.tolist(), strict=True)))


def everything(
    archive: Archive,
    similarity: Similarity,
    filters: Filters,
    progress: Callable[[float], None] | None = None,
) -> Found:
    """All that passes the resolved ``filters``, for who asks for nothing else."""
    keys = sorted(archive.exchange_keys(filters).values())
    return Found(
        archive.asked_for(""), tuple((each, 1.0) for each in scored(archive, similarity, "", keys, progress))
    )


def mention(transcript: Transcript, found: Scored, probability: float, asked: Asked) -> Mention:
    """The best sentence of an exchange: of those that say most of what is asked for, the nearest.

    One of the question is taken only where it says what no sentence of the answer does.
    """
    exchange = transcript.part(found.exchange)
    assert exchange is not None
    things = tuple(dict.fromkeys(phrases for way in asked.themes for phrases in way))

    def told(span: Span, similarity: float) -> tuple[int, int, float]:
        every = tuple(sorted(exchange.question_spans + exchange.answer_spans))
        words = joined(transcript.text, clip(every, span.start, span.end))
        spoken = " ".join(tokens(mended(words)))
        names = sum(term.is_meant(spoken) for term in asked.terms)
        return names, sum(found_in(spoken, phrases) for phrases in things), similarity

    values = [(told(span, similarity), span) for span, similarity in found.sentences]
    best, span = max(values, key=lambda each: (each[0], -each[1].start))
    if asked.terms and not best[0]:
        asking = [(told(each, 0.0), each) for each in _sentences(transcript, exchange)]
        top, other = max(asking, key=lambda each: (each[0], -each[1].start), default=(best, span))
        if top[:2] > best[:2]:
            span = other
    return Mention(quote(transcript, found.exchange, span, found.score), probability)


def _sentences(transcript: Transcript, exchange: Exchange) -> list[Span]:
    """The sentences of the question of an exchange."""
    found = []
    for turn in exchange.question:
        reading = Reading(transcript.text, [turn.spans])
        for start, end in sentences(reading.words):
            if spans := reading.source(start, end):
                found.append(extent(spans))
    return found


def in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """By date, and of one date by transcript and place in it; what has no date comes last."""

    def place(each: Mention) -> tuple[bool, str, str, int]:
        return (
            each.quote.date is None,
            each.quote.date or "",
            each.quote.citation.transcript,
            each.quote.spans[0].start,
        )

    return tuple(sorted(mentions, key=place))


def traced(
    question: str,
    found: Found,
    least: float,
    transcripts: Mapping[str, Transcript],
    unmentioned: Sequence[str],
    searched: int,
    is_fitted: bool,
    read_filters: ReadFilters | None = None,
) -> Trace:
    """The trace of what was found.

    ``transcripts`` are those of what is listed, by id. ``is_fitted`` is whether probabilities by vectors
    hold for the model; those by names alone hold for any.
    """
    listed = [
        mention(transcripts[each.transcript], each, chance, found.asked)
        for each, chance in found.listed(least)
    ]
    by_names = bool(found.asked.terms) and not found.asked.rest
    return Trace(
        question=question,
        mentions=in_order(listed),
        names=tuple(term.words for term in found.asked.terms),
        unmentioned=tuple(unmentioned),
        least=least,
        looked_at=len(found.exchanges),
        searched=searched,
        expected=found.expected(least) if is_fitted or by_names else None,
        read_filters=read_filters,
    )
