"""Spans, readings and citations: exact, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.errors import CitationError
from onrecord.index.records import Citation
from onrecord.index.text.spans import Span, Spans, clip, extent, joined
from onrecord.index.turn_text import Reading

texts = st.text(st.sampled_from("ab Я字，。\n\u3000é中.?𠀀"), min_size=1, max_size=60)


@st.composite
def text_and_turns(draw: st.DrawFn) -> tuple[str, list[Spans]]:
    """A text, and turns of one to three spans each, in order."""
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=12)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    turns: list[Spans] = []
    while spans:
        size = draw(st.integers(1, 3))
        turns.append(tuple(spans[:size]))
        spans = spans[size:]
    return text, turns


def bare(text: str) -> str:
    """``text`` without white space."""
    return "".join(text.split())


@given(text_and_turns())
def test_a_reading_holds_exactly_the_slices(case: tuple[str, list[Spans]]) -> None:
    text, turns = case
    reading = Reading(text, turns)
    assert bare(reading.words) == bare("".join(span.of(text) for spans in turns for span in spans))
    assert reading.words == "\n\n".join(joined(text, spans) for spans in turns)


@given(text_and_turns(), st.data())
def test_what_a_reading_shows_leads_back_to_the_source(
    case: tuple[str, list[Spans]], data: st.DataObject
) -> None:
    text, turns = case
    reading = Reading(text, turns)
    start = data.draw(st.integers(0, len(reading.words) - 1))
    end = data.draw(st.integers(start + 1, len(reading.words)))
    spans = reading.source(start, end)
    assert bare("".join(span.of(text) for span in spans)) == bare(reading.words[start:end])
    if spans:
        low, high = reading.seen(extent(spans))
        assert start <= low < high <= end
        assert bare(reading.words[low:high]) == bare(reading.words[start:end])


def test_a_reading_refuses_what_it_does_not_show() -> None:
    with pytest.raises(ValueError, match=r"\[4, 5\)"):
        Reading("ab cd", [(Span(0, 2),)]).seen(Span(4, 5))


@given(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True))
def test_clip_keeps_what_lies_inside(bounds: list[int]) -> None:
    start, end = sorted(bounds)
    spans = (Span(10, 30), Span(40, 41), Span(50, 90))
    kept = {at for span in clip(spans, start, end) for at in range(span.start, span.end)}
    assert kept == {at for span in spans for at in range(span.start, span.end) if start <= at < end}


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_an_empty_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


slugs = st.from_regex(r"[^/@\s]{1,20}", fullmatch=True)


@given(slugs, st.integers(1, 999_999), st.integers(0, 10**9), st.integers(1, 10**6))
def test_a_citation_reads_back(slug: str, number: int, start: int, length: int) -> None:
    for citation in (Citation(slug, number), Citation(slug, number, start, start + length)):
        assert Citation.parse(str(citation)) == citation


@pytest.mark.parametrize(
    "address",
    ["", "talk", "talk/", "talk/0", "talk/x", "talk/1@", "talk/1@5", "talk/1@9-5", "talk/1@5-5", "a b/1", "/1",
     "talk/1@1-2-3", "talk/1 2", "talk/" + "9" * 40, "\ud800/x"],
)  # fmt: skip
def test_what_is_no_citation_is_said_to_be_none(address: str) -> None:
    with pytest.raises(CitationError, match="not a citation"):
        Citation.parse(address)
