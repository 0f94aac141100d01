"""Knows where the texts and sets lie that On Record and its peers are compared on, and reads them.

Most are in the folder ``shared`` beside the checkout; where it is missing, the sample record has to do.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from onrecord.index.errors import ParseError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import expand, read
from onrecord.index.records import Transcript
from onrecord.index.text.folding import fold
from onrecord.index.units import findable

__all__ = ["ROOT", "SETS", "SHARED", "Data", "parsed", "press_questions", "read_data", "record_of", "samples"]

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "eval" / "sets"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Data:
    """What speed is measured on.

    ``files`` are indexed, ``texts`` embedded (their passages and questions), ``questions`` asked.
    ``exchanges`` counts those of ``files``; ``archive`` is the folder of 490 conferences, if it is here.
    """

    files: tuple[Path, ...]
    exchanges: int
    texts: tuple[str, ...]
    questions: tuple[str, ...]
    archive: Path | None


def record_of(name: str) -> Path:
    """The transcript that the sets called ``name.*.jsonl`` are about."""
    return SHARED / "corpora" / f"{name.partition('.')[0]}.txt"


def samples() -> list[Path]:
    """The files of the sample record."""
    return sorted((ROOT / "ui" / "sample").glob("*.txt"))


def press_questions() -> list[str]:
    """The development questions about the press conference of 2019, in 14 languages."""
    lines = (SETS / "press-2019-03-08.dev.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines]


def read_data(quick: bool) -> Data:
    """The press conference of 2019 beside the checkout, or the sample record where that is missing.

    ``quick`` takes the sample record anyway, a few texts of it and no archive: enough to see that all runs.
    """
    record, archive = record_of("press-2019-03-08"), SHARED / "archive" / "mfa-2016-2018"
    files = samples() if quick or not record.is_file() else [record]
    files = files[:1] if quick else files
    transcripts = [parse(read(file)) for file in files]
    units = [unit for transcript in transcripts for unit in findable(transcript)]
    texts = [fold(unit.words) for unit in units if unit.view != "sentence"]
    return Data(
        tuple(files),
        sum(len(transcript.exchanges) for transcript in transcripts),
        tuple(texts[:8] if quick else texts),
        tuple(press_questions()[: 4 if quick else 60]),
        archive if archive.is_dir() and not quick else None,
    )


def parsed(folder: Path) -> list[Transcript]:
    """The transcripts in ``folder``, without those in which nobody asks anything."""
    found = []
    for file in expand(folder):
        with contextlib.suppress(ParseError):
            found.append(parse(read(file)))
    return found
