"""Transcripts of many kinds of sources at first sight, with the role model."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from onrecord.index.parsing.parser import parse
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.readers.sources import read
from onrecord.index.text.spans import joined
from tests.index.styles import told_in
from tests.index.styles.first_sight import FIRST_SIGHT

NOT_YET = {
    "an office of information, in Chinese": "a title and a name that come once on a line of their own",
    "a newspaper, stars and dashes, in Vietnamese": "a name before one answer only",
}
_TAG = re.compile(r"<[^>]+>")


def tight(words: str) -> str:
    return "".join(unescape(_TAG.sub("", words)).split())


@pytest.mark.model
@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.xfail(reason=NOT_YET[n])) if n in NOT_YET else n for n in FIRST_SIGHT],
)
def test_first_sight(name: str, role_model: RoleModel, tmp_path: Path) -> None:
    ending, marked = FIRST_SIGHT[name]
    text, expected = told_in(marked)
    file = tmp_path / f"talk{ending}"
    file.write_text(text, encoding="utf-8")
    transcript = parse(read(file), role_model=role_model)
    found = [
        (tight(joined(transcript.text, e.question_spans)), tight(joined(transcript.text, e.answer_spans)))
        for e in transcript.exchanges
    ]
    assert found == [(tight(question), tight(answer)) for question, answer in expected]
