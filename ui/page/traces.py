"""Traces that the page shows: each is searched for once, then listed as wide as the reader wants."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING

from cachetools import LRUCache

from onrecord.index.filters import Filters

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.trace import Trace
    from onrecord.ui.page.background import Told

__all__ = ["Traces"]

_MENTIONS = 20_000
"""So many of those that were found last are held, which is some 100 MB; of one trace, all."""


class Traces:
    """The traces over one assistant that were asked for last. Safe to use from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._held: LRUCache[str, Trace] = LRUCache(
            _MENTIONS, lambda trace: min(len(trace.mentions) + 1, _MENTIONS)
        )

    def find(self, question: str, filters: Filters, tell: Told) -> str:
        """Search for all that comes near; returns the key under which it is held.

        Raises:
            FilterError: a filter names what the archive does not hold, or nothing passes them.
            QuestionError: the question is empty or too long.
        """
        trace = self._assistant.trace(question, filters, 0.0, tell)
        key = secrets.token_urlsafe(16)
        with self._lock:
            self._held[key] = trace
        return key

    def at(self, key: object, least: float = 0.0) -> Trace | None:
        """What has at least the probability ``least``; ``None`` where the trace is no longer held."""
        with self._lock:
            trace = self._held.get(key) if isinstance(key, str) else None
        return trace.at(least) if trace else None
