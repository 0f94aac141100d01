"""Any cross-encoder of sentence-transformers as the reader.

It compares question and passage word by word, as the bundled reader does, but may be many times as large. Its
scores are on a scale of its own; :mod:`onrecord.rag.reader.calibration` makes log-odds of them.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.index.embedding.sentence_transformers import open_cross_encoder
from onrecord.rag.reader.calibration import Calibration

__all__ = ["CrossEncoderReader", "Scorer"]


class Scorer:
    """A sentence-transformers ``CrossEncoder`` that gives one score to a pair. Threads may share it."""

    def __init__(self, name_or_folder: str) -> None:
        """Raise :class:`~onrecord.index.errors.ModelError` if there is no such model or it fails to load."""
        self._model, self.model_id = open_cross_encoder(name_or_folder)
        self._one_at_a_time = threading.Lock()

    def scores(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """A score of each passage, float64, shape ``(len(passages),)``; higher is better, no fixed range."""
        from torch import nn

        pairs = [(question, " ".join(sentences)) for sentences in passages]
        # The tokenizers of these models change their own state while they work.
        with self._one_at_a_time:
            scores = self._model.predict(pairs, activation_fn=nn.Identity(), show_progress_bar=False)
        return np.asarray(scores, np.float64).reshape(len(passages))


class CrossEncoderReader:
    """A scorer whose scores were compared with what an archive's own questions are answered by."""

    reads = 30
    orders = True

    def __init__(self, scorer: Scorer, calibration: Calibration) -> None:
        """Both are for one archive."""
        self._scorer, self._calibration = scorer, calibration

    def read(self, question: str, passages: Sequence[Sequence[str]]) -> npt.NDArray[np.float64]:
        """Log-odds that each passage answers, float64, shape ``(len(passages),)``."""
        scores = self._scorer.scores(question, passages) if passages else np.zeros(0)
        return self._calibration.slope * scores + self._calibration.offset
