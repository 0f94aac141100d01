"""What a question names, in the words of a record in another language.

========= ==========================================================================
places    countries, by the names that the Unicode CLDR gives them, and ours
romanised Chinese names in Latin letters
========= ==========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.bridges.places import names_of, places_in
from index.bridges.romanised import names_in, written_as

__all__ = ["bridges"]


def bridges(
    question: str, languages: Iterable[str | None], beginning: Callable[[str], Iterable[str]]
) -> list[list[str]]:
    """For each thing that ``question`` names, the FTS5 phrases by which records in ``languages`` call it.

    ``beginning`` gives the tokens of the records that begin with a character.
    """
    wanted = set(languages)
    groups = [names_of(code, wanted) for code in places_in(question)]
    if "zh" in wanted:
        groups += [written_as(name, beginning) for name in names_in(question)]
    return [names for names in groups if names]
