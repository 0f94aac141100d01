"""Texts to the numbers of pieces: the bundled model's tokenizer.

A Unigram tokenizer, as SentencePiece defines it: of all ways to cut a word into pieces of the vocabulary,
the one with the highest sum of scores. It is written out here because a library's tokenizer needs most of a
second to take in 250,000 pieces, where this one is ready in a fifth of that and cuts as fast; a test holds
the two together.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import numpy as np

from onrecord.index.embedding.model.weights import Vocabulary
from onrecord.index.errors import ModelError

__all__ = ["FILES", "Tokenizer", "save_vocabulary"]

FILES = ("pieces.txt", "scores.npy", "vocabulary.json")

_SPACE = "▁"
_SURROGATE = re.compile("[\ud800-\udfff]")
# SentencePiece's rule for a character that no piece covers: worse than the worst piece by this much.
_UNKNOWN_PENALTY = 10.0


def save_vocabulary(vocabulary: Vocabulary, folder: Path) -> None:
    """Write the three files of a tokenizer in the form that loads fastest.

    Raises:
        ModelError: A piece is empty or holds a line feed.
    """
    longest: dict[str, int] = {}
    for number, piece in enumerate(vocabulary.pieces):
        if not piece or "\n" in piece:
            raise ModelError(f"piece {number} of the vocabulary is {piece!r}: empty, or with a line feed")
        longest[piece[0]] = max(longest.get(piece[0], 0), len(piece))
    (folder / FILES[0]).write_text("\n".join(vocabulary.pieces), encoding="utf-8", newline="")
    np.save(folder / FILES[1], vocabulary.scores)
    rest = {
        "begin": vocabulary.begin,
        "end": vocabulary.end,
        "unknown": vocabulary.unknown,
        "normalisation": {str(point): text for point, text in vocabulary.normalisation.items()},
        "longest": longest,
    }
    (folder / FILES[2]).write_text(json.dumps(rest), encoding="utf-8")


class Tokenizer:
    """Cuts texts into pieces. It never changes after loading, so threads may share it."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        """Load the files that :func:`save_vocabulary` wrote.

        Args:
            folder: Where they are.
            max_tokens: The most numbers that a text may become, the two at its ends included.

        Raises:
            ModelError: A file is missing or damaged.
        """
        try:
            # newline="": a carriage return is a piece's own, not a line end.
            with (folder / FILES[0]).open(encoding="utf-8", newline="") as file:
                pieces = file.read().split("\n")
            self._scores: list[float] = np.load(folder / FILES[1], allow_pickle=False).tolist()
            rest = json.loads((folder / FILES[2]).read_text(encoding="utf-8"))
            self._begin, self._end, self._unknown = int(rest["begin"]), int(rest["end"]), int(rest["unknown"])
            self._map = {int(point): str(text) for point, text in rest["normalisation"].items()}
            self._longest: dict[str, int] = rest["longest"]
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(f"the tokenizer in {folder} is damaged ({error}); delete that folder") from error
        if len(pieces) != len(self._scores):
            raise ModelError(
                f"the tokenizer in {folder} has {len(pieces)} pieces, {len(self._scores)} scores; delete it"
            )
        self._numbers = dict(zip(pieces, range(len(pieces)), strict=True))
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._max_pieces = max_tokens - 2
        # No more characters than this can fit, so a text of any length costs the same at most.
        self._max_characters = max_tokens * max(self._longest.values(), default=1)

    def normalise(self, text: str) -> str:
        """The text as the model sees it.

        Each character becomes what the model's map says (full-width letters become plain, line ends
        spaces), then combining marks join their letters; a lone surrogate becomes U+FFFD.
        """
        return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text).translate(self._map))

    def encode(self, text: str) -> list[int]:
        """The numbers of the text's pieces, between those of ``<s>`` and ``</s>``.

        What does not fit into ``max_tokens`` is cut off at the end. Runs of spaces count as one and spaces
        at the ends as none; a run of characters that no piece covers becomes one ``<unk>``.
        """
        numbers: list[int] = []
        # Normalising may drop characters, hence four times the room, and still a bound.
        for word in self.normalise(text[: 4 * self._max_characters]).split(" "):
            if word:
                numbers += self._cut(_SPACE + word[: self._max_characters])
            if len(numbers) >= self._max_pieces:
                break
        return [self._begin, *numbers[: self._max_pieces], self._end]

    def _cut(self, word: str) -> list[int]:
        """The best way to cut one word, by dynamic programming over the places between its characters."""
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        piece = [self._unknown] * (size + 1)
        before = list(range(-1, size))
        number_of, scores, longest = self._numbers.get, self._scores, self._longest.get
        for start in range(size):
            score = best[start]
            if score + self._unknown_score > best[start + 1]:
                best[start + 1] = score + self._unknown_score
                piece[start + 1] = self._unknown
                before[start + 1] = start
            for stop in range(start + 1, min(size, start + longest(word[start], 0)) + 1):
                number = number_of(word[start:stop])
                if number is not None and score + scores[number] > best[stop]:
                    best[stop] = score + scores[number]
                    piece[stop] = number
                    before[stop] = start
        numbers: list[int] = []
        place = size
        while place:
            if not (piece[place] == self._unknown and numbers and numbers[-1] == self._unknown):
                numbers.append(piece[place])
            place = before[place]
        return numbers[::-1]
