"""Asks a question set and measures the answers, in one call."""

from __future__ import annotations

import tempfile
from pathlib import Path

from onrecord.eval.datasets.source import Source, read_set
from onrecord.eval.figures import Measures, measure, values_of
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import prepare
from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.rag.settings import Settings

__all__ = ["evaluate"]


def evaluate(
    questions: Path | str,
    archive: Path | str | None = None,
    record: Path | str | None = None,
    settings: Settings | None = None,
) -> Measures:
    """Ask a question set of an archive, of one transcript or of its own corpus, and measure the answers.

    Args:
        questions: A JSONL set, or a BEIR folder, which brings its own corpus.
        archive: The folder of the archive that the set is about; one of the older format is brought up to
            date first.
        record: The transcript that it is about, instead of an archive.
        settings: As for :class:`onrecord.rag.assistant.Assistant`.

    Returns:
        ``figures`` by name, such as ``"nDCG@10"`` or ``"AUROC"``, each with ``value`` and the ``low`` and
        ``high`` of its 95 % interval; ``questions`` is how many were asked.

    Raises:
        InputError: A file is missing or wrong; of a set all that is wrong is told.
        ModelError: The model cannot be loaded.
        ModelMismatchError: Another model made the archive.
    """
    settings = settings or Settings()
    source = Source(Path(questions), Path(record) if record else None, Path(archive) if archive else None)
    embedder = load_embedder(settings.model)
    read = read_set(source)
    if source.archive:
        opened = Archive.open(source.archive)
        opened.make_current(embedder)
        opened.close()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as cache:
        ready = prepare(source, embedder, settings, Path(cache), read)
        results = run_set(ready.questions, ready.collection, ready.assistant).results
        return measure(results, values_of(results))
