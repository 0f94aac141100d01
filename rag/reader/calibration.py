"""Log-odds from the scores of any model, learnt from an archive's own questions.

What was asked in the record has an answer there that is known, and other passages near it that do not answer.
A logistic curve through a model's scores of both gives the log-odds of answering, among as many others as the
bundled reader learnt from (Platt, 1999). The two numbers are kept in the user's cache, so that a large model
scores these pairs once for each archive.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.text.folding import fold
from onrecord.index.turn_text import Reading
from onrecord.rag.background import Background
from onrecord.rag.quoting import sentences_of
from onrecord.rag.retrieval import search

__all__ = ["Calibration", "calibrated"]

QUESTIONS = 40
"""So many of an archive's questions are asked, evenly spread over it."""
FEWEST = 8
"""With fewer questions than this a model's scores are taken for log-odds as they are."""
OTHERS = 3
"""Passages of other exchanges beside each one that answers, as the bundled reader learnt from."""
_LOOKED_AT = 16

Scores = Callable[[str, Sequence[Sequence[str]]], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Calibration:
    """``slope * score + offset`` are log-odds."""

    slope: float = 1.0
    offset: float = 0.0


def calibrated(
    model_id: str, scores: Scores, archive: Archive, embedder: Embedder, background: Background
) -> Calibration:
    """What makes log-odds of a model's scores in ``archive``: kept from an earlier time, or learnt now.

    ``scores`` is asked for at most :data:`QUESTIONS` questions with ``1 + OTHERS`` passages each.
    """
    with archive.snapshot():
        drawn = _drawn(archive)
        if len(drawn) < FEWEST:
            return Calibration()
        names = (model_id, str(archive.folder.resolve()), archive.model_id, str(len(drawn)))
        file = _folder() / f"{hashlib.sha256(json.dumps(names).encode()).hexdigest()[:24]}.json"
        kept = _kept(file)
        if kept:
            return kept
        found = [_scored(each, archive, embedder, background, scores) for each in drawn]
    learnt = _fitted([pair for each in found for pair in each])
    _keep(learnt, file)
    return learnt


def _drawn(archive: Archive) -> list[tuple[str, int]]:
    """The exchanges whose questions are asked, always the same of one archive."""
    asked = sorted(key for key in archive.exchange_keys() if key[1] > 0)
    count = min(QUESTIONS, len(asked))
    return [asked[at * len(asked) // count] for at in range(count)]


def _scored(
    exchange: tuple[str, int], archive: Archive, embedder: Embedder, background: Background, scores: Scores
) -> list[tuple[float, bool]]:
    """Scores of passages for one exchange's question, and whether they are its own; that comes first."""
    transcript = archive.transcript(exchange[0])
    part = transcript.part(exchange[1])
    assert part is not None
    question = Reading(transcript.text, [turn.spans for turn in part.question]).words
    words = fold(question)
    hits = search(archive, background, words, embedder.embed_questions([words])[0], _LOOKED_AT)
    own = [hit for hit in hits if (hit.transcript, hit.exchange) == exchange][:1]
    others = [hit for hit in hits if (hit.transcript, hit.exchange) != exchange][:OTHERS]
    if not own or not others:
        return []
    passages = [sentences_of(hit, archive.transcript(hit.transcript)) for hit in (*own, *others)]
    return [(score, at == 0) for at, score in enumerate(scores(question, passages).tolist())]


def _fitted(pairs: Sequence[tuple[float, bool]]) -> Calibration:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    answers = [answer for _, answer in pairs]
    if sum(answers) < FEWEST:
        return Calibration()
    scores = np.array([score for score, _ in pairs])
    middle, width = float(scores.mean()), max(float(scores.std()), 1e-9)
    # Its usual restraint keeps the curve flat where few scores part the two perfectly.
    curve = LogisticRegression().fit((scores[:, None] - middle) / width, answers)
    # A model that prefers what does not answer tells nothing.
    slope = max(0.0, float(curve.coef_[0, 0])) / width
    return Calibration(slope, float(curve.intercept_[0]) - slope * middle)


def _folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("onrecord") / "readers"


def _kept(file: Path) -> Calibration | None:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return Calibration(float(kept["slope"]), float(kept["offset"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(calibration: Calibration, file: Path) -> None:
    # It is learnt again next time where it cannot be written.
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(calibration), out)
        Path(name).replace(file)
