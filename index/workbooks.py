"""Workbooks of spreadsheets (``.xlsx``), read and written. The only importer of ``openpyxl``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import islice

__all__ = ["sheets_of", "workbook"]


def sheets_of(data: bytes, most: int) -> list[list[list[str]]]:
    """The rows of each sheet that hold anything, among its first ``most``; an empty cell is an empty word.

    Raises:
        Exception: whatever the library meets in a file that is damaged.
    """
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    sheets = [
        [
            row
            for cells in islice(sheet.iter_rows(values_only=True), most)
            if any(row := ["" if cell is None else str(cell) for cell in cells])
        ]
        for sheet in book.worksheets
    ]
    book.close()
    return sheets


def workbook(title: str, rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet: the first row heads it. Words are words, whatever they begin with.

    What a workbook cannot hold, control characters, becomes U+FFFD; a cell ends after 32,767 characters.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:32_767]
                # Else what begins with "=" would be a formula.
                cell.data_type = "s"
            else:
                cell.value = value
            if number == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
