"""Tells which program made a figure: versions, and a digest of the code that finds and answers."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["code_digest", "digest_of_files", "digest_of_packages", "library_versions", "versions"]

_PACKAGES = ("index", "rag")
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
    found = library_versions(_LIBRARIES)
    missing = dict.fromkeys(_LIBRARIES, "not installed")
    return {"python": platform.python_version(), **missing, **found, "code": code_digest()}


def library_versions(names: Iterable[str]) -> dict[str, str]:
    """The versions of the libraries that are installed."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def code_digest() -> str:
    """:func:`digest_of_packages` of the code that runs."""
    return digest_of_packages(Path(__file__).parents[2])


def digest_of_packages(root: Path) -> str:
    """16 hex digits that change with any file of the packages that find and answer, which lie in ``root``."""
    files = {
        file.relative_to(root).as_posix(): file
        for package in _PACKAGES
        for file in (root / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".pyc"
    }
    return digest_of_files(files)


def digest_of_files(files: Mapping[str, Path]) -> str:
    """16 hex digits that change with the name or the content of any of the ``files``."""
    digest = hashlib.sha256()
    for name, file in sorted(files.items()):
        digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
