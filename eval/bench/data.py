"""What the bench works on: a transcript, its passages, questions, and a large archive where there is one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.text.folding import fold
from onrecord.index.units import findable

__all__ = ["Data", "read_data"]

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = _ROOT.parent / "shared"
_QUESTIONS = _ROOT / "eval" / "sets" / "press-2019-03-08.dev.jsonl"


@dataclass(frozen=True, slots=True)
class Data:
    """``files`` are indexed, ``texts`` embedded (their passages and questions), ``questions`` asked.

    ``exchanges`` counts those of ``files``; ``archive`` is the folder of 490 conferences, if it is here.
    """

    files: tuple[Path, ...]
    exchanges: int
    texts: tuple[str, ...]
    questions: tuple[str, ...]
    archive: Path | None


def read_data(quick: bool) -> Data:
    """The press conference of 2019 beside the checkout, or the sample record where that is missing.

    ``quick`` takes the sample record anyway, a few texts of it and no archive: enough to see that all runs.
    """
    record = _SHARED / "corpora" / "press-2019-03-08.txt"
    archive = _SHARED / "archive" / "mfa-2016-2018"
    files = sorted((_ROOT / "ui" / "sample").glob("*.txt")) if quick or not record.is_file() else [record]
    files = files[:1] if quick else files
    transcripts = [parse(read(file)) for file in files]
    units = [unit for transcript in transcripts for unit in findable(transcript)]
    texts = [fold(unit.words) for unit in units if unit.view != "sentence"]
    questions = [json.loads(line)["question"] for line in _QUESTIONS.read_text("utf-8").splitlines()]
    return Data(
        tuple(files),
        sum(len(transcript.exchanges) for transcript in transcripts),
        tuple(texts[:8] if quick else texts),
        tuple(questions[:4] if quick else questions[:60]),
        archive if archive.is_dir() and not quick else None,
    )
