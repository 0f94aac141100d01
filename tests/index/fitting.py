"""Fits what tells a right reading of a document: ``python -m tests.index.fitting SHARED``.

Exchanges of ``SHARED/training`` are printed in the styles of :mod:`tests.index.styles.generated` that may be
fitted on. Each reading of each text is judged by the F1 of its exchanges, and a logistic curve is fitted to the
features of :mod:`onrecord.index.parsing.evidence`. Prints the weights, and the F1 on styles that were not fitted.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import numpy as np

from onrecord.index.document import Document
from onrecord.index.errors import InputError
from onrecord.index.parsing.choosing import readings_of
from onrecord.index.parsing.parser import parse
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.readers.sources import read
from onrecord.index.text.spans import joined
from tests.index.calibration import f1
from tests.index.styles import told_in
from tests.index.styles.generated import Printed, print_transcript

_SEED = 7
_TAGS = re.compile(r"<[^>]{1,40}>")


def talks(shared: Path, count: int, seed: int) -> Iterator[list[tuple[str, str]]]:
    """Runs of exchanges of briefings, and of questions in many languages with some sentences for answers."""
    r = random.Random(seed)
    runs: list[list[tuple[str, str]]] = []
    for file in sorted((shared / "training" / "briefings").glob("*.gz")):
        of_doc = defaultdict(list)
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                of_doc[row["doc"]].append((row["question"], row["answer"][: r.choice((80, 300, 900))]))
        for doc in r.sample(sorted(of_doc), min(60, len(of_doc))):
            start = r.randrange(max(1, len(of_doc[doc]) - 8))
            if len(run := of_doc[doc][start : start + r.randrange(3, 13)]) > 2:
                runs.append(run)
    for file in sorted((shared / "training" / "qa").glob("*.jsonl.gz")):
        if ".ctx." in file.name:
            continue
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        with gzip.open(
            file.parent / file.name.replace(".jsonl", ".ctx.jsonl"), "rt", encoding="utf-8"
        ) as lines:
            texts = {row["ctx"]: row["text"] for row in map(json.loads, lines)}
        for _ in range(8):
            some = r.sample(rows, r.randrange(4, 10))
            runs.append([(row["question"], texts[row["ctx"]][: r.choice((60, 200, 500))]) for row in some])
    r.shuffle(runs)
    yield from runs[:count]


def documents(
    shared: Path, count: int, seed: int, *, unseen: bool
) -> Iterator[tuple[Printed, Document, list[tuple[str, str]]]]:
    """Printed transcripts as they are read, with what should be found."""
    with tempfile.TemporaryDirectory() as folder:
        for number, run in enumerate(talks(shared, count, seed)):
            printed = print_transcript(run, seed + number, unseen=unseen)
            text, marked = told_in(printed.text)
            file = Path(folder) / f"talk{printed.ending}"
            file.write_text(text, encoding="utf-8")
            yield printed, read(file), [(_bare(question), _bare(answer)) for question, answer in marked]


def _bare(words: str) -> str:
    """Words without markup."""
    return unescape(_TAGS.sub(" ", words))


def report(shared: Path, count: int, seed: int, model: RoleModel | None, *, unseen: bool) -> str:
    """The mean F1, how many are refused, and the styles that are read worst."""
    scores: dict[str, list[float]] = defaultdict(list)
    refused = 0
    for printed, document, run in documents(shared, count, seed, unseen=unseen):
        try:
            found = parse(document, role_model=model)
        except InputError:
            refused += 1
            scores[printed.style].append(0.0)
            continue
        pairs = [
            (joined(found.text, e.question_spans), joined(found.text, e.answer_spans))
            for e in found.exchanges
        ]
        scores[printed.style].append(f1(pairs, list(run)))
    every = [each for some in scores.values() for each in some]
    worst = sorted(scores, key=lambda style: np.mean(scores[style]))
    told = ", ".join(f"{style} {np.mean(scores[style]):.2f}" for style in worst[:12])
    return f"{len(every)} printed: mean F1 {np.mean(every):.3f}, refused {refused}; {told}"


def fit(rows: Sequence[Sequence[float]], right: Sequence[float], ridge: float = 1.0) -> np.ndarray:
    """The weights of a logistic curve, the base last."""
    x = np.c_[np.array(rows), np.ones(len(rows))]
    y = np.array(right)
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        penalty = np.r_[np.full(len(w) - 1, ridge), 0]
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty) + 1e-6 * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (y - p) - penalty * w)
    return w


def prose(shared: Path, count: int) -> Iterator[Document]:
    """Texts without exchanges, in some of the same looks: what is read of them is wrong."""
    r = random.Random(_SEED)
    for run in talks(shared, count, _SEED + 1):
        look = r.choice(("## {}", "**{}**", "1. {}", "- {}", "> {}", "{}:", "Note: {}"))
        parts = [part for _, answer in run for part in answer.split(". ") if part]
        lines = [
            look.format(part[:50]) if i % r.choice((2, 3, 4)) == 0 else part for i, part in enumerate(parts)
        ]
        yield Document("\n\n".join(lines) + "\n", name="prose.md")


def main(shared: Path) -> None:
    """Fit, and report."""
    model = RoleModel.unpacked()
    rows: list[list[float]] = []
    right: list[float] = []
    for given, count in ((None, 200), (model, 150)):
        for _, document, run in documents(shared, count, _SEED, unseen=False):
            for found, features in readings_of(document, given):
                pairs = [
                    (joined(document.text, e.question_spans), joined(document.text, e.answer_spans))
                    for e in found.exchanges
                ]
                rows.append(features)
                right.append(f1(pairs, list(run)))
        for document in prose(shared, count // 2):
            for _, features in readings_of(document, given):
                rows.append(features)
                right.append(0.0)
    weights = fit(rows, right)
    print("weights", [round(float(w), 2) for w in weights], "of", len(rows), "readings")


if __name__ == "__main__":
    shared = Path(sys.argv[1])
    if "--report" in sys.argv:
        for model in (None, RoleModel.unpacked()):
            print("with the model" if model else "without a model")
            print(" fitted:", report(shared, 200, 1, model, unseen=False))
            print(" unseen:", report(shared, 300, 2, model, unseen=True))
    else:
        main(shared)
