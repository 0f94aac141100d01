"""The JSON of what a language model wrote, described once; answers are in :mod:`onrecord.rag.contract`."""

from __future__ import annotations

from pydantic import Field

from onrecord.rag.contract import Contract, Number
from onrecord.rag.llm.check import FlagKind

__all__ = ["Flag", "Part", "Sentence", "Translation", "Written"]


class Flag(Contract):
    """Something that none of the quotes holds that are cited for it."""

    kind: FlagKind = Field(
        description="quotation: words that stood in quotation marks and are none of a cited quote; number, "
        "date, name: one that no cited quote has in any spelling that the program knows."
    )
    words: str = Field(description="What it is about, as the model wrote it.")


class Part(Contract):
    """A piece of a sentence."""

    text: str
    quote: Number | None = Field(
        description="The number of the quote, from 1, of which the text is a slice; null where the words are "
        "the model's."
    )


class Sentence(Contract):
    """A sentence of the language model, checked: it is not the record."""

    text: str = Field(description="Its parts as one; “ and ” stand around slices of quotes and nothing else.")
    parts: list[Part]
    numbers: list[Number] = Field(min_length=1, description="The quotes that it cites, from 1.")
    flags: list[Flag] = Field(description="What no cited quote holds.")
    support: float | None = Field(
        ge=0,
        le=1,
        description="How likely it is, by the reader, that a cited quote says it; null without a reader.",
    )
    weak: bool = Field(description="Whether the quotes hardly say it, as far as the reader can tell.")


class Written(Contract):
    """What a language model wrote over the quotes of an answer, as far as it passed the check."""

    model: str = Field(description="Its name.")
    server: str = Field(description="The server that was sent the question and the quotes.")
    sentences: list[Sentence]
    left_out: int = Field(ge=0, description="Sentences that cited no quote, which are not given.")
    unanswered: bool = Field(description="Whether the model says that the quotes do not answer.")
    cut: bool = Field(description="Whether it wrote more than is taken.")
    problem: str | None = Field(description="What went wrong with the model, if anything did.")
    seconds: float = Field(ge=0)
    asked_tokens: int | None = Field(description="Tokens that it read, as the server counts them.")
    written_tokens: int | None = Field(description="Tokens that it wrote, as the server counts them.")


class Translation(Contract):
    """A machine's translation of a quote, which is not the record."""

    citation: str = Field(description="The quote's address.")
    language: str = Field(description="The BCP 47 code of the language.")
    text: str
    model: str = Field(description="The name of the language model.")
    flags: list[Flag] = Field(description="What the quote does not hold.")
