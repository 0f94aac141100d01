"""Gathers what is wrong with the files of a set, so that all of it is told at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.index.errors import QuestionError, SetError
from onrecord.index.readers.sources import read_lines
from onrecord.rag.questions import checked

__all__ = ["Problems"]


class Problems:
    """Every problem met so far."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def add(self, file: Path, line: int | None, message: str) -> None:
        """Note ``message`` about a line (from 1) of ``file``, or about the whole file."""
        self._found.append(f"{file}: {message}" if line is None else f"{file}:{line}: {message}")

    def stop_if_any(self) -> None:
        """Raise :class:`onrecord.index.errors.SetError` with all of them, if there are any."""
        if self._found:
            raise SetError(self._found)

    def objects(self, file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
        """The JSON objects of a JSONL file with their line numbers; other lines are problems.

        Raises:
            ReadError: the file cannot be read.
        """
        for number, line in enumerate(read_lines(file), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                self.add(file, number, f"not JSON: {error}")
                continue
            if isinstance(row, dict):
                yield number, row
            else:
                self.add(file, number, "not a JSON object in braces")

    def question(self, file: Path, line: int, row: dict[str, Any], key: str) -> str | None:
        """What is asked under ``key``, or ``None`` with a problem noted."""
        words = self.text(file, line, row, key)
        try:
            return words and checked(words)
        except QuestionError as error:
            self.add(file, line, str(error))
            return None

    def text(self, file: Path, line: int, row: dict[str, Any], key: str) -> str | None:
        """The words under ``key``, or ``None`` with a problem noted; an id may be a number."""
        value = row.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and key in ("id", "_id"):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value
        self.add(file, line, f"{key!r} is missing" if key not in row else f"{key!r} is {value!r}, not words")
        return None
