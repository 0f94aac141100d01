"""What the page's scripts ask the program for, besides questions: transcripts, and files to take away."""

from __future__ import annotations

import base64
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.eval.datasets.feedback import Judgement, own_set
from onrecord.index.errors import CitationError, InputError
from onrecord.index.records import Citation, Transcript
from onrecord.index.text.spans import Span
from onrecord.rag.citations import quote
from onrecord.rag.exports import FORMATS, Cited
from onrecord.rag.source_line import attribution
from onrecord.rag.trace_exports import FORMATS as TRACE_FORMATS
from onrecord.ui.markup import character_range
from onrecord.ui.messages import Messages
from onrecord.ui.page import trace_view
from onrecord.ui.page.conversation import reopen
from onrecord.ui.page.relocate import Standing, standing
from onrecord.ui.page.render import taken
from onrecord.ui.page.transcript_view import transcript_view

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.rag.trace import Trace
    from onrecord.ui.page.traces import Traces

__all__ = ["export_citations", "export_judgements", "export_trace", "list_trace", "open_transcript"]

# A message has a handful of quotes; more is nothing that the page sends.
MOST_QUOTES = 50


def open_transcript(archive: Archive, wanted: object, words: Messages) -> dict[str, Any]:
    """A transcript with quotes marked, for the page.

    ``wanted`` is ``{"quotes": [{"citation", "text", "focus"}, ...], "current": 0}``; a quote without a text
    is whatever stands at its address, and its focus, two offsets, is the part that answers. All quotes of
    the current one's transcript are marked.

    Returns ``{"html", "title", "quotes": [{"at", "exchange", "note", "kind"}]}``, where ``at`` is the
    position in what was asked for, or ``{"problem"}``: a message for the reader. A citation that is only a
    transcript's id opens it at its beginning, and is no quote.
    """
    try:
        asked = _wanted(wanted)
        here = asked[1][asked[0]][0].transcript
    except (CitationError, TypeError, ValueError, KeyError, IndexError, AttributeError):
        return {"problem": words.nothing_there}
    held: dict[str, Transcript] = {}

    def load(transcript_id: str) -> Transcript:
        if transcript_id not in held:
            held[transcript_id] = archive.transcript(transcript_id)
        return held[transcript_id]

    found: list[tuple[int, Standing]] = []
    for at, (citation, text, focus) in enumerate(asked[1]):
        if citation.transcript != here or not citation.exchange:
            continue
        try:
            _, now = standing(citation, text, load, focus)
        except CitationError:
            if at == asked[0]:
                return {"problem": words.nothing_there}
            continue
        except Exception:
            logging.exception("a transcript could not be opened on the page")
            return {"problem": words.failed_to_open}
        found.append((at, now))
    try:
        transcript = load(here)
    except InputError:
        return {"problem": words.nothing_there}
    return {
        "html": transcript_view(transcript, [now for _, now in found], words),
        "title": transcript.title,
        "quotes": [
            {"at": at, "exchange": now.exchange, "kind": now.kind, "note": _note(transcript, now, words)}
            for at, now in found
        ],
    }


def _wanted(wanted: object) -> tuple[int, Sequence[tuple[Citation, str | None, tuple[int, int] | None]]]:
    if not isinstance(wanted, Mapping):
        raise TypeError("no object")
    quotes = [
        (
            _cited(str(each["citation"])),
            None if each.get("text") is None else str(each["text"]),
            _focus(each.get("focus")),
        )
        for each in wanted["quotes"][:MOST_QUOTES]
    ]
    current = wanted.get("current", 0)
    if not isinstance(current, int):
        raise TypeError("no number")
    if not 0 <= current < len(quotes):
        raise IndexError(current)
    return current, quotes


def _focus(told: object) -> tuple[int, int] | None:
    """Two offsets, where they are told and make sense."""
    match told:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    return None


def _cited(address: str) -> Citation:
    """A citation, or a whole transcript, which has the number of no exchange."""
    return Citation.parse(address) if "/" in address else Citation(address.strip(), 0)


def _note(transcript: Transcript, now: Standing, words: Messages) -> str:
    """Who said the quote, and what is true of it: exact words at these characters, or moved, or gone."""
    message = {"exact": words.exact, "moved": words.moved, "gone": words.gone}[now.kind]
    told = character_range(message, now.start, now.end, words.direction)
    if now.start is None or now.end is None:
        return told
    said, names = attribution(quote(transcript, now.exchange, Span(now.start, now.end)), words.source)
    # Each name keeps its own direction inside the line.
    isolated = {name: f"\u2068{each}\u2069" for name, each in names.items()}
    return " · ".join(filter(None, (said.format(**isolated), told)))


def export_citations(wanted: object, words: Messages) -> dict[str, str]:
    """The citations of a conversation as a file.

    ``wanted`` is ``{"format": a key of onrecord.rag.exports.FORMATS or "html", "kept": what
    onrecord.ui.page.conversation.keep made}``; as HTML it is the whole conversation. Returns ``{"name",
    "type", "text"}``, or ``{"problem"}``: a message for the reader.
    """
    try:
        fields = wanted if isinstance(wanted, Mapping) else {}
        key = str(fields.get("format"))
        chosen = None if key == "html" else FORMATS[key]
        asked = reopen(str(fields.get("kept", "")))
    except (InputError, KeyError):
        return {"problem": words.not_reopened}
    cited = [
        Cited(one.question, each, words.source)
        for one in asked
        for each in (one.answer.quotes if one.answer else ())
    ]
    if not cited:
        return {"problem": words.nothing_to_export}
    if not chosen:
        return {"name": "conversation.html", "type": "text/html", "text": taken(asked, words)}
    return {"name": f"citations.{chosen.suffix}", "type": chosen.media_type, "text": chosen.write(cited)}


def export_judgements(archive: Archive, wanted: object, words: Messages) -> dict[str, str]:
    """What the reader judged as an eval set; quotes that are no longer in the record are left out.

    ``wanted`` is a list of ``{"question", "citation", "text", "verdict": "yes" or "no", "note"}``.
    Returns what :func:`export_citations` does.
    """
    said = []
    for row in wanted if isinstance(wanted, list) else []:
        try:
            citation, text = Citation.parse(row["citation"]), str(row["text"])
            transcript, now = standing(citation, text, archive.transcript)
            question, answers = str(row["question"]), row["verdict"] == "yes"
        except (InputError, KeyError, TypeError):
            continue
        if now.start is None or now.end is None or not question.strip():
            continue
        here = Citation(citation.transcript, now.exchange, now.start, now.end)
        whole = "".join(text.split()) == "".join(transcript.text[now.start : now.end].split())
        said.append(Judgement(question, here, answers, text if whole else None, str(row.get("note") or "")))
    lines = own_set(said)
    if not lines:
        return {"problem": words.nothing_judged}
    return {"name": "judged.jsonl", "type": "application/jsonl", "text": lines}


def list_trace(traces: Traces, wanted: object, words: Messages) -> dict[str, str]:
    """A trace at another threshold, or some more of a month.

    ``wanted`` is ``{"trace": its key, "least": 0..1, "by": one of trace_view.BY or nothing}``, for which
    come ``{"summary", "list"}``; with ``"month"`` and ``"skip"`` it is ``{"part"}``: what follows so many
    mentions of that month. Otherwise ``{"problem"}``: a message for the reader.
    """
    trace, fields = _held(traces, wanted)
    if not trace:
        return {"problem": words.trace_gone}
    month, skip, by = fields.get("month"), fields.get("skip"), fields.get("by")
    if isinstance(month, str) and isinstance(skip, int) and skip >= 0:
        return {"part": trace_view.part(trace, month or None, skip, words)}
    told_apart = next((each for each in trace_view.BY if each == by), None)
    return {
        "summary": trace_view.summary(trace, words),
        "list": trace_view.listed(trace, told_apart, words),
    }


def export_trace(traces: Traces, wanted: object, words: Messages) -> dict[str, str]:
    """A trace as a file.

    ``wanted`` is ``{"trace": its key, "least": 0..1, "format": a key of trace_exports.FORMATS}``.
    Returns what :func:`export_citations` does, or of bytes ``"base64"`` in the place of the text.
    """
    trace, fields = _held(traces, wanted)
    chosen = TRACE_FORMATS.get(str(fields.get("format")))
    if not trace or not chosen:
        return {"problem": words.trace_gone}
    if not trace.mentions:
        return {"problem": words.trace_none}
    file = chosen.write(trace)
    held = {"text": file} if isinstance(file, str) else {"base64": base64.b64encode(file).decode()}
    return {"name": f"trace.{chosen.suffix}", "type": chosen.media_type, **held}


def _held(traces: Traces, wanted: object) -> tuple[Trace | None, Mapping[str, Any]]:
    """The trace that is asked for, as sure as it is asked for, and what else is said of it."""
    fields = wanted if isinstance(wanted, Mapping) else {}
    least = fields.get("least")
    if not isinstance(least, int | float) or not 0 <= least <= 1:
        return None, fields
    return traces.at(fields.get("trace"), least), fields
