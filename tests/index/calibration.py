"""How sure the parser is, and how right: ``python -m tests.index.calibration SHARED [--model]``.

Fits the weights of :mod:`onrecord.index.parsing.confidence` and prints them. Parses are labelled by transcripts
whose words are marked, as printed and damaged at random: labels lost or replaced by names that come once,
question marks lost, lines run together. They are the styles of ``tests/index/styles``, exchanges of
``SHARED/training`` printed in the styles of :mod:`tests.index.styles.generated` that may be fitted on, prose in
the same looks (in which all is wrong), and transcripts of ``SHARED/transcripts/dev`` and ``SHARED/archive``. A parse is right
where the F1 of its exchanges is 0.9 or more. The figures are of weights fitted without what they are measured
on: styles left out in ten parts, real transcripts left out one by one, and generated styles that are never fitted.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from onrecord.index.document import Document
from onrecord.index.errors import InputError
from onrecord.index.parsing import parser
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.readers.sources import read
from onrecord.index.text.spans import joined
from tests.index.styles import told_in
from tests.index.styles.conversations import CONVERSATIONS
from tests.index.styles.generated import print_transcript
from tests.index.styles.governments import GOVERNMENTS
from tests.index.styles.hearings import HEARINGS
from tests.index.styles.institutions import INSTITUTIONS
from tests.index.styles.ministries import MINISTRIES
from tests.index.styles.printed import PRINTED
from tests.index.styles.records import RECORDS
from tests.index.styles.tongues import TONGUES

Floats = NDArray[np.float64]

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


def parse_of(
    style: str, document: Document, meant: list[tuple[str, str]], model: RoleModel | None
) -> Parse | None:
    """A document parsed; ``None`` where nothing is found."""
    signs: list[tuple[float, ...]] = []

    def noted(found: tuple[float, ...], _count: int) -> float:
        signs.append(found)
        return 1.0

    with mock.patch.object(parser, "confidence", noted):
        try:
            transcript = parser.parse(document, role_model=model)
        except InputError:
            return None
    if not signs:
        return None
    found = [
        (joined(transcript.text, e.question_spans), joined(transcript.text, e.answer_spans))
        for e in transcript.exchanges
    ]
    return Parse(style, signs[0], f1(found, meant))


def parses_of(marked: dict[str, str], model: RoleModel | None, damages: int = 9) -> Iterator[Parse]:
    """Each transcript parsed as printed and damaged in some ways, where anything was found."""
    for style, text in marked.items():
        r = random.Random(f"{_SEED} {style}")
        for number in [0, *r.sample(range(1, len(DAMAGES)), damages - 1)]:
            printed, meant = told_in(DAMAGES[number](text, random.Random(f"{_SEED} {number} {style}")))
            document = Document(printed, "utf-8", name="talk.txt")
            if found := parse_of(style, document, meant, model):
                yield found


def generated(shared: Path, count: int, model: RoleModel | None, *, unseen: bool) -> Iterator[Parse]:
    """Printed exchanges, each as printed and damaged in one way."""
    from tests.index.fitting import talks  # which takes f1 from here

    with tempfile.TemporaryDirectory() as folder:
        for number, run in enumerate(talks(shared, count, _SEED + unseen)):
            printed = print_transcript(run, _SEED + number, unseen=unseen)
            r = random.Random(number)
            for damage in (DAMAGES[0], r.choice(DAMAGES[1:])):
                text, meant = told_in(damage(printed.text, r))
                file = Path(folder) / f"talk{printed.ending}"
                file.write_text(text, encoding="utf-8")
                if found := parse_of(printed.style, read(file), meant, model):
                    yield found


def published(shared: Path) -> dict[str, str]:
    """Transcripts as published, with the words marked that are found in them whole, which is right."""
    archive = sorted((shared / "archive").rglob("*.txt"))[::6]
    dev = [f for f in sorted((shared / "transcripts" / "dev").iterdir()) if f.suffix in (".txt", ".md")]
    marked: dict[str, str] = {}
    for file in [*dev, *archive]:
        try:
            found = parser.parse(read(file))
        except InputError:
            continue
        text = found.text
        turns = [turn for each in found.exchanges for turn in each.turns()]
        for turn in reversed(turns):
            start, end = turn.spans[0].start, turn.spans[-1].end
            signs = "⟨⟩" if turn.role == "asker" else "⟦⟧"
            text = f"{text[:start]}{signs[0]}{text[start:end]}{signs[1]}{text[end:]}"
        if turns and not any(sign in found.text for sign in "⟨⟩⟦⟧"):
            marked[file.name] = text
    return marked


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


def main(shared: Path, model: RoleModel | None) -> None:
    """Fit, and report."""
    from tests.index.fitting import prose

    styles = list(parses_of(MARKED, model, 3))
    made = list(generated(shared, 300, model, unseen=False))
    made += [p for d in prose(shared, 120) if (p := parse_of("prose", d, [], model))]
    real = list(parses_of(published(shared), model, 4))
    unseen = list(generated(shared, 250, model, unseen=True))
    fit = styles + made

    def report(name: str, told: Floats, parses: list[Parse]) -> None:
        y = np.array([p.right for p in parses])
        print(
            f"{name}: {len(y)} parses, {(y >= RIGHT).mean():.2f} right, AUROC {auroc(told, y >= RIGHT):.3f}"
        )
        print(table(told, y))

    def weights(parses: list[Parse]) -> Floats:
        rows = np.array([p.signs for p in parses])
        return fitted(rows, np.array([float(p.right >= RIGHT) for p in parses]))

    folds = {style: i % 10 for i, style in enumerate(dict.fromkeys(p.style for p in fit))}
    out = np.zeros(len(fit))
    for fold in range(10):
        here = np.array([folds[p.style] == fold for p in fit])
        own = weights([p for p, left in zip(fit, here, strict=True) if not left] + real)
        out[here] = told(own, np.array([p.signs for p in fit])[here])
    report("styles left out", out, fit)
    alone = np.zeros(len(real))
    for style in {p.style for p in real}:
        own = weights(fit + [p for p in real if p.style != style])
        for at, p in enumerate(real):
            if p.style == style:
                alone[at] = told(own, np.array([p.signs]))[0]
    report("real transcripts left out one by one", alone, real)
    final = weights(fit + real)
    report("generated styles never fitted", told(final, np.array([p.signs for p in unseen])), unseen)
    print("weights", np.round(final, 2).tolist())


if __name__ == "__main__":
    main(Path(sys.argv[1]), RoleModel.unpacked() if "--model" in sys.argv else None)
