"""What places and languages are called in the reader's language. This floor's only importer of ``babel``.

>>> place("JP", "fr"), place("US", "en"), place("HK", "en"), language("zh", "en")
('Japon', 'the United States', None, 'Chinese')
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["language", "place"]

# Official names with explanations, which nobody would use in a question.
_UNSPEAKABLE = re.compile(r"[(（]|SAR|RAE|R\.A\.S\.| - |中[国國].*行政[区區]|中華人民共和国.+")
_WITH_ARTICLE = re.compile(
    r"(?:United|European) |.*(?:Islands|Republic|Territories)$|Netherlands$|Philippines$"
)


@cache
def _locale(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag, sep="-")


def place(code: str, tag: str) -> str | None:
    """A country (ISO 3166) or continent (UN M.49) as in a sentence; ``None`` where it has no short name."""
    name = _locale(tag).territories.get(code)
    if not name or _UNSPEAKABLE.search(name):
        return None
    return f"the {name}" if tag == "en" and _WITH_ARTICLE.match(name) else str(name)


def language(code: str, tag: str) -> str:
    """A language (ISO 639-1); the code itself where it has no name."""
    return str(_locale(tag).languages.get(code, code))
