r"""Lines that nobody says: page numbers, running heads, the times of a recording on lines of their own.

They are told by their repetition, and by where they stand.

>>> text = "When does\nPage 1 of 2\nit open?\nIn May.\nPage 2 of 2\nThat is all."
>>> lines = [Span(m.start(), m.end()) for m in re.finditer(".+", text)]
>>> [text[lines[i].start : lines[i].end] for i in sorted(find_furniture(text, lines))]
['Page 1 of 2', 'Page 2 of 2']
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.index.text.spans import Span

__all__ = ["find_furniture", "is_markup", "without_late_times"]

_STAMP = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_DATE = r"\d{4}[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}日?[ \tT]{1,3}"
_TIME = re.compile(
    rf"[\[(（<]?(?:{_DATE})?{_STAMP}(?:\s*(?:-->|[-–—])\s*{_STAMP})?[\])）>]?"
    rf"|(?:\d{{1,2}}\s?\w{{1,12}}[ ,]{{0,2}}){{1,3}}(?<=\D){_STAMP}|[\d:.,]{{5,14}}\s*-->\s*[\d:.,]{{5,14}}"
)
# With hours, one is enough.
_FULL_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}:\d{2}[\])]?")
# What a recognizer of speech prints around what it heard.
_NOTICE = re.compile(
    r"(?i:[^.?!\n]{1,60} (?:started|stopped) transcription|transcription ended after [\d:]{5,8}\.?"
    r"|transcribed (?:by|with|using) https?://\S{1,60}"
    r"|this (?:editable )?transcript was (?:computer|automatically)[- ]generated[^\n]{0,120})"
)
_PAGE = re.compile(
    r"(?i:[-–—|\s]*(?:page|página|pagina|seite|side|sida|strona|sayfa|halaman|trang|стр\.?|страница|صفحة|第)"
    r"\s?(?P<named>\d{1,4})\s?(?:[页頁ページ]{1,3})?(?:\s?(?:of|de|von|van|di|из|/)\s?\d{1,4})?[-–—|\s]*"
    r"|[-–—]\s?(?P<dashed>\d{1,4})\s?[-–—]|(?P<of>\d{1,4})\s?/\s?\d{1,4}|(?P<bare>\d{1,4}))"
)
# "In May. [00:19]": behind a sentence, not behind a name.
_LATE_TIME = re.compile(rf"(?<=[.!?。？！…\"”’」])[ \t]*[\[(（]{_STAMP}[\])）]$")
# HTML in Markdown.
_TAGS = re.compile(r"(?:</?[A-Za-z][\w-]{0,30}(?:\s[^<>]{0,300})?/?>[ \t]*)+")
_TIMED = 1 / 3
_LONGEST = 120
# As often at least, or it is something that was said.
_FEWEST_TIMES = 3
_FEWEST_BARE = 3
_FEWEST_HEADS = 3
# Letters of a running head at least, and the lines between it and the page's edge at most.
_SHORTEST_HEAD = 6
_NEAR = 2


def _pages(text: str, lines: Sequence[Span]) -> set[int]:
    """Page numbers: named as such more than once, or numbers that go on counting."""
    named: list[int] = []
    bare: list[int] = []
    fewest = _FEWEST_BARE
    last = 0
    for i, line in enumerate(lines):
        match = _PAGE.fullmatch(text, line.start, line.end) if len(line) <= 40 else None
        if match is None:
            continue
        if match["bare"] is None:
            named.append(i)
        elif not bare or int(match["bare"]) == last + 1:
            bare.append(i)
            last = int(match["bare"])
    if any(_repeated_beside(text, lines, bare, step) for step in (-1, 1)):
        fewest = 2
    return set(named if len(named) > 1 else ()) | set(bare if len(bare) >= fewest else ())


def _repeated_beside(text: str, lines: Sequence[Span], numbers: Sequence[int], step: int) -> list[int]:
    """The lines right before (-1) or behind (1) several numbers, if all say the same and no other does."""
    beside = [i + step for i in numbers]
    if len(beside) < 2 or beside[0] < 0 or beside[-1] >= len(lines):
        return []
    words = _words(text, lines[beside[0]])
    same = sum(c.isalpha() for c in words) >= _SHORTEST_HEAD and all(
        _words(text, lines[i]) == words for i in beside
    )
    return beside if same and sum(_words(text, line) == words for line in lines) == len(beside) else []


def _words(text: str, line: Span) -> str:
    """A line without its numbers, by which running heads are alike; empty for a long one."""
    return "" if len(line) > _LONGEST else "".join(c for c in line.of(text) if not c.isdigit())


def _heads(text: str, lines: Sequence[Span], pages: set[int]) -> set[int]:
    """Lines that come again and again at the edges of pages, alike but for their numbers."""
    edges: set[int] = set()
    for i, line in enumerate(lines):
        feed = i > 0 and "\f" in text[lines[i - 1].end : line.start]
        if feed or i in pages:
            edges.update(range(max(0, i - _NEAR), i + _NEAR + 1))
    if not edges:
        return set()
    alike: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if words := _words(text, line):
            alike.setdefault(words, []).append(i)
    found: set[int] = set()
    if len(pages) < _FEWEST_HEADS:
        for step in (-1, 1):
            found.update(_repeated_beside(text, lines, sorted(pages), step))
    for words, places in alike.items():
        at_edge = sum(i in edges for i in places)
        # The first stands at the head of the first page, which no break announces.
        if (
            at_edge >= _FEWEST_HEADS
            and at_edge + 1 >= len(places)
            and sum(c.isalpha() for c in words) >= _SHORTEST_HEAD
        ):
            found.update(i for i in places if i in edges)
    return found


def without_late_times(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines without the times in brackets at their ends, where that is how the document is printed."""
    cut = {
        i: Span(line.start, match.start())
        for i, line in enumerate(lines)
        if text[line.end - 1] in "])）" and (match := _LATE_TIME.search(text, line.start, line.end))
    }
    if len(cut) < max(_FEWEST_TIMES, _TIMED * len(lines)):
        return list(lines)
    return [cut.get(i, line) for i, line in enumerate(lines)]


def is_markup(text: str, line: Span) -> bool:
    """Whether a line is nothing but tags of HTML."""
    return text[line.end - 1] == ">" and _TAGS.fullmatch(text, line.start, line.end) is not None


def find_furniture(text: str, lines: Sequence[Span]) -> set[int]:
    """The places in ``lines`` of those that are no speaker's words.

    Args:
        text: the document's text.
        lines: its lines that are not blank, in order.
    """
    times = [
        i
        for i, line in enumerate(lines)
        if not text[line.start].isalpha() and _TIME.fullmatch(text, line.start, line.end)
    ]
    tags = {i for i, line in enumerate(lines) if text[line.start] == "<" and is_markup(text, line)}
    pages = _pages(text, lines)
    found = pages | _heads(text, lines, pages) | (tags if len(tags) < len(lines) else set())
    found |= {i for i, line in enumerate(lines) if _NOTICE.fullmatch(text, line.start, line.end)}
    full = {i for i in times if _FULL_TIME.fullmatch(text, lines[i].start, lines[i].end)}
    return found | (set(times) if len(times) >= _FEWEST_TIMES else full)
