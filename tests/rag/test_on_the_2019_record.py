"""The main job on real input, with the bundled model: the press conference of 8 March 2019."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.indexing import index_into
from onrecord.rag.assistant import Assistant
from onrecord.rag.verdict import strength

pytestmark = [pytest.mark.model, pytest.mark.shared]

SETS = Path(__file__).parents[2] / "eval" / "sets"


@pytest.fixture(scope="module")
def assistant(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Asks the 2019 press conference."""
    embedder = load_embedder()
    archive = Archive.create(tmp_path_factory.mktemp("archive"), embedder.model_id, embedder.dimension)
    (report,) = index_into(archive, embedder, [shared / "corpora" / "press-2019-03-08.txt"])
    assert (report.outcome, report.transcript, report.exchanges) == ("added", "press-2019-03-08", 21)
    return Assistant(archive, embedder)


# Each is clear of the next exchange by more than another processor's rounding can move it.
@pytest.mark.parametrize(
    ("question", "exchange"),
    [
        ("领事保护热线接到了多少电话？", 18),
        ("中國怎麼看孟晚舟被捕？", 4),
        ("What are the plans for the China-Russia bridges?", 7),
        ("Will China fill the vacuum left in Afghanistan?", 13),
        ("Quelles mesures pour les voyageurs chinois à l'étranger ?", 18),
        ("Wie viele Notrufe gingen bei der Konsularhotline ein?", 18),
        ("日中関係についてどう述べましたか？", 20),
        ("هل ستملأ الصين الفراغ في أفغانستان؟", 13),
    ],
)
def test_a_question_in_any_language_finds_its_exchange_first(
    assistant: Assistant, question: str, exchange: int
) -> None:
    answer = assistant.ask(question)
    assert answer.answered
    assert answer.quotes[0].citation.exchange == exchange


@pytest.mark.parametrize(
    "question",
    [
        "怎么做红烧肉？",
        "Who won the 1998 World Cup?",
        "¿Cómo cambio la rueda del coche?",
        "猫はなぜ喉を鳴らすのですか",
    ],
)
def test_what_it_is_not_about_is_not_in_the_record(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert not answer.answered
    assert answer.quotes == ()
    assert answer.nearest


def test_every_quote_of_every_question_is_exact(assistant: Assistant) -> None:
    text = assistant.archive.transcript("press-2019-03-08").text
    bare = "".join(text.split())
    shown = 0
    for line in (SETS / "press-2019-03-08.dev.jsonl").read_text(encoding="utf-8").splitlines():
        answer = assistant.ask(json.loads(line)["question"])
        for quote in (*answer.quotes, *answer.nearest):
            shown += 1
            assert "".join(quote.text.split()) == "".join("".join(s.of(text).split()) for s in quote.spans)
            assert "".join(quote.text.split()) in bare
            assert assistant.show(quote.citation).text == quote.text
    # Two that adjoin are shown as one.
    assert 3 * 320 - 10 < shown <= 3 * 320


def test_the_word_for_a_match_says_how_often_it_is_right(assistant: Assistant) -> None:
    right: dict[str, list[bool]] = {"strong": [], "fair": [], "weak": []}
    for line in (SETS / "press-2019-03-08.dev.jsonl").read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        answer = assistant.ask(question["question"])
        for quote in (*answer.quotes, *answer.nearest):
            right[strength(quote.score)].append(quote.citation.exchange in question["exchanges"])
    shares = {word: sum(found) / len(found) for word, found in right.items()}
    assert all(len(found) > 100 for found in right.values())
    assert shares["strong"] > 0.65
    assert 0.25 < shares["fair"] < 0.5
    assert shares["weak"] < 0.25


def test_a_quote_across_a_page_break_reads_as_one_sentence(assistant: Assistant) -> None:
    quotes = assistant.ask("中俄关系的相处之道是怎样形成的？", top_k=10).quotes
    (broken,) = (quote for quote in quotes if len(quote.spans) == 2)
    text = assistant.archive.transcript("press-2019-03-08").text
    before, after = broken.spans
    assert text[before.end : after.start].isspace()
    assert before.of(text)[-8:] + after.of(text)[:8] in broken.text


def test_an_outlet_that_is_asked_about_is_the_asker_in_any_letters(assistant: Assistant) -> None:
    for question in ("What did Reuters ask?", "路透社记者问了什么？", "ماذا سأل مراسل رويترز؟"):
        answer = assistant.ask(question)
        assert {quote.outlet for quote in (*answer.quotes, *answer.nearest)} == {"路透社"}
