"""Whose turns the markers of a document begin, and how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onrecord.index.parsing.markers import Marker
from onrecord.index.report import Role, Voice

__all__ = ["find_voices"]


def find_voices(markers: Sequence[Marker]) -> tuple[Voice, ...]:
    """The voices of a document, those with the most turns first.

    Markers that differ in case or title are one voice's, under the form that is printed most often.
    """
    groups: dict[tuple[str, Role], list[Marker]] = {}
    for marker in markers:
        if marker.role:
            groups.setdefault((marker.key, marker.role), []).append(marker)
    voices: list[Voice] = []
    for (_, role), same in groups.items():
        label, form = Counter((m.name, m.form) for m in same).most_common(1)[0][0]
        name = next((m.speaker for m in same if m.speaker), None)
        voices.append(Voice(label, role, name, form if label else "unlabelled", len(same)))
    return tuple(sorted(voices, key=lambda voice: -voice.turns))
