"""Models of the sentence-transformers library: found, checked, opened. Its only importer.

What can fail is tried before the library is imported, which takes seconds.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

__all__ = ["open_cross_encoder", "open_embedder"]


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


def open_cross_encoder(name: str) -> CrossEncoder:
    """The cross-encoder in a folder or of a hub name.

    Raises:
        ModelError: there is no such model, it cannot be reached, it is no cross-encoder, or it is damaged.
    """
    folder = Path(name).expanduser()
    local = folder.is_dir()
    if local:
        if not (folder / "config.json").is_file():
            raise ModelError(f"{folder} is not a cross-encoder: it has no config.json")
        name = str(folder.resolve())
    elif "/" not in name:
        name = f"cross-encoder/{name}"
    if not local and not (local := _is_cached(name, "config.json")):
        _check_on_hub(name)
    model: CrossEncoder = _construct("CrossEncoder", name, local=local)
    if model.num_labels != 1:
        raise ModelError(f"the model {name} gives {model.num_labels} scores to a pair; a reranker gives one")
    return model


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
