"""Measures the rows that On Record alone has: a large archive, and the page.

The archive holds every conference of a folder, parsed and stored, with vectors that are drawn. Embedding them
all would take minutes and is measured by a row of its own; everything else is what users have.
"""

from __future__ import annotations

from pathlib import Path

from onrecord.eval.compare.chat_server import chat_server
from onrecord.eval.compare.data import Data, parsed
from onrecord.eval.compare.measuring import Stopwatch, seconds
from onrecord.eval.compare.speed.rows import Row
from onrecord.eval.compare.synthetic import SyntheticEmbedder
from onrecord.index.archive.archive import Archive
from onrecord.index.embedding.load import load_embedder
from onrecord.index.records import Transcript
from onrecord.rag.assistant import Assistant

__all__ = ["large_archive", "page_ready"]


def large_archive(data: Data, files: Path, folder: Path, rounds: int, watch: Stopwatch) -> list[Row]:
    """``files`` parsed into an archive in ``folder``; one added, opened and asked as often as told."""
    embedder = load_embedder()
    synthetic = SyntheticEmbedder(embedder.model_id, embedder.embed_passages(data.texts))
    vector = embedder.embed_questions(data.questions[:1])[0]
    transcripts: list[Transcript] = []
    watch.say(f"onrecord: parsing {files.name}")
    parsing = seconds(lambda: transcripts.extend(parsed(files)))
    watch.say("onrecord: storing it")
    *most, last = transcripts
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    for transcript in most:
        archive.add(transcript, synthetic)
    archive.nearest("passage", vector, 1)

    def add() -> None:
        archive.add(last, synthetic)
        archive.nearest("passage", vector, 1)

    adding = [seconds(add) * 1000 for _ in range(rounds)]
    archive.close()
    opened: list[Archive] = []

    def open_() -> None:
        opened.append(Archive.open(folder))
        opened[-1].nearest("passage", vector, 1)

    opening = []
    for _ in range(rounds):
        opening.append(seconds(open_) * 1000)
        opened[-1].close()
    assistant = Assistant(Archive.open(folder), embedder)
    assistant.ask(data.questions[0])
    asking = [seconds(lambda each=each: assistant.ask(each)) * 1000 for each in data.questions]  # type: ignore[misc]
    name = f"{len(transcripts)} conferences"
    return [
        Row("parse", f"{name} read and parsed", "s", {"onrecord": [parsing]}),
        Row("large_add", f"one more added to {name}, embedding apart, and found", "ms", {"onrecord": adding}),
        Row("large_open", f"{name} opened and searched", "ms", {"onrecord": opening}),
        Row("large_question", f"one warm question to {name}", "ms", {"onrecord": asking}),
    ]


def page_ready(archive: Path, rounds: int) -> Row:
    """A new ``onrecord chat`` to the first time that its page is served."""
    found = []
    for _ in range(rounds):
        watch = Stopwatch()
        with chat_server(archive):
            found.append(watch.seconds())
    return Row("page", "new process to the page being served", "s", {"onrecord": found})
