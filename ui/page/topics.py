"""What a record speaks of that has a name in the reader's language.

Countries and continents, which the Unicode CLDR names in any language, and abbreviations such as G20, which
are the same in all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from onrecord.index.crosslingual.places import places_in
from onrecord.ui.display_names import place

__all__ = ["Topic", "topics"]

# Ideographs are letters too, so that \b would not end an abbreviation among them.
_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,7}(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Topic:
    """``name`` as the reader calls it, and whether a text of the record speaks of it."""

    name: str
    is_in: Callable[[str], bool]


def topics(questions: Sequence[str], tag: str) -> list[Topic]:
    """What some of ``questions`` are about, the most frequent first, countries before abbreviations.

    What more than half of them name, such as the country that is being asked, is no topic. ``tag`` is the
    reader's language.
    """
    places = _counted(places_in(question) for question in questions)
    named = [Topic(name, partial(_names, code)) for code in places if (name := place(code, tag))]
    short = _counted(_ABBREVIATION.findall(question) for question in questions)
    return named + [Topic(name, partial(_abbreviates, name)) for name in short]


def _names(code: str, text: str) -> bool:
    return code in places_in(text)


def _abbreviates(name: str, text: str) -> bool:
    return name in _ABBREVIATION.findall(text)


def _counted(found: Iterable[Iterable[str]]) -> list[str]:
    each = [set(names) for names in found]
    counts = Counter(name for names in each for name in sorted(names))
    return [name for name, count in counts.most_common() if count * 2 <= max(len(each), 2)]
