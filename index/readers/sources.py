"""Files, folders, zips and web addresses to text. What reads a format is imported when a file needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from onrecord.index.document import Document, NoTableError, UnreadableError
from onrecord.index.errors import InputError, ParseError, ReadError, TableError
from onrecord.index.metadata import Metadata
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.encodings import UndecodableError, decode
from onrecord.index.readers.segments import document_of_lines
from onrecord.index.readers.zipped import bytes_inside, files_inside, zip_around

__all__ = [
    "FORMATS",
    "LARGEST",
    "Document",
    "Source",
    "expand",
    "find_files",
    "is_other_data",
    "read",
    "read_lines",
    "source_name",
]

#: Where a transcript comes from.
Source = Path | Address

#: The largest file that is read, in bytes.
LARGEST = 64 * 1024 * 1024


def _read_plain(data: bytes) -> Document:
    text, encoding = decode(data)
    return document_of_lines(text, encoding) or Document(text, encoding)


def _lazily(module: str, function: str) -> Callable[[bytes], Document]:
    """A reader whose module, and the library behind it, is imported when a file needs it."""

    def reader(data: bytes) -> Document:
        read_format: Callable[[bytes], Document] = getattr(import_module(module), function)
        return read_format(data)

    return reader


#: What reads each format.
FORMATS: dict[str, Callable[[bytes], Document]] = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ""), _read_plain),
    **dict.fromkeys((".html", ".htm", ".xhtml"), _lazily("onrecord.index.readers.html", "read_html")),
    ".eaf": _lazily("onrecord.index.readers.recordings", "read_eaf"),
    ".otr": _lazily("onrecord.index.readers.recordings", "read_otr"),
    ".xml": _lazily("onrecord.index.readers.html", "read_xml"),
    ".docx": _lazily("onrecord.index.readers.word", "read_docx"),
    ".pdf": _lazily("onrecord.index.readers.pdf", "read_pdf"),
    ".srt": _lazily("onrecord.index.readers.captions", "read_srt"),
    ".vtt": _lazily("onrecord.index.readers.captions", "read_vtt"),
    **dict.fromkeys((".csv", ".tsv"), _lazily("onrecord.index.readers.table_files", "read_csv")),
    ".xlsx": _lazily("onrecord.index.readers.table_files", "read_xlsx"),
    ".json": _lazily("onrecord.index.readers.table_files", "read_json"),
    **dict.fromkeys((".jsonl", ".ndjson"), _lazily("onrecord.index.readers.table_files", "read_jsonl")),
}
_TABLES = frozenset((".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".ndjson"))
_FORMAT_NAMES = ", ".join(suffix for suffix in (*FORMATS, ".zip") if suffix)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(f"{path} is a folder, not a file; give its files, or find them with find_files")
        if not path.exists() and zip_around(path):
            return bytes_inside(path, LARGEST)
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
    except UnreadableError as error:
        raise ReadError(f"{path} {error}") from None
    except (OSError, ValueError) as error:
        reason = _reason(error) if isinstance(error, OSError) else str(error)
        raise ReadError(f"{path} cannot be read ({reason}); check the path and its permissions") from None


def read(source: Source) -> Document:
    """Read one file, or what stands at an address.

    Raises:
        TableError: it is a table, or JSON, without questions and answers.
        ReadError: it is missing, a folder, not allowed to be read, too large, of a format that is
            not read, empty, damaged, encrypted, binary, or in no encoding that is known; an address
            cannot be fetched. The message names the file or the address.
    """
    try:
        if isinstance(source, Address):
            from onrecord.index.readers.fetching import fetch

            data, suffix = fetch(source, LARGEST)
            # Where nothing tells a format, a page is what stands at an address.
            reader = FORMATS.get(suffix or ".html")
        else:
            suffix = source.suffix.lower()
            reader = FORMATS.get(suffix)
            if suffix == ".zip":
                _refuse_zip(source)
            data = _bytes_of(source) if reader or not _is_there(source) else b""
        if isinstance(source, Address) and suffix == ".zip":
            raise ReadError(f"{source} is a zip; save it, and give the file")
        if reader is None and (isinstance(source, Address) or _is_there(source)):
            raise ReadError(
                f"{source} cannot be read: {suffix} is not among the formats {_FORMAT_NAMES}; "
                "convert it to one of them"
            )
        document = (reader or _read_plain)(data) if data else Document("")
    except UndecodableError as error:
        raise ReadError(f"{source} {error}; save it as UTF-8 text") from None
    except NoTableError as error:
        raise TableError(f"{source} {error}") from None
    except UnreadableError as error:
        raise ReadError(f"{source} {error}") from None
    if not document.text.strip("\ufeff\u200b \t\r\n\v\f\xa0\u3000"):
        raise ReadError(f"{source} is empty; a transcript needs at least one question and its answer")
    if isinstance(source, Address):
        fetched = Metadata(address=source.url)
        document = replace(document, metadata=document.metadata.over(fetched))
    return replace(document, source=source_name(source), name=_as_text(source.name))


def source_name(source: Source) -> str:
    r"""What a transcript that is read from ``source`` calls its source: the address, or the path.

    Bytes of a path that are no UTF-8 are written out.

    >>> source_name(Path("talks/caf\udce9.txt"))
    'talks/caf\\udce9.txt'
    """
    return _as_text(str(source))


def _as_text(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_there(path: Path) -> bool:
    return path.is_file() or zip_around(path) is not None


def read_lines(path: Path) -> list[str]:
    """The lines of a text file of any suffix, without their ends.

    Raises:
        ReadError: it is missing, a folder, not allowed to be read, too large, binary, or in no
            encoding that is known.
    """
    data = _bytes_of(path)
    try:
        text, _ = decode(data)
    except UndecodableError as error:
        raise ReadError(f"{path} {error}; save it as UTF-8 text") from None
    # Not str.splitlines, which also cuts at characters that may stand inside a JSON string.
    return text.replace("\r\n", "\n").split("\n")


def _inside(path: Path) -> list[Path]:
    """The files in a zip, or the zip itself when none can be had: :func:`read` says why."""
    try:
        return files_inside(path, FORMATS, LARGEST) or [path]
    except (UnreadableError, OSError):
        return [path]


def _refuse_zip(path: Path) -> None:
    """Say why a zip is no single file to read; nothing where there is no such zip."""
    if zip_around(path):
        raise UnreadableError("is a damaged zip, or too deep inside others; unpack it yourself")
    if not path.is_file():
        return
    try:
        found = files_inside(path, FORMATS, LARGEST)
    except OSError as error:
        raise UnreadableError(f"cannot be read ({_reason(error)}); check its permissions") from None
    if found:
        raise UnreadableError("is a zip, not one file; find its files with find_files")
    raise UnreadableError(f"has no file that can be read; the formats are {_FORMAT_NAMES}")


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
        elif entry.is_file() and entry.suffix.lower() == ".zip":
            found += _inside(entry)
        elif entry.is_file() and entry.suffix.lower() in FORMATS:
            found.append(entry)
    return found


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files at ``paths``: files as given, folders and zips with all that they hold, each file once.

    A file in a zip has a path below the zip's own. Folders are walked in the order of their names;
    hidden files and files of formats that are not read are skipped in them. A file that was named
    is never skipped: :func:`read` says what is wrong with it.

    Raises:
        ReadError: a path does not exist, or a folder has no file that can be read.
    """
    found: list[Path] = []
    for path in paths:
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:  # a name that is too long
            raise ReadError(f"{path} cannot be found ({_reason(error)}); check the path") from None
        if not exists and not zip_around(path):
            raise ReadError(f"{path} does not exist; check the path")
        if is_folder:
            inside = _walk(path)
        else:
            inside = _inside(path) if exists and path.suffix.lower() == ".zip" else [path]
        if not inside:
            raise ReadError(f"{path} has no file that can be read; the formats are {_FORMAT_NAMES}")
        found += inside
    return list(dict.fromkeys(found))


def is_other_data(file: Source, found: Document | InputError) -> bool:
    """Whether a file that only lies in a folder is a table of something else, and no transcript.

    ``found`` is what :func:`read` returned, or what it or the parser raised.
    """
    if isinstance(found, Document):
        return found.by_position
    table = isinstance(file, Path) and file.suffix.lower() in _TABLES
    return isinstance(found, TableError) or (table and isinstance(found, ParseError))


def expand(source: Source) -> list[Source]:
    """All that stands at a source: an address itself, of a path what :func:`find_files` finds.

    Raises:
        ReadError: as :func:`find_files` does.
    """
    return [source] if isinstance(source, Address) else [*find_files([source])]
