"""The tokenizer: its cuts on a small vocabulary, its limits, and its agreement with a library's on the real one."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.embedding.model.tokenizer import FILES, Tokenizer, save_vocabulary
from onrecord.index.embedding.model.weights import read_weights
from onrecord.index.errors import ModelError
from tests.index.tiny_weights import PIECES, SCORES, write_tiny_weights

UNKNOWN_SCORE = min(SCORES) - 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pieces")
    save_vocabulary(read_weights(write_tiny_weights(folder / "tiny.bin")).vocabulary, folder)
    return folder


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer(folder, 24)


def cut(tokenizer: Tokenizer, text: str) -> list[str]:
    return [PIECES[number] for number in tokenizer.encode(text)]


def test_the_best_sum_of_scores_wins(tokenizer: Tokenizer) -> None:
    assert cut(tokenizer, "ab 问答") == ["<s>", "▁ab", "▁", "问答", "</s>"]
    assert cut(tokenizer, "query: q") == ["<s>", "▁query", ":", "▁", "q", "</s>"]


def test_nothing_is_left_of_empty_and_blank_texts(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("") == tokenizer.encode(" \n\u3000 ") == [0, 2]


def test_spaces_line_ends_and_full_width_forms_are_normalised(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("\u3000ａb\n\x01 \u200bc ") == tokenizer.encode("ab c")


def test_marks_join_their_letters(tokenizer: Tokenizer) -> None:
    assert tokenizer.normalise("e\u0301") == "é"


def test_a_run_of_unknown_characters_is_one_piece(tokenizer: Tokenizer) -> None:
    assert cut(tokenizer, "aझझझb") == ["<s>", "▁", "a", "<unk>", "b", "</s>"]


def test_lone_surrogates_are_unknown_characters(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("a\ud800b") == tokenizer.encode("a\ufffdb")


def test_a_long_text_is_cut_off(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.encode("c" * 1_000_000)) == len(tokenizer.encode("c " * 1_000_000)) == 24
    assert tokenizer.encode("c" * 1_000_000)[-1] == 2


@given(st.text(alphabet="abcq问答:ж", max_size=7))
def test_no_other_cut_is_better(tokenizer: Tokenizer, word: str) -> None:
    """Compare with every way to set borders between the characters."""
    text = "▁" + word
    score = dict(zip(PIECES, SCORES, strict=True))
    best = float("-inf")
    for borders in product([False, True], repeat=len(text) - 1):
        parts, start = [], 0
        for stop, border in enumerate([*borders, True], start=1):
            if border:
                parts.append(text[start:stop])
                start = stop
        if all(part in score or len(part) == 1 for part in parts):
            best = max(best, sum(score.get(part, UNKNOWN_SCORE) for part in parts))
    found, place = 0.0, 0
    pieces = cut(tokenizer, word)[1:-1] if word else ["▁"]
    for number, piece in enumerate(pieces):
        if piece == "<unk>":
            end = text.index(pieces[number + 1], place) if number + 1 < len(pieces) else len(text)
            found += UNKNOWN_SCORE * (end - place)
            place = end
        else:
            found += score[piece]
            place += len(piece)
    assert found == pytest.approx(best)


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_refused(folder: Path, tmp_path: Path, name: str) -> None:
    for file in FILES:
        (tmp_path / file).write_bytes((folder / file).read_bytes() if file != name else b"x")
    with pytest.raises(ModelError, match="delete"):
        Tokenizer(tmp_path, 24)
