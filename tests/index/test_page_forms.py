"""Questions and answers in the forms that web pages give them."""

from __future__ import annotations

import pytest

from onrecord.index.parsing.parser import parse
from onrecord.index.readers.html import read_html
from onrecord.index.text.spans import joined

PAIRS = [
    ("When does the bridge open?", "In May. The tests are done."),
    ("What did it cost the town?", "Twelve million, as was planned."),
    ("Is there a toll to be paid?", "No. There never was one."),
]


@pytest.mark.parametrize(
    ("before", "pair", "after"),
    [
        ("", "<p><b>Ann Reed</b> {q}</p><p><b>Tom Cole</b> {a}</p>", ""),
        ("", "<p><b>{q}</b><br>{a}</p>", ""),
        ("<dl>", "<dt>{q}</dt><dd>{a}</dd>", "</dl>"),
        ("", "<details><summary>{q}</summary><p>{a}</p></details>", ""),
        ("", "<h2><button aria-expanded=false>{q}</button></h2><div>{a}</div>", ""),
        ("", "<blockquote>{q}</blockquote><p>{a}</p>", ""),
        ("", "<p><em>{q}</em></p><p>{a}</p>", ""),
        ("<ol>", "<li><p>{q}</p><p>{a}</p></li>", "</ol>"),
        ("<table><tr><th>Question<th>Answer", "<tr><td>{q}</td><td>{a}</td></tr>", "</table>"),
        ("<table>", "<tr><td>Ann Reed<td>{q}<tr><td>Tom Cole<td>{a}", "</table>"),
        ("", "<div class=turn><i>Ann Reed</i>: {q}</div><div><i>Tom Cole</i>: {a}</div>", ""),
    ],
)
def test_forms_of_pages(before: str, pair: str, after: str) -> None:
    body = before + "".join(pair.format(q=q, a=a) for q, a in PAIRS) + after
    found = read_html(
        f"<html><body><h1>A talk</h1><p>Ada Bay asked about the bridge.</p>{body}</body></html>".encode()
    )
    exchanges = parse(found).exchanges
    told = [(joined(found.text, e.question_spans), joined(found.text, e.answer_spans)) for e in exchanges]
    assert told == PAIRS


@pytest.mark.parametrize("start", ["<![CDA", "<![Q", "<!", "<![if"])
def test_marked_sections_that_nobody_knows(start: str) -> None:
    found = read_html(f"<html><head>{start}<title>A talk</title></head><p>Q: When?<p>A: In May.".encode())
    assert len(parse(found).exchanges) == 1
