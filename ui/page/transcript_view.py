"""The whole transcript with quotes marked in it: every character as printed, every exchange in a list.

The text is there once, in order and complete; what belongs to no question and no answer (labels, heads,
page numbers) is only drawn paler. A browser lays out what is in view and leaves the rest for later, so
that a megabyte opens as fast as a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.spans import Span, extent
from onrecord.ui.markup import escaped, record_text, script_language, shown
from onrecord.ui.messages import Messages
from onrecord.ui.page import facts
from onrecord.ui.page.relocate import Standing

__all__ = ["transcript_view"]

# Characters of a question in the list of exchanges.
_IN_LIST = 90
# A line that is longer is laid out in pieces: one block of a megabyte would hold up the page.
_PIECE = 8_000
_SENTENCE_END = re.compile(r"[。！？.!?؟]\s*|\n|\s")


def transcript_view(transcript: Transcript, quotes: Sequence[Standing], words: Messages) -> str:
    """``transcript`` with ``quotes`` marked; the marks of the second quote have ``data-quote="2"``."""
    known = [facts.date(transcript.date), facts.name(transcript.place)]
    known.append(words.exchanges.format(count=len(transcript.exchanges)))
    items = "".join(_in_list(transcript.text, each, words) for each in transcript.exchanges)
    return (
        f'<div class="transcript" lang="{words.tag}" dir="{words.direction}">'
        f'<header class="top"><h2 id="transcript-title">{record_text("bdi", transcript.title)}</h2>'
        f'<p class="facts">{facts.line(known)}</p></header>'
        f'<nav class="contents" aria-label="{words.contents}"><details open>'
        f"<summary>{words.contents}</summary><ol>{items}</ol></details></nav>"
        f'<div class="text record" tabindex="0" role="region" aria-labelledby="transcript-title" '
        f'lang="{escaped(transcript.language or script_language(transcript.text[:2000]))}">'
        f"{''.join(_text(transcript, quotes))}</div></div>"
    )


def _in_list(text: str, exchange: Exchange, words: Messages) -> str:
    question = " ".join(" ".join(turn.words(text)[: _IN_LIST * 2] for turn in exchange.question).split())
    if len(question) > _IN_LIST:
        question = question[:_IN_LIST].rstrip() + "…"
    number = words.question_number.format(number=exchange.number)
    return (
        f'<li><button type="button" data-exchange="{exchange.number}">'
        f'<span class="facts">{facts.line([number, facts.name(exchange.outlet or exchange.asker)])}</span>'
        f"{record_text('span', question)}</button></li>"
    )


def _text(transcript: Transcript, quotes: Sequence[Standing]) -> Iterator[str]:
    """The text from its first character to its last, one element an exchange."""
    text = transcript.text
    at = 0
    for exchange in transcript.exchanges:
        whole = extent(tuple(span for turn in exchange.turns() for span in turn.spans))
        start = at + _label(text[at : whole.start])
        if start > at:
            yield f'<div class="outside">{"".join(_pieces(text, at, start, ()))}</div>'
        marks = _marks(quotes, start, whole.end)
        asked = [span for turn in exchange.question for span in turn.spans]
        said = [span for turn in exchange.answer for span in turn.spans]
        inside = "".join(_exchange(text, start, whole.end, asked, said, marks))
        yield f'<section class="exchange" data-number="{exchange.number}" tabindex="-1">{inside}</section>'
        at = whole.end
    if at < len(text):
        yield f'<div class="outside">{"".join(_pieces(text, at, len(text), ()))}</div>'


def _label(between: str) -> int:
    """Where the label of the next turn begins in what stands between two turns: after the last blank line."""
    ends = [found.end() for found in re.finditer(r"\n\s*\n|\n", between.rstrip())]
    blank = [found.end() for found in re.finditer(r"\n[^\S\n]*\n\s*", between.rstrip())]
    return (blank or ends or [len(between) - len(between.lstrip())])[-1]


def _marks(quotes: Sequence[Standing], start: int, end: int) -> list[tuple[Span, int]]:
    """The spans of quotes inside ``[start, end)``, each with the number of its quote."""
    return [
        (span, number)
        for number, quote in enumerate(quotes, 1)
        for span in quote.spans
        if span.start < end and span.end > start
    ]


def _exchange(
    text: str, start: int, end: int, asked: list[Span], said: list[Span], marks: list[tuple[Span, int]]
) -> Iterator[str]:
    """An exchange with its label: questions, answers and what is neither, each in its own elements."""
    at = start
    for span, kind in sorted([*((s, "asked") for s in asked), *((s, "said") for s in said)]):
        if span.start > at:
            yield f'<span class="label">{"".join(_pieces(text, at, span.start, marks))}</span>'
        low = max(span.start, at)
        if span.end > low:
            yield f'<span class="{kind}">{"".join(_pieces(text, low, span.end, marks))}</span>'
        at = max(at, span.end)
    if end > at:
        yield f'<span class="label">{"".join(_pieces(text, at, end, marks))}</span>'


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[Span, int]]) -> Iterator[str]:
    """``text[start:end]`` as HTML, cut at the bounds of marks and, where it is very long, into blocks."""
    cuts = {start, end}
    for span, _ in marks:
        cuts |= {min(max(span.start, start), end), min(max(span.end, start), end)}
    bounds = sorted(cuts)
    for left, right in pairwise(bounds):
        numbers = [str(n) for span, n in marks if span.start <= left and right <= span.end]
        if numbers:
            yield f'<mark data-quote="{" ".join(numbers)}">{shown(text[left:right])}</mark>'
        elif right - left <= _PIECE:
            yield shown(text[left:right])
        else:
            yield from (
                f'<span class="piece">{shown(text[a:b])}</span>' for a, b in _blocks(text, left, right)
            )


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``[start, end)`` cut after sentences, where there are any, into pieces of about ``_PIECE``."""
    while end - start > _PIECE:
        found = _SENTENCE_END.search(text, start + _PIECE // 2, start + _PIECE)
        cut = found.end() if found else start + _PIECE
        yield start, cut
        start = cut
    yield start, end
