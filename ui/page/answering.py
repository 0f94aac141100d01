"""The steps of answering on the page, without a page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.index.errors import FilterError, QuestionError
from onrecord.index.filters import Filters
from onrecord.rag.question_filters import KINDS, without_words
from onrecord.ui.messages import Messages
from onrecord.ui.page.conversation import Asked, shortened, shortened_quotes

if TYPE_CHECKING:
    from onrecord.rag.assistant import Answer, Assistant
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
    again: tuple[Asked, int] | None = None,
) -> Iterator[Step]:
    """The question, then its answer, kept short enough for a browser to hold.

    ``chosen`` gives the filters, which ``part`` names for the reader. ``again`` is a question to be asked
    once more, in the place of ``question``, and how many were asked before it.
    After an error the conversation is as before and the question is back in the box.
    """
    if not (again or question.strip()):
        yield Step(before, words.empty_question)
        return
    anew, after = again or (Asked(question), len(before))
    asking = replace(anew, part=part)
    yield Step((*before, asking), typed="")
    try:
        filters = chosen()
        answer = _asked(assistant, replace(asking, filters=filters), before[:after])
    except FilterError:
        yield Step(before, words.refused_filters, question)
    except QuestionError:
        yield Step(before, words.refused_question, question)
    except Exception:
        logging.exception("a question on the chat page failed")
        yield Step(before, words.failed, question)
    else:
        there = replace(asking, answer=shortened(answer), filters=filters)
        yield Step((*before, there), answered=True)


def further(assistant: Assistant, asked: tuple[Asked, ...], number: int, words: Messages) -> Iterator[Step]:
    """The next quotes of question ``number``, below those that are shown; none comes twice."""
    if not 0 <= number < len(asked) or not asked[number].cited:
        yield Step(asked)
        return
    yield Step(asked, further=number)
    one = asked[number]
    try:
        quotes = _further(assistant, one, asked[:number])
    except FilterError:
        yield Step(asked, words.refused_filters)
    except Exception:
        logging.exception("more quotes on the chat page failed")
        yield Step(asked, words.failed_more)
    else:
        more = shortened_quotes(quotes)
        after = (*asked[:number], one.further(more), *asked[number + 1 :])
        yield Step(after, "" if quotes else words.no_more, answered=bool(quotes))


def _asked(assistant: Assistant, one: Asked, before: tuple[Asked, ...], top_k: int | None = None) -> Answer:
    """What is answered to a question, after those ``before``, with the filters that it was asked with."""
    held = assistant.archive.choices()
    return assistant.ask(
        one.question,
        top_k=top_k,
        filters=one.filters,
        earlier=[] if one.alone else [without_words(each.question, held, each.literal) for each in before],
        kinds=[kind for kind in KINDS if kind not in one.literal],
    )


def _further(assistant: Assistant, one: Asked, before: tuple[Asked, ...]) -> list[Quote]:
    """The best quotes that say something else than those that are shown, and stand elsewhere."""
    shown: tuple[Quote, ...] = one.cited
    new: list[Quote] = []
    for count in (_AT_A_TIME, 2 * _AT_A_TIME, 4 * _AT_A_TIME):
        wanted = len(shown) + count
        answer = _asked(assistant, one, before, wanted)
        found = answer.quotes or answer.nearest
        new = []
        for each in found:
            if not any(_again(each, other) for other in (*shown, *new)):
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
