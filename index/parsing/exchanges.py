"""Markers to exchanges: turns, without those that neither ask nor answer, and grouped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.index.parsing.labels import Scheme
from onrecord.index.parsing.minor_turns import without_minor
from onrecord.index.parsing.paragraphs import Layout
from onrecord.index.parsing.turn_endings import drop_closing, drop_directions, drop_headings
from onrecord.index.parsing.turns import Draft, cut_unmarked_answers, draft_turns
from onrecord.index.records import Exchange, Note, Turn

__all__ = ["Found", "exchanges_of"]


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
    text: str, layout: Layout, scheme: Scheme, *, as_given: bool = False, complete: bool = False
) -> Found:
    """The exchanges that markers make.

    ``as_given`` takes every turn for what its marker says; where markers are ``complete``, no answer without
    one is looked for in what somebody asks.
    """
    drafts: Sequence[Draft] = draft_turns(text, layout, scheme.markers, scheme.inferred)
    minor: Sequence[int] = ()
    closing = None
    every = drafts
    if not as_given:
        every = drafts if complete else cut_unmarked_answers(text, drafts)
        drafts, minor = without_minor(text, drop_headings(text, drop_directions(text, every)))
        drafts, closing = drop_closing(text, drafts)
    exchanges, notes = _exchanges(text, drafts)
    return Found(scheme, tuple(every), tuple(exchanges), tuple(notes), tuple(minor), closing)


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
            notes.append(Note(f"the question at character {start} has no answer and is left out"))
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
