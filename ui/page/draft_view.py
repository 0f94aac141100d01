"""A set that is gone through, as HTML: how far it is, and the exchanges that answer or may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.index.chunking import passages
from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.spans import Span
from onrecord.ui.messages import Messages
from onrecord.ui.page.draft import Draft, Proposal
from onrecord.ui.templates import render

if TYPE_CHECKING:
    from collections.abc import Callable

    Found = Callable[[str], tuple[Transcript, Exchange] | None]

__all__ = ["answers", "chosen_sentences", "others", "sentences_of", "status"]


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class _Card:
    """An exchange of the record; ``None`` where nothing stands at its address any more."""

    address: str
    exchange: Exchange | None = None
    date: str | None = None
    asked: str = ""
    answer: str = ""
    sentences: tuple[_Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Exchanges under a heading; ``do`` is what the button of each does, nothing where it has none."""

    title: str
    cards: Sequence[_Card]
    hint: str = ""
    do: str = ""


def status(draft: Draft, words: Messages) -> str:
    """Which question it is, how many are decided, and what was decided about this one."""
    kept, dropped, left = draft.counts
    counts = words.set_counts.format(kept=kept, dropped=dropped, left=left)
    return render("draft_status", draft=draft, counts=counts, decided=kept + dropped, words=words)


def answers(proposal: Proposal, at: Found, words: Messages) -> str:
    """What answers a question, sentence by sentence, and what is left out of the record for it.

    ``at`` gives what stands at an address, ``None`` where nothing does any more.
    """
    marked = [_card(address, at(address), proposal) for address in proposal.exchanges]
    hint = words.set_sentences if marked else words.set_unanswered
    parts = [_Part(words.set_answers, marked, hint, "unmark")]
    if proposal.left_out:
        cards = [_card(address, at(address)) for address in proposal.left_out]
        parts.append(_Part(words.set_left_out, cards, words.set_left_out_hint))
    return render("draft_answers", parts=parts, words=words)


def others(proposal: Proposal, found: Sequence[str], at: Found, words: Messages) -> str:
    """What was found in the record and does not answer the question yet; nothing where nothing was."""
    cards = [_card(address, at(address)) for address in found if address not in proposal.exchanges]
    parts = [_Part(words.set_found, cards, do="mark")]
    return render("draft_answers", parts=parts, words=words) if cards else ""


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


def _card(address: str, found: tuple[Transcript, Exchange] | None, proposal: Proposal | None = None) -> _Card:
    """The exchange at an address; with a proposal, its sentences and which of them answer."""
    if not found:
        return _Card(address)
    transcript, exchange = found
    text = transcript.text
    chosen = chosen_sentences(proposal, transcript, exchange) if proposal else set()
    sentences = sentences_of(transcript, exchange) if proposal else []
    return _Card(
        address,
        exchange,
        transcript.date,
        _line(" ".join(turn.words(text) for turn in exchange.question)),
        "\n\n".join(turn.words(text) for turn in exchange.answer),
        tuple(_Sentence(_line(each.of(text)), at in chosen) for at, each in enumerate(sentences)),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
