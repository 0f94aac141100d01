"""The transcripts that are being quoted, kept at hand."""

from __future__ import annotations

from collections import OrderedDict

from onrecord.index.archive.archive import Archive
from onrecord.index.records import Transcript

__all__ = ["Shelf"]

_ROOM = 10_000_000
"""How many characters of text are kept: some hundred conferences, or one very long hearing."""


class Shelf:
    """The transcripts of one archive that were asked for last; not to be shared between threads unlocked."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._generation = ""
        self._kept: OrderedDict[str, Transcript] = OrderedDict()
        self._size = 0

    def transcript(self, transcript_id: str) -> Transcript:
        """A transcript as it is now; called inside a snapshot of the archive.

        Raises:
            InputError: there is no such transcript.
        """
        generation = self._archive.generation
        if self._generation != generation:
            self._generation, self._size = generation, 0
            self._kept.clear()
        found = self._kept.get(transcript_id)
        if found is None:
            found = self._kept[transcript_id] = self._archive.transcript(transcript_id)
            self._size += len(found.text)
        self._kept.move_to_end(transcript_id)
        while self._size > _ROOM and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1].text)
        return found
