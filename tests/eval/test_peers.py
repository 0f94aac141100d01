"""What other recipes find is judged as generously as it is said, and the comparison runs from end to end."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.eval.compare import published
from onrecord.eval.compare.peers.embedding_cache import EmbeddingCache
from onrecord.eval.compare.peers.peer import Chunk
from onrecord.eval.compare.quality.judging import result_of
from onrecord.eval.compare.quality.sets import names_in_transcript, sampled
from onrecord.eval.datasets.questions import Gold, Question
from onrecord.eval.figures import values_of
from onrecord.eval.runs.run import Result
from onrecord.index.arrays import Vectors
from onrecord.index.text.spans import Span
from tests.conftest import PAIRS, HashEmbedder, transcript_of

ROOT = Path(__file__).parents[2]
TALK = transcript_of(PAIRS)
ANSWER = TALK.exchanges[1].answer_spans[0]


def asked(*chunks: tuple[int, int]) -> Result:
    """The question that exchange 2 answers, and chunks of the talk that were found for it."""
    question = Question(
        "a", "en", "answerable", "A ticket?", {"talk/2": 1}, (Gold("talk", ANSWER, ANSWER.of(TALK.text)),)
    )
    found = [Chunk("talk", start, end, TALK.text[start:end]) for start, end in chunks]
    return result_of(question, found, names_in_transcript(TALK), 0.1)


def question_span(number: int) -> Span:
    """Where a question of the talk stands."""
    return TALK.exchanges[number - 1].question_spans[0]


def test_a_chunk_counts_for_every_exchange_it_touches() -> None:
    edge = question_span(2).start
    values = values_of([asked((0, edge + 1))])
    assert values["right exchange first"]["a"] == values["R@1"]["a"] == 1
    assert values["quote at 3"]["a"] == 0
    assert values_of([asked((0, edge))])["R@1"]["a"] == 0


def test_a_chunk_takes_one_place_and_none_if_it_holds_nothing_new() -> None:
    third = question_span(3)
    first = (0, 5)
    found = asked(first, (1, 6), (third.start, third.end), (ANSWER.start, ANSWER.end))
    assert [name for name, _ in found.ranking] == ["talk/1", "talk/3", "talk/2"]
    assert values_of([found])["RR@10"]["a"] == pytest.approx(1 / 3)
    assert values_of([found])["quote at 3"]["a"] == 0
    assert found.quotes[0].text == TALK.text[0:5]
    shown = asked(first, (ANSWER.start, ANSWER.end))
    assert values_of([shown])["quote at 3"]["a"] == 1


def test_as_many_questions_of_each_language_are_drawn() -> None:
    questions = [
        Question(f"{lang}{n}", lang, "", "?", {"d": 1} if n else {})
        for lang in ("de", "en")
        for n in range(9)
    ]
    drawn = sampled(questions, 6)
    assert sorted(question.lang for question in drawn) == ["de"] * 3 + ["en"] * 3
    assert drawn == sampled(questions, 6)
    assert len(sampled(questions, None)) == 16


def test_no_text_is_embedded_twice(tmp_path: Path) -> None:
    class Counting(HashEmbedder):
        texts: list[str] = []  # noqa: RUF012

        def embed_questions(self, texts: Sequence[str]) -> Vectors:
            self.texts.extend(texts)
            return super().embed_questions(texts)

    vectors = EmbeddingCache(Counting(), tmp_path / "kept" / "vectors.sqlite")
    first = vectors.questions(["a ferry", "a bridge", "a ferry"])
    again = EmbeddingCache(Counting(), tmp_path / "kept" / "vectors.sqlite").questions(
        ["a bridge", "a ferry"]
    )
    assert Counting.texts == ["a ferry", "a bridge"]
    assert (first[0] == again[1]).all()
    assert (first[1] == HashEmbedder().embed_questions(["a bridge"])[0]).all()


@pytest.mark.model
def test_the_comparison_runs() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "onrecord.eval.compare.quality", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])["sample"]
    for name, figures in found.items():
        assert 0 <= figures["right exchange first"] <= 1, name
        assert figures["characters shown"] > 0
    assert "On Record" in found
    assert run.stdout.startswith("- On Record: ")


def test_the_comparison_in_the_docs_is_of_these_recipes_and_this_set() -> None:
    written = published.COMPARISON.digest_written((ROOT / "docs" / "figures.md").read_text(encoding="utf-8"))
    assert written == published.comparison_digest(ROOT), (
        "the recipes have changed since their table: make bench-quality"
    )


def test_the_table_of_the_comparison_is_written_and_our_row_alone_anew() -> None:
    press = {
        "right exchange first": 0.5,
        "quote at 3": 0.875,
        "quote within 1000": 0.25,
        "characters shown": 1234.0,
    }
    found = {
        published.PRESS: {"On Record": press, "txtai": press},
        "xquad-dev": {"On Record": {"nDCG@10": 0.9}, "txtai": {"nDCG@10": 0.8}},
    }
    table = published.comparison_table(found)
    assert "| On Record | 0.50 | 0.88, 1,230 | 0.25 | 0.90 |  |" in table
    assert "| txtai: paragraphs, hybrid | 0.50 | 0.88, 1,230 | 0.25 | 0.80 |  |" in table
    assert "LangChain" not in table
    page = published.COMPARISON.rewritten("a\n<!-- peers none -->\n<!-- end of peers -->\nb", table, "ab12")
    assert published.COMPARISON.digest_written(page) == "ab12"
    anew = published.with_ours(page, press | {"right exchange first": 0.75})
    assert anew == page.replace("| On Record | 0.50 |", "| On Record | 0.75 |")
    assert published.with_ours(page, press) == page
    assert published.with_ours("no table", press) == "no table"
