"""What an archive learns from its own questions, when that is kept, and what it changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.learning import FEWEST, Lesson, learn
from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.arrays import Vectors
from onrecord.index.errors import ArchiveError, InputError
from onrecord.rag.assistant import Assistant
from onrecord.rag.background import Background
from onrecord.rag.fitting import Pairs, fit
from onrecord.rag.similarity import Similarity
from tests.conftest import HashEmbedder
from tests.eval.taught import TOPICS, NoisyEmbedder, conference, taught_archive

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive that teaches."""
    return taught_archive(tmp_path_factory.mktemp("noisy"))


@pytest.fixture(scope="module")
def lesson(noisy: Archive) -> Lesson:
    """What it teaches."""
    return learn(noisy, NoisyEmbedder())


def test_an_archive_learns_which_directions_say_nothing(noisy: Archive, lesson: Lesson) -> None:
    assert lesson.taught == (320, "2020-01-01", "2020-01-16")
    assert lesson.tried == (80, "2020-01-17", "2020-01-20")
    weights = np.diag(lesson.tuning.directions)
    assert weights[:4].max() < 0.8 * weights[10:20].min()
    assert lesson.record.tuned > lesson.record.plain
    assert lesson.record.low > 0
    # Learning changes nothing by itself.
    assert noisy.tuning is None


def test_the_same_archive_teaches_the_same(noisy: Archive, lesson: Lesson) -> None:
    steps: list[float] = []
    again = learn(noisy, NoisyEmbedder(), steps.append)
    assert again.tuning.digest == lesson.tuning.digest
    assert (again.record, again.languages) == (lesson.record, lesson.languages)
    assert sum(steps) == pytest.approx(1)


def test_what_other_languages_lose_by_is_not_accepted(lesson: Lesson) -> None:
    from dataclasses import replace

    worse = replace(lesson.languages, plain=0.9, tuned=0.88)
    assert replace(lesson, languages=replace(worse, tuned=0.895)).accepted
    assert not replace(lesson, languages=worse).accepted
    own = replace(lesson.record, plain=0.5, tuned=0.51)
    fine = replace(lesson, languages=replace(worse, tuned=0.9))
    assert replace(fine, record=replace(own, low=-0.004)).accepted
    assert not replace(fine, record=replace(own, low=-0.006)).accepted
    assert not replace(fine, record=replace(own, tuned=0.5, low=0)).accepted


def test_a_small_archive_is_too_small_to_learn_from(archive: Archive, embedder: HashEmbedder) -> None:
    with pytest.raises(InputError, match=f"3 exchanges with a question, and it takes {FEWEST}"):
        learn(archive, embedder)
    archive.add(conference(1, 400), embedder)
    with pytest.raises(InputError, match="nearly all of the archive is one transcript, day-01"):
        learn(archive, embedder)


def test_a_tuning_stays_until_it_is_taken_back(noisy: Archive, lesson: Lesson, tmp_path: Path) -> None:
    from onrecord.index.archive.copies import reduced_copy

    archive = reduced_copy(noisy, tmp_path / "copy", questions=False, exchanges=())
    question = "What of the harbour?"
    before = Assistant(archive, NoisyEmbedder()).rank(question, 5)
    vectors = [unit.vector.tobytes() for unit in archive.units(list(archive.exchange_keys().values()))]
    archive.tune(lesson.tuning)
    assert archive.next_tuning() == 2
    other = Archive.open(archive.folder)
    assert other.tuning is not None
    assert other.tuning.digest == lesson.tuning.digest
    assert other.tuning.report["record"]["questions"] == 80
    tuned = Assistant(other, NoisyEmbedder())
    assert tuned.model_id == f"noisy/32+tuning-{lesson.tuning.digest}"
    assert [hit.score for hit in tuned.rank(question, 5)] != [hit.score for hit in before]
    # Nothing that is stored was touched.
    assert [unit.vector.tobytes() for unit in other.units(list(other.exchange_keys().values()))] == vectors
    assert archive.forget_tuning() == 1
    assert other.tuning is None
    assert Assistant(other, NoisyEmbedder()).rank(question, 5) == before
    assert archive.forget_tuning() is None
    # A number is not given twice, or a figure could not be traced.
    assert archive.next_tuning() == 2


def test_a_tuning_of_another_dimension_or_a_damaged_one_is_refused(archive: Archive, lesson: Lesson) -> None:
    with pytest.raises(ValueError, match=r"directions \(32, 32\) for vectors of dimension 64"):
        archive.tune(lesson.tuning)
    with archive._transaction() as db:
        db.execute("INSERT INTO tuning (version, facts, arrays) VALUES (1, '{}', x'00000000')")
    with pytest.raises(ArchiveError, match="tuning 1 is damaged, or of an earlier version; take it"):
        _ = archive.tuning
    assert archive.forget_tuning() == 1


def test_what_is_learnt_is_the_inverse_root_of_what_differs(tmp_path: Path) -> None:
    embedder = NoisyEmbedder()
    background = Background.load(embedder, tmp_path)
    questions = embedder.embed_questions([f"the {topic} {n}" for n in range(30) for topic in TOPICS])
    answers = embedder.embed_passages([f"the {topic} {n}" for n in range(30) for topic in TOPICS])
    found = fit(Pairs(questions, answers, np.arange(300), ["en"] * 300), background, 1, {})
    q = questions - np.stack([background.asked_like(each) for each in questions])
    p = answers - background.mean("answer", "en")
    assert found.question_shift == pytest.approx(q.mean(axis=0) / 2, abs=1e-5)
    q, p = q - q.mean(axis=0) / 2, p - p.mean(axis=0) / 2
    q, p = (each / np.linalg.norm(each, axis=1, keepdims=True) for each in (q, p))
    covariance = (q - p).T.astype(float) @ (q - p) / 300
    covariance = covariance / np.trace(covariance) * 32 + 0.5 * np.eye(32)
    # W^-4 is the covariance, whatever W is scaled by.
    root = np.linalg.inv(found.directions.astype(float))
    root4 = root @ root @ root @ root
    assert root4 / np.trace(root4) == pytest.approx(covariance / np.trace(covariance), abs=1e-5)
    assert np.linalg.norm(p @ found.directions, axis=1).mean() == pytest.approx(1, abs=1e-5)


def test_a_tuned_similarity_is_that_of_both_sides_weighed(tmp_path: Path, lesson: Lesson) -> None:
    embedder, tuning = NoisyEmbedder(), lesson.tuning
    background = Background.load(embedder, tmp_path)
    (question,), passages = (
        embedder.embed_questions(["the market 7"]),
        embedder.embed_passages(["a 1", "b 2"]),
    )
    found = Similarity(background, question, tuning).to(passages, "answer", "en")
    q = question - background.asked_like(question) - tuning.question_shift
    asked = tuning.directions @ (q / np.linalg.norm(q))
    asked /= np.linalg.norm(asked)
    asked = asked + tuning.out @ tuning.into @ asked
    asked /= np.linalg.norm(asked)

    def near(vectors: Vectors) -> Vectors:
        p = vectors - background.mean("answer", "en") - tuning.answer_shift
        weighed: Vectors = (p / np.linalg.norm(p, axis=1, keepdims=True)) @ tuning.directions @ asked
        return weighed

    particular = near(passages) - near(background.texts("answer", "en")).mean()
    expected = tuning.plain * found.plain + (1 - tuning.plain) * particular
    assert found.mixed == pytest.approx(expected, abs=1e-5)


def test_a_question_in_a_language_that_the_archive_is_not_asked_in_is_compared_as_before(
    tmp_path: Path, lesson: Lesson
) -> None:
    from dataclasses import replace

    embedder = NoisyEmbedder()
    background = Background.load(embedder, tmp_path)
    (question,), passages = (
        embedder.embed_questions(["the market 7"]),
        embedder.embed_passages(["a 1", "b 2"]),
    )
    like = background.language_like(question)

    def near(tuning: Tuning | None) -> list[float]:
        found: list[float] = (
            Similarity(background, question, tuning).to(passages, "answer", "en").mixed.tolist()
        )
        return found

    assert near(replace(lesson.tuning, languages=(like,))) != near(None)
    assert near(replace(lesson.tuning, languages=tuple({"en", "zh", "de"} - {like}))) == near(None)


def test_a_tuning_can_be_put_on_another_set(noisy: Archive, tmp_path: Path) -> None:
    from onrecord.eval.datasets.source import Source
    from onrecord.eval.runs.collection import prepare
    from onrecord.index.archive.copies import reduced_copy
    from onrecord.rag.settings import Settings

    tuned = reduced_copy(noisy, tmp_path / "tuned", questions=False, exchanges=())
    record, questions = tmp_path / "talk.txt", tmp_path / "set.jsonl"
    record.write_text("Q: When does the ferry leave?\nA: At nine.\nQ: And the bridge?\nA: In May.\n")
    questions.write_text('{"id": "1", "lang": "en", "question": "ferry?", "exchanges": [1]}\n')
    source = Source(questions, record, tuning=tuned.folder)
    with pytest.raises(InputError, match="has no tuning; make one with: onrecord tune --archive"):
        prepare(source, NoisyEmbedder(), Settings(), tmp_path / "cache")
    lesson = learn(noisy, NoisyEmbedder())
    tuned.tune(lesson.tuning)
    ready = prepare(source, NoisyEmbedder(), Settings(), tmp_path / "cache")
    assert ready.assistant.model_id == f"noisy/32+tuning-{lesson.tuning.digest}"
    assert ready.collection.archive.tuning is None
