"""The fusion is what its docstring says: weighted sums of each view's score."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from rag.background import Background
from rag.retrieval import WEIGHTS, search
from tests.conftest import HashEmbedder, transcript_of


@pytest.fixture
def background(embedder: HashEmbedder, tmp_path: Path) -> Background:
    """The background as the tiny embedder sees it."""
    return Background.load(embedder, tmp_path)


def test_scores_are_the_weighted_sums_of_the_views(
    archive: Archive, background: Background, embedder: HashEmbedder
) -> None:
    question = "What does a ticket cost?"
    vector = embedder.embed_questions([question])[0]
    hits = search(archive, background, question, vector, 10)
    words = archive.by_words(question)
    units = archive.units([1, 2, 3])
    shared = {
        p.id: words.get(p.id, 0)
        + 0.5 * sum(words.get(u.id, 0) for u in units if u.view == "question" and u.exchange == p.exchange)
        for p in units
        if p.view == "passage"
    }
    most, usual = max(shared.values()), sum(sorted(shared.values())[-3:]) / 3
    question_average, answer_average = (float(mean @ vector) for mean in background.means("en"))
    expected = []
    for passage in (unit for unit in units if unit.view == "passage"):
        (asked,) = (u.vector for u in units if u.view == "question" and u.exchange == passage.exchange)
        sentences = [u.vector for u in units if u.passage == passage.id]
        expected.append(
            WEIGHTS["passage"] * (float(passage.vector @ vector) - answer_average)
            + WEIGHTS["sentence"] * (max(float(each @ vector) for each in sentences) - answer_average)
            + WEIGHTS["question"] * (float(asked @ vector) - question_average)
            + WEIGHTS["words"] * (shared[passage.id] - usual) / most
        )
    assert [hit.score for hit in hits] == pytest.approx(sorted(expected, reverse=True), abs=1e-5)
    assert (hits[0].transcript, hits[0].exchange) == ("talk", 2)


def test_words_alone_bring_a_candidate_in(
    archive: Archive, background: Background, embedder: HashEmbedder
) -> None:
    for n in range(60):
        archive.add(transcript_of([(f"Question {n}?", f"Answer number {n} is plain.")], f"n{n}"), embedder)
    archive.add(
        transcript_of([("Zzyzx?", "It lies by the Zzyzx road. " + "Filler words follow here. " * 8)], "z"),
        embedder,
    )
    opposite = -embedder.embed_questions(["Zzyzx"])[0]
    found = {hit.transcript for hit in search(archive, background, "Zzyzx", opposite, 200)}
    assert "z" in found
    assert np.isfinite([hit.score for hit in search(archive, background, "Zzyzx", opposite, 200)]).all()


def test_words_of_its_own_language_put_no_passage_before_another_language(
    archive: Archive, background: Background, embedder: HashEmbedder
) -> None:
    archive.add(
        transcript_of([("渡轮票价多少？", "渡轮的票价是四个克朗，儿童可以免费乘坐。")], "zh"), embedder
    )
    vector = embedder.embed_questions(["渡轮票价"])[0]
    found = search(archive, background, "渡轮票价", vector, 10)
    hits = {hit.transcript: hit for hit in reversed(found)}
    other = search(archive, background, "???", vector, 10)
    # The English passages share no word and lose nothing; the Chinese one gains what it has above the mean of three.
    assert hits["talk"].score == pytest.approx(max(hit.score for hit in other if hit.transcript == "talk"))
    (alone,) = (hit for hit in other if hit.transcript == "zh")
    said = archive.by_words("渡轮票价")
    assert len(said) == 2
    (asked, answered) = (said[unit.id] for unit in archive.units([4]) if unit.view != "sentence")
    assert answered + 0.5 * asked > 0
    # It alone shares words: all of the most there is, above the mean of three, the other two of which share none.
    assert hits["zh"].score == pytest.approx(alone.score + WEIGHTS["words"] * (1 - 1 / 3))


def test_a_question_without_words_is_searched_by_its_vector(
    archive: Archive, background: Background, embedder: HashEmbedder
) -> None:
    hits = search(archive, background, "???", embedder.embed_questions(["the old maps"])[0], 1)
    assert [(hit.exchange, "words" in hit.views) for hit in hits] == [(3, False)]
