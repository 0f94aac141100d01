"""Whether a question asks for what quotes cannot be: a summary, a complete list, a count, a translation.

A linear probe on the question's vector by the bundled model, fitted by
:mod:`onrecord.eval.training.requests`; what it was fitted on and how well it does is in ``docs/requests.md``.
It knows no language and no word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal, get_args

import numpy as np

from onrecord.index.embedding.model.unpacking import MODEL_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.index.arrays import Vectors
    from onrecord.index.embedding.embedder import Embedder

__all__ = ["KINDS", "SENTENCES", "Request", "RequestModel", "probabilities", "unquotable"]

Request = Literal["summary", "list", "count", "translation"]
"""What a request asks for: a summary, all that there is of something, how often something is said, or the
words in another language."""

#: The classes of the probe, in the order of its columns; a question that is no request is of the last.
KINDS: Final = (*get_args(Request), "none")

#: What is said first where something else than quotes is asked for, in English.
SENTENCES: Final[Mapping[Request, str]] = {
    "summary": "On Record quotes; it does not summarise.",
    "list": "An answer quotes what is nearest; it is no complete list.",
    "count": "An answer quotes; it does not count.",
    "translation": "On Record quotes; it does not translate.",
}

_WEIGHTS: Final = "requests.npz"


def unquotable(request: Request | None) -> bool:
    """Whether quotes are no answer to a request: to all but a list, whose beginning they are.

    >>> unquotable("count"), unquotable("list"), unquotable(None)
    (True, False, False)
    """
    return request is not None and request != "list"


@dataclass(frozen=True, slots=True)
class RequestModel:
    """The probe: float32 ``weights`` of shape ``(384, 5)`` and ``bias`` of shape ``(5,)``.

    ``threshold`` is the probability from which a question is taken for a request.
    """

    weights: Vectors
    bias: Vectors
    threshold: float

    @classmethod
    def of(cls, embedder: Embedder) -> RequestModel | None:
        """That of an embedder; ``None`` where it is not the bundled one, whose vectors it was fitted on."""
        return _shipped() if embedder.model_id == MODEL_ID else None

    def request(self, vector: Vectors) -> Request | None:
        """What the question asks for whose vector this is; ``None`` where quotes may answer it."""
        found = probabilities(vector[np.newaxis], self.weights, self.bias)[0, :-1]
        best = int(np.argmax(found))
        requests: Sequence[Request] = get_args(Request)
        return requests[best] if found[best] >= self.threshold else None


def probabilities(vectors: Vectors, weights: Vectors, bias: Vectors) -> Vectors:
    """The probabilities of :data:`KINDS` for each vector, float32 of shape ``(n, 5)``."""
    scores = vectors @ weights + bias
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Vectors = odds / odds.sum(axis=1, keepdims=True)
    return found


@lru_cache(maxsize=1)
def _shipped() -> RequestModel:
    with (files(__package__) / _WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        weights, bias = (stored[name].astype(np.float32) for name in ("weights", "bias"))
        return RequestModel(weights, bias, float(stored["threshold"]))
