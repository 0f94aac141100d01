"""Files inside a zip, as paths below it: ``talks.zip/2019/press.txt``. Nothing is unpacked to disk.

A zip inside a zip is opened too, one inside that is not.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

from onrecord.index.document import UnreadableError
from onrecord.index.readers.zips import bounded_zip, contents

__all__ = ["bytes_inside", "files_inside", "is_inside", "zip_around"]

SUFFIX = ".zip"
_DEEPEST = 2


def zip_around(path: Path) -> Path | None:
    """The zip on disk that ``path`` leads into; ``None`` when it leads into none."""
    for parent in path.parents:
        if parent.suffix.lower() == SUFFIX and parent.is_file():
            return parent
    return None


@lru_cache(maxsize=2)
def _opened(path: Path, inner: tuple[str, ...], modified: int, largest: int) -> ZipFile:
    """The zip at ``path``, or the one inside it that ``inner`` leads to; kept for its other files."""
    if not inner:
        size = path.stat().st_size
        if size > largest:
            raise UnreadableError(
                f"has {size / 2**20:.0f} MiB; zips up to {largest // 2**20} MiB are read: split it"
            )
        return bounded_zip(path.read_bytes())
    outer = _opened(path, inner[:-1], modified, largest)
    return bounded_zip(contents(outer, outer.getinfo(inner[-1])))


def _zip(path: Path, inner: tuple[str, ...], largest: int) -> ZipFile:
    return _opened(path, inner, path.stat().st_mtime_ns, largest)


def files_inside(path: Path, suffixes: Collection[str], largest: int) -> list[Path]:
    """The files in the zip at ``path`` with one of these suffixes, in the order of their names.

    Hidden files are left out, and names that would lead out of the zip.

    Args:
        path: a zip on disk.
        suffixes: in lower case, with their dot.
        largest: the largest zip that is opened, in bytes.

    Raises:
        UnreadableError: it is damaged, or out of bounds (:mod:`onrecord.index.readers.zips`).
        OSError: it cannot be read.
    """
    return [path.joinpath(*steps) for steps in _files(path, (), suffixes, largest)]


def _files(
    path: Path, inner: tuple[str, ...], suffixes: Collection[str], largest: int
) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name in sorted({member.filename for member in _zip(path, inner, largest).infolist()}):
        parts = PurePosixPath(name).parts
        plain = "/".join(parts) == name and "\\" not in name and ":" not in name and "\0" not in name
        if not plain or any(part.startswith((".", "__MACOSX")) for part in parts):
            continue
        suffix = PurePosixPath(name).suffix.lower()
        if suffix == SUFFIX and len(inner) + 1 < _DEEPEST:
            try:
                found += _files(path, (*inner, name), suffixes, largest)
            except UnreadableError:
                found.append((*inner, name))  # whoever reads it is told what is wrong
        elif suffix in suffixes:
            found.append((*inner, name))
    return found


def bytes_inside(path: Path, largest: int) -> bytes:
    """The bytes of a file that stands in a zip.

    Args:
        path: as :func:`files_inside` gives it.
        largest: the largest file that is read, in bytes.

    Raises:
        UnreadableError: it is not there, encrypted, damaged, or too large.
        OSError: the zip cannot be read.
    """
    outer = zip_around(path)
    if outer is None:
        raise UnreadableError("is in no zip; check the path")
    opened, member = _member(path, outer, largest)
    if member is None:
        raise UnreadableError(f"is not in {outer.name}; list what is there with: unzip -l {outer}")
    if member.file_size > largest:
        raise UnreadableError(
            f"has {member.file_size / 2**20:.0f} MiB; files up to {largest // 2**20} MiB are read: split it"
        )
    return contents(opened, member)


def is_inside(path: Path, largest: int) -> bool:
    """Whether ``path`` leads to a file in a zip that can be opened."""
    outer = zip_around(path)
    try:
        return outer is not None and _member(path, outer, largest)[1] is not None
    except (OSError, UnreadableError):
        return False


def _member(path: Path, outer: Path, largest: int) -> tuple[ZipFile, ZipInfo | None]:
    """The zip that a file stands in, and what it tells of the file; ``None`` where it is not there."""
    opened = _zip(outer, (), largest)
    steps = path.relative_to(outer).parts
    name = "/".join(steps)
    for at in range(1, len(steps)):
        middle = "/".join(steps[:at])
        if middle.lower().endswith(SUFFIX) and middle in opened.NameToInfo:
            opened, name = _zip(outer, (middle,), largest), "/".join(steps[at:])
            break
    return opened, opened.NameToInfo.get(name)
