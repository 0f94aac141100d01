"""Word documents to text (only importer of ``docx``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from onrecord.index.document import Document, UnreadableError
from onrecord.index.metadata import Metadata, property_title
from onrecord.index.readers.segments import document_of_lines
from onrecord.index.readers.zips import bounded_zip
from onrecord.index.text.spans import Span

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

__all__ = ["read_docx"]

_OLD = b"\xd0\xcf\x11\xe0"
# What a paragraph or table may be wrapped in: form fields, accepted insertions.
_WRAPPERS = frozenset(("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))


def read_docx(data: bytes) -> Document:
    """The paragraphs and tables of a document in their order, one a line; bold and headings are emphasis.

    Page headers, footnotes, comments, text boxes and deleted words are left out. The cells of a
    table's row stand on one line, parted by tabs.

    Raises:
        UnreadableError: it is damaged, encrypted, or in the old format ``.doc``.
    """
    if data.startswith(_OLD):
        raise UnreadableError("is encrypted or in Word's old format; save it as .docx without a password")
    bounded_zip(data).close()
    import docx

    try:
        opened = docx.Document(BytesIO(data))
        told = opened.core_properties
        metadata = Metadata.of_fields(
            [("title", property_title(told.title)), ("language", told.language or "")]
        )
        found = _document(list(_paragraphs(opened.element.body)))
        return replace(document_of_lines(found.text, None) or found, metadata=metadata)
    except Exception as error:  # the library raises whatever it meets
        reason = f"{type(error).__name__}" if not str(error) else " ".join(str(error).split())[:80]
        raise UnreadableError(f"is damaged as a Word document ({reason}); save it again in Word") from None


def _kind(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _paragraphs(parent: Any) -> Iterator[list[tuple[str, bool]]]:
    """Each line's runs: words, and whether they are bold."""
    from docx.text.paragraph import Paragraph

    for element in parent:
        kind = _kind(element)
        if kind == "p":
            yield list(_runs(Paragraph(element, parent)))
        elif kind == "tbl":
            for row in element.iter(f"{element.tag[:-3]}tr"):
                if next(row.iterancestors(element.tag)) is not element:
                    continue  # a row of a table inside, which its cell gives
                line: list[tuple[str, bool]] = []
                for cell in row:
                    if _kind(cell) == "tc":
                        inside = [run for each in _paragraphs(cell) for run in (*each, ("\n", False))]
                        line += [("\t", False)] * bool(line) + inside[:-1]
                yield line
        elif kind in _WRAPPERS:
            yield from _paragraphs(element)


def _runs(paragraph: Paragraph) -> Iterator[tuple[str, bool]]:
    from docx.text.run import Run

    style = paragraph._p.style or ""
    heading = style.lower().startswith(("heading", "title", "berschrift", "titre", "titolo"))
    box = f"{paragraph._p.tag[:-1]}txbxContent"
    boxed = next(paragraph._p.iter(box), None) is not None
    for element in paragraph._p.iter(f"{paragraph._p.tag[:-1]}r"):
        if boxed and next(element.iterancestors(box), None) is not None:
            continue
        run = Run(element, paragraph)
        if words := run.text:
            yield words, heading or run.bold is True


def _document(lines: list[list[tuple[str, bool]]]) -> Document:
    texts: list[str] = []
    emphasis: list[Span] = []
    at = 0
    for line in lines:
        for words, bold in (*line, ("\n", False)):
            if bold and emphasis and emphasis[-1].end == at:
                emphasis[-1] = Span(emphasis[-1].start, at + len(words))
            elif bold:
                emphasis.append(Span(at, at + len(words)))
            texts.append(words)
            at += len(words)
    return Document("".join(texts), emphasis=tuple(emphasis))
