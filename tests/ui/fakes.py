"""A small record and an assistant over it that finds what a question names: no model, no archive on disk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from onrecord.index.errors import InputError, QuestionError
from onrecord.index.filters import EVERYTHING, Choices, Filters
from onrecord.index.records import Citation, Exchange, Transcript, Turn
from onrecord.index.tables.facts import Facts
from onrecord.index.tables.listing import Totals
from onrecord.index.tables.rows import TranscriptSummary
from onrecord.index.text.spans import Span, joined
from onrecord.rag.assistant import Answer
from onrecord.rag.citations import Quote, quote
from onrecord.rag.question_filters import KINDS, Kind, kinds_beside, merged, reading_of
from onrecord.rag.requests import Request, unquotable
from onrecord.rag.verdict import verdict

__all__ = ["LONG", "PARAGRAPH", "FakeArchive", "FakeAssistant", "hostile", "press", "quote_of", "transcript"]

HOSTILE_QUESTION = "Is <b>bold</b> & `code` $a$ safe? <script>window.hacked = 1</script>"
HOSTILE_ANSWER = (
    '<img src=x onerror="window.hacked = 2"> *starred* &amp; <a href="javascript:window.hacked=3">link</a> '
    "<svg onload=alert(1)> ${window.hacked = 4} {{hacked}} \\(x\\) \u202egnp.exe and so on."
)
FILLER = "Opening times are a matter for the people who keep the door. " * 12

PARAGRAPH = f"{FILLER[: len(FILLER) // 12]}The gate opens in May. {FILLER}".strip()
"""A long quote, in the middle of which the answer stands."""


def transcript(
    id_: str, title: str, date: str | None, lines: list[tuple[str | None, str, str | None, str]]
) -> Transcript:
    """``lines`` are (outlet, question, answerer, answer); the text is them with plain markers."""
    text, exchanges = "", []
    for number, (outlet, question, answerer, answer) in enumerate(lines, 1):
        turns = []
        for role, speaker, words in (("asker", None, question), ("answerer", answerer, answer)):
            text += "Q: " if role == "asker" else "A: "
            span = Span(len(text), len(text) + len(words))
            turns.append(Turn(role, (span,), speaker, outlet if role == "asker" else None))  # type: ignore[arg-type]
            text += words + "\n\n"
        exchanges.append(Exchange(number, (turns[0],), (turns[1],)))
    return Transcript(
        id_, title, date, f"{id_}.txt", hashlib.sha256(text.encode()).hexdigest(), text, tuple(exchanges)
    )


def press() -> Transcript:
    """A press conference of a garden that does not exist."""
    return transcript(
        "garden-2024-05-01",
        "Press conference of the Garden 花园记者会",
        "2024-05-01",
        [
            (
                "The Weekly",
                "When does the gate open?",
                "Director",
                f"{FILLER}The gate opens in May. {FILLER}",
            ),
            ("园艺报", "花园什么时候开放？门票多少钱？", "园长", "花园五月一日开放。门票十元，儿童免费。"),
            (None, "متى تفتح الحديقة؟", None, "تفتح الحديقة في شهر مايو. الدخول مجاني للأطفال."),
        ],
    )


def hostile() -> Transcript:
    """A transcript full of HTML, scripts and other syntax."""
    return transcript(
        "<i>slug", "<b>Title</b>", None, [('<u>Outlet"', HOSTILE_QUESTION, "<s>X", HOSTILE_ANSWER)]
    )


def long() -> Transcript:
    """A megabyte: many exchanges, and one line that is half of it."""
    line = "The gardener speaks on and on about the hedge. "
    lines: list[tuple[str | None, str, str | None, str]] = [
        ("The Weekly", f"And what of hedge number {number}?", "Director", line * 5) for number in range(2000)
    ]
    lines[1000] = (
        "The Weekly",
        "Where is the needle?",
        "Director",
        line * 6000 + "The needle is here. " + line * 6000,
    )
    return transcript("long-2024-05-02", "A long talk", "2024-05-02", lines)


LONG = long()


def quote_of(held: Transcript, number: int, *words: str) -> Quote:
    """The quote made of ``words``, each found in the answer of exchange ``number``."""
    exchange = held.exchanges[number - 1]
    answer = joined(held.text, exchange.answer_spans)
    first = exchange.answer_spans[0].start
    marks = tuple((answer.index(w), answer.index(w) + len(w)) for w in words)
    spans = tuple(Span(first + a, first + b) for a, b in marks)
    return replace(
        quote(held, number, score=1.5, views=("question", "passage")),
        citation=Citation(held.id, number, spans[0].start, spans[-1].end),
        text=joined(held.text, spans),
        spans=spans,
        marks=marks,
    )


@dataclass
class FakeArchive:
    held: list[Transcript]

    def transcripts(self) -> list[TranscriptSummary]:
        return [
            TranscriptSummary(t.id, t.title, t.date, t.source, t.sha256, None, len(t.exchanges), len(t.notes))
            for t in self.held
        ]

    def facts(self) -> Facts:
        exchanges = sum(len(t.exchanges) for t in self.held)
        return Facts(Totals(len(self.held), exchanges, 0, 0), None, None, (), (), (), ())

    def choices(self) -> Choices:
        return Choices(
            tuple(t.id for t in self.held),
            ("The Weekly", "园艺报"),
            ("Director", "园长"),
            ("en", "zh"),
            tuple(t.title for t in self.held),
            ("2024-05-01", "2024-05-02"),
        )

    def transcript(self, id: str) -> Transcript:
        for each in self.held:
            if each.id == id:
                return each
        raise InputError(f"no transcript {id!r}")


@dataclass
class FakeAssistant:
    """Answers with the exchanges that share a word with the question; ``weather`` is in no record.

    A ``paragraph`` is answered by a sentence in the middle of a long quote. Of ``roses`` the record speaks, but does not say what is asked. What begins with
    ``Summarise`` or ``List`` is a request.
    """

    archive: FakeArchive = field(default_factory=lambda: FakeArchive([press(), hostile(), LONG]))

    def ask(
        self,
        question: str,
        top_k: int | None = None,
        filters: Filters = EVERYTHING,
        earlier: Sequence[str] = (),
        kinds: Collection[Kind] = KINDS,
    ) -> Answer:
        reading = reading_of(question, self.archive.choices(), kinds_beside(filters, kinds))
        filters, read_filters = merged(filters, [reading])
        filters.resolved(self.archive.choices())
        if len(question) > 1000:
            raise QuestionError("a question of more than 1,000 characters")
        if question == "break":
            raise RuntimeError("the disk is gone")
        shown = top_k or 3
        quotes = (
            quote_of(press(), 1, "The gate opens in May."),
            quote_of(press(), 2, "花园五月一日开放。门票十元，儿童免费。"),
            quote_of(press(), 3, "تفتح الحديقة في شهر مايو."),
            # Which comes in other words where more are asked for.
            *(
                (quote_of(press(), 3, "تفتح الحديقة في شهر مايو. الدخول مجاني للأطفال."),)
                if shown > 4
                else ()
            ),
            *(
                quote_of(LONG, number, "The gardener speaks on and on about the hedge.")
                for number in (1, 1, 2)
            ),
            *(quote_of(LONG, 3, line) for line in ("The gardener speaks on", "and on about the hedge.")),
        )[:shown]
        if "tickets" in question:
            quotes = quotes[1:]
        if "long" in question:
            quotes = (quote_of(LONG, 1001, "The needle is here."),)
        if "paragraph" in question:
            start = PARAGRAPH.index("The gate")
            quotes = (replace(quote_of(press(), 1, PARAGRAPH), focus=(start, start + 22)),)
        if "hostile" in question:
            quotes = (quote_of(hostile(), 1, HOSTILE_ANSWER),)
        if filters.outlets:
            quotes = tuple(quote for quote in quotes if quote.outlet in filters.outlets)
        requests: dict[str, Request] = {"Summarise": "summary", "List": "list"}
        request = requests.get(question.partition(" ")[0])
        about = "weather" not in question
        answered = about and "roses" not in question and not unquotable(request)
        key = re.sub(r"\W+", "-", question)
        return Answer(
            key,
            question,
            verdict(answered, 0.9 if about else 0.1),
            0.9 if answered else 0.1,
            quotes if answered else (),
            () if answered else quotes,
            (*earlier[-1:], question) if question == "Why?" else (question,),
            request=request,
            read_filters=read_filters,
        )
