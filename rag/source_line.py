"""The line under a quote: who said these very words and to whom, when, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from onrecord.index.records import Citation, Role

__all__ = ["ENGLISH", "Said", "SourceWords", "attribution", "part", "source_line"]


class Said(Protocol):
    """What the line tells of a :class:`onrecord.rag.citations.Quote`."""

    @property
    def citation(self) -> Citation: ...
    @property
    def question(self) -> str: ...
    @property
    def role(self) -> Role | None: ...
    @property
    def said_by(self) -> tuple[str, ...]: ...
    @property
    def asked_by(self) -> tuple[str, ...]: ...
    @property
    def answered_by(self) -> tuple[str, ...]: ...
    @property
    def date(self) -> str | None: ...
    @property
    def page(self) -> int | None: ...
    @property
    def time(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class SourceWords:
    """How a language says it; ``{braces}`` are filled in.

    The first seven are for a quote of an answer or a question, by which of the two names are known.
    """

    answering: str
    answer_to: str
    answer: str
    asking: str
    asks: str
    question_to: str
    question: str
    exchange: str
    statement: str
    page: str


ENGLISH = SourceWords(
    answering="{speaker}, answering {other}",
    answer_to="Answer to {other}",
    answer="Answer",
    asking="{speaker}, asking {other}",
    asks="{speaker}, asking",
    question_to="Question to {other}",
    question="Question",
    exchange="Exchange {number}",
    statement="Statement {number}",
    page="Page {number}",
)


def attribution(
    quote: Said, words: SourceWords, called: Callable[[str], str] = str
) -> tuple[str, dict[str, str]]:
    """Say who said the words of a quote: a message, and the names that fill its braces.

    A name is given only where the turn that holds the words has one: elsewhere the message says that they
    are a question or an answer. Of words that several people said each is named. Where nobody asked, or
    where question and answer are quoted together, there is nothing but names. ``called`` says how a name is
    written.
    """
    speaker = ", ".join(map(called, quote.said_by))
    other = ", ".join(map(called, quote.answered_by if quote.role == "asker" else quote.asked_by))
    names = {"speaker": speaker, "other": other}
    if quote.role == "asker":
        if speaker:
            return words.asking if other else words.asks, names
        return words.question_to if other else words.question, names
    if quote.role == "answerer" and quote.question:
        if speaker and other:
            return words.answering, names
        if not speaker:
            return words.answer_to if other else words.answer, names
    return "{speaker}" if speaker else "", names


def part(citation: Citation, words: SourceWords) -> str:
    """Name the exchange or the statement that an address leads to, such as ``Exchange 9``."""
    message = words.statement if citation.exchange < 0 else words.exchange
    return message.format(number=abs(citation.exchange))


def source_line(quote: Said, words: SourceWords, called: Callable[[str], str] = str) -> str:
    """The line as plain text, such as ``王毅, answering 路透社 · 2019-03-08 · Exchange 9``.

    What is not known is left out. ``called`` says how a name is written.
    """
    message, names = attribution(quote, words, called)
    exchange = part(quote.citation, words)
    page = words.page.format(number=quote.page) if quote.page else None
    return " · ".join(filter(None, (message.format(**names), quote.date, exchange, page, quote.time)))
