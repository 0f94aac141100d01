"""What is said outside of all exchanges, as statements, so that every word of a text can be cited.

It needs no more than what an archive keeps of a transcript: its text, its exchanges, and its report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.index.parsing.front import is_shown
from onrecord.index.parsing.label_words import read_label
from onrecord.index.parsing.paragraphs import trimmed
from onrecord.index.parsing.turns import has_words
from onrecord.index.records import Exchange, Role, Transcript, Turn
from onrecord.index.report import LeftOut, LeftOutKind, Voice
from onrecord.index.text.spans import Span

__all__ = ["with_statements"]

_SET_ASIDE: frozenset[LeftOutKind] = frozenset({"furniture", "label", "front matter"})
# Who says what has no label; all else is said by nobody in particular, as a moderator's words are.
_UNNAMED: dict[LeftOutKind, Role] = {"statement": "answerer", "unanswered question": "asker"}
# Characters of what stands before a turn and can be its label.
_LONGEST_LABEL = 120
# Characters of a line of title or date, of a heading or of a stage direction: what is longer is said.
_LONGEST_LINE = 100
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n")
# At the end of a line, or inside of it after a word that is longer than an initial.
_ENDS_A_SENTENCE = re.compile(r"[.!?。！？…؟।][\"'”’»」』*_]*$|[。！？]|[^\W\d_]{3}[.!?…؟।][\"'”’»」』]*\s")
_AROUND_A_NAME = " \t\r\n:：*_#<>[]【】—–-|>"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some of the text: what an exchange holds has no ``kind``."""

    span: Span
    kind: LeftOutKind | None


def with_statements(transcript: Transcript) -> Transcript:
    """Make statements of all words that are in no exchange and are no furniture.

    What is said between two turns of exchanges is one statement. Of what the report ``left_out`` remains what
    is set aside; with the turns of exchanges and statements it holds every word of the text. A line of the
    front matter is set aside only where what it tells is shown with the transcript.
    """
    text = transcript.text
    statements: list[Exchange] = []
    aside: dict[LeftOutKind, list[Span]] = {}
    turns: list[Turn] = []

    def close() -> None:
        if turns:
            statements.append(Exchange(-1 - len(statements), (), tuple(turns)))
            turns.clear()

    alone = _only_speaker(transcript)
    behind = any(voice.form == "behind" for voice in transcript.report.voices)
    label: str | None = None
    last: LeftOutKind | None = None
    for piece in _pieces(transcript):
        if piece.kind is None:
            close()
            label = last = None
        elif piece.kind in _SET_ASIDE:
            aside.setdefault(piece.kind, []).append(piece.span)
            if piece.kind == "label" and behind:
                if turns and last:
                    named = _turn(piece.span, last, piece.span.of(text), transcript.report.voices)
                    turns[-1] = replace(named, spans=turns[-1].spans)
                last = None
            elif piece.kind == "label":
                label, last = piece.span.of(text), None
        elif turns and piece.kind == last:  # only furniture stands between
            turns[-1] = replace(turns[-1], spans=(*turns[-1].spans, piece.span))
        else:
            turn = _turn(piece.span, piece.kind, label, transcript.report.voices)
            turns.append(replace(turn, speaker=alone) if alone and piece.kind == "statement" else turn)
            label, last = None, piece.kind
    close()
    left_out = tuple(LeftOut(kind, tuple(spans)) for kind, spans in aside.items())
    report = replace(transcript.report, left_out=left_out)
    return replace(transcript, statements=tuple(statements), report=report)


def _only_speaker(transcript: Transcript) -> str | None:
    """Who says all of a text without labels, where the text tells it: ``Speaker: Ada Lund``."""
    unlabelled = not (transcript.exchanges or transcript.report.voices)
    return transcript.speakers[0] if unlabelled and len(transcript.speakers) == 1 else None


def _turn(span: Span, kind: LeftOutKind, label: str | None, voices: Sequence[Voice]) -> Turn:
    """A turn of the one whose ``label`` stands before it."""
    unnamed = _UNNAMED.get(kind, "moderator")
    if label is None:
        return Turn(unnamed, (span,))
    printed = label.strip(_AROUND_A_NAME)
    known = [each for each in voices if each.marker and each.marker.casefold() in printed.casefold()]
    voice = max(known, key=lambda each: len(each.marker), default=None)
    read = read_label(printed)
    named = voice.name if voice else None
    speaker = read.speaker if read else named
    return Turn(voice.role if voice else unnamed, (span,), speaker, read.outlet if read else None)


def _pieces(transcript: Transcript) -> Iterator[_Piece]:
    """All words of the text in order, each by where it belongs."""
    text = transcript.text
    found = [
        _Piece(span, None) for each in transcript.exchanges for turn in each.turns() for span in turn.spans
    ]
    for each in transcript.report.left_out:
        if each.kind in _SET_ASIDE:
            found += _sorted_out(transcript, each)
        elif each.kind == "statement" and _only_speaker(transcript):
            found += _without_head(transcript, each)
        else:
            found += [_Piece(span, each.kind) for span in each.spans]
    at = 0
    for piece in [*sorted(found, key=lambda each: each.span), None]:
        between = trimmed(text, at, piece.span.start if piece else len(text))
        if between and has_words(text, between):
            yield _Piece(between, "label" if len(between) <= _LONGEST_LABEL else "statement")
        if piece:
            yield piece
            at = max(at, piece.span.end)


def _sorted_out(transcript: Transcript, left_out: LeftOut) -> Iterator[_Piece]:
    """Of what might be set aside, what somebody says: lines that are sentences.

    Front matter ends at the first paragraph with such a line: a speech can be broken into short lines.
    """
    text = transcript.text
    if left_out.kind == "label":  # found anew, between all else
        return
    lines = [
        line
        for span in left_out.spans
        for found in re.finditer(r"[^\r\n]+", span.of(text))
        if (line := trimmed(text, span.start + found.start(), span.start + found.end()))
        and has_words(text, line)
    ]
    said = [len(line) > _LONGEST_LINE or bool(_ENDS_A_SENTENCE.search(line.of(text))) for line in lines]
    if left_out.kind == "front matter" and True in said:
        first = said.index(True)
        while first and not _PARAGRAPH_BREAK.search(text, lines[first - 1].end, lines[first].start):
            first -= 1
        said = [at >= first for at in range(len(lines))]
    if left_out.kind == "front matter":
        said = [
            each or not is_shown(transcript, line.of(text)) for line, each in zip(lines, said, strict=True)
        ]
    for line, is_said in zip(lines, said, strict=True):
        yield _Piece(line, "moderator" if is_said else left_out.kind)


def _without_head(transcript: Transcript, said: LeftOut) -> Iterator[_Piece]:
    """What the only speaker says, without the lines above it that are shown as what the text is about."""
    first, *others = said.spans
    text, start = transcript.text, first.start
    for found in re.finditer(r"[^\r\n]+", first.of(text)):
        line = Span(first.start + found.start(), first.start + found.end())
        if _ENDS_A_SENTENCE.search(line.of(text)) or not is_shown(transcript, line.of(text)):
            break
        start = line.end
        yield _Piece(line, "front matter")
    if bare := trimmed(text, start, first.end):
        yield _Piece(bare, "statement")
    yield from (_Piece(span, "statement") for span in others)
