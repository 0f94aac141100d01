"""``python -m onrecord.eval.peers``: the tables, and as the last line one JSON object of all figures.

The whole comparison, neither quick nor of some sets or recipes, also rewrites the table in README.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from onrecord.eval.figures import Figure
from onrecord.eval.peers.asking import asked_by_recipe, asked_by_us, figures_of
from onrecord.eval.peers.readme import OURS, digest_of, rewritten, table_of
from onrecord.eval.peers.recipes import RECIPES, Offer
from onrecord.eval.peers.sets import quick_set, shared_sets
from onrecord.eval.peers.vectors import KeptVectors
from onrecord.index.embedding.load import load_embedder
from onrecord.index.embedding.model.sentence_transformers_folder import export_sentence_transformers

_ROOT = Path(__file__).resolve().parents[2]
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


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.eval.peers", description=__doc__)
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
    began = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - began:5.0f} s  {what}", file=sys.stderr, flush=True)

    sets = [quick_set()] if options.quick else shared_sets(options.sample or None)
    sets = [each for each in sets if not options.set or each.name.startswith(tuple(options.set))]
    if not sets:
        sys.exit("no such set is here: they are in ../shared; --quick does without")
    offers = [offer for offer in RECIPES if offer.installed]
    offers = [offer for offer in offers if not options.recipe or offer.name in options.recipe]
    for offer in RECIPES:
        if not offer.installed:
            print(f"{offer.name} is left out: {offer.library} is not installed (pip install -e '.[bench]')")
    print("\n".join(f"- {name}: {settings}" for name, settings in _settings(offers)))
    found: dict[str, dict[str, dict[str, Figure]]] = {}
    cache = user_cache_path("onrecord") / "peers"
    with tempfile.TemporaryDirectory() as temporary:
        ours = load_embedder()
        print(f"\nThe model of all is {ours.model_id}. Python libraries: {_versions()}.", flush=True)
        export_sentence_transformers(Path(temporary) / "model")
        vectors = KeptVectors(load_embedder(str(Path(temporary) / "model")), cache / "vectors.sqlite")
        for each in sets:
            say(f"{each.name}: {OURS}, {len(each.questions)} questions")
            figures = {OURS: figures_of(asked_by_us(each, ours, cache / "archives"))}
            say(f"{each.name}: the vectors of the questions for the recipes")
            vectors.questions([question.question for question in each.questions])
            for offer in offers:
                if not offer.small or each.source.record:
                    say(f"{each.name}: {offer.name}")
                    figures[offer.name] = figures_of(asked_by_recipe(each, offer.make(vectors)))
            found[each.name] = figures
            print(f"\n{each.name}, {len(each.questions)} questions\n\n{_table(figures)}", flush=True)
    print(f"\n{time.monotonic() - began:.0f} s in all")
    summary = _summary(found)
    print(json.dumps(summary))
    if not (options.quick or options.set or options.recipe) and len(offers) == len(RECIPES):
        readme = _ROOT / "README.md"
        text = rewritten(readme.read_text(encoding="utf-8"), table_of(summary), digest_of(_ROOT))
        readme.write_text(text, encoding="utf-8")


def _settings(offers: Sequence[Offer]) -> list[tuple[str, str]]:
    return [(OURS, _OUR_SETTINGS), *((offer.name, offer.settings) for offer in offers)]


def _table(figures: dict[str, dict[str, Figure]]) -> str:
    measures = list(figures[OURS])
    lines = [["", *measures], ["---"] * (len(measures) + 1)]
    lines += [[name, *(_cell(each.get(measure)) for measure in measures)] for name, each in figures.items()]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.value > 1:
        return f"{figure.value:,.0f}"
    return f"{figure.value:.3f} [{figure.low:.2f}, {figure.high:.2f}]"


def _summary(found: dict[str, dict[str, dict[str, Figure]]]) -> dict[str, dict[str, dict[str, float]]]:
    return {
        name: {
            who: {measure: round(f.value, 4) for measure, f in each.items()} for who, each in figures.items()
        }
        for name, figures in found.items()
    }


def _versions() -> str:
    from importlib.metadata import PackageNotFoundError

    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return ", ".join(found)


if __name__ == "__main__":
    main()
