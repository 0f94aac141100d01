"""Who speaks in a text in which nobody asks: a speech, statements of a panel, captions with voices.

Where no questions and answers show whose a label is, what stands before a colon is much more often a
heading than a name. So labels are believed only where something else says that they are somebody's: the
format, a title or an office, the name somewhere else in the text, repetition; or where all that is said
stands behind what looks like names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.index.document import Document
from onrecord.index.metadata import is_field
from onrecord.index.parsing.asides import with_asides
from onrecord.index.parsing.labels import Scheme, find_candidates, told_markers
from onrecord.index.parsing.labels_behind import find_behind
from onrecord.index.parsing.markers import Marker
from onrecord.index.parsing.non_speaker_labels import opens_list, says_something
from onrecord.index.parsing.offices import has_title, in_office, names_office
from onrecord.index.parsing.one_off_labels import base_of, find_alike, is_eastern_name, one_speaker, shape
from onrecord.index.parsing.paragraphs import Layout, ends_sentence
from onrecord.index.parsing.vocabulary import is_interpreter

__all__ = ["find_unasked"]

_WORD = re.compile(r"[^\W\d_]+")
# Characters of a line of title or date at most, and of what a field at the head holds.
_LONGEST_LINE = 100


def find_unasked(document: Document, layout: Layout) -> Scheme:
    """The markers of a document in which nobody asks; roles are those that are told, else all answer."""
    text = document.text
    if told := document.labels or tuple((span, None) for span in document.voices):
        markers: Sequence[Marker] = one_speaker(told_markers(text, told))
    elif not (markers := find_behind(text, layout)):
        found = _believed(text, find_candidates(text, layout.lines, document.emphasis))
        markers = with_asides(text, layout, [replace(m, role=m.role or "answerer") for m in found])
    return Scheme(tuple(replace(each, role=each.role or "answerer") for each in markers), {})


def _believed(text: str, candidates: Sequence[Marker]) -> list[Marker]:
    """The labels that are somebody's."""
    labels = [m for m in candidates if m.speaker]
    said = Counter(_WORD.findall(text))
    times = Counter(m.key for m in labels)
    ends = [m.start for m in labels][1:] + [len(text)] * bool(labels)
    possible = {
        m.start
        for m, end in zip(labels, ends, strict=True)
        if not (opens_list(m.name) or _is_said(m, said) or _is_field(m, text[m.words : end]))
    }
    persons = {m.key for m in labels if m.start in possible and _is_person(m)}
    known = {
        m.key
        for m in labels
        if m.start in possible
        and (
            m.role == "moderator"
            or _is_office(m)
            or (m.key in persons and (times[m.key] > 1 or _is_mentioned(text, m)))
        )
    }
    words = {m.key for m in labels if m.start in possible and times[m.key] > 1}
    if len(words) > 1:  # "Ada: ...", "Ole: ...", "Ada: ..."
        known |= words
    if known or (labels and possible.issuperset(m.start for m in labels) and _begins_all(text, labels[0])):
        # Where labels are somebody's, what looks like a name is somebody: nobody else may get these words.
        known |= persons
    alike = find_alike(text, labels, known) & possible if known else set()
    return [
        m
        for m in labels
        if (m.key in known and m.start in possible) or m.start in alike or (known and is_interpreter(m.name))
    ]


def _is_office(marker: Marker) -> bool:
    """``MINISTER WANG``, ``The President``, ``王毅部长``, ``Ann Reed, Mayor``."""
    base = base_of(marker.name)
    return has_title(base) or in_office(base) or names_office(base) or names_office(marker.name)


def _is_person(marker: Marker) -> bool:
    """Whether it is written as a whole name is: ``Ada Lund``, ``ADA LUND``, ``王毅``."""
    form, base = shape(marker.name), base_of(marker.name)
    if form == "uncased":
        return is_eastern_name(base) or len(base.split()) > 1
    return form in ("names", "surname", "titled") or (form == "capitals" and len(base.split()) > 1)


def _is_said(marker: Marker, said: Counter[str]) -> bool:
    """Whether its words are used as words: in small letters, or such as headings are made of."""
    words = [word for word in _WORD.findall(base_of(marker.name)) if len(word) > 2]
    if any(map(says_something, words)):
        return True
    plain = [word for word in words if not names_office(word) and not has_title(f"{word} B")]
    return any(word != word.lower() and said[word.lower()] for word in plain)


def _is_mentioned(text: str, marker: Marker) -> bool:
    """Whether the whole name is also said, in the text or its title."""
    return text.casefold().count(base_of(marker.name).casefold()) > 1


def _is_field(marker: Marker, words: str) -> bool:
    """Whether it is a field, such as those at a head: ``Speaker: Ada Lund``, ``Manager: Tom Cole``."""
    value = words.strip().partition("\n\n")[0]
    named = is_field(marker.name) or (len(marker.name.split()) == 1 and names_office(marker.name))
    return named and len(value) <= _LONGEST_LINE and not ends_sentence(value)


def _begins_all(text: str, first: Marker) -> bool:
    """Whether nothing is said before the first label: there are lines of a title at most."""
    lines = text[: first.start].splitlines()
    return all(len(line) <= _LONGEST_LINE and not (line.strip() and ends_sentence(line)) for line in lines)
