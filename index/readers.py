"""A file or folder to text, kept exactly as it was decoded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.encodings import UndecodableError, decode
from index.errors import ReadError

__all__ = ["FORMATS", "LARGEST", "Document", "find_files", "read", "read_lines"]

#: The largest file that is read, in bytes.
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text, and where it came from.

    ``source`` is the path as it was given, ``name`` the file's name. ``text`` is exactly what the
    bytes say, line endings included; only a byte order mark is dropped.
    """

    source: str
    name: str
    text: str
    encoding: str


#: What reads each format: bytes to text and the name of its encoding.
FORMATS: dict[str, Callable[[bytes], tuple[str, str]]] = dict.fromkeys(
    (".txt", ".text", ".md", ".markdown", ""), decode
)
_FORMAT_NAMES = ", ".join(suffix for suffix in FORMATS if suffix)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"{path} is a folder, not a file; give its files, or find them with find_files")
        if not path.exists():
            raise ReadError(f"{path} does not exist; check the path")
        if not path.is_file():
            raise ReadError(f"{path} is not an ordinary file; copy its text into one")
        size = path.stat().st_size
        if size > LARGEST:
            raise ReadError(
                f"{path} has {size / 2**20:.0f} MiB; files up to {LARGEST // 2**20} MiB are read: split it"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = _reason(error) if isinstance(error, OSError) else str(error)
        raise ReadError(f"{path} cannot be read ({reason}); check the path and its permissions") from None


def read(path: Path) -> Document:
    """Read one file.

    Raises:
        ReadError: it is missing, a folder, not allowed to be read, too large, of a format that is
            not read, empty, binary, or in no encoding that is known. The message names the file.
    """
    reader = FORMATS.get(path.suffix.lower())
    if reader is None and path.is_file():
        raise ReadError(
            f"{path} cannot be read: {path.suffix} is not among the formats {_FORMAT_NAMES}; "
            "convert it to one of them"
        )
    text, encoding = _text_of(path, reader or decode)
    if not text.strip("\ufeff\u200b \t\r\n\v\f\xa0\u3000"):
        raise ReadError(f"{path} is empty; a transcript needs at least one question and its answer")
    return Document(source=str(path), name=path.name, text=text, encoding=encoding)


def read_lines(path: Path) -> list[str]:
    """The lines of a text file of any suffix, without their ends.

    Raises:
        ReadError: it is missing, a folder, not allowed to be read, too large, binary, or in no
            encoding that is known.
    """
    # Not str.splitlines, which also cuts at characters that may stand inside a JSON string.
    return _text_of(path, decode)[0].replace("\r\n", "\n").split("\n")


def _text_of(path: Path, reader: Callable[[bytes], tuple[str, str]]) -> tuple[str, str]:
    data = _bytes_of(path)
    try:
        return reader(data)
    except UndecodableError as error:
        raise ReadError(f"{path} {error}; save it as UTF-8 text") from None


def _walk(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise ReadError(f"{folder} cannot be opened ({_reason(error)}); check its permissions") from None
    found: list[Path] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            found += _walk(entry)
        elif entry.is_file() and entry.suffix.lower() in FORMATS:
            found.append(entry)
    return found


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files at ``paths``: files as given, folders with all that they hold, each file once.

    Folders are walked in the order of their names; hidden files and files of formats that are
    not read are skipped in them. A file that was named is never skipped: :func:`read` says what is
    wrong with it.

    Raises:
        ReadError: a path does not exist, or a folder has no file that can be read.
    """
    found: list[Path] = []
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:  # a name that is too long
            raise ReadError(f"{path} cannot be found ({_reason(error)}); check the path") from None
        if not exists:
            raise ReadError(f"{path} does not exist; check the path")
        inside = _walk(path) if is_folder else [path]
        if not inside:
            raise ReadError(f"{path} has no file that can be read; the formats are {_FORMAT_NAMES}")
        found += inside
    return list(dict.fromkeys(found))
