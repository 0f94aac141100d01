"""Markers to exchanges: turns, without those that neither ask nor answer, and grouped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.index.parsing.evidence import Evidence
from onrecord.index.parsing.labels import Scheme
from onrecord.index.parsing.minor_turns import without_minor
from onrecord.index.parsing.paragraphs import Layout, trimmed
from onrecord.index.parsing.question_signs import breaks_off
from onrecord.index.parsing.turn_endings import drop_closing, drop_directions, drop_headings
from onrecord.index.parsing.turns import Draft, cut_unmarked_answers, draft_turns
from onrecord.index.records import Exchange, Note, Turn
from onrecord.index.text.spans import Span, joined

__all__ = ["Found", "exchanges_of", "without_edges"]

# How sure it must be that words ask, and that they are no part of a question or an answer.
_ASKS = 0.5
_ASIDE = 0.85
_LINE = re.compile(r"[^\s][^\r\n]*")


@dataclass(frozen=True, slots=True)
class Found:
    """What a document's markers come to.

    ``every`` are all turns, ``minor`` the starts of those that ask and answer nothing, ``closing`` is where
    what closes the session begins.
    """

    scheme: Scheme
    every: tuple[Draft, ...]
    exchanges: tuple[Exchange, ...]
    notes: tuple[Note, ...]
    minor: tuple[int, ...] = ()
    closing: int | None = None


def exchanges_of(
    text: str,
    layout: Layout,
    scheme: Scheme,
    *,
    as_given: bool = False,
    by_look: bool = False,
    complete: bool = False,
) -> Found:
    """The exchanges that markers make.

    ``as_given`` takes every turn for what its marker says; so does ``by_look``, but for what closes it all.
    Where markers are ``complete``, no answer without one is looked for in what somebody asks.
    """
    drafts: Sequence[Draft] = draft_turns(text, layout, scheme.markers, scheme.inferred)
    minor: Sequence[int] = ()
    closing = None
    every = drafts
    if by_look:
        drafts, closing = drop_closing(text, drafts)
    elif not as_given:
        every = drafts if complete else cut_unmarked_answers(text, drafts)
        drafts, minor = without_minor(text, drop_headings(text, drop_directions(text, every)))
        drafts, closing = drop_closing(text, drafts)
    exchanges, notes = _exchanges(text, drafts)
    return Found(scheme, tuple(every), tuple(exchanges), tuple(notes), tuple(minor), closing)


def without_edges(text: str, found: Found, evidence: Evidence) -> Found:
    """The exchanges without greetings before the first question, and what closes behind the last answer.

    Args:
        text: the document's text.
        found: its exchanges.
        evidence: what words tell of who says them.
    """
    if not found.exchanges:
        return found
    first = found.exchanges[0]
    said = [joined(text, turn.spans) for turn in first.question]
    opening = next((i for i, words in enumerate(said) if evidence.asks(words) >= _ASKS), 0)
    if evidence.model is None or any(map(breaks_off, said[:opening])):
        opening = 0
    exchanges = (replace(first, question=first.question[opening:]), *found.exchanges[1:])
    last = exchanges[-1]
    turns, closing = list(last.answer), found.closing
    while turns:
        spans = list(turns[-1].spans)
        pieces = [(i, line) for i, span in enumerate(spans) for line in _lines(text, span)]
        while len(pieces) > (len(turns) == 1) and evidence.aside(pieces[-1][1].of(text)) >= _ASIDE:
            i, line = pieces.pop()
            closing = line.start
            kept = trimmed(text, spans[i].start, line.start)
            spans[i:] = [kept] if kept else []
        if pieces:
            turns[-1] = replace(turns[-1], spans=tuple(spans))
            break
        turns.pop()
    return replace(found, exchanges=(*exchanges[:-1], replace(last, answer=tuple(turns))), closing=closing)


def _lines(text: str, span: Span) -> list[Span]:
    """The lines of a span."""
    return [Span(span.start + m.start(), span.start + m.end()) for m in _LINE.finditer(span.of(text))]


def _exchanges(text: str, drafts: Sequence[Draft]) -> tuple[list[Exchange], list[Note]]:
    """Group turns: a question is all askers' turns up to an answer; the next asker begins another."""
    exchanges: list[Exchange] = []
    notes: list[Note] = []
    question: list[Turn] = []
    answer: list[Turn] = []
    said: list[str] = []

    def close() -> None:
        number = len(exchanges) + 1
        if question and answer:
            exchanges.append(Exchange(number, tuple(question), tuple(answer)))
            notes.extend(Note(message, number) for message in said)
        elif question:
            start = question[0].spans[0].start
            notes.append(Note(f"the question at character {start} has no answer; it is kept as a statement"))
        question.clear()
        answer.clear()
        said.clear()

    for draft in drafts:
        if draft.role == "asker" and answer:
            close()
        if draft.role == "moderator" or (draft.role == "answerer" and not question):
            continue
        turn, messages = draft.turn(text)
        (question if draft.role == "asker" else answer).append(turn)
        said.extend(messages)
    close()
    return exchanges, notes
