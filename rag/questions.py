"""What may be asked, one question or a file of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from onrecord.index.errors import InputError, QuestionError
from onrecord.index.readers.sources import read_lines
from onrecord.index.text.folding import without_surrogates

__all__ = ["LONGEST", "BatchLine", "checked", "read_batch"]

LONGEST = 5_000
"""Characters. The model reads about the first 512 word pieces; what is longer is no question."""


def checked(question: str) -> str:
    """``question`` as it is asked: null bytes and lone surrogates out, no white space around it.

    Raises:
        QuestionError: it is empty or longer than :data:`LONGEST` characters.

    >>> checked(" What about the bridge? ")
    'What about the bridge?'
    """
    asked = without_surrogates(question.replace("\0", " ")).strip()
    if not asked:
        raise QuestionError("the question is empty; ask something in any language")
    if len(asked) > LONGEST:
        raise QuestionError(
            f"the question has {len(asked):,} characters, at most {LONGEST:,} are read; ask a shorter one"
        )
    return asked


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One question of a batch; ``earlier`` are the questions before it, the latest last."""

    id: str
    question: str
    earlier: tuple[str, ...] = ()


def read_batch(file: Path) -> list[BatchLine]:
    """The lines of a JSONL file of ``{"id": ..., "question": ...}``, each with ``"earlier": [...]`` or not.

    Raises:
        InputError: the file cannot be read, or lines are malformed; all of them are named at once.
    """
    batch = []
    wrong = []
    for number, line in enumerate(read_lines(file), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            earlier = row.get("earlier", [])
            if not isinstance(earlier, list) or not all(
                isinstance(q, str) for q in [row["question"], *earlier]
            ):
                raise TypeError
            batch.append(BatchLine(str(row["id"]), row["question"], tuple(earlier)))
        except (AttributeError, ValueError, KeyError, TypeError, RecursionError):
            wrong.append(number)
    if wrong:
        lines = ", ".join(map(str, wrong[:10])) + (" ..." if len(wrong) > 10 else "")
        raise InputError(
            f'{file}: line {lines} is not of the form {{"id": "1", "question": "..."}}; nothing was asked'
        )
    return batch
