"""Who would say a block of text, told from what it means: who asks, who answers, who moderates, or nobody.

A small network on the vectors of the bundled model, fitted by :mod:`onrecord.eval.training.roles`; what it
was fitted on and how well it does is in ``docs/role-model.md``. It knows no language and no label.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import numpy as np

from onrecord.index.embedding.model.unpacking import MODEL_ID

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.index.arrays import Vectors
    from onrecord.index.embedding.embedder import Embedder

__all__ = ["CLASSES", "RoleModel", "condensed"]

#: What a block can be, in the order of the columns of what :meth:`RoleModel.roles` returns.
CLASSES: Final = ("asks", "answers", "moderates", "neither")

_WEIGHTS: Final = "role_model.npz"
# Characters of a block that are looked at: who asks does so at the end, who answers begins to.
_HEAD: Final = 100
_TAIL: Final = 160

# Blocks whose roles are kept in mind, so that a document is read again in no time.
_MOST_KNOWN: Final = 4096


def condensed(words: str) -> str:
    """The beginning and the end of words, white space as single spaces: what the model reads of a block."""
    bare = " ".join(words.split()) if len(words) < 4000 else " ".join((words[:800] + words[-1200:]).split())
    return bare if len(bare) <= _HEAD + _TAIL else f"{bare[:_HEAD]} … {bare[-_TAIL:]}"


class RoleModel:
    """The network and the embedder whose vectors it reads. Threads may share it."""

    def __init__(self, load: Callable[[], Embedder]) -> None:
        """``load`` gives the bundled embedder; it is called when the first block is read."""
        self._load = load
        self._known: dict[str, Vectors] = {}

    @classmethod
    def of(cls, embedder: Embedder) -> RoleModel | None:
        """That of an embedder; ``None`` where it is not the bundled one, whose vectors it was fitted on."""
        return cls(lambda: embedder) if embedder.model_id == MODEL_ID else None

    @classmethod
    def unpacked(cls) -> RoleModel | None:
        """That of the bundled embedder, if it was unpacked before: which takes long."""
        from onrecord.index.embedding.bundled import is_unpacked, load_bundled

        return cls(cache(load_bundled)) if is_unpacked() else None

    def roles(self, blocks: Sequence[str]) -> Vectors:
        """The probabilities of :data:`CLASSES` for each block, float32 of shape ``(len(blocks), 4)``."""
        if not blocks:
            return np.zeros((0, len(CLASSES)), np.float32)
        texts = [condensed(words) for words in blocks]
        known = {words: row for words in texts if (row := self._known.get(words)) is not None}
        if fresh := [words for words in dict.fromkeys(texts) if words not in known]:
            vectors = self._load().embed_passages(fresh)
            read = dict(zip(fresh, probabilities(vectors, _layers()), strict=True))
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known.update(read)
            known |= read
        return np.stack([known[words] for words in texts])


def probabilities(vectors: Vectors, layers: Sequence[tuple[Vectors, Vectors]]) -> Vectors:
    """Softmax of the network's output, float32 of shape ``(n, 4)``; ReLU between its layers."""
    hidden = vectors
    for number, (weights, bias) in enumerate(layers):
        hidden = hidden @ weights + bias
        if number + 1 < len(layers):
            hidden = np.maximum(hidden, 0)
    odds: NDArray[np.float32] = np.exp(hidden - hidden.max(axis=1, keepdims=True))
    found: Vectors = odds / odds.sum(axis=1, keepdims=True)
    return found


@lru_cache(maxsize=1)
def _layers() -> tuple[tuple[Vectors, Vectors], ...]:
    with (files(__package__) / _WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    return tuple((arrays[f"weights{i}"], arrays[f"bias{i}"]) for i in range(len(arrays) // 2))
