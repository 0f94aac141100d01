"""Where words that were shown once stand in the record now."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from onrecord.index.errors import CitationError, InputError
from onrecord.index.records import Citation, Transcript
from onrecord.index.text.spans import Spans, extent
from onrecord.index.turn_text import Reading
from onrecord.rag.citations import look_up

__all__ = ["Standing", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Words in a transcript: ``exact`` where they were, ``moved`` to another place, or ``gone``.

    ``spans`` are where they stand now; there are none of what is gone.
    """

    kind: Literal["exact", "moved", "gone"]
    exchange: int
    spans: Spans

    @property
    def start(self) -> int | None:
        """Where they begin."""
        return extent(self.spans).start if self.spans else None

    @property
    def end(self) -> int | None:
        """Where they end."""
        return extent(self.spans).end if self.spans else None


def standing(
    citation: Citation, words: str | None, load: Callable[[str], Transcript]
) -> tuple[Transcript, Standing]:
    """The transcript of ``citation``, and where in it the ``words`` stand that were shown with it.

    Without ``words`` whatever is at the address is taken.

    Raises:
        CitationError: there is no such transcript, or without words, nothing at the address.
    """
    try:
        quote = look_up(citation, load)
    except CitationError:
        if words is None or not words.strip():
            raise
    else:
        if words is None or _bare(words) == _bare(quote.text):
            transcript = load(citation.transcript)
            return transcript, Standing("exact", quote.citation.exchange, quote.spans)
    try:
        transcript = load(citation.transcript)
    except InputError as error:
        raise CitationError(str(error)) from error
    pattern = re.compile(r"\s*".join(map(re.escape, _bare(words))))
    # The nearest exchange first: what was moved was mostly moved a little.
    for exchange in sorted(transcript.parts, key=lambda each: abs(each.number - citation.exchange)):
        for turns in (exchange.answer, exchange.question):
            reading = Reading(transcript.text, [turn.spans for turn in turns])
            found = pattern.search(reading.words)
            if found:
                return transcript, Standing("moved", exchange.number, reading.source(*found.span()))
    return transcript, Standing("gone", citation.exchange, ())


def _bare(words: str) -> str:
    return "".join(words.split())
