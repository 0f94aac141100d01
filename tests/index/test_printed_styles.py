"""Transcripts as they are printed around the world: each with exactly the exchanges that a reader finds."""

from __future__ import annotations

import pytest

from index.spans import joined
from index.transcripts import parse
from tests.index.styles.briefings import BRIEFINGS
from tests.index.styles.eastern import EASTERN
from tests.index.styles.talks import TALKS
from tests.index.test_transcripts import document

ALL = {**BRIEFINGS, **EASTERN, **TALKS}


def bare(words: str) -> str:
    return " ".join(words.split())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("style", ALL)
def test_printed_styles(style: str, newline: str) -> None:
    printed, expected = ALL[style]
    text = printed.replace("\n", newline)
    found = [
        (bare(joined(text, e.question_spans)), bare(joined(text, e.answer_spans)))
        for e in parse(document(text)).exchanges
    ]
    assert found == [(bare(question), bare(answer)) for question, answer in expected]
