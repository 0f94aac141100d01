"""The file of an archive: opened, read in snapshots, changed in transactions, and what it knows of itself.

The SQLite file is the one truth; a process that is killed at any moment leaves the last committed state.
"""

from __future__ import annotations

import ctypes
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Self

from onrecord.index.archive.cache import ArchiveCache
from onrecord.index.archive.tuning import Tuning
from onrecord.index.errors import ArchiveError, ModelMismatchError
from onrecord.index.tables.opening import Opened, changed, connect, telling
from onrecord.index.tables.schema import FILE_NAME, create_tables, next_generation, read_meta, roll_back
from onrecord.index.vectors.stores import FAISS, checked_place, require_usable

__all__ = ["Database"]


class Database:
    """What :class:`onrecord.index.archive.archive.Archive` is built on; safe to use from several threads."""

    def __init__(self, folder: Path, connection: Opened) -> None:
        self.folder = folder
        self._connection = connection
        self._lock = threading.RLock()
        self._known: ArchiveCache | None = None
        meta = read_meta(connection, folder)
        self.model_id = meta["model"]
        self.dimension = int(meta["dimension"])

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an archive that exists.

        Raises:
            ArchiveError: there is none, or it is damaged or of another format version.
        """
        try:
            if not (folder / FILE_NAME).is_file():
                raise ArchiveError(f"{folder}: no archive here; make one with: onrecord index PATH")
        except (OSError, ValueError) as error:
            raise ArchiveError(f"{folder}: cannot be opened ({error}); check the path") from error
        with telling(folder):
            return cls(folder, connect(folder))

    @classmethod
    def create(cls, folder: Path, model_id: str, dimension: int) -> Self:
        """Open the archive in ``folder``, made empty for this model if there is none.

        Raises:
            ModelMismatchError: the archive there belongs to another model.
            ArchiveError: it is damaged or of another format version, or cannot be written.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise ArchiveError(
                f"{folder}: cannot write an archive here ({error}); name another folder (--archive DIR)"
            ) from error
        with telling(folder):
            connection = connect(folder, create=True)
            create_tables(connection, model_id, dimension)
            archive = cls(folder, connection)
        archive.require_model(model_id)
        return archive

    def require_model(self, model_id: str) -> None:
        """Raise :class:`ModelMismatchError` unless ``model_id`` made this archive's vectors."""
        if model_id != self.model_id:
            raise ModelMismatchError(
                f"{self.folder}: made with model {self.model_id!r}, not {model_id!r}; choose that model, "
                "or index the transcripts again into another folder (--archive DIR)"
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def generation(self) -> str:
        """Changes with every commit, by whatever process."""
        with self._using() as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
            return str(row[0])

    @property
    def store(self) -> str:
        """Where its vectors are searched: ``faiss``, or a Milvus as :meth:`move_vectors` takes it."""
        with self._using() as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'store'").fetchone()
        return str(row[0]) if row else FAISS

    def move_vectors(self, store: str) -> None:
        """Search the vectors in ``store`` from now on, in every process that opens the archive.

        ``store`` is ``milvus://HOST:PORT`` (or ``milvus://USER:PASSWORD@HOST:PORT``), a file for Milvus Lite
        that ends in ``.db``, or ``faiss``. They are sent there before the next question.

        Raises:
            ArchiveError: it is none of these, or cannot be reached; nothing is changed.
        """
        place = checked_place(store)
        require_usable(place)
        with self._transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES ('store', ?)", (place,))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Inside, everything that is read is of one generation, whatever is committed meanwhile.

        Raises:
            ArchiveError: the archive cannot be read, or somebody changed it while nothing kept them from it.
        """
        with self._lock:
            with self._using() as db:
                db.execute("BEGIN")
            try:
                yield
                self._require_unchanged()
            finally:
                with telling(self.folder):
                    self._end_reading()

    def _end_reading(self) -> None:
        if not self._connection.in_transaction:  # an error has ended it
            return
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error:
            roll_back(self._connection)
            raise

    @contextmanager
    def _using(self, damaged: bool = True) -> Iterator[sqlite3.Connection]:
        """The file, by one thread at a time; what is wrong with it is told as an :class:`ArchiveError`.

        Without ``damaged`` only what SQLite finds is, not what values that were read lead to.
        """
        with self._lock, telling(self.folder, damaged):
            alone = not self._connection.in_transaction
            if alone and changed(self._connection, self.folder):
                self._connection.close()
                self._connection = connect(self.folder)
                self._known = None
            yield self._connection
            if alone and not self._connection.in_transaction:
                self._require_unchanged()

    def _require_unchanged(self) -> None:
        if changed(self._connection, self.folder):
            raise ArchiveError(f"{self.folder}: the archive was changed while it was read; ask again")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A snapshot, which may be inside another."""
        with self._lock:
            inside = nullcontext() if self._connection.in_transaction else self.snapshot()
            with inside, self._using() as db:
                yield db

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """The file, to be changed: all of it, and with a new generation, or nothing.

        Raises:
            ArchiveError: it cannot be changed, or the disk is full.
        """
        with self._using(damaged=False) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                next_generation(db)
                db.execute("COMMIT")
            except BaseException:
                roll_back(db)
                raise

    def _now(self) -> ArchiveCache:
        """What is known of the state that the archive is in; called with the lock."""
        name = self.generation
        if self._known is None or self._known.name != name:
            is_other = self._known is not None
            self._known = ArchiveCache(self._connection, name, self.dimension)
            if is_other:
                _give_back()
        return self._known

    @property
    def tuning(self) -> Tuning | None:
        """What the archive has learnt, if anything.

        Raises:
            ArchiveError: it is damaged.
        """
        with self._using():
            return self._now().tuning()

    def tune(self, tuning: Tuning) -> None:
        """Put ``tuning`` in force, in one transaction; the stored vectors stay as they are.

        Raises:
            ValueError: its arrays are not of the archive's dimension.
        """
        if tuning.directions.shape != (self.dimension, self.dimension):
            raise ValueError(
                f"directions {tuning.directions.shape} for vectors of dimension {self.dimension}"
            )
        with self._transaction() as db:
            tuning.store(db)

    def forget_tuning(self) -> int | None:
        """Take the tuning in force back; the one before it is in force again. Returns its version, if any."""
        with self._transaction() as db:
            (version,) = db.execute("SELECT max(version) FROM tuning").fetchone()
            db.execute("DELETE FROM tuning WHERE version = ?", (version,))
        return None if version is None else int(version)

    def next_tuning(self) -> int:
        """The version that the next tuning gets: never one that was there before."""
        with self._using() as db:
            row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'tuning'").fetchone()
        return 1 + (row[0] if row else 0)


def _give_back() -> None:
    """Give the system back what was freed, which glibc keeps in pieces for each of its arenas.

    Without it 100 transcripts added while 32 people asked left 111 MiB so. It takes some 40 ms.
    """
    with suppress(OSError, AttributeError, TypeError):  # another system or C library
        ctypes.CDLL(None).malloc_trim(0)
