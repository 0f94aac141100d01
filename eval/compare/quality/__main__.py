"""Prints the tables, and as the last line one JSON object of all figures: ``make bench-quality``.

The whole comparison, neither quick nor of some sets or recipes, also rewrites the table in docs/figures.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path

from onrecord.eval.compare import published
from onrecord.eval.compare.data import ROOT
from onrecord.eval.compare.measuring import Stopwatch
from onrecord.eval.compare.peers.embedding_cache import EmbeddingCache
from onrecord.eval.compare.peers.peer import installed
from onrecord.eval.compare.quality.judging import ask_peer, ask_us, figures_of
from onrecord.eval.compare.quality.recipes import RECIPES, Recipe
from onrecord.eval.compare.quality.sets import ComparedSet, compared_sets, quick_set
from onrecord.eval.figures import Figure
from onrecord.eval.report.markdown import markdown_table
from onrecord.eval.runs.provenance import library_versions
from onrecord.index.embedding.load import load_embedder
from onrecord.index.embedding.model.sentence_transformers_folder import export_sentence_transformers

_OUR_SETTINGS = "its defaults (three quotes shown); the same weights as int8"
_LIBRARIES = (
    "langchain-community",
    "langchain-text-splitters",
    "llama-index-core",
    "llama-index-retrievers-bm25",
    "txtai",
    "faiss-cpu",
    "sentence-transformers",
)

Figures = dict[str, dict[str, Figure]]
"""Who was asked → measure → figure."""


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.compare.quality", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few questions, to see that all runs")
    parser.add_argument(
        "--sample", type=int, default=600, metavar="N",
        help="questions drawn of each large set; 0 asks all of them (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME",
        help="ask the sets whose name begins so alone; as often as needed",
    )  # fmt: skip
    parser.add_argument(
        "--recipe", action="append", default=[], metavar="NAME",
        help="compare with this one alone, such as txtai; as often as needed",
    )  # fmt: skip
    options = parser.parse_args()
    watch = Stopwatch()
    sets = [quick_set()] if options.quick else compared_sets(options.sample or None)
    sets = [each for each in sets if not options.set or each.name.startswith(tuple(options.set))]
    if not sets:
        sys.exit("no such set is here: they are in ../shared; --quick does without")
    chosen = [each for each in RECIPES if not options.recipe or each.name in options.recipe]
    recipes = [each for each in chosen if installed(each.adapter)]
    for each in RECIPES:
        if not installed(each.adapter):
            library = each.adapter.library
            print(f"{each.name} is left out: {library} is not installed (pip install -e '.[bench]')")
    settings = [(published.OURS, _OUR_SETTINGS), *((each.name, each.settings) for each in recipes)]
    print("\n".join(f"- {name}: {setting}" for name, setting in settings))
    found = _asked(sets, recipes, watch)
    print(f"\n{watch.seconds():.0f} s in all")
    summary = {
        name: {who: {m: round(f.value, 4) for m, f in each.items()} for who, each in figures.items()}
        for name, figures in found.items()
    }
    print(json.dumps(summary))
    if not (options.quick or options.set or options.recipe) and len(recipes) == len(RECIPES):
        published.write_comparison(ROOT / "docs" / "figures.md", summary)


def _asked(sets: Sequence[ComparedSet], recipes: Sequence[Recipe], watch: Stopwatch) -> dict[str, Figures]:
    """The figures of each set, which are printed as soon as they are there."""
    found: dict[str, Figures] = {}
    cache = user_cache_path("onrecord") / "peers"
    with tempfile.TemporaryDirectory() as temporary:
        ours = load_embedder()
        versions = ", ".join(f"{name} {version}" for name, version in library_versions(_LIBRARIES).items())
        print(f"\nThe model of all is {ours.model_id}. Python libraries: {versions}.", flush=True)
        export_sentence_transformers(Path(temporary) / "model")
        vectors = EmbeddingCache(load_embedder(str(Path(temporary) / "model")), cache / "vectors.sqlite")
        for each in sets:
            questions = each.set.questions
            watch.say(f"{each.name}: {published.OURS}, {len(questions)} questions")
            figures = {published.OURS: figures_of(ask_us(each, ours, cache / "archives"))}
            watch.say(f"{each.name}: the vectors of the questions for the recipes")
            vectors.questions([question.question for question in questions])
            for recipe in recipes:
                if not recipe.small or each.transcript:
                    watch.say(f"{each.name}: {recipe.name}")
                    figures[recipe.name] = figures_of(ask_peer(each, recipe.build(vectors)))
            found[each.name] = figures
            print(f"\n{each.name}, {len(questions)} questions\n\n{_table(figures)}", flush=True)
    return found


def _table(figures: Figures) -> str:
    measures = list(figures[published.OURS])
    rows = [[who, *(_cell(each.get(measure)) for measure in measures)] for who, each in figures.items()]
    return markdown_table(["", *measures], rows)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.value > 1:
        return f"{figure.value:,.0f}"
    return f"{figure.value:.3f} [{figure.low:.2f}, {figure.high:.2f}]"


if __name__ == "__main__":
    main()
