r"""What a user can do about a transcript in which nothing was found: the command, with the likely markers.

>>> text = ">> Wann\n<< Im Mai\n>> Wo\n<< Hier\n"
>>> likely_markers(text, [Span(m.start(), m.end()) for m in re.finditer(".+", text)])
('>>', '<<')
>>> text = "Ann Reed> When?\nTom> In May.\nAnn Reed> Why?\nTom> So.\n"
>>> likely_markers(text, [Span(m.start(), m.end()) for m in re.finditer(".+", text)])
('Ann Reed>', 'Tom>')
>>> text = "{Ann} When?\n{Tom} In May.\n{Ann} Why?\n{Tom} So.\n"
>>> likely_markers(text, [Span(m.start(), m.end()) for m in re.finditer(".+", text)])
('{Ann}', '{Tom}')
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Sequence

from onrecord.index.parsing.question_signs import ends_asking
from onrecord.index.text.spans import Span

__all__ = ["likely_markers", "remedy"]

# A label with a colon, signs before words, or a name and an arrow.
_BEGINNING = re.compile(
    r"[^\s:：][^:：\n]{0,30}?[:：]|[^\w\s]{1,4}(?=[\s\w])|\w{1,3}[.)\]>|](?=\s)"
    r"|[^\W\d_][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){0,2}[>|»](?=\s)"
)
_FIRST_WORD = re.compile(r"\S{1,30}(?: [-–—|])?(?=\s)")
_MOST_LINES = 5000
_NEARLY_ALL = 0.8


def likely_markers(text: str, lines: Sequence[Span]) -> tuple[str, str] | None:
    """The two beginnings of lines that come most often, the one before questions first.

    ``None`` where no two come at least twice each, about as often as each other. Where no form of label
    does, the first words are looked at, if two of them begin nearly all lines.
    """
    return _commonest(text, lines, _BEGINNING, 0.0) or _commonest(text, lines, _FIRST_WORD, _NEARLY_ALL)


def _commonest(
    text: str, lines: Sequence[Span], beginning: re.Pattern[str], share: float
) -> tuple[str, str] | None:
    """The two commonest beginnings, if they begin this share of the lines."""
    times: Counter[str] = Counter()
    asking: Counter[str] = Counter()
    order: dict[str, int] = {}
    for line in lines[:_MOST_LINES]:
        found = beginning.match(text, line.start, line.end)
        if found is None:
            continue
        sign = found[0].strip()
        order.setdefault(sign, len(order))
        times[sign] += 1
        asking[sign] += ends_asking(text[max(found.end(), line.end - 100) : line.end])
    common = times.most_common(2)
    if len(common) < 2 or common[1][1] < 2 or common[0][1] > 3 * common[1][1]:
        return None
    if common[0][1] + common[1][1] < share * len(lines[:_MOST_LINES]):
        return None
    first, second = sorted(
        (sign for sign, _ in common), key=lambda sign: (-asking[sign] / times[sign], order[sign])
    )
    return first, second


def remedy(text: str, lines: Sequence[Span], source: str) -> str:
    """The command that would read the file, quoted for a shell."""
    question, answer = likely_markers(text, lines) or ("Q:", "A:")
    words = ("onrecord", "check", source, "--question-marker", question, "--answer-marker", answer)
    return " ".join(map(shlex.quote, words))
