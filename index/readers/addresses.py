"""Web addresses, which stand where paths may stand; :mod:`onrecord.index.readers.fetching` follows them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

__all__ = ["Address"]


@dataclass(frozen=True, slots=True)
class Address:
    """An ``http`` or ``https`` address; ``allow_private`` lets it lead to this machine or its network."""

    url: str
    allow_private: bool = False

    def __str__(self) -> str:
        return self.url

    @staticmethod
    def is_one(source: str) -> bool:
        """Whether a transcript's source is an address."""
        return source.lower().startswith(("http://", "https://"))

    @property
    def name(self) -> str:
        """The last part of its path, else its host.

        >>> Address("https://example.org/talks/press%20May.html?x=1").name
        'press May.html'
        """
        with suppress(ValueError):
            parts = urlsplit(self.url)
            return PurePosixPath(unquote(parts.path)).name or parts.hostname or self.url
        return self.url
