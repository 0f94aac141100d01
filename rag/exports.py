"""Citations to take away: Markdown, CSV, JSON, BibTeX and CSL-JSON, each as one text.

Every format carries the exact words and the address that leads back to them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.rag.citations import Quote
from onrecord.rag.source_line import ENGLISH, SourceWords, source_line
from onrecord.rag.spreadsheets import csv_file

__all__ = [
    "FORMATS",
    "Cited",
    "Format",
    "bibtex",
    "csl_json",
    "csv_table",
    "headed",
    "json_line",
    "json_list",
    "markdown",
    "plain",
    "quoted_in_markdown",
]


@dataclass(frozen=True, slots=True)
class Cited:
    """A quote, the question that it was shown for, and in which words its source is told."""

    question: str
    quote: Quote
    words: SourceWords = ENGLISH

    @property
    def source(self) -> str:
        """Who said it, when and where."""
        return source_line(self.quote, self.words)


_COLUMNS = (
    "question", "quote", "citation", "title", "date", "exchange", "speaker", "role", "outlet", "asker",
    "answerer", "page", "time", "start", "end", "address",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
# BibTeX counts braces even after a backslash, so these must come in pairs.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def markdown(cited: Sequence[Cited]) -> str:
    """A heading for each question, below it its quotes with their sources."""
    lines: list[str] = []
    asked: str | None = None
    for each in cited:
        if each.question != asked:
            asked = each.question
            lines += [f"## {plain(' '.join(asked.split()))}", ""]
        lines += quoted_in_markdown(each.quote, each.source)
    return "\n".join(lines)


def quoted_in_markdown(quote: Quote, source: str, link: str = "") -> list[str]:
    """The lines of a quote in Markdown, with its source, title and address below it, and an empty one.

    ``link`` is where the address leads to, if anywhere.
    """
    words = [f"> {plain(line)}".rstrip() for line in quote.text.splitlines()]
    where = " · ".join(part for part in (source, quote.title) if part)
    address = f"[{plain(str(quote.citation))}](<{link}>)" if link else f"`{quote.citation}`"
    return [*words, ">", f"> — {plain(where)} {address}", ""]


def headed(question: str, summary: Sequence[str]) -> list[str]:
    """The first lines in Markdown of what was found for a question: the question, and a few about it."""
    return [f"# {plain(' '.join(question.split()))}", "", *map(plain, summary), ""]


def json_line(told: Mapping[str, Any]) -> str:
    """JSON types as a file of one line."""
    return json.dumps(told, ensure_ascii=False) + "\n"


def csv_table(cited: Sequence[Cited]) -> str:
    """One line a quote, with a byte order mark, by which spreadsheets know UTF-8."""
    rows: list[Sequence[object]] = [_COLUMNS]
    for each in cited:
        quote = each.quote
        rows.append((
            each.question, quote.text, quote.citation, quote.title, quote.date, quote.citation.part,
            quote.speaker, quote.role, quote.outlet, quote.asker, quote.answerer, quote.page, quote.time,
            quote.spans[0].start, quote.spans[-1].end, quote.address,
        ))  # fmt: skip
    return csv_file(rows)


def json_list(cited: Sequence[Cited]) -> str:
    """An array: the question as ``asked_for`` with what ``rag/answer.schema.json`` calls a quote."""
    rows = [{"asked_for": each.question, **each.quote.to_dict()} for each in cited]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def bibtex(cited: Sequence[Cited]) -> str:
    """One ``@misc`` a quote: the words are its ``annote``, the address its ``note``."""
    entries = []
    for key, each in _keyed(cited):
        quote = each.quote
        fields = {
            "author": " and ".join(f"{{{_tex(name)}}}" for name in quote.said_by),
            "title": f"{{{_tex(quote.title)}}}",
            "date": quote.date if quote.date and _DATE.fullmatch(quote.date) else None,
            "year": quote.date[:4] if quote.date and _DATE.fullmatch(quote.date) else None,
            "address": _tex(quote.place) if quote.place else None,
            "pages": str(quote.page) if quote.page else None,
            "url": _url(quote.address),
            "note": _tex(f"{each.source} [{quote.citation}]"),
            "annote": _tex(" ".join(quote.text.split())),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        entries.append("\n".join([f"@misc{{{key},", *lines, "}"]))
    return "\n\n".join(entries) + ("\n" if entries else "")


def csl_json(cited: Sequence[Cited]) -> str:
    """Items of type ``interview`` for reference managers: the words as abstract, the address as note."""
    items = []
    for key, each in _keyed(cited):
        quote = each.quote
        found = _DATE.fullmatch(quote.date or "")
        item: dict[str, Any] = {"id": key, "type": "interview", "title": quote.title}
        if quote.said_by:
            item["author"] = [{"literal": name} for name in quote.said_by]
        if quote.role != "asker" and quote.asked_by:
            item["interviewer"] = [{"literal": name} for name in quote.asked_by]
        if found:
            item["issued"] = {"date-parts": [[int(part) for part in found.groups() if part]]}
        if quote.place:
            item["event-place"] = quote.place
        if quote.page:
            item["page"] = str(quote.page)
        if quote.language:
            item["language"] = quote.language
        if _url(quote.address):
            item["URL"] = quote.address
        items.append(item | {"abstract": quote.text, "note": str(quote.citation)})
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write citations: what it is called, the end of its file's name, its media type."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Sequence[Cited]], str]


FORMATS = {
    "markdown": Format("Markdown", "md", "text/markdown", markdown),
    "csv": Format("CSV", "csv", "text/csv", csv_table),
    "json": Format("JSON", "json", "application/json", json_list),
    "bibtex": Format("BibTeX", "bib", "application/x-bibtex", bibtex),
    "csl": Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl_json),
}


def _keyed(cited: Sequence[Cited]) -> list[tuple[str, Cited]]:
    """Each address once, with a key that BibTeX takes and no two share."""
    keyed: dict[str, tuple[str, Cited]] = {}
    taken: set[str] = set()
    for each in cited:
        address = str(each.quote.citation)
        if address in keyed:
            continue
        key = stem = re.sub(r"[^A-Za-z0-9]+", "-", address).strip("-") or "quote"
        while key in taken:
            key = f"{stem}-{len(taken)}"
        taken.add(key)
        keyed[address] = (key, each)
    return list(keyed.values())


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as printed."""
    escaped = _MARKDOWN.sub(r"\\\1", text)
    # A number with a dot, a dash or a plus at the start of a line would begin a list.
    return re.sub(r"^(\s*\d*)([.)+=-])(?=\s|$)", r"\1\\\2", escaped)


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)


def _url(address: str | None) -> str | None:
    """``address`` where it is one that may be followed, with what would end a BibTeX field encoded."""
    if not address or not re.match(r"https?://", address):
        return None
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
