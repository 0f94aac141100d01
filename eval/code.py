"""Which program made a figure: versions, and a digest of the code that finds and answers."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["code_digest", "versions"]

_LIBRARIES = (
    "onrecord",
    "numpy",
    "faiss-cpu",
    "onnxruntime",
    "sentence-transformers",
    "langchain-text-splitters",
)


def versions() -> dict[str, str]:
    """The versions of Python, of what decides about a result, and the digest of our own code."""
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found | {"code": code_digest()}


@cache
def code_digest() -> str:
    """16 hex digits that change with any file of ``index`` or ``rag``: all that finds and answers."""
    digest = hashlib.sha256()
    for floor in ("index", "rag"):
        for name, entry in sorted(_walk(files(floor), floor)):
            digest.update(name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _walk(folder: Traversable, name: str) -> list[tuple[str, Traversable]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            found += _walk(entry, f"{name}/{entry.name}")
        elif entry.is_file() and not entry.name.endswith(".pyc"):
            found.append((f"{name}/{entry.name}", entry))
    return found
