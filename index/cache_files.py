"""Cache files: written whole or not at all, by one process at a time, and known by what they hold."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.index.tables.schema import FILE_NAME

__all__ = ["digest", "held", "write_cache"]

_WHOLE = 1 << 24
_BLOCK, _BLOCKS = 1 << 12, 256


@contextmanager
def held(folder: Path, seconds: float) -> Iterator[bool]:
    """Keep all others from the caches in ``folder`` while inside; gives whether that could be had.

    Others are waited for at most so many ``seconds``. It cannot be had where nothing can be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / f"{FILE_NAME}.lock")
    try:
        lock.acquire(timeout=seconds)
    except (Timeout, OSError, RuntimeError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def write_cache(path: Path, body: bytes) -> None:
    """Put ``body`` in the place of what ``path`` held, in a single step.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        # Made as the files beside it are: tempfile's are for their owner alone.
        with temporary.open("xb") as file:
            file.write(body)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
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
