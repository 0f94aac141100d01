"""Zip files, opened within bounds: no bombs, nothing encrypted, and never unpacked to disk."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from onrecord.index.document import UnreadableError

__all__ = ["MOST_FILES", "bounded_zip", "contents"]

#: The most files in one zip.
MOST_FILES: Final = 20_000
# All files of one zip together, unpacked.
_LARGEST: Final = 512 * 1024 * 1024
# Text packs to about a tenth, at best to a fiftieth; only bombs pack to less.
_RATIO: Final = 250
_SMALL: Final = 4 * 1024 * 1024
_DAMAGED: Final = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def bounded_zip(data: bytes) -> ZipFile:
    """Open a zip and check what it says of itself; reading never gives more than it says.

    Raises:
        UnreadableError: it is damaged, or has too many files or too much in them.
    """
    try:
        opened = ZipFile(BytesIO(data))
    except _DAMAGED:
        raise UnreadableError(
            "is damaged: it does not open as the zip that it should be; get it again"
        ) from None
    members = opened.infolist()
    if len(members) > MOST_FILES:
        raise UnreadableError(f"holds {len(members)} files; up to {MOST_FILES} are read: split it")
    unpacked = sum(member.file_size for member in members)
    if unpacked > _LARGEST:
        raise UnreadableError(
            f"unpacks to {unpacked / 2**20:.0f} MiB; up to {_LARGEST // 2**20} MiB are read: split it"
        )
    if unpacked > _SMALL and unpacked > _RATIO * len(data):
        raise UnreadableError(
            f"unpacks to {unpacked // max(1, len(data))} times its size, as only bombs do; unpack it yourself"
        )
    return opened


def contents(opened: ZipFile, member: ZipInfo) -> bytes:
    """The bytes of one file in a zip.

    Raises:
        UnreadableError: it is encrypted or damaged.
    """
    if member.flag_bits & 1:
        raise UnreadableError("is encrypted; unpack it with its password first")
    try:
        return opened.read(member)
    except _DAMAGED:
        raise UnreadableError("is damaged inside its zip; get the zip again") from None
