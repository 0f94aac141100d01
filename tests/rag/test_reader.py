"""The reader: its graph computes what the layers say, and it tells what answers from what is only near."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.bundled import load_bundled, unpack
from onrecord.index.embedding.model.encoder_graph import INPUT, READ, write_reader
from onrecord.index.embedding.model.tokenizer import Tokenizer
from onrecord.index.embedding.model.weights import Weights, read_weights
from onrecord.index.errors import ModelError
from onrecord.rag.assistant import Assistant
from onrecord.rag.reader.bundled import BundledReader, open_bundled
from onrecord.rag.reader.pairs import LONGEST, pair
from tests.conftest import HashEmbedder
from tests.index.tiny_weights import HEADS, HIDDEN, LAYERS, POSITIONS, states, write_tiny_weights


class Heads:
    """The tiny encoder's tensors and those of two heads."""

    def __init__(self, weights: Weights) -> None:
        random = np.random.default_rng(3)
        self._weights = weights
        self._own = {
            name: random.normal(0, 0.2, shape).astype(np.float32)
            for name, shape in {
                "dense.w": (HIDDEN, 2 * HIDDEN),
                "dense.b": (HIDDEN,),
                "answers.w": (1, HIDDEN),
                "answers.b": (1,),
                "marks.w": (1, HIDDEN),
                "marks.b": (1,),
            }.items()
        }

    def vector(self, name: str) -> Any:
        return self._own[name] if name in self._own else self._weights.vector(name)

    def matrix(self, name: str, rows: int) -> Any:
        return self._own[name] if name in self._own else self._weights.matrix(name, rows)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Weights, Path]:
    source = write_tiny_weights(tmp_path_factory.mktemp("source") / "tiny.bin")
    folder = tmp_path_factory.mktemp("cache") / "tiny"
    unpack(source=source, folder=folder, sha256=hashlib.sha256(source.read_bytes()).hexdigest())
    return read_weights(source), folder


@pytest.mark.parametrize("layers", [1, LAYERS])
def test_the_graph_computes_what_the_layers_and_heads_say(tiny: tuple[Weights, Path], layers: int) -> None:
    weights, folder = tiny
    tensors = Heads(weights)
    places = weights.vector("emb.pos").reshape(POSITIONS, HIDDEN) + weights.vector("emb.type")[:HIDDEN]
    write_reader(tensors, places, layers, HEADS, 1e-12, folder / f"reader-{layers}.onnx")
    session = onnxruntime.InferenceSession(folder / f"reader-{layers}.onnx")
    random = np.random.default_rng(5)
    rows = [[0, *random.integers(3, 16, 5).tolist(), 2] for _ in range(60)]
    odds, marks = session.run(list(READ), {INPUT: np.array(rows, np.int32)})
    assert (odds.shape, marks.shape) == ((60,), (60, 7))
    plain_odds, plain_marks = [], []
    for row in rows:
        state = states(weights, row, layers)
        inner = np.tanh(
            tensors.vector("dense.w") @ np.concatenate([state[0], state.mean(axis=0)])
            + tensors.vector("dense.b")
        )
        plain_odds.append((tensors.vector("answers.w") @ inner)[0] + tensors.vector("answers.b")[0])
        plain_marks.append(state @ tensors.vector("marks.w")[0] + tensors.vector("marks.b")[0])
    # The graph counts in 8 bits.
    assert np.corrcoef(odds, plain_odds)[0, 1] > 0.97
    assert np.corrcoef(marks.ravel(), np.ravel(plain_marks))[0, 1] > 0.97
    assert odds.mean() == pytest.approx(np.mean(plain_odds), abs=0.1)


@given(st.text(), st.lists(st.text(min_size=1), max_size=40))
def test_a_pair_has_both_texts_in_bounds(
    tiny: tuple[Weights, Path], question: str, passage: list[str]
) -> None:
    tokenizer = Tokenizer(tiny[1], POSITIONS)
    pieces, starts = pair(tokenizer, question, passage)
    begin, end = tokenizer.encode("")
    assert pieces[0] == begin
    assert pieces[-1] == end
    assert 2 < len(pieces) <= LONGEST
    assert starts == sorted(starts)
    assert len(starts) <= len(passage)
    assert all(2 < start < len(pieces) for start in starts)
    for start, sentence in zip(starts, passage, strict=False):
        own = tokenizer.encode(sentence)[1:-1]
        assert pieces[start : start + len(own)] == own[: len(pieces) - 1 - start]


class Fixed:
    """Says the same of every passage, and remembers what it read."""

    reads = 2
    orders = False

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.asked: list[tuple[str, list[list[str]]]] = []

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """``odds`` of each passage."""
        self.asked.append((question, [list(each) for each in passages]))
        return np.full(len(passages), self.odds)


def test_confidence_follows_the_reader(archive: Archive, embedder: HashEmbedder) -> None:
    question = "What is a ticket for the ferry?"
    sure, unsure = Fixed(40.0), Fixed(-40.0)
    high = Assistant(archive, embedder, reader=sure).ask(question)
    low = Assistant(archive, embedder, reader=unsure).ask(question)
    assert (high.answered, low.answered) == (True, False)
    assert high.confidence > 0.9
    assert low.confidence < 0.1
    # The words of the passages, as they were asked about.
    asked, passages = sure.asked[0]
    assert asked == question
    assert high.quotes[0].text in [" ".join(each) for each in passages]


def test_follow_ups_are_read_with_the_question_before(archive: Archive, embedder: HashEmbedder) -> None:
    reader = Fixed(3.0)
    before = "What is a ticket for the ferry?"
    Assistant(archive, embedder, reader=reader).ask("And why?", earlier=[before])
    assert reader.asked[-1][0] == f"{before} And why?"


def test_a_ranking_that_no_reader_orders_needs_none(archive: Archive, embedder: HashEmbedder) -> None:
    reader = Fixed(9.0)
    assert Assistant(archive, embedder, reader=reader).rank("What is a ticket for the ferry?", 3)
    assert reader.asked == []


def test_an_archive_without_passages_asks_no_reader(tmp_path: Path, embedder: HashEmbedder) -> None:
    reader = Fixed(9.0)
    empty = Archive.create(tmp_path / "empty", embedder.model_id, embedder.dimension)
    answer = Assistant(empty, embedder, reader=reader).ask("Anything?")
    assert (answer.answered, answer.confidence, reader.asked) == (False, 0.0, [])


def test_a_damaged_reader_is_one_message(tiny: tuple[Weights, Path], tmp_path: Path) -> None:
    (tmp_path / "reader-1.onnx").write_bytes(b"broken")
    with pytest.raises(ModelError, match=r"the reader in .* cannot be loaded: .*; delete that folder"):
        BundledReader(tmp_path, Tokenizer(tiny[1], POSITIONS))


NEAR = [
    # What answers, and what is only about the same thing.
    (
        "When does the library open on Sundays?",
        [
            "The library opens at ten on Sundays.",
            "The library has a new roof, which cost a great deal of money.",
        ],
    ),
    (
        "图书馆的新屋顶花了多少钱？",
        ["新屋顶一共花了三百万元。", "图书馆星期天十点开门，欢迎大家前来。"],
    ),
    (
        "Combien a coûté le nouveau toit de la bibliothèque ?",
        ["新屋顶一共花了三百万元。", "图书馆星期天十点开门，欢迎大家前来。"],
    ),
    (
        "Кто построил новый мост?",
        [
            "Новый мост построила фирма из соседнего города.",
            "По новому мосту каждый день проезжают тысячи машин.",
        ],
    ),
    (
        "How many people cross the bridge each day?",
        [
            "По новому мосту каждый день проезжают три тысячи человек.",
            "Новый мост построила фирма из соседнего города.",
        ],
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("question", "passages"), NEAR)
def test_what_answers_reads_better_than_what_is_near(question: str, passages: list[str]) -> None:
    reader = open_bundled(load_bundled())
    assert reader is not None
    odds = reader.read(question, [[each] for each in passages])
    assert odds.shape == (2,)
    assert odds[0] > odds[1]
    assert reader.read(question, [passages])[0] > odds[1]


@pytest.mark.model
def test_reading_in_threads_gives_what_reading_alone_gives() -> None:
    reader = open_bundled(HashEmbedder())
    assert reader is not None
    question, passages = NEAR[0]
    alone = [reader.read(question, [[each]])[0] for each in passages]
    assert reader.read(question, [[each] for each in passages]).tolist() == pytest.approx(alone)
    assert reader.read(question, []).shape == (0,)
