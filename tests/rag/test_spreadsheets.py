"""Tables: every word comes back, and no spreadsheet finds a formula in one, wherever it cuts the cells."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.rag.spreadsheets import csv_text

ROOT = Path(__file__).parents[2]
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|'/C calc'!A0", "＝1", "x;=1+1", "x; =1+1", "x\t=1", "x\n=1",
    "x\r=1", "\ufeff=1", "\u200b=1", "\u2060\u200d+1", "\u00ad-1", "\u3164=1", "\ufe0f=1", "\x00=1", "\x7f=1",
    'x;"=1+1"', '"=1', "x|=1", "x;\ufeff=1", ";;=1", "\n\n=1", "x\u2028=1", "−1", "\r=1", "\u202e=1",
]  # fmt: skip


def seen(cell: str) -> str:
    """A cell as a spreadsheet begins to read it."""
    shown = (c for c in cell if unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Zl", "Zp", "Mn"))
    return "".join(shown).lstrip('"\u3164')


def cells(text: str) -> list[str]:
    """All that a spreadsheet may take for a cell, wherever it cuts."""
    found = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    return [piece for cell in found for piece in (cell, *re.split("[;|\t\r\n]", cell))] + [
        piece for piece in re.split("[;|\t\r\n]", text) if not piece.startswith(('a,"', "a,'"))
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula(words: str) -> None:
    for cell in cells(csv_text([["a", words, "z"]])):
        assert not seen(cell).startswith(("=", "+", "-", "@", "＝", "−")), cell


@given(st.text(st.sampled_from("=+-@;|\t\r\n \"'x,\u200b\ufeff＝"), max_size=12))
def test_no_mixture_is_a_formula_and_only_apostrophes_are_added(words: str) -> None:
    text = csv_text([["a", words]])
    for cell in cells(text):
        assert not seen(cell).startswith(("=", "+", "-", "@", "＝")), cell
    ((_, found),) = csv.reader(io.StringIO(text, newline=""))
    assert found.replace("'", "") == words.replace("'", "")


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
            min_size=2,
            max_size=4,
        ),
        max_size=4,
    )
)
def test_words_come_back(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert [[c.replace("'", "") for c in row] for row in found] == [
        [c.replace("'", "") for c in row] for row in rows
    ]


def test_plain_words_and_numbers_stay_as_they_are() -> None:
    assert csv_text([["It opens in May; at 9 - or 10.", -0.25, 7, None, "a-b"]], "\n") == (
        "It opens in May; at 9 - or 10.,-0.25,7,,a-b\n"
    )


def test_nothing_else_writes_what_spreadsheets_open() -> None:
    writers = re.compile(
        r"csv\.(?:Dict)?[wW]riter|import (?:writer|DictWriter)|to_csv|to_excel|xlsxwriter|Workbook\("
    )
    found = [
        str(path.relative_to(ROOT))
        for package in ("index", "rag", "eval", "ui")
        for path in (ROOT / package).rglob("*.py")
        if writers.search(path.read_text(encoding="utf-8"))
    ]
    assert sorted(found) == ["index/workbooks.py", "rag/spreadsheets.py"]
