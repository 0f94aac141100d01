"""Templates escape whatever they print, whoever wrote it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from onrecord.ui import templates
from onrecord.ui.markup import record_text
from onrecord.ui.messages import ENGLISH
from onrecord.ui.templates import filled, render

FILES = sorted(Path(templates.__file__).parent.glob("*.html"))


class Reader(HTMLParser):
    """The tags, the attributes and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_turns_the_escaping_off() -> None:
    assert FILES
    for file in FILES:
        assert not re.search(r"\|\s*safe\b|autoescape|Markup", file.read_text("utf-8")), file.name


printed = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1)


@given(printed)
def test_whatever_is_printed_is_the_same_characters_in_text_and_in_attributes(text: str) -> None:
    assert Reader(render("notice", text=text)).text == text
    assert Reader(render("vocabulary", said=text)).attributes["data-words"] == text
    assert Reader(render("notice", text=text)).tags == ["p"]


def test_what_no_browser_can_be_sent_is_replaced() -> None:
    assert Reader(render("notice", text="a\ud800b\x00")).text == "a\ufffdb\ufffd"


def test_a_message_takes_html_of_ours_and_escapes_everything_else() -> None:
    html = filled("<i>It's</i> {title} {more}", title=record_text("bdi", "<b>"), more="<u>")
    assert Reader(html).tags == ["bdi"]
    assert Reader(html).text == "<i>It's</i> <b> <u>"


def test_a_value_that_a_template_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="'text' is undefined"):
        render("heading", words=ENGLISH)


def test_line_breaks_between_tags_leave_no_white_space() -> None:
    html = render("heading", text="A title", words=ENGLISH)
    assert html == '<div lang="en" dir="ltr" class="plain"><h2>A title</h2></div>'
    assert "\n" not in render(
        "navigation",
        here="",
        pages=["", "library"],
        labels={"": "a", "library": "b"},
        words=ENGLISH,
        name=None,
    )
