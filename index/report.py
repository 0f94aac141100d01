"""What the parser found in one transcript, what it inferred and left out, and how sure it is.

>>> report = Report((Voice("Q", "asker", None, "colon", 2),), (), 0.9)
>>> Report.from_dict(report.to_dict()) == report
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.index.text.spans import Span, Spans

__all__ = [
    "DOUBTFUL",
    "SURE",
    "Doubt",
    "Grade",
    "LeftOut",
    "LeftOutKind",
    "Note",
    "Report",
    "Role",
    "Voice",
    "Why",
    "grade_of",
]

Role = Literal["asker", "answerer", "moderator"]

#: Why words of the text are in no exchange. Of these only ``furniture`` (page numbers, running heads, stage
#: directions), ``label`` (who speaks, or a bare sign such as ``Q:``) and ``front matter`` (lines of title and
#: date) are in no statement either.
LeftOutKind = Literal[
    "front matter",
    "statement",
    "moderator",
    "minor turn",
    "unanswered question",
    "furniture",
    "closing",
    "label",
]

#: Below this confidence the user is warned; from the other on nobody needs to look.
DOUBTFUL = 0.5
SURE = 0.8

Grade = Literal["sure", "look", "doubtful"]

#: What about an exchange may be wrong.
Why = Literal["asks_nothing", "ends_asking", "hides", "short", "large"]


@dataclass(frozen=True, slots=True)
class Note:
    """Something odd that the parser met or inferred; ``exchange`` is ``None`` for the whole text."""

    message: str
    exchange: int | None = None

    def __str__(self) -> str:
        return self.message if self.exchange is None else f"exchange {self.exchange}: {self.message}"


@dataclass(frozen=True, slots=True)
class Voice:
    """One marker of the document: whose turns it begins.

    ``marker`` is the label as printed, empty where questions have none (headings, bold lines);
    ``name`` the speaker whom it names, ``None`` for ``Q`` or ``问``; ``form`` what makes it a
    marker (``colon``, ``line``, ``heading`` ...); ``turns`` how many turns it begins.
    """

    marker: str
    role: Role
    name: str | None
    form: str
    turns: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that cannot be cited, and why. ``spans`` are in order."""

    kind: LeftOutKind
    spans: Spans


@dataclass(frozen=True, slots=True)
class Doubt:
    """An exchange to look at, by its number, and why."""

    exchange: int
    why: Why


def grade_of(confidence: float) -> Grade:
    """What a confidence comes to for who reads it."""
    return "sure" if confidence >= SURE else "look" if confidence >= DOUBTFUL else "doubtful"


@dataclass(frozen=True, slots=True)
class Report:
    """How a transcript was read.

    ``voices`` come in the order of their turns' number, the most first. ``confidence`` in 0..1 says how
    sure the parser is that these are the document's exchanges; what a table says outright has 1. ``doubts``
    are the exchanges that speak against it.
    """

    voices: tuple[Voice, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    confidence: float = 1.0
    doubts: tuple[Doubt, ...] = ()

    @property
    def grade(self) -> Grade:
        """What the confidence comes to."""
        return grade_of(self.confidence)

    @property
    def doubtful(self) -> bool:
        """Whether somebody should look at it before the exchanges are relied on."""
        return self.confidence < DOUBTFUL

    def of_role(self, role: Role) -> tuple[Voice, ...]:
        """The voices that ask, that answer, or that moderate."""
        return tuple(voice for voice in self.voices if voice.role == role)

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON types."""
        return {
            "confidence": self.confidence,
            "grade": self.grade,
            "doubts": [{"exchange": each.exchange, "why": each.why} for each in self.doubts],
            "voices": [
                {"marker": v.marker, "role": v.role, "name": v.name, "form": v.form, "turns": v.turns}
                for v in self.voices
            ],
            "left_out": [
                {"kind": each.kind, "spans": [[span.start, span.end] for span in each.spans]}
                for each in self.left_out
            ],
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Report:
        """The report that :meth:`to_dict` gave."""
        return cls(
            tuple(Voice(**voice) for voice in fields["voices"]),
            tuple(
                LeftOut(each["kind"], tuple(Span(start, end) for start, end in each["spans"]))
                for each in fields["left_out"]
            ),
            fields["confidence"],
            # Older archives have none.
            tuple(Doubt(**doubt) for doubt in fields.get("doubts", ())),
        )
