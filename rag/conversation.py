"""What a question means after earlier ones, without a language model.

Three readings are looked at: the question alone; what it says put in the place of the nearest words of the
question before ("and Russia?"); the two in one ("why?"). The form of the question chooses where it can
(:mod:`onrecord.rag.ellipsis`). Where it may be read alone or together, the record chooses: what is taken
together should be at least as near to something in it as the question is alone. But with a question about the
record anything is near to it ("how tall is Mount Everest?"): so it should not take away much from the one
before, the less, the farther it is from the record by itself. And a few words that the record says are
enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.text.folding import fold
from onrecord.rag.ellipsis import lean_of, named_instead

__all__ = ["REMEMBERED", "Near", "Understood", "understand"]

REMEMBERED = 4
"""How many earlier questions are looked back to, the latest ones."""

MARGIN = -0.01
"""What taking together must gain in similarity where the form does not tell. Development data:
eval/sets/*.dialogues.dev.jsonl, where the questions that may lean gain 0.00 to 0.14 if they do and -0.05 to
-0.03 if they do not."""

TIE = -0.053
"""What it may take away, and be far from the record, in all. Development data:
tests/rag/short_questions.jsonl and eval/sets/*.dialogues.dev.jsonl. Of 30 short questions about something
else, each after a question about the record, 2 are taken together with it, and all 30 without this; of 26
that follow up 23, and 24 without."""

# Runs of words that a name can take the place of; the rest of a long question is kept as it is.
_MOST_WORDS, _READ = 3, 48
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(f"[{_UNSPACED}]|(?:[^\\W{_UNSPACED}]|(?<=\\w)[-'’](?=\\w))+")

Embed = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True)
class Near:
    """How near a record comes to a question.

    ``similarity`` is that of its best passage, above average; ``contrast`` is what the decision whether it
    answers at all goes by (:func:`onrecord.rag.verdict.contrast`), 0 where that is as likely as not; ``said``
    tells whether it is a few words that the record says.
    """

    similarity: float
    contrast: float
    said: bool = False


Nearness = Callable[[str, Vectors], Near]


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is searched for.

    ``questions`` are those that were taken together, as they were asked and ending with this one; ``words``
    (folded) and ``vector`` (float32, shape ``(d,)``, of unit length) are what all of them ask.
    """

    questions: tuple[str, ...]
    words: str
    vector: Vectors


def understand(question: str, earlier: Sequence[str], embed: Embed, nearness: Nearness) -> Understood:
    """``question`` as the last of a conversation.

    ``embed`` gives the vectors of folded questions. ``nearness`` says how near the record comes to words and
    their vector; it is only asked where the form of the question does not tell.
    """
    if not earlier or lean_of(question) == "none":
        return _alone(question, embed)
    before = understand(earlier[-1], earlier[-REMEMBERED:-1], embed, nearness)
    return _after(before, question, embed, nearness)


def _after(before: Understood, question: str, embed: Embed, nearness: Nearness) -> Understood:
    questions = (*before.questions, question)
    name = named_instead(question)
    if name:
        words = _put_instead(before.words, fold(name), embed)
        # The name counts twice: it is what is asked about, the rest only tells what of it.
        vector = embed([words])[0] + embed([fold(name)])[0]
        return Understood(questions, words, vector / np.linalg.norm(vector))
    words = f"{before.words} {fold(question)}"
    together = Understood(questions, words, embed([words])[0])
    if lean_of(question) == "further":
        return together
    alone = _alone(question, embed)
    itself = nearness(alone.words, alone.vector)
    if itself.said:
        return alone
    both = nearness(together.words, together.vector).similarity
    if both - itself.similarity < MARGIN:
        return alone
    taken = both - nearness(before.words, before.vector).similarity
    return together if taken + itself.contrast >= TIE else alone


def _alone(question: str, embed: Embed) -> Understood:
    words = fold(question)
    return Understood((question,), words, embed([words])[0])


def _put_instead(words: str, name: str, embed: Embed) -> str:
    """``words`` with ``name`` in the place of the run of words that is nearest to it."""
    places = [match.span() for match in _WORD.finditer(words)][:_READ]
    runs = [
        (places[first][0], places[last][1])
        for first in range(len(places))
        for last in range(first, min(first + _MOST_WORDS, len(places)))
    ]
    # One ideograph is hardly ever a name.
    runs = [(start, end) for start, end in runs if end - start > 1]
    if not runs:
        return f"{words} {name}"
    *nearness, itself = embed([*(words[start:end] for start, end in runs), name])
    start, end = runs[int(np.argmax(np.stack(nearness) @ itself))]
    return f"{words[:start]}{name}{words[end:]}"
