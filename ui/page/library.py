"""Changing an archive from the page: read and look, then add; rename; remove, and take that back.

What comes as a file is kept with the archive (:mod:`onrecord.ui.page.kept`); what comes from an address keeps
its address. Nothing is changed before somebody said yes to what was read, and nothing is overwritten that
they did not see: where others change the same meanwhile, they are asked again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.embedding.known import Known
from onrecord.index.errors import ChangedError, InputError
from onrecord.index.indexing import FileReport, Found, bring
from onrecord.index.parsing.profile import Profile, Told
from onrecord.index.parsing.role_model import RoleModel
from onrecord.index.readers.addresses import Address
from onrecord.index.readers.profiles import kept_profile, write_profile
from onrecord.index.records import Transcript
from onrecord.index.tables.removed import Kept, Removed
from onrecord.index.tables.rows import TranscriptSummary
from onrecord.ui.page.kept import KeptFiles, collect_kept
from onrecord.ui.page.looking import Looked, choose_roles, look, look_again

if TYPE_CHECKING:
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder

__all__ = ["Batch", "Library", "fingerprint"]

# So often a file is looked at anew while others change what it would replace.
_TRIES = 5
# Digits of a digest that part a name from another of the same.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Batch:
    """What was removed together, the first first; ``time`` is in UTC, ISO 8601."""

    name: str
    time: str
    removed: tuple[Removed, ...]


def fingerprint(summary: TranscriptSummary) -> str:
    """What changes with anything that is known of a transcript."""
    return hashlib.sha256(repr(summary).encode()).hexdigest()[:16]


class Library:
    """One archive and what is done to it. Safe to use from several threads, while others ask."""

    def __init__(self, archive: Archive, embedder: Embedder, allow_private: bool = False) -> None:
        """``allow_private`` lets addresses lead to this machine or its network."""
        self.archive = archive
        self._embedder = embedder
        self._allow_private = allow_private
        self._role_model = RoleModel.of(embedder)
        self._files = KeptFiles(archive.folder, self._used)
        collect_kept(archive)

    def look(self, files: Sequence[Path], addresses: Sequence[str] = ()) -> Iterator[Looked]:
        """Read files (zips with all they hold) and addresses; nothing is changed."""
        given = [Address(url.strip(), self._allow_private) for url in addresses]
        return look(self.archive, self._files, files, given, self._role_model)

    def choose(self, looked: Looked, told: Told) -> Looked:
        """What was looked at, as somebody says who speaks in it; names that are not in it count nothing."""
        speakers = {each.name for each in looked.found.speakers} if looked.found else set()
        known = tuple((name, choice) for name, choice in told if name in speakers)
        return choose_roles(self.archive, looked, known) if known else looked

    def add(
        self,
        looked: Sequence[Looked],
        progress: Callable[[float], None] = lambda _: None,
        both: bool = False,
    ) -> Iterator[FileReport | Looked]:
        """Bring what was looked at and found into the archive, one transaction each.

        Each takes the place of its namesake, or with ``both`` stands beside it under a name of its own. Where
        it would replace what nobody saw when it was looked at, it stays out, and what is found now is given
        in the place of a report. ``progress`` is called with the share of all of it, 0..1, that is done. What
        it raises ends the work, and what is not in yet stays out.
        """
        wanted = [(each, each.transcript) for each in looked if each.transcript]
        whole = sum(len(transcript.text) for _, transcript in wanted) or 1
        done = 0.0
        for each, transcript in wanted:

            def advance(share: float, size: int = len(transcript.text)) -> None:
                nonlocal done
                done += share * size / whole
                progress(min(done, 1.0))

            advance(0.0)
            yield self._add(each, advance, both)

    def _add(self, looked: Looked, advance: Callable[[float], None], both: bool) -> FileReport | Looked:
        for _ in range(_TRIES):
            try:
                return self._bring(looked, advance, both)
            except ChangedError:
                again = look_again(self.archive, self._files, looked, self._role_model)
            if again.found and not again.transcript:
                return bring(self.archive, self._embedder, again.found)
            if again.error or (again.namesake not in (None, looked.namesake) and not both):
                return again
            looked = again
        return looked

    def _bring(self, looked: Looked, advance: Callable[[float], None], both: bool) -> FileReport:
        with self._files.adding():
            return self._bring_kept(looked, advance, both)

    def _bring_kept(self, looked: Looked, advance: Callable[[float], None], both: bool) -> FileReport:
        """Bring one in, its file first.

        Raises:
            ChangedError: what it would replace is not what was seen.
        """
        found = looked.found
        assert found
        if both and found.before:
            found = self._beside(found)
        if not found.transcript:
            return bring(self.archive, self._embedder, found)
        source = found.transcript.source
        if found.read and found.read.told:
            profile = kept_profile(self.archive.folder, found.transcript.sha256)
            write_profile(profile, Profile(roles=found.read.told))
        kept = self._files.file_of(source)
        fresh = bool(looked.file and kept and self._files.copy(looked.file, kept))
        try:
            report = bring(self.archive, self._embedder, found, advance)
        except BaseException:
            if fresh:
                self._files.discard(source)
            raise
        if looked.file and kept:
            # Whoever removed another transcript of the same file may have deleted it before this one was in.
            self._files.copy(looked.file, kept)
        if found.before and found.before.source != source:
            self._files.discard(found.before.source)
        return report

    def _beside(self, found: Found) -> Found:
        """The same under a name of its own, beside its namesake."""
        assert found.transcript
        transcript = found.transcript
        name = f"{transcript.id}-{transcript.sha256[:_DIGITS]}"
        same = [each for each in self.archive.namesakes(name) if each.sha256 == transcript.sha256]
        if same:
            return replace(found, transcript=None, before=same[0], seen=())
        kept = self._files.file_of(transcript.source)
        if kept:
            own = kept.with_name(f"{kept.stem}-{kept.parent.name[:_DIGITS]}{kept.suffix}")
            source = str(own / Path(transcript.source).relative_to(kept))
        else:
            source = f"{transcript.source}#{transcript.sha256[:_DIGITS]}"
        return replace(found, transcript=replace(transcript, id=name, source=source), before=None, seen=())

    def _used(self, kept: Path) -> bool:
        """Whether a transcript of the archive comes from this file, or from inside it."""
        return self.archive.comes_from(kept)

    def rename(self, transcript_id: str, title: str, seen: str | None = None) -> None:
        """Give a transcript another title; ``seen`` is its :func:`fingerprint` when somebody chose it.

        Raises:
            InputError: there is no such transcript, or the title is empty.
            ChangedError: it has been changed since.
        """
        self.archive.rename(transcript_id, title, self._seen(transcript_id, seen))

    def remove(self, transcript_id: str, seen: str | None = None, batch: str = "") -> str:
        """Remove a transcript, and its file where it came by the page; returns what takes it back.

        ``seen`` is its :func:`fingerprint` when somebody chose it; ``batch`` names all that is removed
        together. For some days it can be taken back (:mod:`onrecord.index.tables.removed`), by anybody who
        may change the archive.

        Raises:
            InputError: there is no such transcript.
            ChangedError: it has been changed since.
        """
        expected = self._seen(transcript_id, seen)
        transcript = self.archive.transcript(transcript_id)
        number = self.archive.set_aside(transcript, batch or secrets.token_urlsafe(8), expected)
        self._files.discard(transcript.source, partial(self.archive.set_aside_file, number))
        return str(number)

    def removals(self) -> list[Batch]:
        """All that can be taken back, the latest first."""
        self.archive.forget_old()
        together: dict[str, list[Removed]] = {}
        for each in self.archive.removed():
            together.setdefault(each.batch, []).append(each)
        return [Batch(name, all_[-1].time, tuple(reversed(all_))) for name, all_ in together.items()]

    def removed_together(self, batch: str) -> tuple[Removed, ...]:
        """What was removed together and can be taken back, the first first."""
        return next((each.removed for each in self.removals() if each.name == batch), ())

    def forget(self, batch: str) -> None:
        """Delete for good what was removed together."""
        self.archive.forget_batch(batch)

    def _seen(self, transcript_id: str, seen: str | None) -> list[TranscriptSummary]:
        """What the archive holds under an id.

        Raises:
            ChangedError: it is not what was ``seen``.
        """
        there = self.archive.namesakes(transcript_id)
        if seen is not None and there and [fingerprint(each) for each in there] != [seen]:
            raise ChangedError(transcript_id, there)
        return there

    def restore(
        self,
        token: str,
        progress: Callable[[float], None] = lambda _: None,
        seen: Sequence[TranscriptSummary] = (),
        both: bool = False,
    ) -> str:
        """Take a removal back; returns the transcript's id.

        ``seen`` is what it may replace of what has come in its place since. With ``both`` it replaces
        nothing, and stands beside that under a name of its own.

        Raises:
            InputError: it was taken back already, or is kept no more.
            ChangedError: something else than what was seen has come in its place.
        """
        kept = self.archive.kept(int(token))
        if kept is None:
            raise InputError("this removal cannot be taken back any more; add the transcript again")
        transcript, data = kept.transcript, kept.file
        seen = [each for each in seen if each.id == transcript.id or each.source == transcript.source]
        if both:
            # Its file may be a part of one, or none that came by the page: its text takes the place.
            data, name = transcript.text.encode(), f"{transcript.id}-{transcript.sha256[:_DIGITS]}"
            source = str(self._files.place_of(data, f"{name}.txt"))
            transcript, seen = replace(transcript, id=name, source=source), ()
        with self._files.adding():
            return self._restore(int(token), kept, transcript, data, progress, seen)

    def _restore(
        self,
        number: int,
        removed: Kept,
        transcript: Transcript,
        data: bytes,
        progress: Callable[[float], None],
        seen: Sequence[TranscriptSummary],
    ) -> str:
        kept = self._files.file_of(transcript.source)
        fresh = bool(kept and data and self._files.keep(kept, lambda part: part.write_bytes(data)))
        try:
            self.archive.add(transcript, Known(removed.vectors, self._embedder), progress, seen)
        except ChangedError as error:
            same = [each.id for each in error.there if each.sha256 == transcript.sha256]
            if fresh:
                self._files.discard(transcript.source)
            if not same:
                raise
            transcript = replace(transcript, id=same[0])
        else:
            if kept and data:
                # As it was removed a moment ago, it may have been collected meanwhile.
                self._files.keep(kept, lambda part: part.write_bytes(data))
        for each in seen:
            self._files.discard(each.source)
        self.archive.forget(number)
        return transcript.id
