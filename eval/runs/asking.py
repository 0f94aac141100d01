"""Asks a question set of the same assistant that users have."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from onrecord.eval.datasets.questions import Question, QuestionSet
from onrecord.eval.runs.collection import Collection
from onrecord.eval.runs.provenance import versions
from onrecord.eval.runs.run import Metadata, Result, Run, ShownQuote
from onrecord.index.errors import ReadError
from onrecord.rag.assistant import Assistant
from onrecord.rag.citations import Quote

__all__ = ["AT_ONCE", "DEPTH", "PASSAGES", "ask", "metadata_of", "run_set"]

DEPTH = 100
"""Exchanges ranked for each question."""
AT_ONCE = 2
"""Questions asked at the same time. To 3,577 documents, on two cores, that takes a quarter less time than one
after another; a third does not help."""
PASSAGES = 10
"""Passages kept for each question: what quote measures look at."""


def metadata_of(questions: QuestionSet, collection: Collection, assistant: Assistant) -> Metadata:
    """What would make a run of ``questions``.

    Raises:
        ReadError: a file of the set cannot be read any more.
    """
    try:
        files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in questions.files}
    except OSError as error:
        raise ReadError(f"{error.filename} cannot be read ({error.strerror})") from None
    return Metadata(
        set=questions.name,
        questions=len(questions.questions),
        files=files,
        archive=collection.fingerprint(),
        model=assistant.model_id,
        settings=asdict(assistant.settings) | {"depth": DEPTH, "passages": PASSAGES},
        versions=versions(),
    )


def run_set(
    questions: QuestionSet,
    collection: Collection,
    assistant: Assistant,
    file: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Run:
    """Ask every question of a set.

    With ``file``, each answer is written to it at once, and what a run with the same metadata left
    there is not asked again. ``progress`` is called with the number of questions done since the last call.

    :data:`AT_ONCE` questions are asked at the same time, and written down in the order of the set.

    Raises:
        InputError: ``file`` holds another run or cannot be written.
    """
    metadata = metadata_of(questions, collection, assistant)
    advance = progress or (lambda _: None)
    results = {each.id: each for each in (Run.begin(file, metadata) if file else ())}
    advance(len(results))
    left = [question for question in questions.questions if question.id not in results]
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        with file.open("a", encoding="utf-8") if file else nullcontext() as lines:
            for each in pool.map(lambda question: ask(question, collection, assistant), left):
                results[each.id] = each
                if lines:
                    lines.write(Run.line(each) + "\n")
                    lines.flush()
                advance(1)
    finally:
        pool.shutdown(cancel_futures=True)
    return Run(metadata, tuple(results[question.id] for question in questions.questions))


def ask(question: Question, collection: Collection, assistant: Assistant) -> Result:
    """Ask one question and keep what the measures need."""
    started = perf_counter()
    examined = assistant.examine(question.question, PASSAGES, DEPTH, question.id, question.earlier)
    seconds = perf_counter() - started
    answer = examined.answer
    quotes = answer.quotes or answer.nearest
    return Result(
        id=question.id,
        lang=question.lang,
        kind=question.kind,
        question=question.question,
        relevant=dict(question.relevant),
        gold=tuple((gold.transcript, gold.span.start, gold.span.end, gold.text) for gold in question.gold),
        answered=answer.answered,
        confidence=answer.confidence,
        seconds=round(seconds, 5),
        ranking=tuple(
            (collection.name(hit.transcript, hit.exchange), round(hit.score, 6))
            for hit in examined.exchanges[:DEPTH]
        ),
        passages=tuple((hit.transcript, hit.span.start, hit.span.end) for hit in examined.hits[:PASSAGES]),
        quotes=tuple(_shown(quote, collection) for quote in quotes),
        earlier=question.earlier,
        understood=answer.understood,
    )


def _shown(quote: Quote, collection: Collection) -> ShownQuote:
    transcript = quote.citation.transcript
    text = collection.text(transcript)
    slices = "".join(span.of(text) for span in quote.spans)
    return ShownQuote(
        name=collection.name(transcript, quote.citation.exchange),
        citation=str(quote.citation),
        text=quote.text,
        spans=tuple((span.start, span.end) for span in quote.spans),
        exact="".join(quote.text.split()) == "".join(slices.split()),
    )
