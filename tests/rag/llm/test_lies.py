"""Whatever a model writes, nothing of it is shown that is not checked: a thousand lies over real HTTP."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

import pytest

from onrecord.rag.llm.check import Flag, Sentence
from onrecord.rag.llm.client import LanguageModel
from onrecord.rag.llm.writer import Writer
from tests.rag.llm.lies import Lie, lies
from tests.rag.llm.record import ANSWER, QUOTES
from tests.rag.llm.server import scripted, written

MARKS = re.compile(
    "[\"“”„‟«»‹›「」『』｢｣〝〞〟《》〈〉﹁﹂﹃﹄＂＇❝❞❛❜`´]|(?<![^\\W_])['’‘‚]|['’‘‚](?![^\\W_])"
)


def problems(lie: Lie, sentences: Iterable[Sentence]) -> list[str]:
    """What is shown of a lie that must not be."""
    found = []
    for sentence in sentences:
        if not sentence.numbers or not all(1 <= number <= len(QUOTES) for number in sentence.numbers):
            found.append(f"uncited: {sentence.text}")
        for part in sentence.parts:
            if part.quote and (
                part.quote not in sentence.numbers or part.text not in QUOTES[part.quote - 1].text
            ):
                found.append(f"altered: {part.text}")
            if not part.quote and MARKS.search(part.text):
                found.append(f"marks: {part.text}")
        plain = "".join(part.text for part in sentence.parts if not part.quote)
        found += [f"shown: {each}" for each in lie.hidden if each in plain]
        shown = [each for each in lie.flagged if each in plain]
        found += [f"unflagged: {each}" for each in shown if not _is_told(each, sentence.flags)]
    return found


def _is_told(words: str, flags: Sequence[Flag]) -> bool:
    """Whether one of the flags is about these words, or about a part of them."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    told = [unicodedata.normalize("NFKC", flag.words).casefold() for flag in flags]
    return any(plain in each or each in plain for each in told)


@pytest.mark.slow
def test_of_a_thousand_lies_nothing_is_shown_that_is_not_said() -> None:
    told = list(lies())
    replies = iter(told)
    problems_found: list[str] = []
    kinds: Counter[str] = Counter()
    with scripted(lambda _: written(next(replies).text, 400)) as server:
        writer = Writer(LanguageModel(server.url, "liar"))
        for lie in told:
            made = writer.write(ANSWER)
            assert made is not None
            assert made.problem is None
            assert sum(len(each.text) for each in made.sentences) < 20_000
            problems_found += [f"{lie.kind}: {each}" for each in problems(lie, made.sentences)]
            kinds[lie.kind] += 1
    assert len(told) == 1000
    assert problems_found == []
    assert min(kinds.values()) >= 80
