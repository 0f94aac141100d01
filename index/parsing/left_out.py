"""What of a text is in no exchange, and why: so that nothing is left out unseen."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from onrecord.index.parsing.labels import HEAD
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import Layout, trimmed
from onrecord.index.parsing.turns import Draft, has_words
from onrecord.index.records import Exchange
from onrecord.index.report import LeftOut, LeftOutKind, Role
from onrecord.index.text.spans import Span, Spans

__all__ = ["find_left_out", "in_no_turn"]

#: Where words begin and end. There are many, and most are dropped: plain numbers.
Bounds = tuple[int, int]

_NOWHERE = (sys.maxsize, sys.maxsize)
_KINDS: dict[Role, LeftOutKind] = {
    "moderator": "moderator",
    "asker": "unanswered question",
    "answerer": "statement",
}


def _uncovered(lines: Spans, covered: Iterable[Bounds]) -> Iterator[Bounds]:
    """The parts of ``lines`` outside ``covered``; both are in order, and no line touches another."""
    ahead = iter(covered)
    start, end = next(ahead, _NOWHERE)
    for line in lines:
        at = line.start
        while end <= at:
            start, end = next(ahead, _NOWHERE)
        while start < line.end:
            if start > at:
                yield at, start
            at = end
            if end >= line.end:
                break
            start, end = next(ahead, _NOWHERE)
        if at < line.end:
            yield at, line.end


def _merged(spans: Iterable[Bounds]) -> Iterator[Bounds]:
    """Overlapping or touching spans as one, in order."""
    start, end = -1, -1
    for first, last in sorted(spans):
        if first > end:
            if end >= 0:
                yield start, end
            start, end = first, last
        elif last > end:
            end = last
    if end >= 0:
        yield start, end


def find_left_out(
    text: str,
    lines: Spans,
    markers: Sequence[Marker],
    drafts: Sequence[Draft],
    minor: Sequence[int],
    closing: int | None,
    exchanges: Sequence[Exchange],
) -> tuple[LeftOut, ...]:
    """Every run of words that is in no exchange and no marker of one, by kind.

    Args:
        text: the document's text.
        lines: its lines.
        markers: the markers in use, in order.
        drafts: all turns, before minor turns and the closing were taken out.
        minor: the starts of the minor turns.
        closing: where the closing begins.
        exchanges: what was found.
    """
    taken = [(m.start, m.words) for m in markers if m.start < m.words]
    for exchange in exchanges:
        taken += [(span.start, span.end) for turn in exchange.turns() for span in turn.spans]
    starts = [draft.paragraphs[0].start for draft in drafts]
    minor_starts = frozenset(minor)
    inside = {turn.spans[0].start for exchange in exchanges for turn in exchange.turns()}
    found: dict[LeftOutKind, list[Span]] = {}
    last: LeftOutKind | None = None
    for start, end in _uncovered(lines, _merged(taken)):
        bare = trimmed(text, start, end)
        if bare is None or not has_words(text, bare):
            continue
        nearest = bisect_right(starts, bare.start) - 1
        kind: LeftOutKind
        if bare.end <= markers[0].start:
            kind = "front matter"
        elif closing is not None and bare.start >= closing:
            kind = "closing"
        elif nearest < 0 or bare.start >= drafts[nearest].paragraphs[-1].end or starts[nearest] in inside:
            kind = "furniture"
        else:
            kind = "minor turn" if starts[nearest] in minor_starts else _KINDS[drafts[nearest].role]
        of_kind = found.setdefault(kind, [])
        if kind == last and not text[of_kind[-1].end : bare.start].strip():
            of_kind[-1] = Span(of_kind[-1].start, bare.end)
        else:
            of_kind.append(bare)
        last = kind
    return tuple(LeftOut(kind, tuple(spans)) for kind, spans in found.items())


def _together(text: str, lines: Iterable[Span]) -> Iterator[Span]:
    """Lines between which nothing else stands as one span, so that it keeps its paragraphs."""
    last: Span | None = None
    for line in lines:
        if last and not text[last.end : line.start].strip():
            last = Span(last.start, line.end)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def in_no_turn(text: str, layout: Layout) -> tuple[LeftOut, ...]:
    """All of a text without markers: a statement, but for its furniture and the fields at its head."""
    aside = _uncovered(layout.printed, ((line.start, line.end) for line in layout.lines))
    head = found.end() if (found := HEAD.match(text)) else 0
    parts = (
        LeftOut("front matter", tuple(line for line in layout.lines if line.start < head)),
        LeftOut("statement", tuple(_together(text, [line for line in layout.lines if line.start >= head]))),
        LeftOut("furniture", tuple(Span(start, end) for start, end in aside)),
    )
    return tuple(part for part in parts if part.spans)
