"""The JSON of a trace, described once, as :mod:`onrecord.rag.contract` describes that of an answer.

These are what :meth:`onrecord.rag.trace.Trace.to_dict` writes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from onrecord.rag.contract import Contract, Number, Range, ReadFilters

__all__ = ["Mention", "Month", "Trace"]

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Answered(Contract):
    """The exchange or the statement in which something was said."""

    transcript: str = Field(description="The transcript's id.")
    title: str
    exchange: Number | None = Field(description="The number of the exchange; null in a statement.")
    statement: Number | None = Field(description="The number of the statement; null in an exchange.")
    date: str | None = Field(description="The transcript's date, YYYY-MM-DD.")
    asker: str | None = Field(description="Who asked first in the exchange, as printed.")
    outlet: str | None = Field(description="The asker's paper or station, as printed.")
    answerer: str | None = Field(description="Who answered first in the exchange, as printed.")
    question: str = Field(description="The whole question of the exchange.")


class Words(Contract):
    """Exact words of the record, and their address."""

    citation: str = Field(description="Their address: transcript/exchange@start-end.")
    text: str = Field(description="Exact words of the record: the slices of the spans, joined.")
    spans: list[Range] = Field(
        min_length=1, description="[start, end) character offsets into the transcript's text."
    )
    speaker: str | None = Field(description="Who said these very words, as printed.")


class Mention(Words, Answered):
    """One exchange or statement that speaks to the question, by its best sentence."""

    probability: Share = Field(description="How likely it is that it speaks to the question.")
    label: str = Field(
        description="A line for people: who said it and to whom, date, exchange, page or time."
    )
    place: str | None = Field(description="Where it was said, as the document tells.")
    address: str | None = Field(description="The http(s) address at which the document was published.")
    page: Number | None = Field(description="The page on which the sentence begins, from 1.")
    time: str | None = Field(description="When it begins in the recording, HH:MM:SS.")
    role: Literal["asker", "answerer", "moderator"] | None = Field(
        description="The role in which they were said: asker where only the question says it."
    )


class Month(Contract):
    """How often something was said in a month."""

    month: str | None = Field(description="YYYY-MM, or YYYY; null where no date is known.")
    mentions: Number


class Trace(Contract):
    """Every exchange and statement that speaks to a question, by date."""

    question: str = Field(description="The question as it was asked, without white space around it.")
    names: list[str] = Field(
        description="The names in it, as it writes them. What says all of them, in any spelling that the "
        "program knows, is listed; where nothing else is asked, that alone decides."
    )
    unmentioned: list[str] = Field(description="Names in the question that the record never says.")
    read_filters: ReadFilters | None = Field(
        description="Which part of the record was looked at because the question names it; null where it "
        "names none."
    )
    least: Share = Field(description="What is less likely to speak to it is not listed.")
    listed: Count = Field(description="How many are listed in all, even where fewer were asked for.")
    searched: Count = Field(description="How many exchanges and statements the filters let pass.")
    looked_at: Count = Field(description="How many of them came near and have a probability.")
    expected_recall: Share | None = Field(
        description="The share of all that speaks to the question that is likely to be listed, by the "
        "probabilities of what came near; null where these were not fitted to the model and the language."
    )
    expected_precision: Share | None = Field(
        description="The share of what is listed that is likely to speak to the question; null likewise."
    )
    first: str | None = Field(description="The citation of the earliest that has a date.")
    latest: str | None = Field(description="The citation of the latest that has a date.")
    months: list[Month] = Field(description="The months in which something was said, undated ones last.")
    mentions: list[Mention] = Field(
        description="All of it, or the part that was asked for, by date; what has none comes last."
    )
