"""Whether a record speaks of a few words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.index.archive.archive import Archive
from onrecord.index.records import Transcript
from onrecord.index.text.lexical import tokens
from onrecord.index.turn_text import Reading
from onrecord.rag.retrieval import Hit

__all__ = ["said_of"]


def said_of(
    archive: Archive, question: str, hits: Sequence[Hit], transcript: Callable[[str], Transcript]
) -> bool:
    """Whether ``question`` is a few words that ask nothing, all of which one hit's exchange says."""
    terms = archive.keywords(question)
    return bool(terms) and any(_holds(_words(hit, transcript), terms) for hit in hits)


def _words(hit: Hit, transcript: Callable[[str], Transcript]) -> str:
    whole = transcript(hit.transcript)
    exchange = whole.part(hit.exchange)
    assert exchange is not None
    reading = Reading(whole.text, [turn.spans for turn in (*exchange.question, *exchange.answer)])
    return f" {' '.join(tokens(reading.words))} "


def _holds(words: str, terms: Sequence[Sequence[str]]) -> bool:
    """Whether each term is there by one of its phrases; one that ends with ``*`` may go on."""
    return all(any(_found(phrase) in words for phrase in phrases) for phrases in terms)


def _found(phrase: str) -> str:
    return f" {phrase[1:-2]}" if phrase[-1] == "*" else f" {phrase[1:-1]} "
