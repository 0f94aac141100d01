"""What the user says of a transcript; it is final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.index.metadata import Metadata
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.records import Role

__all__ = ["Profile"]

_NOTHING: Final = Metadata()


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said; ``roles`` are names of speakers as they are printed, each with its role."""

    markers: GivenMarkers | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    metadata: Metadata = _NOTHING
