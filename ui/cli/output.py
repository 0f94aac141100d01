"""Records and answers as text for a terminal."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from onrecord.index.report import Grade, Why
from onrecord.index.turn_text import mended
from onrecord.rag import requests, verdict
from onrecord.rag.source_line import ENGLISH, source_line
from onrecord.ui.cli.terminal import counted, on_one_line
from onrecord.ui.display_names import both_names, is_chinese
from onrecord.ui.markup import script_language

if TYPE_CHECKING:
    from onrecord.index.indexing import FileReport
    from onrecord.index.tables.rows import TranscriptSummary
    from onrecord.rag.assistant import Answer
    from onrecord.rag.citations import Quote

__all__ = ["WHY", "answer", "exchange", "file_report", "listing", "numbered", "padded", "shortened", "source"]

_FIRST_WORDS = 60
_SIGNS: Final[dict[Grade, str]] = {"sure": " ", "look": "?", "doubtful": "!"}
#: What about an exchange may be wrong.
WHY: Final[dict[Why, str]] = {
    "asks_nothing": "the question does not seem to ask anything",
    "ends_asking": "the answer ends with a question",
    "hides": "there may be another question inside the answer",
    "short": "the answer is shorter than the question",
    "large": "far longer than the others: it may hold several",
}
# What can be done instead where something else than quotes is asked for.
_INSTEAD = {
    "summary": "Ask about one point to get the exact words about it.",
    "list": "The best quotes are shown; --top K shows more.",
    "count": "The transcripts in onrecord chat have a search that tells how often a word stands in each.",
    "translation": "Quotes stand in the record's own language, whatever language the question is in.",
}
# Who speaks where nobody is named.
_ROLES = {"asker": "Question", "answerer": "Answer", "moderator": "Moderator"}


def columns(words: str) -> int:
    """The terminal columns that ``words`` take, of which an ideograph takes two and a combining mark none."""
    return sum(map(_columns, words))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shortened(words: str, limit: int, *, strip: bool = True) -> str:
    """``words`` on one line of at most ``limit`` terminal columns.

    White space becomes single spaces, unless ``strip`` is false and there is no line break in ``words``.

    >>> shortened("大桥今年五月通车典礼", 12)
    '大桥今年五…'
    """
    line = " ".join(mended(words).split()) if strip else words
    used = 0
    for at, character in enumerate(line):
        used += _columns(character)
        if used > limit and columns(line) > limit:
            return _cut(line[:at], limit - 1) + "…"
    return line


def _cut(line: str, limit: int) -> str:
    while columns(line) > limit:
        line = line[:-1]
    return line


def padded(words: str, limit: int) -> str:
    """``words`` in exactly ``limit`` terminal columns.

    >>> padded("问 → 答", 9) + "|"
    '问 → 答  |'
    """
    line = shortened(words, limit)
    return line + " " * (limit - columns(line))


def file_report(report: FileReport) -> Iterator[str]:
    """What became of an indexed file."""
    name = on_one_line(report.path.name)
    if report.outcome == "skipped":
        yield f"{name}: skipped, a table of something else than questions and answers"
        return
    what = f"{name}: {report.outcome}, {counted(report.exchanges, 'exchange')}"
    what += f", {counted(report.statements, 'statement')}" if report.statements else ""
    yield f"{what}, {counted(report.passages, 'passage')}, {report.transcript}" if report.passages else what
    for note in report.notes:
        yield f"  note: {note}"
    if report.grade != "sure":
        for each in report.doubts:
            yield f"  exchange {each.exchange}: {WHY[each.why]}"
        look = f"onrecord check {on_one_line(shlex.quote(str(report.path)))}"
        what = "low" if report.grade == "doubtful" else "not high"
        yield f"  confidence {report.confidence:.2f} is {what}: see what was found with {look}"


def answer(found: Answer) -> str:
    """An answer with its quotes, or the nearest exchanges, and how the question was understood."""
    asked_for = f"{requests.SENTENCES[found.request]} {_INSTEAD[found.request]}\n\n" if found.request else ""
    only = f"{found.read_filters.sentence()}\n\n" if found.read_filters else ""
    together = f"Understood as: {' → '.join(found.understood)}\n\n" if len(found.understood) > 1 else ""
    return (asked_for + together + only + _answer(found)).rstrip()


def _answer(found: Answer) -> str:
    percent = f"{found.confidence:.2f}"
    if found.answered:
        head, quotes = f"In the record (confidence {percent})", found.quotes
    elif requests.unquotable(found.request):
        named = _named(found)
        head = f"{named}Nearest to your words:" if found.nearest else named.strip()
        quotes = found.nearest
    elif found.verdict == "on_topic":
        head = f"{verdict.SENTENCES['on_topic']} (confidence {percent}). {_named(found)}The nearest quotes:"
        quotes = found.nearest
    else:
        head, quotes = verdict.SENTENCES["not_in_record"], found.nearest
        never = f", which never names {', '.join(found.unmentioned)}" if found.unmentioned else ""
        if not quotes:
            return f"{head}{never}."
        head = f"{head} (confidence {percent}){never}. Related, but not an answer:"
    return "\n\n".join([head, *(_quote(number, quote) for number, quote in enumerate(quotes, 1))])


def _named(found: Answer) -> str:
    return f"The record never names {', '.join(found.unmentioned)}. " if found.unmentioned else ""


def numbered(found: Answer) -> str:
    """An answer under its question, as one of a batch."""
    return f"{found.id}: {found.question}\n{answer(found)}\n"


def _quote(number: int, quote: Quote) -> str:
    asked = [shortened(quote.question, _FIRST_WORDS)] if quote.question else []
    lines = [
        f"[{number}] {' '.join(quote.text.split())}",
        f"    {quote.citation}",
        f"    {' · '.join([source(quote), *asked])}",
    ]
    return "\n".join(lines)


def source(quote: Quote) -> str:
    """Who said it and to whom, when and where, with names also in Latin letters."""
    chinese = is_chinese([script_language(quote.question + quote.answer)])
    return source_line(quote, ENGLISH, lambda name: both_names(name, "en", chinese))


def exchange(quote: Quote) -> str:
    """The exchange around a quote, each turn with who speaks, the quoted words between » and «."""
    page = f"p. {quote.page}" if quote.page else None
    facts = (str(quote.citation), quote.title, quote.date, quote.place, page, quote.time)
    head = " · ".join(part for part in facts if part)
    if quote.follows:
        head += f"\nfollows up exchange {quote.follows}"
    if quote.address:
        head += f"\n{quote.address}"
    said: list[tuple[str, str]] = []
    for turn in quote.turns:
        words, marks = quote.answer, quote.marks
        if turn.part == "question":
            words, marks = quote.question, quote.question_marks
        name = turn.speaker or ("Statement" if quote.citation.exchange < 0 else _ROLES[turn.role])
        marked = _marked(words, (turn.start, turn.end), marks)
        if said and said[-1][0] == name:
            marked = f"{said.pop()[1]}\n\n{marked}"
        said.append((name, marked))
    return "\n\n".join([head, *(f"{name}: {words}" for name, words in said)])


def _marked(words: str, part: tuple[int, int], marks: Sequence[tuple[int, int]]) -> str:
    """A part of ``words`` with » and « around what is quoted of it, unless that is all of ``words``."""
    low, high = part
    shown = words[low:high]
    for start, end in reversed(marks):
        if start < high and end > low and (start, end) != (0, len(words)):
            first, last = max(start, low) - low, min(end, high) - low
            shown = f"{shown[:first]}»{shown[first:last]}«{shown[last:]}"
    return shown


def listing(transcripts: Sequence[TranscriptSummary]) -> Iterator[str]:
    """One line a transcript: id, date, exchanges, statements, confidence, title.

    Behind the confidence stands ``?`` where it is worth a look, and ``!`` where it is doubtful.


    Statements are told where there are any; their column is left out where no transcript has one.
    """
    width = max((columns(each.id) for each in transcripts), default=0)
    statements = [
        f" + {counted(each.statements, 'statement')}" if each.statements else "" for each in transcripts
    ]
    said = max(map(len, statements), default=0)
    for each, told in zip(transcripts, statements, strict=True):
        sure = f"{each.confidence:.2f}{_SIGNS[each.grade]}"
        facts = f"{each.date or '':<10}  {each.exchanges:>5}{told:<{said}}  {sure}"
        yield f"{padded(each.id, width)}  {facts} {on_one_line(each.title)}"
