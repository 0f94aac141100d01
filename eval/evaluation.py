"""From a set, whatever its form, to an assistant that can be asked it: what a command or a page needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.eval.beir import read_beir
from onrecord.eval.collection import Collection, add_documents, archive_for
from onrecord.eval.own_sets import read_own_set
from onrecord.eval.questions import QuestionSet
from onrecord.eval.trec import read_topics
from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.embedding.embedder import Embedder
from onrecord.index.errors import InputError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings

__all__ = ["Evaluation", "Source", "indexed_size", "prepare", "read_set"]


@dataclass(frozen=True, slots=True)
class Source:
    """What is asked, and of what.

    ``path`` is a JSONL set, a BEIR folder or a file of TREC topics; ``record`` a transcript or ``archive`` an
    archive that it is about; the other files are chosen where a folder has several. ``tuning`` is an archive
    whose tuning takes the place of that of what is asked.
    """

    path: Path
    record: Path | None = None
    archive: Path | None = None
    corpus: Path | None = None
    queries: tuple[Path, ...] = ()
    qrels: Path | None = None
    tuning: Path | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A set with all that it is asked of."""

    questions: QuestionSet
    collection: Collection
    assistant: Assistant


def read_set(source: Source) -> tuple[QuestionSet, Transcript | None]:
    """The set, and the transcript it is about where that is one file.

    Raises:
        InputError: something is missing or wrong; where it is in the set's files, all of it is told.
    """
    if source.record and source.archive:
        raise InputError("give --record FILE or --archive DIR, not both")
    if source.path.is_dir():
        return read_beir(source.path, source.corpus, source.queries, source.qrels), None
    if not source.record and not source.archive and not (source.qrels and source.corpus):
        raise InputError(f"{source.path} is about which record? Give --record FILE or --archive DIR")
    if source.qrels and source.corpus:
        return read_topics(source.path, source.qrels, source.corpus), None
    if source.record:
        transcript = parse(read(source.record))
        exchanges = [f"{transcript.id}/{each.number}" for each in transcript.exchanges]
        if source.qrels:
            return read_topics(source.path, source.qrels, None, exchanges), transcript
        return read_own_set(source.path, [transcript.id], lambda _: transcript), transcript
    assert source.archive
    archive = Archive.open(source.archive)
    try:
        held = archive.transcripts()
        if source.qrels:
            exchanges = [f"{each.id}/{n}" for each in held for n in range(1, each.exchanges + 1)]
            return read_topics(source.path, source.qrels, None, exchanges), None
        return read_own_set(source.path, [each.id for each in held], _kept(archive.transcript)), None
    finally:
        archive.close()


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


def _kept(load: Callable[[str], Transcript]) -> Callable[[str], Transcript]:
    """Transcripts that are loaded once."""
    found: dict[str, Transcript] = {}

    def get(transcript: str) -> Transcript:
        if transcript not in found:
            found[transcript] = load(transcript)
        return found[transcript]

    return get


def indexed_size(questions: QuestionSet, transcript: Transcript | None) -> int:
    """How many exchanges or documents :func:`prepare` indexes at the most."""
    return sum(bool(d.text) for d in questions.documents) or (len(transcript.exchanges) if transcript else 0)
