"""The model that comes with the install: multilingual-e5-small as int8, run by ONNX Runtime."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.embedding.model.unpacking import MANIFEST, MODEL_ID, is_unpacked, unpack
from onrecord.index.errors import ModelError

if TYPE_CHECKING:
    from onrecord.index.arrays import Vectors
    from onrecord.index.embedding.model.tokenizer import Tokenizer

__all__ = ["BundledEmbedder", "is_unpacked", "load_bundled", "unpack"]

_BATCH = 256
"""Pieces in a batch: twice as many are no faster, half as many 2 % slower."""
_MOST_THREADS = 8

_Batch = list[tuple[list[int], str]]


class BundledEmbedder:
    """The bundled model, ready to embed. Threads may share it.

    Texts are cut off after 512 pieces, which is about 900 Chinese characters or 350 English words.
    """

    def __init__(self, folder: Path) -> None:
        """Load what :func:`unpack` left in ``folder``.

        Raises:
            ModelError: The folder is damaged.
        """
        from onrecord.index.embedding.model.encoder_graph import FILES
        from onrecord.index.embedding.model.session import open_session
        from onrecord.index.embedding.model.tokenizer import Tokenizer

        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            self._dimension = int(manifest["dimension"])
            self._tokenizer = Tokenizer(folder, int(manifest["max_tokens"]))
            self._session = open_session(folder / FILES[0])
        except ModelError:
            raise
        except Exception as error:  # onnxruntime's exceptions have no common base but this
            reason = str(error).splitlines()[0]
            raise ModelError(
                f"the bundled model in {folder} cannot be loaded: {reason}; delete that folder"
            ) from error

    @property
    def model_id(self) -> str:
        """The model and the version of its unpacked form."""
        return MODEL_ID

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts into the model's pieces."""
        return self._tokenizer

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, float32 of unit length, shape ``(len(texts), dimension)``."""
        return self._embed("query: ", texts, None)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, float32 of unit length, shape ``(len(texts), dimension)``, in their order.

        ``progress`` is called with the number of texts done since the last call.
        """
        return self._embed("passage: ", texts, progress)

    def _embed(self, prefix: str, texts: Sequence[str], progress: Callable[[int], None] | None) -> Vectors:
        import numpy as np

        vectors: Vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        batches = _batches([(self._tokenizer.encode(prefix + text), text) for text in places])
        for batch, found in zip(batches, self._run_all(batches), strict=True):
            for (_, text), vector in zip(batch, found, strict=True):
                vectors[places[text]] = vector
            if progress:
                progress(sum(len(places[text]) for _, text in batch))
        return vectors

    def _run_all(self, batches: Sequence[_Batch]) -> Iterator[Vectors]:
        """The vectors of each batch, in their order."""
        threads = min(os.cpu_count() or 1, _MOST_THREADS, len(batches))
        if threads < 2:
            yield from map(self._run, batches)
            return
        from concurrent.futures import ThreadPoolExecutor

        pool = ThreadPoolExecutor(threads)
        try:
            yield from pool.map(self._run, batches)
        finally:
            pool.shutdown(cancel_futures=True)

    def _run(self, batch: _Batch) -> Vectors:
        import numpy as np

        from onrecord.index.embedding.model.encoder_graph import INPUT

        found: Vectors
        (found,) = self._session.run(None, {INPUT: np.array([pieces for pieces, _ in batch], np.int32)})
        return found


def _batches(cut: list[tuple[list[int], str]]) -> list[_Batch]:
    """Texts of one length together, at most ``_BATCH`` pieces or one text; the longest texts come first."""
    batches: list[_Batch] = []
    for pieces, text in sorted(cut, key=lambda each: -len(each[0])):
        last = batches[-1] if batches else []
        if last and len(last[0][0]) == len(pieces) and (len(last) + 1) * len(pieces) <= _BATCH:
            last.append((pieces, text))
        else:
            batches.append([(pieces, text)])
    return batches


def load_bundled(progress: Callable[[float], None] | None = None) -> BundledEmbedder:
    """The bundled model, unpacked first where that was not done before.

    Args:
        progress: Called with the fraction of the unpacking done, 0 to 1.

    Raises:
        ModelError: It cannot be unpacked or loaded.
    """
    return BundledEmbedder(unpack(progress))
