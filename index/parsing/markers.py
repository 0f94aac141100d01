"""A speaker's marker: a label, and what parts it from the words.

The forms that it has at the start of a line are in :mod:`onrecord.index.parsing.marker_patterns`. Whether a
document really uses a marker is not decided here: that takes the whole document
(:mod:`onrecord.index.parsing.labels`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from onrecord.index.parsing.compound import Label, parts
from onrecord.index.parsing.label_words import read_label
from onrecord.index.parsing.non_speaker_labels import opens_list
from onrecord.index.parsing.vocabulary import fold
from onrecord.index.records import Role

__all__ = [
    "ANSWER_OF",
    "BRACKETS",
    "ENDS",
    "LATE_TIME",
    "NICK",
    "TIME",
    "Form",
    "Marker",
    "labelled",
]

#: The answer's marker that belongs to a question's marker.
ANSWER_OF = {
    "问": "答",
    "追问": "答",
    "問": "答",
    "追問": "答",
    "Q": "A",
    "Question": "Answer",
    "QUESTION": "ANSWER",
}

#: A colon or a wide gap makes a marker; the other forms do so only where the document repeats them.
Form = Literal[
    "colon", "gap", "line", "heading", "bold", "bracket", "dash", "stop", "space", "wide", "nick", "behind"
]

TIME = (
    r"[\[(（<]?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?[ \t]+)?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
    r"(?:[ \t]*-->[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?[\])）>]?"
)
LATE_TIME = re.compile(rf"[\s,|–—-]*(?<![\d:.]){TIME}[\s]*$")
BRACKETS = {"【": "】", "[": "]", "(": ")", "（": "）", "〔": "〕", "<": ">", "《": "》"}
# "ann: ...": believed only where it comes again and again.
NICK = re.compile(r"[^\W\d_][\w.-]{1,15}")
# Full-width digits and letters to ordinary ones.
_ORDINARY = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
ENDS = "#>*_ \t\xa0\u3000\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Marker:
    """A label and what parts it from the words: it begins at ``start``, the words at ``words``.

    ``role`` is ``None`` for a name, which may be anybody's. ``speaker`` and ``outlet`` are as
    printed, ``None`` when the label names nobody. Markers with the same ``key`` (the name without its
    title, spaces, case and punctuation) are one speaker's; ``alias`` is the key of another label of the
    same speaker.
    """

    start: int
    words: int
    name: str
    role: Role | None
    speaker: str | None = None
    outlet: str | None = None
    form: Form = "colon"
    alias: str = ""
    key: str = field(init=False)

    def __post_init__(self) -> None:
        key = self.alias or _key(self.name, self.form in ("line", "heading", "bold", "behind"))
        object.__setattr__(self, "key", key)

    def with_role(self, role: Role) -> Marker:
        """The marker in another role: as ``dataclasses.replace`` does, in half the time."""
        if role == self.role:
            return self
        return Marker(
            self.start, self.words, self.name, role, self.speaker, self.outlet, self.form, self.alias
        )


@lru_cache(maxsize=4096)
def _key(name: str, alone: bool) -> str:
    return fold(parts(name)[0] if alone else name).replace(" ", "") or name


def labelled(start: int, words: int, raw: str, form: Form) -> Marker | None:
    """The marker with this label, if it can be one."""
    found = _read(raw, form in ("colon", "nick"))
    if found is None:
        return None
    name, label = found
    return Marker(start, words, name, label.role, label.speaker, label.outlet, form)


@lru_cache(maxsize=32768)
def _read(raw: str, colon: bool) -> tuple[str, Label] | None:
    """A label without what is printed around it, and what it tells."""
    label = LATE_TIME.sub("", raw.strip(ENDS)).strip(ENDS)
    if label[:1] in BRACKETS and label[:1] == label[1:2]:
        label = label.strip("".join((label[0], BRACKETS[label[0]])))
    if label[:1] in BRACKETS and label[-1:] == BRACKETS[label[:1]] and label[0] != "《":
        label = label[1:-1].strip(ENDS)
    elif label[:1] in ("（", "(", "[") and not label.endswith(("）", ")", "]")):
        label = label[1:].strip(ENDS)
    label = " ".join(label.translate(_ORDINARY).split())
    label = label if " " in label else label.rstrip(".")
    found = read_label(label) if label else None
    if found is None and colon and NICK.fullmatch(label) and label[0].islower():
        found = None if opens_list(label) else Label(None, label)
    return (label, found) if found else None
