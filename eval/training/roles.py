"""Fits the network that tells who would say a block: ``python -m onrecord.eval.training.roles SHARED CACHE``.

Draws blocks from ``SHARED/training`` and ``moderating.toml``, has the bundled model embed them once (the
vectors are kept in the folder ``CACHE``), reports what a network does on languages and sources left out
of its fit, and writes the weights of one that is fitted on all to ``index/parsing/role_model.npz``. Needs
scikit-learn.
"""

from __future__ import annotations

import random
import re
import sys
import tomllib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning  # type: ignore[import-untyped]
from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]
from sklearn.neural_network import MLPClassifier  # type: ignore[import-untyped]

import onrecord.index.parsing
from onrecord.eval.training.rows import rows_of
from onrecord.index.embedding.bundled import load_bundled
from onrecord.index.parsing.role_model import CLASSES, condensed, probabilities

Floats = NDArray[np.float32]

_SEED = 19
# Blocks of each kind: of each source of briefings, of each language of the question sets.
_BRIEFINGS = 520
_QUESTIONS = 75
_CONTEXTS = 28
_TITLES = 9
# The share of questions of briefings of which only what stands before the mark is taken, if it is so long.
_PREAMBLES = 0.4
_SHORTEST_PREAMBLE = 30
# Our own lines are few, and count so many times.
_OWN = 5
_HIDDEN = 64
# Unit vectors of 384 dimensions have small numbers; as many rounds as held-out sources gained by.
_SCALE = 8.0
_ROUNDS = 25
_MARKS = re.compile(r"[?？؟՞፧¿;]+")
_SENTENCE = re.compile(r"(?<=[.!?。！？؟।])\s*")
_CLAUSE = re.compile(r"(?<=[.,;:!。，、؛])\s*")


@dataclass(frozen=True)
class Block:
    """Words, the class they are of, their language, and where they were taken from."""

    words: str
    kind: str
    language: str
    source: str


def _plain(question: str, r: random.Random) -> str:
    """A question as it is, without its marks, or without its first clause too."""
    chance = r.random()
    if chance < 0.45:
        return question
    bare = _MARKS.sub(lambda _: r.choice((".", "", "")), question).strip()
    clauses = _CLAUSE.split(bare)
    return " ".join(clauses[1:]) if chance > 0.8 and len(clauses) > 1 and len(clauses[-1]) > 12 else bare


def _preamble(question: str) -> str:
    """What an asker says before what bears a mark: ``The union says that it was never asked.``."""
    sentences = _SENTENCE.split(" ".join(question.split()))
    return " ".join(each for each in sentences if not _MARKS.search(each)).strip()


def _part(words: str, r: random.Random) -> str:
    """Some sentences of a longer text, from its beginning more often than not."""
    sentences = _SENTENCE.split(words)
    first = 0 if r.random() < 0.6 else r.randrange(len(sentences))
    return " ".join(sentences[first : first + r.choice((1, 1, 2, 4, 9))]).strip()[:1500]


def draw(shared: Path) -> list[Block]:
    """The blocks to fit on, always the same."""
    r = random.Random(_SEED)
    blocks: list[Block] = []
    for file in sorted((shared / "training" / "briefings").glob("*.jsonl.gz")):
        source = file.name.partition(".")[0]
        for row in r.sample(rows_of(file), _BRIEFINGS):
            asked = _plain(row["question"], r) if r.random() < 0.5 else row["question"]
            if r.random() < _PREAMBLES and len(said := _preamble(row["question"])) > _SHORTEST_PREAMBLE:
                asked = said
            blocks.append(Block(asked, "asks", row["lang"], source))
            blocks.append(Block(_part(row["answer"], r), "answers", row["lang"], source))
    questions: dict[str, list[Block]] = {}
    contexts: dict[str, list[Block]] = {}
    for file in sorted((shared / "training" / "qa").glob("*.jsonl.gz")):
        name = file.name.partition(".")[0]
        rows = rows_of(file)
        for row in r.sample(rows, min(len(rows), 2500)):
            group = contexts if ".ctx." in file.name else questions
            kind = "asks" if group is questions else "answers"  # of a book as of a minister
            words = row["question"] if group is questions else row["text"]
            group.setdefault(row["lang"], []).append(Block(words, kind, row["lang"], name))
    for language in sorted(questions):
        for block in r.sample(questions[language], min(_QUESTIONS, len(questions[language]))):
            blocks.append(Block(_plain(block.words, r), "asks", language, block.source))
    for language in sorted(contexts):
        for block in r.sample(contexts[language], min(_CONTEXTS, len(contexts[language]))):
            blocks.append(Block(_part(block.words, r), block.kind, language, block.source))
        for block in r.sample(contexts[language], min(_TITLES, len(contexts[language]))):
            blocks.append(Block(block.words[: r.randrange(8, 40)], "neither", language, block.source))
    own = tomllib.loads((Path(__file__).parent / "moderating.toml").read_text(encoding="utf-8"))
    for kind in ("answers", "moderates", "neither"):
        blocks += [Block(words, kind, "own", "own") for words in own[kind] for _ in range(_OWN)]
    return [block for block in blocks if block.words.strip()]


def _embedded(blocks: Sequence[Block], cache: Path) -> Floats:
    """The vectors of the blocks, float32 of shape ``(n, 384)``; each text is embedded once for good."""
    file = cache / "roles.npz"
    texts = [condensed(block.words) for block in blocks]
    known: dict[str, Floats] = {}
    if file.exists():
        kept = np.load(file, allow_pickle=False)
        known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
    if fresh := [words for words in dict.fromkeys(texts) if words not in known]:
        known |= dict(zip(fresh, load_bundled().embed_passages(fresh), strict=True))
        np.savez(file, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[words] for words in texts])


Layers = list[tuple[Floats, Floats]]


def fit(vectors: Floats, kinds: Sequence[str]) -> Layers:
    """A network with one hidden layer, its classes in the order of ``CLASSES``."""
    network = MLPClassifier((_HIDDEN,), alpha=1.0, max_iter=_ROUNDS, random_state=_SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
        network.fit(vectors * _SCALE, [CLASSES.index(kind) for kind in kinds])
    network.coefs_[0] *= _SCALE
    return [
        (w.astype(np.float16).astype(np.float32), b.astype(np.float16).astype(np.float32))
        for w, b in zip(network.coefs_, network.intercepts_, strict=True)
    ]


def _report(blocks: Sequence[Block], vectors: Floats) -> Iterator[str]:
    """AUROC of P(asks), and how many it tells rightly at one half, of groups left out of the fit."""
    sources = ("wh-briefings", "mananeras", "tw-transcripts", "au-pm")
    languages = (
        ("ja",),
        ("ar", "fa", "he"),
        ("fi", "tr", "kk"),
        ("sw", "yor", "zul"),
        ("zh", "zh-Hant"),
        ("th", "ko"),
    )
    groups = [(f"source {s}", [b.source == s for b in blocks]) for s in sources]
    groups += [(f"language {' '.join(few)}", [b.language in few for b in blocks]) for few in languages]
    groups.append(("a fifth of own lines", [b.source == "own" and len(b.words) % 5 == 0 for b in blocks]))
    kinds = np.array([b.kind for b in blocks])
    for name, chosen in groups:
        held = np.array(chosen)
        found = probabilities(vectors[held], fit(vectors[~held], kinds[~held].tolist()))
        asks = kinds[held] == "asks"
        auroc = roc_auc_score(asks, found[:, 0]) if 0 < asks.sum() < len(asks) else float("nan")
        right = np.mean((found[:, 0] > 0.5) == asks)
        same = np.mean(np.array(CLASSES)[found.argmax(1)] == kinds[held])
        yield f"{name:28} n={held.sum():5} AUROC of asks {auroc:.3f}, right {right:.3f}, class {same:.3f}"


def main(shared: Path, cache: Path) -> None:
    """Fit, report, and write the weights."""
    blocks = draw(shared)
    vectors = _embedded(blocks, cache)
    for line in _report(blocks, vectors):
        print(line)
    layers = fit(vectors, [block.kind for block in blocks])
    file = Path(onrecord.index.parsing.__file__).with_name("role_model.npz")
    arrays = {f"weights{i}": w.astype(np.float16) for i, (w, _) in enumerate(layers)}
    arrays |= {f"bias{i}": b.astype(np.float16) for i, (_, b) in enumerate(layers)}
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    print(f"{len(blocks)} blocks; {file} has {file.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
