"""The rows of a large archive: every conference of a folder parsed and stored, with vectors that are drawn.

Embedding them all would take minutes and is measured by its own row; everything else is what users have.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.eval.bench.data import Data
from onrecord.eval.bench.drawn import DrawnEmbedder
from onrecord.eval.bench.rows import Row
from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.errors import ParseError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import expand, read
from onrecord.index.records import Transcript
from onrecord.rag.assistant import Assistant

__all__ = ["large_archive", "parsed"]


def large_archive(
    data: Data, files: Path, folder: Path, rounds: int, say: Callable[[str], None]
) -> list[Row]:
    """``files`` parsed into an archive in ``folder``; one added, opened and asked as often as told."""
    embedder = load_embedder()
    drawn = DrawnEmbedder(embedder.model_id, embedder.embed_passages(data.texts))
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    say(f"onrecord: parsing {files.name}")
    parsing = time.perf_counter()
    transcripts = parsed(files)
    parsing = time.perf_counter() - parsing
    say("onrecord: storing it")
    *most, last = transcripts
    for transcript in most:
        archive.add(transcript, drawn)
    vector = embedder.embed_questions(data.questions[:1])[0]
    archive.nearest("passage", vector, 1)
    adding, opening = [], []
    for _ in range(rounds):
        start = time.perf_counter()
        archive.add(last, drawn)
        archive.nearest("passage", vector, 1)
        adding.append((time.perf_counter() - start) * 1000)
    archive.close()
    for _ in range(rounds):
        start = time.perf_counter()
        archive = Archive.open(folder)
        archive.nearest("passage", vector, 1)
        opening.append((time.perf_counter() - start) * 1000)
        archive.close()
    asking = []
    assistant = Assistant(Archive.open(folder), embedder)
    assistant.ask(data.questions[0])
    for question in data.questions:
        start = time.perf_counter()
        assistant.ask(question)
        asking.append((time.perf_counter() - start) * 1000)
    name = f"{len(transcripts)} conferences"
    return [
        Row("parse", f"{name} read and parsed", "s", {"onrecord": [parsing]}),
        Row("large_add", f"one more added to {name}, embedding apart, and found", "ms", {"onrecord": adding}),
        Row("large_open", f"{name} opened and searched", "ms", {"onrecord": opening}),
        Row("large_question", f"one warm question to {name}", "ms", {"onrecord": asking}),
    ]


def parsed(files: Path) -> list[Transcript]:
    """The transcripts in ``files``, without those in which nobody asks anything."""
    found = []
    for file in expand(files):
        with contextlib.suppress(ParseError):
            found.append(parse(read(file)))
    return found
