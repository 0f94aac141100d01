"""Captions of a recording, SubRip and WebVTT, to text with times (only importer of ``webvtt``)."""

from __future__ import annotations

import re
from html import unescape
from io import StringIO

from onrecord.index.document import Document, UnreadableError
from onrecord.index.readers.encodings import decode
from onrecord.index.readers.segments import Segment, document_of_segments
from onrecord.index.text.spans import Span

__all__ = ["read_srt", "read_vtt"]

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|\{\\[^{}]{0,40}\}|<\d\d:[\d:.]{3,12}>")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^<>]{1,100})>")


def read_srt(data: bytes) -> Document:
    """The captions of a SubRip file, as :func:`read_vtt` gives them.

    Raises:
        UndecodableError: it is no text.
        UnreadableError: there is no caption in it.
    """
    text, encoding = decode(data)
    return _read(text + "\n", encoding, "srt")


def read_vtt(data: bytes) -> Document:
    """The captions of a WebVTT file, line by line; where a voice begins, its name and a colon.

    A caption that only repeats the one before it, as rolling captions do, is left out.

    Raises:
        UndecodableError: it is no text.
        UnreadableError: there is no caption in it.
    """
    text, encoding = decode(data)
    return _read(text + "\n", encoding, "vtt")


def _read(source: str, encoding: str, kind: str) -> Document:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        lines_only = StringIO(source.replace("\r\n", "\n").replace("\r", "\n"))
        captions = webvtt.from_buffer(lines_only, format=kind).captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError, AttributeError):
        captions = []
    if not captions:
        raise UnreadableError(f"has no caption that could be read; save it again as .{kind}")
    lines: list[str] = []
    segments: list[Segment] = []
    times: list[tuple[int, float]] = []
    voices: list[Span] = []
    at, voice, before = 0, "", [""]
    for caption in captions:
        own: list[str] = []
        for raw in caption.raw_text.split("\n"):
            if (spoken := _VOICE.search(raw)) and spoken[1] != voice:
                voice = spoken[1]
                own.append(f"{_plain(voice)}: {_plain(raw)}")
            else:
                own.append(_plain(raw))
        seconds = caption.start_time.in_seconds() + caption.start_time.milliseconds / 1000
        own = [line for line in own if any(map(str.isalnum, line))]
        # Rolling captions begin with the end of the one before.
        again = next((n for n in range(len(own), 0, -1) if own[:n] == before[-n:]), 0)
        fresh = own[again:]
        before = own or before
        if fresh:
            segments.append((seconds, " ".join(fresh)))
        for line in fresh:
            if not times or times[-1][1] != seconds:
                times.append((at, seconds))
            if line.startswith(f"{_plain(voice)}: ") and voice:
                voices.append(Span(at, at + len(_plain(voice))))
            lines.append(line)
            at += len(line) + 1
    if told := document_of_segments(segments, encoding):
        return told
    return Document("\n".join(lines), encoding, times=tuple(times), voices=tuple(voices))


def _plain(line: str) -> str:
    return " ".join(unescape(_TAG.sub("", line)).split())
