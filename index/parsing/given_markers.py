r"""Markers that the user gives: they are final, and nothing else is inferred.

>>> given = GivenMarkers(("Frage:",), ("Antwort:",))
>>> [(m.role, m.words) for m in given.find("Frage: Wann?\nAntwort: Im Mai.", [Span(0, 12), Span(13, 29)])]
[('asker', 6), ('answerer', 21)]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.index.errors import SettingsError
from onrecord.index.parsing.label_words import read_label
from onrecord.index.parsing.markers import Marker
from onrecord.index.records import Role
from onrecord.index.text.spans import Span

__all__ = ["GivenMarkers"]


@dataclass(frozen=True, slots=True)
class GivenMarkers:
    """What begins a line that asks, one that answers, and one of a moderator, letter for letter.

    Raises:
        SettingsError: one of the two is missing, or a marker is blank.
    """

    question: tuple[str, ...]
    answer: tuple[str, ...]
    moderator: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (self.question and self.answer):
            missing = "answer" if self.question else "question"
            raise SettingsError(f"no {missing} marker is given; give both, such as 'Q:' and 'A:'")
        if not all(marker.strip() for marker in (*self.question, *self.answer, *self.moderator)):
            raise SettingsError("a marker is blank; give what stands at the start of the line, such as 'Q:'")

    def find(self, text: str, lines: Sequence[Span]) -> list[Marker]:
        """The markers at the starts of ``lines``; where several fit, the longest."""
        roles: dict[str, Role] = {marker.strip(): "answerer" for marker in self.answer}
        roles |= {marker.strip(): "moderator" for marker in self.moderator}
        roles |= {marker.strip(): "asker" for marker in self.question}
        longest = sorted(roles, key=len, reverse=True)
        found = []
        for line in lines:
            sign = next((sign for sign in longest if text.startswith(sign, line.start)), None)
            if sign is not None:
                label = read_label(sign.strip(" \t:：*_#"))
                speaker, outlet = (label.speaker, label.outlet) if label else (None, None)
                words = min(line.start + len(sign), line.end)
                found.append(Marker(line.start, words, sign, roles[sign], speaker, outlet))
        return found
