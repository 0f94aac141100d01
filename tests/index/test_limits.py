"""Texts that are longer than any transcript are refused, before they take minutes and gigabytes."""

from __future__ import annotations

import re
import tracemalloc

import pytest

from onrecord.index.document import Document
from onrecord.index.errors import ParseError
from onrecord.index.parsing import labels, paragraphs
from onrecord.index.parsing.parser import parse
from onrecord.index.text.spans import Span

MIB = 2**20


def document(text: str, **more: object) -> Document:
    return Document(text, source="talk.txt", name="talk.txt", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["a: b\n", "It was a long day on the river.\n", "Q: Why?\nA: So.\n"])
def test_what_is_refused_takes_the_memory_of_what_could_be_read(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paragraphs, "MOST_LINES", 10_000)
    for times in (20_000, 200_000):
        text = line * times
        tracemalloc.start()
        try:
            with pytest.raises(ParseError, match=r"^talk\.txt has more than 10,000 lines; split it"):
                parse(document(text))
            assert tracemalloc.get_traced_memory()[1] < 4 * MIB
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    "text",
    [
        "Q: Why?\nA: So.\n" * 9,
        "a: b\n" * 18,
        "Q: Why? A: So. " * 9,
        "Ann Lee: Why is it so?\nBo Ray: It is so.\n" * 9,
        "| Question | Answer |\n|---|---|\n" + "| When? | In May. |\n" * 9,
    ],
)
def test_more_turns_than_can_be_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MOST_TURNS", 10)
    with pytest.raises(ParseError, match=r"^talk\.txt has more than 10 turns; split it"):
        parse(document(text))


def test_labels_that_a_format_tells_are_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ann: Why?\nBo: So.\n" * 9
    told = tuple((Span(m.start(), m.end(1)), None) for m in re.finditer(r"(\w+): ", text))
    parse(document(text, labels=told))
    monkeypatch.setattr(labels, "MOST_TURNS", 10)
    with pytest.raises(ParseError, match="more than 10 turns"):
        parse(document(text, labels=told))


def test_as_many_as_can_be_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MOST_TURNS", 18)
    monkeypatch.setattr(paragraphs, "MOST_LINES", 18)
    assert len(parse(document("Q: Why?\n\nA: So.\n\n" * 9)).exchanges) == 9
    with pytest.raises(ParseError, match="more than 18 lines"):
        parse(document("Q: Why?\nA: So.\n" * 9 + "The end.\n"))
