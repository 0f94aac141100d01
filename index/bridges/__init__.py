"""What a question says, in the words of a record in another language.

========== =========================================================================
places     countries, by the names that the Unicode CLDR gives them, and ours
romanised  Chinese names in Latin letters
dictionary words and terms of English in Chinese, and the reverse, by CC-CEDICT
========== =========================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from index.bridges.dictionary import in_chinese, in_english
from index.bridges.english import is_english
from index.bridges.places import names_of, places_in
from index.bridges.romanised import names_in, written_as

__all__ = ["bridges"]


def bridges(
    question: str,
    languages: Iterable[str | None],
    beginning: Callable[[str], Iterable[str]],
    held: Callable[[str], int],
) -> list[list[str]]:
    """For each thing that ``question`` says, the FTS5 phrases by which records in ``languages`` say it.

    ``beginning`` gives the tokens of the records that begin with a character, ``held`` how many exchanges
    hold a token. No two things are called the same.
    """
    wanted = set(languages)
    groups = [names_of(code, wanted) for code in places_in(question)]
    if "zh" in wanted:
        groups += [written_as(name, beginning) for name in names_in(question)]
    groups = [names for names in groups if names]
    words: list[list[str]] = []
    if "zh" in wanted and is_english(question):
        words += in_chinese(question, held)
    if "en" in wanted:
        words += in_english(question, held)
    for names in words:
        if not any(_in(name, group) for name in names for group in groups):
            groups.append(names)
    return groups


def _in(name: str, group: list[str]) -> bool:
    """Whether a phrase is in a group, where a phrase that ends with ``*`` stands for all that begin so."""
    return any(name == each or (each[-1] == "*" and name.startswith(each[:-2])) for each in group)
