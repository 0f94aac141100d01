"""Question sets: what is asked of one transcript, and where in it the answer stands.

A set is JSON lines: ``{"id", "lang", "kind", "question", "exchanges": [7], "spans": [[1203, 1268]]}``.
``exchanges`` is empty for a question that the transcript does not answer. ``spans`` are character
offsets of words that answer, any of which is right.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import InputError
from index.readers import read_lines
from index.records import Transcript
from index.spans import Span

__all__ = ["Question", "read_questions"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its judgement; answerable if ``exchanges`` is not empty."""

    id: str
    lang: str
    kind: str
    question: str
    exchanges: tuple[int, ...]
    spans: tuple[Span, ...]


def read_questions(file: Path, transcript: Transcript) -> list[Question]:
    """The questions of a set about ``transcript``.

    Raises:
        InputError: the file cannot be read, is empty, or has lines that are malformed, repeat an id or
            point outside the transcript; all of them are named at once.
    """
    questions: list[Question] = []
    problems = []
    for number, line in enumerate(read_lines(file), 1):
        if not line.strip():
            continue
        try:
            question = _question(json.loads(line), transcript)
            if any(question.id == other.id for other in questions):
                raise ValueError(f"the id {question.id!r} is there twice")
            questions.append(question)
        except KeyError as error:
            problems.append(f"line {number}: {error} is missing")
        except (ValueError, TypeError) as error:
            problems.append(f"line {number}: {error}")
    if problems:
        raise InputError(f"{file}: {'; '.join(problems)}")
    if not questions:
        raise InputError(f"{file}: no question in it; write one JSON object a line")
    return questions


def _question(row: Any, transcript: Transcript) -> Question:
    exchanges = tuple(int(number) for number in row["exchanges"])
    for number in exchanges:
        if not 1 <= number <= len(transcript.exchanges):
            raise ValueError(f"{transcript.id} has no exchange {number}")
    spans = tuple(Span(int(start), int(end)) for start, end in row.get("spans", ()))
    for span in spans:
        if span.end > len(transcript.text):
            raise ValueError(f"{transcript.id} ends at {len(transcript.text)}, before {span.end}")
    return Question(
        id=str(row["id"]),
        lang=str(row.get("lang", "")),
        kind=str(row.get("kind", "answerable" if exchanges else "unanswerable")),
        question=str(row["question"]),
        exchanges=exchanges,
        spans=spans,
    )
