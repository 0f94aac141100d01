"""HTML pages, and XML with HTML in it, to the text that a reader sees and the way back to the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.index.document import Document
from onrecord.index.readers.encodings import decode
from onrecord.index.readers.html_head import html_metadata, xml_metadata
from onrecord.index.readers.html_lines import Line, Tree, lines_of
from onrecord.index.readers.html_main_text import is_web_page, main_lines
from onrecord.index.text.offsets import Offsets, Piece
from onrecord.index.text.spans import Span

__all__ = ["read_html", "read_xml"]

_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)\s[^>]{0,300}?(?:charset|encoding)\s?=\s?["']?([\w:.-]{2,40})""", re.I
)
# As browsers do: the names stand for what is really used under them.
_MEANT: dict[str, str] = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}
_MEANT |= {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
}
_HTML: Final = re.compile(r"<(?:br|p|div|li|td|h[1-6])\b", re.I)


def _decode(data: bytes) -> tuple[str, str]:
    """As the file declares, if it is not UTF-8 or marked as something else."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii", "replace").lower()
        for encoding in ("utf-8", _MEANT.get(name, name)):
            try:
                return data.decode(encoding), encoding
            except (UnicodeDecodeError, LookupError):
                continue
    return decode(data)


def _document(tree: Tree, lines: Sequence[Line], encoding: str) -> Document:
    """Lines as one text: a line break between them, and a second one before a paragraph."""
    texts: list[str] = []
    pieces: list[Piece] = []
    emphasis: list[Span] = []
    elements: list[tuple[int, tuple[str, ...]]] = []
    at, source = 0, 0
    for line in lines:
        if texts:
            breaks = "\n\n" if line.after_blank else "\n"
            texts.append(breaks)
            pieces.append((len(breaks), source, max(source, line.chunks[0].start)))
            at += len(breaks)
        elements.append((at, tree.around(line.node)))
        for text, start, end, bold in line.chunks:
            texts.append(text)
            pieces.append((len(text), start, end))
            if bold and emphasis and emphasis[-1].end == at:
                emphasis[-1] = Span(emphasis[-1].start, at + len(text))
            elif bold:
                emphasis.append(Span(at, at + len(text)))
            at, source = at + len(text), end
    return Document(
        "".join(texts),
        encoding,
        offsets=Offsets.of(pieces),
        emphasis=tuple(emphasis),
        elements=tuple(elements),
    )


def read_html(data: bytes) -> Document:
    """A web page or a document in HTML: its main text.

    Raises:
        UndecodableError: it is no text.
    """
    source, encoding = _decode(data)
    tree = lines_of(source, xml=False)
    document = _document(tree, main_lines(source, tree) if is_web_page(source) else tree.lines, encoding)
    return replace(document, metadata=html_metadata(source))


def read_xml(data: bytes) -> Document:
    """XML: all its elements in their order, HTML inside as a reader sees it.

    Raises:
        UndecodableError: it is no text.
    """
    source, encoding = _decode(data)
    if re.search(r"<html[\s>]", source[:2000], re.I):
        return read_html(data)
    tree = lines_of(source, xml=True, keep_breaks=not _HTML.search(source))
    document = _document(tree, tree.lines, encoding)
    document = replace(document, metadata=xml_metadata(source))
    if not _HTML.search(document.text) or document.offsets is None:
        return document
    # Feeds and exports spell the HTML inside as entities: "&lt;p&gt;".
    tree = lines_of(document.text, xml=False, keep_breaks=True)
    inner = _document(tree, tree.lines, encoding)
    offsets = inner.offsets and inner.offsets.through(document.offsets)
    return replace(inner, offsets=offsets, metadata=document.metadata)
