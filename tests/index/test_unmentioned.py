"""A name that the record never says is told; what may be said otherwise is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from babel import Locale

from onrecord.index.archive.archive import Archive
from onrecord.index.crosslingual.places import called_in, named_places
from onrecord.index.crosslingual.unmentioned import unmentioned
from onrecord.index.document import Document
from onrecord.index.errors import InputError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import expand, read
from onrecord.index.text.lexical import tokens
from tests.conftest import HashEmbedder, transcript_of

CHINESE = [
    ("渡轮几点开？", "每天早上八点开船，日本和肯尼亚的客人很多。"),
    ("博物馆呢？", "中加双方上周商量过。希望巴印两国的游客都来。"),
    ("新中国呢？", "新中国成立以后，我们以中国式的渡轮运客。柬中友好馆开在西方，中马两国的客人都说好。"),
]
ENGLISH = [
    ("When does the ferry leave?", "At eight. Guests from Japan and Ukrainian students come often."),
    ("Will the museum stay?", "Mayor Lindqvist says so, and the World Health Organization agreed in March."),
]


def archive_of(folder: Path, embedder: HashEmbedder, *records: Sequence[tuple[str, str]]) -> Archive:
    """An archive with a transcript of each of these; in what language is told from its words."""
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    for at, pairs in enumerate(records):
        archive.add(transcript_of(pairs, f"r{at}"), embedder)
    return archive


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did the guests from Syria say?", ["Syria"]),
        ("What about Sri Lanka?", ["Sri Lanka"]),
        ("¿Y Turquía, y también Perú?", ["Turquía", "Perú"]),
        ("ماذا قال الضيوف من سوريا؟", ["سوريا"]),
        ("Что сказали гости из Бразилии?", ["Бразилии"]),
        ("敘利亞的客人說了什麼？", ["敘利亞"]),
        ("シリアからの客は？", ["シリア"]),
        # In the record, in its words or short.
        ("What did the guests from Japan say?", []),
        ("Was sagten die Gäste aus Kenia?", []),
        ("What do Canadians want?", []),
        ("Why Pakistan?", []),
        # What is short for a place is part of other words: 新中国, 以中国, 增加中国.
        ("What about New Zealand?", ["New Zealand"]),
        ("And Israel?", ["Israel"]),
        ("And Cambodia?", []),
        ("And Singapore?", ["Singapore"]),
        ("And the Maldives?", []),
        # Alliances and the like, but for what may be meant with other words.
        ("What does NATO want?", ["NATO"]),
        ("Was will die Neue Seidenstraße?", ["Neue Seidenstraße"]),
        ("And the Middle East?", []),
        # No name of a place, or not sure to be one.
        ("How do I change a tyre?", []),
        ("what did syria say?", []),
        ("Tại sao có tàu?", []),
        ("Bu nasıl kabul edildi?", []),
        ("What did Europe say?", []),
        ("Who is Bergström?", []),
    ],
)
def test_places_that_a_record_in_chinese_never_names(
    question: str, names: list[str], tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = archive_of(tmp_path / "a", embedder, CHINESE)
    assert archive.unmentioned(question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did you tell Bergstrom about the museum?", ["Bergstrom"]),
        ("Did Lindqvist's friends from Norway come?", ["Norway"]),
        ("Did Lindqvist's friends from Ukraine come?", []),
        ("Did it open in April, or on a Monday?", []),
        ("Did ASEAN agree to it?", ["ASEAN"]),
        ("Did the WHO agree to it?", []),
        ("Where Can I Buy A Bergstrom Ticket?", []),
        ("Bergstrom is where?", []),
        ("Was sagt der Minister Bergstrom zur Zukunft der Museen?", []),
    ],
)
def test_names_that_a_record_in_english_never_says(
    question: str, names: list[str], tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = archive_of(tmp_path / "a", embedder, ENGLISH)
    assert archive.unmentioned(question) == names


def test_a_name_is_heard_in_any_of_the_records_and_languages(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = archive_of(tmp_path / "a", embedder, ENGLISH, CHINESE)
    assert archive.unmentioned("Did Kenya and Ukraine agree?") == []
    assert archive.unmentioned("Did Kenya and Brazil agree?") == ["Brazil"]
    # What English writes large may be called anything in Chinese.
    assert archive.unmentioned("What did you tell Bergstrom about the museum?") == []


@pytest.mark.parametrize("languages", [[], ["en", None], ["en", "yo"]])
def test_nothing_is_said_where_it_is_not_known_what_records_call_places(languages: list[str | None]) -> None:
    assert unmentioned("And Syria?", ["en"], lambda _: False) == ["Syria"]
    assert unmentioned("And Syria?", languages, lambda _: False) == []


def test_looking_for_one_row_hides_no_others_from_the_ranking(tmp_path: Path, embedder: HashEmbedder) -> None:
    """What a name was found in was kept without how many rows had been asked for."""
    talks = [(f"Question {n}?", f"{'Kenya' if n < 5 else 'Japan'} sent {n} guests.") for n in range(20)]
    archive = archive_of(tmp_path / "a", embedder, talks)
    assert archive.unmentioned("¿Y Kenia?") == []
    assert len(archive.by_words("¿Y Kenia?")) == 5


def test_a_name_anywhere_in_a_transcript_is_named(tmp_path: Path, embedder: HashEmbedder) -> None:
    text = (
        "Briefing in Norway\n\nMODERATOR: We signed a lease with Sri Lanka. Mr. Okonkwo is here.\n\n"
        "Q: When does the ferry leave?\nA: At eight, as it does every day of the week.\n"
        "Q: Who pays?\nA: The town does.\n\nMODERATOR: Thank you. The next talk is in Peru.\n"
    )
    archive = Archive.create(tmp_path / "a", embedder.model_id, embedder.dimension)
    held = parse(Document(text, source="/talk.txt", name="talk.txt"))
    archive.add(
        replace(held, title="Ferries to Brazil", place="Kenya", speakers=("Minister of Ghana",)), embedder
    )
    for name in ("Norway", "Sri Lanka", "Perú", "巴西", "Кения", "Ghana", "斯里兰卡"):
        assert archive.unmentioned(f"What about {name}?") == []
    assert archive.unmentioned("What did you tell Okonkwo about the ferry?") == []
    assert archive.unmentioned("What about Syria?") == ["Syria"]
    archive.remove(held.id)
    archive.add(transcript_of(ENGLISH), embedder)
    assert archive.unmentioned("What about Peru?") == ["Peru"]


@pytest.mark.parametrize(
    "said",
    [
        "แขกจากญี่ปุ่นและเคนยามาบ่อย ๆ และอยากกลับมาอีก",
        "ភ្ញៀវមកពីជប៉ុន និងកេនយ៉ា មកញឹកញាប់ណាស់ ហើយចង់មកវិញ",
    ],
)
def test_no_name_is_missing_where_names_are_written_without_spaces(
    said: str, tmp_path: Path, embedder: HashEmbedder
) -> None:
    """A run of Thai or Khmer is one token, inside which no name is looked for."""
    archive = archive_of(tmp_path / "a", embedder, [(said, said)])
    for question in ("What about Japan?", "What about Kenya?", "¿Y Kenia?", "日本呢？"):
        assert archive.unmentioned(question) == []


@pytest.mark.shared
@pytest.mark.slow
def test_no_place_that_a_shared_transcript_names_is_told_as_never_named(
    shared: Path, tmp_path: Path, embedder: HashEmbedder
) -> None:
    """A place counts as named where the text has what the CLDR calls it in one of six languages."""
    spoken = ("en", "zh", "fr", "es", "ru", "ar")
    archive = Archive.create(tmp_path / "a", embedder.model_id, embedder.dimension)
    wrong, asked, absent = [], 0, 0
    files = [file for folder in ("corpora", "transcripts/dev") for file in expand(shared / folder)]
    files += expand(shared / "archive" / "mfa-2016-2018")[::25]
    every = [str(code) for code in Locale("en").territories if str(code).isalpha()]
    for file in files:
        try:
            held = parse(read(file))
        except InputError:
            continue
        archive.add(held, embedder)
        said = f" {' '.join(tokens(held.text))} "
        for code in every:
            names = [name for language in spoken for name in called_in(code, language)]
            written = [name for name in names if f" {name} " in said and len(name.replace(" ", "")) > 3]
            for name in names:
                question = f"What about {name.title()}?"
                if not named_places(question):
                    continue
                told = archive.unmentioned(question)
                if written:
                    asked += 1
                    wrong += [(held.id, code, name, told)] if told else []
                else:
                    absent += bool(told)
        archive.remove(held.id)
    assert wrong == []
    assert asked > 1_000
    assert absent > 10_000
