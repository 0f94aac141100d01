"""What ``onrecord check`` prints: the exchanges of a transcript and the report on how it was read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from onrecord.index.parsing.profile import NOBODY, Choice
from onrecord.index.records import Exchange, Transcript
from onrecord.index.report import LeftOut, Voice
from onrecord.index.text.spans import Span, Spans, extent, joined
from onrecord.index.turn_text import Reading, mended
from onrecord.rag.spreadsheets import csv_text
from onrecord.ui.cli.output import WHY, padded, shortened
from onrecord.ui.cli.terminal import counted, on_one_line

if TYPE_CHECKING:
    from onrecord.index.document import Document
    from onrecord.index.parsing.found_speakers import Speaker
    from onrecord.index.parsing.parser import Parse
    from onrecord.index.readers.sources import Source
    from onrecord.index.text.offsets import Offsets

__all__ = ["TAKEN_FOR", "TURN_COLUMNS", "exchanges_json", "report_json", "speakers", "table", "turns_csv"]

TURN_COLUMNS = (
    "file", "transcript", "title", "date", "exchange", "role", "speaker", "outlet", "start", "end", "text"
)  # fmt: skip

#: The columns of a terminal that the table keeps to.
WIDTH = 100
_NAMES = 34

#: What a label or a look is taken for, in words.
TAKEN_FOR: Final[dict[Choice | None, str]] = {
    "asker": "asks",
    "answerer": "answers",
    "moderator": "moderates",
    NOBODY: "nobody",
    None: "begins no turn",
}
# Voices of one role that the table names.
_NAMED = 4


def table(file: Source, parsed: Parse, document: Document) -> str:
    """The report on a file, its exchanges one a line, what was odd about it, and who speaks."""
    return "\n".join(_table(file, parsed, document))


def _table(file: Source, parsed: Parse, document: Document) -> Iterator[str]:
    transcript = parsed.transcript
    report = transcript.report
    exchanges = counted(len(transcript.exchanges), "exchange")
    counts = f"{exchanges}, {counted(len(transcript.statements), 'statement')}"
    yield f"{on_one_line(file)}: {counts}, confidence {report.confidence:.2f} ({report.grade})"
    facts = (transcript.title, transcript.date, transcript.place, transcript.language)
    yield _line("", f"{transcript.id} · {' · '.join(fact for fact in facts if fact)}")
    if transcript.address:
        yield f"  {transcript.address}"
    if transcript.speakers:
        yield _line("speakers", ", ".join(transcript.speakers))
    for label, voices in (
        ("asks", report.of_role("asker")),
        ("answers", report.of_role("answerer")),
        ("moderates", report.of_role("moderator")),
    ):
        if voices:
            yield _line(label, _voices(voices))
    if report.left_out:
        yield _line("left out", ", ".join(map(_left_out, report.left_out)))
    if report.voices and any(each.follows for each in transcript.exchanges):
        yield _line("↳", "follows up the exchange before it")
    for each in transcript.parts:
        if each.is_statement:
            names = padded(each.answerer or "statement", _NAMES)
            words = joined(transcript.text, each.answer_spans[:1])
            yield shortened(
                f"{each.name:>5}   {names}  {' '.join(mended(words).split())}", WIDTH, strip=False
            )
            continue
        names = padded(f"{each.asker or 'question'} → {each.answerer or 'answer'}", _NAMES)
        sign = "↳" if each.follows else " "
        words = joined(transcript.text, each.question_spans)
        yield shortened(
            f"{each.number:>5} {sign} {names}  {' '.join(mended(words).split())}", WIDTH, strip=False
        )
    for note in transcript.notes:
        yield f"  note: {note}"
    if report.grade == "sure":
        return
    for doubt in report.doubts:
        yield f"  exchange {doubt.exchange}: {WHY[doubt.why]}"
    yield from speakers(document.text, parsed.speakers)
    yield f"  {report.grade}: where these exchanges are wrong, say who asks and who answers with --choose,"
    yield "  or name the markers with --question-marker and --answer-marker"


def speakers(text: str, found: Sequence[Speaker]) -> Iterator[str]:
    """Who is found to speak, what they are taken for, and two turns of each."""
    for each in found:
        yield _line("speaks", f"{each.name} ({each.turns}): {TAKEN_FOR[each.choice]}")
        for turn in each.examples:
            yield shortened(f"             {' '.join(turn.of(text).split())}", WIDTH, strip=False)


def _line(label: str, words: str) -> str:
    return shortened(f"  {label:<9}  {words}" if label else f"  {words}", WIDTH, strip=False)


def _voices(voices: Sequence[Voice]) -> str:
    shown = ", ".join(
        f"{voice.marker or 'lines without a label'} ({voice.turns})" for voice in voices[:_NAMED]
    )
    more = len(voices) - _NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def _left_out(each: LeftOut) -> str:
    return f"{each.kind} ({counted(sum(map(len, each.spans)), 'character')})"


def report_json(file: Source, parsed: Parse, document: Document) -> str:
    """All that is known of a file but its exchanges, as one JSON object.

    Offsets are those of :func:`exchanges_json`.
    """
    transcript, offsets = parsed.transcript, document.offsets
    fields = transcript.report.to_dict()
    for each in fields["left_out"]:
        each["spans"] = _spans(tuple(Span(start, end) for start, end in each["spans"]), offsets)
    found = {
        "file": str(file),
        "transcript": transcript.id,
        "exchanges": len(transcript.exchanges),
        "statements": [
            {
                "n": each.name,
                "turns": [
                    {
                        "role": turn.role,
                        "speaker": turn.speaker,
                        "spans": _spans(turn.spans, offsets),
                        "text": turn.words(transcript.text),
                    }
                    for turn in each.answer
                ],
            }
            for each in transcript.statements
        ],
        "title": transcript.title,
        "date": transcript.date,
        "place": transcript.place,
        "speakers": list(transcript.speakers),
        "language": transcript.language,
        "address": transcript.address,
        **fields,
        "notes": [{"exchange": note.exchange, "message": note.message} for note in transcript.notes],
    }
    return json.dumps(found, ensure_ascii=False)


def exchanges_json(file: Source, parsed: Parse, document: Document) -> str:
    """The exchanges of a file with their words as JSON, one object a line.

    Character offsets are into the decoded file, to which its ``offsets`` lead from the transcript's
    text; without them the text is the file, or all that was taken from a file that is no text.
    """
    transcript, offsets = parsed.transcript, document.offsets
    return "\n".join(
        json.dumps(_fields(file, transcript, each, offsets), ensure_ascii=False)
        for each in transcript.exchanges
    )


def turns_csv(file: Source, parsed: Parse, document: Document) -> str:
    """The turns of a file's exchanges and statements as CSV, a row each; columns are :data:`TURN_COLUMNS`."""
    transcript, offsets = parsed.transcript, document.offsets
    return csv_text(
        [
            [
                str(file), transcript.id, transcript.title, transcript.date, each.name, turn.role,
                turn.speaker, turn.outlet, *_bounds(turn.spans, offsets), turn.words(transcript.text),
            ]
            for each in transcript.parts
            for turn in each.turns()
        ],
        "\n",
    ).rstrip("\n")  # fmt: skip


def _fields(
    file: Source, transcript: Transcript, each: Exchange, offsets: Offsets | None
) -> dict[str, object]:
    text = transcript.text
    begin = each.turns()[0].spans[0].start
    question, answer = (Reading(text, [turn.spans for turn in part]) for part in (each.question, each.answer))
    asked, answered = _bounds(each.question_spans, offsets), _bounds(each.answer_spans, offsets)
    return {
        "file": str(file),
        "transcript": transcript.id,
        "title": transcript.title,
        "date": transcript.date,
        "n": each.number,
        "follows": each.follows,
        "asker": each.asker,
        "outlet": each.outlet,
        "answerer": each.answerer,
        "page": transcript.page(begin),
        "time": transcript.time(begin),
        "question_start": asked[0],
        "question_end": asked[1],
        "answer_start": answered[0],
        "answer_end": answered[1],
        "question": question.words,
        "answer": answer.words,
        "turns": [
            {
                "role": turn.role,
                "speaker": turn.speaker,
                "outlet": turn.outlet,
                "spans": [_bounds((span,), offsets) for span in turn.spans],
                "text": turn.words(text),
            }
            for turn in each.turns()
        ],
        "notes": [note.message for note in transcript.notes if note.exchange == each.number],
    }


def _bounds(spans: Spans, offsets: Offsets | None) -> tuple[int, int]:
    """Where in the file ``spans`` begin and end."""
    place = _in_file(extent(spans), offsets)
    return place.start, place.end


def _spans(spans: Spans, offsets: Offsets | None) -> list[list[int]]:
    found = (_in_file(span, offsets) for span in spans)
    return [[span.start, span.end] for span in found]


def _in_file(span: Span, offsets: Offsets | None) -> Span:
    return offsets.span(span) if offsets else span
