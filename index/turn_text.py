r"""A turn or an answer as a reader sees it, with the way back to the source.

Words that a page break interrupts are read as one text. A :class:`Reading` is that text and the
map between its offsets and the transcript's.

>>> text = "大桥今年\n\n五月开通"
>>> reading = Reading(text, [(Span(0, 4), Span(6, 10))])
>>> reading.words
'大桥今年五月开通'
>>> reading.source(2, 6)
(Span(start=2, end=4), Span(start=6, end=8))
>>> reading.seen(Span(6, 8))
(4, 6)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from onrecord.index.text.spans import Span, Spans, clip, glue

__all__ = ["Reading", "mended"]

BETWEEN_TURNS = "\n\n"
# Where a line's end cut a word: a hyphen there, or the one that shows only there (U+00AD).
_CUT = re.compile(r"(?<=[^\W\d_])(?:\u00ad[ \t]*\r?\n?[ \t]*|[-\u2010][ \t]*\r?\n[ \t]*)(?=[^\W\d_])")


def mended(words: str) -> str:
    r"""Words as they are searched: those that a line's end cut in two are whole.

    Only small letters are joined: ``Franco-`` above ``German`` keeps its hyphen.

    >>> mended("let the pub-\nlic in, re\u00adally, Franco-\nGerman")
    'let the public in, really, Franco-\nGerman'
    """
    if "-" not in words and "\u00ad" not in words and "\u2010" not in words:
        return words
    return _CUT.sub(lambda cut: "" if cut[0][0] == "\u00ad" or words[cut.end()].islower() else cut[0], words)


class Reading:
    """The words of one turn or several, in order.

    ``turns`` holds the spans of each turn. Inside a turn the slices are joined as
    :func:`onrecord.index.records.joined` does; between two turns stands a blank line.
    """

    def __init__(self, text: str, turns: Iterable[Spans]) -> None:
        pieces: list[str] = []
        self._spans: list[Span] = []
        self._starts: list[int] = []
        self.turns: list[tuple[int, int]] = []
        """``(start, end)`` in ``words`` of each turn."""
        length = 0
        for spans in turns:
            first = len(self._starts)
            for position, span in enumerate(spans):
                piece = span.of(text)
                between = "" if not pieces else glue(pieces[-1], piece) if position else BETWEEN_TURNS
                length += len(between)
                self._starts.append(length)
                self._spans.append(span)
                pieces += [between, piece] if between else [piece]
                length += len(piece)
            self.turns.append((self._starts[first], length))
        self.words = "".join(pieces)

    def source(self, start: int, end: int) -> Spans:
        """The spans of the transcript that ``words[start:end]`` shows; empty for a gap alone."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = []
        for at, span in zip(self._starts[first:], self._spans[first:], strict=True):
            if at >= end:
                break
            low, high = max(start, at), min(end, at + len(span))
            if low < high:
                found.append(Span(span.start + low - at, span.start + high - at))
        return tuple(found)

    def seen(self, span: Span) -> tuple[int, int]:
        """``(start, end)`` in ``words`` of what lies inside ``span`` of the transcript.

        Raises:
            ValueError: nothing of this reading lies there.
        """
        inside = [
            (at + part.start - whole.start, at + part.end - whole.start)
            for at, whole in zip(self._starts, self._spans, strict=True)
            for part in clip((whole,), span.start, span.end)
        ]
        if not inside:
            raise ValueError(f"nothing of this reading lies in [{span.start}, {span.end})")
        return inside[0][0], inside[-1][1]
