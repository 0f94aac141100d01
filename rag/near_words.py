"""Words of a record that mean nearly what a question asks for, found by their vectors.

A theme is said in many words: elections are also polls and candidates, and a dictionary does not know each.
So the words that what comes nearest says more often than what comes less near are compared with the theme:
few enough that their vectors are made at once. To a theme in English a word of Chinese is as near as the
nearest of what a dictionary calls it in English: a small model knows one language better than two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.crosslingual.cedict import is_name, others
from onrecord.index.text.lexical import IDEOGRAPHS

__all__ = ["most_said", "near_words"]

# Development data: the 30 themes of eval/compare/tracing.toml. With their weights beside what was there,
# F1 of the mean recall and precision is 0.795 instead of 0.759. With what a dictionary calls the words it
# is 0.797 instead of 0.785 on those in English: recall 0.797 instead of 0.721, precision 0.798, not 0.862.
_NEAREST = 100
"""Among the words of so many exchanges is looked."""
_COMPARED = 200
_KEPT = 25
_FEWEST = 2
_FEWEST_LETTERS = 4
_LONGEST = 4
"""Ideographs of a word."""
_CALLED = 2
"""Terms in English that are compared for a word of Chinese."""
_PAIR = re.compile(f"[{IDEOGRAPHS}]{{2}}")


def near_words(
    spoken: Mapping[int, str],
    nearest: Sequence[int],
    theme: Sequence[str],
    embed: Callable[[list[str]], Vectors],
) -> list[dict[str, float]]:
    """For each word of ``theme`` those nearest to it, as phrases of tokens with single spaces.

    Each has a weight, 0..1.

    ``spoken`` are the tokens of the exchanges that come near, by key; ``nearest`` their keys, nearest first.
    ``embed`` gives the vectors of texts, shape ``(n, d)``, of unit length.
    """
    top = [spoken[key].split() for key in nearest[:_NEAREST] if key in spoken]
    told = Counter(phrase for words in top for phrase in _phrases(words))
    among = Counter(token for said in spoken.values() for token in set(said.split()))
    worth = {}
    for phrase, count in told.items():
        share = count / len(top)
        usual = min(among[token] for token in phrase.split()) / len(spoken)
        if count >= _FEWEST and share > usual:
            worth[phrase] = count * math.log(share / usual)
    words: dict[str, str] = {}
    for phrase in sorted(worth, key=lambda each: (-worth[each], each)):
        if len(words) >= _COMPARED:
            break
        if word := _word(phrase):
            words[phrase] = word
    if len(words) < _FEWEST:
        return []
    english = all(each.isascii() for each in theme)
    called = {word: others(word)[:_CALLED] if english else [] for word in words.values()}
    terms = list(dict.fromkeys(term for each in called.values() for term in each))
    asked, by_word, by_term = np.split(
        embed([*theme, *words.values(), *terms]), [len(theme), len(theme) + len(words)]
    )
    near, near_terms = _nearness(asked, by_word), _nearness(asked, by_term)
    for at, word in enumerate(words.values()):
        if called[word]:
            places = [terms.index(term) for term in called[word]]
            near[:, at] = np.maximum(near[:, at], near_terms[:, places].max(axis=1))
    phrases = list(words)
    found = []
    for cosines in near.tolist():
        best = sorted(range(len(phrases)), key=lambda at: (-cosines[at], phrases[at]))[:_KEPT]
        most = max(cosines[best[0]], 1e-6)
        # Some have only words that are far: what is nearest then tells little.
        found.append({phrases[at]: cosines[at] / math.sqrt(most) for at in best if cosines[at] > 0})
    return found


def most_said(spoken: Mapping[int, str], words: Sequence[Mapping[str, float]]) -> dict[int, float]:
    """What each exchange says of a theme: the mean of the best weights of its words, by key where any."""
    ordered = [sorted(each.items(), key=lambda pair: -pair[1]) for each in words]
    found = {}
    for key, said in spoken.items():
        inside = f" {said} "
        best = [next((weight for phrase, weight in each if f" {phrase} " in inside), 0.0) for each in ordered]
        if any(best):
            found[key] = sum(best) / len(best)
    return found


def _nearness(asked: Vectors, texts: Vectors) -> Vectors:
    """How near each of ``asked`` is to each of ``texts``, by what is particular to them, shape ``(n, m)``."""
    usual = texts.mean(axis=0) if len(texts) else 0.0
    first, other = asked - usual, texts - usual
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-6)
    other /= np.maximum(np.linalg.norm(other, axis=1, keepdims=True), 1e-6)
    return np.asarray(first @ other.T, np.float32)


def _phrases(tokens: Sequence[str]) -> set[str]:
    """What may be a word: a token, or pairs of ideographs that go on from each other."""
    found = set()
    for first, token in enumerate(tokens):
        if not _PAIR.fullmatch(token):
            if len(token) >= _FEWEST_LETTERS:
                found.add(token)
            continue
        for last in range(first, min(first + _LONGEST - 1, len(tokens))):
            if last > first and tokens[last][0] != tokens[last - 1][-1]:
                break
            found.add(" ".join(tokens[first : last + 1]))
    return found


def _word(phrase: str) -> str | None:
    """The word that a phrase of tokens is, ``None`` where pairs of ideographs make up none."""
    pairs = phrase.split()
    if not _PAIR.fullmatch(pairs[0]):
        return phrase
    word = pairs[0] + "".join(pair[1] for pair in pairs[1:])
    return word if others(word) or is_name(word) else None
