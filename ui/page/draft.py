"""A question set while somebody goes through it: what was proposed, and what was decided about each question.

As a file it is a set like any other (see :mod:`onrecord.eval.datasets.own`) whose rows also say whether they
are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.index.text.language import language_of
from onrecord.index.text.lexical import tokens

__all__ = ["Draft", "Proposal"]

# Of the words of the record's question and of its new wording, this share of both: it is still the record's.
_STILL_THE_SAME = 0.5
_SHOWN = ("id", "question", "exchanges", "quote", "kept", "proposed")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question of a draft.

    ``exchanges`` are the addresses of those that answer, none where nothing does, ``quote`` the words that
    answer or nothing. ``kept`` is ``None`` until it is decided. ``proposed`` is the question as it was
    drawn. ``rest`` are the other keys of its row, which are kept as they are.
    """

    id: str
    question: str = ""
    exchanges: tuple[str, ...] = ()
    quote: str = ""
    kept: bool | None = None
    proposed: str = ""
    rest: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Mapping[str, Any], kept: bool | None) -> Proposal:
        """The row of a set or of a draft; ``kept`` is what counts where the row does not say it."""
        return cls(
            id=str(row["id"]),
            question=str(row["question"]),
            exchanges=tuple(map(str, row["exchanges"])),
            quote=str(row.get("quote") or ""),
            kept=row.get("kept", kept),
            proposed=str(row.get("proposed", row["question"])),
            rest={key: value for key, value in row.items() if key not in _SHOWN},
        )

    def changed(self, **values: Any) -> Proposal:
        """With other values; spans are forgotten when other words or exchanges are to answer."""
        new = replace(self, **values)
        same = (new.exchanges, new.quote) == (self.exchanges, self.quote)
        return new if same else replace(new, rest={k: v for k, v in new.rest.items() if k != "spans"})

    @property
    def left_out(self) -> tuple[str, ...]:
        """The exchanges that the record does without when the set is run."""
        return tuple(each for each in map(str, self.rest.get("left_out", ())) if each not in self.exchanges)

    def row(self) -> dict[str, Any]:
        """The row of a set; a question that was put in other words is not the record's own any more."""
        own = self.rest.get("own") is True and _alike(self.question, self.proposed)
        kind = self.rest.get("kind")
        if kind in (None, "own", "left out", "answerable", "unanswerable"):
            made = "own" if own else "answerable"
            kind = made if self.exchanges else "left out" if self.left_out else "unanswerable"
        row: dict[str, Any] = {
            **self.rest,
            "id": self.id,
            "lang": language_of(self.question) or self.rest.get("lang", ""),
            "kind": kind,
            "question": self.question,
            "exchanges": list(self.exchanges),
            "quote": self.quote,
            "own": own,
            "left_out": list(self.left_out),
        }
        return {k: v for k, v in row.items() if v or k not in ("quote", "own", "left_out", "lang")}

    def draft_row(self) -> dict[str, Any]:
        """The row of a draft, from which :meth:`of` makes the same again."""
        shown = {name: getattr(self, name) for name in _SHOWN}
        return {**self.rest, **shown, "exchanges": list(self.exchanges)}


@dataclass(frozen=True, slots=True)
class Draft:
    """The questions of a set called ``name``, of which the one ``at`` that place is looked at.

    ``aside`` are rows that are no single question, such as dialogues: they stay as they are. ``seen`` is the
    digest of the set's file when it was opened (:meth:`onrecord.ui.page.evals.Evals.digest`).
    """

    name: str
    proposals: tuple[Proposal, ...]
    aside: tuple[Mapping[str, Any], ...] = ()
    at: int = 0
    seen: str = ""

    @classmethod
    def of(cls, name: str, rows: Sequence[Mapping[str, Any]], kept: bool | None, seen: str = "") -> Draft:
        """The draft of these rows, at the first question that is not decided."""
        single = [row for row in rows if "turns" not in row]
        draft = cls(
            name,
            tuple(Proposal.of(row, kept) for row in single) or (Proposal("1"),),
            tuple(row for row in rows if "turns" in row),
            seen=seen,
        )
        undecided = [at for at, each in enumerate(draft.proposals) if each.kept is None]
        return replace(draft, at=undecided[0] if undecided else 0)

    @property
    def here(self) -> Proposal:
        """The question that is looked at."""
        return self.proposals[self.at]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are kept, dropped, not decided."""
        found = Counter(each.kept for each in self.proposals)
        return found[True], found[False], found[None]

    def changed(self, **values: Any) -> Draft:
        """With other values of the question that is looked at."""
        new = self.here.changed(**values)
        return replace(self, proposals=(*self.proposals[: self.at], new, *self.proposals[self.at + 1 :]))

    def decided(self, kept: bool) -> Draft:
        """The question that is looked at kept or dropped, and on to the next."""
        return self.changed(kept=kept).moved(1)

    def moved(self, by: int) -> Draft:
        """Further on or back, no further than there are questions."""
        return replace(self, at=max(0, min(len(self.proposals) - 1, self.at + by)))

    def added(self) -> Draft:
        """With a new question after the one that is looked at, which is then looked at."""
        there = {each.id for each in self.proposals}
        new = next(f"added-{n}" for n in range(1, len(there) + 2) if f"added-{n}" not in there)
        proposals = (*self.proposals[: self.at + 1], Proposal(new), *self.proposals[self.at + 1 :])
        return replace(self, proposals=proposals, at=self.at + 1)

    def kept_rows(self) -> list[dict[str, Any]]:
        """The rows of the set that was chosen."""
        return [*map(dict, self.aside), *(each.row() for each in self.proposals if each.kept)]

    def rows(self) -> list[dict[str, Any]]:
        """All rows, with what was decided, as a draft is kept in a file."""
        return [*map(dict, self.aside), *(each.draft_row() for each in self.proposals)]


def _alike(first: str, second: str) -> bool:
    """Whether half of the words of two questions are those of the other one too.

    >>> _alike("When does the bridge open?", "When will the bridge open?"), _alike("How are you?", "Why?")
    (True, False)
    """
    one, other = Counter(tokens(first)), Counter(tokens(second))
    return (one & other).total() >= _STILL_THE_SAME * max(one.total(), other.total(), 1)
