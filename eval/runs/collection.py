"""Indexes what a set is about, and knows the name that the set gives to each exchange."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.eval.datasets.questions import Document, QuestionSet
from onrecord.eval.datasets.source import Source, read_set
from onrecord.eval.runs.provenance import code_digest
from onrecord.index.archive.archive import Archive
from onrecord.index.archive.copies import reduced_copy
from onrecord.index.archive.tuning import Tuning
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.errors import InputError
from onrecord.index.records import Citation, Exchange, Transcript, Turn
from onrecord.index.text.spans import Span
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings

__all__ = ["Collection", "Evaluation", "add_documents", "archive_for", "prepare", "transcripts_of"]

PART = 500
"""Documents in one transcript: what is embedded and committed at a time."""
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Collection:
    """An archive under evaluation.

    ``documents`` holds, for transcripts that are made of documents, the document of each exchange
    in order. An exchange of any other transcript is called ``slug/7``.
    """

    archive: Archive
    documents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict, repr=False)

    def text(self, transcript: str) -> str:
        """The text of a transcript, kept because quotes are checked against it again and again."""
        if transcript not in self._texts:
            self._texts[transcript] = self.archive.transcript(transcript).text
        return self._texts[transcript]

    def name(self, transcript: str, exchange: int) -> str:
        """What judgements call an exchange."""
        documents = self.documents.get(transcript)
        return documents[exchange - 1] if documents else str(Citation(transcript, exchange))

    def reduced(self, cache: Path, questions: bool, exchanges: Sequence[str]) -> Collection:
        """A copy in ``cache`` that finds nothing by its question, if so said, nor these exchanges."""
        key = json.dumps([self.fingerprint(), questions, list(exchanges)]).encode()
        folder = cache / f"reduced-{hashlib.sha256(key).hexdigest()[:16]}"
        return Collection(reduced_copy(self.archive, folder, questions, exchanges), self.documents)

    def fingerprint(self) -> str:
        """16 hex digits of what the archive holds and which model made it."""
        held = sorted(
            (each.id, each.sha256, each.exchanges, each.statements) for each in self.archive.transcripts()
        )
        return hashlib.sha256(json.dumps([self.archive.model_id, held]).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A set with all that it is asked of."""

    questions: QuestionSet
    collection: Collection
    assistant: Assistant


def prepare(
    source: Source,
    embedder: Embedder,
    settings: Settings,
    cache: Path,
    read: tuple[QuestionSet, Transcript | None] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Evaluation:
    """Read a set and index what it is about.

    Archives of transcripts and collections are kept in the folder ``cache``, so that the next run
    need not index them again. ``read`` is what :func:`read_set` returned, if it was called before.
    ``progress`` is called with the number of exchanges or documents indexed since the last call.

    Raises:
        InputError: as :func:`read_set`.
        ModelMismatchError: the archive was made by another model.
    """
    questions, transcript = read or read_set(source)
    if questions.documents:
        digest = [f"{document.id}\n{document.lang}\n{document.text}" for document in questions.documents]
        archive = archive_for(cache, digest, embedder)
        collection = add_documents(archive, questions.documents, embedder, progress)
    elif transcript:
        archive = archive_for(cache, [transcript.id, transcript.sha256], embedder)
        if not archive.exchange_count():
            archive.add(transcript, embedder, _counted(progress, len(transcript.exchanges)))
        collection = Collection(archive)
    else:
        assert source.archive
        collection = Collection(Archive.open(source.archive))
    if questions.own or questions.left_out:
        collection = collection.reduced(cache, questions.own, sorted(questions.left_out))
    tuning = _tuning(source.tuning, embedder) if source.tuning else None
    return Evaluation(questions, collection, Assistant(collection.archive, embedder, settings, tuning=tuning))


def _tuning(folder: Path, embedder: Embedder) -> Tuning:
    archive = Archive.open(folder)
    try:
        archive.require_model(embedder.model_id)
        found = archive.tuning
    finally:
        archive.close()
    if found is None:
        raise InputError(
            f"{folder}: this archive has no tuning; make one with: onrecord tune --archive {folder}"
        )
    return found


def _counted(progress: Callable[[float], None] | None, count: int) -> Callable[[float], None] | None:
    return None if progress is None else lambda share: progress(share * count)


def archive_for(cache: Path, contents: Sequence[str], embedder: Embedder) -> Archive:
    """An archive in the folder ``cache`` for these ``contents``: the same one for the same code and model.

    What is in it from an earlier run is still there; the archives used longest ago are deleted.
    """
    key = json.dumps([code_digest(), embedder.model_id, *contents]).encode("utf-8", "surrogatepass")
    folder = cache / hashlib.sha256(key).hexdigest()[:16]
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    folder.touch()
    others = sorted(cache.iterdir(), key=lambda other: other.stat().st_mtime, reverse=True)
    for old in others[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return archive


def transcripts_of(documents: Sequence[Document]) -> Iterator[tuple[Transcript, tuple[str, ...]]]:
    """Documents as transcripts of exchanges without a question, and the documents of each.

    Those of one stated language come together, at most :data:`PART` in a transcript; documents without words
    are left out, for nothing of them could be shown.
    """
    by_language: dict[str | None, list[Document]] = {}
    for document in documents:
        if document.text:
            by_language.setdefault(document.lang, []).append(document)
    for language, group in by_language.items():
        for start in range(0, len(group), PART):
            part = group[start : start + PART]
            transcript_id = f"documents{f'-{language}' if language else ''}-{start // PART + 1}"
            yield _transcript(transcript_id, part), tuple(document.id for document in part)


def add_documents(
    archive: Archive,
    documents: Sequence[Document],
    embedder: Embedder,
    progress: Callable[[float], None] | None = None,
) -> Collection:
    """Bring ``documents`` into ``archive``, one transaction a transcript; what is there is skipped.

    ``progress`` is called with the number of documents done since the last call.
    """
    there = {each.id: each.sha256 for each in archive.transcripts()}
    names = {}
    for transcript, ids in transcripts_of(documents):
        names[transcript.id] = ids

        def done(share: float, count: int = len(ids)) -> None:
            if progress:
                progress(share * count)

        if there.get(transcript.id) == transcript.sha256:
            done(1)
        else:
            archive.add(transcript, embedder, done)
    if not names:
        raise InputError("the corpus has no document with words in it; there is nothing to ask")
    return Collection(archive, names)


def _transcript(transcript_id: str, documents: Sequence[Document]) -> Transcript:
    exchanges: list[Exchange] = []
    pieces: list[str] = []
    at = 0
    for number, document in enumerate(documents, 1):
        turn = Turn("answerer", (Span(at, at + len(document.text)),))
        exchanges.append(Exchange(number, (), (turn,)))
        pieces.append(document.text)
        at += len(document.text) + 2
    text = "\n\n".join(pieces)
    return Transcript(
        id=transcript_id,
        title=transcript_id,
        date=None,
        source=transcript_id,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        exchanges=tuple(exchanges),
    )
