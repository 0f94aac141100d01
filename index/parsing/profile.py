"""What the user says of a transcript; it is final."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from onrecord.index.metadata import Metadata
from onrecord.index.parsing.given_markers import GivenMarkers
from onrecord.index.records import Role

__all__ = ["NOBODY", "STYLE", "Choice", "Profile", "Told"]

_NOTHING: Final = Metadata()

#: What the words behind a label, or of a look, can be taken for; what is nobody's is in no exchange.
Choice = Role | Literal["nobody"]
NOBODY: Final = "nobody"

#: Names of speakers as they are printed, or of looks (``style:bold``), each with what it is taken for.
Told = tuple[tuple[str, Choice], ...]
STYLE: Final = "style:"


@dataclass(frozen=True, slots=True)
class Profile:
    """What is said; ``roles`` are of speakers and looks."""

    markers: GivenMarkers | None = None
    roles: Told = ()
    metadata: Metadata = _NOTHING

    def with_roles(self, told: Told) -> Profile:
        """The same with what is said later, which counts."""
        return replace(self, roles=tuple((dict(self.roles) | dict(told)).items()))

    @property
    def speakers(self) -> tuple[tuple[str, Role], ...]:
        """The roles of names alone, by which those of others are told; nobody neither asks nor answers."""
        return tuple(
            (name, "moderator" if choice == NOBODY else choice)
            for name, choice in self.roles
            if not name.startswith(STYLE)
        )
