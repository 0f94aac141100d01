"""How a language model does over quotes: sentences kept, flagged, supported; refusals, seconds, tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from onrecord.eval.datasets.questions import Question
from onrecord.rag.llm.writer import Written

if TYPE_CHECKING:
    from onrecord.rag.assistant import Assistant
    from onrecord.rag.llm.writer import Writer

__all__ = ["SentenceFigures", "measure_sentences"]


@dataclass(frozen=True, slots=True)
class SentenceFigures:
    """What a model made of a question set; a share is ``None`` where there is nothing to divide by.

    ``asked`` is how many questions the record answered, so that the model was asked. Of the sentences that it
    wrote, ``kept`` is the share that cited a quote; of those, ``flagged`` the share with something that no
    cited quote holds, and ``supported`` the share that the reader finds in them. ``refused`` is the share of
    questions that it was asked and said the quotes do not answer. ``unanswerable_answered`` is the share of
    all unanswerable questions to which a sentence was shown. ``seconds`` and tokens are means of an answer.
    """

    questions: int
    asked: int
    sentences: int
    kept: float | None
    flagged: float | None
    supported: float | None
    refused: float | None
    unanswerable_answered: float | None
    failed: int
    seconds: float | None
    asked_tokens: float | None
    written_tokens: float | None

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types."""
        return {
            key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()
        }


def measure_sentences(
    questions: Sequence[Question],
    assistant: Assistant,
    writer: Writer,
    progress: Callable[[float], None] | None = None,
) -> SentenceFigures:
    """Ask every question, and the model about each answer; ``progress`` is called with 1 after each."""
    made: list[tuple[Question, Written]] = []
    for question in questions:
        answer = assistant.ask(question.question, question_id=question.id, earlier=question.earlier)
        written = writer.write(answer)
        made += [(question, written)] if written else []
        if progress:
            progress(1)
    every = [written for _, written in made]
    sentences = [sentence for written in every for sentence in written.sentences]
    read = [not sentence.weak for sentence in sentences if sentence.support is not None]
    shown = [
        not question.relevant for question, written in made if written.sentences and not written.unanswered
    ]
    return SentenceFigures(
        questions=len(questions),
        asked=len(every),
        sentences=len(sentences),
        kept=_share(len(sentences), len(sentences) + sum(written.left_out for written in every)),
        flagged=_share(sum(bool(sentence.flags) for sentence in sentences), len(sentences)),
        supported=_share(sum(read), len(read)),
        refused=_share(sum(written.unanswered for written in every), len(every)),
        unanswerable_answered=_share(sum(shown), sum(not question.relevant for question in questions)),
        failed=sum(written.problem is not None for written in every),
        seconds=_share(sum(written.seconds for written in every), len(every)),
        asked_tokens=_mean([written.asked_tokens for written in every]),
        written_tokens=_mean([written.written_tokens for written in every]),
    )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(counts: Sequence[int | None]) -> float | None:
    known = [count for count in counts if count is not None]
    return _share(sum(known), len(known))
