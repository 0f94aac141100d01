"""Word, PDF, captions and tables: their text, what else they tell, and what bad files get."""

from __future__ import annotations

import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.index.document import Document
from onrecord.index.errors import ReadError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import FORMATS, read
from onrecord.index.text.spans import joined
from onrecord.index.units import findable
from tests.index.made_files import pdf

Told = list[tuple[str | None, str, str]]


def told(document: Document) -> Told:
    """Asker, question and answer of each exchange."""
    return [
        (e.asker, joined(document.text, e.question_spans), joined(document.text, e.answer_spans))
        for e in parse(document).exchanges
    ]


def word() -> bytes:
    made = docx.Document()
    made.add_heading("The library", 1)
    paragraph = made.add_paragraph()
    paragraph.add_run("Q: ").bold = True
    paragraph.add_run("When does\nit open?")
    made.add_paragraph("A: In May.")
    table = made.add_table(1, 2)
    table.rows[0].cells[0].text = "Q:"
    table.rows[0].cells[1].text = "Which day?"
    made.add_paragraph("A: The second.")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    made = openpyxl.Workbook()
    first = made.worksheets[0]
    first.append(["id", "问题", "答案", "媒体"])
    first.append([1, "图书馆何时开放？", "五月。", "《晨光报》"])
    first.append([2, None, "没有问题。", "《晨光报》"])
    made.create_sheet("notes").append(["something", "else"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read_bytes(folder: Path, name: str, data: bytes | str) -> Document:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read(folder / name)


def test_a_word_document_is_read_in_order_with_its_emphasis(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, "talk.docx", word())
    assert (
        document.text == "The library\nQ: When does\nit open?\nA: In May.\nQ:\tWhich day?\nA: The second.\n"
    )
    assert [span.of(document.text) for span in document.emphasis] == ["The library", "Q: "]
    assert told(document) == [(None, "When does\nit open?", "In May."), (None, "Which day?", "The second.")]


def test_inserted_words_and_form_fields_are_read_and_deleted_words_are_not(tmp_path: Path) -> None:
    with ZipFile(BytesIO(word())) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    body = parts["word/document.xml"].decode()
    new = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Q: Is it</w:t></w:r><w:ins><w:r><w:t> free?</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>dear?</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>A: Yes.</w:t></w:r></w:p>"
    )
    at = body.index("<w:p>")
    parts["word/document.xml"] = (body[:at] + new + body[at:]).encode()
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert read_bytes(tmp_path, "talk.docx", out.getvalue()).text.startswith("Q: Is it free?\nA: Yes.\n")


def test_a_table_inside_a_table_is_read_once(tmp_path: Path) -> None:
    made = docx.Document()
    cell = made.add_table(1, 2).rows[0].cells[1]
    cell.text = "outer"
    cell.add_table(1, 1).rows[0].cells[0].text = "inner"
    out = BytesIO()
    made.save(out)
    assert read_bytes(tmp_path, "talk.docx", out.getvalue()).text.split() == ["outer", "inner"]


def test_the_pages_of_a_pdf_are_known(tmp_path: Path) -> None:
    document = read_bytes(
        tmp_path, "talk.pdf", pdf([["Q: When does it", "open?"], ["A: In May, we", "hope."]])
    )
    assert document.text == "Q: When does it\nopen?\fA: In May, we\nhope."
    assert [document.text[page : page + 2] for page in document.pages] == ["Q:", "A:"]
    assert len(told(document)) == 1


def test_a_word_cut_at_a_line_of_a_pdf_is_whole_where_it_is_searched(tmp_path: Path) -> None:
    document = read_bytes(tmp_path, "talk.pdf", pdf([["Q: Will the pub-", "lic be let in?", "A: In May."]]))
    transcript = parse(document)
    assert "pub-\nlic" in joined(document.text, transcript.exchanges[0].question_spans)
    assert [unit.words for unit in findable(transcript)] == ["Will the public be let in?", "In May."]


def test_captions_keep_their_times(tmp_path: Path) -> None:
    document = read_bytes(
        tmp_path,
        "talk.vtt",
        "\ufeffWEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v.loud Ann>When does <b>it</b>\nopen &amp; close?\n\n"
        "two\n01:00:03.500 --> 01:00:04.000 line:0\n<v Ann>open &amp; close?\nTell us?\n\n"
        "01:00:05.000 --> 01:00:06.000\n<v Bob>In May.\n",
    )
    assert document.text == "Ann: When does it\nopen & close?\nTell us?\nBob: In May."
    assert [(document.text[at:][:5], seconds) for at, seconds in document.times] == [
        ("Ann: ", 1.0),
        ("Tell ", 3603.5),
        ("Bob: ", 3605.0),
    ]
    srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Q: When?</i>\r\n\r\n2\r\n00:00:03,250 --> 00:00:04,000\r\nA: May\r\n"
    document = read_bytes(tmp_path, "talk.srt", srt)
    assert document.text == "Q: When?\nA: May"
    assert document.times == ((0, 1.0), (9, 3.25))


TABLES: dict[str, tuple[bytes | str, Told]] = {
    "names.xlsx": (workbook(), [("《晨光报》", "图书馆何时开放？", "五月。")]),
    "semicolon.csv": (
        'no;Frage;Antwort\n1;"Wann, bitte?";"Im Mai;\nbald"\n2;;leer\n',
        [(None, "Wann, bitte?", "Im Mai;\nbald")],
    ),
    "bare.csv": (
        'Where?,There.\nWhen?,"Now, or later."\n',
        [(None, "Where?", "There."), (None, "When?", "Now, or later.")],
    ),
    "swapped.tsv": ("Answer\tQuestion\tReporter\nSo.\tWhy?\tAnn\n", [("Ann", "Why?", "So.")]),
    "numbers.csv": ("id,q,a\r\n7,Why?,So.\r\n", [(None, "Why?", "So.")]),
    "nested.json": (
        json.dumps({"v": 1, "faq": [{"q": "Why?", "a": ["So.", "Thus."]}]}),
        [(None, "Why?", "So.\nThus.")],
    ),
    "keys.json": ('{"Why?": "So.", "How?": "Thus."}', [(None, "Why?", "So."), (None, "How?", "Thus.")]),
    "lines.jsonl": (
        '{"질문": "언제?", "답변": {"text": "5월."}}\n\n{"질문": "왜?"}\n',
        [(None, "언제?", "5월.")],
    ),
    "arrays.jsonl": (
        '["Why?", "So."]\n["How?", "Thus."]\n',
        [(None, "Why?", "So."), (None, "How?", "Thus.")],
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_gives_its_exchanges(tmp_path: Path, name: str) -> None:
    data, expected = TABLES[name]
    assert told(read_bytes(tmp_path, name, data)) == expected


GOOD: dict[str, bytes] = {
    "a.docx": word(),
    "a.xlsx": workbook(),
    "a.pdf": pdf([["Q: Why?", "A: So."]]),
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nQ: When?\n",
    "a.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nQ: When?\n",
    "a.json": b'[{"q": "Why?", "a": "So."}]',
    "a.jsonl": b'{"q": "Why?", "a": "So."}\n{"q": "Why?", "a": "So."}\n',
    "a.csv": b"q,a\nWhy?,So.\n",
    "a.html": b"<p>Q: Why?<p>A: So.",
    "a.xml": b"<t>Q: Why?\nA: So.</t>",
    "a.otr": b'{"text": "<p>Q: Why?</p><p>A: So.</p>", "media": "", "media-time": 0}',
    "a.eaf": b'<ANNOTATION_DOCUMENT><TIER TIER_ID="Ann"><ANNOTATION><ALIGNABLE_ANNOTATION>'
    b"<ANNOTATION_VALUE>Why?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
}


def bomb(name: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr(name, b" " * 20_000_000)
    return out.getvalue()


BAD: dict[str, tuple[str, bytes, str]] = {
    **{f"empty {name}": (name, b"", "is empty") for name in GOOD},
    **{
        f"cut {name}": (name, GOOD[name][: len(GOOD[name]) // 2], "is damaged")
        for name in ("a.docx", "a.xlsx")
    },
    "cut pdf": ("a.pdf", GOOD["a.pdf"][:40], "is damaged as a PDF"),
    "no pdf": ("a.pdf", b"Q: Why?", "is no PDF"),
    "locked pdf": ("a.pdf", pdf([["Q: Why?"]], encrypted=True), "is encrypted"),
    "scanned pdf": ("a.pdf", pdf([[], []]), "has no text, only pictures"),
    "old doc": ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(100), "is encrypted or in Word's old format"),
    "old xls": ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(100), "is encrypted or in Excel's old format"),
    "bomb docx": ("a.docx", bomb("word/document.xml"), "unpacks to 1021 times its size"),
    "zip as docx": ("a.docx", GOOD["a.xlsx"], "is damaged as a Word document"),
    "docx as xlsx": ("a.xlsx", GOOD["a.docx"], "is damaged as a workbook"),
    "no captions": ("a.srt", b"Q: Why?\nA: So.", "has no caption"),
    "no vtt": ("a.vtt", b"Q: Why?\nA: So.", "has no caption"),
    "cut json": ("a.json", GOOD["a.json"][:-1], "is not JSON (Expecting ',' delimiter"),
    "deep json": ("a.json", b"[" * 200_000, "is not JSON"),
    "cut jsonl": ("a.jsonl", GOOD["a.jsonl"][:-5], "is not JSON (line 2: "),
    "no columns": ("a.csv", b"just one column\nof words\n", "has no row with a question and an answer"),
    "long cell": ("a.csv", b'q,a\n"' + b"x" * 200_000, "is not a table that can be read"),
    "binary html": ("a.html", b"\x00\x01" * 50, "is binary"),
    "blank html": ("a.html", b"<script>x</script>", "is empty"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_of_each_format_is_named_with_what_is_wrong(tmp_path: Path, what: str) -> None:
    name, data, wrong = BAD[what]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as error:
        read(path)
    assert str(error.value).startswith(f"{path} {wrong}")
    assert "\n" not in str(error.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_damage_is_never_more_than_a_read_error(tmp_path: Path, name: str, data: st.DataObject) -> None:
    damaged = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3)) or b"<"
    path = tmp_path / name
    path.write_bytes(bytes(damaged))
    with suppress(ReadError):
        assert read(path).text.strip()


def test_every_format_is_tested() -> None:
    tested = {Path(name).suffix for name in (*GOOD, *TABLES)}
    same = {".htm": ".html", ".xhtml": ".html", ".ndjson": ".jsonl"}
    plain = {"", ".txt", ".text", ".md", ".markdown"}
    assert {same.get(suffix, suffix) for suffix in FORMATS} - plain == tested
