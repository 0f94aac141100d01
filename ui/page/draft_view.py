"""A set that is gone through, as HTML: how far it is, and the exchanges that answer or may answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.index.chunking import passages
from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.spans import Span
from onrecord.ui.markup import escaped, record_text, shown
from onrecord.ui.messages import Messages
from onrecord.ui.page import facts
from onrecord.ui.page.draft import Draft, Proposal

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[[str], tuple[Transcript, Exchange] | None]

__all__ = ["answers", "chosen_sentences", "others", "sentences_of", "status"]


def status(draft: Draft, words: Messages) -> str:
    """Which question it is, how many are decided, and what was decided about this one."""
    kept, dropped, left = draft.counts
    title = words.set_number.format(number=draft.at + 1, count=len(draft.proposals))
    verdict = {True: words.set_is_kept, False: words.set_is_dropped, None: ""}[draft.here.kept]
    badge = f' <span class="verdict">{verdict}</span>' if verdict else ""
    counts = words.set_counts.format(kept=kept, dropped=dropped, left=left)
    return (
        f'<section {_language(words)} class="plain drafted" role="status"><h2>{title}{badge}</h2>'
        f'<p class="facts"><bdi>{shown(draft.name)}</bdi> · {counts}</p>'
        f'<progress max="{len(draft.proposals)}" value="{kept + dropped}" aria-label="{counts}"></progress>'
        "</section>"
    )


def answers(proposal: Proposal, at: Found, words: Messages) -> str:
    """What answers a question, sentence by sentence, and what is left out of the record for it.

    ``at`` gives what stands at an address, ``None`` where nothing does any more.
    """
    marked = "".join(_marked(address, at(address), proposal, words) for address in proposal.exchanges)
    hint = f'<p class="facts">{words.set_sentences if marked else words.set_unanswered}</p>'
    parts = [f"<h3>{words.set_answers}</h3>{hint}{marked}"]
    left = "".join(_card(address, at(address), "", words) for address in proposal.left_out)
    if left:
        parts.append(f"<h3>{words.set_left_out}</h3>{left}")
    return _section("".join(parts), words)


def others(proposal: Proposal, found: Sequence[str], at: Found, words: Messages) -> str:
    """What was found in the record and does not answer the question yet; nothing where nothing was."""
    cards = "".join(
        _card(address, at(address), _button("mark", address, words.set_mark), words)
        for address in found
        if address not in proposal.exchanges
    )
    return _section(f"<h3>{words.set_found}</h3>{cards}", words) if cards else ""


def sentences_of(transcript: Transcript, exchange: Exchange) -> list[Span]:
    """The sentences of an answer, in order."""
    return [span for passage in passages(transcript.text, exchange) for span in passage.sentences]


def chosen_sentences(proposal: Proposal, transcript: Transcript, exchange: Exchange) -> set[int]:
    """The places, among :func:`sentences_of`, of the sentences that hold words which answer."""
    from onrecord.eval.datasets.own import places

    spans = [Span(start, end) for start, end in proposal.rest.get("spans", ())]
    if proposal.quote:
        spans += [each.span for each in places(proposal.quote, transcript, exchange)]
    found = enumerate(sentences_of(transcript, exchange))
    return {at for at, each in found if any(s.start < each.end and each.start < s.end for s in spans)}


def _marked(
    address: str, found: tuple[Transcript, Exchange] | None, proposal: Proposal, words: Messages
) -> str:
    remove = _button("unmark", address, words.set_unmark)
    if not found:
        return _card(address, None, remove, words)
    chosen = chosen_sentences(proposal, *found)
    buttons = "".join(
        f'<button type="button" class="sentence" data-do="sentence" data-id="{escaped(address)}" '
        f'data-at="{n}" aria-pressed="{str(n in chosen).lower()}">'
        f"{record_text('span', _line(each.of(found[0].text)))}</button> "
        for n, each in enumerate(sentences_of(*found))
    )
    return _card(address, found, remove, words, buttons)


def _card(
    address: str,
    found: tuple[Transcript, Exchange] | None,
    button: str,
    words: Messages,
    answer: str | None = None,
) -> str:
    do = f'<p class="do">{button}</p>' if button else ""
    if not found:
        return (
            f'<article class="bad"><p><code>{shown(address)}</code> {words.nothing_there}</p>{do}</article>'
        )
    transcript, exchange = found
    people = [*facts.people(exchange), facts.date(transcript.date)]
    asked = _line(" ".join(turn.words(transcript.text) for turn in exchange.question))
    said = "\n\n".join(turn.words(transcript.text) for turn in exchange.answer)
    answered = f'<div class="answer">{answer}</div>' if answer else record_text("div", said)
    return (
        f'<article><p class="facts">{facts.line([f"<code>{shown(address)}</code>", *people])}</p>'
        f'<p class="asked">{record_text("span", asked)}</p>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{words.answer} {escaped(address)}">'
        f"{answered}</div>{do}</article>"
    )


def _button(do: str, address: str, label: str) -> str:
    return (
        f'<button type="button" data-do="{do}" data-id="{escaped(address)}" '
        f'aria-label="{label}: {escaped(address)}">{label}</button>'
    )


def _section(inside: str, words: Messages) -> str:
    return f'<section {_language(words)} class="set-answers">{inside}</section>'


def _line(text: str) -> str:
    return " ".join(text.split())


def _language(words: Messages) -> str:
    return f'lang="{words.tag}" dir="{words.direction}"'
