"""The library as HTML: the transcripts of the record, and what was read and waits for a yes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from onrecord.index.parsing.found_speakers import Speaker
from onrecord.index.parsing.profile import NOBODY, Choice
from onrecord.index.records import Exchange, Transcript
from onrecord.index.report import Report
from onrecord.index.tables.removed import DAYS
from onrecord.index.text.spans import joined
from onrecord.ui.markup import escaped, record_text, shown
from onrecord.ui.messages import Messages
from onrecord.ui.page.library import Batch, fingerprint
from onrecord.ui.page.render import vocabulary
from onrecord.ui.templates import filled, render

if TYPE_CHECKING:
    from onrecord.index.tables.listing import Listing
    from onrecord.ui.page.looking import Looked

__all__ = [
    "CHOICES",
    "changed",
    "facts_of",
    "heading",
    "looked_at",
    "problems",
    "progress",
    "removals",
    "removed",
    "said",
    "top",
    "transcripts",
]

# Exchanges of a proposal whose questions are shown, and characters of each.
_FIRST, _SHOWN = 5, 160
_VOICES, _NOTES, _DOUBTS = 6, 50, 12
CHOICES: Final[dict[Choice, str]] = {
    "asker": "choice_asks",
    "answerer": "choice_answers",
    "moderator": "choice_moderates",
    NOBODY: "choice_nobody",
}
"""What a speaker can be taken for, and the word for it on the page."""

_LOOKS = frozenset(("bold", "bold run", "italic", "italic run", "number", "quote", "plain"))
_HEADING = re.compile(r"h[1-6]")

# Notes of a transcript in the list, and titles of what was removed together.
_MOST_NOTES, _TITLES = 5, 3


def top(words: Messages) -> str:
    """The heading of the library, and the words of its script."""
    return render("library_top", words=words) + vocabulary(words)


def transcripts(listing: Listing, words: Messages) -> str:
    """One page of the transcripts as a table, each with what can be done to it."""
    return render(
        "library",
        listing=listing,
        fingerprint=fingerprint,
        most_notes=_MOST_NOTES,
        words=words,
    )


def removals(batches: Sequence[Batch], words: Messages) -> str:
    """What was removed lately and can be taken back; nothing where nothing was."""
    return render("removals", batches=batches, days=DAYS, shown=_TITLES, words=words)


def looked_at(looked: Sequence[Looked], words: Messages) -> str:
    """What was read: of each file what was found in it, with its oddities, or why nothing was."""
    if not looked:
        return ""
    return render(
        "looked_at",
        looked=looked,
        words=words,
        facts_of=facts_of,
        left_out=_left_out,
        beginning=_beginning,
        first=_FIRST,
        most_voices=_VOICES,
        most_notes=_NOTES,
        most_doubts=_DOUBTS,
        named=lambda speaker: _named(speaker, words),
        choices=[(choice, getattr(words, word)) for choice, word in CHOICES.items()],
        cut=_cut,
    )


def facts_of(each: Looked, words: Messages) -> str:
    """A line of plain text about what would go in."""
    transcript = each.transcript
    assert transcript is not None
    count = words.exchanges.format(count=len(transcript.exchanges))
    statements = words.statements.format(count=len(transcript.statements))
    sure = words.certainty.format(percent=f"{transcript.report.confidence * 100:.0f}")
    sure = f"{sure} ({getattr(words, f'grade_{transcript.report.grade}')})"
    what = words.namesake.format(title=each.namesake.title) if each.namesake else ""
    return " · ".join(filter(None, (transcript.date, count, statements, sure, what)))


def _named(speaker: Speaker, words: Messages) -> Markup:
    """A speaker's label, or in the reader's words what looks alike."""
    style = speaker.style
    if not style:
        return record_text("bdi", speaker.name)
    if style in _LOOKS:
        return escaped(getattr(words, "look_" + style.replace(" ", "_")))
    if _HEADING.fullmatch(style):
        return escaped(f"{words.look_heading} {'#' * int(style[1])}")
    if style.startswith("sign "):
        return filled(words.look_sign, sign=record_text("bdi", style.removeprefix("sign ")))
    return filled(words.look_part, name=record_text("code", style))


def _left_out(report: Report) -> int:
    """How many characters of a document were left out."""
    return sum(len(span) for part in report.left_out for span in part.spans)


def _beginning(transcript: Transcript, exchange: Exchange) -> str:
    """The beginning of a question, on one line."""
    return _cut(joined(transcript.text, exchange.question_spans))


def _cut(words: str) -> str:
    """The beginning of some words, on one line."""
    line = " ".join(words[: 4 * _SHOWN].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def progress(label: str, share: float | None, words: Messages) -> str:
    """A bar with what is being done; without a share it only says so."""
    return render("progress", label=label, share=share, words=words)


def heading(text: str, words: Messages) -> str:
    """The heading of a part of the page."""
    return render("heading", text=text, words=words)


def said(text: str, words: Messages, problem: bool = False) -> str:
    """A short message about what was done, or why not."""
    return render("said", message=shown(text), problem=problem, words=words) if text else ""


def removed(title: str, words: Messages) -> str:
    """That a transcript was removed."""
    message = filled(words.removed, title=record_text("bdi", title))
    return render("said", message=message, problem=False, words=words)


def changed(titles: Sequence[str], words: Messages) -> str:
    """That others changed something meanwhile, which therefore was not overwritten."""
    what = Markup(", ").join(record_text("bdi", title) for title in titles)
    return render("said", message=filled(words.changed_meanwhile, title=what), problem=True, words=words)


def problems(*lines: str) -> str:
    """Everything that is wrong, in the program's own words, which it has in English alone."""
    told = [line for line in lines[:_NOTES] if line]
    return render("problems", lines=told) if told else ""
