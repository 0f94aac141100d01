"""What a question names, in the words of a record in another language.

========= ==========================================================================
places    countries, by the names that the Unicode CLDR gives them, and ours
========= ==========================================================================
"""

from __future__ import annotations

from collections.abc import Iterable

from index.bridges.places import names_of, places_in

__all__ = ["bridges"]


def bridges(question: str, languages: Iterable[str | None]) -> list[list[str]]:
    """For each thing that ``question`` names, the FTS5 phrases by which records in ``languages`` call it."""
    wanted = set(languages)
    groups = [names_of(code, wanted) for code in places_in(question)]
    return [names for names in groups if names]
