"""Bytes to text: which encoding a file is in, or why it is no text.

UTF-8 strictly first, then what a byte order mark says, then what the bytes look like
(only importer of ``charset_normalizer``). Nothing is replaced and no newline is translated.
"""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from typing import Final

__all__ = ["UndecodableError", "decode"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE: Final = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# What the web's encoding standard knows and transcripts are found in.
_LEGACY: Final = (
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
    *("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp1252", "cp1250", "iso8859_2"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
)
# How mail in Japanese turns to its signs.
_ESCAPES: Final = (b"\x1b$B", b"\x1b$@")
_KANA: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HARMLESS: Final = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85"
_SAMPLE: Final = 200_000
# Encodings of Latin letters that a short text does not tell from Western Europe's, much the most used;
# and the letters of that region's languages that others' words do not look like in it.
_LATIN: Final = frozenset(("cp1250", "iso8859_2", "cp1254", "cp1257", "cp1258"))
_WESTERN: Final = frozenset("àáâãäåæçèéêëíîïñóôõöùúûüßœ")
_SHORT: Final = 1000


class UndecodableError(ValueError):
    """The bytes are no text; the message says why, without the file's name."""


def _controls(text: str) -> int:
    """How many characters of a text's sample have no place in a text."""
    return sum(
        c not in _HARMLESS and unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") for c in text[:_SAMPLE]
    )


def _is_text(text: str) -> bool:
    return "\0" not in text and 200 * _controls(text) <= len(text[:_SAMPLE])


def _looks_garbled(text: str) -> bool:
    """Whether a legacy encoding gave what no language looks like: mostly accented Latin letters."""
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    accented = sum("\x80" < c < "\u0250" for c in letters)
    return not _is_text(text) or 3 * accented > len(letters)


def _plainly(data: bytes, encoding: str) -> tuple[str, str] | None:
    """The text in one encoding, if it is one."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return (text, encoding.replace("_", "-")) if _is_text(text) else None


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 or UTF-32 without a mark: the reading with the most spaces, breaks and full stops."""
    best: tuple[int, str, str] | None = None
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = sum(text.count(c) for c in " \n，。,.的")
        if score and _is_text(text) and (best is None or score > best[0]):
            best = score, text, encoding
    return best and best[1:]


def decode(data: bytes) -> tuple[str, str]:
    r"""The text exactly as it is in ``data``, without the byte order mark, and its encoding's name.

    Raises:
        UndecodableError: it is binary, damaged, or in no encoding that is known.

    >>> decode(b"\xff\xfeH\x00i\x00")
    ('Hi', 'utf-16-le')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UndecodableError(
                    f"begins as {encoding.upper()}, but is damaged at byte {error.start + len(mark)}"
                ) from None
            if not _is_text(text):
                raise UndecodableError("is binary, not text")
            return text, encoding
    if b"\0" in data:
        if wide := _wide(data):
            return wide
        raise UndecodableError("is binary, not text (it holds null bytes)")
    if any(escape in data for escape in _ESCAPES) and (found := _plainly(data, "iso2022_jp_3")):
        return found
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        damaged = error.start
    else:
        if not _is_text(text):
            raise UndecodableError("is binary, not text (it holds control characters)")
        return text, "utf-8"
    if found := _wide(data) or _legacy(data):
        return found
    # Not in any legacy encoding, or nearly all of it is UTF-8: say where that breaks off.
    raise UndecodableError(f"is in no encoding that is known (as UTF-8 it breaks off at byte {damaged})")


def _western(data: bytes) -> tuple[str, str] | None:
    """The text as Western Europe writes it, if it has none but that region's letters."""
    found = _plainly(data, "cp1252")
    letters = (
        {c for c in found[0].casefold() if c > "\x7f" and (c.isalpha() or c in "¹²³ºª")} if found else set()
    )
    plain = letters <= _WESTERN and not ("õ" in letters and not letters & {"ã", "ç"})
    return found if plain and letters else None


def _legacy(data: bytes) -> tuple[str, str] | None:
    """The best guess among the legacy encodings, unless nothing fits or it is damaged UTF-8."""
    lenient = data[:_SAMPLE].decode("utf-8", "replace")
    if sum(c > "\x7f" for c in lenient) > 20 * lenient.count("\ufffd"):
        return None
    # Kana in their two bytes do not come by chance.
    japanese = _plainly(data, "cp932")
    if japanese and 5 * len(_KANA.findall(japanese[0][:_SAMPLE])) > len(japanese[0][:_SAMPLE]):
        return japanese
    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.WARNING)
    matches = from_bytes(data, cp_isolation=list(_LEGACY))
    best = matches.best()
    if best is None:
        return None
    # Of encodings that fit equally well, the one that is much the most used.
    for match in matches:
        if match.encoding == "cp1252" and (match.chaos, -match.coherence) <= (best.chaos, -best.coherence):
            best = match
    if best.encoding in _LATIN and len(data) < _SHORT and (western := _western(data)):
        return western
    text = data.decode(best.encoding)
    return None if _looks_garbled(text) else (text, best.encoding.replace("_", "-"))
