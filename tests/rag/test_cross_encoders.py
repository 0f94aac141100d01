"""Any cross-encoder as the reader: its order, and log-odds from the archive's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ModelError, SettingsError
from onrecord.index.text.spans import Span
from onrecord.rag.assistant import Assistant
from onrecord.rag.background import Background
from onrecord.rag.reader.calibration import Calibration, calibrated
from onrecord.rag.reader.cross_encoder import CrossEncoderReader, Scorer
from onrecord.rag.reader.load import open_reader
from onrecord.rag.retrieval import Hit, reordered
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of


class Shortest:
    """Likes the shortest passage best."""

    reads = 30
    orders = True

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Minus the lengths, shape ``(len(passages),)``."""
        return np.array([-float(len(" ".join(passage))) for passage in passages])


def test_the_first_hits_are_put_in_order_and_the_others_stay_below() -> None:
    hits = [Hit("talk", n, Span(n, n + 1), 1.0 - n / 10, 0.0, ()) for n in range(5)]
    found = reordered(hits, np.array([-10.0, -4.0, -5.0]))
    assert [hit.exchange for hit in found] == [1, 2, 0, 3, 4]
    assert [hit.score for hit in found[:3]] == [-4, -5, -10]
    assert sorted((hit.score for hit in found), reverse=True) == [hit.score for hit in found]
    assert reordered([], np.zeros(0)) == []


def test_an_assistant_shows_quotes_in_the_readers_order(archive: Archive, embedder: HashEmbedder) -> None:
    question, settings = "What is a ticket for the ferry?", Settings(threshold=0.0, top_k=1)
    assert Assistant(archive, embedder, settings).ask(question).quotes[0].citation.exchange == 2
    assistant = Assistant(archive, embedder, settings, Shortest())
    shortest = min(PAIRS, key=lambda pair: len(pair[1]))[1]
    (quote,) = assistant.ask(question).quotes
    assert (quote.text, quote.score) == (shortest, -len(shortest))
    archive.add(
        transcript_of([(f"Number {n}?", f"It is the number {n}.") for n in range(70)], "many"), embedder
    )
    assert len(assistant.ask(question, top_k=50).quotes) == 50
    assert len(assistant.rank(question, 5)) == 5
    assert len(assistant.rank(question, 60)) == 60


def test_a_reader_that_cannot_be_had_says_why(
    archive: Archive, embedder: HashEmbedder, tmp_path: Path
) -> None:
    background = Background.load(embedder, archive.folder)
    with pytest.raises(ModelError, match=r"is not a cross-encoder: it has no config\.json"):
        open_reader(str(tmp_path), archive, embedder, background)
    with pytest.raises(SettingsError, match="reader is empty"):
        Settings(reader=" ")
    assert open_reader("none", archive, embedder, background) is None


WORDS = [
    "lamp",
    "river",
    "stone",
    "apple",
    "tower",
    "horse",
    "paper",
    "cloud",
    "glass",
    "bread",
    "window",
    "garden",
    "silver",
    "coffee",
    "winter",
    "ladder",
]


class SharesWords:
    """Scores a passage by the words it shares with the question, on a scale of its own."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Three for each word shared, and forty more, shape ``(len(passages),)``."""
        self.asked += 1
        own = set(question.strip("?").split())
        return np.array([40.0 + 3 * len(own & set(" ".join(each).strip(".").split())) for each in passages])


@pytest.fixture
def words_archive(tmp_path: Path, embedder: HashEmbedder) -> Archive:
    """An archive of as many exchanges as there are words, each about its own."""
    pairs = [(f"Where is the {word}?", f"We keep the {word} beside the door of the house.") for word in WORDS]
    found = Archive.create(tmp_path / "words", embedder.model_id, embedder.dimension)
    found.add(transcript_of(pairs, "words"), embedder)
    return found


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "onrecord" / "readers"


def test_scores_become_log_odds_once_for_each_archive(
    words_archive: Archive, embedder: HashEmbedder, cache: Path
) -> None:
    background, scores = Background.load(embedder, words_archive.folder), SharesWords()
    found = calibrated("shares-words", scores, words_archive, embedder, background)
    assert scores.asked > 8
    # "the" and the word itself are shared by what answers, "the" alone by what does not.
    answers, near = (found.slope * score + found.offset for score in (46.0, 43.0))
    assert answers > 0.5 > -0.5 > near
    asked = scores.asked
    assert calibrated("shares-words", scores, words_archive, embedder, background) == found
    assert scores.asked == asked
    assert calibrated("another", scores, words_archive, embedder, background) == found
    assert scores.asked == 2 * asked
    for file in cache.iterdir():
        file.write_text("{broken", encoding="utf-8")
    assert calibrated("another", scores, words_archive, embedder, background) == found
    assert scores.asked == 3 * asked


def test_a_reader_that_prefers_what_does_not_answer_is_not_believed(
    words_archive: Archive, embedder: HashEmbedder, cache: Path
) -> None:
    background, right = Background.load(embedder, words_archive.folder), SharesWords()
    found = calibrated("wrong", lambda q, p: -right(q, p), words_archive, embedder, background)
    assert found.slope == 0


def test_few_questions_teach_nothing(archive: Archive, embedder: HashEmbedder, cache: Path) -> None:
    scores = SharesWords()
    background = Background.load(embedder, archive.folder)
    assert calibrated("shares-words", scores, archive, embedder, background) == Calibration(1.0, 0.0)
    assert scores.asked == 0


def test_a_cache_that_cannot_be_written_is_no_error(
    words_archive: Archive, embedder: HashEmbedder, cache: Path
) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_text("a file where the folder should be", encoding="utf-8")
    background, scores = Background.load(embedder, words_archive.folder), SharesWords()
    assert calibrated("shares-words", scores, words_archive, embedder, background).slope > 0


@pytest.mark.model
def test_any_cross_encoder_is_a_reader(
    tmp_path: Path, words_archive: Archive, embedder: HashEmbedder, cache: Path
) -> None:
    folder = tiny_cross_encoder(tmp_path / "tiny", labels=1)
    scorer = Scorer(str(folder))
    assert scorer.model_id.startswith("tiny@")
    passages = [["a b c"], ["c"], ["b ", "b"] * 200]
    scores = scorer.scores("a", passages)
    assert scores.shape == (3,)
    assert scores.dtype == np.float64
    assert len(set(scores.tolist())) == 3
    reader = CrossEncoderReader(scorer, Calibration(2.0, 1.0))
    assert reader.read("a", passages).tolist() == pytest.approx((2 * scores + 1).tolist())
    assert reader.read("a", []).shape == (0,)
    settings = Settings(reader=str(folder), threshold=0.0)
    answer = Assistant(words_archive, embedder, settings).ask("the lamp")
    assert answer.quotes
    assert [quote.score for quote in answer.quotes] == sorted((q.score for q in answer.quotes), reverse=True)
    assert len(list(cache.iterdir())) == 1
    with pytest.raises(ModelError, match="gives 3 scores to a pair; a reader gives one"):
        Scorer(str(tiny_cross_encoder(tmp_path / "three", labels=3)))
    (folder / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelError, match="tiny cannot be loaded: "):
        Scorer(str(folder))


def tiny_cross_encoder(folder: Path, labels: int) -> Path:
    """A BERT of two layers with random weights, as its makers would save it."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir()
    words = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *"abcdefghijklmnopqrstuvwxyz",
        "the",
        "ferry",
        "bridge",
    ]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=64,
    )  # fmt: skip
    config.num_labels = labels
    model = BertForSequenceClassification(config)
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.5)
    model.save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt"), model_max_length=64).save_pretrained(folder)
    return folder
