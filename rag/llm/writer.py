"""Sentences over the quotes of an answer, translations, follow-ups in full: asked for, and checked."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache

from onrecord.index.errors import InputError, LanguageModelError
from onrecord.rag.llm import prompts
from onrecord.rag.llm.check import Checker, Flag, Sentence, claims_not_held, facts_of
from onrecord.rag.llm.client import LanguageModel, Usage
from onrecord.rag.llm.names import Said
from onrecord.rag.llm.quotation import without_marks
from onrecord.rag.llm.splitting import Splitter, printable, without_thoughts

if TYPE_CHECKING:
    from onrecord.rag.answer import Answer
    from onrecord.rag.citations import Quote
    from onrecord.rag.reader.protocol import Reader

__all__ = ["Translation", "Writer", "Written"]

_MOST_TOKENS = 600
_MOST_CHARACTERS = 6_000
_MOST_SENTENCES = 12
_MOST_TRANSLATED = 12_000
_FEWEST_TOKENS, _TOKENS_A_CHARACTER = 60, 3
_LONGEST_QUESTION = 500
_KEPT = 1_000
_VERDICT = re.compile(rf"\W*{prompts.NOT_ANSWERED.replace(' ', '[ _-]*')}\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote about the quotes of an answer, as far as it may be shown.

    ``left_out`` is how many sentences cited nothing. ``unanswered`` is whether the model says that the quotes
    do not answer. ``cut`` is whether it wrote on and on. ``problem`` tells what went wrong, if anything did;
    what came before stands. ``asked_tokens`` and ``written_tokens`` are as the server counts them.
    """

    model: str
    server: str
    sentences: tuple[Sentence, ...] = ()
    left_out: int = 0
    unanswered: bool = False
    cut: bool = False
    problem: str | None = None
    seconds: float = 0.0
    asked_tokens: int | None = None
    written_tokens: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.llm.contract.Written` describes every key."""
        return {
            "model": self.model,
            "server": self.server,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "left_out": self.left_out,
            "unanswered": self.unanswered,
            "cut": self.cut,
            "problem": self.problem,
            "seconds": round(self.seconds, 3),
            "asked_tokens": self.asked_tokens,
            "written_tokens": self.written_tokens,
        }


@dataclass(frozen=True, slots=True)
class Translation:
    """A machine's translation of a quote, which is not the record. ``language`` is a BCP 47 code."""

    citation: str
    language: str
    text: str
    model: str
    flags: tuple[Flag, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Convert to JSON types; :class:`onrecord.rag.llm.contract.Translation` describes every key."""
        return {
            "citation": self.citation,
            "language": self.language,
            "text": self.text,
            "model": self.model,
            "flags": [flag.to_dict() for flag in self.flags],
        }


class Writer:
    """Asks one language model. Safe to use from several threads."""

    def __init__(self, model: LanguageModel, reader: Reader | None = None) -> None:
        """``reader`` tells how well quotes support what is written, such as that of an assistant."""
        self.model = model
        self._reader = reader
        self._translations: LRUCache[tuple[str, str, str], Translation] = LRUCache(_KEPT)
        self._lock = threading.Lock()

    def steps(self, answer: Answer, stopped: threading.Event | None = None) -> Iterator[Written]:
        """What is written about the quotes of ``answer`` so far, each time that there is more of it.

        Where the record does not answer, the model is not asked, and nothing comes. A model that cannot be
        asked, or fails on the way, is told in ``problem``. The end is what came last, early when ``stopped``
        is set.
        """
        if not answer.quotes:
            return
        written = Written(self.model.name, self.model.host)
        yield written
        usage, begun = Usage(), time.monotonic()
        checker = Checker(answer.quotes, self._reader)
        try:
            for raw in self._raw(answer, stopped, usage):
                if raw is None or len(written.sentences) >= _MOST_SENTENCES:
                    written = replace(written, cut=True)
                    break
                if _VERDICT.fullmatch(raw):
                    written = replace(written, unanswered=True)
                    continue
                for sentence in checker.check(raw):
                    if sentence is None:
                        written = replace(written, left_out=written.left_out + 1)
                    elif len(written.sentences) < _MOST_SENTENCES:
                        written = replace(written, sentences=(*written.sentences, sentence))
                        yield written
        except LanguageModelError as error:
            written = replace(written, problem=str(error))
        yield replace(
            written,
            seconds=time.monotonic() - begun,
            asked_tokens=usage.asked,
            written_tokens=usage.written,
        )

    def write(self, answer: Answer, stopped: threading.Event | None = None) -> Written | None:
        """All that is written about the quotes of ``answer``; ``None`` where the record does not answer."""
        return next(iter(deque(self.steps(answer, stopped), maxlen=1)), None)

    def _raw(self, answer: Answer, stopped: threading.Event | None, usage: Usage) -> Iterator[str | None]:
        """The sentences as they were written; ``None`` at the end where there would be more."""
        splitter, left = Splitter(), _MOST_CHARACTERS
        for piece in self.model.stream(prompts.in_sentences(answer), _MOST_TOKENS, stopped, usage):
            yield from splitter.feed(piece[:left])
            left -= len(piece)
            if left <= 0:
                yield None
                return
        yield from splitter.end()

    def translate(self, quote: Quote, language: str) -> Translation:
        """A quote in the language with a BCP 47 code, by the model; the same quote is asked for once.

        Raises:
            LanguageModelError: the model does not answer.
            InputError: ``language`` is no such code.
        """
        if not re.fullmatch("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
            raise InputError(f"{language[:20]!r} is no code of a language; give one such as en or zh-Hant")
        key = (str(quote.citation), quote.text, language)
        with self._lock:
            if found := self._translations.get(key):
                return found
        most = _FEWEST_TOKENS + _TOKENS_A_CHARACTER * len(quote.text)
        text = self.model.write(prompts.translated(quote, language), most, _MOST_TRANSLATED)
        text = without_marks(" ".join(printable(without_thoughts(text)).split()))
        if not text:
            raise LanguageModelError(f"the language model {self.model.name} wrote no translation; try again")
        flags = claims_not_held(text, Said([quote.text, *facts_of(quote)]))
        made = Translation(str(quote.citation), language, text, self.model.name, tuple(flags))
        with self._lock:
            self._translations[key] = made
        return made

    def in_full(self, question: str, earlier: Sequence[str]) -> str | None:
        """A follow-up as a question that stands for itself, to be shown as what was understood.

        ``None`` where there is nothing to add, where the model does not answer, and where it brings in what
        none of the questions says.
        """
        if not earlier:
            return None
        try:
            text = self.model.write(prompts.rewritten(question, earlier), _MOST_TOKENS, _LONGEST_QUESTION)
        except LanguageModelError:
            return None
        lines = [" ".join(line.split()) for line in printable(without_thoughts(text)).splitlines()]
        full = next(filter(None, lines), "")
        if not full or full == question or len(full) >= _LONGEST_QUESTION:
            return None
        return None if claims_not_held(full, Said([question, *earlier])) else full
