r"""Questions and answers in the columns of a table that is drawn with bars, as in Markdown.

>>> text = "| Question | Answer |\n|---|---|\n| When? | In May. |"
>>> lines = tuple(Span(m.start(), m.end()) for m in re.finditer(".+", text))
>>> [text[m.words : m.words + 5] for m in find_in_grid(text, lines) if m.role != "moderator"]
['When?', 'In Ma']
"""

from __future__ import annotations

import re
from itertools import pairwise

from index.formats.tables import find_columns
from index.parsing.markers import Marker
from index.parsing.paragraphs import trimmed
from index.records import Role
from index.spans import Span, Spans

__all__ = ["find_in_grid"]

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=-]{3,}")


def _cells(text: str, line: Span) -> list[tuple[int, int]]:
    """The bounds of the cells between the bars of a line."""
    bars = [m.start() for m in _BAR.finditer(text, line.start, line.end)]
    return [(a + 1, b) for a, b in pairwise(bars)] if len(bars) > 2 and bars[0] == line.start else []


def find_in_grid(text: str, lines: Spans) -> list[Marker]:
    """A marker for each question and each answer of the tables whose columns say that they hold them."""
    markers: list[Marker] = []
    columns: dict[str, int] = {}
    for i, line in enumerate(lines):
        cells = _cells(text, line)
        if not cells:
            columns = {}
            continue
        below = lines[i + 1] if i + 1 < len(lines) else None
        if below and _RULE.fullmatch(text, below.start, below.end):
            columns = find_columns([text[start:end] for start, end in cells])
        elif {"question", "answer"} <= columns.keys() and not _RULE.fullmatch(text, line.start, line.end):
            roles: dict[int, Role] = {columns["question"]: "asker", columns["answer"]: "answerer"}
            for place, (start, end) in enumerate(cells):
                words = trimmed(text, start, end)
                role = roles.get(place, "moderator")
                markers.append(Marker(start - 1, words.start if words else end, "", role))
            markers.append(Marker(cells[-1][1], line.end, "", "moderator"))
    return markers if any(m.role == "asker" for m in markers) else []
