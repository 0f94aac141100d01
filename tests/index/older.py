"""Archives and transcripts as the version before wrote them, without statements."""

from __future__ import annotations

from unittest.mock import patch

from onrecord.index.archive.archive import Archive
from onrecord.index.document import Document
from onrecord.index.parsing.parser import parse
from onrecord.index.records import Transcript

__all__ = ["older", "parsed_before"]


def parsed_before(document: Document) -> Transcript:
    """What the version before read: all that is said outside of exchanges is in the report alone."""
    with patch("onrecord.index.parsing.parser.with_statements", lambda transcript: transcript):
        return parse(document)


def older(archive: Archive) -> None:
    """Make an archive that holds what the version before read one of its format."""
    with archive._transaction() as db:
        db.execute("UPDATE meta SET value = '5' WHERE key = 'format'")
