r"""Where labels may stand: at the starts of lines, behind the numbers of lines and the arrows of captions.

>>> text = "1 Q. When?\n2 A. In May.\n3 Q. Why?\n4 A. So.\n5 Q. How?\n6 A. Thus."
>>> lines = [Span(m.start(), m.end()) for m in re.finditer(".+", text)]
>>> [text[start] + text[at] for start, at, _ in find_places(text, lines)][:3]
['1Q', '2A', '3Q']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.index.parsing.vocabulary import role_of
from onrecord.index.text.spans import Span

__all__ = ["find_places"]

#: Where a line begins, where its words begin, where it ends.
Place = tuple[int, int, int]

_NUMBER = re.compile(r"(\d{1,4})[ \t]+(?=\S)")
# "Anf. 12 ANN REED:": speeches that are counted.
_SPEECH = re.compile(r"([^\W\d_]{1,12})\.?[ \t](\d{1,4})[.:)]?[ \t]+(?=[^\W\d_])")
# ">> MAYOR: In May. >> REPORTER: And why?"
_ARROWS = re.compile(r"(?<=\S)[ \t]+(?=>>[ \t])")
_LETTERS = re.compile(r"(?<=[.?!\u2026\"\u201d\u2019)])[ \t]+(?=[QA]\.:?[ \t]+\S)")
_FEWEST_LETTERS = 2
# Lines are numbered where this many are, and this share of all, each by one more than the one before.
_FEWEST = 6
_SHARE = 0.8
_FEWEST_SPEECHES = 4


def _numbered(text: str, lines: Sequence[Span]) -> dict[int, int]:
    """Where the words of each line begin, if the lines are numbered, on each page from 1."""
    found: dict[int, int] = {}
    counting, last = 0, 0
    for line in lines:
        if text[line.start].isdigit() and (match := _NUMBER.match(text, line.start, line.end)):
            number = int(match[1])
            counting += number in (1, last + 1)
            last = number
            found[line.start] = match.end()
    return found if counting >= max(_FEWEST, _SHARE * len(lines)) else {}


def _run_in(text: str) -> bool:
    """Whether questions and answers go on in one paragraph: ``Q. When? A. In May. Q. Why? A. So.``."""
    letters = Counter(text[letter.end()] for letter in _LETTERS.finditer(text))
    return min(letters["Q"], letters["A"]) >= _FEWEST_LETTERS


def _speeches(text: str, lines: Sequence[Span]) -> dict[int, int]:
    """Where the label behind the count of a speech begins, by the starts of the lines."""
    found: dict[str, dict[int, int]] = {}
    counting: Counter[str] = Counter()
    last: dict[str, int] = {}
    for line in lines:
        if (match := _SPEECH.match(text, line.start, line.end)) and role_of(match[1]) is None:
            word, number = match[1], int(match[2])
            counting[word] += number == last.get(word, number - 1) + 1
            last[word] = number
            found.setdefault(word, {})[line.start] = match.end()
    counted = [
        found[word] for word in found if counting[word] >= max(_FEWEST_SPEECHES, _SHARE * len(found[word]))
    ]
    return {start: words for each in counted for start, words in each.items()}


def find_places(text: str, lines: Sequence[Span]) -> Iterator[Place]:
    """The places of all lines, in order."""
    words = _numbered(text, lines) or _speeches(text, lines)
    inside = _ARROWS if ">>" in text else _LETTERS if _run_in(text) else None
    for line in lines:
        start, at = line.start, words.get(line.start, line.start)
        for gap in inside.finditer(text, at, line.end) if inside else ():
            yield start, at, gap.start()
            start = at = gap.end()
        yield start, at, line.end
