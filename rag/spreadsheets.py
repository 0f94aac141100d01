"""Tables as CSV that a spreadsheet takes for nothing but words. The only writer of CSV.

What begins a formula is told in OWASP's "CSV Injection"; a cell may begin anew inside another, for
spreadsheets cut at a semicolon or a tab where the language of the system does, whatever is quoted.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["csv_file", "csv_text"]

_SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫−"
_CUTS = re.compile(r"([;|\t\r\n\v\f\x85\u2028\u2029]+)")
# What is not seen or not kept before a sign: white space, controls, marks without a width; and quotation
# marks, which belong to the table where they are first.
_UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me")
_FILLERS = '"\u115f\u1160\u3164\uffa0\u2800'


def csv_text(rows: Iterable[Sequence[object]], line_end: str = "\r\n") -> str:
    r"""The rows as CSV; ``None`` is an empty cell, numbers are as they are.

    A cell, or a part of one, that a spreadsheet would take for a formula begins with an apostrophe.

    >>> csv_text([["a, b", "=1+1", "x;\ufeff=1+1", -0.5, None]], "\n")
    '"a, b",\'=1+1,x;\'\ufeff=1+1,-0.5,\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerows([[_cell(each) for each in row] for row in rows])
    return out.getvalue()


def csv_file(rows: Iterable[Sequence[object]]) -> str:
    """The same as a file, with a byte order mark, by which spreadsheets know UTF-8."""
    return "\ufeff" + csv_text(rows)


def _cell(value: object) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    words = str(value)
    first, *rest = _CUTS.split(words)
    if not first and rest:  # begins with a tab or an end of line, which is taken for a formula's beginning
        return "'" + "".join(map(_harmless, rest))
    return "".join(map(_harmless, (first, *rest)))


def _harmless(part: str) -> str:
    for character in part:
        if character in _SIGNS:
            return f"'{part}"
        if character not in _FILLERS and unicodedata.category(character) not in _UNSEEN:
            break
    return part
