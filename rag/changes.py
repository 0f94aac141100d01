"""How the wording changed: in each answer on a topic, what was said before and what is new.

Answers are taken by date, as a trace lists them. A sentence recurs where an earlier answer says it, or where
it holds a run of clauses that one says, exactly or nearly; it is then compared with the latest that does.
Every text is a slice of the record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onrecord.index.records import Transcript
from onrecord.rag.answer_sentences import Answered, Sentence, clauses, said_in
from onrecord.rag.citations import Quote, quote
from onrecord.rag.near_verbatim import Phrases, Range, common, letters
from onrecord.rag.trace import Trace, fields_of

__all__ = ["Change", "Changes", "Step", "changes_in"]

State = Literal["new", "repeated", "changed"]

_OFTEN = 2
"""What so many answers before the one before had said is told where it is left out."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of an answer, and the latest before it that it repeats; ``None`` where it is new.

    ``times`` is how many earlier answers say it. ``kept`` are the ranges of its own text that stand in the
    earlier one, and ``kept_before`` those of the earlier text.
    """

    sentence: Sentence
    before: Sentence | None = None
    times: int = 0
    kept: tuple[Range, ...] = ()
    kept_before: tuple[Range, ...] = ()

    @property
    def state(self) -> State:
        """``repeated`` is the earlier one letter by letter, ``changed`` has other words as well."""
        if self.before is None:
            return "new"
        return "repeated" if letters(self.sentence.text) == letters(self.before.text) else "changed"

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.wording_contract.Change` describes every key."""
        return {
            **self.sentence.to_dict(),
            "state": self.state,
            "times": self.times,
            "before": self.before.to_dict() if self.before else None,
            "kept": [list(each) for each in self.kept],
            "kept_before": [list(each) for each in self.kept_before],
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One answer: its sentences in order, and what it leaves out.

    ``answer`` is the whole of it.
    ``left_out`` are sentences of the answer before it that earlier ones had said, and this one does not.
    """

    answer: Quote
    changes: tuple[Change, ...]
    left_out: tuple[Sentence, ...]

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.wording_contract.Step` describes every key."""
        return {
            **fields_of(self.answer, _FIELDS),
            "sentences": [each.to_dict() for each in self.changes],
            "left_out": [each.to_dict() for each in self.left_out],
        }


_FIELDS = ("transcript", "title", "exchange", "statement", "date", "asker", "outlet", "answerer", "question")


@dataclass(frozen=True, slots=True)
class Changes:
    """The answers of a trace, each compared with those before it; those that say nothing are left out."""

    trace: Trace
    steps: tuple[Step, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sentences are new, repeated and changed."""
        states = [each.state for step in self.steps for each in step.changes]
        return {state: states.count(state) for state in get_args(State)}

    def to_dict(self, skip: int = 0, most: int | None = None) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.wording_contract.Changes` describes every key.

        Of the answers the first ``skip`` are left out, and those after the next ``most``.
        """
        shown = self.steps[skip : None if most is None else skip + most]
        return {
            "question": self.trace.question,
            "least": self.trace.least,
            "read_filters": self.trace.read_filters.to_dict() if self.trace.read_filters else None,
            "answers": len(self.steps),
            **self.counts,
            "steps": [each.to_dict() for each in shown],
        }


def changes_in(trace: Trace, load: Callable[[str], Transcript]) -> Changes:
    """What changed from answer to answer of a trace; ``load`` gives the transcript with an id."""
    answers, sentences = [], []
    for mention in trace.mentions:
        citation = mention.quote.citation
        transcript = load(citation.transcript)
        part = transcript.part(citation.exchange)
        assert part is not None
        if said := list(said_in(transcript, part)):
            answers.append(quote(transcript, citation.exchange))
            sentences.append(said)
    every = [(number, each) for number, said in enumerate(sentences) for each in said]
    runs: dict[str, list[int]] = {}
    exact: dict[str, list[int]] = {}
    for at, (_, each) in enumerate(every):
        exact.setdefault(letters(each.words), []).append(at)
        for _, _, spelt in clauses(each.words):
            runs.setdefault(spelt, []).append(at)
    spellings = list(runs)
    phrases = Phrases(spellings)
    before: list[int | None] = []
    times = []
    for number, each in every:
        spelt = letters(each.words)
        shared = {at: len(spelt) for at in exact[spelt] if every[at][0] < number}
        for phrase in phrases.held_in(spelt):
            for at in runs[spellings[phrase]]:
                if every[at][0] < number:
                    shared[at] = max(shared.get(at, 0), len(spellings[phrase]))
        # The latest answer that says any of it, and there what says most of it.
        before.append(max(shared, key=lambda at: (every[at][0], shared[at], -at), default=None))
        times.append(len({every[at][0] for at in shared}))
    steps = []
    first = 0
    for number, answer in enumerate(answers):
        own = range(first, first + len(sentences[number]))
        earlier = range(max(0, first - len(sentences[number - 1])), first) if number else range(0)
        repeated = {before[at] for at in own}
        steps.append(
            Step(
                answer,
                tuple(_change(every[at][1], before[at], times[at], every) for at in own),
                tuple(
                    every[at][1].sentence() for at in earlier if times[at] >= _OFTEN and at not in repeated
                ),
            )
        )
        first = own.stop
    return Changes(trace, tuple(steps))


def _change(each: Answered, before: int | None, times: int, every: Sequence[tuple[int, Answered]]) -> Change:
    sentence = each.sentence()
    if before is None:
        return Change(sentence)
    earlier = every[before][1].sentence()
    return Change(sentence, earlier, times, *common(sentence.text, earlier.text))
