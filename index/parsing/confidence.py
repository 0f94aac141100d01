"""How sure the parser may be that what it found are the document's exchanges.

A right parse looks like one: questions ask, answers do not end asking, they are longer than the questions,
and no long answer hides other questions.

The weights are a logistic regression on 189 parses: the transcripts of ``../shared/transcripts/dev`` and
the press conference of 8 March 2019, whole and with labels taken away, swapped, shuffled or renamed, line
breaks or question marks taken away. What was fitted is the F1 of the exchanges found as a
share of the whole file's own, 1 at the most. With each file left out in turn, the squared error is 0.050
(optimistic: these signs were chosen among a dozen by it), and the parses with a confidence of 0.0-0.2,
0.2-0.4 ... 0.8-1.0 have a mean of 0.05, 0.42, 0.36, 0.76, 0.88: the ends tell, between 0.2 and 0.6 the
order does not.
Of the 486 transcripts of ``../shared/archive`` that were found to have exchanges, one is below 0.7.
Where fewer than a fifth of the questions ask, the confidence is 0.4 at the most, whatever else is right:
of those 486 and of 232 styles in ``tests/index/styles`` none is so, technical documents that look like
dialogues are.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from onrecord.index.parsing.question_signs import ends_asking, length, opens_asking, questions
from onrecord.index.records import Exchange
from onrecord.index.text.spans import joined

__all__ = ["confidence", "signs"]

# What is usual in right parses, and how many exchanges that counts for: in few, a share says little.
_USUAL = (0.9, 0.05, 0.1, 0.15)
_PRIOR = 3
_WEIGHTS = (0.51, -5.13, -3.58, -2.92, -5.18)
_BASE = 2.33
_FEWEST_ASKING = 0.2
_HARDLY = 0.4
# Words of an exchange in which others may be hidden.
_LARGE = 600


def _hides(answer: str) -> bool:
    """Whether a paragraph inside an answer ends with a question."""
    return any(ends_asking(paragraph) for paragraph in answer.split("\n")[1:-1] if paragraph.strip())


def signs(text: str, exchanges: Sequence[Exchange]) -> tuple[float, ...]:
    """Five shares, 0..1.

    Of questions that ask; of answers that end asking, that hide questions, that are shorter than their
    question; and the share of all words that the largest exchange has, if it is large.
    """
    asked = [joined(text, exchange.question_spans) for exchange in exchanges]
    answered = [joined(text, exchange.answer_spans) for exchange in exchanges]
    sizes = [length(question) + length(answer) for question, answer in zip(asked, answered, strict=True)]
    counts = (
        sum(questions(words) > 0 or opens_asking(words) for words in asked),
        sum(map(ends_asking, answered)),
        sum(map(_hides, answered)),
        sum(len(a) < len(q) for q, a in zip(asked, answered, strict=True)),
    )
    shares = [
        (count + usual * _PRIOR) / (len(exchanges) + _PRIOR)
        for count, usual in zip(counts, _USUAL, strict=True)
    ]
    return *shares, max(sizes) / sum(sizes) if max(sizes) > _LARGE else 0.0


def confidence(text: str, exchanges: Sequence[Exchange]) -> float:
    """How far ``exchanges`` may be taken for what the document means, 0..1."""
    found = signs(text, exchanges)
    score = sum(w * sign for w, sign in zip(_WEIGHTS, found, strict=True))
    sure = round(1 / (1 + exp(-_BASE - score)), 3)
    asking = found[0] * (len(exchanges) + _PRIOR) - _USUAL[0] * _PRIOR
    return min(sure, _HARDLY) if len(exchanges) > 1 and asking < _FEWEST_ASKING * len(exchanges) else sure
