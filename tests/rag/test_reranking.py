"""Rerankers: the best passages in another model's order, whatever that model is."""

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
from onrecord.rag.reader import CrossEncoderReranker, reranked
from onrecord.rag.retrieval import Hit
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of


class Shortest:
    """Likes the shortest passage best."""

    def scores(self, question: str, passages: Sequence[str]) -> npt.NDArray[np.float32]:
        """Minus the lengths, shape ``(len(passages),)``."""
        return np.array([-len(passage) for passage in passages], np.float32)


def test_the_first_hits_are_put_in_order_and_the_others_stay_below() -> None:
    hits = [Hit("talk", n, Span(n, n + 1), 1.0 - n / 10, 0.0, ()) for n in range(5)]
    found = reranked(hits, "q", ["long words", "word", "words"], Shortest())
    assert [hit.exchange for hit in found] == [1, 2, 0, 3, 4]
    assert [hit.score for hit in found[:3]] == [-4, -5, -10]
    assert sorted((hit.score for hit in found), reverse=True) == [hit.score for hit in found]
    assert reranked([], "q", [], Shortest()) == []


def test_an_assistant_shows_quotes_in_the_rerankers_order(archive: Archive, embedder: HashEmbedder) -> None:
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


def test_a_reranker_that_cannot_be_had_says_why(
    archive: Archive, embedder: HashEmbedder, tmp_path: Path
) -> None:
    with pytest.raises(ModelError, match=r"is not a cross-encoder: it has no config\.json"):
        Assistant(archive, embedder, Settings(reranker=str(tmp_path)))
    with pytest.raises(SettingsError, match="reranker is empty"):
        Settings(reranker=" ")


@pytest.mark.model
def test_any_cross_encoder_is_a_reranker(tmp_path: Path, archive: Archive, embedder: HashEmbedder) -> None:
    folder = tiny_cross_encoder(tmp_path / "tiny", labels=1)
    passages = ["a b c", "c", "b " * 400]
    scores = CrossEncoderReranker(str(folder)).scores("a", passages)
    assert scores.shape == (3,)
    assert scores.dtype == np.float32
    assert len(set(scores.tolist())) == 3
    answer = Assistant(archive, embedder, Settings(reranker=str(folder), threshold=0.0)).ask("the ferry")
    assert [quote.score for quote in answer.quotes] == sorted((q.score for q in answer.quotes), reverse=True)
    with pytest.raises(ModelError, match="gives 3 scores to a pair; a reranker gives one"):
        CrossEncoderReranker(str(tiny_cross_encoder(tmp_path / "three", labels=3)))
    (folder / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelError, match="tiny cannot be loaded: "):
        CrossEncoderReranker(str(folder))


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
