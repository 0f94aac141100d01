"""Switches each mechanism off and tells what that changes: ``python -m tests.ablation [SHARED] [--only NAME ...]``.

Prints two tables in Markdown, for eval/FINDINGS.md: the mechanisms of retrieval on question sets, and those of
parsing on the hand-written styles of ``tests/index/styles``, the gold transcripts and the ministry's archive.
A mechanism whose row is that of the first line everywhere can go.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from onrecord.eval.datasets.source import Source
from onrecord.eval.figures import grouped, measure, values_of
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import Evaluation, prepare
from onrecord.index.embedding.load import load_embedder
from onrecord.index.errors import ParseError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.text.spans import joined
from onrecord.rag.settings import Settings
from onrecord.rag.views import ASKED, UNASKED, UNASKED_SAME_LANGUAGE
from tests.index.styles import told_in

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Switch:
    """A mechanism, and what stands in its place when it is off: dotted names and their values."""

    name: str
    off: Mapping[str, Any]

    @contextmanager
    def switched(self) -> Iterator[None]:
        """Inside, the mechanism is off."""
        with ExitStack() as stack:
            for target, value in self.off.items():
                stack.enter_context(patch(f"onrecord.{target}", value))
            yield


def _without(weights: Mapping[str, float], view: str) -> dict[str, float]:
    return {name: 0.0 if name == view else weight for name, weight in weights.items()}


def _nothing(*_: Any, **__: Any) -> list[Any]:
    return []


def _second(_: Any, candidates: Any, *__: Any) -> Any:
    return list(candidates)


RETRIEVAL = (
    Switch("nothing", {}),
    Switch("question view", {"rag.views.ASKED": _without(ASKED, "question")}),
    Switch(
        "sentence view",
        {
            "rag.views.ASKED": _without(ASKED, "sentence"),
            "rag.views.UNASKED": _without(UNASKED, "sentence"),
            "rag.views.UNASKED_SAME_LANGUAGE": _without(UNASKED_SAME_LANGUAGE, "sentence"),
        },
    ),
    Switch(
        "whole answers",
        {
            "rag.views.UNASKED": _without(UNASKED, "answer"),
            "rag.views.UNASKED_SAME_LANGUAGE": _without(UNASKED_SAME_LANGUAGE, "answer"),
        },
    ),
    Switch("UNASKED_SAME_LANGUAGE", {"rag.views.UNASKED_SAME_LANGUAGE": UNASKED}),
    Switch("words of passages", {"rag.retrieval.WORDS": {"passage": 0.0, "exchange": 0.003}}),
    Switch("words of exchanges", {"rag.retrieval.WORDS": {"passage": 0.02, "exchange": 0.0}}),
    Switch("usual words of a language", {"rag.views._usual": lambda _: 0.0}),
    Switch("vectors less their mean", {"rag.similarity.PLAIN": 1.0}),
    Switch("contrast with the background", {"rag.verdict.BACKGROUND_WEIGHT": 0.0}),
    Switch("names never said", {"rag.verdict.UNMENTIONED": 0.0}),
    Switch("few words that are said", {"rag.verdict.KEYWORDS": 0.0}),
    Switch("bridges: all", {"index.archive.cache.bridges": _nothing}),
    Switch("bridges: places", {"index.crosslingual.places_in": _nothing}),
    Switch("bridges: pinyin", {"index.crosslingual._romanised": _nothing}),
    Switch(
        "bridges: dictionary",
        {"index.crosslingual.in_chinese": _nothing, "index.crosslingual.in_english": _nothing},
    ),
    Switch("near duplicates", {"rag.quoting.repeated": lambda _: set()}),
)

_P = "index.parsing"
PARSING = (
    Switch("nothing", {}),
    Switch("without_wrapped", {f"{_P}.labels.without_wrapped": _second}),
    Switch("with_counterparts", {f"{_P}.labels.with_counterparts": list}),
    Switch("find_letters", {f"{_P}.labels.find_letters": _second}),
    Switch("find_in_grid (table_qa)", {f"{_P}.labels.find_in_grid": _nothing}),
    Switch("find_inline", {f"{_P}.labels.find_inline": _nothing}),
    Switch("find_hidden", {f"{_P}.labels.find_hidden": _nothing}),
    Switch("find_alike (one_off_labels)", {f"{_P}.labels.find_alike": _nothing}),
    Switch("with_hosts", {f"{_P}.roles.with_hosts": list}),
    Switch("with_hand_offs", {f"{_P}.roles.with_hand_offs": _second}),
    Switch("with_relayed", {f"{_P}.roles.with_relayed": _second}),
    Switch("with_answering_chairs", {f"{_P}.roles.with_answering_chairs": _second}),
    Switch("with_follow_ups", {f"{_P}.parser.with_follow_ups": lambda _, exchanges, __: exchanges}),
    Switch("without_minor", {f"{_P}.parser.without_minor": lambda _, drafts: (list(drafts), ())}),
    Switch("drop_headings", {f"{_P}.parser.drop_headings": lambda _, drafts: drafts}),
    Switch("drop_directions", {f"{_P}.parser.drop_directions": lambda _, drafts: drafts}),
    Switch("drop_closing", {f"{_P}.parser.drop_closing": lambda _, drafts: (drafts, None)}),
    Switch("cut_unmarked_answers", {f"{_P}.parser.cut_unmarked_answers": lambda _, drafts: drafts}),
)
"""Only ``with_follow_ups`` cannot change the exchanges: it links them."""


def retrieval_row(sets: Mapping[str, Evaluation]) -> list[str]:
    """Figures of each set, as cells."""
    cells: list[str] = []
    for name, ready in sets.items():
        asked = run_set(ready.questions, ready.collection, ready.assistant).results
        values = values_of(asked)
        figures = measure(asked, values).figures
        if not name.startswith("press"):
            cells.append(f"{figures['nDCG@10'].value:.3f}")
            continue
        kinds = grouped(asked, values).get("kind", {})
        near = kinds["near"].figures["refusal recall"].value
        cells += [
            f"{figures[key].value:.3f}"
            for key in ("right exchange first", "quote at 3", "AUROC", "answerable, refused")
        ]
        cells.append(f"{near:.3f}")
    return cells


def sampled(folder: Path, corpus: str, every: int, into: Path) -> Path:
    """A BEIR folder in ``into`` with every ``every``-th query of each language."""
    into.mkdir(parents=True)
    (into / corpus).symlink_to(folder / corpus)
    kept: set[str] = set()
    for number, file in enumerate(sorted(folder.glob("queries*.jsonl"))):
        lines = file.read_text("utf-8").splitlines(keepends=True)[number % every :: every]
        kept.update(json.loads(line)["_id"] for line in lines)
        (into / file.name).write_text("".join(lines), "utf-8")
    head, *judged = (folder / "qrels.tsv").read_text("utf-8").splitlines(keepends=True)
    rows = [line for line in judged if line.split("\t")[0] in kept]
    (into / "qrels.tsv").write_text(head + "".join(rows), "utf-8")
    return into


def retrieval_table(shared: Path, only: Sequence[str], cache: Path) -> Iterator[str]:
    """Lines of Markdown, as they are found."""
    record = shared / "corpora" / "press-2019-03-08.txt"
    embedder = load_embedder()
    sources = {
        "press.dev": Source(ROOT / "eval/sets/press-2019-03-08.dev.jsonl", record),
        "press.test": Source(ROOT / "eval/sets/press-2019-03-08.test.jsonl", record),
    }
    for title, folder, corpus, every in (
        ("XQuAD zh", "xquad-dev", "corpus.zh.jsonl", 12),
        ("ministry", "mfa-2016-2018", "corpus.jsonl", 5),
    ):
        part = sampled(shared / "evalsets" / folder, corpus, every, cache / folder)
        sources[title] = Source(part, corpus=part / corpus)
    sets = {title: prepare(source, embedder, Settings(), cache) for title, source in sources.items()}
    heads = [
        f"{title} {figure}"
        for title in ("dev", "test")
        for figure in ("first", "quote at 3", "AUROC", "answerable refused", "near refused")
    ]
    yield from _header(["off", *heads, "XQuAD zh nDCG@10", "ministry nDCG@10"])
    for switch in RETRIEVAL:
        if not only or switch.name in only:
            with switch.switched():
                yield _row([switch.name, *retrieval_row(sets)])


def parsing_table(shared: Path, only: Sequence[str], folder: Path) -> Iterator[str]:
    """Lines of Markdown: styles that are exactly right, exchanges of the gold, parses of the archive."""
    from tests.index.test_printed_styles import ALL
    from tests.index.test_published import FILES
    from tests.index.test_styles import STYLES

    styles = {**ALL, **STYLES, **{name: told_in(marked) for name, (_, marked, _) in FILES.items()}}
    endings = {name: ending for name, (ending, _, _) in FILES.items()}
    texts: dict[str, Path] = {}
    for number, (name, (text, _)) in enumerate(styles.items()):
        texts[name] = folder / f"{number}" / f"talk{endings.get(name, '.txt')}"
        texts[name].parent.mkdir()
        texts[name].write_text(text, "utf-8", newline="")
    gold = _gold(shared / "transcripts")
    files = sorted((shared / "archive" / "mfa-2016-2018").rglob("*.txt"))
    before: list[list[tuple[int, int, int, int]]] = []
    yield from _header(["off", f"styles right of {len(styles)}", "gold: exchanges right", "archive changed"])
    for switch in PARSING:
        if only and switch.name not in only and switch.name != "nothing":
            continue
        with switch.switched():
            right = sum(_exactly(texts[name], expected) for name, (_, expected) in styles.items())
            exact = sum(_same(file, wanted) for file, wanted in gold.items())
            parses = [_spans(file) for file in files]
        before = before or parses
        changed = sum(a != b for a, b in zip(before, parses, strict=True))
        total = sum(map(len, gold.values()))
        yield _row([switch.name, str(right), f"{exact} of {total}", f"{changed} of {len(files)}"])


def _exactly(file: Path, expected: Sequence[tuple[str, str]]) -> bool:
    document = read(file)
    try:
        exchanges = parse(document).exchanges
    except ParseError:
        return not expected
    sides = [(e.question_spans, e.answer_spans) for e in exchanges]
    found = [tuple(_tight(joined(document.text, spans)) for spans in side) for side in sides]
    return found == [(_tight(question), _tight(answer)) for question, answer in expected]


def _tight(words: str) -> str:
    return "".join(words.replace("**", "").replace("<br>", "").split())


def _gold(folder: Path) -> dict[Path, set[tuple[int, int]]]:
    """The spans of questions by file, of texts that have no markup."""
    found: dict[Path, set[tuple[int, int]]] = {}
    for line in (folder / "gold" / "dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        file = folder / "dev" / row["file"]
        if file.exists() and file.suffix != ".xml":
            found.setdefault(file, set()).add((row["question_start"], row["question_end"]))
    return found


def _spans(file: Path) -> list[tuple[int, int, int, int]]:
    try:
        transcript = parse(read(file))
    except ParseError:
        return []
    return [
        (
            e.question[0].spans[0].start,
            e.question[-1].spans[-1].end,
            e.answer[0].spans[0].start,
            e.answer[-1].spans[-1].end,
        )
        for e in transcript.exchanges
    ]


def _same(file: Path, wanted: set[tuple[int, int]]) -> int:
    return len({(start, end) for start, end, _, _ in _spans(file)} & wanted)


def _header(names: Sequence[str]) -> Iterator[str]:
    yield _row(names)
    yield _row(["---"] * len(names))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.ablation", description=__doc__.split("\n")[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--only", action="append", default=[], help="a mechanism, instead of all")
    options = parser.parse_args(arguments)
    tables: tuple[Callable[[Path, Sequence[str], Path], Iterator[str]], ...] = (
        parsing_table,
        retrieval_table,
    )
    for table in tables:
        with tempfile.TemporaryDirectory() as folder:
            for line in table(options.shared, options.only, Path(folder)):
                print(line, flush=True)
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
