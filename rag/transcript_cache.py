"""The transcripts that are being quoted, kept in memory."""

from __future__ import annotations

from cachetools import LRUCache

from onrecord.index.archive.archive import Archive
from onrecord.index.records import Transcript

__all__ = ["TranscriptCache"]

_CHARACTERS = 10_000_000
"""How much text is kept: some hundred conferences, or one very long hearing."""


class TranscriptCache:
    """The transcripts of one archive that were asked for last; not to be shared between threads unlocked."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._generation = ""
        self._kept: LRUCache[str, Transcript] = LRUCache(
            _CHARACTERS, lambda transcript: min(len(transcript.text), _CHARACTERS)
        )

    def transcript(self, transcript_id: str) -> Transcript:
        """A transcript as it is now; called inside a snapshot of the archive.

        Raises:
            InputError: there is no such transcript.
        """
        generation = self._archive.generation
        if self._generation != generation:
            self._generation = generation
            self._kept.clear()
        if transcript_id not in self._kept:
            self._kept[transcript_id] = self._archive.transcript(transcript_id)
        return self._kept[transcript_id]
