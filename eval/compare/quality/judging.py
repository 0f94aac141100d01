"""Asks a set of On Record and of peers, and holds both to the same figures.

Chunks are judged as generously as exchanges are: one counts for everything that it holds a character of.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.eval.compare.peers.peer import Chunk, Peer
from onrecord.eval.compare.quality.sets import ComparedSet, Names
from onrecord.eval.datasets.questions import Question
from onrecord.eval.figures import Figure, measure, values_of
from onrecord.eval.measures.significance import mean_interval
from onrecord.eval.runs.asking import DEPTH, run_set
from onrecord.eval.runs.collection import prepare
from onrecord.eval.runs.run import Result, ShownQuote
from onrecord.index.embedding.embedder import Embedder
from onrecord.rag.settings import Settings

__all__ = ["ask_peer", "ask_us", "figures_of", "result_of"]

_SHOWN = 3
"""Chunks, or quotes, that a reader is shown."""
_OF_TRANSCRIPTS = ("right exchange first", "RR@10", "quote at 3", "quote within 1000")
_OF_DOCUMENTS = ("nDCG@10", "R@1", "R@10", "R@100")


def ask_us(compared: ComparedSet, embedder: Embedder, cache: Path) -> Sequence[Result]:
    """Ask the questions of a set of the assistant that users have."""
    read = (compared.set, compared.transcript)
    ready = prepare(compared.source, embedder, Settings(top_k=_SHOWN), cache, read)
    return run_set(ready.questions, ready.collection, ready.assistant).results


def ask_peer(compared: ComparedSet, peer: Peer) -> Sequence[Result]:
    """Ask the same questions of a peer that indexes the texts first."""
    peer.index(compared.texts)
    results = []
    for question in compared.set.questions:
        started = time.perf_counter()
        # Twice as many chunks as are ranked: a document may come in several.
        chunks = peer.find(question.question, 2 * DEPTH)
        results.append(result_of(question, chunks, compared.names, time.perf_counter() - started))
    return results


def result_of(question: Question, chunks: Sequence[Chunk], names: Names, seconds: float) -> Result:
    """A question with what was found for it, to be measured like ours.

    A chunk of several exchanges takes one place, that of a right one if any of them is right; a chunk that
    holds nothing new takes none.
    """
    ranking: list[str] = []
    seen: set[str] = set()
    quotes: list[ShownQuote] = []
    for chunk in chunks:
        held = names(chunk)
        best = next((name for name in held if name in question.relevant), held[0] if held else "")
        if len(quotes) < _SHOWN:
            address = f"{chunk.document}/@{chunk.start}-{chunk.end}"
            quotes.append(ShownQuote(best, address, chunk.text, ((chunk.start, chunk.end),), True))
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


def figures_of(results: Sequence[Result]) -> dict[str, Figure]:
    """What is compared: of a transcript first places and quotes, of documents their ranking."""
    figures = measure(results, values_of(results)).figures
    if not any("/" in name for each in results for name in each.relevant):
        return {name: figures[name] for name in _OF_DOCUMENTS}
    shown = np.array([float(sum(len(quote.text) for quote in each.quotes[:_SHOWN])) for each in results])
    characters = Figure(float(shown.mean()), *mean_interval(shown), len(shown))
    return {name: figures[name] for name in _OF_TRANSCRIPTS if name in figures} | {
        "characters shown": characters
    }
