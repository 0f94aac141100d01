"""Questions, answers and the record as the HTML of the page.

The page has three parts: the masthead names the record, the conversation shows questions with
their quotes, and the passages show each quote where it stands. Passage 2 of the third question
is the element ``passage-3-2``; a number in the conversation points to it with
``data-passage="3-2"``. Every question keeps its passages, so each number leads to its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.report import DOUBTFUL
from rag.answers import Answer
from rag.citations import Quote
from ui.markup import escaped, marked, record_text, shown
from ui.messages import Messages

if TYPE_CHECKING:
    from index.rows import TranscriptSummary

__all__ = ["Asked", "conversation", "masthead", "notice", "passages"]

# Titles that the masthead names before it folds the list.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was typed and, once it is there, its answer."""

    question: str
    answer: Answer | None = None


def masthead(record: Sequence[TranscriptSummary], words: Messages) -> str:
    """The name of the page, what it promises, and which record is being asked."""
    promise = f'<p class="promise">{words.promise}</p>'
    head = f'<header class="masthead" lang="{words.tag}"><h1>On Record</h1>{promise}'
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
        f'{head}<details class="holdings"><summary>{_line(counts)}'
        f'<span class="more">{words.whole_list}</span></summary><ul>{titles}</ul></details></header>'
    )


def _entry(entry: TranscriptSummary, words: Messages) -> str:
    doubt = words.doubtful if entry.confidence < DOUBTFUL else ""
    facts = [_time(entry.date), words.exchanges.format(count=entry.exchanges), doubt]
    return f'{record_text("bdi", entry.title)} <span class="facts">{_line(facts)}</span>'


def conversation(asked: Sequence[Asked], words: Messages) -> str:
    """All questions so far with their quotes; an invitation when there is none."""
    if not asked:
        inside = f'<div class="welcome"><h2>{words.welcome}</h2><p>{words.welcome_how}</p></div>'
    else:
        inside = "".join(_asked(number, one, words) for number, one in enumerate(asked, 1))
    return f'<div class="log" role="log" aria-live="polite" lang="{words.tag}">{inside}</div>'


def _asked(number: int, asked: Asked, words: Messages) -> str:
    question = f'<h2 class="asked">{_hidden(words.you)}{record_text("span", asked.question)}</h2>'
    if asked.answer is None:
        reply = f'<p class="busy">{words.asking}</p>'
    elif asked.answer.answered:
        items = (_quote(f"{number}-{n}", n, quote, words) for n, quote in enumerate(asked.answer.quotes, 1))
        reply = f'<ol class="quotes">{"".join(items)}</ol>'
    else:
        links = " ".join(
            _reference(f"{number}-{n}", n, words) for n in range(1, len(asked.answer.nearest) + 1)
        )
        related = f'<p>{words.not_answered_how}</p><p class="references">{links}</p>' if links else ""
        reply = f'<div class="unanswered"><p class="verdict">{words.not_answered}</p>{related}</div>'
    return (
        f'<section class="turn" data-turn="{number}">{question}{_understood(asked, words)}{reply}</section>'
    )


def _understood(asked: Asked, words: Messages) -> str:
    """The earlier questions that this one was taken together with."""
    before = asked.answer.understood[:-1] if asked.answer else ()
    if not before:
        return ""
    questions = '<span class="dot"> · </span>'.join(record_text("span", each) for each in before)
    return f'<p class="understood facts">{words.understood}: {questions}</p>'


def _quote(passage: str, n: int, quote: Quote, words: Messages) -> str:
    exchange = words.exchange.format(number=quote.citation.exchange)
    facts = _line([*_people(quote), _time(quote.date), exchange, *_place(quote, words)])
    return (
        f"<li>{record_text('blockquote', quote.text)}"
        f'<p class="source">{_reference(passage, n, words)} <span class="facts">{facts}</span></p></li>'
    )


def _reference(passage: str, n: int, words: Messages) -> str:
    label = words.show_passage.format(number=n)
    target = f'data-passage="{passage}" aria-label="{label}"'
    return f'<button type="button" class="reference" {target}>[{n}]</button>'


def passages(asked: Sequence[Asked], words: Messages) -> str:
    """The cards of every question that has an answer, one group a question.

    The page shows one group at a time: the newest, or the one a number was clicked in.
    """
    groups = "".join(
        _group(number, one.question, one.answer, words) for number, one in enumerate(asked, 1) if one.answer
    )
    hint = "" if groups else f'<p class="hint">{words.passages_hint}</p>'
    title = "" if groups else f"<h2>{words.passages}</h2>"
    return f'<div class="passages" lang="{words.tag}" data-close="{words.close}">{title}{hint}{groups}</div>'


def _group(number: int, question: str, answer: Answer, words: Messages) -> str:
    title = words.passages if answer.answered else words.related_passages
    quotes = answer.quotes if answer.answered else answer.nearest
    cards = "".join(_card(f"{number}-{n}", n, q, answer.answered, words) for n, q in enumerate(quotes, 1))
    return (
        f'<section class="group" data-turn="{number}"><h2>{title}</h2>'
        f'<p class="for">{_hidden(words.passages_for)}{record_text("span", question)}</p>'
        f"{cards}</section>"
    )


def _card(passage: str, n: int, quote: Quote, answered: bool, words: Messages) -> str:
    kind = "" if answered else " related"
    badge = "" if answered else f'<p class="badge">{words.related}</p>'
    facts = [
        words.exchange.format(number=quote.citation.exchange),
        words.follows.format(number=quote.follows) if quote.follows else "",
        _time(quote.date),
        record_text("bdi", quote.title),
        *_place(quote, words),
    ]
    citation = escaped(str(quote.citation))
    take_away = escaped(f"{quote.text}\n— {quote.label} [{quote.citation}]")
    question = (
        f'<div class="question"><h3>{_line([words.question, *_people(quote)])}</h3>'
        f"{record_text('div', quote.question)}</div>"
    )
    return (
        f'<article class="card{kind}" id="passage-{passage}" tabindex="0" aria-labelledby="facts-{passage}">'
        f'<p class="where" id="facts-{passage}"><span class="number">{n}</span> '
        f'<span class="facts">{_line(facts)}</span></p>{badge}'
        f"{question if quote.question else ''}"
        f'<div class="answer"><h3>{_line([words.answer, _name(quote.answerer)])}</h3>'
        f"{record_text('div', quote.answer, marked(quote.answer, quote.marks))}</div>"
        f'<p class="citation"><code>{citation}</code></p>'
        f'<p class="actions">{_copy(words.copy_quote, take_away, words)}'
        f"{_copy(words.copy_citation, citation, words)}"
        f'<button type="button" class="open">{words.open_exchange}</button></p></article>'
    )


def _copy(label: str, text: str, words: Messages) -> str:
    """A button that copies ``text``, which is escaped already."""
    return (
        f'<button type="button" class="copy" data-copy="{text}" data-done="{words.copied}" '
        f'data-failed="{words.not_copied}">{label}</button>'
    )


def notice(text: str) -> str:
    """A short message to the reader; nothing when ``text`` is empty."""
    return f'<p class="notice" role="alert">{escaped(text)}</p>' if text else ""


def _hidden(label: str) -> str:
    """A label for those who hear the page; those who see it know from the place."""
    return f'<span class="hidden">{label}: </span>'


def _people(quote: Quote) -> list[str]:
    """Outlet and asker, each only where the record names it, and the outlet once."""
    said = quote.outlet is None or quote.outlet in (quote.asker or "")
    names = [None if said else quote.outlet, quote.asker]
    return [_name(name) for name in names if name]


def _place(quote: Quote, words: Messages) -> list[str]:
    """The page and the time at which the quote begins, where there are any."""
    page = words.page.format(number=quote.page) if quote.page else ""
    return [page, f"<time>{quote.time}</time>" if quote.time else ""]


def _name(name: str | None) -> str:
    return record_text("bdi", name) if name else ""


def _time(date: str | None) -> str:
    return f'<time datetime="{escaped(date)}">{shown(date)}</time>' if date else ""


def _line(facts: Iterable[str]) -> str:
    """Facts on one line, leaving out what is not known."""
    return '<span class="dot"> · </span>'.join(fact for fact in facts if fact)
