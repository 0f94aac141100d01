"""An archive: a folder that holds all that was indexed, and searches it.

The SQLite file is the one truth (:mod:`onrecord.index.archive.database`); the FAISS files beside it are
caches that are made again when they do not match its generation.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from onrecord.index.archive import word_scores
from onrecord.index.archive.database import Database
from onrecord.index.archive.upgrade import LackingError, Statements, made_ready, write
from onrecord.index.arrays import Ids, Vectors
from onrecord.index.cache_files import held
from onrecord.index.crosslingual.terms import Asked, Term
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.errors import ArchiveError, ChangedError, FilterError, InputError
from onrecord.index.filters import EVERYTHING, Choices, Filters
from onrecord.index.records import Transcript
from onrecord.index.tables import listing, queries, removed, rows, word_queries
from onrecord.index.tables.facts import Facts
from onrecord.index.tables.listing import Listing, Wanted
from onrecord.index.tables.opening import Opened
from onrecord.index.tables.removed import Kept, Removed
from onrecord.index.tables.rows import TranscriptSummary
from onrecord.index.tables.schema import FORMAT, read_meta
from onrecord.index.text.folding import fold
from onrecord.index.text.language import language_of
from onrecord.index.units import Units, View, findable
from onrecord.index.vectors.protocol import Search, VectorStore
from onrecord.index.vectors.segment_files import collect
from onrecord.index.vectors.stores import open_store

__all__ = ["LONGEST_TITLE", "Archive"]

LONGEST_TITLE = 500
"""Characters of a title that somebody gives."""


class Archive(Database):
    """Open with :meth:`open` or :meth:`create`; safe to use from several threads."""

    def __init__(self, folder: Path, connection: Opened) -> None:
        super().__init__(folder, connection)
        self._store: VectorStore | None = None

    def exchange_keys(self, filters: Filters = EVERYTHING) -> dict[tuple[str, int], int]:
        """The key of every exchange, as :meth:`units` takes it, by its transcript and number.

        Only those that pass resolved ``filters``.
        """
        with self._using() as db:
            found = queries.exchange_keys(db)
            passing = self._now().passing_keys(found.values(), filters)
            return {place: key for place, key in found.items() if key in passing}

    def add(
        self,
        transcript: Transcript,
        embedder: Embedder,
        progress: Callable[[float], None] | None = None,
        seen: Collection[TranscriptSummary] | None = None,
    ) -> int:
        """Add a transcript, or put it in the place of the one with the same id or source.

        Everything is embedded first; the change is one transaction. Returns the number of passages.
        ``progress`` is called with the share of the texts, 0..1, embedded since the last call. ``seen`` is
        what may be replaced, as it was when :meth:`namesakes` gave it; by default whatever is there.

        Raises:
            ModelMismatchError: ``embedder`` is not the archive's.
            ChangedError: something else is there than what was seen.
        """
        self.require_model(embedder.model_id)
        units = findable(transcript)
        answers = [unit for unit in units if unit.view == "passage" and unit.exchange > 0]
        language = language_of(" ".join(unit.words for unit in answers or units))
        share = None if progress is None else lambda count: progress(count / len(units))
        vectors = embedder.embed_passages([fold(unit.words) for unit in units], share).astype("<f4")
        with self._transaction() as db:
            _require_unchanged(db, transcript.id, transcript.source, seen)
            rows.delete(db, transcript.id, transcript.source)
            rows.insert_units(db, rows.insert(db, transcript, language), units, vectors)
        return sum(unit.view == "passage" for unit in units)

    @property
    def is_older(self) -> bool:
        """Whether it is of the format before, which has no statements."""
        with self._using() as db:
            return read_meta(db, self.folder)["format"] != FORMAT

    def bring_up_to_date(self, embedder: Embedder, progress: Callable[[float], None] | None = None) -> None:
        """Give an archive of the older format its statements, from the texts that it holds.

        Exchanges, with all that they are found by, stay as they are. Everything is embedded first, while
        others may use and change the archive; the change is one transaction. What others added or replaced
        meanwhile is made ready before it is tried again, what they removed is left out. An archive that is
        up to date is left alone. ``progress`` is called with the share, 0..1, done since the last call, of
        what was lacking in the beginning.

        Raises:
            ModelMismatchError: ``embedder`` is not the archive's.
            ArchiveError: it cannot be changed, which is mostly told before anything is embedded.
        """
        self.require_model(embedder.model_id)
        tell = progress
        ready: dict[rows.Written, Statements] = {}
        while self.is_older:
            try:
                with self._transaction() as db:
                    write(db, self.folder, ready)
            except LackingError as error:
                lacking = error.transcripts
            else:
                return
            for each in lacking:
                with self._using() as db:
                    before = rows.load(db, each.id)
                # What was removed since, or has its statements now, will not be asked for again. Of what was
                # replaced since, these are kept under a name that nothing has any more.
                if before and not before.statements:
                    ready[each] = made_ready(before, embedder)
                if tell:
                    tell(1 / len(lacking))
            tell = None

    def make_current(
        self,
        embedder: Embedder,
        progress: Callable[[float], None] | None = None,
        complain: Callable[[str], None] = warnings.warn,
    ) -> None:
        """Bring it up to date before it is asked; one that cannot be changed is asked as it is.

        ``complain`` is then called with the reason and what it means.

        Raises:
            ModelMismatchError: ``embedder`` is not the archive's.
        """
        self.require_model(embedder.model_id)
        try:
            self.bring_up_to_date(embedder, progress)
        except ArchiveError as error:
            complain(f"{error}; what is said outside of exchanges is not found until it can be")

    def remove(self, transcript_id: str, seen: Collection[TranscriptSummary] | None = None) -> None:
        """Remove a transcript and all that was made of it; ``seen`` is as :meth:`add` takes it.

        Raises:
            InputError: there is no such transcript.
            ChangedError: it is another one than what was seen.
        """
        with self._transaction() as db:
            _require_unchanged(db, transcript_id, None, seen)
            if not rows.delete(db, transcript_id):
                raise self._unknown(transcript_id)

    def set_aside(self, transcript: Transcript, batch: str, seen: Collection[TranscriptSummary]) -> int:
        """Remove a transcript and keep it for a while; returns the number by which it can be taken back.

        ``batch`` names all that is removed together; ``seen`` is as :meth:`add` takes it.

        Raises:
            InputError: it is there no more.
            ChangedError: it is another one than what was seen.
        """
        with self._transaction() as db:
            _require_unchanged(db, transcript.id, None, seen)
            number = removed.keep(db, transcript, batch, datetime.now(UTC))
            if not rows.delete(db, transcript.id):
                raise self._unknown(transcript.id)
        return number

    def set_aside_file(self, number: int, file: bytes) -> None:
        """Keep the file of a transcript that was set aside with it."""
        with self._transaction() as db:
            removed.keep_file(db, number, file)

    def removed(self) -> list[Removed]:
        """What was set aside and can be taken back, the latest first."""
        with self._using() as db:
            return removed.removed(db, datetime.now(UTC))

    def kept(self, number: int) -> Kept | None:
        """What was set aside under this number; ``None`` where it is kept no more."""
        with self._using() as db:
            return removed.load(db, number, self.dimension)

    def forget(self, number: int) -> None:
        """Delete what was set aside under this number, if it is there."""
        with self._transaction() as db:
            removed.forget(db, number)

    def forget_batch(self, batch: str) -> None:
        """Delete all that was set aside together."""
        with self._transaction() as db:
            removed.forget_batch(db, batch)

    def forget_old(self) -> None:
        """Delete what was set aside too long ago; nothing is changed where there is nothing."""
        with self._using() as db:
            old = removed.has_old(db, datetime.now(UTC))
        if old:
            with self._transaction() as db:
                removed.forget_old(db, datetime.now(UTC))

    def rename(
        self, transcript_id: str, title: str, seen: Collection[TranscriptSummary] | None = None
    ) -> None:
        """Give a transcript another title, until its text is indexed anew. Its id and citations stay.

        ``seen`` is as :meth:`add` takes it.

        Raises:
            InputError: there is no such transcript, or the title is empty.
            ChangedError: it is another one than what was seen.
        """
        words = " ".join(title.split())
        if not words:
            raise InputError("the title is empty; give it at least one character")
        if len(words) > LONGEST_TITLE:
            raise InputError(f"the title has {len(words):,} characters; give it at most {LONGEST_TITLE}")
        with self._transaction() as db:
            _require_unchanged(db, transcript_id, None, seen)
            if not db.execute(
                "UPDATE transcript SET title = ? WHERE id = ?", (words, transcript_id)
            ).rowcount:
                raise self._unknown(transcript_id)

    def transcripts(self) -> list[TranscriptSummary]:
        """All transcripts, by date and id."""
        with self._using():
            return list(self._now().transcripts())

    def listing(self, wanted: Wanted) -> Listing:
        """One page of the list of transcripts, searched and sorted as it is ``wanted``."""
        with self._reading() as db:
            now = self._now()
            return listing.listing(db, wanted, now.found(wanted), now.totals(), now.name)

    def found(self, wanted: Wanted) -> list[TranscriptSummary]:
        """All transcripts of the pages of such a list, by date and id."""
        with self._reading() as db:
            return rows.summaries(db, self._now().found(wanted))

    def comes_from(self, path: Path) -> bool:
        """Whether a transcript comes from the file at ``path``, or from inside it."""
        with self._using() as db:
            return rows.comes_from(db, str(path))

    def facts(self) -> Facts:
        """Who asks how often, whom and when; languages; how much there is in each month."""
        with self._reading():
            return self._now().facts()

    def exchange_count(self, filters: Filters = EVERYTHING) -> int:
        """How many exchanges pass resolved ``filters``: without any, all that there are."""
        with self._using():
            return self._now().exchange_count(filters)

    def namesakes(self, transcript_id: str, source: str | None = None) -> list[TranscriptSummary]:
        """The transcripts with this id or from this source: two at the most."""
        with self._using():
            return rows.namesakes(self._connection, transcript_id, source)

    def transcript(self, transcript_id: str) -> Transcript:
        """One transcript with its text and exchanges.

        Raises:
            InputError: there is no such transcript.
        """
        with self._using():
            found = rows.load(self._connection, transcript_id)
        if found is None:
            raise self._unknown(transcript_id)
        return found

    def _unknown(self, transcript_id: str) -> InputError:
        return InputError(f"no transcript {transcript_id!r} in {self.folder}; see them with: onrecord list")

    def choices(self) -> Choices:
        """What there is to filter by."""
        with self._using():
            return self._now().choices()

    def resolve(self, filters: Filters) -> Filters:
        """``filters`` with the names that this archive holds, as the searches below take them.

        Raises:
            FilterError: a name is none of the archive's, or no exchange passes them all.
        """
        if not filters:
            return filters
        found = filters.resolved(self.choices())
        if not self.exchange_count(found):
            raise FilterError(f"no exchange in {self.folder} passes all of these filters; leave one out")
        return found

    def nearest(
        self, view: View, vector: Vectors, count: int, filters: Filters = EVERYTHING
    ) -> tuple[Ids, Vectors]:
        """Ids and cosines of the ``count`` units of each language nearest to ``vector`` (shape ``(d,)``).

        ``view`` is ``question``, ``passage`` or ``answer``; ``filters`` are resolved. Best first over all
        languages.
        """
        return self.nearest_each((view,), vector, count, filters)[0]

    def nearest_each(
        self, views: Sequence[View], vector: Vectors, count: int, filters: Filters = EVERYTHING
    ) -> list[tuple[Ids, Vectors]]:
        """The same of each of ``views``, looked up together."""
        with self._reading() as db:
            generation = self.generation
            if self._store is None or self._store.generation != generation:
                self._store = open_store(self.store, db, self.folder, generation, self.dimension, self._store)
            store = self._store

        def among(view: View) -> Ids | None:
            with self._using():
                return self._now().ids_of_view(view, filters) if filters else None

        def exact(ids: Ids) -> tuple[Ids, Vectors]:
            with self._using():
                return queries.cosines_of(self._connection, ids, vector)

        return store.nearest(
            [Search(each, vector, count, filters, partial(among, each), exact) for each in views]
        )

    def collect_caches(self) -> int:
        """Remove cache files that nothing names, as a process that was killed leaves; returns how many.

        Whoever is making caches at the moment does so afterwards.
        """
        with held(self.folder, 0) as alone:
            return collect(self.folder) if alone else 0

    def by_words(self, question: str, filters: Filters = EVERYTHING) -> dict[int, float]:
        """BM25 (above 0) by key of the exchanges that pass and share a token or name with ``question``.

        All words of an exchange count together. Names are those that :mod:`onrecord.index.crosslingual` knows
        in the archive's languages.
        """
        with self._using():
            return word_scores.of_exchanges(self._connection, self._now(), question, filters)

    def words_of(self, question: str, exchanges: Sequence[int]) -> dict[int, float]:
        """The same by id of the question and passage units of these exchange keys, each by its own words."""
        with self._using():
            return word_scores.of_units(self._connection, self._now(), question, exchanges)

    def unmentioned(self, question: str) -> list[str]:
        """Names in ``question`` that no exchange says (:mod:`onrecord.index.crosslingual.unmentioned`)."""
        with self._using():
            return self._now().unmentioned(question)

    def keywords(self, question: str) -> list[tuple[str, ...]]:
        """The terms of a short ``question`` as phrases (:mod:`onrecord.index.crosslingual.keywords`)."""
        with self._using():
            return self._now().keywords(question)

    def asked_for(self, question: str) -> Asked:
        """The names that ``question`` asks for (:mod:`onrecord.index.crosslingual.terms`)."""
        with self._using():
            return self._now().asked_for(question)

    def saying(self, term: Term, filters: Filters = EVERYTHING) -> dict[int, str]:
        """The tokens, by key, of the exchanges that pass resolved ``filters`` and say ``term``."""
        with self._using():
            return self._now().saying(term, filters)

    def shares(self, asked: Asked, filters: Filters = EVERYTHING) -> dict[int, float]:
        """How much of what is asked for an exchange says, 0..1, by key where it is any.

        Rare words count more; ``filters`` are resolved.
        """
        with self._using():
            return self._now().shares(asked, filters)

    def spoken(self, exchanges: Collection[int]) -> dict[int, str]:
        """The tokens of each of these exchange keys, with single spaces between them."""
        with self._using() as db:
            return word_queries.spoken(db, exchanges)

    def saying_words(self, phrases: Sequence[str], filters: Filters = EVERYTHING) -> set[int]:
        """The keys of the exchanges that pass resolved ``filters`` and say one of these phrases of tokens."""
        with self._using() as db:
            found = word_queries.exchanges_saying(db, [f'"{each}"' for each in phrases])
            return self._now().passing_keys(found, filters)

    def exchanges_of(self, units: Sequence[int]) -> dict[int, int]:
        """The exchange key of each of these unit ids."""
        with self._using():
            return queries.exchanges_of(self._connection, units)

    def units(self, exchanges: Sequence[int]) -> Units:
        """All units of these exchange keys, with their vectors, in reading order."""
        with self._using():
            return self._now().units(exchanges)


def _require_unchanged(
    db: sqlite3.Connection,
    transcript_id: str,
    source: str | None,
    seen: Collection[TranscriptSummary] | None,
) -> None:
    """Raise :class:`ChangedError` unless what has this id or source is what was ``seen``."""
    if seen is None:
        return
    there = rows.namesakes(db, transcript_id, source)
    if set(there) != set(seen):
        raise ChangedError(transcript_id, there)
