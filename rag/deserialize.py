"""An answer that was kept as JSON, read back as it was.

Whoever keeps an answer (the page, in the reader's browser) shows it again word for word, whatever has
happened to the archive since. What comes back is from outside, so everything in it is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from onrecord.index.errors import InputError
from onrecord.index.records import Citation
from onrecord.index.text.spans import Span
from onrecord.rag.assistant import Answer
from onrecord.rag.citations import Quote

__all__ = ["kept_answer", "kept_quote"]

T = TypeVar("T")


def kept_answer(row: object) -> Answer:
    """The answer whose :meth:`~onrecord.rag.assistant.Answer.to_dict` is ``row``.

    Raises:
        InputError: it is not one.
    """
    fields = _object(row, "answer")
    return Answer(
        id=_of(fields, "id", str),
        question=_of(fields, "question", str),
        answered=_of(fields, "answered", bool),
        confidence=_number(fields, "confidence"),
        quotes=_list(fields, "quotes", kept_quote),
        nearest=_list(fields, "nearest", kept_quote),
        understood=_list(fields, "understood", _words),
        # Answers that were kept before there was such a thing have none.
        unheard=_list({"unheard": []} | dict(fields), "unheard", _words),
    )


def kept_quote(row: object) -> Quote:
    """The quote whose :meth:`~onrecord.rag.citations.Quote.to_dict` is ``row``.

    Raises:
        InputError: it is not one, or its marks are not in its answer.
    """
    fields = _object(row, "quote")
    answer = _of(fields, "answer", str)
    marks = _list(fields, "marks", _range)
    at = 0
    for start, end in marks:
        if not at <= start < end <= len(answer):
            raise InputError(f"a kept quote is damaged: mark {start}-{end} of {len(answer)} characters")
        at = end
    return Quote(
        citation=Citation.parse(_of(fields, "citation", str)),
        text=_of(fields, "text", str),
        spans=_list(fields, "spans", lambda pair: Span(*_range(pair))),
        score=_number(fields, "score"),
        views=_list(fields, "views", _words),
        title=_of(fields, "title", str),
        date=_maybe(fields, "date", str),
        asker=_maybe(fields, "asker", str),
        outlet=_maybe(fields, "outlet", str),
        answerer=_maybe(fields, "answerer", str),
        question=_of(fields, "question", str),
        answer=answer,
        marks=marks,
        page=_maybe(fields, "page", int),
        time=_maybe(fields, "time", str),
        follows=_maybe(fields, "follows", int),
        place=_maybe(fields, "place", str),
        speakers=_list(fields, "speakers", _words),
        language=_maybe(fields, "language", str),
        address=_maybe(fields, "address", str),
        focus=_focus(fields),
    )


def _focus(fields: Mapping[str, Any]) -> tuple[int, int] | None:
    if fields.get("focus") is None:
        return None
    start, end = _range(fields["focus"])
    if end > len(fields["text"]):
        raise InputError(f"a kept quote is damaged: focus {start}-{end} of {len(fields['text'])} characters")
    return start, end


def _object(row: object, what: str) -> Mapping[str, Any]:
    if not isinstance(row, dict):
        raise InputError(f"a kept {what} is damaged: {str(row)[:40]!r} is no object")
    return row


def _of(fields: Mapping[str, Any], name: str, kind: type[T]) -> T:
    value = fields.get(name)
    # True is an int to Python, but no number to anybody else.
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise InputError(f"something kept is damaged: {name} is {str(value)[:40]!r}, no {kind.__name__}")
    return value


def _maybe(fields: Mapping[str, Any], name: str, kind: type[T]) -> T | None:
    return None if fields.get(name) is None else _of(fields, name, kind)


def _number(fields: Mapping[str, Any], name: str) -> float:
    return float(_of(fields, name, int) if isinstance(fields.get(name), int) else _of(fields, name, float))


def _list(fields: Mapping[str, Any], name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(read(each) for each in _of(fields, name, list))


def _words(value: object) -> str:
    return _of({"an entry": value}, "an entry", str)


def _range(pair: object) -> tuple[int, int]:
    start, end = (*_of({"a range": pair}, "a range", list), None, None)[:2]
    bounds = _of({"start": start}, "start", int), _of({"end": end}, "end", int)
    if not 0 <= bounds[0] < bounds[1]:
        raise InputError(f"something kept is damaged: [{bounds[0]}, {bounds[1]}) is no range")
    return bounds
