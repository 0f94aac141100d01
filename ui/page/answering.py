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
from onrecord.ui.page.conversation import Asked, shortened

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant

__all__ = ["Step", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows: all that was asked, a message to the reader, what the box holds.

    ``typed`` is ``None`` where the box is left alone, so that what is typed meanwhile stays.
    ``answered`` says that the newest question has its answer.
    """

    asked: tuple[Asked, ...]
    problem: str = ""
    typed: str | None = None
    answered: bool = False


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
        held = assistant.archive.choices()
        answer = assistant.ask(
            asking.question,
            filters=chosen(),
            earlier=[without_words(one.question, held, one.literal) for one in before[:after]],
            kinds=[kind for kind in KINDS if kind not in asking.literal],
        )
    except FilterError:
        yield Step(before, words.refused_filters, question)
    except QuestionError:
        yield Step(before, words.refused_question, question)
    except Exception:
        logging.exception("a question on the chat page failed")
        yield Step(before, words.failed, question)
    else:
        yield Step((*before, replace(asking, answer=shortened(answer))), answered=True)
