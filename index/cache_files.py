"""Cache files: written whole or not at all, and known by what they hold."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

__all__ = ["digest", "write_cache"]

_WHOLE = 1 << 24
_BLOCK, _BLOCKS = 1 << 12, 256


def write_cache(path: Path, body: bytes) -> None:
    """Put ``body`` in the place of what ``path`` held, in a single step.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def digest(path: Path) -> str:
    """The SHA-256 of a file's size and content; of more than 16 MiB, of blocks from all over it.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        found = hashlib.sha256(str(size).encode())
        if size <= _WHOLE:
            found.update(file.read())
        else:
            for at in range(_BLOCKS):
                file.seek((size - _BLOCK) * at // (_BLOCKS - 1))
                found.update(file.read(_BLOCK))
    return found.hexdigest()
