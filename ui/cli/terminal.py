r"""Words for a terminal: nothing in them is obeyed by it, wherever they come from.

Written out as JSON does, so that JSON stays what it is.

>>> harmless("talk\x1b[2J.txt"), harmless("問 → 答\n")
('talk\\u001b[2J.txt', '問 → 答\n')
"""

from __future__ import annotations

import re

__all__ = ["counted", "harmless", "on_one_line"]

# Control characters but tabs and ends of lines; what turns the order of all letters; bytes that are no text.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")


def harmless(words: str) -> str:
    """``words`` with all that a terminal obeys written out, but tabs and ends of lines."""
    return _OBEYED.sub(_written, words)


def on_one_line(name: object) -> str:
    r"""A file's name or path, in which every character may stand, with what is no part of a line written out.

    >>> on_one_line("talk\n1.txt")
    'talk\\u000a1.txt'
    """
    return harmless(_BREAKS.sub(_written, str(name)))


def _written(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def counted(count: int, what: str) -> str:
    """How many of something there are.

    >>> counted(1, "statement"), counted(2000, "exchange")
    ('1 statement', '2,000 exchanges')
    """
    return f"{count:,} {what}{'s' * (count != 1)}"
