"""What ``onrecord check`` shows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from onrecord.index.parsing.parser import parse_speakers
from onrecord.index.readers.html import read_html
from onrecord.index.report import Doubt
from onrecord.ui.cli.check_output import exchanges_json, report_json, table
from onrecord.ui.cli.output import columns, padded, shortened
from tests.index.test_certainty import TALK
from tests.index.test_transcripts import document

FILE = Path("talk.txt")


def shown(text: str) -> list[str]:
    return table(FILE, parse_speakers(document(text)), document(text)).splitlines()


def test_the_table_tells_who_speaks_what_is_left_out_and_how_sure_it_is() -> None:
    lines = shown(TALK)
    assert lines[0].startswith("talk.txt: 2 exchanges, 2 statements, confidence 0.")
    assert "Opening of the bridge" in lines[1]
    assert "2024-05-03" in lines[1]
    assert "  asks       Q (3)" in lines
    assert "  answers    MS. COLE (2)" in lines
    assert "  moderates  MODERATOR (2)" in lines
    assert any(line.startswith("  left out   front matter (") for line in lines)
    assert any(line.startswith("    2   question → MS. COLE ") and line.endswith("cost?") for line in lines)


def test_every_line_of_the_table_fits_in_100_columns() -> None:
    names = "".join(
        f"晨光晚报驻海港地区第{n}记者站特派记者：大桥{'今年五月' * 30}通车吗？\n李四：五月通车{'很好' * 40}。\n"
        for n in range(9)
    )
    for line in shown(names):
        assert columns(line) <= 100


def test_a_follow_up_has_a_sign() -> None:
    text = "问：桥什么时候通车？\n答：五月。\n追问：多少钱？\n答：四块。\n"
    lines = shown(text)
    assert any(line.startswith("    2 ↳ question → answer") for line in lines)
    rows = [
        json.loads(line)
        for line in exchanges_json(FILE, parse_speakers(document(text)), document(text)).splitlines()
    ]
    assert [row["follows"] for row in rows] == [None, 1]


def test_a_doubtful_parse_says_who_speaks_which_turns_and_what_to_do() -> None:
    found = parse_speakers(document(TALK))
    report = replace(found.transcript.report, confidence=0.2, doubts=(Doubt(2, "ends_asking"),))
    doubtful = replace(found, transcript=replace(found.transcript, report=report))
    lines = table(FILE, doubtful, document(TALK)).splitlines()
    assert lines[0].endswith("confidence 0.20 (doubtful)")
    assert "  exchange 2: the answer ends with a question" in lines
    at = lines.index("  speaks     MS. COLE (2): answers")
    assert lines[at + 1].strip().startswith("It opens on the first of May")
    assert lines[at + 2].strip().startswith("A ticket for it is four crowns")
    assert "--choose" in lines[-2]
    assert "--question-marker" in lines[-1]
    sure = replace(found, transcript=replace(found.transcript, report=replace(report, confidence=0.9)))
    assert "--question-marker" not in table(FILE, sure, document(TALK))


def test_the_report_as_json_has_offsets_into_the_file() -> None:
    source = "<p>Bridges &amp; ferries</p><p>Q: When?</p><p>A: In May.</p><p>Q: Where?</p><p>A: There.</p>"
    read = replace(read_html(source.encode()), name="talk.html")
    found = json.loads(report_json(FILE, parse_speakers(read), read))
    front = next(each for each in found["left_out"] if each["kind"] == "front matter")
    ((start, end),) = front["spans"]
    assert (front["kind"], source[start:end]) == ("front matter", "Bridges &amp; ferries")
    assert found["exchanges"] == 2
    assert {voice["marker"]: voice["turns"] for voice in found["voices"]} == {"Q": 2, "A": 2}
    assert 0 < found["confidence"] < 1


def test_ideographs_take_two_columns_and_marks_none() -> None:
    assert (columns("问Q"), columns("é"), columns("हिंदी")) == (3, 1, 4)
    assert columns(padded("大桥今年", 5)) == 5
    assert shortened("abc", 3) == "abc"
    assert shortened("大桥", 4) == "大桥"
