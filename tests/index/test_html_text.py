"""HTML and XML: what a reader sees, and the way back to the file."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.index.document import Document
from onrecord.index.parsing.parser import parse_speakers
from onrecord.index.readers.html import read_html, read_xml
from onrecord.index.readers.sources import read
from onrecord.index.text.spans import Span
from onrecord.ui.cli.check_output import exchanges_json


def html(text: str) -> Document:
    return read_html(text.encode())


def xml(text: str) -> Document:
    return read_xml(text.encode())


def assert_exact(document: Document, source: str) -> None:
    """Every character that is seen stands in the file where the map says, and in this order."""
    assert document.offsets is not None
    before = 0
    for position, character in enumerate(document.text):
        start, end = document.offsets.character(position)
        assert before <= start
        before = start
        if not character.isspace():
            there = unescape(source[start:end])
            assert character in there or character in unescape(there)
            assert len(unescape(there)) <= 2
    for span in document.emphasis:
        assert span.end <= len(document.text)


BITS = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<br />",
        "<li>",
        "<td>",
        "</td>",
        "<h2>",
        "</h2>",
        "<nav>",
        "</nav>",
    ),
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<",
        ">",
        "&",
        "&amp;",
        "&amp",
        "&#39;",
        "&#x4e2d;",
        "&nbsp;",
        "&lt;p&gt;",
    ),
    *(
        "&copyright",
        "&NotEqualTilde;",
        "&bogus;",
        "&#0;",
        "&#1114112;",
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
    ),
    *(
        '<a href="x>y">',
        "<a href='",
        "</a>",
        '"',
        " ",
        "\n",
        "\r\n",
        "\t",
        "问：",
        "word",
        "é",
        "\xa0",
        "<title>",
    ),
    *("<q/>", "</br>", "<turn>", "</turn>", "<?xml ?>", "<!doctype html>", "</", "<head>", "<body>"),
]


@settings(deadline=None)  # the first page imports the extractor
@given(
    st.lists(
        st.sampled_from(BITS) | st.text(st.characters(exclude_categories=["C"]), max_size=3), max_size=40
    ).map("".join),
    st.booleans(),
)
def test_each_character_leads_back_to_the_file(source: str, is_xml: bool) -> None:
    data = ("x" * 400 + source).encode()
    assert_exact((read_xml if is_xml else read_html)(data), "x" * 400 + source)


@given(st.lists(st.sampled_from("ab&<>中é\"'"), min_size=1).map("".join), st.data())
@pytest.mark.slow
def test_text_comes_back_from_any_spelling(text: str, data: st.DataObject) -> None:
    spelled = [
        data.draw(st.sampled_from([f"&#{ord(c)};", f"&#x{ord(c):x};", *([c] if c not in "&<>" else [])]))
        for c in text
    ]
    source = "<p><i>" + "</i><i>".join(spelled) + "</i></p>"
    document = html(source)
    assert document.text == text
    assert_exact(document, source)


def test_blocks_are_paragraphs_and_breaks_are_lines() -> None:
    document = html(
        "<title>Talk</title><h2>The  library</h2>\n<p><strong>Q:</strong>\n  When &amp; where?<br/>\nAnd why?</p>"
        "<p>A: In <b>May</b>.<ul><li>one<li>two</ul><table><tr><td>a<td>b</tr></table><script>if (a<b) x()</script>"
    )
    assert document.text == ("The library\n\nQ: When & where?\nAnd why?\n\nA: In May.\n\none\ntwo\n\na\tb")
    assert [span.of(document.text) for span in document.emphasis] == ["The library", "Q:", "May"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert html("<pre>Q: Why?\nA: So.\n\nQ: And?</pre>").text == "Q: Why?\nA: So.\n\nQ: And?"


def test_xml_without_html_keeps_its_lines_and_with_html_does_not() -> None:
    assert xml("<t><title>Talk</title><c>Q: Why?\nA: So.</c></t>").text == "Talk\n\nQ: Why?\nA: So."
    wrapped = "<t><title>Talk</title><c><![CDATA[<p>Q: Why\nthis?<br />\nA: R&amp;D</p>]]></c></t>"
    document = xml(wrapped)
    assert document.text == "Talk\n\nQ: Why this?\nA: R&D"
    assert document.offsets is not None
    end = len(document.text)
    assert document.offsets.span(Span(end - 3, end)).of(wrapped) == "R&amp;D"


def test_html_that_is_spelled_as_entities_is_html() -> None:
    source = (
        "<rss><title>Talk</title><description>&lt;p&gt;&lt;b&gt;Q:&lt;/b&gt; Are R&amp;amp;D open?&lt;/p&gt;"
        "&lt;p&gt;A: Yes &amp;lt; 5.&lt;/p&gt;</description></rss>"
    )
    document = xml(source)
    assert document.text == "Talk\n\nQ: Are R&D open?\n\nA: Yes < 5."
    assert [span.of(document.text) for span in document.emphasis] == ["Q:"]
    assert document.offsets is not None
    at = document.text.index("R&D")
    assert document.offsets.span(Span(at, at + 3)).of(source) == "R&amp;amp;D"
    for position, character in enumerate(document.text):
        if not character.isspace():
            start, end = document.offsets.character(position)
            assert unescape(unescape(source[start:end])) == character


def test_the_declared_encoding_is_believed_where_it_is_not_utf8() -> None:
    page = '<meta charset="gb2312"><p>问：为什么？</p><p>答：镕基说，因为。</p>'
    assert read_html(page.encode("gb18030")).text == "问：为什么？\n\n答：镕基说，因为。"
    assert read_html(page.encode()).text == "问：为什么？\n\n答：镕基说，因为。"
    old = '<?xml version="1.0" encoding="ISO-8859-1"?><p>Q: Where is the café? A: “There”</p>'
    assert "café? A: “There”" in read_xml(old.encode("cp1252")).text


TOPICS = "".join(f'<li><a href="/{n}">Topic number {n}</a></li>' for n in range(20))
TALK = "".join(
    f"<p><strong>PREGUNTA:</strong></p><p>¿Cuándo abre la biblioteca número {n}, y qué horario tendrá?</p>"
    f"<p><strong>ALCALDE:</strong> Abrirá en mayo, después de las obras de la planta {n}, todos los días.</p>"
    for n in range(12)
)
PAGE = (
    f"<!doctype html><html><head><title>T</title></head><body><div><ul>{TOPICS}</ul></div><div class=wrap>"
    f'<div><a href="/share">Compartir</a></div><div class=body><h1>Rueda de prensa</h1>{TALK}</div>'
    f"<div><h4>Noticias</h4><ul>{TOPICS}</ul></div></div><div><a href=c>Contacto</a> Derechos</div></body></html>"
)


def test_the_main_text_of_a_page_is_found_and_kept_whole() -> None:
    document = html(PAGE)
    assert document.text.startswith("Rueda de prensa\n\nPREGUNTA:\n\n¿Cuándo abre la biblioteca número 0,")
    assert document.text.endswith("planta 11, todos los días.")
    assert document.text.count("PREGUNTA:") == document.text.count("ALCALDE:") == 12
    assert_exact(document, PAGE)


def test_a_page_of_two_short_lines_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "talk.htm"
    path.write_text('<body><a href="x">Q: Why?</a><p>A: So.</p>')
    assert read(path).text == "Q: Why?\n\nA: So."


def test_offsets_of_check_are_into_the_file(tmp_path: Path) -> None:
    source = "<html><p><b>Q:</b> Are R&amp;D open?<p><b>A:</b> &#8220;Yes&#8221;<br>from May&hellip;"
    path = tmp_path / "talk.html"
    path.write_text(source)
    document = read(path)
    row = json.loads(exchanges_json(path, parse_speakers(document), document))
    assert source[row["question_start"] : row["question_end"]] == "Are R&amp;D open?"
    assert source[row["answer_start"] : row["answer_end"]] == "&#8220;Yes&#8221;<br>from May&hellip;"


@pytest.mark.parametrize(
    "bit", ["<p>", "<b>", "</b>", "&", "&amp", "<", '<a "', "<!--", "<![CDATA[", "<x>", "  a"]
)
@pytest.mark.slow
def test_damaged_markup_takes_no_more_than_its_length(bit: str) -> None:
    def cost(length: int) -> float:
        data = (bit * (length // len(bit))).encode()
        started = process_time()
        read_html(data)
        read_xml(data)
        return process_time() - started

    cost(1000)
    # Four times the length: what grows with its square takes sixteen times as long, each time.
    short = max(cost(100_000), 0.05)
    assert any(cost(400_000) < 10 * short for _ in range(3))


@pytest.mark.shared
def test_the_gold_of_xml_begins_and_ends_at_characters_that_are_seen(shared: Path) -> None:
    rows = map(json.loads, (shared / "transcripts" / "gold" / "dev.jsonl").read_text("utf-8").splitlines())
    starts: dict[str, set[int]] = {}
    ends: dict[str, set[int]] = {}
    checked = 0
    for row in rows:
        name = row["file"]
        if not name.endswith(".xml"):
            continue
        if name not in starts:
            document = read(shared / "transcripts" / "dev" / name)
            assert document.offsets is not None
            places = [document.offsets.character(at) for at in range(len(document.text))]
            starts[name], ends[name] = {start for start, _ in places}, {end for _, end in places}
        assert {row["question_start"], row["answer_start"]} <= starts[name]
        assert {row["question_end"], row["answer_end"]} <= ends[name]
        checked += 1
    assert checked == 39
