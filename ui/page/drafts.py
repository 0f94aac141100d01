"""The sets of an archive while somebody goes through them, and the record in which answers are looked for."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.index.errors import InputError, SetError
from onrecord.index.parsing.identity import slug
from onrecord.index.readers.sources import read_lines
from onrecord.index.records import Citation
from onrecord.ui.page.draft import Draft
from onrecord.ui.page.evals import DRAWN, NONE, Evals

if TYPE_CHECKING:
    from onrecord.index.records import Exchange, Transcript
    from onrecord.rag.assistant import Assistant

__all__ = ["Drafts"]


class Drafts:
    """Safe to use from several threads; of two people who go through one set, the later decision counts."""

    def __init__(self, evals: Evals) -> None:
        self._evals = evals
        self._archive = evals.archive

    def names(self) -> list[str]:
        """The names of all sets, in order."""
        return self._evals.sets()

    def suggest(self, name: str) -> str:
        """The name by which what is made of a set is saved: its own, but for what is drawn anew each time."""
        return self._evals.free_name(name) if name == DRAWN else name

    def open(self, name: str) -> Draft:
        """A set to be gone through, from where somebody left it.

        The questions of what was drawn are yet to be decided, those of any other set are kept.

        Raises:
            InputError: there is no such set.
        """
        set_, begun, seen = self._evals.file(name), self._evals.draft(name), self._evals.digest(name)
        lines = read_lines(begun if begun.exists() else set_)
        rows = [json.loads(line) for line in lines if line.strip()]
        held = [each.id for each in self._archive.transcripts()]
        for row in rows:
            for key in {"exchanges", "left_out"} & set(row):
                row[key] = [f"{held[0]}/{each}" if isinstance(each, int) else each for each in row[key]]
        return Draft.of(name, rows, None if name == DRAWN else True, seen)

    def keep(self, draft: Draft) -> None:
        """Keep what was decided so far, so that it is there when the set is opened again."""
        file = self._evals.draft(draft.name)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(_lines(draft.rows()), encoding="utf-8")
        part.replace(file)

    def save(self, draft: Draft, name: str) -> str:
        """Keep what was chosen as a set, in the place of the one that was opened; returns its name.

        Raises:
            ChangedError: another set has this name by now.
            InputError: no question is kept, or nothing can be called so.
            SetError: something is wrong with them; all of it is told.
        """
        wanted = slug(name)
        if not wanted or wanted == DRAWN:
            raise InputError(f"a set cannot be called {name!r}; give it another name")
        rows = draft.kept_rows()
        if not rows:
            raise InputError("no question is kept; keep one at least")
        seen = draft.seen if wanted == draft.name else NONE
        self._check(rows, wanted, partial(self._evals.keep, seen=seen))
        self._evals.draft(draft.name).unlink(missing_ok=True)
        return wanted

    def check(self, row: Mapping[str, Any]) -> None:
        """Whether a question can stand in a set.

        Raises:
            SetError: it cannot; all that is wrong is told.
        """
        from onrecord.eval.datasets.source import Source, read_set

        self._check([row], "set", lambda file: read_set(Source(file, archive=self._archive.folder)))

    def exchange(self, address: str) -> tuple[Transcript, Exchange]:
        """What stands at ``slug/7``.

        Raises:
            InputError: nothing does.
        """
        citation = Citation.parse(address)
        transcript = self._archive.transcript(citation.transcript)
        if citation.exchange > len(transcript.exchanges):
            raise InputError(f"{transcript.id} has no exchange {citation.exchange}")
        return transcript, transcript.exchanges[citation.exchange - 1]

    def look(self, words: str, count: int) -> list[str]:
        """The addresses of the ``count`` exchanges that are nearest to ``words``; an address gives itself.

        Raises:
            InputError: the words are none or too many.
        """
        try:
            transcript, exchange = self.exchange(words)
            return [f"{transcript.id}/{exchange.number}"]
        except InputError:
            return [f"{hit.transcript}/{hit.exchange}" for hit in self._assistant.rank(words, count)]

    @cached_property
    def _assistant(self) -> Assistant:
        from onrecord.rag.assistant import Assistant

        return Assistant(self._archive, self._evals.embedder, self._evals.settings)

    def _check(self, rows: Sequence[Mapping[str, Any]], name: str, use: Callable[[Path], object]) -> None:
        """``use`` a file of these rows; what is wrong is told of the questions, not of that file's lines."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{name}.jsonl"
            file.write_text(_lines(rows), encoding="utf-8")
            try:
                use(file)
            except SetError as error:
                raise SetError([_named(each, file, rows) for each in error.problems]) from None


def _lines(rows: Sequence[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _named(problem: str, file: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    for number, row in enumerate(rows, 1):
        problem = problem.replace(f"{file}:{number}:", f"{row['id']}:")
    return problem.replace(f"{file}: ", "")
