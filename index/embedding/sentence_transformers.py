"""Models of the sentence-transformers library: found, checked, opened. Its only importer.

What can fail is tried before the library is imported, which takes seconds.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.index.arrays import Vectors
from onrecord.index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

__all__ = ["SentenceTransformerEmbedder", "open_cross_encoder", "open_embedder"]

_SLICE = 64
_SURROGATE = re.compile("[\ud800-\udfff]")


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


def open_embedder(name: str) -> tuple[SentenceTransformer, str]:
    """The embedding model in a folder or of a hub name, and its id: the name and a fingerprint or revision.

    Raises:
        ModelError: there is no such model, it cannot be reached, or its folder is damaged.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not any((folder / file).is_file() for file in ("modules.json", "config.json")):
            raise ModelError(f"{folder} is not a sentence-transformers model: it has no modules.json")
        model_id = f"{folder.resolve().name}@{_fingerprint(folder)}"
        return _construct("SentenceTransformer", str(folder.resolve()), local=True), model_id
    hub_name = name if "/" in name else f"sentence-transformers/{name}"
    cached = _is_cached(hub_name, "modules.json")
    if not cached:
        _check_on_hub(hub_name)
    model = _construct("SentenceTransformer", hub_name, local=cached)
    revision = getattr(getattr(model[0], "config", None), "_commit_hash", None) or "hub"
    return model, f"{hub_name}@{revision[:12]}"


def open_cross_encoder(name: str) -> tuple[CrossEncoder, str]:
    """The cross-encoder in a folder or of a hub name, and its id: the name, and a folder's fingerprint.

    Raises:
        ModelError: there is no such model, it cannot be reached, it is no cross-encoder, or it is damaged.
    """
    folder = Path(name).expanduser()
    local = folder.is_dir()
    if local:
        if not (folder / "config.json").is_file():
            raise ModelError(f"{folder} is not a cross-encoder: it has no config.json")
        name = str(folder.resolve())
        model_id = f"{folder.resolve().name}@{_fingerprint(folder)}"
    else:
        name = model_id = name if "/" in name else f"cross-encoder/{name}"
    if not local and not (local := _is_cached(name, "config.json")):
        _check_on_hub(name)
    model: CrossEncoder = _construct("CrossEncoder", name, local=local)
    if model.num_labels != 1:
        raise ModelError(f"the model {name} gives {model.num_labels} scores to a pair; a reader gives one")
    return model, model_id


def _construct(kind: str, name: str, local: bool) -> Any:
    import sentence_transformers
    from transformers.utils import logging as transformers_logging

    bars: Any = transformers_logging  # its functions are untyped
    shown = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()
    try:
        return getattr(sentence_transformers, kind)(name, local_files_only=local)
    except Exception as error:  # anything at all can be wrong with a folder of somebody's files
        raise ModelError(
            f"the model {name} cannot be loaded: {_first_line(error)}; check its files or download it again"
        ) from error
    finally:
        if shown:
            bars.enable_progress_bar()


def _is_cached(name: str, file: str) -> bool:
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(name, file), str)
    except HFValidationError as error:
        raise ModelError(
            f"{name!r} is neither a folder nor a model's name such as BAAI/bge-m3: {_first_line(error)}"
        ) from error


def _check_on_hub(name: str) -> None:
    """One question to the hub: without it, an unknown name or a missing network costs a minute of retries."""
    from huggingface_hub import HfApi

    try:
        HfApi().model_info(name, timeout=10)
    except Exception as error:  # the hub's errors and the network library's have no common base
        raise ModelError(
            f"there is no folder {name!r}, and the model of that name cannot be had from the hub "
            f"({type(error).__name__}: {_first_line(error)}); check name and network, or use 'bundled'"
        ) from error


def _fingerprint(folder: Path) -> str:
    """Twelve digits of a hash over the contents of a model's files; moving the folder does not change it."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".md" and not file.name.startswith("."):
            with file.open("rb") as opened:
                content = hashlib.file_digest(opened, "sha256").hexdigest()
            digest.update(f"{file.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _is_e5(name: str) -> bool:
    """Whether a name is of the E5 family; its instruct models want instructions instead.

    >>> _is_e5("intfloat/multilingual-e5-large"), _is_e5("models/e5-tuned"), _is_e5("BAAI/bge-m3")
    (True, True, False)
    """
    last = Path(name).name.lower()
    return "instruct" not in last and re.search(r"(^|[-_])e5([-_]|$)", last) is not None
