"""README's figures: run every set in ``eval/sets`` and write the table between its markers.

``python -m onrecord.eval.table`` does it (``make eval``). A set ``NAME.dev.jsonl`` or ``NAME.test.jsonl`` is
about ``../shared/corpora/NAME.txt``; dialogues, ``NAME.dialogues.dev.jsonl``, come in the same column.
The marker keeps a digest of what the figures come from, so that a test can tell when they are out of date.
In the table of the comparison (:mod:`onrecord.eval.peers.readme`) it writes the figures of On Record anew.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.eval.datasets.source import Source
from onrecord.eval.figures import Figure, grouped, measure, values_of
from onrecord.eval.marked import MarkedTable
from onrecord.eval.peers import readme as peers
from onrecord.eval.peers.asking import figures_of as compared
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import prepare
from onrecord.eval.runs.provenance import digest_of_files, digest_of_packages
from onrecord.eval.runs.run import Result
from onrecord.index.embedding.embedder import load_embedder
from onrecord.rag.settings import Settings

__all__ = ["digest_of", "digest_written", "main", "rewritten"]

ROOT = Path(__file__).resolve().parents[1]
_TABLE = MarkedTable("figures")
digest_written, rewritten = _TABLE.digest_written, _TABLE.rewritten
_DIALOGUES = {
    "follow-up": "follow-up question, right exchange first",
    "change": "change of subject, right exchange first",
}
_ROWS = ("right exchange first", "nDCG@10", "quote at 3", "answerable, refused", "AUROC", "exact quotes")


def digest_of(root: Path) -> str:
    """16 hex digits of the sets and of the code that finds, decides and measures."""
    patterns = ("eval/sets/*.jsonl", "eval/figures.py", "eval/measures/*.py")
    files = {file.relative_to(root).as_posix(): file for each in patterns for file in root.glob(each)}
    both = digest_of_packages(root) + digest_of_files(files)
    return hashlib.sha256(both.encode()).hexdigest()[:16]


def figures_of(file: Path, record: Path, cache: Path) -> tuple[int, dict[str, Figure]]:
    """How many questions a set has, and the figures to print of it, refusals by kind among them."""
    asked = _asked(file, record, cache)
    values = values_of(asked)
    figures = {n: f for n, f in measure(asked, values).figures.items() if n in _ROWS}
    for kind, inside in grouped(asked, values).get("kind", {}).items():
        if "refusal recall" in inside.figures:
            figures[f"not answerable ({kind}), refused"] = inside.figures["refusal recall"]
    return len(asked), figures


def dialogue_figures(file: Path, record: Path, cache: Path) -> dict[str, Figure]:
    """The right exchange first, of questions that lean on earlier ones and that change the subject."""
    asked = _asked(file, record, cache)
    kinds = grouped(asked, values_of(asked))["kind"]
    return {row: kinds[kind].figures["right exchange first"] for kind, row in _DIALOGUES.items()}


def _asked(file: Path, record: Path, cache: Path) -> Sequence[Result]:
    ready = prepare(Source(file, record), load_embedder(Settings().model), Settings(), cache)
    return run_set(ready.questions, ready.collection, ready.assistant).results


def table_of(columns: Mapping[str, tuple[int, Mapping[str, Figure]]]) -> str:
    """Markdown: a column for each set, a row for each measure, intervals in brackets."""
    names = [*_ROWS, *sorted({n for _, figures in columns.values() for n in figures} - set(_ROWS))]
    head = [f"{name} ({count})" for name, (count, _) in columns.items()]
    lines: list[Sequence[str]] = [["", *head], ["---"] * (len(head) + 1)]
    lines += [[name, *(_cell(figures.get(name)) for _, figures in columns.values())] for name in names]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(figure: Figure | None) -> str:
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]" if figure else ""


def main() -> int:
    """Run all sets and rewrite README."""
    columns = {}
    ours: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as cache:
        for file in sorted((ROOT / "eval" / "sets").glob("*.jsonl")):
            record = ROOT.parent / "shared" / "corpora" / f"{file.name.split('.')[0]}.txt"
            if record.is_file() and ".dialogues." not in file.name:
                count, figures = figures_of(file, record, Path(cache))
                dialogues = file.with_name(file.name.replace(".", ".dialogues.", 1))
                if dialogues.is_file():
                    figures |= dialogue_figures(dialogues, record, Path(cache))
                columns[file.stem] = count, figures
                if file.stem == peers.PRESS:
                    answerable = [each for each in _asked(file, record, Path(cache)) if each.answerable]
                    ours = {name: figure.value for name, figure in compared(answerable).items()}
    if not columns:
        print(
            f"no record of a set is in {ROOT.parent / 'shared' / 'corpora'}; nothing is changed",
            file=sys.stderr,
        )
        return 2
    readme = ROOT / "README.md"
    text = rewritten(readme.read_text(encoding="utf-8"), table_of(columns), digest_of(ROOT))
    readme.write_text(peers.with_ours(text, ours), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
