"""A table on disk that costs nothing until it is looked at: sorted lines of a key, a tab and a value.

The first line holds the CRC-32 of the rest, so that a file which is damaged or cut short is told.
"""

from __future__ import annotations

import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

__all__ = ["SortedLines"]

_READ = 1 << 20


class SortedLines:
    """A mapping of texts that is looked up in its file. Safe to use from several threads."""

    def __init__(self, content: bytes | mmap.mmap) -> None:
        self._content = content
        self._start = content.find(b"\n") + 1

    @classmethod
    def open(cls, file: Path) -> SortedLines | None:
        """The table in ``file``; ``None`` where that is not there or not whole."""
        try:
            with file.open("rb") as opened:
                told, crc = opened.readline(), 0
                while part := opened.read(_READ):
                    crc = zlib.crc32(part, crc)
                if told != b"%08x\n" % crc:
                    return None
                return cls(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):
            return None

    @classmethod
    def write(cls, file: Path, values: Mapping[str, str]) -> SortedLines:
        """The table of ``values``, put at ``file`` in one step; in memory alone where that cannot be written.

        Keys and values hold no tab and no line break.
        """
        body = b"".join(sorted(f"{key}\t{value}\n".encode() for key, value in values.items()))
        content = b"%08x\n" % zlib.crc32(body) + body
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".writing-", dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as opened:
                    opened.write(content)
                Path(name).replace(file)
            finally:
                with suppress(FileNotFoundError):
                    Path(name).unlink()
        except OSError:
            return cls(content)
        return cls.open(file) or cls(content)

    def ending(self, words: str) -> list[str]:
        """The values of the keys that end with ``words`` after a space; the whole file is looked through."""
        wanted = f" {words}\t".encode()
        found, at = [], self._content.find(wanted, self._start)
        while at >= 0:
            end = self._content.find(b"\n", at)
            # What looks like it may stand in a value.
            if b"\t" not in self._content[self._content.rfind(b"\n", 0, at) + 1 : at]:
                found.append(self._content[at + len(wanted) : end].decode())
            at = self._content.find(wanted, end)
        return found

    def get(self, key: str) -> str | None:
        """The value of ``key``, if there is one."""
        wanted = key.encode() + b"\t"
        low, high = self._start, len(self._content)
        while low < high:
            at = self._content.rfind(b"\n", self._start - 1, (low + high) // 2) + 1
            end = self._content.find(b"\n", at)
            line = self._content[at:end]
            if line.startswith(wanted):
                return line[len(wanted) :].decode()
            if line < wanted:
                low = end + 1
            else:
                high = at
        return None
