"""What the elements of HTML are to a reader: parts of a line, lines, cells, emphasis, or nothing to read."""

from __future__ import annotations

from typing import Final

__all__ = ["BOLD", "CELLS", "INLINE", "KINDS", "LINES", "UNREAD", "VOID"]

#: Have no end tag.
VOID: Final = frozenset(
    ("area", "base", "col", "embed", "hr", "img", "input", "link", "meta", "param", "wbr")
)
# Parts of a line; all others stand on lines of their own.
_INLINE_NAMES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr"
)
INLINE: Final = frozenset(_INLINE_NAMES.split())
#: Are lines, not paragraphs.
LINES: Final = frozenset(("li", "tr", "dt", "dd", "option"))
#: Are parted by a tab.
CELLS: Final = frozenset(("td", "th"))
#: Are emphasised.
BOLD: Final = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"))
# What stands on a page, but is not read: programs, forms' parts, ways to other pages.
_UNREAD_NAMES = (
    "script style noscript template svg math nav aside footer button select textarea iframe object audio "
    "video canvas dialog menu rp title"
)
UNREAD: Final = frozenset(_UNREAD_NAMES.split())
#: A new one ends an open one of the same kind.
KINDS: Final = {
    "li": "li",
    "dt": "d",
    "dd": "d",
    "tr": "tr",
    "td": "t",
    "th": "t",
    "option": "option",
    "p": "p",
}
