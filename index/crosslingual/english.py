"""English words in their forms: what a dictionary lists, and what a text may say.

>>> sorted(lemmas("policies")), "build" in lemmas("building"), "meet" in lemmas("met")
(['policie', 'policies', 'policy'], True, True)
>>> forms("agree")
['agree', 'agrees', 'agreed', 'agreeing']
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from onrecord.index.text.lexical import tokens

__all__ = ["COMMON", "forms", "is_english", "lemmas"]


def _file(name: str) -> str:
    return files("onrecord.index.crosslingual").joinpath(name).read_text(encoding="utf-8")


COMMON = frozenset(_file("english_common.txt").split())
"""Words that tell nothing of what is asked."""

_IRREGULAR = {
    form: lemma
    for lemma, *irregular in map(str.split, _file("english_forms.txt").splitlines())
    for form in irregular
}
_VOWELS = "aeiou"
# Little words of English; a question in another language has few of them.
_MARKS = re.compile(
    "after|and|are|by|did|do|does|during|for|from|had|has|have|how|in|is|many|much|of|on|the|to|were|what"
    "|when|where|which|who|whom|whose|why|with"
)
_FEW = 4


def is_english(question: str) -> bool:
    """Whether ``question`` is in English, by its little words; a few words in plain letters may be.

    >>> [is_english(text) for text in ("What about Huawei?", "debt trap", "Was sagt er zur Schuldenfalle?")]
    [True, True, False]
    """
    words = tokens(question)
    marks = sum(_MARKS.fullmatch(word) is not None for word in words)
    return 5 * marks >= len(words) > 0 or (len(words) <= _FEW and question.isascii())


@cache
def lemmas(word: str) -> frozenset[str]:
    """``word`` and what it may be a form of, some of which are no words."""
    found = {word, _IRREGULAR.get(word, word)}
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.add(word[:-1])
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
        elif word.endswith("es"):
            found.add(word[:-2])
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found |= {stem, stem + "e"}
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
            if ending == "ed" and stem[-1] == "i":
                found.add(stem[:-1] + "y")
    return frozenset(found)


@cache
def forms(word: str) -> list[str]:
    """``word`` and the regular forms of a noun or verb like it."""
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return [word]
    if word.endswith("e"):
        inflected = [word + "s", word + "d", (word if word.endswith("ee") else word[:-1]) + "ing"]
    elif word.endswith("y") and word[-2] not in _VOWELS:
        inflected = [word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    else:
        plural = word + ("es" if re.search("(?:s|x|z|ch|sh)$", word) else "s")
        inflected = [plural, word + "ed", word + "ing"]
        if re.search(f"[^{_VOWELS}][{_VOWELS}][bdgklmnprt]$", word):
            inflected += [word + word[-1] + "ed", word + word[-1] + "ing"]
    irregular = [form for form, lemma in _IRREGULAR.items() if lemma == word]
    return [word, *inflected, *irregular]
