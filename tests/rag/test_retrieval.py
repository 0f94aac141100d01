"""The fusion is what its docstring says: weighted sums of each view's score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.embedding.model.unpacking import MODEL_ID
from onrecord.rag.background import Background, Kind
from onrecord.rag.retrieval import WORDS, search
from onrecord.rag.similarity import PLAIN
from onrecord.rag.views import ASKED, UNASKED, UNASKED_SAME_LANGUAGE
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
    own, whole = archive.words_of(question, [1, 2, 3]), archive.by_words(question)
    units = list(archive.units([1, 2, 3]))
    shared = {
        p.id: own.get(p.id, 0)
        + 0.5 * sum(own.get(u.id, 0) for u in units if u.view == "question" and u.exchange == p.exchange)
        for p in units
        if p.view == "passage"
    }
    most, usual = max(shared.values()), sum(sorted(shared.values())[-3:]) / 3
    usual_whole = sum(whole.get(key, 0) for key in (1, 2, 3)) / 3
    expected, plain = [], []
    for passage in (unit for unit in units if unit.view == "passage"):
        (asked,) = (u.vector for u in units if u.view == "question" and u.exchange == passage.exchange)
        sentences = [u.vector for u in units if u.passage == passage.id]
        found = {}
        for similar in (_mixed, _plain):
            found[similar] = (
                ASKED["passage"] * similar(background, vector, passage.vector, "answer")
                + ASKED["sentence"] * max(similar(background, vector, each, "answer") for each in sentences)
                + ASKED["question"] * similar(background, vector, asked, "question")
            )
        expected.append(
            found[_mixed]
            + WORDS["passage"] * (shared[passage.id] - usual) / most
            + WORDS["exchange"] * (whole.get(passage.exchange, 0) - usual_whole)
        )
        plain.append(found[_plain])
    best = sorted(range(len(expected)), key=expected.__getitem__, reverse=True)
    assert [hit.score for hit in hits] == pytest.approx([expected[at] for at in best], abs=1e-5)
    assert [hit.dense for hit in hits] == pytest.approx([plain[at] for at in best], abs=1e-5)
    assert (hits[0].transcript, hits[0].exchange) == ("talk", 2)


def _plain(background: Background, question: Vectors, vector: Vectors, kind: Kind) -> float:
    """The cosine above that of the background's texts in English."""
    return float(question @ vector - np.mean(background.texts(kind, "en") @ question))


def _mixed(background: Background, question: Vectors, vector: Vectors, kind: Kind) -> float:
    """The same, and of both without the means of what they are."""
    asked, said = _unit(question - background.asked_like(question)), background.mean(kind, "en")
    average = np.mean([asked @ _unit(text - said) for text in background.texts(kind, "en")])
    particular = float(asked @ _unit(vector - said) - average)
    return PLAIN * _plain(background, question, vector, kind) + (1 - PLAIN) * particular


def _unit(vector: Vectors) -> Vectors:
    found: Vectors = vector / np.linalg.norm(vector)
    return found


@pytest.mark.parametrize("asked_in", ["en", "fr"])
def test_what_nobody_asked_for_is_compared_as_a_whole_too(
    background: Background, embedder: HashEmbedder, tmp_path: Path, asked_in: str
) -> None:
    long = "The ferry leaves at nine. " * 40 + "A ticket costs four crowns. " + "The museum is closed. " * 40
    archive = Archive.create(tmp_path / "unasked", embedder.model_id, embedder.dimension)
    talk = transcript_of([("Well?", long), ("And?", "Tickets are sold on board.")])
    unasked = replace(talk, exchanges=tuple(replace(each, question=()) for each in talk.exchanges))
    archive.add(unasked, embedder)
    units = list(archive.units([1, 2]))
    (answer,) = (unit for unit in units if unit.view == "answer")
    assert unasked.text[answer.span.start : answer.span.end] == long
    assert [key for key, _ in zip(*archive.nearest("answer", answer.vector, 5), strict=True)] == [answer.id]

    # The mean question of a language is a question in that language.
    vector = background.mean("question", asked_in)
    vector = vector / np.linalg.norm(vector)
    hits = search(archive, background, "???", vector, 100)
    language = units[0].language
    assert language == "en"
    weights = UNASKED_SAME_LANGUAGE if asked_in == language else UNASKED
    scale = sum(ASKED.values()) / sum(weights.values())
    for hit in hits:
        (passage,) = (unit for unit in units if unit.view == "passage" and unit.span == hit.span)
        sentences = [u for u in units if u.passage == passage.id] or [passage]
        whole = answer if passage.exchange == answer.exchange else passage
        cosines = [u.vector @ vector - background.mean("answer", language) @ vector for u in sentences]
        own, around = (
            float(u.vector @ vector - background.mean("answer", language) @ vector) for u in (passage, whole)
        )
        expected = weights["passage"] * own + weights["sentence"] * max(cosines) + weights["answer"] * around
        assert hit.dense == pytest.approx(scale * expected, abs=1e-5)


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
    said, all_said = archive.words_of("渡轮票价", [4]), archive.by_words("渡轮票价")
    assert (len(said), list(all_said)) == (2, [4])
    (asked, answered) = (said[unit.id] for unit in archive.units([4]) if unit.view != "sentence")
    assert answered + 0.5 * asked > 0
    # It alone shares words: all of the most there is, above the mean of three, the other two of which share none.
    gained = (WORDS["passage"] + WORDS["exchange"] * all_said[4]) * (1 - 1 / 3)
    assert hits["zh"].score == pytest.approx(alone.score + gained)


def test_a_question_without_words_is_searched_by_its_vector(
    archive: Archive, background: Background, embedder: HashEmbedder
) -> None:
    hits = search(archive, background, "???", embedder.embed_questions(["the old maps"])[0], 1)
    assert [(hit.exchange, "words" in hit.views) for hit in hits] == [(3, False)]


def test_archives_of_the_bundled_model_share_one_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Bundled(HashEmbedder):
        model_id = MODEL_ID
        embedded = 0

        def embed_passages(
            self, texts: Sequence[str], progress: Callable[[int], None] | None = None
        ) -> Vectors:
            Bundled.embedded += len(texts)
            return super().embed_passages(texts, progress)

    for folder in ("model", "one", "two"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr("onrecord.rag.background.cache_folder", lambda: tmp_path / "model")
    one = Background.load(Bundled(), tmp_path / "one")
    before = Bundled.embedded
    two = Background.load(Bundled(), tmp_path / "two")
    assert Bundled.embedded == before > 0
    assert (one.mean("answer", "zh") == two.mean("answer", "zh")).all()
    assert not list((tmp_path / "one").iterdir())
