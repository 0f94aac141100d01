r"""Spans: character offsets into one transcript's text, and the words that they cut out of it.

>>> text = "Q: When does it\n\nopen? A: In May."
>>> question = (Span(3, 15), Span(17, 22))       # a page break fell inside the sentence
>>> joined(text, question)
'When does it open?'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Span", "Spans", "clip", "extent", "glue", "joined"]

# Scripts that are written without spaces between words: pieces of them are joined without one.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``[start, end)``: character offsets into a transcript's text, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves: ``text[start:end]``."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def extent(spans: Spans) -> Span:
    """The one span from the first character of ``spans`` to the last."""
    return Span(spans[0].start, spans[-1].end)


def clip(spans: Spans, start: int, end: int) -> Spans:
    """The parts of ``spans`` that lie inside ``[start, end)``; may be empty.

    >>> clip((Span(3, 15), Span(17, 22)), 8, 20)
    (Span(start=8, end=15), Span(start=17, end=20))
    """
    return tuple(Span(max(s.start, start), min(s.end, end)) for s in spans if s.start < end and s.end > start)


def joined(text: str, spans: Iterable[Span]) -> str:
    """The slices of ``spans``, joined into what a reader sees.

    Only white space differs from the source: where a gap parts two words of a script that is
    written with spaces, one space stands for it; elsewhere nothing does.
    """
    words: list[str] = []
    for span in spans:
        piece = text[span.start : span.end]
        if words:
            words.append(glue(words[-1], piece))
        words.append(piece)
    return words[0] if len(words) == 1 else "".join(words)


def glue(left: str, right: str) -> str:
    """What stands between two pieces that a gap parts: a space between words, else nothing."""
    if left[-1].isspace() or right[0].isspace() or _UNSPACED.match(left[-1]) or _UNSPACED.match(right[0]):
        return ""
    return " "
