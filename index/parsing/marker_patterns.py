"""What a speaker's marker looks like at the start of a line, in the forms that transcripts are printed in.

>>> marker = marker_at("《人民日报》记者：今年……", 0, 15)
>>> marker.role, marker.speaker, marker.outlet, marker.words
('asker', '《人民日报》记者', '《人民日报》', 9)
>>> marker_at("我想再强调几点：第一", 0, 10) is None
True
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from onrecord.index.parsing.compound import has_post, is_handle
from onrecord.index.parsing.markers import BRACKETS, ENDS, LATE_TIME, NICK, TIME, Form, Marker, labelled
from onrecord.index.parsing.non_speaker_labels import opens_direction
from onrecord.index.parsing.offices import ends_with_title, has_title
from onrecord.index.parsing.person_names import is_titled_name
from onrecord.index.parsing.vocabulary import role_of

__all__ = ["colon_at", "marker_at"]

_LONGEST = 60
_LONGEST_LINE = 140
# Behind a colon only in brackets, or it is said.
_TIME_SAID = re.compile(r"[ \t\xa0]*[\[(（](?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])）]")
_OPENING = re.compile(
    rf"[>\s]*(?P<heading>\#{{1,6}}[ \t]*)?(?P<bullet>[-•–—*+][ \t]+|[○◯●◎◇◆□■▲▼▶►][ \t]?)?"
    rf"(?:{TIME}[ \t|–—-]*)?(?P<bold>\*{{1,3}}|_{{1,2}}|'{{2,3}})?(?:{TIME}[ \t]*)?"
    r"[\u3000\u200b\ufeff \t\xa0]*"
)
_COLON = re.compile("[：:︰﹕\u17d6\u1361\u1365\u1366]")
_DASH = re.compile(r"[ \t\xa0]*\.?[ \t\xa0]*(?:[—–―-]{1,2}|[=|｜])[ \t\xa0]+")
_STOP = re.compile(r"[.;]:?(?=[ \t\xa0]|$)|[．）)]|[ \t]?[\u104a\u104b\u1362\u17d4](?=[ \t\xa0]|$)")
_GAP = re.compile(r"[ \t\xa0\u3000]{2,}(?=\S)|\t")
_WIDE = re.compile("[ ]?\u3000+(?=[^\\s\u3000])")
# "Ann Reed [00:01:20] When", "Ann Reed   0:06" and the words below
_TIMED = re.compile(r"[ \t\xa0]+[\[(（](?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])）][ \t\xa0]*(?=\S)")
_LATE = re.compile(r"[ \t\xa0]*[\[(（]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])）]?[ \t\xa0]*$")
_INNER_GAP = re.compile(r"[^\s*_][ \t\xa0]{2,}(?=[^\s*_\[(（\d])")
# "Q12    Chair: ..."
_COUNTED = re.compile(r"(?:Q|Question)\.?\s?\d{1,4}[.)]?[ \t\xa0]{2,}")
# "{ floor: Ann Reed, Harbour News }"
_BRACED = re.compile(r"\{\s*[\w-]{1,20}\s*[:=]\s*(?P<name>[^{}:\n]{2,80}?)\s*\}[ \t]*")
_INITIAL = re.compile(r"(?<![^\s.])[^\W\d_a-z]{1,2}\.$")
_INITIALS = re.compile(r"[^\W\d_a-z]{2,4}(?= (?![^\W\d_a-z]{2})[^\W\d_a-z])")
# "Ques. 1. When does it open?"
_COUNT = re.compile(r"[ \t]*\d{1,3}[.):：][ \t]+(?=\D)")
# Full stops that are looked at.
_STOPS = 4
# Letters at least of a name in capitals before a full stop.
_SHORTEST_CAPITALS = 3
_SENTENCE_ENDS = ".!?,;…。！？，；、"


def marker_at(text: str, start: int, end: int, bold_end: int = 0) -> Marker | None:
    """The marker with which the line ``[start, end)`` begins, if it begins with one.

    ``start`` and ``end`` may not be white space. ``bold_end`` is where a bold run ends with which
    the line begins, where the format tells of one.
    """
    if text[start] == "{" and (braced := _BRACED.match(text, start, end)):
        return labelled(start, braced.end(), braced["name"], "colon")
    opening = _OPENING.match(text, start, end)
    at, bold = (opening.end(), opening["bold"] or "") if opening else (start, "")
    if at >= end:
        return None
    return (
        _with_colon(text, start, at, end, bold)
        or (_bold(text, start, at, end, bold) if bold else None)
        or (_emphasised(text, start, at, end, bold_end) if at < bold_end < end else None)
        or (_plain(text, start, at, end, heading=bool(opening and opening["heading"])) if not bold else None)
    )


def colon_at(text: str, start: int, end: int) -> Marker | None:
    """As :func:`marker_at`, of labels with a colon only."""
    opening = _OPENING.match(text, start, end)
    at, bold = (opening.end(), opening["bold"] or "") if opening else (start, "")
    return _with_colon(text, start, at, end, bold) if at < end else None


def _emphasised(text: str, start: int, at: int, end: int, bold_end: int) -> Marker | None:
    """A label that the format tells to be bold; a time that is all the rest of its line is no word."""
    words = end if _LATE.match(text[bold_end:end]) else bold_end
    return labelled(start, words, text[at:bold_end], "bold")


def _bold(text: str, start: int, at: int, end: int, sign: str) -> Marker | None:
    """A label in bold letters."""
    close = text.find(sign, at, min(end, at + _LONGEST_LINE))
    return labelled(start, close + len(sign), text[at:close], "bold") if close >= 0 else None


def _plain(text: str, start: int, at: int, end: int, *, heading: bool) -> Marker | None:
    """A label that is a heading or a line, or stands before the words on its line."""
    if heading:
        return _alone(text, start, at, end, "heading")
    line = _alone(text, start, at, end, "line")
    if line and (
        line.role in ("asker", "answerer") or has_post(line.name) or LATE_TIME.search(text, at, end)
    ):
        return line
    return _set_off(text, start, at, end) or line


def _has_gap(text: str, at: int, end: int) -> bool:
    """Whether a wide gap, not that behind the count of a question, parts the words before a colon."""
    words = text[at:end]
    if "  " not in words and "\t" not in words and "\xa0" not in words:
        return False
    counted = _COUNTED.match(words)
    return _INNER_GAP.search(words, counted.end() if counted else 0) is not None


def _with_colon(text: str, start: int, at: int, end: int, bold: str) -> Marker | None:
    """A label and a colon. The colons of a time of day and of an address make none."""
    limit = min(end, at + _LONGEST_LINE)
    for colon in _COLON.finditer(text, at, limit):
        before, after = text[colon.start() - 1 : colon.start()], text[colon.end() : colon.end() + 2]
        if colon[0] == ":" and before.isdigit() and after[:1].isdigit():
            continue
        if colon[0] == ":" and after == "//":
            return None
        long = colon.end() - at > _LONGEST and text[colon.end() : end].strip(ENDS)
        if long or after[:1] == "`" or _has_gap(text, at, colon.start()):
            return None
        words = colon.end()
        while bold and words < end and text[words] in "*_'":
            words += 1
        if time := _TIME_SAID.match(text, words, end):
            words = time.end()
        found = labelled(start, words, text[at : colon.start()], "colon")
        # "(Heckler: Shame!)" is how it was.
        return None if found and text[at] in "(（[" and opens_direction(found.name) else found
    return None


def _alone(text: str, start: int, at: int, end: int, form: Form) -> Marker | None:
    """A label that is a whole line, with or without a time behind it."""
    if end - at > _LONGEST_LINE:
        return None
    if text[at].islower() and not role_of(text[at:end]) and not is_handle(text[at:end]):
        return None
    ended = text[end - 1] in _SENTENCE_ENDS and not _INITIAL.search(text, max(at, end - 6), end)
    if ended and not (text.find(".", at, end) == end - 1 and _is_stopped(text[at : end - 1])):
        return None
    return labelled(start, end, text[at : end - 1] if ended else text[at:end], form)


def _is_stopped(label: str) -> bool:
    """Whether a full stop may end a line that is a label: behind a role's word, or capitals as in plays."""
    capitals = label.isupper() and sum(map(str.isalpha, label)) >= _SHORTEST_CAPITALS
    return capitals or role_of(label) is not None


def _set_off(text: str, start: int, at: int, end: int) -> Marker | None:
    """A label that brackets, a gap, a dash or a full stop part from the words on its line."""
    limit = min(end, at + _LONGEST)
    if text[at] in BRACKETS and text[at] != "《":
        return _in_brackets(text, start, at, end)
    forms: tuple[tuple[Form, re.Pattern[str]], ...] = (
        ("wide", _TIMED),
        ("gap", _GAP),
        ("wide", _WIDE),
        ("dash", _DASH),
    )
    for form, pattern in forms:
        if (found := pattern.search(text, at + 1, limit)) and found.end() < end:
            marker = labelled(start, found.end(), text[at : found.start()], form)
            if marker and form == "gap" and not (marker.role or marker.name.isupper()):
                # Spaces are often only two; a tab is set on purpose.
                marker = replace(marker, form="wide") if "\t" in found[0] else None
            if marker:
                return marker
    if (initials := _INITIALS.match(text, at, end)) and not has_title(f"{initials[0]} B"):
        return labelled(start, initials.end() + 1, initials[0], "space")
    if marker := _stopped(text, start, at, end):
        return marker
    first = text.find(" ", at, at + 24)
    marker = labelled(start, first + 1, text[at:first], "space") if at < first < end - 1 else None
    return marker if marker and marker.role in ("asker", "answerer") else None


def _in_brackets(text: str, start: int, at: int, end: int) -> Marker | None:
    """A label in brackets before the words on its line; between angles it may be any name of a user."""
    close = text.find(BRACKETS[text[at]], at + 1, min(end, at + _LONGEST))
    if text[at + 1 : at + 2] == text[at]:  # "((Ada Bay)) In May."
        close += text[close + 1 : close + 2] == text[close]
    if close <= 0 or close + 1 >= end:
        return None
    nick = text[at] == "<" and NICK.fullmatch(text, at + 1, close)
    return labelled(start, close + 1, text[at + 1 : close], "nick" if nick else "bracket")


def _stopped(text: str, start: int, at: int, end: int) -> Marker | None:
    """A label and a full stop, which is not that of a title or an initial: ``Mr. COLE. I did``."""
    first: Marker | None = None
    for stop in islice(_STOP.finditer(text, at + 1, min(end, at + _LONGEST)), _STOPS):
        if stop.end() >= end:
            break
        label = text[at : stop.start()]
        marker = labelled(start, stop.end(), label, "stop")
        if first is None:
            count = _COUNT.match(text, stop.end(), end) if marker and marker.role else None
            first = replace(marker, words=count.end()) if marker and count else marker
            if not ends_with_title(label):
                break
        elif not ends_with_title(label):
            return marker if marker and is_titled_name(label) else first
    return first
