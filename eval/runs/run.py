"""Keeps a run as a file: JSON lines, the first one telling what made it, then one line a question.

A file is added to line by line, so that an interrupted run goes on where it stopped. A line that
was cut off in the middle is asked again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from onrecord.index.errors import InputError
from onrecord.index.readers.sources import read_lines

__all__ = ["Metadata", "Result", "Run", "ShownQuote"]

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """Tells what made a run: with the same metadata, the same figures come out.

    ``files`` gives the SHA-256 of each file of the set, ``archive`` is the fingerprint of what was
    asked, ``versions`` those of :func:`onrecord.eval.runs.provenance.versions`.
    """

    set: str
    questions: int
    files: Mapping[str, str]
    archive: str
    model: str
    settings: Mapping[str, Any]
    versions: Mapping[str, str]

    @property
    def fingerprint(self) -> str:
        """12 hex digits of all of it."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote as it was shown: ``exact`` if it is a slice of the text but for white space."""

    name: str
    citation: str
    text: str
    spans: tuple[tuple[int, int], ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A question, its judgement, and what came back.

    ``relevant`` gives grades by exchange or document, ``gold`` the ``(transcript, start, end, words)``
    that answer. ``ranking`` holds exchanges and scores, best first, ``passages`` the
    ``(transcript, start, end)`` of the best passages. ``quotes`` are those shown, or the nearest ones where
    the question was refused. ``seconds`` is the time of the answer, with others asked at the same time.
    ``earlier`` are the questions asked before, ``understood`` those that were taken together, this one too.
    """

    id: str
    lang: str
    kind: str
    question: str
    relevant: Mapping[str, int]
    gold: tuple[tuple[str, int, int, str], ...]
    answered: bool
    confidence: float
    seconds: float
    ranking: tuple[tuple[str, float], ...]
    passages: tuple[tuple[str, int, int], ...]
    quotes: tuple[ShownQuote, ...]
    earlier: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether anything answers."""
        return bool(self.relevant)

    @property
    def transcripts(self) -> frozenset[str]:
        """The transcripts that answer."""
        return frozenset(name.rpartition("/")[0] for name in self.relevant if "/" in name)


@dataclass(frozen=True, slots=True)
class Run:
    """What made a run, and the results of the questions that were asked so far."""

    metadata: Metadata
    results: tuple[Result, ...]

    @classmethod
    def load(cls, file: Path) -> Run:
        """Read a run file.

        Raises:
            InputError: it cannot be read or is no run file.
        """
        lines = read_lines(file)
        try:
            first = json.loads(lines[0])
            if first.pop("onrecord-run") != _FORMAT:
                raise ValueError
            metadata = Metadata(**first)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(f"{file}:1: not a run of onrecord eval; give a file that it wrote") from None
        results: dict[str, Result] = {}
        for number, line in enumerate(lines[1:], 2):
            if not line.strip():
                continue
            try:
                row = _result(json.loads(line))
            except (ValueError, KeyError, TypeError):
                if number < len(lines) - 1:
                    raise InputError(f"{file}:{number}: damaged; delete the file and run again") from None
                continue  # the last line, cut off when the run was interrupted
            results[row.id] = row
        return cls(metadata, tuple(results.values()))

    @staticmethod
    def begin(file: Path, metadata: Metadata) -> tuple[Result, ...]:
        """Begin a run file, or go on with it: what was asked before, where it has the same metadata.

        Raises:
            InputError: there is a file of another run, or it cannot be written.
        """
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            done: tuple[Result, ...] = ()
            if file.exists() and file.stat().st_size:
                run = Run.load(file)
                if run.metadata != metadata:
                    raise InputError(f"{file} holds another run; name another file, or delete it")
                done = run.results
            # Written anew, so that a line cut off by an interruption does not stay in the middle.
            part = file.with_suffix(".part")
            part.write_text(_text(metadata, done), encoding="utf-8")
            part.replace(file)
        except OSError as error:
            raise InputError(f"{file} cannot be written ({error.strerror}); name another file") from None
        return done

    def text(self) -> str:
        """The whole as a run file."""
        return _text(self.metadata, self.results)

    @staticmethod
    def line(result: Result) -> str:
        """A question as a line of the file."""
        return _line(result)


def _text(metadata: Metadata, results: Sequence[Result]) -> str:
    rows = [json.dumps({"onrecord-run": _FORMAT} | asdict(metadata)), *map(_line, results)]
    return "\n".join(rows) + "\n"


def _line(result: Result) -> str:
    return json.dumps(asdict(result), ensure_ascii=False)


def _result(row: dict[str, Any]) -> Result:
    values = {each.name: row[each.name] for each in fields(Result) if each.name in row}
    for name in ("gold", "ranking", "passages"):
        values[name] = tuple(tuple(entry) for entry in values[name])
    for name in ("earlier", "understood"):  # runs of before dialogues could be asked have neither
        values[name] = tuple(values.get(name, ()))
    values["quotes"] = tuple(
        ShownQuote(q["name"], q["citation"], q["text"], tuple((s, e) for s, e in q["spans"]), q["exact"])
        for q in values["quotes"]
    )
    return Result(**values)
