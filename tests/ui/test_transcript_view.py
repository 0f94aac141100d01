"""The whole transcript as HTML: all of it, with the quotes where they are."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.errors import CitationError, InputError
from onrecord.index.records import Citation, Transcript
from onrecord.index.text.spans import Span
from onrecord.ui.messages import ENGLISH
from onrecord.ui.page.relocate import Standing, standing
from onrecord.ui.page.services import open_transcript
from onrecord.ui.page.transcript_view import transcript_view
from tests.conftest import PAIRS, transcript_of
from tests.ui.fakes import FakeArchive, hostile, press, quote_of


class Text(HTMLParser):
    """What stands in ``.text``, by exchange, and what is marked for each quote."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()
        self.marked: dict[str, str] = {}
        self._inside = False
        self._marks: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self._inside = self._inside or (given.get("class") or "").startswith("text")
        if tag == "mark":
            self._marks = (given["data-quote"] or "").split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._marks = []

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data
            for number in self._marks:
                self.marked[number] = self.marked.get(number, "") + data


def at(transcript: Transcript, *words: str) -> Standing:
    """Where each of ``words`` stands in the text, as one quote."""
    spans = [Span(transcript.text.index(w), transcript.text.index(w) + len(w)) for w in words]
    return Standing("exact", 1, tuple(spans))


def test_the_text_is_there_as_printed_from_the_first_character_to_the_last() -> None:
    record = replace(press(), text="Heading\n\n" + press().text + "\n\nThe end & so on <i>.\n")
    shifted = transcript_of(PAIRS)
    for transcript in (press(), shifted, replace(record, exchanges=())):
        assert Text(transcript_view(transcript, [], ENGLISH)).text == transcript.text


@given(
    st.lists(
        st.tuples(st.text("ab é花。\n<&", min_size=1), st.text("cd 开.\n", min_size=1)),
        min_size=1,
        max_size=6,
    ),
    st.data(),
)
def test_every_character_is_there_and_every_quote_is_marked(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    transcript = transcript_of(pairs)
    spans = []
    for exchange in transcript.exchanges[:3]:
        whole = exchange.answer_spans[0]
        start = data.draw(st.integers(whole.start, whole.end - 1))
        spans.append(Span(start, data.draw(st.integers(start + 1, whole.end))))
    reader = Text(transcript_view(transcript, [Standing("exact", 1, (span,)) for span in spans], ENGLISH))
    assert reader.text == transcript.text
    assert reader.marked == {str(n): span.of(transcript.text) for n, span in enumerate(spans, 1)}


def test_quotes_that_overlap_are_both_marked() -> None:
    view = transcript_view(press(), [at(press(), "花园五月一日开放。门票"), at(press(), "门票十元")], ENGLISH)
    assert Text(view).marked == {"1": "花园五月一日开放。门票", "2": "门票十元"}


def test_every_exchange_is_in_the_list_with_its_label_in_its_own_section() -> None:
    view = transcript_view(press(), [], ENGLISH)
    assert re.findall(r'<button type="button" data-exchange="(\d+)"', view) == ["1", "2", "3"]
    sections = view.split('<section class="exchange"')[1:]
    assert len(sections) == 3
    for section in sections:
        assert re.sub("<[^>]+>", "", section.split(">", 1)[1]).startswith("Q: ")


def test_a_line_of_a_megabyte_is_laid_out_in_pieces_and_complete() -> None:
    long = "A sentence that is said again and again. " * 25_000
    transcript = transcript_of([("Why?", long)])
    reader = Text(view := transcript_view(transcript, [at(transcript, "and again. A sentence")], ENGLISH))
    assert reader.text == transcript.text
    assert max(len(piece) for piece in re.split("<[^>]+>", view)) < 10_000
    unbroken = transcript_of([("Why?", "x" * 1_000_000)])
    assert Text(transcript_view(unbroken, [], ENGLISH)).text == unbroken.text


def test_html_of_a_transcript_is_shown_not_obeyed() -> None:
    plain = Text(transcript_view(press(), [at(press(), "The gate opens")], ENGLISH)).tags
    reader = Text(transcript_view(hostile(), [at(hostile(), "<img src=x")], ENGLISH))
    assert reader.tags <= plain
    assert reader.text == hostile().text.replace("\u202e", "U+202E")


def test_words_are_where_they_were() -> None:
    quote = quote_of(press(), 1, "The gate opens in May.")
    _, now = standing(quote.citation, quote.text, FakeArchive([press()]).transcript)
    assert now == Standing("exact", 1, quote.spans)


def test_words_of_a_changed_transcript_are_found_where_they_stand_now() -> None:
    quote = quote_of(press(), 2, "儿童免费。")
    changed = transcript_of([("New?", "Yes."), ("门票？", "花园六月开放。儿童\n免费。")], press().id)
    _, now = standing(quote.citation, quote.text, lambda _: changed)
    assert (now.kind, now.exchange) == ("moved", 2)
    assert changed.text[now.start : now.end] == "儿童\n免费。"


def test_what_answers_is_found_inside_them_wherever_they_stand_now() -> None:
    quote = quote_of(press(), 2, "花园五月一日开放。门票十元，儿童免费。")
    start = quote.text.index("门票")
    focus = (start, start + 5)
    changed = transcript_of(
        [("New?", "Yes."), ("门票？", "花园五月一日\n开放。门票\n十元，儿童免费。")], press().id
    )
    for held, words in ((press(), "门票十元，"), (changed, "门票\n十元，")):
        _, now = standing(quote.citation, quote.text, FakeArchive([held]).transcript, focus)
        assert "".join(span.of(held.text) for span in now.focus) == words
        html = transcript_view(held, [now], ENGLISH)
        strong = re.findall(r'<mark data-quote="1" data-strong="1">(.*?)</mark>', html, re.DOTALL)
        assert strong == [words]
    # What makes no sense of it marks nothing.
    assert standing(quote.citation, quote.text, lambda _: press(), (900, 999))[1].focus == ()


def test_words_that_a_transcript_no_longer_holds_are_gone() -> None:
    quote = quote_of(press(), 2, "儿童免费。")
    changed = transcript_of([("New?", "Yes.")], press().id)
    assert standing(quote.citation, quote.text, lambda _: changed)[1] == Standing("gone", 2, ())


def test_a_transcript_that_is_not_there_is_an_error() -> None:
    def nothing(_: str) -> Transcript:
        raise InputError("no transcript")

    for words in ("words", None):
        with pytest.raises(CitationError):
            standing(Citation("gone", 1), words, nothing)


def test_the_page_gets_the_transcript_with_all_quotes_in_it() -> None:
    first, second = quote_of(press(), 1, "The gate opens in May."), quote_of(press(), 2, "儿童免费。")
    other = quote_of(hostile(), 1, "*starred*")
    quotes = [{"citation": str(q.citation), "text": q.text} for q in (first, other, second)]
    quotes[1]["citation"] = "elsewhere/1@5-10"
    reply = open_transcript(FakeArchive([press()]), {"quotes": quotes, "current": 2}, ENGLISH)  # type: ignore[arg-type]
    assert [(quote["at"], quote["kind"], quote["exchange"]) for quote in reply["quotes"]] == [
        (0, "exact", 1),
        (2, "exact", 2),
    ]
    assert Text(reply["html"]).marked == {"1": first.text, "2": second.text}
    assert f"characters {second.spans[0].start}-{second.spans[0].end}" in reply["quotes"][1]["note"]


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        {},
        {"quotes": []},
        {"quotes": [{"citation": "no address"}]},
        {"quotes": [{"citation": "garden-2024-05-01/9"}]},
        {"quotes": [{"citation": "garden-2024-05-01/1@0-3"}]},
        {"quotes": [{"citation": "garden-2024-05-01/1"}], "current": 5},
        {"quotes": [{"citation": "garden-2024-05-01/1"}], "current": "x"},
        {"quotes": [{"citation": "garden-2024-05-01/1"}], "current": float("inf")},
        {"quotes": [{"citation": None}]},
        {"quotes": [{"citation": ["garden-2024-05-01/1"]}]},
        {"quotes": 7},
    ],
)
def test_what_is_at_no_address_is_said(wanted: object) -> None:
    reply = open_transcript(FakeArchive([press()]), wanted, ENGLISH)  # type: ignore[arg-type]
    assert reply == {"problem": ENGLISH.nothing_there}


def test_a_transcripts_id_alone_opens_it_at_its_beginning_without_a_quote() -> None:
    wanted = {"quotes": [{"citation": "garden-2024-05-01"}]}
    reply = open_transcript(FakeArchive([press()]), wanted, ENGLISH)  # type: ignore[arg-type]
    assert (reply["title"], reply["quotes"]) == (press().title, [])
    assert "<mark" not in reply["html"]
    for nothing in ("garden", "", "<i>"):
        wanted = {"quotes": [{"citation": nothing}]}
        reply = open_transcript(FakeArchive([press()]), wanted, ENGLISH)  # type: ignore[arg-type]
        assert reply == {"problem": ENGLISH.nothing_there}
