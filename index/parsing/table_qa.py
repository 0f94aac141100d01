r"""Questions and answers in the columns of a table, drawn with bars as in Markdown, or set with tabs.

>>> text = "| Question | Answer |\n|---|---|\n| When? | In May. |"
>>> lines = tuple(Span(m.start(), m.end()) for m in re.finditer(".+", text))
>>> [text[m.words : m.words + 5] for m in find_in_grid(text, lines) if m.role != "moderator"]
['When?', 'In Ma']
"""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import trimmed
from onrecord.index.parsing.table_columns import find_columns
from onrecord.index.records import Role
from onrecord.index.text.spans import Span, Spans

__all__ = ["find_in_grid"]

_BAR = re.compile(r"(?<!\\)\|")
_TAB = re.compile("\t")
_RULE = re.compile(r"[\s|:+=-]{3,}")


def _cells(text: str, line: Span) -> list[tuple[int, int]]:
    """The bounds of the cells of a line: between its bars, or parted by its tabs."""
    if text[line.start] == "|":
        bars = [m.start() for m in _BAR.finditer(text, line.start, line.end)]
        if len(bars) > 2 and bars[0] == line.start:
            return [(a + 1, b) for a, b in pairwise(bars)]
    if text.find("\t", line.start, line.end) < 0:
        return []
    tabs = [m.start() for m in _TAB.finditer(text, line.start, line.end)]
    edges = [line.start - 1, *tabs, line.end]
    return [(a + 1, b) for a, b in pairwise(edges)] if tabs else []


def find_in_grid(text: str, lines: Spans) -> list[Marker]:
    """A marker for each question and each answer of the tables whose columns say that they hold them."""
    if "|" not in text and "\t" not in text:
        return []
    markers: list[Marker] = []
    columns: dict[str, int] = {}
    for i, line in enumerate(lines):
        cells = _cells(text, line)
        if not cells:
            # A cell of several paragraphs goes on, if a row comes below.
            if not (
                columns and i + 1 < len(lines) and text.find("\t", lines[i + 1].start, lines[i + 1].end) > 0
            ):
                columns = {}
            continue
        below = lines[i + 1] if i + 1 < len(lines) else None
        ruled = below is not None and _RULE.fullmatch(text, below.start, below.end) is not None
        if ruled or (not columns and text[cells[0][1]] == "\t"):
            columns = find_columns([text[start:end].strip("*_ ") for start, end in cells])
        elif {"question", "answer"} <= columns.keys() and not _RULE.fullmatch(text, line.start, line.end):
            roles: dict[int, Role] = {columns["question"]: "asker", columns["answer"]: "answerer"}
            for place, (start, end) in enumerate(cells):
                words = trimmed(text, start, end)
                role = roles.get(place, "moderator")
                at = max(line.start, start - 1)
                markers.append(Marker(at, words.start if words else end, "", role))
            if cells[-1][1] < line.end:
                markers.append(Marker(cells[-1][1], line.end, "", "moderator"))
    return markers if any(m.role == "asker" for m in markers) else []
