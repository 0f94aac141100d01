"""The reader that ships: the bundled encoder's lower layers, trained to tell what answers a question.

``weights.npz`` beside this file is made by :mod:`onrecord.eval.training.reader`; docs/reader.md says how and
of what. It holds no words: the reader takes the table and the tokenizer of the unpacked bundled model,
whatever model made the archive. ONNX Runtime runs it in 8 bits, as it runs the encoder.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.index.embedding.bundled import BundledEmbedder, is_unpacked, unpack
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.embedding.model.session import open_session
from onrecord.index.embedding.model.tokenizer import Tokenizer
from onrecord.index.embedding.model.unpacking import weights_file
from onrecord.index.errors import ModelError
from onrecord.rag.reader.pairs import pair

__all__ = ["BundledReader", "open_bundled"]

WEIGHTS = Path(__file__).with_name("weights.npz")
# Raise the number whenever weights.npz changes: what was built of the older ones is not used then.
_VERSION = 1
_TOKENS = 512
_EPSILON = 1e-12
_HEADS = 12


class _Shipped:
    """The numbers of ``weights.npz``, as floats."""

    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as kept:
            self._kept: dict[str, npt.NDArray[Any]] = {name: kept[name] for name in kept.files}

    def vector(self, name: str) -> npt.NDArray[np.float32]:
        return self._kept[name].astype(np.float32).reshape(-1)

    def matrix(self, name: str, rows: int) -> npt.NDArray[np.float32]:
        if name in self._kept:
            return self._kept[name].astype(np.float32).reshape(rows, -1)
        levels, scales = self._kept[f"{name}.levels"], self._kept[f"{name}.scales"]
        return np.asarray(levels * scales[:, None], np.float32)

    @property
    def layers(self) -> int:
        return sum(name.endswith(".q.b") for name in self._kept)


class BundledReader:
    """The reader that comes with the install. Threads may share it."""

    # They take most of an answer's time; its log-odds order them no better than what found them.
    reads = 6
    orders = False

    def __init__(self, folder: Path, tokenizer: Tokenizer | None = None) -> None:
        """Load it, built on the bundled model in ``folder``; the first time takes a second.

        Raises:
            ModelError: It cannot be built or loaded.
        """
        file = folder / f"reader-{_VERSION}.onnx"
        try:
            if not file.exists():
                _build(file)
            self._session = open_session(file)
            self._tokenizer = tokenizer or Tokenizer(folder, _TOKENS)
        except ModelError:
            raise
        except Exception as error:  # onnxruntime's exceptions have no common base but this
            reason = str(error).splitlines()[0]
            raise ModelError(
                f"the reader in {folder} cannot be loaded: {reason}; delete that folder"
            ) from error

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Log-odds that each passage answers, float64, shape ``(len(passages),)``."""
        rows = [pair(self._tokenizer, question, sentences)[0] for sentences in passages]
        if len(rows) < 2:
            return np.array([self._run(row) for row in rows])
        with ThreadPoolExecutor(min(len(rows), os.cpu_count() or 1)) as pool:
            return np.array(list(pool.map(self._run, rows)))

    def _run(self, pieces: list[int]) -> float:
        (odds,) = self._session.run(["odds"], {"pieces": np.array([pieces], np.int32)})
        return float(odds[0])


def _build(file: Path) -> None:
    """Write the ONNX file; whoever else builds it at the same time writes the same."""
    from onrecord.index.embedding.model.encoder_graph import write_reader

    shipped = _Shipped(WEIGHTS)
    places = shipped.vector("places").reshape(-1, len(shipped.vector("emb.ln.w")))
    handle, name = tempfile.mkstemp(prefix=".reader-", dir=file.parent)
    os.close(handle)
    try:
        write_reader(shipped, places, shipped.layers, _HEADS, _EPSILON, Path(name))
        Path(name).replace(file)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()


def open_bundled(embedder: Embedder) -> BundledReader | None:
    """The bundled reader, or None where the bundled model is not installed.

    Raises:
        ModelError: It is installed, and cannot be loaded.
    """
    if not (weights_file() or is_unpacked()):
        return None
    tokenizer = embedder.tokenizer if isinstance(embedder, BundledEmbedder) else None
    return _opened(unpack(), tokenizer)


@lru_cache(1)
def _opened(folder: Path, tokenizer: Tokenizer | None) -> BundledReader:
    """One for all who ask in this process: the chat, its evals, the sets that are drawn."""
    return BundledReader(folder, tokenizer)
