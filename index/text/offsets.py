"""The way back from the text that a reader sees to the file that it was taken from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.index.text.spans import Span

__all__ = ["Offsets", "Piece"]

#: Length in the text, start and end in the file.
Piece = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Offsets:
    """A monotone map from positions in a text to positions in the decoded file.

    The text is cut into pieces; ``text[i]`` is where piece ``i`` begins in the text, ``start[i]`` and
    ``end[i]`` where it begins and ends in the file. A piece that is as long in both stands there
    character by character. Any other is one thing in the file: an entity, a run of white space, or
    the markup that a line break stands for.
    """

    text: array[int]
    start: array[int]
    end: array[int]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Offsets:
        """Of pieces in their order; neighbours that stand character by character become one.

        >>> offsets = Offsets.of([(2, 3, 5), (1, 5, 10), (3, 10, 13)])  # "AT" "&" "T? " of "<p>AT&amp;T? "
        >>> offsets.span(Span(1, 3)), offsets.span(Span(0, 4))
        (Span(start=4, end=10), Span(start=3, end=11))
        """
        at = 0
        text, start, end = array("q"), array("q"), array("q")
        for length, begin, stop in pieces:
            plain = length == stop - begin
            if not (plain and text and end[-1] == begin and at - text[-1] == end[-1] - start[-1]):
                text.append(at)
                start.append(begin)
                end.append(stop)
            end[-1] = stop
            at += length
        text.append(at)
        return cls(text, start, end)

    def through(self, file: Offsets) -> Offsets:
        """The map of a text that was taken from a text that ``file`` leads back from."""
        pieces: list[Piece] = []
        for i, (start, end) in enumerate(zip(self.start, self.end, strict=True)):
            length = self.text[i + 1] - self.text[i]
            if length != end - start:
                begin = file.character(start)[0]
                pieces.append((length, begin, file.character(end - 1)[1] if end > start else begin))
                continue
            at = start
            while at < end:
                stop = min(end, file.text[bisect_right(file.text, at)])
                pieces.append((stop - at, file.character(at)[0], file.character(stop - 1)[1]))
                at = stop
        return Offsets.of(pieces)

    def character(self, position: int) -> tuple[int, int]:
        """Where the character at ``position`` begins and ends in the file."""
        i = min(bisect_right(self.text, position), len(self.start)) - 1
        if self.text[i + 1] - self.text[i] != self.end[i] - self.start[i]:
            return self.start[i], self.end[i]
        start = self.start[i] + position - self.text[i]
        return start, start + 1

    def span(self, span: Span) -> Span:
        """From the beginning of the span's first character in the file to the end of its last."""
        return Span(self.character(span.start)[0], self.character(span.end - 1)[1])
