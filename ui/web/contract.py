"""The JSON that programs send and get beside answers, described once.

From these models come the description of the JSON API, the schemas of the MCP tools and the parameters of
Gradio's API; what comes in is checked with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from onrecord.index import filters
from onrecord.index.report import Grade
from onrecord.rag.contract import Answer, untitled
from onrecord.rag.formulas import MOST_FORMULAS
from onrecord.rag.likelihood import LEAST
from onrecord.rag.llm.contract import Written
from onrecord.rag.question_filters import KINDS, Kind
from onrecord.rag.questions import LONGEST

__all__ = [
    "AskRecord",
    "Asking",
    "FormulasWanted",
    "Glossed",
    "InSentences",
    "ListFormulas",
    "Listing",
    "Nothing",
    "Part",
    "Problem",
    "Question",
    "ShowCitation",
    "Stats",
    "Step",
    "TraceQuestion",
    "TraceRecord",
    "Tracing",
    "Transcripts",
    "Translate",
    "problems_told",
]

MOST_QUOTES = 100
MOST_MENTIONS = 1_000
# Of what is wrong with a request so much is told.
_TOLD, _LONGEST_PLACE = 5, 100

_Names = Annotated[list[str], Field(max_length=100)]
_Read = Annotated[
    list[Kind],
    Field(
        max_length=len(KINDS),
        description="Which filters are read in the question itself, where none of the kind is given; "
        "with an empty list none are.",
    ),
]


class Part(BaseModel):
    """Which part of the record is asked; without any field, all of it."""

    model_config = ConfigDict(extra="forbid")
    transcripts: _Names = Field(default=[], description="Ids of transcripts, see /api/list.")
    outlets: _Names = Field(
        default=[],
        description="Papers or stations of the askers, or a part of the name, or a name in another language: "
        "Reuters is 路透社.",
    )
    answerers: _Names = Field(
        default=[], description="Who answers, or a part of the name, or it in Latin letters: Wang Yi is 王毅."
    )
    languages: _Names = Field(default=[], description="ISO 639-1 codes of the language of the answers.")
    since: str | None = Field(default=None, description="The first date: 2019-03-08, 2019-03 or 2019.")
    until: str | None = Field(default=None, description="The last date, in the same forms and inclusive.")

    def to_filters(self) -> filters.Filters:
        """Convert to the filters that an archive understands.

        Raises:
            FilterError: a date is none, or a name is empty.
        """
        return filters.Filters(
            transcripts=tuple(self.transcripts),
            since=self.since or None,
            until=self.until or None,
            outlets=tuple(self.outlets),
            answerers=tuple(self.answerers),
            languages=tuple(self.languages),
        )


class Question(BaseModel):
    """A question to the record."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(description=f"In any language, at most {LONGEST:,} characters.")
    top_k: int = Field(default=3, ge=1, le=MOST_QUOTES, description="How many quotes to give at most.")
    earlier: _Names = Field(default=[], description="The questions before this one, the latest last.")
    read: _Read = list(KINDS)


class Asking(Question):
    """A question to the record or a part of it."""

    filters: Part = Field(default=Part(), description="Which part of the record is asked.")


class AskRecord(Part, Question):
    """A question to the record, and which part of it is asked."""


class InSentences(Answer):
    """An answer, and what a language model that the user named wrote over its quotes."""

    written: Written | None = Field(
        description="What the model wrote, as far as it passed the check: it is not the record. Null where "
        "the record does not answer, so that the model was not asked."
    )


class Step(BaseModel):
    """A line of a stream: first the answer of the record, then what is written so far, the last complete."""

    answer: Answer | None = None
    written: Written | None = None


class Translate(BaseModel):
    """A quote to be translated by the language model that the user named."""

    model_config = ConfigDict(extra="forbid")
    citation: str = Field(description="The quote's address.")
    language: str = Field(
        max_length=35, description="The BCP 47 code of the language to translate into: en, zh-Hant."
    )


class TraceQuestion(BaseModel):
    """What is to be traced through the record."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(
        description=f"A question or a name, in any language, at most {LONGEST:,} characters."
    )
    least: float = Field(
        default=LEAST, ge=0, le=1, description="List what speaks to it with at least this probability."
    )
    skip: int = Field(default=0, ge=0, description="So many of the mentions are left out at the beginning.")
    most: int = Field(default=MOST_MENTIONS, ge=1, le=MOST_MENTIONS, description="How many come at most.")
    read: _Read = list(KINDS)


class Tracing(TraceQuestion):
    """What is to be traced through the record or a part of it."""

    filters: Part = Field(default=Part(), description="Which part of the record is looked at.")


class TraceRecord(Part, TraceQuestion):
    """What is to be traced, and through which part of the record."""


class FormulasWanted(BaseModel):
    """How many formulas are to be listed."""

    model_config = ConfigDict(extra="forbid")
    most: int = Field(default=MOST_FORMULAS, ge=1, le=MOST_MENTIONS, description="How many come at most.")


class Listing(FormulasWanted):
    """How many formulas of the record or of a part of it are to be listed."""

    filters: Part = Field(default=Part(), description="Which part of the record is looked at.")


class ListFormulas(Part, FormulasWanted):
    """How many formulas are to be listed, and of which part of the record."""


class ShowCitation(BaseModel):
    """An address in the record."""

    model_config = ConfigDict(extra="forbid")
    citation: str = Field(description="Such as press-2019-03-08/7@1203-1268, or press-2019-03-08/7.")


class Nothing(BaseModel):
    """Nothing has to be said."""

    model_config = ConfigDict(extra="forbid")


class _Given(BaseModel):
    model_config = ConfigDict(from_attributes=True, json_schema_extra=untitled)


class Transcript(_Given):
    """A transcript of the record.

    ``confidence`` is how sure it is that it was read rightly, ``grade`` what that comes to.
    """

    id: str
    title: str
    date: str | None
    place: str | None
    language: str | None
    address: str | None
    exchanges: int = Field(ge=0)
    statements: int = Field(ge=0, description="What is said outside of exchanges, cited as s1, s2 and so on.")
    notes: int = Field(ge=0)
    confidence: Annotated[float, AfterValidator(lambda share: round(share, 4))] = Field(ge=0, le=1)
    grade: Grade


class Transcripts(_Given):
    """The transcripts of the record."""

    transcripts: list[Transcript]


class Totals(_Given):
    """How much the record holds."""

    transcripts: int = Field(ge=0)
    exchanges: int = Field(ge=0)
    statements: int = Field(ge=0)
    doubtful: int = Field(ge=0, description="Transcripts with notes, or read with little confidence.")


class Count(_Given):
    """A name as printed, or a year, and how many exchanges."""

    name: str | None = Field(description="Null for all that are not named, or have no date.")
    exchanges: int = Field(ge=0)


class Asker(_Given):
    """Who asks: a paper or station where one is named, else a person."""

    name: str | None = Field(description="As printed; null for all that are not named.")
    exchanges: int = Field(ge=0)
    first: str | None = Field(description="The date of the first transcript in which they ask.")
    latest: str | None = Field(description="The date of the latest.")
    answerers: list[Count] = Field(description="Whom they ask, the most often first.")
    years: list[Count] = Field(description="When they ask: exchanges a year, in order.")


class Language(_Given):
    """A language of the answers."""

    language: str | None = Field(description="ISO 639-1; null where it is not known.")
    transcripts: int = Field(ge=0)
    exchanges: int = Field(ge=0)


class Month(_Given):
    """How much the record holds of a month."""

    month: str | None = Field(description="YYYY-MM, or YYYY; null where no date is known.")
    transcripts: int = Field(ge=0)
    exchanges: int = Field(ge=0)
    statements: int = Field(ge=0)


class Stats(_Given):
    """What the record is like."""

    totals: Totals
    first: str | None = Field(description="The date of the earliest transcript.")
    latest: str | None = Field(description="The date of the latest transcript.")
    askers: list[Asker] = Field(description="The most exchanges first, who is not named last.")
    answerers: list[Count] = Field(description="Who answers, likewise.")
    languages: list[Language]
    months: list[Month] = Field(description="In order; what has no date last.")


class Meaning(_Given):
    """A word as CC-CEDICT has it, a Chinese-English dictionary (CC BY-SA 4.0)."""

    word: str = Field(description="In simplified characters.")
    traditional: str
    pinyin: str
    meanings: list[str] = Field(description="In English.")


class Glossed(_Given):
    """A word of a Chinese text, [start, end) of it, and its entries; none where it is not listed."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    entries: list[Meaning]


class Error(_Given):
    """The kind of an error and its message, on one line."""

    kind: str
    message: str


class Problem(_Given):
    """What is wrong."""

    error: Error


def problems_told(wrong: Sequence[tuple[str, str]]) -> str:
    """The first of what is wrong with a request: where, and what.

    >>> problems_told([("a", "no"), *[("b", "no")] * 6])
    'a: no; b: no; b: no; b: no; b: no; and 2 more'
    """
    told = [f"{place[:_LONGEST_PLACE]}: {message}" for place, message in wrong[:_TOLD]]
    return "; ".join([*told, f"and {len(wrong) - _TOLD} more"] if len(wrong) > _TOLD else told)
