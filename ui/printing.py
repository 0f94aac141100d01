"""Records and answers as text for a terminal."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.records import Exchange, Transcript
from index.spans import extent, joined

if TYPE_CHECKING:
    from index.formats.offsets import Offsets
    from index.indexing import FileReport
    from index.readers import Source
    from index.rows import TranscriptSummary
    from rag.answers import Answer
    from rag.citations import Quote

__all__ = ["answer", "check", "check_json", "exchange", "file_report", "listing", "numbered", "table"]

_FIRST_WORDS = 60


def shortened(words: str, columns: int) -> str:
    """``words`` on one line of at most ``columns`` terminal columns, of which an ideograph takes two.

    >>> shortened("大桥今年五月通车典礼", 12)
    '大桥今年五…'
    """
    line = " ".join(words.split())
    used = 0
    for at, character in enumerate(line):
        used += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if used > columns:
            return line[: max(at - 1, 0)] + "…"
    return line


def check(file: Source, transcript: Transcript) -> Iterator[str]:
    """The exchanges of a file, one a line, and what was odd about it."""
    yield f"{file}: {len(transcript.exchanges)} exchanges"
    yield f"  {transcript.id} · {transcript.title}" + (f" · {transcript.date}" if transcript.date else "")
    for each in transcript.exchanges:
        names = f"{each.asker or 'question'} → {each.answerer or 'answer'}"
        words = shortened(joined(transcript.text, each.question_spans), _FIRST_WORDS)
        yield f"  {each.number:>4}  {names}  {words}"
    for note in transcript.notes:
        yield f"  note: {note}"


def check_json(file: Source, transcript: Transcript, offsets: Offsets | None) -> Iterator[str]:
    """The exchanges of a file as JSON, one object a line.

    Character offsets are into the decoded file, to which ``offsets`` leads from the transcript's
    text; without it the text is the file, or all that was taken from a file that is no text.
    """
    for each in transcript.exchanges:
        yield json.dumps(_exchange_fields(file, each, offsets), ensure_ascii=False)


def _exchange_fields(file: Source, each: Exchange, offsets: Offsets | None) -> dict[str, object]:
    question, answer = extent(each.question_spans), extent(each.answer_spans)
    if offsets:
        question, answer = offsets.span(question), offsets.span(answer)
    return {
        "file": str(file),
        "n": each.number,
        "asker": each.asker,
        "outlet": each.outlet,
        "answerer": each.answerer,
        "question_start": question.start,
        "question_end": question.end,
        "answer_start": answer.start,
        "answer_end": answer.end,
    }


def file_report(report: FileReport) -> Iterator[str]:
    """What became of an indexed file."""
    what = f"{report.path.name}: {report.outcome}, {report.exchanges} exchanges"
    yield f"{what}, {report.passages} passages, {report.transcript}" if report.passages else what
    for note in report.notes:
        yield f"  note: {note}"


def answer(found: Answer) -> str:
    """An answer with its quotes, or the nearest exchanges."""
    percent = f"{found.confidence:.2f}"
    if found.answered:
        head, quotes = f"In the record (confidence {percent})", found.quotes
    elif found.nearest:
        head, quotes = f"Not in the record (confidence {percent}). Related, but not an answer:", found.nearest
    else:
        return "Not in the record."
    return "\n\n".join([head, *(_quote(number, quote) for number, quote in enumerate(quotes, 1))])


def numbered(found: Answer) -> str:
    """An answer under its question, as one of a batch."""
    return f"{found.id}: {found.question}\n{answer(found)}\n"


def _quote(number: int, quote: Quote) -> str:
    lines = [
        f"[{number}] {' '.join(quote.text.split())}",
        f"    {quote.citation}",
        f"    {quote.label} · {shortened(quote.question, _FIRST_WORDS)}",
    ]
    return "\n".join(lines)


def exchange(quote: Quote) -> str:
    """The exchange around a quote, the quoted words between » and «."""
    marked = quote.answer
    for start, end in reversed(quote.marks):
        if (start, end) != (0, len(quote.answer)):
            marked = f"{marked[:start]}»{marked[start:end]}«{marked[end:]}"
    asker = quote.asker or "Question"
    answerer = quote.answerer or "Answer"
    page = f"p. {quote.page}" if quote.page else None
    facts = (str(quote.citation), quote.title, quote.date, quote.place, page, quote.time)
    head = " · ".join(part for part in facts if part)
    if quote.follows:
        head += f"\nfollows up exchange {quote.follows}"
    if quote.address:
        head += f"\n{quote.address}"
    return f"{head}\n\n{asker}: {quote.question}\n\n{answerer}: {marked}"


def listing(transcripts: Sequence[TranscriptSummary]) -> Iterator[str]:
    """One line a transcript."""
    width = max((len(each.id) for each in transcripts), default=0)
    for each in transcripts:
        yield f"{each.id:<{width}}  {each.date or '':<10}  {each.exchanges:>5}  {each.title}"


def table(measures: dict[str, float]) -> str:
    """Measures, one a line: counts whole, shares with three decimals."""
    width = max(map(len, measures))
    return "\n".join(
        f"{name:<{width}}  {value:>6.0f}" if name == "questions" else f"{name:<{width}}  {value:>6.3f}"
        for name, value in measures.items()
    )
