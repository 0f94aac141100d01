"""Asking on a terminal what each speaker of a transcript does, and keeping what is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.index.errors import SettingsError
from onrecord.index.parsing.profile import Profile
from onrecord.index.readers.profiles import profile_beside, write_profile
from onrecord.ui.cli import check_output
from onrecord.ui.cli.progress import say

if TYPE_CHECKING:
    from onrecord.index.document import Document
    from onrecord.index.parsing.parser import Parse
    from onrecord.index.parsing.profile import Told
    from onrecord.index.readers.sources import Source

__all__ = ["ask", "keep"]

_KEEP = "as it is"
_CHOICES = {word: choice for choice, word in check_output.TAKEN_FOR.items() if choice}


def ask(file: Source, document: Document, parsed: Parse) -> Told:
    """What somebody says of each speaker; of those that are left as they are, nothing.

    Raises:
        SettingsError: what is said of the file could not be kept beside it.
    """
    if not isinstance(file, Path) or not file.is_file():
        raise SettingsError(f"{file}: a choice is kept beside a file; save this as one, and give that")
    say(str(file))
    told = []
    for each in parsed.speakers:
        say("\n".join(check_output.speakers(document.text, [each])))
        word = click.prompt(
            "  this", type=click.Choice([*_CHOICES, _KEEP]), default=_KEEP, show_default=False
        )
        if word != _KEEP:
            told.append((each.name, _CHOICES[word]))
    return tuple(told)


def keep(file: Source, named: Path | None, said: Profile | None, told: Told) -> Profile:
    """Write a profile with what is told: that which was named, or else the one beside the file."""
    assert isinstance(file, Path)
    profile = (said or Profile()).with_roles(told)
    path = named or profile_beside(file)
    write_profile(path, profile)
    say(f"kept in {path}")
    return profile
