"""The formulas of a record: what is said again and again in the same words, or nearly so.

A formula is a sentence, or some clauses of one, that at least two exchanges say letter by letter. Its uses
are all sentences that hold it, exactly or nearly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.index.archive.archive import Archive
from onrecord.index.chunking import units
from onrecord.index.errors import SettingsError
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.rag.answer_sentences import Answered, Sentence, clauses, said_in
from onrecord.rag.near_verbatim import Phrases, letters

__all__ = ["MOST_FORMULAS", "Formula", "Formulas", "formulas_of"]

MOST_FORMULAS = 50
"""So many are listed by default."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Formula:
    """Words that recur.

    ``words`` are those of the first who said exactly them. ``uses`` are the sentences that hold them, the
    first of each exchange or statement, by date; what has none comes last.
    """

    words: Sentence
    uses: tuple[Sentence, ...]

    @property
    def first(self) -> Sentence:
        """The earliest that has a date, or the first of all."""
        return self.uses[0]

    @property
    def latest(self) -> Sentence:
        """The latest that has a date, or the last of all."""
        return next((each for each in reversed(self.uses) if each.date), self.uses[-1])

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.wording_contract.Formula` describes every key."""
        return {
            **self.words.to_dict(),
            "times": len(self.uses),
            "first": self.first.to_dict(),
            "latest": self.latest.to_dict(),
            "uses": [str(each.citation) for each in self.uses],
        }


@dataclass(frozen=True, slots=True)
class Formulas:
    """The most repeated formulas, most often used first.

    ``found`` is how many there are in all, in ``searched`` exchanges and statements.
    """

    formulas: tuple[Formula, ...]
    found: int
    searched: int

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.wording_contract.Formulas` describes every key."""
        return {
            "found": self.found,
            "searched": self.searched,
            "formulas": [each.to_dict() for each in self.formulas],
        }


def formulas_of(
    archive: Archive,
    filters: Filters = EVERYTHING,
    most: int = MOST_FORMULAS,
    progress: Callable[[float], None] | None = None,
) -> Formulas:
    """The ``most`` repeated formulas of all that passes ``filters``; no model is needed.

    ``progress`` is called with the share that is done.

    Raises:
        FilterError: a filter names what the archive does not hold, or nothing passes them.
        SettingsError: ``most`` is below 1.
    """
    if most < 1:
        raise SettingsError(f"most is {most}; give a number above 0")
    passing: dict[str, list[int]] = {}
    said: list[Answered] = []
    with archive.snapshot():
        keys = archive.exchange_keys(archive.resolve(filters))
        for name, number in keys:
            passing.setdefault(name, []).append(number)
        for name, numbers in passing.items():
            transcript = archive.transcript(name)
            said += (
                each
                for part in transcript.parts
                if part.number in numbers
                for each in said_in(transcript, part)
            )
    return _repeated(said, len(keys), most, progress)


def _repeated(
    said: list[Answered], searched: int, most: int, progress: Callable[[float], None] | None
) -> Formulas:
    said.sort(key=_place)
    seeds = _seeds(said)
    phrases = Phrases([letters(said[at].words[start:end]) for at, start, end in seeds])
    holding: list[list[int]] = [[] for _ in seeds]
    for at, each in enumerate(said):
        for seed in phrases.held_in(letters(each.words)):
            holding[seed].append(at)
        if progress and (not at % 1_000 or at == len(said) - 1):
            progress((at + 1) / len(said))
    uses = [_one_each(places, said) for places in holding]
    length = [units(said[at].words[start:end]) for at, start, end in seeds]
    # What is repeated most by its length comes first, and takes the place of its own parts.
    order = sorted(range(len(seeds)), key=lambda at: (-len(uses[at]) * length[at], seeds[at]))
    told: set[int] = set()
    kept: list[int] = []
    for seed in order:
        if sum(at in told for at in uses[seed]) * 2 < len(uses[seed]) and len(uses[seed]) >= _FEWEST:
            kept.append(seed)
            told.update(holding[seed])
    kept.sort(key=lambda seed: -len(uses[seed]))
    shown = []
    for seed in kept[:most]:
        at, start, end = seeds[seed]
        shown.append(
            Formula(said[at].sentence(start, end), tuple(said[place].sentence() for place in uses[seed]))
        )
    return Formulas(tuple(shown), len(kept), searched)


def _place(each: Answered) -> tuple[bool, str, str]:
    """By date, and of one date by transcript: sentences of one stay in their order."""
    return each.transcript.date is None, each.transcript.date or "", each.transcript.id


def _seeds(said: Sequence[Answered]) -> list[tuple[int, int, int]]:
    """The first place of whatever at least two exchanges say letter by letter: a sentence, start and end."""
    first: dict[int, tuple[int, int, int]] = {}
    repeated: dict[int, tuple[int, int, int]] = {}
    for at, each in enumerate(said):
        for start, end, spelt in clauses(each.words):
            # Of a large record all clauses would fill the memory; numbers made of them do not.
            key = hash(spelt)
            before = first.setdefault(key, (at, start, end))
            if said[before[0]].exchange is not each.exchange:
                repeated.setdefault(key, before)
    return sorted(repeated.values())


def _one_each(places: Sequence[int], said: Sequence[Answered]) -> list[int]:
    """The first of each exchange."""
    found: dict[tuple[str, int], int] = {}
    for at in places:
        found.setdefault((said[at].transcript.id, said[at].exchange.number), at)
    return sorted(found.values())
