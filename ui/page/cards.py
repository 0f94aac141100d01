"""The pane beside the question: each quote where it stands, on a card.

Card 2 of the third question is the element ``passage-3-2``; a number in the conversation points to it
with ``data-passage="3-2"``. Every question keeps its cards, so each number leads to its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.rag.citations import Part, Quote
from onrecord.rag.source_line import source_line
from onrecord.rag.verdict import strength
from onrecord.ui.markup import character_range, marked, named
from onrecord.ui.messages import Messages
from onrecord.ui.page.conversation import Asked
from onrecord.ui.templates import render

__all__ = ["passages"]


# Characters of a question that is shown whole.
_IN_SHORT = 160


def passages(asked: Sequence[Asked], words: Messages) -> str:
    """The cards of every question that has an answer, one group a question.

    The page shows one group at a time: the newest, or the one a number was clicked in.
    """
    return render(
        "passages",
        asked=asked,
        words=words,
        in_short=_IN_SHORT,
        beside=_beside,
        character_range=character_range,
        focus_in=_focus_in,
        marked=marked,
        named=named,
        source_line=source_line,
        strength=strength,
        voices=_voices,
    )


def _focus_in(quote: Quote) -> tuple[int, int] | None:
    """Where in its answer the sentences of a quote stand that most surely answer."""
    if not quote.focus or not quote.marks:
        return None
    first = quote.marks[0][0]
    return first + quote.focus[0], first + quote.focus[1]


def _beside(quotes: Sequence[Quote], n: int, turn: int) -> list[tuple[str, int]]:
    """The other quotes from the exchange of quote ``n``: their passages and their numbers."""
    here = quotes[n - 1].citation
    return [
        (f"{turn}-{other}", other)
        for other, each in enumerate(quotes, 1)
        if other != n
        and (each.citation.transcript, each.citation.exchange) == (here.transcript, here.exchange)
    ]


def _voices(quote: Quote, part: Part, words: Messages) -> dict[int, str]:
    """Where in the question or the answer who speaks, if it is more than one; their role where it is all."""
    turns = [turn for turn in quote.turns if turn.part == part]
    if len({(turn.role, turn.speaker) for turn in turns}) < 2:
        return {}
    roles = {"asker": words.source.question, "answerer": words.source.answer}
    return {turn.start: turn.speaker or roles.get(turn.role, "") for turn in turns}
