r"""What recognizers of speech write, segment by segment: when, often a speaker's label, and words.

Segments of one speaker are one turn. One without a label among labelled ones is nobody's.

>>> lines = ["[0.0 --> 2.5] SPEAKER_00: When", "[2.5 --> 4] SPEAKER_00: is it?", "[4 --> 5] SPEAKER_01: Now."]
>>> document_of_lines("\n".join(lines * 2), "utf-8").text.split("\n")[0]
'SPEAKER_00: When is it?'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from onrecord.index.document import Document
from onrecord.index.readers.turn_tables import document_of_turns, seconds_of

__all__ = ["Segment", "document_of_lines", "document_of_paragraphs", "document_of_segments"]

#: When it begins, in seconds or ``None``, and its words with what stands before them.
Segment = tuple[float | None, str]

_CLOCK: Final = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?|\d{1,6}(?:\.\d{1,3})?"
_RANGE: Final = re.compile(
    rf"\s*[\[(<]?\s*(?P<start>{_CLOCK})s?(?:\s*(?:-->|->)\s*|(?<=\.\d)\s+|(?<=\.\d\d)\s+|(?<=\.\d\d\d)\s+)"
    rf"(?:{_CLOCK})s?\s*[\])>]?[:,]?(?=\s|$)"
)
_BRACKETED: Final = (
    r"\[(?P<bracketed>[^\[\]]{2,40})\]\s*[:：]?|(?P<numbered>(?i:speaker)[ _]?\d{1,2})\s*[:：]?"
)
_LABEL: Final = re.compile(rf"\s*(?:{_BRACKETED})\s+")
_ANY_LABEL: Final = re.compile(rf"\s*(?:{_BRACKETED}|(?P<name>[^\s\[\]:：\d][^\[\]:：?!.]{{0,40}}[:：]))\s+")
_ARROWS: Final = re.compile(r"\s*>>+\s*")
# Shares of the segments: that have a label or a time, and whose label is that of the one before.
_NEARLY_ALL: Final = 0.8
_AGAIN: Final = 0.1
_FEWEST: Final = 3
# Segments to a speaker at least.
_TURNS: Final = 2


def document_of_lines(text: str, encoding: str | None) -> Document | None:
    """The document of a text whose lines are segments; ``None`` where they are not."""
    lines = [line for line in text.splitlines() if line.strip()]
    matches = [_RANGE.match(line) for line in lines]
    if len(lines) >= _FEWEST and sum(map(bool, matches)) >= _NEARLY_ALL * len(lines):
        segments: list[Segment] = [
            (seconds_of(m["start"]), line[m.end() :]) if m else (None, line)
            for line, m in zip(lines, matches, strict=True)
        ]
        return document_of_segments(segments, encoding) or _unlabelled(segments, encoding)
    alone = [m is not None and m.end() == len(line.rstrip()) for line, m in zip(lines, matches, strict=True)]
    if sum(alone) >= _FEWEST:
        return document_of_segments(_below_times(lines, matches, alone), encoding)
    if len(lines) < len(text.rstrip().splitlines()) or any(line.startswith(("> ", ">\t")) for line in lines):
        return None  # paragraphs, or a letter with quotes in it
    return document_of_segments([(None, line) for line in lines], encoding, _LABEL)


def _below_times(
    lines: Sequence[str], matches: Sequence[re.Match[str] | None], alone: Sequence[bool]
) -> list[Segment]:
    """Segments printed below their times, the speaker on a line of their own, as ``[Ann Reed] When?``."""
    groups: list[tuple[float | None, list[str]]] = []
    for line, match, is_time in zip(lines, matches, alone, strict=True):
        if match and is_time:
            groups.append((seconds_of(match["start"]), []))
        elif groups:
            groups[-1][1].append(line.strip())
    return [(at, f"[{said[0]}] {' '.join(said[1:])}") for at, said in groups if len(said) > 1]


def document_of_segments(
    segments: Sequence[Segment],
    encoding: str | None,
    labels: re.Pattern[str] = _ANY_LABEL,
) -> Document | None:
    """The document of segments that tell who speaks, or where another begins; ``None`` where they do not."""
    found = [labels.match(words) for _, words in segments]
    names = [_name(m) if m else "" for m in found]
    again = sum(a == b != "" for a, b in pairwise(names))
    told = [name for name in names if name]
    if (
        len(told) >= max(_FEWEST, _NEARLY_ALL * len(segments))
        and again >= max(1, _AGAIN * len(segments))
        and len(set(told)) > 1
        and len(set(told)) * _TURNS <= len(told)
    ):
        rows = [
            ("" if at is None else str(at), name, words[m.end() :] if m else words)
            for (at, words), name, m in zip(segments, names, found, strict=True)
        ]
        return document_of_turns(rows, {"start": 0, "speaker": 1, "text": 2}, encoding)
    begins = [bool(_ARROWS.match(words)) for _, words in segments]
    if sum(begins) >= _FEWEST and not all(begins):
        return _by_arrows(segments, begins, encoding)
    return None


def _name(label: re.Match[str]) -> str:
    return next(part for part in label.groups() if part).rstrip(":： ").strip()


def _by_arrows(segments: Sequence[Segment], arrows: Sequence[bool], encoding: str | None) -> Document:
    """A paragraph for each turn: arrows stand where another one speaks."""
    joined: list[Segment] = []
    for (at, words), begins in zip(segments, arrows, strict=True):
        joint = "\n\n" if begins and joined else " " if joined else ""
        joined.append((at, joint + " ".join(words.split())))
    return _document(joined, encoding)


def _unlabelled(segments: Sequence[Segment], encoding: str | None) -> Document:
    """A line for each segment."""
    return _document([(at, f"{' '.join(words.split())}\n") for at, words in segments], encoding)


def document_of_paragraphs(segments: Sequence[Segment], encoding: str | None) -> Document:
    """A paragraph for each segment."""
    return _document(
        [(at, "\n\n" * bool(number) + words) for number, (at, words) in enumerate(segments)], encoding
    )


def _document(parts: Sequence[Segment], encoding: str | None) -> Document:
    at, times = 0, []
    for seconds, words in parts:
        if seconds is not None:
            times.append((at + len(words) - len(words.lstrip()), seconds))
        at += len(words)
    return Document("".join(words for _, words in parts), encoding, times=tuple(times))
