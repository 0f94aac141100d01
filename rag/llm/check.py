"""What a language model wrote, as it may be shown: by rules, whatever the model was told and whatever it did.

A sentence that cites none of the quotes is left out. What it has in quotation marks is a slice of a cited
quote, or stands without marks and is flagged. Numbers, dates and names that no cited quote has are flagged.
All of it is plain text, which templates escape.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from onrecord.index.chunking import sentences
from onrecord.index.text.language import language_of
from onrecord.index.text.lexical import IDEOGRAPHS
from onrecord.rag.llm.names import Said, days_not_said, names_not_said, without_months
from onrecord.rag.llm.numbers import numbers_in, values_in
from onrecord.rag.llm.quotation import Part, exact, parts_of, without_marks
from onrecord.rag.llm.splitting import LONGEST, cited, printable, sentences_in

if TYPE_CHECKING:
    from onrecord.rag.citations import Quote
    from onrecord.rag.reader.protocol import Reader

__all__ = ["Checker", "Flag", "FlagKind", "Sentence", "claims_not_held", "facts_of"]

FlagKind = Literal["quotation", "number", "date", "name"]

# Characters for private use, which printable text has none of, stand for exact words.
_FIRST_SLICE = 0xE000
_SLICE = "([\ue000-\uf8ff])"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something in a sentence that no quote it cites holds: ``words`` as they were written."""

    kind: FlagKind
    words: str

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.llm.contract.Flag` describes every key."""
        return {"kind": self.kind, "words": self.words}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that was checked: its parts in order, and the numbers of its quotes, from 1.

    ``support`` is in 0..1: how likely it is, by the reader, that the best of its quotes says the same;
    ``None`` without a reader.
    """

    parts: tuple[Part, ...]
    numbers: tuple[int, ...]
    flags: tuple[Flag, ...] = ()
    support: float | None = None

    @property
    def text(self) -> str:
        """Its words, those of quotes in quotation marks."""
        return "".join(f"“{part.text}”" if part.quote else part.text for part in self.parts)

    @property
    def weak(self) -> bool:
        """Whether the quotes hardly say it, as far as the reader can tell."""
        return self.support is not None and self.support < WEAK

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.llm.contract.Sentence` describes every key."""
        return {
            "text": self.text,
            "parts": [{"text": part.text, "quote": part.quote} for part in self.parts],
            "numbers": list(self.numbers),
            "flags": [flag.to_dict() for flag in self.flags],
            "support": None if self.support is None else round(self.support, 4),
            "weak": self.weak,
        }


WEAK = 0.27
"""Log-odds of -1: 0.95 of 19 sentences that we wrote in five languages about exchanges of the sample record
reach it, and 0.14 of the same sentences beside other exchanges of it (tests/rag/llm/test_support.py)."""
_EAST_ASIAN = f"[{IDEOGRAPHS}\uac00-\ud7af]"
# What is written without spaces may have a name or a number of another script in it.
_SCRIPTS_MEET = re.compile(
    rf"(?<={_EAST_ASIAN})(?=[^\W\d_])(?!{_EAST_ASIAN})|(?<=[^\W\d_])(?<!{_EAST_ASIAN})(?={_EAST_ASIAN})"
)


def facts_of(quote: Quote) -> list[str]:
    """What a model is told of a quote beside its words, and may say again."""
    people = [*quote.said_by, *quote.asked_by, quote.speaker, quote.answerer, quote.asker, quote.outlet]
    told = [quote.date, quote.title, quote.place, *people]
    return list(dict.fromkeys(each for each in told if each))


def claims_not_held(text: str, said: Said) -> list[Flag]:
    """The numbers, dates and names in ``text`` that ``said`` does not have."""
    text = _SCRIPTS_MEET.sub(" ", text)
    held = values_in("\n".join(said.texts))
    flags = [
        Flag("number", each.words)
        for each in numbers_in(without_months(text))
        if held.isdisjoint(each.values)
    ]
    flags += [Flag("date", words) for words in days_not_said(text, said)]
    flags += [Flag("name", words) for words in names_not_said(text, said, language_of(text))]
    return list(dict.fromkeys(flags))


class Checker:
    """Checks sentences against the quotes that they were written about."""

    def __init__(self, quotes: Sequence[Quote], reader: Reader | None = None) -> None:
        """``reader`` tells how well cited quotes support a sentence."""
        self._texts = {number: quote.text for number, quote in enumerate(quotes, 1)}
        self._facts = {number: [quote.text, *facts_of(quote)] for number, quote in enumerate(quotes, 1)}
        self._reader = reader
        self._said = lru_cache(32)(self._what_is_said)

    def check(self, written: str) -> Iterator[Sentence | None]:
        """Each sentence in ``written``; ``None`` for one that cites nothing and is left out."""
        if len(written) > LONGEST:
            yield None
            return
        # Exact words are set aside, so that a period in them ends no sentence; any other does.
        parts, altered = parts_of(printable(written), self._texts)
        masked, slices = "", list[str]()
        for part in parts:
            masked += chr(_FIRST_SLICE + len(slices)) if part.quote else part.text
            slices += [part.text] if part.quote else []
        for each in sentences_in(masked):
            words, numbers = cited(each, len(self._texts))
            if any(character.isalnum() or _is_slice(character) for character in words):
                yield self._checked(words, numbers, slices, altered) if numbers else None

    def _checked(
        self, words: str, numbers: tuple[int, ...], slices: Sequence[str], altered: Sequence[str]
    ) -> Sentence:
        texts = {number: self._texts[number] for number in numbers}
        bare = [cited(each, 0)[0] for each in altered]
        flags = [Flag("quotation", each) for each in bare if each in words or words in each]
        parts: list[Part] = []
        for run in re.split(_SLICE, words):
            found = exact(slices[ord(run) - _FIRST_SLICE], texts) if _is_slice(run) else None
            if found:
                parts.append(found[0])
            elif _is_slice(run):
                plain = without_marks(slices[ord(run) - _FIRST_SLICE])
                flags.append(Flag("quotation", plain))
                parts.append(Part(plain))
            elif run:
                parts.append(Part(run))
        own = " … ".join(part.text for part in parts if not part.quote)
        flags += claims_not_held(own, self._said(numbers))
        support = self._support("".join(part.text for part in parts), texts.values())
        return Sentence(tuple(parts), numbers, tuple(dict.fromkeys(flags)), support)

    def _what_is_said(self, numbers: tuple[int, ...]) -> Said:
        return Said([text for number in numbers for text in self._facts[number]])

    def _support(self, sentence: str, texts: Iterable[str]) -> float | None:
        """The reader's probability that the best of the quotes says what a sentence does."""
        if not self._reader:
            return None
        passages = [[text[start:end] for start, end in sentences(text)] for text in texts]
        odds = float(self._reader.read(sentence, passages).max())
        return 1 / (1 + math.exp(-max(-500.0, min(500.0, odds))))


def _is_slice(run: str) -> bool:
    return re.fullmatch(_SLICE, run) is not None
