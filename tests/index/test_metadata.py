"""What documents tell of themselves, and nothing that they do not."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.metadata import Metadata
from onrecord.index.parsing.front import front_metadata
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.html import read_html, read_xml
from onrecord.index.readers.word import read_docx
from onrecord.index.records import Transcript
from tests.index.test_transcripts import document

TALK = "Q: When does the bridge open?\nMS. COLE: In May.\nQ: What does it cost?\nMR. DALE: Nothing.\n"
BODY = "".join(f"<p>{line}</p>" for line in TALK.splitlines())


def facts(found: Transcript) -> tuple[object, ...]:
    return found.title, found.date, found.place, found.speakers, found.language, found.address


def test_a_yaml_block_tells_all() -> None:
    head = (
        '---\ntitle: "The bridge\\_and the ferry"\ndate: 2024-05-03\nspeakers:\n  - Ada Cole\n  - Tom Dale\n'
        "location: Old Town Hall\nlang: en_GB\nsource_url: https://example.org/bridge\nmedia: https://example.org/x.mp3\n---\n"
    )
    assert facts(parse(document(head + TALK))) == (
        "The bridge and the ferry", "2024-05-03", "Old Town Hall", ("Ada Cole", "Tom Dale"), "en-GB",
        "https://example.org/bridge",
    )  # fmt: skip


def test_lines_of_a_name_and_a_value_tell_too() -> None:
    head = "大桥记者会\n\n日期：2024年5月3日\n地点：上海\n发言人：李四；张三\nhttps://example.org/talk\n\n"
    assert facts(parse(document(head + "问：何时通车？\n答：五月。\n"))) == (
        "大桥记者会", "2024-05-03", "上海", ("李四", "张三"), None, "https://example.org/talk",
    )  # fmt: skip


def test_nothing_is_invented() -> None:
    assert facts(parse(replace(document("Q: Why?\nA: So.\nQ: How?\nA: Thus.\n"), name="talk.txt"))) == (
        "talk", None, None, (), None, None,
    )  # fmt: skip
    assert parse(document(TALK)).speakers == ("MS. COLE", "MR. DALE")
    odd = "---\nplace:\nlanguage: plain words\nsource: a friend\nspeakers: {a: b}\n---\n"
    assert facts(parse(document(odd + TALK)))[2:] == (None, ("MS. COLE", "MR. DALE"), None, None)


@pytest.mark.parametrize(
    "block",
    ["a: &x [1]\nb: *y\n", "- 1\n- 2\n", "title: [\n", "? {a: b}\n: c\n", "a: !!python/name:os.system\n"],
)
def test_a_block_that_is_no_yaml_harms_nothing(block: str) -> None:
    assert len(parse(document(f"---\n{block}---\n{TALK}")).exchanges) == 2


@given(st.text(max_size=200), st.lists(st.text(max_size=80), max_size=5))
def test_any_head_can_be_read(block: str, front: list[str]) -> None:
    found = front_metadata(f"---\n{block}\n---\n", front)
    assert found.address is None or found.address.startswith("http")


def test_a_pages_head_tells() -> None:
    page = (
        '<html lang="en-GB"><head><title>The bridge | City of Example</title>'
        '<meta property="og:site_name" content="City of Example"><meta name="geo.placename" content="Old Town">'
        '<link rel="canonical" href="https://example.org/bridge"></head>'
        f'<body><time datetime="2024-05-03T10:00:00Z">yesterday</time>{BODY}</body></html>'
    )
    found = parse(replace(read_html(page.encode()), name="page.html"))
    assert facts(found) == (
        "The bridge", "2024-05-03", "Old Town", ("MS. COLE", "MR. DALE"), "en-GB", "https://example.org/bridge",
    )  # fmt: skip


def test_the_fields_of_xml_tell() -> None:
    source = (
        "<talks><talk xml:lang='en'><title>The bridge &amp; the ferry</title><release-date>23/02/1989</release-date>"
        f"<venue>Old Town</venue><document>https://example.org/1.pdf</document><content><![CDATA[{BODY}]]></content></talk></talks>"
    )
    found = parse(replace(read_xml(source.encode()), name="talk.xml"))
    assert facts(found) == (
        "The bridge & the ferry", "1989-02-23", "Old Town", ("MS. COLE", "MR. DALE"), "en", "https://example.org/1.pdf",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "expected"), [("The new bridge", "The new bridge"), ("Word Document", None)]
)
def test_the_properties_of_a_word_document_tell(title: str, expected: str | None) -> None:
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.language = "en-GB"
    made.add_paragraph("Q: Why?")
    data = BytesIO()
    made.save(data)
    told = read_docx(data.getvalue()).metadata
    assert (told.title, told.language) == (expected, "en-GB")


def test_the_dearer_name_of_a_field_wins() -> None:
    told = Metadata.of_fields([("source", "https://b.example.org"), ("canonical", "https://a.example.org")])
    assert told.address == "https://a.example.org"
    assert told.over(Metadata(title="T", address="https://c.example.org")) == Metadata(
        title="T", address="https://a.example.org"
    )
