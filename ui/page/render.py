"""The masthead, which names the record, and the conversation: questions with their quotes, as HTML.

The cards beside them are made by :mod:`onrecord.ui.page.cards`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from onrecord.index.report import DOUBTFUL
from onrecord.rag.assistant import Answer
from onrecord.rag.citations import Quote
from onrecord.rag.exports import FORMATS
from onrecord.ui.markup import escaped, record_text, shown
from onrecord.ui.messages import LANGUAGES, Messages
from onrecord.ui.page import facts
from onrecord.ui.page.conversation import Asked

if TYPE_CHECKING:
    from onrecord.index.tables.rows import TranscriptSummary

__all__ = ["conversation", "masthead", "notice", "vocabulary"]

# Titles that the masthead names before it folds the list.
NAMED = 3
# Characters of a question in a list.
IN_LIST = 120


def masthead(record: Sequence[TranscriptSummary], words: Messages) -> str:
    """The name of the page, what it promises, and which record is being asked."""
    promise = f'<p class="promise">{words.promise}</p>'
    head = f'<header class="masthead" lang="{words.tag}" dir="{words.direction}"><h1>On Record</h1>{promise}'
    head += _tools(words)
    if not record:
        return f'{head}<p class="holdings">{words.empty_record}</p></header>'
    counts = (
        words.transcripts.format(count=len(record)),
        words.exchanges.format(count=sum(entry.exchanges for entry in record)),
    )
    titles = "".join(f"<li>{_entry(entry, words)}</li>" for entry in record)
    if len(record) <= NAMED:
        return f'{head}<ul class="holdings">{titles}</ul></header>'
    return (
        f'{head}<details class="holdings"><summary>{facts.line(counts)}'
        f'<span class="more">{words.whole_list}</span></summary><ul>{titles}</ul></details></header>'
    )


def _tools(words: Messages) -> str:
    """What can be done with conversations, and the choice of language; the page's scripts do it."""
    formats = "".join(
        f'<li><button type="button" data-export="{key}">{each.name}</button></li>'
        for key, each in FORMATS.items()
    )
    languages = "".join(
        f'<option value="{each.tag}" lang="{each.tag}" {"selected" if each is words else ""}>{each.name}'
        "</option>"
        for each in LANGUAGES
    )
    return (
        f'<div class="tools"><button type="button" data-do="new">{words.new_conversation}</button>'
        f'<button type="button" data-do="history" aria-haspopup="dialog">{words.history}</button>'
        f'<details class="export"><summary>{words.export}</summary><ul>{formats}</ul></details>'
        f'<select id="language" aria-label="{words.language}">{languages}</select></div>'
    )


def vocabulary(words: Messages) -> str:
    """The words that the page's scripts say: an element that shows nothing."""
    said = asdict(words)
    del said["report"]  # which no script writes
    return f'<div hidden data-words="{escaped(json.dumps(said, ensure_ascii=False))}"></div>'


def _entry(entry: TranscriptSummary, words: Messages) -> str:
    doubt = words.doubtful if entry.confidence < DOUBTFUL else ""
    known = [facts.date(entry.date), words.exchanges.format(count=entry.exchanges), doubt]
    return f'{record_text("bdi", entry.title)} <span class="facts">{facts.line(known)}</span>'


def conversation(asked: Sequence[Asked], words: Messages) -> str:
    """All questions so far with their quotes; an invitation when there is none."""
    if not asked:
        inside = f'<div class="welcome"><h2>{words.welcome}</h2><p>{words.welcome_how}</p></div>'
    else:
        inside = "".join(_asked(number, one, words) for number, one in enumerate(asked, 1))
    language = f'lang="{words.tag}" dir="{words.direction}"'
    return f'<div class="log" role="log" aria-live="polite" {language}>{inside}</div>'


def _asked(number: int, asked: Asked, words: Messages) -> str:
    question = f'<h2 class="asked">{facts.hidden(words.you)}{record_text("span", asked.question)}</h2>'
    if asked.answer is None:
        reply = f'<p class="busy">{words.asking}</p>'
    elif asked.answer.answered:
        quotes = enumerate(asked.answer.quotes, 1)
        items = "".join(_quote(f"{number}-{n}", n, quote, words) for n, quote in quotes)
        reply = f'<ol class="quotes">{items}</ol>'
    else:
        items = "".join(_near(f"{number}-{n}", n, q, words) for n, q in enumerate(asked.answer.nearest, 1))
        related = f'<p>{words.not_answered_how}</p><ul class="nearest">{items}</ul>' if items else ""
        verdict = f'<p class="verdict">{words.not_answered}</p>{_unheard(asked.answer, words)}'
        reply = f'<div class="unanswered">{verdict}{related}</div>'
    cited = (asked.answer.quotes or asked.answer.nearest) if asked.answer else ()
    if cited:
        label = words.show_passages.format(count=len(cited))
        reply += f'<button type="button" class="drawer open" data-passage="{number}-1">{label}</button>'
    return (
        f'<section class="turn" data-turn="{number}">{question}{_part(asked, words)}'
        f"{_understood(asked, words)}{reply}</section>"
    )


def _unheard(answer: Answer, words: Messages) -> str:
    """The names that the record never says."""
    names = ", ".join(record_text("span", name) for name in answer.unheard)
    return f"<p>{words.unheard.format(names=names)}</p>" if names else ""


def _part(asked: Asked, words: Messages) -> str:
    """Which part of the record was asked."""
    if not asked.part:
        return ""
    return f'<p class="part facts">{words.asked_of.format(part=record_text("span", asked.part))}</p>'


def _understood(asked: Asked, words: Messages) -> str:
    """The earlier questions that this one was taken together with."""
    before = asked.answer.understood[:-1] if asked.answer else ()
    if not before:
        return ""
    questions = '<span class="dot"> · </span>'.join(record_text("span", each) for each in before)
    return f'<p class="understood facts">{words.understood.format(questions=questions)}</p>'


def _quote(passage: str, n: int, quote: Quote, words: Messages) -> str:
    exchange = words.exchange.format(number=quote.citation.exchange)
    known = facts.line([*facts.people(quote), facts.date(quote.date), exchange, *facts.place(quote, words)])
    return (
        f"<li>{record_text('blockquote', quote.text, _focused(quote))}"
        f'<p class="source">{_reference(passage, n, words)} <span class="facts">{known}</span></p></li>'
    )


def _focused(quote: Quote) -> str:
    """The whole quote, with the sentence in it marked that most surely answers."""
    if quote.focus is None:
        return shown(quote.text)
    start, end = quote.focus
    before, inside, after = (
        shown(part) for part in (quote.text[:start], quote.text[start:end], quote.text[end:])
    )
    return f"{before}<mark>{inside}</mark>{after}"


def _near(passage: str, n: int, quote: Quote, words: Messages) -> str:
    """An exchange that is near to what was asked: what was asked there, and by whom."""
    number = words.question_number.format(number=quote.citation.exchange)
    question = quote.question[:IN_LIST] + ("…" if len(quote.question) > IN_LIST else "")
    known = facts.line([number, facts.date(quote.date), *facts.people(quote)])
    return (
        f'<li>{_reference(passage, n, words)} <span class="facts">{known}</span> '
        f"{record_text('span', question)}</li>"
    )


def _reference(passage: str, n: int, words: Messages) -> str:
    label = words.show_passage.format(number=n)
    target = f'data-passage="{passage}" aria-label="{label}"'
    return f'<button type="button" class="reference" {target}>[{n}]</button>'


def notice(text: str) -> str:
    """A short message to the reader; nothing when ``text`` is empty."""
    return f'<p class="notice" role="alert">{escaped(text)}</p>' if text else ""
