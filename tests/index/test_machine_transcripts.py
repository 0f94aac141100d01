"""What tools write that turn speech into text: who asks and who answers is told from it, or from what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.errors import TableError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.text.spans import joined
from tests.index.styles.recorded import NAMELESS, NAMES, RECORDED, TALK

PAIRS = [
    (" ".join(TALK[n][1]), " ".join(TALK[n + 1][1])) for n in range(0, len(TALK), 2)
]  # fmt: skip


def parsed(folder: Path, file: tuple[str, bytes]) -> Transcript:
    name, data = file
    (folder / name).write_bytes(data)
    return parse(read(folder / name))


def words(text: str) -> str:
    return " ".join(text.replace(">>", " ").split())


@pytest.mark.parametrize("tool", RECORDED)
def test_who_asks_and_who_answers(tool: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, RECORDED[tool])
    pairs = [
        (words(joined(found.text, e.question_spans)), words(joined(found.text, e.answer_spans)))
        for e in found.exchanges
    ]
    assert pairs == PAIRS
    asked, answered = (
        {each for each in some if each}
        for some in zip(*((e.asker, e.answerer) for e in found.exchanges), strict=True)
    )
    assert len(asked) <= 1
    assert len(answered) <= 1
    if NAMES[1].encode() in RECORDED[tool][1] or RECORDED[tool][0].endswith((".docx", ".eaf")):
        assert (asked, answered) == ({NAMES[0]}, {NAMES[1]})


@pytest.mark.parametrize(
    "text",
    [
        "Dear all,\n\n>> When does it open?\n> In May.\n>> And why?\n> So.\n>> Is that all?\n\nYes.\n",
        "[x] The tower\n[x] The bridge\n[ ] The ferry\n[x] The toll\n",
        "[Note] The tower is grey.\n[Note] The bridge is red.\n[Note] The ferry is white.\n",
    ],
)
def test_what_only_looks_like_segments_is_kept_as_it_is(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("tool", NAMELESS)
def test_a_segment_without_a_speaker_is_nobodys(tool: str, tmp_path: Path) -> None:
    if NAMELESS[tool][0].endswith((".json", ".csv", ".tsv")):
        with pytest.raises(TableError, match="not by whom"):
            parsed(tmp_path, NAMELESS[tool])
        return
    found = parsed(tmp_path, NAMELESS[tool])
    questions = [part for who, parts in TALK for part in parts if part.endswith("?")]
    for each in found.exchanges:
        assert each.asker is None
        assert each.answerer is None
        answer = words(joined(found.text, each.answer_spans))
        assert not any(question in answer for question in questions)
        assert not answer.replace(".", "").isdigit()


@pytest.mark.parametrize("tool", ["WhisperX json", "Oyez json", "ELAN eaf", "Zoom vtt", "YouTube vtt"])
def test_a_quote_has_its_time(tool: str, tmp_path: Path) -> None:
    found = parsed(tmp_path, RECORDED[tool])
    times = [found.time(each.question_spans[0].start) for each in found.exchanges]
    assert times[0] == "00:00:00"
    assert times == sorted(times, key=str)
    assert times[-1] != times[0]
