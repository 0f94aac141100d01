"""Reads an answer back that was kept as JSON.

Whoever keeps an answer (the page, in the reader's browser) shows it again word for word, whatever has
happened to the archive since. What comes back is from outside, so everything in it is checked.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from onrecord.index.errors import InputError
from onrecord.index.filters import Filters
from onrecord.index.records import Citation
from onrecord.index.text.spans import Span
from onrecord.rag import contract
from onrecord.rag.answer import Answer
from onrecord.rag.citations import Quote, QuotedTurn
from onrecord.rag.question_filters import ReadFilters

__all__ = ["answer_from_json", "quote_from_json"]

Model = TypeVar("Model", bound=BaseModel)

# What answers and quotes that were kept before there was such a thing do not have.
_LATER_IN_ANSWERS: dict[str, Any] = {"unheard": [], "request": None, "read_filters": None}
_LATER_IN_QUOTES: dict[str, Any] = {
    "statement": None,
    "speaker": None,
    "role": None,
    "question_marks": [],
    "turns": [],
}


def answer_from_json(row: object) -> Answer:
    """Read the answer whose :meth:`~onrecord.rag.answer.Answer.to_dict` is ``row``.

    Raises:
        InputError: it is not one.
    """
    whole = _completed(row, _LATER_IN_ANSWERS)
    if isinstance(whole, dict):
        # The two verdicts that there were.
        whole.setdefault("verdict", "answered" if whole.get("answered") is True else "not_in_record")
        for name in ("quotes", "nearest"):
            if isinstance(whole.get(name), list):
                whole[name] = [_completed(each, _LATER_IN_QUOTES) for each in whole[name]]
    kept = _checked(contract.Answer, whole)
    if kept.answered != (kept.verdict == "answered"):
        told = "answered" if kept.answered else "not answered"
        raise InputError(f"something kept is damaged: answer.verdict: {kept.verdict!r} of what is {told}")
    return Answer(
        id=kept.id,
        question=kept.question,
        verdict=kept.verdict,
        confidence=kept.confidence,
        quotes=tuple(map(_quote, kept.quotes)),
        nearest=tuple(map(_quote, kept.nearest)),
        understood=tuple(kept.understood),
        unmentioned=tuple(kept.unheard),
        request=kept.request,
        read_filters=_read_filters(kept.read_filters),
    )


def _read_filters(kept: contract.ReadFilters | None) -> ReadFilters | None:
    if kept is None:
        return None
    read = kept.model_dump()
    words, counted_from, used = (read.pop(name) for name in ("words", "counted_from", "used"))
    return ReadFilters(Filters(**read), tuple(words), counted_from, used)


def quote_from_json(row: object) -> Quote:
    """Read the quote whose :meth:`~onrecord.rag.citations.Quote.to_dict` is ``row``.

    Raises:
        InputError: it is not one, or its marks are not in its answer.
    """
    return _quote(_checked(contract.Quote, _completed(row, _LATER_IN_QUOTES)))


def _completed(row: object, later: dict[str, Any]) -> object:
    return later | row if isinstance(row, dict) else row


def _checked(model: type[Model], row: object) -> Model:
    try:
        # What a later version may have added is left out.
        return model.model_validate(row, extra="ignore")
    except ValidationError as error:
        wrong = error.errors()[0]
        where = ".".join(map(str, (model.__name__.lower(), *wrong["loc"])))
        raise InputError(f"something kept is damaged: {where}: {wrong['msg']}") from None


def _quote(kept: contract.Quote) -> Quote:
    _inside(kept.marks, len(kept.answer), "mark")
    _inside(kept.question_marks, len(kept.question), "mark")
    for part, words in (("question", kept.question), ("answer", kept.answer)):
        _inside([turn.range for turn in kept.turns if turn.part == part], len(words), "turn")
    _inside([kept.focus] if kept.focus else [], len(kept.text), "focus")
    # What the citation says already is not kept apart from it.
    told = {"citation", "label", "transcript", "exchange", "statement", "speaker", "role", "spans", "turns"}
    fields: dict[str, Any] = kept.model_dump(exclude=told)
    fields |= {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Quote(
        Citation.parse(kept.citation),
        spans=tuple(Span(*each) for each in kept.spans),
        turns=tuple(
            QuotedTurn(turn.part, *turn.range, turn.role, turn.speaker, turn.outlet) for turn in kept.turns
        ),
        **fields,
    )


def _inside(ranges: list[tuple[int, int]], length: int, what: str) -> None:
    """Check that ranges are in order, apart from each other and within ``length`` characters."""
    at = 0
    for start, end in ranges:
        if start < at or end > length:
            raise InputError(f"something kept is damaged: {what} {start}-{end} of {length} characters")
        at = end
