"""The JSON of an answer, described once: its schema is made from these models, and it is checked with them.

They describe what :meth:`onrecord.rag.answer.Answer.to_dict` and :meth:`onrecord.rag.citations.Quote.to_dict`
write. Only what describes or reads JSON imports this module and with it pydantic: asking a question does not.

``python -m onrecord.rag.contract > rag/answer.schema.json`` writes the schema anew.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict
from typing_extensions import TypeAliasType

from onrecord.rag.requests import Request
from onrecord.rag.verdict import Verdict

__all__ = [
    "Answer", "Contract", "Number", "Quote", "Range", "ReadFilters", "Turn", "answer_schema", "untitled",
]  # fmt: skip


def untitled(schema: dict[str, Any]) -> None:
    """Take the titles out that pydantic makes of the names of fields: they say nothing more."""
    for field in schema.get("properties", {}).values():
        field.pop("title", None)


def _in_order(bounds: tuple[int, int]) -> tuple[int, int]:
    if bounds[0] >= bounds[1]:
        raise ValueError(f"[{bounds[0]}, {bounds[1]}) is no range")
    return bounds


# A list becomes a tuple, but nothing else becomes what it is not: a number in quotes is no number.
Range = TypeAliasType(
    "Range",
    Annotated[
        tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=1)]],
        Strict(False),
        AfterValidator(_in_order),
    ],
)

Number = Annotated[int, Field(ge=1)]


class Contract(BaseModel):
    """What all contracts have in common: nothing unknown, nothing turned into what it is not."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra=untitled)


class Turn(Contract):
    """What one speaker says without a break in the exchange around a quote."""

    role: Literal["asker", "answerer", "moderator"]
    speaker: str | None = Field(description="Who speaks, as printed.")
    outlet: str | None = Field(description="The speaker's paper or station, as printed.")
    part: Literal["question", "answer"] = Field(description="Which of the two the words stand in.")
    range: Range = Field(description="[start, end) character offsets of the words inside that part.")


class Quote(Contract):
    """Exact words of the record, with their address and what stands around them."""

    citation: str = Field(
        description="transcript/exchange@start-end, or transcript/s3@start-end in "
        "the third statement: the quote's address."
    )
    label: str = Field(
        description="A line for people: who said it and to whom, date, exchange, page or time."
    )
    text: str = Field(description="Exact words of the record: the slices of the spans, joined.")
    spans: list[Range] = Field(
        min_length=1,
        description="[start, end) character offsets into the transcript's text. Several where a break "
        "interrupts the words.",
    )
    score: float = Field(description="The fused score; higher is better, no fixed range.")
    views: list[Literal["question", "passage", "sentence", "words"]] = Field(
        description="The ways in which it was found, the strongest first."
    )
    transcript: str = Field(description="The transcript's id.")
    title: str
    exchange: Number | None = Field(
        description="The number of the exchange, from 1; null where the words are in a statement."
    )
    statement: Number | None = Field(
        description="The number of the statement, from 1: words that answer no question. They are in answer, "
        "and question is empty."
    )
    date: str | None = Field(description="The transcript's date, YYYY-MM-DD.")
    place: str | None = Field(description="Where it was said, as the document tells.")
    speakers: list[str] = Field(
        description="Who answers in the transcript: as the document lists them, else as the markers name "
        "them."
    )
    language: str | None = Field(
        description="The BCP 47 tag of the language that the document says it is in."
    )
    address: str | None = Field(description="The http(s) address at which the document was published.")
    page: Number | None = Field(
        description="The page on which the quote begins, from 1, in documents that have pages."
    )
    time: Annotated[str, Field(pattern="^[0-9]{2,}:[0-9]{2}:[0-9]{2}$")] | None = Field(
        description="When the quote begins in the recording, HH:MM:SS, in captions."
    )
    follows: Number | None = Field(description="The number of the exchange that this exchange follows up.")
    speaker: str | None = Field(
        description="Who said these very words, as printed: the speaker of the turn that holds them. Null "
        "where the transcript names nobody, and where several people said them: see turns."
    )
    role: Literal["asker", "answerer", "moderator"] | None = Field(
        description="The role in which they were said; null where several people said them in several roles."
    )
    asker: str | None = Field(description="Who asked first in the exchange, as printed.")
    outlet: str | None = Field(description="The asker's paper or station, as printed.")
    answerer: str | None = Field(description="Who answered first in the exchange, as printed.")
    question: str = Field(description="The whole question of the exchange.")
    answer: str = Field(description="The whole answer of the exchange.")
    marks: list[Range] = Field(description="[start, end) character offsets of the quote inside the answer.")
    question_marks: list[Range] = Field(
        description="[start, end) character offsets of the quote inside the question."
    )
    turns: list[Turn] = Field(description="The turns of the exchange, in order: who said what of the two.")
    focus: Range | None = Field(
        description="[start, end) offsets, inside the text, of the one or two sentences that most surely "
        "answer; null where these are the whole quote."
    )


Day = Annotated[str, Field(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class ReadFilters(Contract):
    """The filters that the question named in its own words, beside those that were given."""

    since: Day | None = Field(description="The first date.")
    until: Day | None = Field(description="The last date, inclusive.")
    outlets: list[str] = Field(description="Papers or stations of the askers, as printed in the record.")
    answerers: list[str] = Field(description="Who answers, as printed in the record.")
    transcripts: list[str] = Field(description="Ids of transcripts whose titles are named.")
    words: list[str] = Field(description="The words of the question that were read so.")
    counted_from: Day | None = Field(
        description="The date of the newest transcript, where a date such as last year counts from it."
    )
    used: bool = Field(description="False where nothing passes them, so that it was asked without.")


class Answer(Contract):
    """What On Record found for one question."""

    id: str = Field(description="The id that was asked with, or one that is unique.")
    question: str = Field(description="The question as it was asked, without white space around it.")
    understood: list[str] = Field(
        description="The questions that were taken together, as they were asked: earlier ones that this one "
        "leans on, and this one."
    )
    unheard: list[str] = Field(
        description="Names in the question, as it writes them, that the record never says: places by any "
        "name, and in records in English other names too."
    )
    request: Request | None = Field(
        description="What is asked for where that is no quote: a summary, a list of all there is, how often "
        "something is said, or a translation. On Record does none of them. Null where quotes may answer."
    )
    read_filters: ReadFilters | None = Field(
        description="Which part of the record was asked because the question, or one that it leans on, names "
        "it: dates, an outlet, who answers, a title. Null where it names none."
    )
    verdict: Verdict = Field(
        description="What the record has, as far as the program can tell. answered: quotes that answer. "
        "on_topic: quotes about what is asked, which may not answer it. not_in_record: nothing about it."
    )
    answered: bool = Field(
        description="Whether the verdict is answered. False where a summary, a count or a translation is "
        "asked for; of a list the quotes are only the beginning."
    )
    confidence: float = Field(ge=0, le=1, description="How sure it is that the record answers.")
    quotes: list[Quote] = Field(
        description="The quotes, grouped by exchange, the best exchange first. Empty when it is not answered."
    )
    nearest: list[Quote] = Field(
        description="When it is not answered: what would have been shown. Related, but not an answer; "
        "where the verdict is on_topic, perhaps one."
    )
    error: str = Field(
        default_factory=str, description="Only in a batch: why this question could not be asked."
    )


def answer_schema() -> str:
    """The JSON Schema of an answer, as ``rag/answer.schema.json`` holds it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Answer.model_json_schema()}
    # The names by which others refer to its parts begin with a small letter.
    schema["$defs"] = {name.lower(): part for name, part in schema["$defs"].items()}
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return re.sub(r"(?<=#/\$defs/)\w+", lambda name: name[0].lower(), text)


if __name__ == "__main__":
    print(answer_schema(), end="")
