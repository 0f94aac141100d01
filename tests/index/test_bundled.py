"""The bundled model: unpacked whole or not at all, and its vectors those of a plain forward pass."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from onrecord.index.embedding.bundled import BundledEmbedder
from onrecord.index.embedding.model.tokenizer import Tokenizer
from onrecord.index.embedding.model.unpacking import MANIFEST, is_unpacked, unpack
from onrecord.index.embedding.model.weights import read_weights
from onrecord.index.errors import ModelError
from tests.index.tiny_weights import HIDDEN, POSITIONS, forward, write_tiny_weights

TEXTS = ["ab c", "", "问答:", "ab c", "qqq abab 问 c", "ж"]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_weights(tmp_path_factory.mktemp("source") / "tiny.bin")


def digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def folder(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("cache") / "models" / "tiny"
    return unpack(source=source, folder=target, sha256=digest(source))


@pytest.fixture(scope="module")
def embedder(folder: Path) -> BundledEmbedder:
    return BundledEmbedder(folder)


def test_vectors_are_those_of_a_plain_forward_pass(
    source: Path, folder: Path, embedder: BundledEmbedder
) -> None:
    weights, tokenizer = read_weights(source), Tokenizer(folder, POSITIONS)
    for prefix, vectors in (
        ("query: ", embedder.embed_questions(TEXTS)),
        ("passage: ", embedder.embed_passages(TEXTS)),
    ):
        plain = np.stack([forward(weights, tokenizer.encode(prefix + text)) for text in TEXTS])
        assert (vectors * plain).sum(axis=1) == pytest.approx(1.0, abs=0.01)


def test_vectors_have_unit_length_and_the_order_of_the_texts(embedder: BundledEmbedder) -> None:
    done: list[int] = []
    vectors = embedder.embed_passages(TEXTS, done.append)
    assert vectors.shape == (len(TEXTS), embedder.dimension) == (len(TEXTS), HIDDEN)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert sum(done) == len(TEXTS)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert embedder.embed_passages([text])[0] @ vector == pytest.approx(1.0, abs=0.01)
    assert (vectors[0] == vectors[3]).all()


def test_nothing_gives_nothing(embedder: BundledEmbedder) -> None:
    assert embedder.embed_questions([]).shape == embedder.embed_passages([]).shape == (0, HIDDEN)


def test_hostile_texts_get_vectors(embedder: BundledEmbedder) -> None:
    vectors = embedder.embed_questions(["\ud800", "\x00", "🎉" * 50, "c" * 100_000])
    assert np.isfinite(vectors).all()


def test_threads_may_share_it(embedder: BundledEmbedder) -> None:
    expected = embedder.embed_questions(TEXTS)
    found: list[bool] = []

    def ask() -> None:
        found.extend((embedder.embed_questions(TEXTS) == expected).all() for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 80
    assert all(found)


def test_unpacking_reports_rising_fractions(source: Path, tmp_path: Path) -> None:
    seen: list[float] = []
    unpack(seen.append, source=source, folder=tmp_path / "tiny", sha256=digest(source))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


def test_other_weights_are_refused(source: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"SHA-256 {digest(source)}, expected 1571fc98"):
        unpack(source=source, folder=tmp_path / "tiny")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_named(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match="XDG_CACHE_HOME"):
        unpack(source=source, folder=tmp_path / "file" / "models" / "tiny", sha256=digest(source))


def test_a_damaged_folder_is_replaced(source: Path, tmp_path: Path) -> None:
    target = unpack(source=source, folder=tmp_path / "tiny", sha256=digest(source))
    (target / "model.onnx").write_bytes(b"")
    assert not is_unpacked(target)
    unpack(source=source, folder=target, sha256=digest(source))
    assert is_unpacked(target)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


def test_a_model_that_onnxruntime_refuses_is_named(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(b"no model" if file.name == "model.onnx" else file.read_bytes())
    with pytest.raises(ModelError, match=r"cannot be loaded: .*delete that folder") as caught:
        BundledEmbedder(tmp_path)
    assert "\n" not in str(caught.value)
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(ModelError, match="delete that folder"):
        BundledEmbedder(tmp_path)


UNPACK = """
import sys, time
from pathlib import Path
from onrecord.index.embedding.model.unpacking import unpack
source, folder, sha256, pause = sys.argv[1:]
def progress(fraction):
    if 0.5 < fraction < 1:
        print("half", flush=True)
        time.sleep(float(pause))
unpack(progress, source=Path(source), folder=Path(folder), sha256=sha256)
"""


def start_unpacking(source: Path, folder: Path, pause: float) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", UNPACK, str(source), str(folder), digest(source), str(pause)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, cwd=root)


@pytest.mark.slow
def test_two_processes_may_unpack_at_once(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "tiny"
    both = [start_unpacking(source, target, pause=0.3) for _ in range(2)]
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert BundledEmbedder(target).embed_questions(["ab"]).shape == (1, HIDDEN)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


@pytest.mark.slow
def test_what_a_killed_process_leaves_does_no_harm(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "tiny"
    process = start_unpacking(source, target, pause=60)
    assert process.stdout is not None
    assert process.stdout.readline() == b"half\n"
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert not is_unpacked(target)
    (leftover,) = tmp_path.iterdir()
    unpack(source=source, folder=target, sha256=digest(source))
    assert is_unpacked(target)
    assert leftover.exists(), "it could still be another process at work"
    hours_ago = time.time() - 2 * 3600
    os.utime(leftover, (hours_ago, hours_ago))
    unpack(source=source, folder=target, sha256=digest(source))
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


def test_loading_imports_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys; import onrecord.index.embedding.bundled; assert 'numpy' not in sys.modules; from pathlib import Path; "
        f"onrecord.index.embedding.bundled.BundledEmbedder(Path({str(folder)!r})).embed_questions(['ab']); "
        "print(*{'torch', 'transformers', 'sentence_transformers', 'onnx', 'tokenizers'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, check=True
    )
    assert done.stdout.strip() == b""
    assert done.stderr == b""
