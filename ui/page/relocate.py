"""Where words that were shown once stand in the record now."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from onrecord.index.errors import CitationError, InputError
from onrecord.index.records import Citation, Transcript
from onrecord.index.text.spans import Spans, clip, extent
from onrecord.index.turn_text import Reading
from onrecord.rag.citations import look_up

__all__ = ["Standing", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Words in a transcript: ``exact`` where they were, ``moved`` to another place, or ``gone``.

    ``spans`` are where they stand now; there are none of what is gone. ``focus`` are those of the part that
    answers, where it was told.
    """

    kind: Literal["exact", "moved", "gone"]
    exchange: int
    spans: Spans
    focus: Spans = ()

    @property
    def start(self) -> int | None:
        """Where they begin."""
        return extent(self.spans).start if self.spans else None

    @property
    def end(self) -> int | None:
        """Where they end."""
        return extent(self.spans).end if self.spans else None


def standing(
    citation: Citation,
    words: str | None,
    load: Callable[[str], Transcript],
    focus: tuple[int, int] | None = None,
) -> tuple[Transcript, Standing]:
    """The transcript of ``citation``, and where in it the ``words`` stand that were shown with it.

    Without ``words`` whatever is at the address is taken. ``focus`` is the part of them that answers.

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
            part = _part(transcript.text, quote.spans, quote.text, focus)
            return transcript, Standing("exact", quote.citation.exchange, quote.spans, part)
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
                spans = reading.source(*found.span())
                part = _part(transcript.text, spans, words or "", focus)
                return transcript, Standing("moved", exchange.number, spans, part)
    return transcript, Standing("gone", citation.exchange, ())


def _part(text: str, spans: Spans, words: str, focus: tuple[int, int] | None) -> Spans:
    """Where ``words[focus]`` stand in ``text``; ``words`` are those of ``spans`` but for white space."""
    if not focus:
        return ()
    first, count = len(_bare(words[: focus[0]])), len(_bare(words[slice(*focus)]))
    printed = [at for span in spans for at in range(span.start, span.end) if not text[at].isspace()]
    inside = printed[first : first + count]
    return clip(spans, inside[0], inside[-1] + 1) if inside else ()


def _bare(words: str) -> str:
    return "".join(words.split())
