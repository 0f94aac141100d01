"""What readers judged can be asked as a set of one's own."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.eval.datasets.feedback import Judgement, own_set
from onrecord.eval.datasets.own import read_own
from onrecord.index.archive.archive import Archive
from onrecord.index.records import Citation
from onrecord.ui.messages import ENGLISH
from onrecord.ui.page.services import export_judgements

OPEN = "When does the bridge open?"


def test_liked_quotes_are_right_and_what_was_not_liked_is_told(tmp_path: Path, archive: Archive) -> None:
    words = "The bridge opens in May."
    at = archive.transcript("talk").text.index(words)
    rows = [
        {
            "question": OPEN,
            "citation": f"talk/1@{at}-{at + 24}",
            "text": words,
            "verdict": "yes",
            "note": "yes!",
        },
        {
            "question": OPEN,
            "citation": f"talk/1@{at + 25}-{at + 53}",
            "text": "It was built in three years.",
            "verdict": "no",
        },
        {"question": "Only no?", "citation": f"talk/1@{at}-{at + 24}", "text": words, "verdict": "no"},
        {"question": "Gone?", "citation": "talk/1@40-50", "text": "no such words", "verdict": "yes"},
        {"question": "Elsewhere?", "citation": "nowhere/1@40-50", "text": words, "verdict": "yes"},
        {"question": "Damaged?"},
        None,
    ]
    file = export_judgements(archive, rows, ENGLISH)
    path = tmp_path / file["name"]
    path.write_text(file["text"], "utf-8")
    question, refused = read_own(path, ["talk"], archive.transcript).questions
    assert (question.question, dict(question.relevant), question.lang) == (OPEN, {"talk/1": 1}, "en")
    assert [gold.span.of(archive.transcript("talk").text) for gold in question.gold] == [words]
    row, alone = map(json.loads, file["text"].splitlines())
    assert row["notes"] == ["yes!"]
    assert row["disliked"] == [f"talk/1@{at + 25}-{at + 53}"]
    # That nothing which was shown answers is a judgement too, and needs no note.
    assert (refused.question, dict(refused.relevant), refused.kind) == ("Only no?", {}, "not answered")
    assert alone["disliked"] == [f"talk/1@{at}-{at + 24}"]


def test_nothing_judged_to_answer_is_no_file(archive: Archive) -> None:
    for rows in ([], None, "x", [{"question": OPEN}]):
        assert export_judgements(archive, rows, ENGLISH) == {"problem": ENGLISH.nothing_judged}


def test_a_question_liked_in_two_exchanges_has_both() -> None:
    said = [Judgement("?", Citation("talk", n, 1, 5), True, "four") for n in (2, 3, 2)]
    assert json.loads(own_set(said))["exchanges"] == ["talk/2", "talk/3"]
