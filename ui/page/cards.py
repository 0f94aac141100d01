"""The pane beside the question: each quote where it stands, on a card.

Card 2 of the third question is the element ``passage-3-2``; a number in the conversation points to it
with ``data-passage="3-2"``. Every question keeps its cards, so each number leads to its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.rag.assistant import Answer
from onrecord.rag.citations import Quote
from onrecord.rag.verdict import strength
from onrecord.ui.markup import escaped, marked, record_text, shown
from onrecord.ui.messages import Messages
from onrecord.ui.page import facts
from onrecord.ui.page.conversation import Asked

__all__ = ["passages"]


def passages(asked: Sequence[Asked], words: Messages) -> str:
    """The cards of every question that has an answer, one group a question.

    The page shows one group at a time: the newest, or the one a number was clicked in.
    """
    groups = "".join(
        _group(number, one.question, one.answer, words) for number, one in enumerate(asked, 1) if one.answer
    )
    close = f'<button type="button" class="drawer close">{words.close}</button>'
    hint = "" if groups else f'<h2>{words.passages}</h2><p class="hint">{words.passages_hint}</p>'
    return f'<div class="passages" lang="{words.tag}" dir="{words.direction}">{close}{hint}{groups}</div>'


def _group(number: int, question: str, answer: Answer, words: Messages) -> str:
    # A question that leans on others says something only together with them.
    meant = " ".join(answer.understood) if len(answer.understood) > 1 else question
    quotes = answer.quotes if answer.answered else answer.nearest
    title = words.passages if answer.answered else words.related_passages if quotes else ""
    cards = "".join(_card(f"{number}-{n}", n, q, answer.answered, words) for n, q in enumerate(quotes, 1))
    return (
        f'<section class="group" data-turn="{number}" data-question="{escaped(meant)}">'
        f"{f'<h2>{title}</h2>' if title else ''}"
        f'<p class="for">{facts.hidden(words.passages_for)}{record_text("span", question)}</p>'
        f"{cards}</section>"
    )


def _card(passage: str, n: int, quote: Quote, answered: bool, words: Messages) -> str:
    kind = "" if answered else " related"
    badge = "" if answered else f'<p class="badge">{words.related}</p>'
    where = [
        record_text("bdi", quote.title),
        words.follows.format(number=quote.follows) if quote.follows else "",
        *facts.place(quote, words),
    ]
    citation = escaped(str(quote.citation))
    number = words.question_number.format(number=quote.citation.exchange)
    question = record_text("div", quote.question) if quote.question else ""
    return (
        f'<article class="card{kind}" id="passage-{passage}" tabindex="0" aria-labelledby="facts-{passage}" '
        f'data-citation="{citation}" data-text="{escaped(quote.text)}">'
        f'<p class="where" id="facts-{passage}"><span class="number">{n}</span> '
        f'<span class="facts">{facts.line(where)}</span></p>{badge}'
        f'<div class="question"><h3>{facts.line([number, facts.date(quote.date), *facts.people(quote)])}</h3>'
        f"{question}</div>"
        f'<div class="answer"><h3>{facts.line([words.answer, facts.name(quote.answerer)])}</h3>'
        f"{record_text('div', quote.answer, marked(quote.answer, quote.marks))}</div>"
        f"{_exact(quote, words)}{_strength(quote, words) if answered else ''}"
        f'<p class="citation"><code>{shown(str(quote.citation))}</code></p>'
        f'<p class="actions"><button type="button" class="open">{words.open_transcript}</button>'
        f"{_copies(quote, words)}</p>{_judging(words)}</article>"
    )


def _exact(quote: Quote, words: Messages) -> str:
    """The badge that says which characters of the transcript these are."""
    start, end = quote.spans[0].start, quote.spans[-1].end
    return f'<p class="exact">{facts.characters(words.exact, start, end, words)}</p>'


def _strength(quote: Quote, words: Messages) -> str:
    """How well the quote matches, in a word; opened, what the question was near to."""
    if not quote.views:
        return ""
    level = strength(quote.score)
    on = {"weak": 1, "fair": 2, "strong": 3}[level]
    meter = "".join(f'<i class="{"on" if bar < on else "off"}"></i>' for bar in range(3))
    label = {"strong": words.strong, "fair": words.fair, "weak": words.weak}[level]
    named = {
        "question": words.view_question,
        "passage": words.view_passage,
        "sentence": words.view_sentence,
        "words": words.view_words,
    }
    views = "".join(f"<li>{named.get(view, escaped(view))}</li>" for view in quote.views)
    return (
        f'<details class="strength"><summary><span class="meter" aria-hidden="true">{meter}</span>{label}'
        f"</summary><p>{words.found_by}</p><ul>{views}</ul></details>"
    )


def _copies(quote: Quote, words: Messages) -> str:
    """Buttons that copy the quote, its citation, both, or the address that opens it on this page."""
    source = f"{quote.label} [{quote.citation}]"
    texts = {
        words.copy_quote: quote.text,
        words.copy_citation: source,
        words.copy_both: f"{quote.text}\n— {source}",
    }
    buttons = "".join(_copy(label, f'data-copy="{escaped(text)}"', words) for label, text in texts.items())
    link = _copy(words.copy_link, f'data-link="{escaped(str(quote.citation))}"', words)
    return f'<span class="copies"><span class="facts">{words.copy}</span>{buttons}{link}</span>'


def _copy(label: str, what: str, words: Messages) -> str:
    return f'<button type="button" class="copy" {what} aria-label="{words.copy}: {label}">{label}</button>'


def _judging(words: Messages) -> str:
    """Whether the quote answers, as the reader sees it; kept in the browser by the page's script."""
    buttons = "".join(
        f'<button type="button" class="judge" data-verdict="{verdict}" aria-pressed="false">{label}</button>'
        for verdict, label in (("yes", words.helpful), ("no", words.not_helpful))
    )
    said = f'aria-label="{words.note}" placeholder="{words.note}"'
    return f'<p class="judging">{buttons}<input class="note" type="text" maxlength="500" {said} hidden></p>'
