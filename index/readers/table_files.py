"""Files that hold tables, csv, tsv, xlsx, json and jsonl, to rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import StringIO
from itertools import islice
from typing import Final

from onrecord.index.document import Document, UnreadableError
from onrecord.index.metadata import Metadata
from onrecord.index.parsing.table_columns import Row, find_columns
from onrecord.index.readers.encodings import decode
from onrecord.index.readers.table_qa import exchanges_of
from onrecord.index.readers.turn_tables import find_turn_columns
from onrecord.index.readers.zips import bounded_zip
from onrecord.index.workbooks import sheets_of

__all__ = ["read_csv", "read_json", "read_jsonl", "read_xlsx"]

_MOST_ROWS: Final = 200_000
_DEEPEST: Final = 8
# What an object says, or when.
_WORDS: Final = ("text", "value", "content", "word", "name", "from")
_DELIMITERS: Final = ("\t", ";", ",", "|")


def read_csv(data: bytes) -> Document:
    """A table as comma-separated text, or separated by tabs, semicolons or bars: whichever fits.

    Raises:
        UndecodableError: it is no text.
        UnreadableError: it is no table of questions and answers.
    """
    text, encoding = decode(data)
    try:
        widths: dict[str, int] = {}
        for delimiter in _DELIMITERS:
            sample = [len(row) for row in islice(csv.reader(StringIO(text), delimiter=delimiter), 50) if row]
            common = max(set(sample), key=sample.count, default=0)
            widths[delimiter] = sample.count(common) * (common > 1) + (sample[:1] == [common]) * (common > 1)
        best = max(_DELIMITERS, key=widths.__getitem__)
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=best) if any(row)]
    except csv.Error as error:
        raise UnreadableError(f"is not a table that can be read ({error}); save it again as .csv") from None
    return exchanges_of([_bounded(rows)], encoding)


def read_xlsx(data: bytes) -> Document:
    """All sheets of a workbook.

    Raises:
        UnreadableError: it is damaged, encrypted, or no table of questions and answers.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("is encrypted or in Excel's old format; save it as .xlsx without a password")
    bounded_zip(data).close()
    try:
        sheets = sheets_of(data, 4 * _MOST_ROWS)
    except Exception as error:  # the library raises whatever it meets
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise UnreadableError(f"is damaged as a workbook ({reason}); save it again") from None
    return exchanges_of([_bounded(sheet) for sheet in sheets])


def read_jsonl(data: bytes) -> Document:
    """One JSON object or array a line, each a row.

    Raises:
        UndecodableError: it is no text.
        UnreadableError: a line is no JSON, or it is no table of questions and answers.
    """
    text, encoding = decode(data)
    entries: list[object] = []
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.strip():
            entries.append(_parsed(line, f"line {number}: "))
    if not _tells(entries) and _tells(inside := _entries(entries)):
        entries = inside
    return exchanges_of([_rows(entries)], encoding, headed=_are_named(entries))


def read_json(data: bytes) -> Document:
    """An array of objects or arrays, each a row; an object that holds one; or questions with their answers.

    Raises:
        UndecodableError: it is no text.
        UnreadableError: it is no JSON, or no table of questions and answers.
    """
    text, encoding = decode(data)
    found = _parsed(text, "")
    if isinstance(found, dict) and found and all(isinstance(value, str) for value in found.values()):
        entries: list[object] = [{"question": key, "answer": value} for key, value in found.items()]
    else:
        entries = _entries(found)
    document = exchanges_of([_rows(entries)], encoding, headed=_are_named(entries))
    told = (
        [(name, value) for name, value in found.items() if isinstance(value, str)]
        if isinstance(found, dict)
        else ()
    )
    return replace(document, metadata=Metadata.of_fields(told))


def _entries(found: object) -> list[object]:
    """The objects or arrays that are rows, however deep they stand.

    Those that stand in lists under the same names belong together. Names of questions and answers, or of
    speakers and what they say, go before their number.
    """
    groups: dict[tuple[str, ...], list[object]] = {}
    first: list[list[object]] = []
    level: list[tuple[tuple[str, ...], object]] = [((), found)]
    for _ in range(_DEEPEST):
        below: list[tuple[tuple[str, ...], object]] = []
        for path, each in level:
            if isinstance(each, list):
                rows = [row for row in each if isinstance(row, dict | list)]
                groups.setdefault(path, []).extend(rows)
                below += [(path, row) for row in rows]
            elif isinstance(each, dict):
                below += [((*path, str(name)), value) for name, value in each.items()]
        level = below
        first = first or [rows for rows in groups.values() if rows]
    return max([rows for rows in groups.values() if _tells(rows)] or first, key=len, default=[])


def _tells(rows: Sequence[object]) -> bool:
    """Whether the names of the first objects' fields are those of a table."""
    names = list(dict.fromkeys(str(name) for row in rows[:20] if isinstance(row, dict) for name in row))
    return {"question", "answer"} <= find_columns(names).keys() or (
        {"speaker", "text"} <= find_turn_columns(names).keys()
    )


def _parsed(text: str, where: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise UnreadableError(f"is not JSON ({where}{reason}); correct it there") from None
    return found


def _are_named(entries: Iterable[object]) -> bool:
    """Whether the first row of :func:`_rows` holds the names of fields."""
    objects = [entry for entry in entries if isinstance(entry, dict)]
    return bool(objects) and not _are_pairs(objects)


def _are_pairs(objects: Sequence[dict[str, object]]) -> bool:
    """Whether each object is a name and what belongs to it: ``[{"Ada Bay": "In May."}, ...]``."""
    return len(objects) > 2 and all(len(entry) == 1 for entry in objects)


def _rows(entries: Iterable[object]) -> list[Row]:
    """Entries as rows of strings: the names of the objects' fields first."""
    entries = list(entries)
    objects = [entry for entry in entries if isinstance(entry, dict)]
    if not objects:
        return _bounded([[_cell(value) for value in entry] for entry in entries if isinstance(entry, list)])
    if _are_pairs(objects):
        return _bounded([[str(name), _cell(value)] for entry in objects for name, value in entry.items()])
    names = list(dict.fromkeys(str(name) for entry in objects for name in entry))[:200]
    return _bounded([names, *([_cell(entry.get(name)) for name in names] for entry in objects)])


def _cell(value: object) -> str:
    """What a field says: text, the texts of a list, or the text of an object."""
    if isinstance(value, list):
        cells = [cell for cell in map(_cell, value) if cell]
        if sum(len(cell.split()) < 2 for cell in cells) * 2 > len(cells) > 2:  # word by word
            return ("" if any(cell.isspace() for cell in cells) else " ").join(cells)
        return "\n".join(cells)
    if isinstance(value, dict):
        return _cell(
            next(
                (value[key] for key in _WORDS if key in value),
                None,
            )
        )
    # A lone surrogate is valid in JSON and in no text.
    return "" if value is None else str(value).encode("utf-8", "replace").decode()


def _bounded(rows: list[Row] | list[list[str]]) -> list[Row]:
    if len(rows) > _MOST_ROWS:
        raise UnreadableError(f"has {len(rows)} rows; up to {_MOST_ROWS} are read: split it")
    return list(rows)
