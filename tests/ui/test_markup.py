"""Text comes out as printed, and as nothing else."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ui.markup import escaped, marked, record_text, script_language, shown


class Reader(HTMLParser):
    """What a browser would see: the tags, and the text with the text inside ``<mark>``."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = self.inside_marks = ""
        self._marks = 0
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._marks += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._marks -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._marks:
            self.inside_marks += data


printed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\u202d\u202e"))


@given(printed)
def test_any_text_comes_out_as_printed_and_makes_no_tag(text: str) -> None:
    reader = Reader(f"<p>{shown(text)}</p>")
    assert reader.tags == ["p"]
    assert reader.text == text


@given(st.text(st.characters()))
def test_any_text_at_all_can_be_sent_and_stays_inside_an_attribute(text: str) -> None:
    escaped(text).encode("utf-8")
    assert not set('<>"') & set(escaped(text))


@given(printed, st.data())
def test_marks_stand_exactly_around_their_words(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    reader = Reader(marked(text, marks))
    assert reader.inside_marks == "".join(text[a:b] for a, b in marks)


@given(
    st.lists(st.sampled_from(["A word or two. ", "一句话。", "longword", "\n\n"]), min_size=1, max_size=80),
    st.data(),
)
def test_what_is_shown_of_a_long_answer_is_in_it_and_in_order(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = marked(text, [(start, end)])
    assert Reader(html).inside_marks == text[start:end]
    shown = [Reader(piece).text for piece in html.split('<span class="gap"></span>')]
    at = 0
    for piece in shown:
        at = text.index(piece, at) + len(piece)


def test_what_is_far_from_the_quote_is_left_out() -> None:
    text = "Before is long. " * 60 + "The quote." + " After is long." * 60
    start = text.index("The quote.")
    html = marked(text, [(start, start + 10)])
    assert html.count('class="gap"') == 2
    assert "<mark>The quote.</mark>" in html
    assert 60 < len(Reader(html).text) < 500


def test_between_two_far_quotes_something_is_left_out() -> None:
    text = "One. " + "Filler here. " * 100 + "Two."
    html = marked(text, [(0, 4), (len(text) - 4, len(text))])
    assert html.startswith("<mark>One.</mark>")
    assert html.endswith("<mark>Two.</mark>")
    assert html.count('class="gap"') == 1
    assert len(Reader(html).text) < len(text) / 2


def test_nothing_is_left_out_of_a_short_answer() -> None:
    assert marked("Short. The quote. Short.", [(7, 17)]) == "Short. <mark>The quote.</mark> Short."


def test_without_marks_the_beginning_is_shown() -> None:
    text = "A sentence of the answer. " * 40
    html = marked(text, [])
    assert text.startswith(Reader(html).text)
    assert html.endswith('<span class="gap"></span>')


def test_direction_overrides_are_named_not_obeyed() -> None:
    html = shown("safe \u202egnp.exe")
    assert "\u202e" not in html
    assert "U+202E" in html


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert escaped("a\ud800b\x00") == "a\ufffdb\ufffd"


def test_entities_stay_as_printed() -> None:
    assert unescape(escaped("&amp; &lt; &#60;")) == "&amp; &lt; &#60;"


def test_record_text_says_its_language_and_leaves_direction_to_its_letters() -> None:
    assert record_text("q", "مرحبا") == '<q class="record" lang="" dir="auto">مرحبا</q>'
    assert [script_language(t) for t in ("会見について", "花园", "정원", "garden", "")] == [
        "ja",
        "zh",
        "ko",
        "",
        "",
    ]
