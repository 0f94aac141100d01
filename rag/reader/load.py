"""Opens the reader that the settings name."""

from __future__ import annotations

from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.embedder import Embedder
from onrecord.rag.background import Background
from onrecord.rag.reader.bundled import open_bundled
from onrecord.rag.reader.calibration import calibrated
from onrecord.rag.reader.protocol import Reader

__all__ = ["open_reader"]


def open_reader(name: str, archive: Archive, embedder: Embedder, background: Background) -> Reader | None:
    """The reader called ``name``: ``bundled``, ``none``, or a sentence-transformers ``CrossEncoder``.

    None where nothing is to be read, or the bundled model, which ``bundled`` is built on, is not installed.

    Raises:
        ModelError: It cannot be loaded.
    """
    if name == "none":
        return None
    if name == "bundled":
        return open_bundled(embedder)
    from onrecord.rag.reader.cross_encoder import CrossEncoderReader, Scorer

    scorer = Scorer(name)
    calibration = calibrated(scorer.model_id, scorer.scores, archive, embedder, background)
    return CrossEncoderReader(scorer, calibration)
