"""A set asked of On Record and of a recipe, and the figures that both are held to."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.eval.figures import Figure, measure, values_of
from onrecord.eval.measures.significance import mean_interval
from onrecord.eval.peers.judged import DEPTH, SHOWN, asked_of
from onrecord.eval.peers.recipes import Recipe
from onrecord.eval.peers.sets import Shared
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import prepare
from onrecord.eval.runs.run import Result
from onrecord.index.embedding.embedder import Embedder
from onrecord.rag.settings import Settings

__all__ = ["asked_by_recipe", "asked_by_us", "figures_of"]

_OF_TRANSCRIPTS = ("right exchange first", "RR@10", "quote at 3", "quote within 1000")
_OF_DOCUMENTS = ("nDCG@10", "R@1", "R@10", "R@100")


def asked_by_us(shared: Shared, embedder: Embedder, cache: Path) -> list[Result]:
    """The questions of a set, asked of the assistant that users have."""
    ready = prepare(shared.source, embedder, Settings(top_k=SHOWN), cache, shared.held)
    return list(run_set(ready.questions, ready.collection, ready.assistant).results)


def asked_by_recipe(shared: Shared, recipe: Recipe) -> list[Result]:
    """The same questions, asked of a recipe that indexes the texts first."""
    texts, names = shared.texts, shared.names
    recipe.index(texts)
    asked = []
    for question in shared.questions:
        started = time.perf_counter()
        # Twice as many chunks as are ranked: a document may come in several.
        chunks = recipe.find(question.question, 2 * DEPTH)
        seconds = time.perf_counter() - started
        asked.append(asked_of(question, chunks, texts.__getitem__, names, seconds))
    return asked


def figures_of(asked: Sequence[Result]) -> dict[str, Figure]:
    """What is compared: of a transcript first places and quotes, of documents their ranking."""
    figures = measure(asked, values_of(asked)).figures
    if not any("/" in name for each in asked for name in each.relevant):
        return {name: figures[name] for name in _OF_DOCUMENTS}
    shown = np.array([float(sum(len(quote.text) for quote in each.quotes[:SHOWN])) for each in asked])
    characters = Figure(float(shown.mean()), *mean_interval(shown), len(shown))
    return {name: figures[name] for name in _OF_TRANSCRIPTS if name in figures} | {
        "characters shown": characters
    }
