"""The JSON of formulas and of changes, described once, as :mod:`onrecord.rag.contract` describes answers.

These are what :meth:`onrecord.rag.formulas.Formulas.to_dict` and :meth:`onrecord.rag.changes.Changes.to_dict`
write.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from onrecord.rag.contract import Contract, Number, Range, ReadFilters
from onrecord.rag.trace_contract import Answered, Count, Share, Words

__all__ = ["Change", "Changes", "Formula", "Formulas", "Sentence", "Step"]


class Sentence(Words):
    """A sentence of an answer or a statement, or some clauses of one."""

    transcript: str = Field(description="The transcript's id.")
    title: str
    date: str | None = Field(description="The transcript's date, YYYY-MM-DD.")


class Formula(Sentence):
    """Words that at least two exchanges say, as they were first said exactly so."""

    times: Number = Field(description="How many exchanges and statements say them, exactly or nearly.")
    first: Sentence = Field(description="The earliest sentence that holds them.")
    latest: Sentence = Field(description="The latest sentence that holds them.")
    uses: list[str] = Field(description="The citations of all of them, by date; what has none comes last.")


class Formulas(Contract):
    """The most repeated formulas of the record, most often used first."""

    found: Count = Field(description="How many formulas there are, even where fewer were asked for.")
    searched: Count = Field(description="How many exchanges and statements the filters let pass.")
    formulas: list[Formula]


class Change(Sentence):
    """A sentence of an answer, and the latest one of an earlier answer that it repeats."""

    state: Literal["new", "repeated", "changed"] = Field(
        description="new: nothing of it was said before in these words; repeated: it was, letter by letter; "
        "changed: it was, with other words in it or around it."
    )
    times: Count = Field(description="How many earlier answers say it, or a part of it.")
    before: Sentence | None = Field(description="The sentence that it repeats; null where it is new.")
    kept: list[Range] = Field(description="[start, end) of what of its text stands in the earlier text.")
    kept_before: list[Range] = Field(description="[start, end) of the same in the earlier text.")


class Step(Answered):
    """One answer, compared with those before it."""

    sentences: list[Change] = Field(description="The sentences of the answer, in order.")
    left_out: list[Sentence] = Field(
        description="Sentences of the answer before it that two earlier ones had said, and this one does not."
    )


class Changes(Contract):
    """The answers on a question, by date, each compared with those before it."""

    question: str = Field(description="The question as it was asked, without white space around it.")
    least: Share = Field(description="What is less likely to speak to it is not compared.")
    read_filters: ReadFilters | None = Field(
        description="Which part of the record was looked at because the question names it; null where it "
        "names none."
    )
    answers: Count = Field(description="How many there are in all, even where fewer were asked for.")
    new: Count = Field(description="How many sentences of them all say nothing in the words of earlier ones.")
    repeated: Count
    changed: Count
    steps: list[Step] = Field(description="All answers, or the part of them that was asked for.")
