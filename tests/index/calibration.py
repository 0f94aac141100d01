"""How sure the parser is, and how right: ``python -m tests.index.calibration [SHARED]``.

Prints it of the weights of :mod:`onrecord.index.parsing.confidence`, and of weights fitted anew. Parses are labelled by the transcripts of ``tests/index/styles``, whose words are marked, as printed and damaged at
random: labels lost or replaced by names that come once, question marks lost, lines run together. The label
is the F1 of the exchanges. A logistic curve is fitted to it, each style left out in turn with all its damaged forms for the
figures. ``SHARED/transcripts/gold`` and the press conference of 2019, damaged in the same ways, are never fitted.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.index.document import Document
from onrecord.index.errors import ParseError
from onrecord.index.parsing import confidence as certainty
from onrecord.index.parsing.confidence import signs
from onrecord.index.parsing.parser import parse
from onrecord.index.text.spans import joined
from tests.index.styles import told_in
from tests.index.styles.conversations import CONVERSATIONS
from tests.index.styles.governments import GOVERNMENTS
from tests.index.styles.hearings import HEARINGS
from tests.index.styles.institutions import INSTITUTIONS
from tests.index.styles.ministries import MINISTRIES
from tests.index.styles.printed import PRINTED
from tests.index.styles.records import RECORDS
from tests.index.styles.tongues import TONGUES

Floats = NDArray[np.float64]

#: The weights in use, the base last.
AS_IT_IS: Floats = np.array([*certainty._WEIGHTS, certainty._BASE])

_MARKED = {**HEARINGS, **PRINTED, **RECORDS, **TONGUES}
_PUBLISHED = {**GOVERNMENTS, **INSTITUTIONS, **MINISTRIES, **CONVERSATIONS}
MARKED: dict[str, str] = {**_MARKED, **{name: text for name, (text, _) in _PUBLISHED.items()}}

# What stands on a line before marked words.
_LABEL = re.compile(r"^[^\n⟨⟩⟦⟧]+(?=[⟨⟦])", re.MULTILINE)
_WORDS = re.compile(r"\w+")
_SEED = 3
# The F1 from which a parse counts as right, and the ridge of the fit.
RIGHT = 0.9
_RIDGE = 1.0


@dataclass(frozen=True)
class Parse:
    """The signs of one parse, and how right it is (F1, 0..1)."""

    style: str
    signs: tuple[float, ...]
    right: float


def _some_labels(
    chance: float, instead: Callable[[random.Random, str], str]
) -> Callable[[str, random.Random], str]:
    def damaged(text: str, r: random.Random) -> str:
        return _LABEL.sub(lambda m: instead(r, m[0]) if r.random() < chance else m[0], text)

    return damaged


def _joined_lines(text: str, r: random.Random) -> str:
    return re.sub(r"\n+", lambda m: " " if r.random() < 0.3 else m[0], text)


def _name(r: random.Random, _: str) -> str:
    return "".join(r.choice("BCDFGKLMNPRST") + r.choice("aeiou") for _ in range(3)).capitalize() + ": "


#: What is done to a transcript, in which the words of exchanges are marked.
DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    lambda text, _: text,
    _some_labels(0.15, lambda _r, _label: ""),
    _some_labels(0.5, lambda _r, _label: ""),
    _some_labels(1.0, lambda _r, _label: ""),
    _some_labels(0.3, _name),
    _some_labels(1.0, _name),
    lambda text, _: re.sub(r"[?？؟]", ".", text),
    _joined_lines,
    lambda text, r: _some_labels(0.3, lambda _r, _label: "")(re.sub(r"[?？؟]", ".", text), r),
)


def _same(a: str, b: str) -> bool:
    """Whether two runs of words are nearly one."""
    a, b = ("".join(_WORDS.findall(words)) for words in (a, b))
    short, long = sorted((a, b), key=len)
    return bool(short) and short in long and len(short) >= 0.8 * len(long)


def f1(found: list[tuple[str, str]], meant: list[tuple[str, str]]) -> float:
    """The F1 of exchanges, each matched by its question and its answer, in order."""
    left = list(found)
    hits = 0
    for question, answer in meant:
        for i, (asked, answered) in enumerate(left):
            if _same(question, asked) and _same(answer, answered):
                hits += 1
                del left[: i + 1]
                break
    return 2 * hits / (len(found) + len(meant))


def parses_of(marked: dict[str, str]) -> Iterator[Parse]:
    """Each transcript parsed as printed and damaged, where anything was found."""
    for style, text in marked.items():
        for number, damage in enumerate(DAMAGES):
            printed, meant = told_in(damage(text, random.Random(f"{_SEED} {number} {style}")))
            try:
                transcript = parse(replace(Document(printed, "utf-8"), name="talk.txt"))
            except ParseError:
                continue
            found = [
                (joined(printed, e.question_spans), joined(printed, e.answer_spans))
                for e in transcript.exchanges
            ]
            yield Parse(style, signs(printed, transcript.exchanges), f1(found, meant))


def shared_transcripts(shared: Path) -> dict[str, str]:
    """The transcripts of the shared gold, with their words marked."""
    found: dict[str, str] = {}
    rows: dict[str, list[dict[str, int]]] = {}
    for line in (shared / "transcripts/gold/dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["file"], []).append(row)
    for name, own in rows.items():
        folder = "corpora" if name.startswith("press-") else "transcripts/dev"
        text = (shared / folder / name).read_bytes().decode("utf-8")
        if name.endswith(".xml"):  # offsets count tags, which damage would break
            continue
        for row in sorted(own, key=lambda row: -row["question_start"]):
            a, b = row["answer_start"], row["answer_end"]
            text = text[:a] + "⟦" + text[a:b] + "⟧" + text[b:]
            a, b = row["question_start"], row["question_end"]
            text = text[:a] + "⟨" + text[a:b] + "⟩" + text[b:]
        found[name] = text
    return found


def fitted(x: Floats, y: Floats) -> Floats:
    """The weights of a logistic curve of ``x`` ``[n, k]`` to ``y`` ``[n]`` in 0..1, the base last; by Newton's method."""
    ones = np.hstack([x, np.ones((len(x), 1))])
    weights = np.zeros(ones.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-ones @ weights))
        ridge = _RIDGE * np.append(np.ones(x.shape[1]), 0)
        slope = ones.T @ (y - p) - ridge * weights
        curve = (ones * (p * (1 - p))[:, None]).T @ ones + np.diag(ridge + 1e-9)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def told(weights: Floats, x: Floats) -> Floats:
    """The confidences of ``x`` ``[n, k]``."""
    found: Floats = 1 / (1 + np.exp(-(x @ weights[:-1] + weights[-1])))
    return found


def auroc(confidence: Floats, right: NDArray[np.bool_]) -> float:
    """How often a right parse is surer than a wrong one, ties half."""
    pairs = confidence[right][:, None] - confidence[~right][None, :]
    return float(((pairs > 0) + 0.5 * (pairs == 0)).mean()) if pairs.size else float("nan")


def table(confidence: Floats, y: Floats) -> str:
    """Five bins of confidence: how many parses, the mean confidence, the mean F1, how many are right."""
    lines = []
    for low in np.arange(0, 1, 0.2):
        inside = (confidence >= low) & (confidence < low + 0.2 + (low > 0.7))
        if inside.any():
            share = (y[inside] >= RIGHT).mean()
            lines.append(
                f"{low:.1f}-{low + 0.2:.1f} {inside.sum():5d} {confidence[inside].mean():.2f} {y[inside].mean():.2f} {share:.2f}"
            )
    return "\n".join(lines)


def main() -> None:
    parses = list(parses_of(MARKED))
    x, y = np.array([p.signs for p in parses]), np.array([p.right for p in parses])
    out = np.zeros(len(parses))
    folds = {style: i % 10 for i, style in enumerate(MARKED)}
    fold = np.array([folds[p.style] for p in parses])
    for i in range(10):
        out[fold == i] = told(fitted(x[fold != i], y[fold != i]), x[fold == i])
    weights = fitted(x, y)
    own = told(AS_IT_IS, x)
    print(len(parses), "parses; weights", np.round(weights, 2).tolist())
    print(f"as it is: squared error {((own - y) ** 2).mean():.3f}, AUROC {auroc(own, y >= RIGHT):.3f}")
    print(table(own, y))
    print(
        f"styles left out in turn: squared error {((out - y) ** 2).mean():.3f}, AUROC {auroc(out, y >= RIGHT):.3f}"
    )
    print(table(out, y))
    if len(sys.argv) > 1:
        held = list(parses_of(shared_transcripts(Path(sys.argv[1]))))
        x, y = np.array([p.signs for p in held]), np.array([p.right for p in held])
        p, own = told(weights, x), told(AS_IT_IS, x)
        print(
            f"shared, as it is: squared error {((own - y) ** 2).mean():.3f}, AUROC {auroc(own, y >= RIGHT):.3f}"
        )
        print(table(own, y))
        print(
            f"shared, never fitted, {len(held)}: squared error {((p - y) ** 2).mean():.3f}, AUROC {auroc(p, y >= RIGHT):.3f}"
        )
        print(table(p, y))


if __name__ == "__main__":
    main()
