"""Text to lines and paragraphs; paragraphs that a page break cut in two.

Nothing here changes a character: everything is spans into the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.index.parsing.furniture import find_furniture, without_late_times
from onrecord.index.parsing.limits import MOST_LINES, bounded
from onrecord.index.text.spans import Span, Spans

__all__ = ["SPACE", "Layout", "ends_sentence", "mend", "opens_item", "trimmed"]

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
# str.strip() knows full-width and non-breaking spaces, but not the marks that have no width.
_NO_WIDTH = "\u200b\u200e\u200f\u2060\ufeff"
#: White space, and what has no width.
SPACE = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
SPACE += "\u2009\u200a\u2028\u2029\u202f\u205f\u3000" + _NO_WIDTH

_FINAL = "。．！？!?.…：:；;؟۔।॥։።፧။។"
_CLOSING = "”’」』）)》〉】]\"'*_ "
# What a list item or a heading begins with; such a line never continues the one before it.
_ITEM = re.compile(
    r"[#>*•·●○■◆▪–—-]|[(（]?[0-9０-９]{1,3}[).）、．:：]|[(（]?[一二三四五六七八九十]{1,3}[)）、，,]"
    r"|第[一二三四五六七八九十]{1,3}[，,、：:个点]"
)
_INNER = re.compile(r"[，,。；;：:、！？!?]|\.\s")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """``[start, end)`` without the white space at its ends; ``None`` when nothing is left."""
    if start < end and not (text[start] in SPACE or text[end - 1] in SPACE):
        return Span(start, end)
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(SPACE))
    end -= len(piece) - len(piece.rstrip(SPACE))
    return Span(start, end) if start < end else None


def ends_sentence(words: str) -> bool:
    """Whether the last words end a sentence, or announce what follows with a colon.

    >>> ends_sentence("他说：“好。”"), ends_sentence("为两")
    (True, False)
    """
    bare = words[-20:].rstrip(_CLOSING)
    return bare == "" or bare[-1] in _FINAL


def opens_item(text: str, line: Span) -> bool:
    """Whether a line begins as a point of a list, or a heading with a sign, does."""
    return _ITEM.match(text, line.start, line.end) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a text that are not blank, and whether its paragraphs run over several lines.

    Page numbers and running heads are not among ``lines``, but among all that is ``printed``.
    ``after_blank[i]`` tells whether a blank line stands before ``lines[i]``.
    """

    lines: Spans
    after_blank: tuple[bool, ...]
    wrapped: bool
    printed: Spans
    _ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", [line.end for line in self.lines])

    @classmethod
    def of(cls, text: str) -> Layout:
        """Read the layout of ``text``: it is wrapped when most of its neighbouring lines break off.

        Raises:
            TooManyError: it has too many lines.
        """
        found = (span for match in _LINE.finditer(text) if (span := trimmed(text, *match.span())))
        printed = list(bounded(found, MOST_LINES, "lines"))
        furniture = find_furniture(text, printed)
        lines = without_late_times(text, [span for i, span in enumerate(printed) if i not in furniture])
        after_blank = [False] * bool(lines)
        for above, below in pairwise(lines):
            breaks = text[above.end : below.start]
            if breaks == "\n":
                after_blank.append(False)
                continue
            breaks = breaks.replace("\r\n", "\n").replace("\r", "\n")
            after_blank.append(breaks.count("\n") > 1 or "\f" in breaks)
        joints = [a for a, blank in zip(lines, after_blank[1:], strict=False) if not blank]
        broken = sum(not ends_sentence(text[max(line.start, line.end - 20) : line.end]) for line in joints)
        return cls(
            tuple(lines), tuple(after_blank), len(joints) >= 5 and 2 * broken > len(joints), tuple(printed)
        )

    def paragraphs(self, text: str, start: int, end: int) -> list[Span]:
        """The paragraphs of ``[start, end)``, white space trimmed."""
        first = bisect_left(self._ends, start)
        found: list[Span] = []
        for i in range(first, len(self.lines)):
            if self.lines[i].start >= end:
                break
            whole = self.lines[i]
            if start <= whole.start and whole.end <= end:
                line: Span | None = whole
            else:
                line = trimmed(text, max(whole.start, start), min(whole.end, end))
            if line is None:
                continue
            if self.wrapped and found and not self.after_blank[i] and not _parted(text, found[-1], line):
                found[-1] = Span(found[-1].start, line.end)
            else:
                found.append(line)
        return found


def _parted(text: str, above: Span, below: Span) -> bool:
    """Whether more than white space stands between two lines: a page number, a running head."""
    return trimmed(text, above.end, below.start) is not None


def _is_cut(text: str, above: Span, below: Span) -> bool:
    """Whether the break between two paragraphs fell inside a sentence."""
    if ends_sentence(text[max(above.start, above.end - 20) : above.end]):
        return False
    head, last, first = text[above.start : above.end], text[above.end - 1], text[below.start]
    if _ITEM.match(text, below.start, below.end):
        return False
    if last in "，,、":
        return True
    if not last.isalnum() or not (first.isalnum() or first in "“‘「『《（("):
        return False
    # Without a comma or a full stop anywhere it is a heading, or a line of a list.
    if not _INNER.search(head):
        return False
    return first.islower() if last.isupper() or last.islower() else not first.isupper()


def mend(text: str, paragraphs: Sequence[Span]) -> tuple[Spans, list[int]]:
    r"""One turn's paragraphs as its spans, cut where a break fell inside a sentence or a page's edge between.

    Returns:
        The spans, and the offset of each break that was mended.

    >>> text = "It is, we hope,\n\nopen in May.\n\nWelcome."
    >>> mend(text, [Span(0, 15), Span(17, 29), Span(31, 39)])
    ((Span(start=0, end=15), Span(start=17, end=39)), [15])
    """
    spans: list[Span] = []
    mended: list[int] = []
    for i, paragraph in enumerate(paragraphs):
        if not spans:
            spans.append(paragraph)
        elif _is_cut(text, paragraphs[i - 1], paragraph):
            mended.append(spans[-1].end)
            spans.append(paragraph)
        elif _parted(text, paragraphs[i - 1], paragraph):
            spans.append(paragraph)
        else:
            spans[-1] = Span(spans[-1].start, paragraph.end)
    return tuple(spans), mended
