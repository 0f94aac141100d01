"""What of a text is in no exchange, and why: so that nothing is left out unseen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from index.parsing.markers import Marker
from index.parsing.paragraphs import trimmed
from index.parsing.turns import Draft
from index.records import Exchange
from index.report import LeftOut, LeftOutKind, Role
from index.spans import Span, Spans

__all__ = ["find_left_out"]

_KINDS: dict[Role, LeftOutKind] = {
    "moderator": "moderator",
    "asker": "unanswered question",
    "answerer": "statement",
}


def _uncovered(lines: Spans, covered: Sequence[Span]) -> Iterator[Span]:
    """The parts of ``lines`` outside ``covered``, which is in order."""
    starts = [span.start for span in covered]
    for line in lines:
        at = line.start
        first, last = bisect_right(starts, line.start) - 1, bisect_left(starts, line.end)
        for span in covered[max(0, first) : last]:
            if span.start > at:
                yield Span(at, span.start)
            at = max(at, span.end)
        if at < line.end:
            yield Span(at, line.end)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans as one, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


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
    labels = [Span(m.start, m.words) for m in markers if m.start < m.words]
    spoken = [span for exchange in exchanges for turn in exchange.turns() for span in turn.spans]
    starts = [draft.paragraphs[0].start for draft in drafts]
    minor_starts = frozenset(minor)
    inside = {turn.spans[0].start for exchange in exchanges for turn in exchange.turns()}
    found: dict[LeftOutKind, list[Span]] = {}
    last: LeftOutKind | None = None
    for piece in _uncovered(lines, _merged([*labels, *spoken])):
        bare = trimmed(text, piece.start, piece.end)
        if bare is None or not any(c.isalnum() for c in bare.of(text)):
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
