"""What a language model writes, piece by piece, as sentences and the numbers of the quotes that they cite."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

__all__ = ["LONGEST", "Splitter", "cited", "printable", "sentences_in", "without_thoughts"]

LONGEST = 800
"""Characters of a sentence; what is longer cannot be checked and is left out."""

# What stands on the next line belongs to the next sentence: it is not to matter in what pieces it comes.
_BLANK = r"[^\S\n]*"
_CITED = (
    rf"[\[［【〔]{_BLANK}(?:[^\W\d_]{{1,12}}\.?{_BLANK})?"
    rf"\d{{1,3}}(?:{_BLANK}[,，、;；–-]{_BLANK}\d{{1,3}})*{_BLANK}[\]］】〕]"
)
_CITATION = re.compile(_CITED)
_CLOSING = r"""["'”’»›」』】〕）)》〉*_]*"""
_END = re.compile(
    rf"(?P<mark>[.!?…]+|[。！？｡؟۔।॥]+){_CLOSING}(?P<cited>(?:{_BLANK}{_CITED})*)(?P<space>{_BLANK}\n?)"
)
_MAY_BE_CITED = re.compile(r"(?:[\[［【〔][^\]］】〕\n]{0,30})?")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sr|Sra|Jr|No|Nr|vs|Art|Inc|Co|Corp|e\.g|i\.e|г|им)"
    r"|(?<![^\W_])[A-ZА-Я])$"
)
_OPENS = {"“": "”", "«": "»", "「": "」", "『": "』", "„": "“”", '"': '"'}
_KEPT = "\n\t\u200c\u200d"
# A small model repeats what stands around the quotes that it was given (onrecord.rag.llm.prompts).
_ECHO = re.compile(r"<{1,3}[0-9a-f]{8}\b[^>\n]*>{0,3}")
_LIST = re.compile(r"^\s*(?:[-*•–—>#]+\s+|\d{1,2}[.)]\s+|#+)+")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_THINKS = re.compile(r"<think|<[a-z]{0,5}\Z", re.IGNORECASE)


class Splitter:
    """Takes text as it comes, and gives each sentence once it is whole.

    What a model thinks aloud, between ``<think>`` and ``</think>``, is no sentence. Of what is longer than
    :data:`LONGEST` the beginning comes, which is longer still, and not the rest.
    """

    def __init__(self) -> None:
        self._left = ""
        self._cut = False

    def feed(self, piece: str) -> Iterator[str]:
        """The sentences that are whole now."""
        self._left = _THOUGHT.sub("", self._left + piece)
        if not _THINKS.search(self._left):
            yield from self._whole(last=False)

    def end(self) -> Iterator[str]:
        """What is left when nothing more comes."""
        self._left = without_thoughts(self._left)
        yield from self._whole(last=True)
        if self._left.strip() and not self._cut:
            yield self._left

    def _whole(self, last: bool) -> Iterator[str]:
        while (end := _boundary(self._left, last, quotations=True)) is not None:
            sentence, self._left = self._left[:end], self._left[end:]
            rest_of_other, self._cut = self._cut, len(sentence) > LONGEST
            if not rest_of_other:
                yield sentence


def without_thoughts(text: str) -> str:
    """A whole answer without what the model thought aloud."""
    return re.sub("<think.*", "", _THOUGHT.sub("", text), flags=re.DOTALL | re.IGNORECASE)


def sentences_in(text: str) -> list[str]:
    """``text`` cut at everything that may end a sentence, also in quotation marks."""
    found = []
    while (end := _boundary(text, True, quotations=False)) is not None:
        found.append(text[:end])
        text = text[end:]
    return [each for each in (*found, text) if each.strip()]


def _boundary(text: str, last: bool, quotations: bool) -> int | None:
    """Where the first sentence of ``text`` ends, or ``None`` where that cannot be told yet."""
    line = text.find("\n")
    for match in _END.finditer(text):
        if 0 <= line < match.start():
            break
        end = match.end()
        if not last and _MAY_BE_CITED.fullmatch(text, end):
            # More numbers may follow.
            break
        followed = bool(match["cited"] or match["space"])
        if match["mark"][0] in ".!?…":
            if not followed and end < len(text):
                continue
            if match["mark"] == "." and not match["cited"] and _SHORT.search(text, 0, match.start()):
                continue
        if quotations and end <= LONGEST and _is_open(text[: match.start("cited")]):
            continue
        return min(end, LONGEST + 1)
    if 0 <= line <= LONGEST:
        return line + 1
    return LONGEST + 1 if len(text) > LONGEST else None


def _is_open(text: str) -> bool:
    """Whether a quotation has begun in ``text`` that does not end in it."""
    waiting = ""
    for character in text:
        if not waiting:
            waiting = _OPENS.get(character, "")
        elif character in waiting:
            waiting = ""
    return bool(waiting)


def printable(text: str) -> str:
    """``text`` without control characters, what turns its direction, and the marks of a prompt.

    The joiners of some scripts stay.
    """
    text = _ECHO.sub(" ", text)
    return "".join(each for each in text if each in _KEPT or unicodedata.category(each)[0] != "C")


def cited(sentence: str, count: int) -> tuple[str, tuple[int, ...]]:
    """The words of a sentence without the numbers of quotes, and those numbers that there are, 1..``count``.

    >>> cited("- It opens in May [2], [1, 9].", 3)
    ('It opens in May.', (2, 1))
    """
    numbers: list[int] = []
    for match in _CITATION.finditer(sentence):
        for part in re.split("[,，、;；]", re.sub(r"[^\d,，、;；–-]", "", match.group())):
            ends = [int(each) for each in re.split("[–-]", part) if each]
            if len(ends) == 2 and ends[0] <= ends[1]:
                ends = list(range(ends[0], min(ends[1], count) + 1))
            numbers += ends
    words = _CITATION.sub(" ", _LIST.sub("", sentence))
    words = re.sub(r"\s+", " ", words.replace("**", "").replace("__", ""))
    # What stood between numbers is left alone: "[2], [1]."
    words = re.sub(r"(?:\s*[,，、;；])*\s+([.。!！?？,，;；:：…])", r"\1", words).strip(" ,，、;；")
    return words, tuple(dict.fromkeys(number for number in numbers if 1 <= number <= count))
