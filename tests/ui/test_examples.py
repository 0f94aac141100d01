"""Example questions come from the record, in the reader's language, and the record answers each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.indexing import index_into
from onrecord.index.records import Transcript
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from onrecord.ui.locations import sample_record
from onrecord.ui.messages import LANGUAGES, Messages
from onrecord.ui.page.examples import MOST, Examples, sample_questions
from onrecord.ui.page.topics import topics
from tests.conftest import HashEmbedder
from tests.ui.fakes import press, transcript

WORDS = {words.tag: words for words in LANGUAGES}
ABROAD = transcript(
    "abroad",
    "Abroad",
    "2024-05-02",
    [
        (
            "The Weekly",
            "Will Japan join the harbour fair next year?",
            "Mayor",
            "Japan joins the fair in June.",
        ),
        ("The Daily", "Has Peru sent word about its ships?", "Mayor", "Peru sends two ships."),
        ("The Daily", "Are there news of the G20?", "Mayor", "The G20 meets in autumn, far from us."),
        ("The Monthly", "Why is that? And what of it?", "Mayor", "It rains."),
    ],
)


@pytest.fixture
def assistant(tmp_path: Path, embedder: HashEmbedder) -> Assistant:
    """Asks an empty record; every question is answered with what shares its words."""
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    return Assistant(archive, embedder, Settings(threshold=0))


def examples(assistant: Assistant, tag: str, *held: Transcript) -> list[str]:
    for each in held:
        assistant.archive.add(each, HashEmbedder())
    return Examples(assistant)(WORDS[tag])


def test_they_are_sentences_of_the_record_in_the_readers_language(assistant: Assistant) -> None:
    found = examples(assistant, "en", ABROAD)
    assert set(found[:2]) == {"Will Japan join the harbour fair next year?", "Are there news of the G20?"}
    assert not any("Why is that" in each or "what of it" in each for each in found)


def test_a_reader_of_another_language_is_offered_what_the_record_speaks_of(assistant: Assistant) -> None:
    found = examples(assistant, "es", ABROAD)
    assert "¿Qué se dijo sobre G20?" in found
    assert not any("harbour" in each for each in found)


def test_places_and_abbreviations_are_topics_but_not_what_everybody_asks_about() -> None:
    asked = [
        "Japan and Peru?",
        "Has China heard of Japan?",
        "Will China join the G20?",
        "What does China say?",
    ]
    found = topics(asked, "ru")
    assert [topic.name for topic in found] == ["Япония", "Перу", "G20"]
    assert found[0].is_in("日本是我们的邻居")
    assert not found[0].is_in("秘鲁是我们的邻居")
    assert found[2].is_in("出席G20峰会")


def test_where_nothing_has_a_name_in_their_language_they_are_the_records_own(assistant: Assistant) -> None:
    held = transcript("x", "X", None, [("A", "When does the gate open next year?", None, "In May.")])
    assert examples(assistant, "ko", held) == ["When does the gate open next year?"]


def test_what_the_record_does_not_answer_is_no_example(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    archive.add(ABROAD, embedder)
    assert Examples(Assistant(archive, embedder, Settings(threshold=1)))(WORDS["en"]) == []


def test_there_are_at_most_six_none_twice_and_none_of_nothing(assistant: Assistant) -> None:
    assert examples(assistant, "en") == []
    many = [
        transcript(
            f"hall-{n}", "Halls", None, [("A", f"Is hall {n % 9} open to visitors?", None, f"Hall {n} is.")]
        )
        for n in range(12)
    ]
    found = examples(assistant, "en", *many)
    assert 1 < len(found) == len(set(found)) <= MOST


def test_what_is_shown_first_to_an_example_is_of_the_exchange_that_it_was_made_of(
    assistant: Assistant,
) -> None:
    held = transcript(
        "hall",
        "Hall",
        None,
        [
            ("A", "Is the great hall open to visitors?", None, "Yes."),
            ("B", "What then?", None, "The great hall is open to visitors, the great hall is open."),
            ("C", "When does the tower close in winter?", None, "The tower does close in winter at noon."),
        ],
    )
    found = examples(assistant, "en", held)
    assert "When does the tower close in winter?" in found
    for question in found:
        assert question in assistant.ask(question).quotes[0].question


def test_they_follow_a_change_of_the_record(assistant: Assistant) -> None:
    offered = Examples(assistant)
    assert offered(WORDS["en"]) == []
    assistant.archive.add(press(), HashEmbedder())
    assert offered(WORDS["en"]) == ["When does the gate open?"]
    assert offered(WORDS["zh-Hant"]) == ["花园什么时候开放？"]
    assistant.archive.remove(press().id)
    assert offered(WORDS["en"]) == []


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_the_sample_record_has_its_own_in_every_language(words: Messages) -> None:
    ours = sample_questions(words.tag)
    assert len(ours) == len(set(ours)) == MOST
    assert not any(set(ours) & set(sample_questions(other.tag)) for other in LANGUAGES if other is not words)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    embedder = load_embedder("bundled")
    archive = Archive.create(
        tmp_path_factory.mktemp("sample") / "archive", embedder.model_id, embedder.dimension
    )
    assert not [report.error for report in index_into(archive, embedder, [sample_record()]) if report.error]
    return Assistant(archive, embedder)


@pytest.mark.model
@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_the_sample_record_answers_all_of_them(sample: Assistant, words: Messages) -> None:
    assert Examples(sample)(words) == sample_questions(words.tag)


@pytest.mark.model
@pytest.mark.shared
def test_a_chinese_press_conference_offers_readers_of_all_languages_their_own(
    tmp_path: Path, shared: Path
) -> None:
    embedder = load_embedder("bundled")
    archive = Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, [shared / "corpora" / "press-2019-03-08.txt"]))
    offered = Examples(Assistant(archive, embedder))
    letters = {"ar": "\u0621-\u064a", "ru": "\u0400-\u04ff", "ja": "\u3041-\u30ff", "ko": "\uac00-\ud7a3"}
    for words in LANGUAGES:
        found = offered(words)
        script = letters.get(words.tag, "\u4e00-\u9fff" if words.tag.startswith("zh") else "A-Za-zÀ-ÿ")
        assert len(found) == MOST, words.tag
        assert all(re.search(f"[{script}]", each) for each in found), (words.tag, found)
