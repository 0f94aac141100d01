"""Transcripts as governments, institutions, newsrooms and forums publish them: exchanges and who is who."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.errors import ParseError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Exchange
from onrecord.index.text.spans import joined
from tests.index.styles import told_in
from tests.index.styles.chambers import CHAMBERS
from tests.index.styles.conversations import CONVERSATIONS
from tests.index.styles.governments import GOVERNMENTS
from tests.index.styles.institutions import INSTITUTIONS
from tests.index.styles.ministries import MINISTRIES
from tests.index.styles.mixed import MIXED
from tests.index.styles.rough import ROUGH
from tests.index.styles.saved_pages import SAVED

PRINTED = {**GOVERNMENTS, **INSTITUTIONS, **MINISTRIES, **CONVERSATIONS, **CHAMBERS, **ROUGH, **MIXED}
FILES = {
    name: (".md" if "**" in text else ".txt", text, who) for name, (text, who) in PRINTED.items()
} | SAVED
# Written before the parser was seen, and still read otherwise than a reader would.
NOT_YET = {
    "a noon briefing with a guest": "a spokesman's turn that welcomes the guest stays in the answer before",
    "a printed page, running heads and page numbers": "a label that comes once right below a running head",
}


def tight(words: str) -> str:
    return "".join(words.replace("**", "").replace("<br>", "").split())


def exchanges_of(folder: Path, ending: str, text: str) -> tuple[str, tuple[Exchange, ...]]:
    file = folder / f"talk{ending}"
    file.write_text(text, encoding="utf-8")
    document = read(file)
    try:
        return document.text, parse(document).exchanges
    except ParseError:
        return document.text, ()


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.xfail(reason=NOT_YET[n])) if n in NOT_YET else n for n in FILES],
)
def test_published_transcripts(name: str, tmp_path: Path) -> None:
    ending, marked, who = FILES[name]
    printed, expected = told_in(marked)
    text, exchanges = exchanges_of(tmp_path, ending, printed)
    found = [(tight(joined(text, e.question_spans)), tight(joined(text, e.answer_spans))) for e in exchanges]
    assert found == [(tight(question), tight(answer)) for question, answer in expected]
    for told, meant in zip([(e.asker, e.outlet, e.answerer) for e in exchanges], who, strict=True):
        for said, name_meant in zip(told, meant, strict=True):
            assert name_meant is ... or tight(said or "") == tight(name_meant or "")
