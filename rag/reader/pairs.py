"""A question and a passage as the one row of pieces that the reader takes."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.index.embedding.model.tokenizer import Tokenizer

__all__ = ["LONGEST", "LONGEST_QUESTION", "pair"]

LONGEST = 320
"""The most pieces of a pair: a passage as long as passages are, with a question of two sentences."""
LONGEST_QUESTION = 96


def pair(tokenizer: Tokenizer, question: str, sentences: Sequence[str]) -> tuple[list[int], list[int]]:
    """The pieces of a question and of a passage's sentences, and where each sentence begins among them.

    The row is ``<s> query: … </s> passage: … </s>``, as the encoder learnt to know the two. What does not fit
    is cut off at the end of either; a sentence that begins beyond it has no beginning in the second list.
    """
    begin, *asked, end = tokenizer.encode(f"query: {question}")
    pieces = [begin, *asked[: LONGEST_QUESTION - 2], end, *tokenizer.encode("passage:")[1:-1]]
    starts: list[int] = []
    for sentence in sentences:
        if len(pieces) >= LONGEST - 1:
            break
        starts.append(len(pieces))
        pieces += tokenizer.encode(sentence)[1:-1]
    return [*pieces[: LONGEST - 1], end], starts
