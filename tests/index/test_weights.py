"""Reading the weights file, and refusing what is not one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.index.embedding.model.weights import read_weights, sha256
from onrecord.index.errors import ModelError
from tests.index.tiny_weights import HIDDEN, NORMALISATION, PIECES, SCORES, WIDE, write_tiny_weights


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_weights(tmp_path_factory.mktemp("weights") / "tiny.bin")


def test_sizes_and_vocabulary(file: Path) -> None:
    weights = read_weights(file)
    assert (weights.shape.hidden, weights.shape.intermediate, weights.shape.layers) == (HIDDEN, WIDE, 2)
    assert weights.shape.epsilon == pytest.approx(1e-12)
    vocabulary = weights.vocabulary
    assert list(vocabulary.pieces) == PIECES
    assert vocabulary.scores.tolist() == pytest.approx(SCORES)
    assert (vocabulary.begin, vocabulary.pad, vocabulary.end, vocabulary.unknown) == (0, 1, 2, 3)
    assert vocabulary.normalisation == {ord(character): to for character, to in NORMALISATION.items()}


def test_blocks_are_widened_as_the_layout_says(file: Path) -> None:
    weights = read_weights(file)
    scales, halves = weights.blocks("l0.fi.w", WIDE)
    matrix = weights.matrix("l0.fi.w", WIDE)
    assert matrix.shape == (WIDE, HIDDEN)
    assert matrix.dtype == np.float32
    byte = int(halves[5, 1, 3])
    assert matrix[5, 32 + 3] == (byte % 16 - 8) * np.float32(scales[5, 1])
    assert matrix[5, 32 + 3 + 16] == (byte // 16 - 8) * np.float32(scales[5, 1])


@pytest.mark.parametrize("content", [b"", b"E5", b"GGUF" + bytes(100), b"E5S1" + bytes(100)])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"other\.bin is not a usable weights file"):
        read_weights(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nothing-here"):
        read_weights(tmp_path / "nothing-here")


@given(st.data())
def test_truncated_file_is_refused_or_its_tensors_are(
    tmp_path_factory: pytest.TempPathFactory, file: Path, data: st.DataObject
) -> None:
    whole = file.read_bytes()
    path = tmp_path_factory.mktemp("cut") / "cut.bin"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(ModelError):
        read_weights(path).vector("l1.fo.b")


def test_wrong_names_and_kinds_are_refused(file: Path) -> None:
    weights = read_weights(file)
    with pytest.raises(ModelError, match=r"no tensor 'l9\.q\.w'"):
        weights.matrix("l9.q.w", HIDDEN)
    with pytest.raises(ModelError, match=r"'emb\.pos' .* kind 0"):
        weights.matrix("emb.pos", HIDDEN)
    with pytest.raises(ModelError, match="7 rows"):
        weights.matrix("l0.q.w", 7)


def test_sha256_reports_its_progress(file: Path) -> None:
    seen: list[float] = []
    assert sha256(file, seen.append) == hashlib.sha256(file.read_bytes()).hexdigest()
    assert seen[-1] == 1.0
