"""The steps of answering on the page, without a page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.index.errors import FilterError, QuestionError
from onrecord.index.filters import Filters
from onrecord.ui.messages import Messages
from onrecord.ui.page.conversation import Asked, shortened, shortened_quotes

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.citations import Quote

__all__ = ["MOST_CITED", "Step", "further", "steps"]

MOST_CITED = 30
"""Of an answer that shows so many quotes no more are offered: a trace has them all."""

_AT_A_TIME = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows: all that was asked, a message to the reader, what the box holds.

    ``typed`` is ``None`` where the box is left alone, so that what is typed meanwhile stays.
    ``answered`` says that what is there now is to be kept. ``further`` is the number of the question, from 0,
    for which more quotes are looked for.
    """

    asked: tuple[Asked, ...]
    problem: str = ""
    typed: str | None = None
    answered: bool = False
    further: int | None = None


def steps(
    assistant: Assistant,
    question: str,
    before: tuple[Asked, ...],
    words: Messages,
    chosen: Callable[[], Filters],
    part: str = "",
) -> Iterator[Step]:
    """The question, then its answer, kept short enough for a browser to hold.

    ``chosen`` gives the filters, which ``part`` names for the reader.
    After an error the conversation is as before and the question is back in the box.
    """
    if not question.strip():
        yield Step(before, words.empty_question)
        return
    yield Step((*before, Asked(question, part=part)), typed="")
    try:
        filters = chosen()
        answer = assistant.ask(question, filters=filters, earlier=[one.question for one in before])
    except FilterError:
        yield Step(before, words.refused_filters, question)
    except QuestionError:
        yield Step(before, words.refused_question, question)
    except Exception:
        logging.exception("a question on the chat page failed")
        yield Step(before, words.failed, question)
    else:
        yield Step((*before, Asked(question, shortened(answer), part, filters)), answered=True)


def further(assistant: Assistant, asked: tuple[Asked, ...], number: int, words: Messages) -> Iterator[Step]:
    """The next quotes of question ``number``, below those that are shown; none comes twice."""
    if not 0 <= number < len(asked) or not asked[number].cited:
        yield Step(asked)
        return
    yield Step(asked, further=number)
    one, earlier = asked[number], [each.question for each in asked[:number]]
    try:
        quotes = _further(assistant, one, earlier)
    except FilterError:
        yield Step(asked, words.refused_filters)
    except Exception:
        logging.exception("more quotes on the chat page failed")
        yield Step(asked, words.failed_more)
    else:
        more = shortened_quotes(quotes)
        after = (*asked[:number], one.further(more), *asked[number + 1 :])
        yield Step(after, "" if quotes else words.no_more, answered=bool(quotes))


def _further(assistant: Assistant, one: Asked, earlier: Sequence[str]) -> list[Quote]:
    """The best quotes that say something else than those that are shown, and stand elsewhere."""
    shown: tuple[Quote, ...] = one.cited
    new: list[Quote] = []
    for count in (_AT_A_TIME, 2 * _AT_A_TIME, 4 * _AT_A_TIME):
        wanted = len(shown) + count
        answer = assistant.ask(one.question, top_k=wanted, filters=one.filters, earlier=earlier)
        found = answer.quotes or answer.nearest
        new = []
        for each in found:
            if not any(_again(each, before) for before in (*shown, *new)):
                new.append(each)
        # With a wider look other sentences are chosen, some of which stand in what is shown.
        if len(new) >= _AT_A_TIME or len(found) < wanted:
            break
    return new[:_AT_A_TIME]


def _again(quote: Quote, before: Quote) -> bool:
    here, there = quote.citation, before.citation
    same = (here.transcript, here.exchange) == (there.transcript, there.exchange)
    first, last = (quote.spans[0].start, quote.spans[-1].end)
    overlaps = first < before.spans[-1].end and before.spans[0].start < last
    return (same and overlaps) or quote.text.split() == before.text.split()
