"""Reads the sets on which On Record and its peers are asked the same questions of the same texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.eval.compare.data import SETS, SHARED, record_of, samples
from onrecord.eval.compare.peers.peer import Chunk
from onrecord.eval.datasets.questions import Question, QuestionSet
from onrecord.eval.datasets.source import Source, read_set
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.text.spans import extent, joined

__all__ = ["ComparedSet", "Names", "compared_sets", "names_in_transcript", "quick_set", "sampled"]

Names = Callable[[Chunk], Sequence[str]]
"""The exchanges or documents that a chunk holds something of."""


@dataclass(frozen=True, slots=True)
class ComparedSet:
    """A set to be asked: its name, where it is, the answerable questions, the transcript if it is of one."""

    name: str
    source: Source
    set: QuestionSet
    transcript: Transcript | None

    @property
    def texts(self) -> dict[str, str]:
        """What the peers index: the transcript's text, or each document's, by name."""
        if self.transcript:
            return {self.transcript.id: self.transcript.text}
        return {document.id: document.text for document in self.set.documents if document.text}

    @property
    def names(self) -> Names:
        """What a chunk counts for."""
        return names_in_transcript(self.transcript) if self.transcript else lambda chunk: [chunk.document]


def names_in_transcript(transcript: Transcript) -> Names:
    """A chunk counts for every exchange of which it holds a character, question or answer."""
    extents = [
        (f"{transcript.id}/{each.number}", extent((*each.question_spans, *each.answer_spans)))
        for each in transcript.exchanges
    ]
    return lambda chunk: [name for name, span in extents if chunk.start < span.end and span.start < chunk.end]


def compared_sets(sample: int | None) -> list[ComparedSet]:
    """The press conference's two sets, XQuAD to Chinese and the Foreign Ministry's answers.

    ``sample`` questions are drawn of each set with a collection, as many of each language. What is missing
    beside the checkout is left out.
    """
    sets = SHARED / "evalsets"
    sources: list[tuple[str, Source, int | None]] = [
        (name, Source(SETS / f"{name}.jsonl", record_of(name)), None)
        for name in ("press-2019-03-08.dev", "press-2019-03-08.test")
    ]
    sources += [
        ("xquad-dev to Chinese", Source(sets / "xquad-dev", corpus=Path("corpus.zh.jsonl")), sample),
        ("mfa-2016-2018", Source(sets / "mfa-2016-2018"), sample),
    ]
    found = []
    for name, source, count in sources:
        if (source.record or source.path).exists():
            questions, transcript = read_set(source)
            asked = tuple(sampled(questions.questions, count))
            found.append(ComparedSet(name, source, replace(questions, questions=asked), transcript))
    return found


def quick_set() -> ComparedSet:
    """A few questions of the sample record by itself: enough to see that all runs."""
    file = samples()[0]
    transcript = parse(read(file))
    asked = tuple(
        Question(
            id=str(each.number),
            lang="",
            kind="own",
            question=joined(transcript.text, each.question_spans),
            relevant={f"{transcript.id}/{each.number}": 1},
        )
        for each in transcript.exchanges[:4]
    )
    return ComparedSet("sample", Source(file, file), QuestionSet("sample", (file,), asked), transcript)


def sampled(questions: Sequence[Question], count: int | None) -> list[Question]:
    """``count`` of the answerable questions, as many of each language, always the same; all for ``None``."""
    by_language: dict[str, list[Question]] = {}
    for question in questions:
        if question.relevant:
            by_language.setdefault(question.lang, []).append(question)
    share = None if count is None else -(-count // max(1, len(by_language)))
    drawn: list[Question] = []
    for _, group in sorted(by_language.items()):
        enough = share is None or share >= len(group)
        drawn += group if enough else random.Random(1).sample(group, share or 0)
    return drawn
