"""Follow-up questions: what leans on an earlier question is taken together with it, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.errors import QuestionError
from onrecord.index.indexing import index_into
from onrecord.rag.assistant import Assistant
from onrecord.rag.conversation import Near, understand
from onrecord.rag.ellipsis import lean_of, named_instead
from onrecord.rag.settings import Settings
from tests.conftest import HashEmbedder

SETS = Path(__file__).parents[2] / "eval" / "sets"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("那日本呢？", "日本"),
        ("跟欧洲呢", "欧洲"),
        ("那麼臺灣的呢？", "台湾"),
        ("and Russia?", "Russia"),
        ("What about the new bridge?", "the new bridge"),
        ("And with India?", "India"),
        ("Et la France ?", "la France"),
        ("¿Y Rusia?", "Rusia"),
        ("Und Polen?", "Polen"),
        ("А Япония?", "Япония"),
        ("日本は？", "日本"),
        ("일본은요?", "일본"),
        ("وماذا عن روسيا؟", "روسيا"),
    ],
)
def test_a_name_that_takes_the_place_of_another_is_found(question: str, name: str) -> None:
    assert lean_of(question) == "instead"
    assert named_instead(question) == name


@pytest.mark.parametrize(
    "question",
    ["Why?", "why not", "And when exactly?", "What else did he say?", "为什么？", "他为什么这么说？", "在哪里？",
     "他还说了什么？", "还有吗？", "Pourquoi ?", "¿Por qué?", "Warum?", "Почему?", "なぜですか？", "왜요?", "لماذا؟"],
)  # fmt: skip
def test_a_question_that_only_asks_further_is_found(question: str) -> None:
    assert lean_of(question) == "further"


@pytest.mark.parametrize(
    "question",
    [
        "When will the new bridge over the river be open for cars?",
        "How does the ministry help the provinces at home this year?",
        "新大桥今年什么时候通车，收费吗？",
        "多少国家给中国游客免签？",
        "Wann wird die neue Brücke über den Fluss eröffnet?",
        "Когда откроется новый мост через широкую реку?",
        "",
        "???",
    ],
)
def test_a_question_that_says_it_all_leans_on_nothing(question: str) -> None:
    assert lean_of(question) == "none"


@pytest.fixture
def assistant(archive: Archive, embedder: HashEmbedder) -> Assistant:
    """Asks the archive with one small transcript, whatever it is sure of."""
    return Assistant(archive, embedder, Settings(threshold=0.0))


def test_why_is_asked_of_what_was_asked_before(assistant: Assistant) -> None:
    before = "What is a ticket for the ferry?"
    answer = assistant.ask("Why?", earlier=[before])
    assert answer.understood == (before, "Why?")
    assert answer.question == "Why?"
    assert answer.quotes[0].citation.exchange == 2
    assert assistant.ask("Why?").understood == ("Why?",)


def test_another_name_takes_the_place_of_the_one_before(assistant: Assistant) -> None:
    answer = assistant.ask("And the museum?", earlier=["When does the bridge open?"])
    assert answer.understood == ("When does the bridge open?", "And the museum?")
    assert answer.quotes[0].citation.exchange == 3


def test_several_turns_are_taken_together_up_to_the_last_that_stands_alone(assistant: Assistant) -> None:
    earlier = [
        "Will the old museum stay where it is today?",
        "What is a ticket for the ferry to the island?",
        "Why?",
    ]
    answer = assistant.ask("Since when?", earlier=earlier)
    assert answer.understood == (*earlier[1:], "Since when?")
    assert answer.quotes[0].citation.exchange == 2


def test_a_question_that_stands_alone_is_answered_as_without_a_conversation(assistant: Assistant) -> None:
    question = "Will the old museum in the town really stay where it is?"
    alone, after = assistant.ask(question), assistant.ask(question, earlier=["What does the ferry cost?"])
    assert (after.quotes, after.confidence, after.understood) == (alone.quotes, alone.confidence, (question,))


@pytest.mark.parametrize(
    ("both", "itself", "contrast", "together"),
    [
        (0.6, 0.5, 0.1, True),
        (0.5, 0.5, 0.1, True),
        # The record is nearer to it alone.
        (0.4, 0.5, 0.1, False),
        # It takes away from the question before, and is far from the record by itself.
        (0.55, 0.1, -0.1, False),
        (0.55, 0.1, 0.1, True),
        (0.64, 0.1, -0.04, True),
    ],
)
def test_where_the_form_does_not_tell_the_record_does(
    embedder: HashEmbedder, both: float, itself: float, contrast: float, together: bool
) -> None:
    before = "What about the ferry to the old island?"

    def nearness(words: str, vector: object) -> Near:
        if "ferry" not in words:
            return Near(itself, contrast)
        return Near(both if "free" in words else 0.64, 1.0)

    found = understand("Is it free?", [before], embedder.embed_questions, nearness)
    assert (len(found.questions) > 1) == together
    assert np.linalg.norm(found.vector) == pytest.approx(1, abs=1e-5)


def test_a_few_words_that_the_record_says_stand_alone(assistant: Assistant) -> None:
    before = "What is a ticket for the ferry?"
    found = assistant.ask("old maps", earlier=[before])
    assert found.understood == ("old maps",)
    assert found.quotes[0].citation.exchange == 3


def test_an_earlier_question_that_cannot_be_asked_is_refused(assistant: Assistant) -> None:
    with pytest.raises(QuestionError, match="the question is empty"):
        assistant.ask("Why?", earlier=[" "])


def test_a_long_conversation_is_looked_back_into_but_not_endlessly(assistant: Assistant) -> None:
    answer = assistant.ask("Why?", earlier=["Why?"] * 500 + ["what about " + "word " * 900])
    assert len(answer.understood) <= 6


@pytest.mark.model
@pytest.mark.shared
def test_dialogues_over_the_2019_record(shared: Path, tmp_path: Path) -> None:
    embedder = load_embedder()
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, [shared / "corpora" / "press-2019-03-08.txt"]))
    assistant = Assistant(archive, embedder)
    right, carried = [], []
    for line in (SETS / "press-2019-03-08.dialogues.dev.jsonl").read_text("utf-8").splitlines():
        dialogue = json.loads(line)
        asked: list[str] = []
        for turn in dialogue["turns"]:
            answer = assistant.ask(turn["question"], earlier=asked)
            if turn["follows"]:
                best = (answer.quotes or answer.nearest)[0].citation
                right.append(f"{best.transcript}/{best.exchange}" in turn["exchanges"])
            elif asked:
                carried.append(len(answer.understood) > 1)
            asked.append(turn["question"])
    assert np.mean(right) >= 0.85
    assert np.mean(carried) <= 0.1


@pytest.mark.model
@pytest.mark.shared
def test_a_short_question_about_something_else_is_not_taken_with_the_one_before(
    shared: Path, tmp_path: Path
) -> None:
    """By their form these may follow; whether they do, the record tells."""
    embedder = load_embedder()
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, [shared / "corpora" / "press-2019-03-08.txt"]))
    assistant = Assistant(archive, embedder)
    lines = (Path(__file__).parent / "short_questions.jsonl").read_text("utf-8").splitlines()
    together: dict[bool, list[bool]] = {True: [], False: []}
    for row in map(json.loads, lines):
        if row["record"] == "press-2019-03-08":
            understood = assistant.ask(row["question"], earlier=[row["earlier"]]).understood
            together[row["follows"]].append(len(understood) > 1)
    follows, others = together[True], together[False]
    assert (len(follows), len(others)) == (15, 15)
    assert sum(follows) >= 12
    assert sum(others) <= 2
