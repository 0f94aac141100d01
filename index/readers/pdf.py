"""PDF to text (only importer of ``pypdfium2``, the reader of the Chromium browser)."""

from __future__ import annotations

from onrecord.index.document import Document, UnreadableError
from onrecord.index.metadata import Metadata, property_title

__all__ = ["read_pdf"]

_MOST_PAGES = 5_000


def read_pdf(data: bytes) -> Document:
    """The text of each page as the file has it, line by line; a form feed parts the pages.

    Raises:
        UnreadableError: it is damaged, encrypted, or holds pictures of pages and no text.
    """
    if b"%PDF" not in data[:1024]:
        raise UnreadableError("is no PDF, whatever its name says; give it the suffix of its real format")
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableError("is encrypted; save it without a password") from None
        raise UnreadableError("is damaged as a PDF; get it again, or print it to a new PDF") from None
    texts: list[str] = []
    pages: list[int] = []
    at = 0
    try:
        if len(opened) > _MOST_PAGES:
            raise UnreadableError(f"has {len(opened)} pages; up to {_MOST_PAGES} are read: split it")
        title = property_title(opened.get_metadata_value("Title"))
        for number in range(len(opened)):
            # U+FFFE and U+0002 stand for the hyphen of a word that goes on in the next line, and its break.
            page = opened[number].get_textpage().get_text_range().replace("\r\n", "\n")
            page = page.translate({0xFFFE: "-\n", 2: "-\n", 0: None})
            texts.append(("\f" if texts else "") + page)
            pages.append(at + (number > 0))
            at += len(texts[-1])
    except pypdfium2.PdfiumError:
        raise UnreadableError(f"is damaged on page {len(pages) + 1}; print it to a new PDF") from None
    finally:
        opened.close()
    text = "".join(texts)
    if not text.strip():
        raise UnreadableError(
            "has no text, only pictures of pages; run it through text recognition (OCR) first"
        )
    return Document(text, pages=tuple(pages), metadata=Metadata(title=title or None))
