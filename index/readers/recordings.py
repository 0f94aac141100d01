"""Transcripts in the files of programs with which recordings are annotated: ELAN and oTranscribe."""

from __future__ import annotations

import json
import re
from html import unescape
from xml.etree import ElementTree

from onrecord.index.document import Document, UnreadableError
from onrecord.index.readers.encodings import decode
from onrecord.index.readers.segments import Segment, document_of_paragraphs, document_of_segments
from onrecord.index.readers.turn_tables import document_of_turns, seconds_of

__all__ = ["read_eaf", "read_otr"]

_PARAGRAPH = re.compile(r"(?i:<(?:p|div|br)\b[^<>]{0,300}>)")
_STAMP = re.compile(
    r"""(?is:<span[^<>]{0,200}\bdata-timestamp=["']?(?P<at>[\d.]{1,12})[^<>]{0,200}>[^<>]{0,40}</span>)"""
)
_TAG = re.compile(r"<[^<>]{0,300}>")


def read_eaf(data: bytes) -> Document:
    """The annotations of ELAN, in their order: each tier that belongs to no other is a speaker's.

    Raises:
        UnreadableError: it is no file of ELAN, or nothing is said in it.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError("declares entities, which no file of ELAN does; save it again with ELAN")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise UnreadableError(f"is damaged as XML ({error}); save it again with ELAN") from None
    times = {slot.get("TIME_SLOT_ID"): slot.get("TIME_VALUE") or "0" for slot in root.iter("TIME_SLOT")}
    rows: list[tuple[float, str, str]] = []
    for tier in root.iter("TIER"):
        if tier.get("PARENT_REF"):
            continue
        speaker = tier.get("PARTICIPANT") or tier.get("TIER_ID") or ""
        for each in tier.iter("ALIGNABLE_ANNOTATION"):
            words = (each.findtext("ANNOTATION_VALUE") or "").strip()
            if words:
                at = times.get(each.get("TIME_SLOT_REF1"), "0")
                rows.append((int(at) / 1000 if at.isdecimal() else 0.0, speaker, words))
    if not rows:
        raise UnreadableError("has no annotation with words; give the file in which they are")
    rows.sort(key=lambda row: row[0])
    return document_of_turns(
        [(f"{at:.3f}", speaker, words) for at, speaker, words in rows], {"start": 0, "speaker": 1, "text": 2}
    )


def read_otr(data: bytes) -> Document:
    """The text of oTranscribe, a paragraph a line, with the times that stand in it.

    Raises:
        UndecodableError: it is no text.
        UnreadableError: it is no file of oTranscribe.
    """
    text, encoding = decode(data)
    try:
        said = json.loads(text)["text"]
    except (ValueError, KeyError, TypeError, RecursionError):
        said = None
    if not isinstance(said, str):
        raise UnreadableError("is no file of oTranscribe; export it there as text or Markdown")
    segments: list[Segment] = []
    for paragraph in _PARAGRAPH.split(said):
        stamp = _STAMP.search(paragraph)
        words = " ".join(unescape(_TAG.sub("", _STAMP.sub(" ", paragraph))).split())
        if words:
            segments.append((seconds_of(stamp["at"]) if stamp else None, words))
    return document_of_segments(segments, encoding) or document_of_paragraphs(segments, encoding)
