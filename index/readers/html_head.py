"""What the head of a web page and the fields of an XML file tell of the document."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser
from typing import Final

from onrecord.index.metadata import Metadata

__all__ = ["html_metadata", "xml_metadata"]

# The head, and the first lines of the body, in which a time may stand.
_LOOKED_AT: Final = 100_000
_TIME: Final = re.compile(r"<time\b[^>]{0,300}\bdatetime\s?=\s?[\"']?([0-9T:.+Z-]{8,40})", re.I)
_META: Final = {
    "og:title": "title",
    "og:url": "url",
    "og:locale": "lang",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "dcterms.created": "date",
    "citation_date": "date",
    "datepublished": "date",
    "dc.language": "lang",
    "content-language": "lang",
    "dc.title": "title",
    "dc.coverage": "place",
    "geo.placename": "place",
    "place": "place",
    "location": "place",
}
_FIELD: Final = re.compile(
    r"<(?P<name>[A-Za-z][\w:.-]{0,40})(?:\s[^<>]{0,300})?>"
    r"(?:<!\[CDATA\[)?(?P<value>[^<>\[\]]{1,400})(?:\]\]>)?</(?P=name)\s*>"
)
_XML_LANGUAGE: Final = re.compile(r"\bxml:lang\s?=\s?[\"']([A-Za-z_-]{2,20})[\"']")


class _Head(HTMLParser):
    """Collects the fields of a page's head."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.title = ""
        self.site = ""
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what ``html``, ``meta`` and ``link`` say."""
        has = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.pairs.append(("lang", has.get("lang") or has.get("xml:lang") or ""))
        elif tag == "title" and not self.title:
            self.in_title = True
        elif tag == "link" and "canonical" in has.get("rel", "").lower().split():
            self.pairs.insert(0, ("canonical", has.get("href", "")))
        elif tag == "meta":
            name = (has.get("property") or has.get("name") or has.get("http-equiv") or "").lower()
            if name == "og:site_name":
                self.site = has.get("content", "").strip()
            elif name in _META:
                self.pairs.append((_META[name], has.get("content", "")))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of the title."""
        self.in_title = self.in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        """Take the title's words."""
        if self.in_title:
            self.title += data


def html_metadata(source: str) -> Metadata:
    """What a page's ``title``, ``meta``, canonical link, language and first ``time`` tell.

    The site's own name behind the title is not part of it.
    """
    head = _Head()
    end = re.search(r"</head\s*>", source[:_LOOKED_AT], re.I)
    # The standard library asserts that a marked section ("<![CDA") is one it knows.
    with suppress(AssertionError):
        head.feed(source[: end.end() if end else min(len(source), _LOOKED_AT)])
    title = " ".join(head.title.split())
    if head.site and title.endswith(head.site):
        title = title[: -len(head.site)].rstrip(" -–—|·:_") or title
    pairs = [*head.pairs, ("title", title)]
    if time := _TIME.search(source[:_LOOKED_AT]):
        pairs.append(("date", time[1]))
    return Metadata.of_fields(pairs)


def xml_metadata(source: str) -> Metadata:
    """What the fields of an XML file tell that hold nothing but words, the first of each name."""
    head = source[:_LOOKED_AT]
    pairs = [(field["name"], unescape(field["value"])) for field in _FIELD.finditer(head)]
    if language := _XML_LANGUAGE.search(head):
        pairs.append(("lang", language[1]))
    return Metadata.of_fields(pairs)
