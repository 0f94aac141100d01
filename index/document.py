"""What every reader gives: a file's text, and what the file told beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.index.metadata import Metadata
from onrecord.index.records import Exchange, Role
from onrecord.index.text.offsets import Offsets
from onrecord.index.text.spans import Span, Spans

__all__ = ["Document", "NoTableError", "UnreadableError"]


_NOTHING = Metadata()


class UnreadableError(ValueError):
    """A file's bytes cannot be read; the message says why and what to do, without the file's name."""


class NoTableError(UnreadableError):
    """A table holds no questions and answers, or nothing tells which of its columns do."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text, and where it came from.

    ``source`` is the path or address as it was given, ``name`` the file's name. ``text`` is what a
    reader sees: of a text file exactly what its bytes say, line endings included, less a byte order
    mark. ``encoding`` is ``None`` where the format has none.

    All else is what the format tells: ``offsets`` leads from the text to the decoded file (``None``:
    the text is the file, or the file is no text), ``emphasis`` are the bold runs and headings, ``elements``
    what it calls the parts that the text stands in from each position on,
    ``pages`` where each page begins, ``times`` what is heard when, as (position in the text, seconds),
    ``labels`` the speakers' labels, each with the role that is told or ``None``, ``voices`` labels of which
    it is only told that somebody speaks, ``exchanges`` what a
    table says outright (``by_position`` if only the places of its columns tell), ``metadata`` what the
    file says of the whole.
    """

    text: str
    encoding: str | None = None
    source: str = ""
    name: str = ""
    offsets: Offsets | None = None
    emphasis: Spans = ()
    elements: tuple[tuple[int, tuple[str, ...]], ...] = ()
    pages: tuple[int, ...] = ()
    times: tuple[tuple[int, float], ...] = ()
    labels: tuple[tuple[Span, Role | None], ...] = ()
    voices: Spans = ()
    exchanges: tuple[Exchange, ...] = ()
    metadata: Metadata = _NOTHING
    by_position: bool = False

    @property
    def sha256(self) -> str:
        """The digest of the text in UTF-8, by which a text is known again."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
