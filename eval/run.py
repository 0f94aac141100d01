"""A question set through the same assistant that users have."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.questions import Question
from index.archive import Archive
from index.embedding import Embedder
from index.records import Transcript
from rag.answers import Answer, Assistant

__all__ = ["Result", "ask_all"]


@dataclass(frozen=True, slots=True)
class Result:
    """A question, what came back, and the text that its quotes must be slices of."""

    question: Question
    answer: Answer
    text: str


def ask_all(
    questions: Sequence[Question],
    transcript: Transcript,
    embedder: Embedder,
    progress: Callable[[float], None] | None = None,
) -> Iterator[Result]:
    """Ask every question of an archive that holds ``transcript`` alone.

    ``progress`` is called with 1 after each question.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder), embedder.model_id, embedder.dimension)
        try:
            archive.add(transcript, embedder)
            assistant = Assistant(archive, embedder)
            for question in questions:
                yield Result(question, assistant.ask(question.question), transcript.text)
                if progress:
                    progress(1)
        finally:
            archive.close()
