"""Questions that ask for a summary, a list, a count or a translation, which quotes are not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from onrecord import index_paths
from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.bundled import load_bundled
from onrecord.index.text.folding import fold
from onrecord.rag.assistant import Assistant
from onrecord.rag.requests import KINDS, Request, RequestModel, probabilities
from onrecord.rag.settings import Settings
from tests.conftest import HashEmbedder

SETS = Path(__file__).parents[2] / "eval" / "sets"
Told = Callable[[str], Request | None]
QUESTION = "What is a ticket for the ferry?"


def always(kind: Request) -> RequestModel:
    """Takes every question for the same request."""
    bias = np.array([10.0 if each == kind else 0.0 for each in KINDS], np.float32)
    return RequestModel(np.zeros((HashEmbedder.dimension, len(KINDS)), np.float32), bias, 0.5)


@pytest.fixture
def assistant(archive: Archive, embedder: HashEmbedder) -> Assistant:
    """Asks the archive with one small transcript, in which everything is answered."""
    return Assistant(archive, embedder, Settings(threshold=0.0))


def test_the_surest_kind_is_told_where_it_is_sure_enough() -> None:
    model = RequestModel(np.eye(5, dtype=np.float32) * 10, np.zeros(5, np.float32), 0.5)
    assert [model.request(row) for row in np.eye(5, dtype=np.float32)] == [*get_args(Request), None]
    assert model.request(np.zeros(5, np.float32)) is None
    assert replace(model, threshold=0.2).request(np.zeros(5, np.float32)) == "summary"
    # Two kinds that are as likely are each less likely than one half.
    assert model.request(np.array([1, 1, 0, 0, 0], np.float32)) is None


def test_probabilities_are_those_of_the_scores() -> None:
    weights = np.log(np.array([[1, 2, 3, 4, 10]], np.float32))
    found = probabilities(np.array([[1.0], [0.0]], np.float32), weights, np.zeros(5, np.float32))
    assert found == pytest.approx(np.array([[0.05, 0.1, 0.15, 0.2, 0.5], [0.2] * 5]))


def test_with_another_embedder_nothing_is_a_request(assistant: Assistant) -> None:
    assert RequestModel.of(HashEmbedder()) is None
    answer = assistant.ask("Summarise this.")
    assert (answer.request, answer.answered) == (None, True)


@pytest.mark.parametrize("kind", ["summary", "count", "translation"])
def test_what_quotes_cannot_be_is_not_answered_by_them(assistant: Assistant, kind: Request) -> None:
    plain = assistant.ask(QUESTION, question_id="1")
    assistant._requests = always(kind)
    told = assistant.ask(QUESTION, question_id="1")
    unanswered = replace(plain, verdict=told.verdict, quotes=(), nearest=plain.quotes, request=kind)
    assert told == unanswered
    assert not told.answered
    assert told.to_dict()["request"] == kind


def test_the_quotes_of_a_list_are_its_beginning(assistant: Assistant) -> None:
    plain = assistant.ask(QUESTION, question_id="1")
    assistant._requests = always("list")
    assert assistant.ask(QUESTION, question_id="1") == replace(plain, request="list")
    refusing = Assistant(assistant.archive, HashEmbedder(), Settings(threshold=1.0))
    refusing._requests = always("list")
    told = refusing.ask(QUESTION)
    assert (told.answered, told.request) == (False, "list")


def test_only_the_words_of_the_last_question_are_a_request(assistant: Assistant) -> None:
    (why,) = HashEmbedder().embed_questions(["Why?"])
    weights = np.zeros((HashEmbedder.dimension, len(KINDS)), np.float32)
    weights[:, KINDS.index("count")] = 100 * why
    # Only what is hardly anything but these words is taken for a request.
    assistant._requests = RequestModel(weights, np.array([0, 0, -95, 0, 0], np.float32), 0.5)
    assert assistant.ask("Why?").request == "count"
    told = assistant.ask("Why?", earlier=[QUESTION])
    assert (told.understood, told.request) == ((QUESTION, "Why?"), "count")
    assert assistant.ask(QUESTION, earlier=["Why?"]).request is None


@pytest.fixture(name="told", scope="module")
def _told() -> Told:
    """What the bundled model takes a question for."""
    embedder = load_bundled()
    model = RequestModel.of(embedder)
    assert model is not None
    assert model.weights.shape == (embedder.dimension, len(KINDS))
    return lambda question: model.request(embedder.embed_questions([fold(question)])[0])


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Summarise this.", "summary"),
        ("summary please", "summary"),
        ("总结一下", "summary"),
        ("Resume la conferencia de prensa, por favor.", "summary"),
        ("لخص المؤتمر الصحفي", "summary"),
        ("記者会を要約してください。", "summary"),
        ("List all questions about Taiwan.", "list"),
        ("列出所有关于美国的问题", "list"),
        ("Liste toutes les questions sur la Russie", "list"),
        ("모든 질문 목록을 보여 줘", "list"),
        ("How many times did he mention Taiwan?", "count"),
        ("这次一共问了几个问题？", "count"),
        ("Сколько раз он упомянул Японию?", "count"),
        ("Wie oft hat er Russland erwähnt?", "count"),
        ("Translate this into English", "translation"),
        ("把这段话翻译成英文", "translation"),
        ("Переведи это на английский язык", "translation"),
        ("Traduce la respuesta al español", "translation"),
    ],
)
def test_requests_are_told_in_many_languages(told: Told, question: str, kind: Request) -> None:
    assert told(question) == kind


@pytest.mark.model
@pytest.mark.parametrize(
    "question",
    [
        "How many people were hurt?",
        "What is on the list of sanctioned companies?",
        "Who translated for him?",
        "How many times has he visited Beijing?",
        "Which summit was held?",
        "When does the bridge open?",
        "有多少人受伤？",
        "谁给他当翻译？",
        "¿Cuántos países participan?",
        "Combien de fois est-il allé à Pékin ?",
        "Какой саммит состоялся?",
        "制裁リストに載っている企業はどこですか。",
        "Kaç kişi yaralandı?",
    ],
)
def test_questions_that_look_like_requests_are_none(told: Told, question: str) -> None:
    assert told(question) is None


@pytest.mark.model
def test_no_question_of_our_sets_is_a_request(told: Told) -> None:
    files = [SETS / f"press-2019-03-08.{part}.jsonl" for part in ("dev", "test")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    assert len(lines) == 590
    questions = [json.loads(line)["question"] for line in lines]
    assert [question for question in questions if told(question)] == []


@pytest.mark.model
def test_a_request_to_a_real_record_is_said_and_its_question_is_answered(tmp_path: Path) -> None:
    list(index_paths(tmp_path, [SETS.parents[1] / "ui" / "sample" / "on-record-interview-en.txt"]))
    assistant = Assistant.open(tmp_path)
    for question, kind in (("Summarise the interview.", "summary"), ("这次访谈总结一下。", "summary")):
        told = assistant.ask(question)
        assert (told.request, told.answered, told.quotes) == (kind, False, ())
        assert told.nearest
    listed = assistant.ask("List all questions about my data being sent anywhere.")
    assert listed.request == "list"
    assert len(listed.quotes) + len(listed.nearest) == 3
    plain = assistant.ask("Is my data sent anywhere?")
    assert (plain.request, plain.answered) == (None, True)
