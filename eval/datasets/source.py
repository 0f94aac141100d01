"""Reads a question set, whatever its form, and the transcript that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.eval.datasets.beir import read_beir
from onrecord.eval.datasets.own import read_own
from onrecord.eval.datasets.questions import QuestionSet
from onrecord.eval.datasets.trec import read_topics
from onrecord.index.archive.archive import Archive
from onrecord.index.errors import InputError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript

__all__ = ["Source", "indexed_size", "read_set"]


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
        return read_own(source.path, [transcript.id], lambda _: transcript), transcript
    assert source.archive
    archive = Archive.open(source.archive)
    try:
        held = archive.transcripts()
        if source.qrels:
            exchanges = [f"{each.id}/{n}" for each in held for n in range(1, each.exchanges + 1)]
            return read_topics(source.path, source.qrels, None, exchanges), None
        return read_own(source.path, [each.id for each in held], cache(archive.transcript)), None
    finally:
        archive.close()


def indexed_size(questions: QuestionSet, transcript: Transcript | None) -> int:
    """How many exchanges or documents :func:`onrecord.eval.runs.collection.prepare` indexes at the most."""
    return sum(bool(d.text) for d in questions.documents) or (len(transcript.exchanges) if transcript else 0)
