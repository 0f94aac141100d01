"""Citations taken away can be read by other programs, and lead back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.records import Citation
from onrecord.index.text.spans import Span
from onrecord.rag.citations import Quote, quote
from onrecord.rag.deserialize import quote_from_json
from onrecord.rag.exports import FORMATS, Cited, bibtex, csl_json, csv_table, json_list, markdown
from tests.conftest import PAIRS, transcript_of

BRIDGE = replace(
    quote(transcript_of(PAIRS), 1, Span(33, 57)),
    address="https://example.org/a?b=1&c={x}",
    page=2,
    place="Hall",
)
MARKET = quote(transcript_of(PAIRS), 2)
CITED = (Cited("When does it open?", BRIDGE), Cited("What does it cost?", MARKET))

printed = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


def saying(words: str) -> Quote:
    return replace(MARKET, text=words, title=words, answerer=words)


def test_markdown_has_questions_quotes_and_addresses() -> None:
    text = markdown(CITED)
    assert text.startswith("## When does it open?\n\n> The bridge opens in May.")
    assert f"`{BRIDGE.citation}`" in text
    assert text.count("## ") == 2
    assert markdown([CITED[0], CITED[0]]).count("## ") == 1


def test_markdown_in_a_quote_is_shown_not_obeyed() -> None:
    text = markdown([Cited("# a?", saying("# No *heading*\n[a](javascript:1) <b>\n1. one"))])
    assert "> \\# No \\*heading\\*\n> \\[a\\](javascript:1) \\<b\\>\n> 1\\. one" in text
    assert text.startswith("## \\# a?")


def test_a_csv_table_comes_back_whole() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_table(CITED).removeprefix("\ufeff"))))
    assert [row["quote"] for row in rows] == [BRIDGE.text, MARKET.text]
    assert Citation.parse(rows[0]["citation"]) == BRIDGE.citation
    assert (rows[0]["page"], rows[1]["page"], rows[0]["question"]) == ("2", "", "When does it open?")


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =cmd|'/C calc'!A0", "＝1"])
def test_no_cell_is_a_formula(words: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_table([Cited(words, saying(words))]).removeprefix("\ufeff"))))
    for cell in rows[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell
    # What is cut at tabs begins anew behind one.
    assert rows[1][1] == "'" + words.replace("\t=", "\t'=")


def test_json_holds_quotes_as_answers_do() -> None:
    rows = json.loads(json_list(CITED))
    assert [row.pop("asked_for") for row in rows] == ["When does it open?", "What does it cost?"]
    assert [quote_from_json(row) for row in rows] == [BRIDGE, MARKET]


def test_a_bibtex_parser_reads_every_entry() -> None:
    entries = bibtexparser.loads(bibtex(CITED)).entries
    assert [entry["ENTRYTYPE"] for entry in entries] == ["misc", "misc"]
    assert len({entry["ID"] for entry in entries}) == 2
    assert entries[0]["annote"] == BRIDGE.text
    assert entries[0]["year"] == "2020"
    assert entries[0]["url"] == "https://example.org/a?b=1&c=%7Bx%7D"
    assert str(BRIDGE.citation) in entries[0]["note"]


@given(printed)
@pytest.mark.slow
def test_whatever_a_quote_says_it_stays_inside_its_bibtex_field(words: str) -> None:
    entries = bibtexparser.loads(bibtex([Cited("?", saying(words)), CITED[0]])).entries
    assert len(entries) == 2
    assert {"author", "title", "annote", "note"} <= set(entries[0])


def test_a_quote_cited_twice_is_one_reference() -> None:
    assert len(bibtexparser.loads(bibtex([*CITED, CITED[0]])).entries) == 2
    assert len(json.loads(csl_json([*CITED, CITED[0]]))) == 2


def test_csl_json_has_what_reference_managers_read() -> None:
    first, second = json.loads(csl_json(CITED))
    assert first["type"] == "interview"
    assert first["issued"] == {"date-parts": [[2020, 2, 3]]}
    assert first["author"] == [{"literal": "Minister"}]
    assert first["interviewer"] == [{"literal": "Daily"}]
    assert first["abstract"] == BRIDGE.text
    assert first["note"] == str(BRIDGE.citation)
    assert first["id"] != second["id"]
    assert "URL" not in second


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    bad = replace(BRIDGE, address="javascript:alert(1)")
    assert "javascript" not in bibtex([Cited("?", bad)]) + csl_json([Cited("?", bad)])


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_cited_is_no_entry(name: str) -> None:
    assert BRIDGE.text not in FORMATS[name].write([])
