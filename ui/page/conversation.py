"""A conversation as the page holds it: what was asked, and the answers as they were shown.

The reader's browser keeps it as JSON and hands it over with each question; the server forgets it. So a
message shows the same citations for ever: a later question, a reload, a restart or a change of the
archive alters none of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from onrecord.index.errors import InputError
from onrecord.index.filters import EVERYTHING, Filters
from onrecord.rag.assistant import Answer
from onrecord.rag.citations import Quote
from onrecord.rag.deserialize import answer_from_json
from onrecord.rag.question_filters import KINDS, Kind

__all__ = ["Asked", "asked_again", "keep", "reopen", "shortened", "shortened_quotes"]

# Characters of the question, and of the answer on either side of the quote, that a message keeps: more
# than a card shows, and little enough for hundreds of questions in a browser's store.
AROUND = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed and, once it is there, its answer.

    ``part`` names the part of the record that was asked, by ``filters``; nothing where it was all of it.
    ``literal`` are the kinds of filters that were not read in its words, as the reader took them back.
    ``alone`` is a question that does not lean on those before it, as the reader said.
    """

    question: str
    answer: Answer | None = None
    part: str = ""
    literal: tuple[Kind, ...] = ()
    filters: Filters = EVERYTHING
    alone: bool = False

    @property
    def cited(self) -> tuple[Quote, ...]:
        """What was shown: the quotes that answer, or else the nearest."""
        return (self.answer.quotes or self.answer.nearest) if self.answer else ()

    @property
    def meant(self) -> str:
        """The question, together with those that it leans on, without which it says little."""
        understood = self.answer.understood if self.answer else ()
        return " ".join(understood) if len(understood) > 1 else self.question

    def further(self, quotes: Sequence[Quote]) -> Asked:
        """The same with ``quotes`` behind those that were shown."""
        assert self.answer
        every = (*self.cited, *quotes)
        if self.answer.answered:
            return replace(self, answer=replace(self.answer, quotes=every))
        return replace(self, answer=replace(self.answer, nearest=every))


def keep(asked: Sequence[Asked]) -> str:
    """The questions that have an answer, as JSON."""
    turns = [
        {
            "question": one.question,
            "answer": one.answer.to_dict(),
            "part": one.part,
            "filters": {name: value for name, value in asdict(one.filters).items() if value},
            "literal": one.literal,
            "alone": one.alone,
        }
        for one in asked
        if one.answer
    ]
    return json.dumps({"version": 1, "turns": turns}, ensure_ascii=False)


def reopen(kept: str) -> tuple[Asked, ...]:
    """What :func:`keep` made; nothing of an empty string.

    Raises:
        InputError: it is damaged, or of another version.
    """
    if not kept.strip():
        return ()
    try:
        held = json.loads(kept)
        if held["version"] != 1:
            raise InputError(f"a conversation of version {held['version']!r}, not 1: it cannot be shown")
        return tuple(
            Asked(
                str(turn["question"]),
                answer_from_json(turn["answer"]),
                str(turn.get("part", "")),
                tuple(kind for kind in KINDS if kind in turn.get("literal", ())),
                Filters(**turn.get("filters", {})),
                bool(turn.get("alone", False)),
            )
            for turn in held["turns"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"a kept conversation is damaged: {error}") from error


def asked_again(wanted: str, asked: Sequence[Asked]) -> tuple[Asked, int]:
    """A question to be asked again with less, and how many were asked before it.

    ``wanted`` is JSON, ``{"turn": ..., "without": ...}``: the number of the question, from 1, and the kind of
    filters that is not to be read in it, or ``earlier``, the questions that it was understood together with.

    Raises:
        InputError: it is not, or there is no such question.
    """
    try:
        row = json.loads(wanted)
        turn, without = int(row["turn"]), row["without"]
        if not 0 < turn <= len(asked):
            raise InputError(f"there is no question {turn}; there are {len(asked)}")
        before = asked[turn - 1]
        less = replace(before, answer=None, part="", filters=EVERYTHING)
        if without == "earlier":
            return replace(less, alone=True), turn - 1
        kind = KINDS[KINDS.index(without)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"what is to be asked again is damaged: {error}") from error
    return replace(less, literal=(*before.literal, kind)), turn - 1


def shortened(answer: Answer) -> Answer:
    """``answer`` with what stands far from its quotes left out, as a message keeps it."""
    return replace(answer, quotes=shortened_quotes(answer.quotes), nearest=shortened_quotes(answer.nearest))


def shortened_quotes(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """``quotes``, each with what stands far from it left out."""
    return tuple(map(_shortened, quotes))


def _shortened(quote: Quote) -> Quote:
    (asked, first_asked), (said, first_said) = (
        _around(quote.question, quote.question_marks),
        _around(quote.answer, quote.marks),
    )
    parts = {"question": (first_asked, len(asked)), "answer": (first_said, len(said))}
    placed = [
        (turn, turn.start - parts[turn.part][0], turn.end - parts[turn.part][0]) for turn in quote.turns
    ]
    return replace(
        quote,
        question=asked,
        answer=said,
        question_marks=tuple((start - first_asked, end - first_asked) for start, end in quote.question_marks),
        marks=tuple((start - first_said, end - first_said) for start, end in quote.marks),
        turns=tuple(
            replace(turn, start=max(start, 0), end=min(end, parts[turn.part][1]))
            for turn, start, end in placed
            if start < parts[turn.part][1] and end > 0
        ),
    )


def _around(words: str, marks: Sequence[tuple[int, int]]) -> tuple[str, int]:
    """What of ``words`` stands near its marks, or at its beginning, and where that begins."""
    first = max(0, marks[0][0] - AROUND) if marks else 0
    return words[first : (marks[-1][1] if marks else 0) + AROUND], first
