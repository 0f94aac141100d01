"""Chunks judged as generously as exchanges are: what a recipe found, as a question asked of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from onrecord.eval.datasets.questions import Question
from onrecord.eval.peers.recipes import Chunk
from onrecord.eval.runs.run import Result, ShownQuote
from onrecord.index.records import Transcript
from onrecord.index.text.spans import extent

__all__ = ["DEPTH", "SHOWN", "asked_of", "names_in_transcript"]

DEPTH = 100
"""Documents or exchanges ranked."""
SHOWN = 3
"""Chunks, or quotes, that a reader is shown."""

Names = Callable[[Chunk], Sequence[str]]
"""The exchanges or documents that a chunk holds something of."""


def names_in_transcript(transcript: Transcript) -> Names:
    """A chunk counts for every exchange of which it holds a character, question or answer."""
    extents = [
        (f"{transcript.id}/{each.number}", extent((*each.question_spans, *each.answer_spans)))
        for each in transcript.exchanges
    ]
    return lambda chunk: [name for name, span in extents if chunk.start < span.end and span.start < chunk.end]


def asked_of(
    question: Question, chunks: Sequence[Chunk], texts: Callable[[str], str], names: Names, seconds: float
) -> Result:
    """A question with what was found for it, to be measured like ours.

    A chunk of several exchanges takes one place, that of a right one if any of them is right; a chunk that
    holds nothing new takes none.
    """
    ranking: list[str] = []
    seen: set[str] = set()
    quotes: list[ShownQuote] = []
    for chunk in chunks:
        held = names(chunk)
        best = _best(held, question.relevant)
        if len(quotes) < SHOWN:
            text = texts(chunk.document)[chunk.start : chunk.end]
            address = f"{chunk.document}/@{chunk.start}-{chunk.end}"
            quotes.append(ShownQuote(best, address, text, ((chunk.start, chunk.end),), True))
        if best and not seen.issuperset(held) and best not in ranking:
            ranking.append(best)
        seen.update(held)
    return Result(
        id=question.id,
        lang=question.lang,
        kind=question.kind,
        question=question.question,
        relevant=dict(question.relevant),
        gold=tuple((gold.transcript, gold.span.start, gold.span.end, gold.text) for gold in question.gold),
        answered=True,
        confidence=1.0,
        seconds=round(seconds, 5),
        ranking=tuple((name, 1.0 / place) for place, name in enumerate(ranking[:DEPTH], 1)),
        passages=tuple((chunk.document, chunk.start, chunk.end) for chunk in chunks[:10]),
        quotes=tuple(quotes),
    )


def _best(names: Iterable[str], right: Iterable[str]) -> str:
    held = list(names)
    return next((name for name in held if name in set(right)), held[0] if held else "")
