"""The whole transcript with quotes marked in it: every character as printed, every exchange in a list.

The text is there once, in order and complete; what belongs to no question and no answer (labels, heads,
page numbers) is only drawn paler. A browser lays out what is in view and leaves the rest for later, so
that a megabyte opens as fast as a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.spans import Span, extent
from onrecord.ui.markup import script_language
from onrecord.ui.messages import Messages
from onrecord.ui.page.relocate import Standing
from onrecord.ui.templates import render

__all__ = ["transcript_view"]

# Characters of a question in the list of exchanges.
_IN_LIST = 90
# A line that is longer is laid out in pieces: one block of a megabyte would hold up the page.
_PIECE = 8_000
_SENTENCE_END = re.compile(r"[。！？.!?؟]\s*|\n|\s")

_Mark = tuple[Span, int, bool]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some of the text: inside the quotes of these numbers, or a block that is laid out by itself.

    ``strong`` are the numbers of those quotes of which it is what answers.
    """

    text: str
    quotes: str = ""
    strong: str = ""
    block: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """An exchange by its number, or what stands outside of all: runs of pieces, each asked, said or label."""

    exchange: int | None
    runs: tuple[tuple[str, tuple[_Piece, ...]], ...]


def transcript_view(transcript: Transcript, quotes: Sequence[Standing], words: Messages) -> str:
    """``transcript`` with ``quotes`` marked; the marks of the second quote have ``data-quote="2"``.

    What of it answers has ``data-strong="2"`` too.
    """
    return render(
        "transcript",
        transcript=transcript,
        language=transcript.language or script_language(transcript.text[:2000]),
        parts=_parts(transcript, quotes),
        beginning=_beginning,
        words=words,
    )


def _beginning(text: str, exchange: Exchange) -> str:
    """The beginning of a question or a statement, on one line."""
    turns = exchange.question or exchange.answer
    question = " ".join(" ".join(turn.words(text)[: _IN_LIST * 2] for turn in turns).split())
    return question if len(question) <= _IN_LIST else question[:_IN_LIST].rstrip() + "…"


def _parts(transcript: Transcript, quotes: Sequence[Standing]) -> Iterator[_Part]:
    """The text from its first character to its last."""
    text = transcript.text
    at = 0
    for exchange in transcript.parts:
        if any(span.start < at for turn in exchange.turns() for span in turn.spans):
            continue  # it stands inside the exchange before, and is drawn there
        whole = extent(tuple(span for turn in exchange.turns() for span in turn.spans))
        start = at + _label(text[at : whole.start])
        if start > at:
            yield _outside(text, at, start)
        marks = _marks(quotes, start, whole.end)
        asked = [span for turn in exchange.question for span in turn.spans]
        said = [span for turn in exchange.answer for span in turn.spans]
        yield _Part(exchange.number, tuple(_runs(text, start, whole.end, asked, said, marks)))
        at = whole.end
    if at < len(text):
        yield _outside(text, at, len(text))


def _outside(text: str, start: int, end: int) -> _Part:
    return _Part(None, (("outside", _pieces(text, start, end, ())),))


def _label(between: str) -> int:
    """Where the label of the next turn begins in what stands between two turns: after the last blank line."""
    ends = [found.end() for found in re.finditer(r"\n\s*\n|\n", between.rstrip())]
    blank = [found.end() for found in re.finditer(r"\n[^\S\n]*\n\s*", between.rstrip())]
    return (blank or ends or [len(between) - len(between.lstrip())])[-1]


def _marks(quotes: Sequence[Standing], start: int, end: int) -> list[_Mark]:
    """The spans of quotes inside ``[start, end)``, with the number of each and whether it answers."""
    return [
        (span, number, strong)
        for number, quote in enumerate(quotes, 1)
        for strong, spans in ((False, quote.spans), (True, quote.focus or quote.spans))
        for span in spans
        if span.start < end and span.end > start
    ]


def _runs(
    text: str, start: int, end: int, asked: list[Span], said: list[Span], marks: list[_Mark]
) -> Iterator[tuple[str, tuple[_Piece, ...]]]:
    """An exchange with its label: questions, answers and what is neither, each in runs of their own."""
    at = start
    for span, kind in sorted([*((s, "asked") for s in asked), *((s, "said") for s in said)]):
        if span.start > at:
            yield "label", _pieces(text, at, span.start, marks)
        low = max(span.start, at)
        if span.end > low:
            yield kind, _pieces(text, low, span.end, marks)
        at = max(at, span.end)
    if end > at:
        yield "label", _pieces(text, at, end, marks)


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark]) -> tuple[_Piece, ...]:
    """``text[start:end]`` cut at the bounds of marks and, where it is very long, into blocks."""
    cuts = {start, end}
    for span, *_ in marks:
        cuts |= {min(max(span.start, start), end), min(max(span.end, start), end)}
    pieces: list[_Piece] = []
    for left, right in pairwise(sorted(cuts)):
        inside = [mark for mark in marks if mark[0].start <= left and right <= mark[0].end]
        numbers, strong = (" ".join(str(n) for _, n, on in inside if on is which) for which in (False, True))
        if numbers or right - left <= _PIECE:
            pieces.append(_Piece(text[left:right], numbers, strong))
        else:
            pieces += [_Piece(text[a:b], block=True) for a, b in _blocks(text, left, right)]
    return tuple(pieces)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``[start, end)`` cut after sentences, where there are any, into pieces of about ``_PIECE``."""
    while end - start > _PIECE:
        found = _SENTENCE_END.search(text, start + _PIECE // 2, start + _PIECE)
        cut = found.end() if found else start + _PIECE
        yield start, cut
        start = cut
    yield start, end
