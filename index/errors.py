"""Every error that On Record raises on purpose.

::

    OnRecordError
    ├── InputError             what was given cannot be used
    │   ├── ReadError          a file: missing, empty, binary, in no known encoding
    │   │   └── TableError     a table without questions and answers
    │   ├── ParseError         a text without words, or without what was said to be in it
    │   ├── FilterError        filters that cannot be, or that nothing passes
    │   ├── SetError           an evaluation set: every problem in it at once
    │   ├── QuestionError      a question: empty, or far too long
    │   ├── ChangedError       what is there is no longer what somebody saw
    │   └── CitationError      an address that is malformed or leads nowhere
    ├── ArchiveError           the archive on disk cannot be used
    │   └── ModelMismatchError it was made by another model
    ├── ModelError             a model cannot be unpacked or loaded
    ├── LanguageModelError     the language model that the user named does not answer
    └── SettingsError          an unknown key, or a value out of range

A message says what was wrong, where, and what to do. Callers that want one net catch
:class:`OnRecordError`; the command line prints its message on one line and exits with status 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = [
    "ArchiveError",
    "ChangedError",
    "CitationError",
    "FilterError",
    "InputError",
    "LanguageModelError",
    "ModelError",
    "ModelMismatchError",
    "OnRecordError",
    "ParseError",
    "QuestionError",
    "ReadError",
    "SetError",
    "SettingsError",
    "TableError",
]


class OnRecordError(Exception):
    """The root of all errors raised on purpose."""


class InputError(OnRecordError):
    """What was given cannot be used as it is."""


class ReadError(InputError):
    """A file or folder cannot be read as text."""


class TableError(ReadError):
    """A table, or JSON, holds no questions and answers."""


class ParseError(InputError):
    """A text holds no exchange that could be found."""


class FilterError(InputError):
    """A filter is malformed, names what the archive does not hold, or leaves nothing to ask."""


class SetError(InputError):
    """An evaluation set cannot be used; ``problems`` are all that is wrong, each with file and line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class QuestionError(InputError):
    """A question cannot be asked as it stands."""


class ChangedError(InputError):
    """A change was asked for that would overwrite what nobody who asked for it has seen.

    ``there`` is what the archive holds in its place now, as its list of transcripts tells it
    (:class:`onrecord.index.tables.rows.TranscriptSummary`).
    """

    def __init__(self, transcript_id: str, there: Sequence[Any]) -> None:
        super().__init__(
            f"{transcript_id} was changed by somebody else meanwhile, and nothing was overwritten; "
            "look at it as it is now"
        )
        self.there = tuple(there)


class CitationError(InputError):
    """A citation is malformed, or nothing is found at it."""


class ArchiveError(OnRecordError):
    """The archive on disk is missing, damaged, or of another format version."""


class ModelMismatchError(ArchiveError):
    """The archive's vectors were made by another model than the one asked for."""


class ModelError(OnRecordError):
    """A model cannot be unpacked or loaded."""


class LanguageModelError(OnRecordError):
    """The language model that the user named cannot be reached, refuses, or sends what is no answer."""


class SettingsError(OnRecordError):
    """A setting is unknown or its value is out of range."""
