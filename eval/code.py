"""Which program made a figure: versions, and a digest of the code that finds and answers."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["FLOORS", "code_digest", "digest_under", "versions"]

FLOORS = ("index", "rag")
"""The packages that find and answer."""

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
    """:func:`digest_under` of the code that runs."""
    return digest_under({floor: files(f"onrecord.{floor}") for floor in FLOORS})


def digest_under(floors: Mapping[str, Traversable]) -> str:
    """16 hex digits that change with any file in these folders, given by name."""
    digest = hashlib.sha256()
    for floor, folder in floors.items():
        for name, entry in sorted(_walk(folder, floor)):
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
