"""The masthead, which names the record, and the conversation: questions with their quotes, as HTML.

The cards beside them are made by :mod:`onrecord.ui.page.cards`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from onrecord.rag.exports import FORMATS
from onrecord.rag.source_line import part
from onrecord.rag.verdict import strength
from onrecord.ui.messages import LANGUAGES, Messages
from onrecord.ui.page.answering import MOST_CITED
from onrecord.ui.page.conversation import Asked
from onrecord.ui.page.filter_bar import address
from onrecord.ui.templates import render
from onrecord.ui.web.routes import TRACE

if TYPE_CHECKING:
    from onrecord.index.tables.rows import TranscriptSummary
    from onrecord.rag.llm.client import LanguageModel

__all__ = ["NAMED", "conversation", "masthead", "notice", "taken", "vocabulary"]

# Titles that the masthead names before it folds the list.
NAMED = 3
# Of a longer list the newest are shown.
LISTED = 200
# Characters of a question in a list.
IN_LIST = 120
# Characters of a quote that is shown whole where no sentence of it is said to answer.
IN_SHORT = 200


def masthead(record: Sequence[TranscriptSummary], words: Messages, links: str = "") -> str:
    """The name of the page, ``links`` to the others as HTML, what it promises, which record is asked."""
    return render(
        "masthead",
        links=Markup(links),
        record=record,
        named=NAMED,
        listed=LISTED,
        formats=FORMATS,
        languages=LANGUAGES,
        words=words,
    )


def vocabulary(words: Messages) -> str:
    """The words that the page's scripts say: an element that shows nothing."""
    said = asdict(words)
    del said["source"], said["report"]  # which no script writes
    return render("vocabulary", said=json.dumps(said, ensure_ascii=False))


def conversation(
    asked: Sequence[Asked],
    words: Messages,
    further: int | None = None,
    language_model: LanguageModel | None = None,
) -> str:
    """All questions so far with their quotes; an invitation when there is none.

    ``further`` is the number of the question, from 0, for which more quotes are looked for. A
    ``language_model`` says in sentences what quotes say; it is named, and what it is sent.
    """
    return render(
        "conversation",
        asked=asked,
        in_list=IN_LIST,
        in_short=IN_SHORT,
        likely=lambda quote: strength(quote.score) == "strong",
        words=words,
        further=further,
        language_model=language_model,
        most=MOST_CITED,
        part=part,
        address=lambda one: f"./{TRACE}{address(one.meant, one.filters)}",
    )


def taken(asked: Sequence[Asked], words: Messages) -> str:
    """Questions that have an answer, with their quotes, as an HTML file that needs nothing else."""
    style = (files("onrecord.ui.assets") / "taken.css").read_text("utf-8")
    return render("taken", asked=asked, part=part, style=Markup(style), words=words)


def notice(text: str) -> str:
    """A short message to the reader; nothing when ``text`` is empty."""
    return render("notice", text=text) if text else ""
