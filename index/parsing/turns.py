"""Markers to turns: each speaker's paragraphs, and the turns that no marker announces."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.paragraphs import Layout, mend, trimmed
from onrecord.index.records import Role, Turn
from onrecord.index.text.spans import Span

__all__ = ["Draft", "cut_unmarked_answers", "draft_turns", "has_words"]

_QUESTION_MARK = re.compile(r"[?？][?？!！]*[”’」』）)\"']*")
# Question marks nearer than this to each other belong to one question.
_SAME_QUESTION = 80
# What follows a question's last mark inside its paragraph is an answer only if it is long: in
# letters of an alphabet, of which an ideograph counts for three.
_SHORTEST_ANSWER = 180
# Sentences after it that cite others, or thank, are still the asker's.
_STILL_ASKING = re.compile(
    r"(?:有(?:人|些人|媒[体體]|[报報]道|[评評][论論]|[观觀][点點]|分析|[舆輿][论論]|[专專]家|消息)"
    r"|[据據](?:[报報]道|悉|了解)|外界|[谢謝]{2}"
    r"|(?i:some (?:people )?(?:say|think|believe)|there are reports|thank))[^。.!！]{0,120}[。.!！]\s{0,4}"
)
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LONGEST_PAGE_END = 40
_FURNITURE = re.compile(
    r"(?i:[\s\v\f]+(?:[-–—]\s?\d{1,4}\s?[-–—]|(?:page|página|seite|стр\.?|pagina)\s\d{1,4}(?:\s?(?:of|de|von|из|/)\s?\d{1,4})?"
    r"|第\s?\d{1,4}\s?[页頁]|\(?more\)?|-30-|ends?))\s*$"
)
# What such a thing ends with, if not with a digit.
_PAGE_ENDS = "-–—页頁)eEdDsSſ"
_EMPHASIS = re.compile(r"\*{1,3}$|_{1,2}$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A turn on its way: its paragraphs, not mended yet, and what had to be inferred about it."""

    role: Role
    paragraphs: tuple[Span, ...]
    speaker: str | None = None
    outlet: str | None = None
    notes: tuple[str, ...] = ()

    def turn(self, text: str) -> tuple[Turn, tuple[str, ...]]:
        """The finished turn, and its notes with one more for each break that was mended."""
        spans, mended = mend(text, self.paragraphs)
        notes = tuple(f"a page break inside a sentence was mended at character {at}" for at in mended)
        return Turn(self.role, spans, self.speaker, self.outlet), self.notes + notes


def has_words(text: str, span: Span) -> bool:
    """Whether there is a letter or a digit in a span."""
    words = text[span.start : span.end]
    # Nearly always the first or the last tells.
    return words[0].isalnum() or words[-1].isalnum() or any(map(str.isalnum, words))


def _without_emphasis(text: str, paragraphs: Sequence[Span]) -> Span | None:
    """The last paragraph without the asterisks that close what was opened before the marker."""
    last = paragraphs[-1]
    if text[last.end - 1] not in "*_":
        return None
    closing = _EMPHASIS.search(last.of(text)[-4:])
    if closing is None or sum(p.of(text).count(closing[0]) for p in paragraphs) % 2 == 0:
        return None
    return trimmed(text, last.start, last.end - len(closing[0]))


def _without_page_end(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The paragraphs without the page number at their end."""
    kept = list(paragraphs)
    while kept and (text[kept[-1].end - 1] in _PAGE_ENDS or text[kept[-1].end - 1].isdecimal()):
        last = kept[-1]
        start = max(last.start, last.end - _LONGEST_PAGE_END)
        furniture = _FURNITURE.search("\n" * (start == last.start) + text[start : last.end])
        if furniture is None:
            break
        cut = start + max(0, furniture.start() - (start == last.start))
        bare = trimmed(text, last.start, cut)
        if bare is None and len(kept) == 1:
            break
        kept[-1:] = [bare] if bare else []
    return kept


def draft_turns(
    text: str, layout: Layout, markers: Sequence[Marker], inferred: Mapping[int, str]
) -> list[Draft]:
    """What each marker's speaker says; markers without words after them are left out."""
    drafts: list[Draft] = []
    for i, marker in enumerate(markers):
        end = markers[i + 1].start if i + 1 < len(markers) else len(text)
        paragraphs = layout.paragraphs(text, marker.words, end)
        # "（记者：……？）": the bracket was opened before the marker.
        if paragraphs and text[marker.start] in "（(" and text[paragraphs[0].end - 1] in "）)":
            paragraphs[0:1] = [
                span for span in [trimmed(text, paragraphs[0].start, paragraphs[0].end - 1)] if span
            ]
        paragraphs = _without_page_end(text, paragraphs)
        if paragraphs and (bare := _without_emphasis(text, paragraphs)):
            paragraphs[-1] = bare
        # Rules of asterisks and the like, before or after the words.
        while paragraphs and not has_words(text, paragraphs[-1]):
            paragraphs.pop()
        if len(paragraphs) > 1 and not has_words(text, paragraphs[0]):
            first = next(k for k, paragraph in enumerate(paragraphs) if has_words(text, paragraph))
            paragraphs = paragraphs[first:]
        if paragraphs and marker.role:
            notes = (inferred[marker.start],) if marker.start in inferred else ()
            drafts.append(
                Draft(
                    marker.role,
                    tuple(paragraphs),
                    marker.speaker,
                    marker.outlet,
                    notes,
                )
            )
    return drafts


def _answer_start(text: str, paragraphs: Sequence[Span]) -> int | None:
    """Where an answer without a marker begins in a question's paragraphs, if there is one."""
    for i, paragraph in enumerate(paragraphs):
        last: re.Match[str] | None = None
        for mark in _QUESTION_MARK.finditer(text, paragraph.start, paragraph.end):
            if last is not None and mark.start() - last.end() > _SAME_QUESTION:
                break
            last = mark
        if last is None:
            continue
        end = last.end()
        while still := _STILL_ASKING.match(text, end, paragraph.end):
            end = still.end()
        tail = trimmed(text, end, paragraph.end)
        if tail and len(tail) + 2 * len(_IDEOGRAPH.findall(tail.of(text))) >= _SHORTEST_ANSWER:
            return tail.start
        following = paragraphs[i + 1 :]
        if len(following) > 1 and text[following[0].end - 1] in "?？":
            continue
        return following[0].start if following else None
    return paragraphs[1].start if len(paragraphs) > 1 else None


def cut_unmarked_answers(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Where nobody answers an asker, look for an answer without a marker in the asker's words."""
    cut: list[Draft] = []
    for i, draft in enumerate(drafts):
        cut.append(draft)
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        if draft.role != "asker" or (following and following.role == "answerer"):
            continue
        # A named asker who goes on under the same name has not been answered in between.
        if following and following.role == "asker" and following.speaker == draft.speaker is not None:
            continue
        start = _answer_start(text, draft.paragraphs)
        if start is None:
            continue
        question = [Span(p.start, min(p.end, start)) for p in draft.paragraphs if p.start < start]
        question = [span for p in question if (span := trimmed(text, p.start, p.end))]
        answer = tuple(Span(max(p.start, start), p.end) for p in draft.paragraphs if p.end > start)
        first = text[start : min(start + 14, answer[0].end)].replace("\n", " ")
        note = f"no answer marker; the answer is taken to start at {first + '…'!r} (character {start})"
        cut[-1] = replace(draft, paragraphs=tuple(question))
        cut.append(Draft("answerer", answer, notes=(note,)))
    return cut
