"""The library as HTML: the transcripts of the record, and what was read and waits for a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.index.records import Transcript
from onrecord.index.report import DOUBTFUL, Voice
from onrecord.index.text.spans import joined
from onrecord.ui.markup import escaped, record_text, shown
from onrecord.ui.messages import Messages
from onrecord.ui.page import facts
from onrecord.ui.page.library import fingerprint

if TYPE_CHECKING:
    from onrecord.index.tables.rows import TranscriptSummary
    from onrecord.ui.page.looking import Looked

__all__ = [
    "changed",
    "facts_of",
    "heading",
    "looked_at",
    "problems",
    "progress",
    "removed",
    "said",
    "transcripts",
]

# Exchanges of a proposal whose questions are shown, and characters of each.
_FIRST, _SHOWN = 5, 160
_VOICES, _NOTES = 6, 50


def transcripts(held: Sequence[TranscriptSummary], words: Messages) -> str:
    """All transcripts as a table, each with what can be done to it."""
    head = f'<h1>{words.library_title}</h1><p class="facts">{words.library_hint}</p>'
    if not held:
        return f'<section {_language(words)} class="library">{head}<p>{words.empty_record}</p></section>'
    columns = (words.column_title, words.column_date, words.column_exchanges, words.column_certainty)
    titles = "".join(f'<th scope="col">{column}</th>' for column in (*columns, words.column_notes))
    rows = "".join(_row(each, words) for each in held)
    return (
        f'<section {_language(words)} class="library">{head}<div class="scroll" tabindex="0" role="region" '
        f'aria-label="{words.library_title}"><table><thead><tr>{titles}<td></td></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _row(each: TranscriptSummary, words: Messages) -> str:
    identity, title, seen = escaped(each.id), escaped(each.title), fingerprint(each)
    doubt = f' <span class="doubt">{words.doubtful}</span>' if each.confidence < DOUBTFUL else ""
    buttons = "".join(
        f'<button type="button" data-do="{do}" data-id="{identity}" data-title="{title}" '
        f'data-seen="{seen}" '
        f'aria-label="{label}: {title}">{label}</button>'
        for do, label in (("rename", words.rename), ("remove", words.remove))
    )
    return (
        f'<tr><th scope="row">{record_text("bdi", each.title)}<br><code>{shown(each.id)}</code></th>'
        f'<td data-name="{words.column_date}">{facts.date(each.date)}</td>'
        f'<td class="number" data-name="{words.column_exchanges}">{each.exchanges}</td>'
        f'<td class="number" data-name="{words.column_certainty}">{_percent(each.confidence)}{doubt}</td>'
        f'<td class="number" data-name="{words.column_notes}">{each.notes or ""}</td>'
        f'<td class="do">{buttons}</td></tr>'
    )


def looked_at(looked: Sequence[Looked], words: Messages) -> str:
    """What was read: of each file what was found in it, with its oddities, or why nothing was."""
    if not looked:
        return ""
    entries = "".join(_looked(each, words) for each in looked)
    return f'<section {_language(words)} class="looked"><h2>{words.looked_at}</h2>{entries}</section>'


def facts_of(each: Looked, words: Messages) -> str:
    """A line of plain text about what would go in."""
    transcript = each.transcript
    assert transcript is not None
    count = words.exchanges.format(count=len(transcript.exchanges))
    sure = words.certainty.format(percent=f"{transcript.report.confidence * 100:.0f}")
    what = words.namesake.format(title=each.namesake.title) if each.namesake else ""
    return " · ".join(filter(None, (transcript.date, count, sure, what)))


def _looked(each: Looked, words: Messages) -> str:
    file = f"<code>{shown(each.name)}</code>"
    if each.error:
        # The program's own words, which it has in English alone.
        return f'<article class="bad"><h3>{file}</h3><p lang="en" dir="ltr">{shown(each.error)}</p></article>'
    transcript = each.transcript
    if transcript is None:
        return f'<article class="same"><h3>{file}</h3><p>{words.in_already}</p></article>'
    report = transcript.report
    doubt = f'<p class="doubt">{words.doubtful}</p>' if report.doubtful else ""
    left = sum(len(span) for part in report.left_out for span in part.spans)
    lines = [
        (words.asks, _voices(report.of_role("asker"))),
        (words.answers, _voices(report.of_role("answerer"))),
        (words.left_out, words.characters.format(count=left) if left else ""),
    ]
    told = "".join(f"<dt>{name}</dt><dd>{what}</dd>" for name, what in lines if what)
    return (
        f"<article><h3>{record_text('bdi', transcript.title)} {file}</h3>"
        f'<p class="facts">{shown(facts_of(each, words))}</p>{doubt}<dl>{told}</dl>'
        f"{_questions(transcript, words)}{_notes(transcript, words)}</article>"
    )


def _voices(voices: Sequence[Voice]) -> str:
    named = [f"{record_text('bdi', each.marker or '–')} ({each.turns})" for each in voices[:_VOICES]]
    return ", ".join([*named, "…"] if len(voices) > _VOICES else named)


def _questions(transcript: Transcript, words: Messages) -> str:
    """The first questions, by which a reader sees whether they are any."""
    items = ""
    for exchange in transcript.exchanges[:_FIRST]:
        asked = " ".join(joined(transcript.text, exchange.question_spans).split())
        cut = asked if len(asked) <= _SHOWN else asked[: _SHOWN - 1] + "…"
        people = facts.line(facts.people(exchange))
        items += f'<li><span class="facts">{people}</span> {record_text("span", cut)}</li>'
    return f"<p>{words.first_questions}</p><ol>{items}</ol>"


def _notes(transcript: Transcript, words: Messages) -> str:
    notes = transcript.notes
    if not notes:
        return ""
    items = "".join(f"<li>{shown(str(note))}</li>" for note in notes[:_NOTES])
    more = "<li>…</li>" if len(notes) > _NOTES else ""
    open_ = " open" if len(notes) <= _FIRST else ""
    return (
        f"<details{open_}><summary>{words.column_notes}: {len(notes)}</summary>"
        f'<ul lang="en" dir="ltr">{items}{more}</ul></details>'
    )


def progress(label: str, share: float | None, words: Messages) -> str:
    """A bar with what is being done; without a share it only says so."""
    value = "" if share is None else f' value="{share:.3f}"'
    percent = "" if share is None else f" {_percent(share)}"
    return (
        f'<p {_language(words)} class="working" role="status"><label>{escaped(label)}{percent} '
        f'<progress max="1"{value}></progress></label></p>'
    )


def _percent(share: float) -> str:
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%"


def heading(text: str, words: Messages) -> str:
    """The heading of a part of the page."""
    return f'<div {_language(words)} class="plain"><h2>{text}</h2></div>'


def said(text: str, words: Messages, problem: bool = False) -> str:
    """A short message about what was done, or why not."""
    if not text:
        return ""
    role, kind = ("alert", "notice") if problem else ("status", "done")
    return f'<p {_language(words)} class="{kind}" role="{role}">{shown(text)}</p>'


def removed(title: str, words: Messages) -> str:
    """That a transcript was removed."""
    told = words.removed.format(title=record_text("bdi", title))
    return f'<p {_language(words)} class="done" role="status">{told}</p>'


def changed(titles: Sequence[str], words: Messages) -> str:
    """That others changed something meanwhile, which therefore was not overwritten."""
    what = ", ".join(record_text("bdi", title) for title in titles)
    told = words.changed_meanwhile.format(title=what)
    return f'<p {_language(words)} class="notice" role="alert">{told}</p>'


def problems(*lines: str) -> str:
    """Everything that is wrong, in the program's own words, which it has in English alone."""
    items = [shown(line) for line in lines[:_NOTES] if line]
    if not items:
        return ""
    told = items[0] if len(items) == 1 else f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    return f'<div lang="en" dir="ltr" class="notice" role="alert">{told}</div>'


def _language(words: Messages) -> str:
    return f'lang="{words.tag}" dir="{words.direction}"'
