"""Tables of turns, captions and messages: a speaker and what is said, a row each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.index.errors import ReadError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.text.spans import joined

ASKED = ["When does the bridge open?", "What did it cost the town?", "Is there a toll to be paid?"]
ANSWERED = ["In May. The tests are done.", "Twelve million, as was planned.", "No. There never was one."]
TURNS = [
    turn
    for asked, answered in zip(ASKED, ANSWERED, strict=True)
    for turn in (("Ann Reed", asked), ("Tom Cole", answered))
]


def parsed(folder: Path, name: str, text: str) -> Transcript:
    file = folder / name
    file.write_text(text, "utf-8")
    return parse(read(file))


def told(transcript: Transcript) -> list[tuple[str, str]]:
    return [
        (joined(transcript.text, e.question_spans), joined(transcript.text, e.answer_spans))
        for e in transcript.exchanges
    ]


def listed(**names: str) -> str:
    return json.dumps([{names["speaker"]: name, names["text"]: words} for name, words in TURNS])


def numbered(name: str) -> int:
    return 0 if name == "Ann Reed" else 1


TABLES: dict[str, tuple[str, Callable[[], str]]] = {
    "speaker and text": ("a.json", lambda: listed(speaker="speaker", text="text")),
    "name and utterance": ("a.json", lambda: listed(speaker="name", text="utterance")),
    "in Chinese": ("a.json", lambda: listed(speaker="说话人", text="内容")),
    "pairs": ("a.json", lambda: json.dumps(TURNS)),
    "a name for a field": ("a.json", lambda: json.dumps([{name: words} for name, words in TURNS])),
    "deep inside": (
        "a.json",
        lambda: json.dumps({"talk": {"turns": [{"speaker": name, "text": words} for name, words in TURNS]}}),
    ),
    "one object a line": (
        "a.jsonl",
        lambda: "\n".join(json.dumps({"speaker": name, "text": words}) for name, words in TURNS),
    ),
    "word by word": (
        "a.json",
        lambda: json.dumps(
            {
                "monologues": [
                    {"speaker": name, "elements": [{"value": word} for word in words.split()]}
                    for name, words in TURNS
                ]
            }
        ),
    ),
    "comma-separated": ("a.csv", lambda: "speaker,text\n" + "\n".join(f'{n},"{w}"' for n, w in TURNS)),
    "parted by tabs": ("a.tsv", lambda: "Name\tUtterance\n" + "\n".join(f"{n}\t{w}" for n, w in TURNS)),
    "tabs in a text": ("a.txt", lambda: "\n".join(f"{n}\t{w}" for n, w in TURNS)),
}


@pytest.mark.parametrize("table", TABLES)
def test_turns_are_exchanges(table: str, tmp_path: Path) -> None:
    name, text = TABLES[table]
    found = parsed(tmp_path, name, text())
    assert told(found) == list(zip(ASKED, ANSWERED, strict=True))
    assert {(e.asker, e.answerer) for e in found.exchanges} == {("Ann Reed", "Tom Cole")}


def test_roles_that_a_field_tells(tmp_path: Path) -> None:
    roles = {"Ann Reed": "guest", "Tom Cole": "interviewer"}
    rows = [{"speaker": name, "role": roles[name], "text": words} for name, words in TURNS]
    found = parsed(tmp_path, "a.json", json.dumps(rows))
    assert {(e.asker, e.answerer) for e in found.exchanges} == {("Tom Cole", "Ann Reed")}
    messages = [{"role": ["user", "assistant"][numbered(n)], "content": words} for n, words in TURNS]
    assert len(parsed(tmp_path, "b.json", json.dumps({"messages": messages})).exchanges) == 3


@pytest.mark.parametrize(("unit", "whole"), [(1, False), (1000, True)])
def test_times_are_kept_in_seconds(unit: int, whole: bool, tmp_path: Path) -> None:
    rows = [
        {"speaker": "AB"[numbered(name)], "text": words, "start": (int if whole else float)(4 * i * unit)}
        for i, (name, words) in enumerate(TURNS)
    ]
    found = parsed(tmp_path, "a.json", json.dumps({"utterances": rows}))
    assert [found.time(e.answer_spans[0].start) for e in found.exchanges] == [
        "00:00:04",
        "00:00:12",
        "00:00:20",
    ]
    assert {(e.asker, e.answerer) for e in found.exchanges} == {("Speaker A", "Speaker B")}


def test_captions_of_one_speaker_are_one_turn(tmp_path: Path) -> None:
    rows = [
        ("", "Ann Reed", "When does"),
        ("", "Ann Reed", "it open?"),
        ("", "Tom Cole", "In"),
        ("", "", "May."),
    ]
    more = [("", name, words) for name, words in TURNS]
    text = "start,speaker,text\n" + "\n".join(",".join((a, b, f'"{c}"')) for a, b, c in [*rows, *more])
    assert told(parsed(tmp_path, "a.csv", text))[0] == ("When does it open?", "In May.")


def test_a_table_of_questions_stays_one(tmp_path: Path) -> None:
    faq = {
        "mainEntity": [
            {"name": q, "acceptedAnswer": {"text": a}} for q, a in zip(ASKED, ANSWERED, strict=True)
        ]
    }
    assert told(parsed(tmp_path, "a.json", json.dumps(faq))) == list(zip(ASKED, ANSWERED, strict=True))


def test_found_speakers_who_say_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("speaker,text\nAnn Reed,\nTom Cole,\n", "utf-8")
    with pytest.raises(ReadError, match="no row with a speaker and what is said"):
        read(file)
