"""What a language model wrote, as text for a terminal, plainly apart from the quotes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.rag.answer import Answer
    from onrecord.rag.llm.check import FlagKind, Sentence
    from onrecord.rag.llm.writer import Writer, Written

__all__ = ["written_lines"]

_FLAGS: dict[FlagKind, str] = {
    "quotation": "was in quotation marks, but is none of the cited quotes",
    "number": "is no number of the cited quotes",
    "date": "is no date of the cited quotes",
    "name": "is not named in the cited quotes",
}


def written_lines(writer: Writer, answer: Answer) -> Iterator[str]:
    """The sentences of a language model as they come, with what is doubtful in them; interrupt to stop."""
    stopped = threading.Event()
    shown = 0
    steps = writer.steps(answer, stopped)
    try:
        for written in steps:
            if not shown and not written.sentences and not written.seconds:
                by = f"{written.model} at {written.server}"
                yield f"\nIn sentences, by the language model {by}; this is not the record:"
            for sentence in written.sentences[shown:]:
                yield _sentence(sentence)
            shown = len(written.sentences)
            if written.seconds:
                yield from _end(written)
    finally:
        stopped.set()
        steps.close()  # type: ignore[attr-defined]


def _sentence(sentence: Sentence) -> str:
    numbers = "".join(f"[{number}]" for number in sentence.numbers)
    lines = [f"  {sentence.text} {numbers}"]
    lines += [f"    ! {flag.words!r} {_FLAGS[flag.kind]}" for flag in sentence.flags]
    lines += ["    ! the cited quotes hardly say this"] if sentence.weak else []
    return "\n".join(lines)


def _end(written: Written) -> Iterator[str]:
    if written.unanswered:
        yield "  The model says that these quotes do not answer."
    if written.left_out:
        yield f"  Left out, as no quote is cited for it: {written.left_out}"
    if written.cut:
        yield "  The model wrote on and on; the rest is left out."
    if written.problem:
        yield f"  {written.problem}"
    elif not written.sentences and not written.unanswered:
        yield "  Nothing that the model wrote could be shown."
