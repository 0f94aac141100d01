"""Words in quotation marks: exact words of a quote, or else no quotation.

Every quotation mark of the page's languages is known. What stands between two of them is looked for in the
quotes; where it is found, the words shown are a slice of the quote, and where it is not, the marks go. No
mark is left in any other text, so that whoever shows it can set marks around slices and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.index.text.lexical import IDEOGRAPHS, UNSPACED

__all__ = ["Part", "exact", "parts_of", "without_marks"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: plain text, or exact words of the quote with a number (from 1)."""

    text: str
    quote: int | None = None


_PAIRS = """
“ ”“|” ”|„ “”„|‟ ”|« »|» «»|‹ ›|› ‹›|「 」|『 』|｢ ｣|〝 〞〟|〞 〟〞|〟 〟|《 》|〈 〉|﹁ ﹂|﹃ ﹄
❝ ❞|❛ ❜|❮ ❯|❯ ❮❯
‘ ’|’ ’|‚ ‘’|‛ ’|" "|＂ ＂|' '|＇ ＇|` `'|´ ´|ʻ ʼ|ʼ ʼ|″ ″|˝ ˝|⟪ ⟫|⟨ ⟩|＜ ＞|≪ ≫
"""
_CLOSERS = dict(pair.split(" ") for line in _PAIRS.strip().splitlines() for pair in line.split("|"))
"""Each mark that may open, and those that may close what it opens."""
_DOUBLED = {"``": "“", "''": "”", "´´": "”", "‘‘": "“", "’’": "”", ",,": "„", "<<": "«", ">>": "»"}
"""Marks that are typed as two others."""
_MARKS = frozenset(_CLOSERS) | frozenset("".join(_CLOSERS.values()))
_APOSTROPHES = frozenset("'’＇ʼ‘ʻ")
_TYPED_APOSTROPHE = re.compile(r"(?<=[^\W_])[`´](?=[^\W_])")
_ENDS = ".,;:!?…。，、；：！？·؟،؛ \u00a0\u3000"
_NO_SPACES = re.compile(f"[{IDEOGRAPHS}{UNSPACED}\uac00-\ud7af]")
_DASHES = frozenset("‐‑‒–—―−")


def parts_of(sentence: str, quotes: Mapping[int, str]) -> tuple[list[Part], list[str]]:
    """``sentence`` in parts, and what stood in quotation marks but in none of ``quotes``, by their numbers.

    >>> parts_of("He said “We WILL go.”", {1: "Yes. We will go there."})
    ([Part(text='He said ', quote=None), Part(text='We will go', quote=1), Part(text='.', quote=None)], [])
    >>> parts_of("He said “we never go”.", {1: "Yes. We will go there."})
    ([Part(text='He said we never go.', quote=None)], ['we never go'])
    """
    for doubled, mark in _DOUBLED.items():
        sentence = sentence.replace(doubled, mark)
    if sum(map(sentence.count, "`´")) == 1:
        sentence = _TYPED_APOSTROPHE.sub("’", sentence)
    parts: list[Part] = []
    altered: list[str] = []
    at = 0
    while (pair := _pair(sentence, at)) is not None:
        start, end = pair
        inside = sentence[start + 1 : end]
        parts.append(Part(sentence[at:start]))
        found = exact(inside, quotes)
        if found is None:
            parts.append(Part(inside))
            bare = without_marks(inside).strip(_ENDS)
            altered += [bare] if any(map(str.isalnum, bare)) else []
        else:
            parts += found
        at = end + 1
    parts.append(Part(sentence[at:]))
    return _joined(parts), altered


def _pair(sentence: str, start: int) -> tuple[int, int] | None:
    """Where the next quotation opens and closes."""
    for at in range(start, len(sentence)):
        mark = sentence[at]
        if mark not in _CLOSERS or _is_apostrophe(sentence, at):
            continue
        for end in range(at + 1, len(sentence)):
            if sentence[end] in _CLOSERS[mark] and not _is_apostrophe(sentence, end):
                return at, end
    return None


def _is_apostrophe(sentence: str, at: int) -> bool:
    """Whether a mark stands inside a word: don't, l'accord."""
    return (
        sentence[at] in _APOSTROPHES
        and 0 < at < len(sentence) - 1
        and _is_letter(sentence[at - 1])
        and _is_letter(sentence[at + 1])
    )


def _is_letter(character: str) -> bool:
    return character.isalnum() and not _NO_SPACES.match(character)


def exact(inside: str, quotes: Mapping[int, str]) -> tuple[Part, Part] | None:
    """The slice of a quote that ``inside`` is, and what follows it: punctuation that is not the quote's."""
    bare = inside.strip(_ENDS)
    if not any(map(str.isalnum, bare)):
        return None
    for words, rest in ((inside.strip(), ""), (bare, inside.rstrip()[len(inside.rstrip(_ENDS)) :])):
        for number, quote in quotes.items():
            place = _place(words, quote)
            if place:
                return Part(quote[slice(*place)], number), Part(rest)
    return None


def _place(words: str, quote: str) -> tuple[int, int] | None:
    """Where ``quote`` has these words, whole; white space, case and the form of marks do not matter."""
    wanted, _ = _even(words)
    held, places = _even(quote)
    at = held.find(wanted)
    while at >= 0 and wanted:
        start, end = places[at], places[at + len(wanted) - 1] + 1
        if not (_inside_word(quote, start) or _inside_word(quote, end)):
            return start, end
        at = held.find(wanted, at + 1)
    return None


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_letter(text[at - 1]) and _is_letter(text[at])


def _even(text: str) -> tuple[str, list[int]]:
    """``text`` for comparing, a character for each that counts, and where each stands."""
    even, places = [], []
    for at, character in enumerate(text):
        if character.isspace() or character in _MARKS:
            continue
        lower = character.lower()
        even.append("-" if character in _DASHES else lower if len(lower) == 1 else character)
        places.append(at)
    return "".join(even), places


def without_marks(text: str) -> str:
    """``text`` without any quotation mark; apostrophes inside words stay."""
    kept = (each for at, each in enumerate(text) if each not in _MARKS or _is_apostrophe(text, at))
    return "".join(kept)


def _joined(parts: list[Part]) -> list[Part]:
    """Plain text without marks, neighbours as one, nothing empty."""
    found: list[Part] = []
    for part in parts:
        text = part.text if part.quote else without_marks(part.text)
        if not text:
            continue
        if found and not part.quote and not found[-1].quote:
            # Two texts that had a mark between them could make an apostrophe of another.
            found[-1] = Part(without_marks(found[-1].text + text))
        else:
            found.append(Part(text, part.quote))
    return found
