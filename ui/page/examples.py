"""Questions to begin with, in the reader's language, each of which the record answers: they are tried."""

from __future__ import annotations

import hashlib
import re
import threading
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from onrecord.index.records import Exchange, Transcript
from onrecord.index.text.language import language_of
from onrecord.ui.page.topics import Topic, topics

if TYPE_CHECKING:
    from onrecord.rag.assistant import Answer, Assistant
    from onrecord.ui.messages import Messages

__all__ = ["MOST", "Examples", "sample_questions"]

MOST = 6
"""Examples at most."""

# Transcripts looked into: enough for six different questions, few enough for a large archive.
_LOOKED_INTO = 12
# Questions tried until there are enough: a second's work at most.
_TRIED = 24
# Columns that a question may take on a button, and what reads best there.
SHORTEST, LONGEST, IDEAL = 16, 100, 40
_SENTENCE = re.compile(r"[^\s。！？!?.；;][^。！？!?.；;\n]*[？?؟]")
# Words that point to what was said before: such a sentence cannot stand alone.
_POINTING = re.compile(
    r"[这那此该]|上述|相关|其间|\b(?:this|that|these|those|it|its|he|she|his|her|they|them|their|so)\b",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class _Example:
    """A question, and whether an answer to it is the one that it is to show."""

    question: str
    fits: Callable[[Answer], bool]


class Examples:
    """The examples of one record, for readers of any language. Safe to use from several threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._found: tuple[str, dict[str, list[str]]] = ("", {})

    def __call__(self, words: Messages) -> list[str]:
        """Up to six short questions for a reader of this language; none where the record is empty.

        Of the sample record our own; of any other the record's own questions where they are in this language,
        then questions about countries and other things that it speaks of; where there are neither, the
        record's own in its language. They are found anew when the record has changed.
        """
        with self._lock:
            generation = self._assistant.archive.generation
            if self._found[0] != generation:
                self._found = (generation, {})
            found = self._found[1]
            if words.tag not in found:
                found[words.tag] = list(islice(self._tried(words), MOST))
            return found[words.tag]

    def _tried(self, words: Messages) -> Iterator[str]:
        """The candidates that the record answers, none twice."""
        listed = self._assistant.archive.transcripts()
        if listed and {entry.sha256 for entry in listed} <= _sample_digests():
            yield from self._answered(
                _Example(question, lambda _: True) for question in sample_questions(words.tag)
            )
            return
        step = max(1, len(listed) // _LOOKED_INTO)
        held = [self._assistant.archive.transcript(entry.id) for entry in listed[::step][:_LOOKED_INTO]]
        language = words.tag.partition("-")[0]
        none = True
        for question in self._answered(_candidates(held, words, language)):
            none = False
            yield question
        if none:
            yield from self._answered(_own(held))

    def _answered(self, candidates: Iterator[_Example]) -> Iterator[str]:
        for each in islice(candidates, _TRIED):
            answer = self._assistant.ask(each.question)
            if answer.answered and each.fits(answer):
                yield each.question


@cache
def _written() -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads((files("onrecord.ui") / "example_questions.toml").read_text("utf-8"))


def sample_questions(tag: str) -> list[str]:
    """What is asked of the sample record in the language of that tag."""
    return list(_written()[tag]["sample"])


def _candidates(held: Sequence[Transcript], words: Messages, language: str) -> Iterator[_Example]:
    """The record's own questions in the reader's language, then ours about what it speaks of."""
    yield from _own(held, language)
    questions = [_asked(one.text, each) for one in held for each in one.exchanges]
    about = str(_written()[words.tag]["about"])
    for topic in topics(questions, words.tag):
        yield _Example(about.format(topic=topic.name), partial(_speaks_of, topic))


def _own(held: Sequence[Transcript], language: str | None = None) -> Iterator[_Example]:
    """Sentences of the record that ask, from different transcripts and outlets where there are several."""
    by_transcript = [_questions(each, language) for each in held]
    asked: dict[str, tuple[str, int]] = {}
    for question, where in (found for round_ in zip_longest(*by_transcript) for found in round_ if found):
        asked.setdefault(question, where)
    for question, where in asked.items():
        yield _Example(question, partial(_shows, where))


def _shows(where: tuple[str, int], answer: Answer) -> bool:
    """Whether what is shown first of an answer is of the exchange in which its question was asked."""
    first = answer.quotes[0].citation
    return where == (first.transcript, first.exchange)


def _speaks_of(topic: Topic, answer: Answer) -> bool:
    """Whether the first exchange of an answer names what was asked about."""
    return topic.is_in(f"{answer.quotes[0].question} {answer.quotes[0].answer}")


def _questions(transcript: Transcript, language: str | None) -> list[tuple[str, tuple[str, int]]]:
    """One question of each outlet (or asker), in the order of the record, and where it stands."""
    best: dict[str, tuple[str, tuple[str, int]]] = {}
    for exchange in transcript.exchanges:
        who = exchange.outlet or exchange.asker or f"exchange {exchange.number}"
        if who in best:
            continue
        asked = _asked(transcript.text, exchange)
        question = _standing_alone(asked)
        if question and language in (None, language_of(asked)):
            best[who] = (question, (transcript.id, exchange.number))
    return list(best.values())


def _asked(text: str, exchange: Exchange) -> str:
    return " ".join(turn.words(text) for turn in exchange.question)


def _standing_alone(asked: str) -> str | None:
    """The sentence of a question that asks something, fits a button and needs no context."""
    asking = [found.group().strip() for found in _SENTENCE.finditer(asked)]
    fitting = [s for s in asking if SHORTEST <= _width(s) <= LONGEST and not _POINTING.search(s)]
    return min(fitting, key=lambda sentence: abs(_width(sentence) - IDEAL), default=None)


def _width(text: str) -> int:
    """Columns: a Chinese, Japanese or Korean character says as much as two letters."""
    return len(text) + len(_WIDE.findall(text))


@cache
def _sample_digests() -> frozenset[str]:
    """SHA-256 of the texts of the sample record."""
    folder = files("onrecord.ui") / "sample"
    if not folder.is_dir():
        return frozenset()
    return frozenset(
        hashlib.sha256(entry.read_bytes()).hexdigest() for entry in folder.iterdir() if entry.is_file()
    )
