"""How long a text may be: what is longer than any transcript would take minutes and gigabytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

__all__ = ["MOST_LINES", "MOST_TURNS", "TooManyError", "bounded"]

_Item = TypeVar("_Item")

#: Lines that are not blank. A text of the largest size that is read has about so many of 64 characters.
MOST_LINES: Final = 1_000_000

#: Turns, or lines that begin as a turn does. A text of that size has so many of 256 characters; so many of
#: "Q: Why?" and "A: So." are parsed in 14 s, with 260 MB.
MOST_TURNS: Final = 250_000


class TooManyError(ValueError):
    """A text is too long; the message says what it has too many of, without the text's name."""


def bounded(items: Iterable[_Item], most: int, what: str) -> Iterator[_Item]:
    """``items`` as they come, if they are no more than ``most``.

    Raises:
        TooManyError: there is one more.

    >>> list(bounded("ab", 2, "letters"))
    ['a', 'b']
    """
    for count, item in enumerate(items):
        if count == most:
            raise TooManyError(f"has more than {most:,} {what}; split it into the talks that it holds")
        yield item
