"""A trace to take away: Markdown, CSV, JSON and XLSX. Each carries the exact words and their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.index.workbooks import workbook
from onrecord.rag.exports import headed, json_line, quoted_in_markdown
from onrecord.rag.spreadsheets import csv_file
from onrecord.rag.trace import Mention, Trace

__all__ = ["FORMATS", "Format", "summary", "trace_csv", "trace_json", "trace_markdown", "trace_xlsx"]

_COLUMNS = (
    "date", "quote", "citation", "title", "speaker", "role", "asker", "outlet", "answerer", "probability",
    "question", "page", "time", "start", "end", "address",
)  # fmt: skip


def summary(trace: Trace) -> list[str]:
    """What there is, in a few lines of English: how many, the first and the latest, how complete."""
    count = len(trace.mentions)
    head = f"{count:,} {'exchange speaks' if count == 1 else 'exchanges and statements speak'} to it"
    lines = [f"{head}, of {trace.searched:,}."]
    if trace.read_filters:
        lines.insert(0, trace.read_filters.sentence())
    if trace.unmentioned:
        lines.append(f"The record never names {', '.join(trace.unmentioned)}.")
    if trace.first and trace.latest:
        first, latest = trace.first.quote, trace.latest.quote
        lines.append(f"First {first.date} ({first.citation}), latest {latest.date} ({latest.citation}).")
    if trace.expected:
        lines.append(
            f"Expected by its probabilities: {trace.expected.recall:.0%} of all that there is, "
            f"{trace.expected.precision:.0%} of the list right."
        )
    elif count:
        lines.append("How complete this is cannot be told for this model and these languages.")
    return lines


def trace_markdown(trace: Trace) -> str:
    """A heading for the question, one for each year and month, below them the quotes with their sources."""
    lines = headed(trace.question, summary(trace))
    for year, months in trace.years:
        lines += [f"## {year or 'Without a date'}", ""]
        for month in months:
            if month.month and len(month.month) > 4:
                lines += [f"### {month.month} ({len(month.mentions)})", ""]
            for each in month.mentions:
                lines += quoted_in_markdown(each.quote, each.quote.label)
    return "\n".join(lines)


def trace_csv(trace: Trace) -> str:
    """One line each, with a byte order mark, by which spreadsheets know UTF-8."""
    return csv_file(_rows(trace))


def trace_xlsx(trace: Trace) -> bytes:
    """The same as a workbook."""
    return workbook("Trace", _rows(trace))


def trace_json(trace: Trace) -> str:
    """What :class:`onrecord.rag.trace_contract.Trace` describes, on one line."""
    return json_line(trace.to_dict())


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a trace into a file: as text, or as bytes."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Trace], str | bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "markdown": Format("Markdown", "md", "text/markdown", trace_markdown),
    "csv": Format("CSV", "csv", "text/csv", trace_csv),
    "json": Format("JSON", "json", "application/json", trace_json),
    "xlsx": Format(
        "Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", trace_xlsx
    ),
}


def _rows(trace: Trace) -> Iterator[Sequence[object]]:
    yield _COLUMNS
    yield from map(_row, trace.mentions)


def _row(each: Mention) -> Sequence[object]:
    quote = each.quote
    return (
        quote.date, quote.text, str(quote.citation), quote.title, quote.speaker, quote.role, quote.asker,
        quote.outlet, quote.answerer, round(each.probability, 4), quote.question, quote.page, quote.time,
        quote.spans[0].start, quote.spans[-1].end, quote.address,
    )  # fmt: skip
