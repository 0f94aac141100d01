"""Changes to take away: text, Markdown, CSV, JSON and XLSX, with the exact words and their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.index.workbooks import workbook
from onrecord.rag.changes import Change, Changes
from onrecord.rag.exports import headed, json_line, plain
from onrecord.rag.spreadsheets import csv_file

__all__ = ["changes_csv", "changes_json", "changes_markdown", "changes_text", "changes_xlsx", "summary"]

_LETTERS = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_SIGNS = {"new": "+", "repeated": "=", "changed": "~"}


def summary(found: Changes) -> list[str]:
    """How much is new and how much is not, on a line of English."""
    counts, read = found.counts, found.trace.read_filters
    return [
        *([read.sentence()] if read else []),
        f"{len(found.steps):,} answers: {counts['new']:,} sentences new, {counts['repeated']:,} repeated, "
        f"{counts['changed']:,} changed.",
    ]


def changes_text(found: Changes) -> str:
    """Each answer with its sentences: ``+`` new, ``=`` repeated, ``~`` changed, ``-`` as it was before."""
    lines = summary(found)
    for step in found.steps:
        quote = step.answer
        lines += ["", f"{quote.date or 'no date'}  {quote.label}"]
        for each in step.changes:
            state = each.state
            times = f" (in {each.times:,} before)" if each.times else ""
            lines += [f"  {_SIGNS[state]} {each.sentence.line}", f"      {each.sentence.citation}{times}"]
            if each.before:
                if state == "changed":
                    lines.append(f"    - {each.before.line}")
                lines.append(f"      {each.before.where}")
        lines += [f"  no more: {each.line}\n      {each.where}" for each in step.left_out]
    return "\n".join(lines)


def changes_markdown(found: Changes) -> str:
    """A heading for each answer, its sentences as a list; what was said before is in bold."""
    lines = headed(found.trace.question, summary(found))
    for step in found.steps:
        quote = step.answer
        lines += [
            f"## {quote.date or 'Without a date'}",
            "",
            f"{plain(quote.label)}, {plain(quote.title)}",
            "",
        ]
        for each in step.changes:
            lines.append(f"- {each.state}: {_marked(each)} `{each.sentence.citation}`")
            if each.before:
                lines.append(f"    - before: {plain(each.before.line)} `{each.before.citation}`")
        lines += [f"- no more: {plain(each.line)} `{each.citation}`" for each in step.left_out]
        lines.append("")
    return "\n".join(lines)


def _rows(found: Changes) -> Iterator[Sequence[object]]:
    """One row for each sentence, below a row that heads them."""
    yield (
        "date", "state", "sentence", "citation", "speaker", "times", "before date", "before",
        "before citation", "title",
    )  # fmt: skip
    for each in (change for step in found.steps for change in step.changes):
        said, before = each.sentence, each.before
        earlier = (before.date, before.text, str(before.citation)) if before else (None, None, None)
        yield (
            said.date, each.state, said.text, str(said.citation), said.speaker, each.times, *earlier,
            said.title,
        )  # fmt: skip


def changes_csv(found: Changes) -> str:
    """One line for each sentence, with a byte order mark, by which spreadsheets know UTF-8."""
    return csv_file(_rows(found))


def changes_xlsx(found: Changes) -> bytes:
    """The same as a workbook."""
    return workbook("Changes", _rows(found))


def changes_json(found: Changes) -> str:
    """What :class:`onrecord.rag.wording_contract.Changes` describes, on one line."""
    return json_line(found.to_dict())


def _marked(each: Change) -> str:
    text, at = [], 0
    for start, end in each.kept:
        inside = _LETTERS.search(each.sentence.text[start:end])
        assert inside is not None
        # Stars beside a mark would not be taken for bold.
        first, last = start + inside.start(), start + inside.end()
        text += [plain(each.sentence.text[at:first]), f"**{plain(each.sentence.text[first:last])}**"]
        at = last
    return " ".join("".join([*text, plain(each.sentence.text[at:])]).split())
