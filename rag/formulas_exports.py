"""Formulas to take away: text, Markdown, CSV and JSON, with the exact words and their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.rag.exports import json_line, plain
from onrecord.rag.formulas import Formulas
from onrecord.rag.spreadsheets import csv_file

__all__ = ["formulas_csv", "formulas_json", "formulas_markdown", "formulas_text"]


def formulas_text(found: Formulas) -> str:
    """A few lines for each, for a terminal."""
    lines = [_head(found)]
    for each in found.formulas:
        lines += [
            "",
            f"{len(each.uses):>4} × {each.words.line}",
            f"       {each.words.citation}",
            f"       first  {each.first.where}",
            f"       latest {each.latest.where}",
        ]
    return "\n".join(lines)


def formulas_markdown(found: Formulas) -> str:
    """A quote for each, below it how often, the first and the latest."""
    lines = [plain(_head(found)), ""]
    for each in found.formulas:
        lines += [f"> {plain(each.words.line)} `{each.words.citation}`", ""]
        for name, use in (("First", each.first), ("Latest", each.latest)):
            lines += [f"- {name}: {plain(use.source)}: {plain(use.line)} `{use.citation}`"]
        lines += [f"- {len(each.uses)} exchanges and statements", ""]
    return "\n".join(lines)


def _rows(found: Formulas) -> Iterator[Sequence[object]]:
    """One row each, below a row that heads them."""
    yield (
        "times", "words", "citation", "first date", "first", "first citation", "latest date", "latest",
        "latest citation",
    )  # fmt: skip
    for each in found.formulas:
        ends = [(use.date, use.text, str(use.citation)) for use in (each.first, each.latest)]
        yield (len(each.uses), each.words.text, str(each.words.citation), *ends[0], *ends[1])


def formulas_csv(found: Formulas) -> str:
    """One line each, with a byte order mark, by which spreadsheets know UTF-8."""
    return csv_file(_rows(found))


def formulas_json(found: Formulas) -> str:
    """What :class:`onrecord.rag.wording_contract.Formulas` describes, on one line."""
    return json_line(found.to_dict())


def _head(found: Formulas) -> str:
    told = f"{found.found:,} formulas in {found.searched:,} exchanges and statements"
    return told + ("." if len(found.formulas) == found.found else "; these are the most repeated.")
