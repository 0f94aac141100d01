"""The sets on which On Record and the recipes are asked the same questions of the same texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.eval.datasets.questions import Question, QuestionSet
from onrecord.eval.datasets.source import Source, read_set
from onrecord.eval.peers.judged import Names, names_in_transcript
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.text.spans import joined

__all__ = ["Shared", "quick_set", "sampled", "shared_sets"]

_ROOT = Path(__file__).resolve().parents[2]
_SHARED = _ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class Shared:
    """A set to be asked: its name, where it is, the answerable questions that are asked of it.

    ``held`` is what :func:`onrecord.eval.datasets.source.read_set` gave, with those questions alone.
    """

    name: str
    source: Source
    held: tuple[QuestionSet, Transcript | None]

    @property
    def questions(self) -> Sequence[Question]:
        """What is asked."""
        return self.held[0].questions

    @property
    def texts(self) -> dict[str, str]:
        """What the recipes index: the transcript's text, or each document's, by name."""
        questions, transcript = self.held
        if transcript:
            return {transcript.id: transcript.text}
        return {document.id: document.text for document in questions.documents if document.text}

    @property
    def names(self) -> Names:
        """What a chunk counts for."""
        transcript = self.held[1]
        return names_in_transcript(transcript) if transcript else lambda chunk: [chunk.document]


def shared_sets(sample: int | None) -> list[Shared]:
    """The press conference's two sets, XQuAD to Chinese and the Foreign Ministry's answers.

    ``sample`` questions are drawn of each set with a collection, as many of each language. What is missing
    beside the checkout is left out.
    """
    record = _SHARED / "corpora" / "press-2019-03-08.txt"
    sets = _SHARED / "evalsets"
    own = [
        (
            f"press-2019-03-08.{part}",
            Source(_ROOT / "eval" / "sets" / f"press-2019-03-08.{part}.jsonl", record),
            None,
        )
        for part in ("dev", "test")
    ]
    others = [
        ("xquad-dev to Chinese", Source(sets / "xquad-dev", corpus=Path("corpus.zh.jsonl")), sample),
        ("mfa-2016-2018", Source(sets / "mfa-2016-2018"), sample),
    ]
    return [
        _read(name, source, count)
        for name, source, count in [*own, *others]
        if (source.record or source.path).exists()
    ]


def quick_set() -> Shared:
    """A few questions of the sample record by itself: enough to see that all runs."""
    (file, *_) = sorted((_ROOT / "ui" / "sample").glob("*.txt"))
    transcript = parse(read(file))
    asked = [
        Question(
            str(each.number),
            "",
            "own",
            joined(transcript.text, each.question_spans),
            {f"{transcript.id}/{each.number}": 1},
        )
        for each in transcript.exchanges[:4]
    ]
    return Shared("sample", Source(file, file), (QuestionSet("sample", (file,), tuple(asked)), transcript))


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


def _read(name: str, source: Source, count: int | None) -> Shared:
    questions, transcript = read_set(source)
    asked = tuple(sampled(questions.questions, count))
    return Shared(name, source, (replace(questions, questions=asked), transcript))
