"""How good is it on this record: question sets kept with an archive, and their runs."""

from __future__ import annotations

import hashlib
import threading
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.index.errors import ChangedError, InputError
from onrecord.index.parsing.identity import slug
from onrecord.ui.locations import eval_cache, runs
from onrecord.ui.page.background import Told

if TYPE_CHECKING:
    from onrecord.eval.runs.run import Run
    from onrecord.index.archive.archive import Archive
    from onrecord.index.embedding.embedder import Embedder
    from onrecord.rag.settings import Settings

__all__ = ["DRAWN", "NONE", "Evals"]

NONE = ""
"""The digest of no set."""

DRAWN = "drawn"
"""The set that :meth:`Evals.draw` writes anew each time."""

# Questions that are drawn: answerable ones, and ones whose exchange is left out; fewer where there are fewer.
_DRAWN = ((80, 20), (40, 10), (16, 4), (8, 2), (4, 1), (1, 0))
_SEED = 1


class Evals:
    """The sets of one archive, in its folder ``sets``. Safe to use from several threads."""

    def __init__(self, archive: Archive, embedder: Embedder, settings: Settings) -> None:
        self.archive = archive
        self.embedder = embedder
        self.settings = settings
        self._folder = archive.folder / "sets"
        self._one = threading.Lock()
        self._changing = threading.Lock()

    def sets(self) -> list[str]:
        """The names of the sets, in order."""
        return sorted(file.stem for file in self._folder.glob("*.jsonl"))

    def keep(self, file: Path, seen: str | None = None) -> str:
        """Keep a set, by the name of its file; returns the name that it got.

        With ``seen``, the :meth:`digest` of the set in whose place it may come, it gets that name or none.
        Without, it stands beside whatever has its name, under a free one.

        Raises:
            InputError: it is no set about this archive; everything that is wrong with it is told.
            ChangedError: another set than what was seen has its name.
        """
        from onrecord.eval.datasets.source import Source, read_set

        name = slug(file.stem) or "set"
        read_set(Source(file, archive=self.archive.folder))
        data = file.read_bytes()
        with self._changing:
            there = self.digest(name)
            if there not in (NONE, _digest(data), seen):
                if seen is not None:
                    raise ChangedError(name, ())
                name = self.free_name(name)
            self._write(name, data)
        return name

    def _write(self, name: str, data: bytes) -> None:
        """Put a set in the place of what has its name, in a single step."""
        self._folder.mkdir(exist_ok=True)
        part = self._folder / f"{name}.part"
        part.write_bytes(data)
        part.replace(self._folder / f"{name}.jsonl")
        self.draft(name).unlink(missing_ok=True)

    def digest(self, name: str) -> str:
        """What changes with the set of this name; ``NONE`` while there is none."""
        try:
            return _digest((self._folder / f"{name}.jsonl").read_bytes())
        except FileNotFoundError:
            return NONE

    def free_name(self, name: str) -> str:
        """A name like this one that no set has: ``mine-1``."""
        there = self.sets()
        return next(free for n in count(1) if (free := f"{name}-{n}") not in there)

    def draw(self) -> str:
        """Draw a set from the record's own questions, in the place of the one before; returns its name.

        Raises:
            InputError: there are too few questions.
        """
        from onrecord.eval.datasets.generate import generate_rows

        transcripts = [self.archive.transcript(each.id) for each in self.archive.transcripts()]
        problem: InputError | None = None
        for answerable, unanswerable in _DRAWN:
            try:
                rows = list(generate_rows(transcripts, answerable, unanswerable, _SEED))
            except InputError as error:
                problem = error
                continue
            with self._changing:
                self._write(DRAWN, ("\n".join(rows) + "\n").encode())
            return DRAWN
        assert problem
        raise problem

    def file(self, name: str) -> Path:
        """Where a set is.

        Raises:
            InputError: there is no such set.
        """
        if name not in self.sets():
            raise InputError(f"there is no set {name!r}; bring it, or draw one")
        return self._folder / f"{name}.jsonl"

    def draft(self, name: str) -> Path:
        """Where a set is, or would be, while somebody goes through it."""
        return self._folder / "drafts" / f"{name}.jsonl"

    def run(self, name: str, tell: Told) -> Run:
        """Ask a set and keep its run where the command line keeps its own, which goes on where it stopped.

        Raises:
            InputError: there is no such set, or the archive has changed so that it is none about it any more.
        """
        from onrecord.eval.datasets.source import Source
        from onrecord.eval.runs.asking import metadata_of, run_set
        from onrecord.eval.runs.collection import prepare

        file = self.file(name)
        tell(0.0)
        with self._one:  # two runs at once would write the same file
            source = Source(file, archive=self.archive.folder)
            ready = prepare(source, self.embedder, self.settings, eval_cache())
            metadata = metadata_of(ready.questions, ready.collection, ready.assistant)
            done = 0.0

            def advance(count: float) -> None:
                nonlocal done
                done += count
                tell(done / metadata.questions)

            kept = runs() / f"{metadata.set}-{metadata.fingerprint}.jsonl"
            return run_set(ready.questions, ready.collection, ready.assistant, kept, advance)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
