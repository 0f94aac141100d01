"""Whether all is there that should be in an archive, whole, and is found; and what lies about in its folder."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import OnRecordError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.profiles import KEPT
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from onrecord.index.tables.schema import FILE_NAME
from onrecord.index.units import View, findable
from onrecord.index.vectors.milvus import STATE
from onrecord.index.vectors.segment_files import MANIFEST
from onrecord.ui.page.kept import added_folder
from tests.attack.changes import SET, content, rows
from tests.conftest import HashEmbedder

__all__ = ["Held", "Seen", "leftovers", "look"]

_VIEWS: tuple[View, ...] = ("question", "passage", "answer")
_QUESTIONS = ("the bridge number 3", "第7年的桥", "how many arches")
_NEAR = 3
# Files that are no caches, and those of caches that are never more than one.
_OWN = {
    FILE_NAME,
    KEPT,
    f"{FILE_NAME}-wal",
    f"{FILE_NAME}-shm",
    f"{FILE_NAME}.lock",
    MANIFEST,
    STATE,
    "added",
    "sets",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What an archive holds of a transcript: which version of its text, and the title where it was renamed."""

    version: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in an archive: transcripts, tuning in force, store, version of the set; what is wrong."""

    held: Mapping[str, Held]
    tuning: int | None
    store: str
    kept: int | None
    wrong: tuple[str, ...] = ()


def look(folder: Path, may: Mapping[str, set[Held | None]], sets: set[int | None], changed: set[str]) -> Seen:
    """Look at the archive in ``folder`` as a new process does.

    ``may`` has what it may hold of each transcript (``None``: nothing), ``sets`` the versions of its set.
    Those that were ``changed`` are read and parsed anew to be compared.
    """
    wrong: list[str] = []
    held: dict[str, Held] = {}
    with closing(Archive.open(folder)) as archive, closing(sqlite3.connect(folder / FILE_NAME)) as db:
        wrong += _damages(db)
        units = 0
        for summary in archive.transcripts():
            try:
                transcript = archive.transcript(summary.id)
            except OnRecordError as error:
                wrong.append(f"{summary.id} cannot be read: {error}")
                continue
            units += len(findable(transcript))
            # One with a title says more than one without.
            allowed = sorted(
                (each for each in may.get(summary.id, ()) if each), key=lambda each: not each.title
            )
            found = next((each for each in allowed if _is(transcript, summary.id, each)), None)
            if found is None:
                wrong.append(
                    f"{summary.id} is none of what it may be: {allowed}, title {transcript.title!r}, text {transcript.text[:60]!r}"
                )
                continue
            held[summary.id] = found
            if summary.id in changed and transcript != _parsed(transcript, found):
                wrong.append(f"{summary.id} is not what its text says")
            wrong += _file_of(transcript, allowed, added_folder(folder))
        wrong += [
            f"{name} is gone" for name, allowed in may.items() if None not in allowed and name not in held
        ]
        for table, count in (
            ("unit", units),
            ("words", "SELECT count(*) FROM unit WHERE view IN ('question', 'passage')"),
            ("all_words", "SELECT count(*) FROM exchange"),
        ):
            wanted = db.execute(count).fetchone()[0] if isinstance(count, str) else count
            (there,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
            if there != wanted:
                wrong.append(f"{there} rows in {table}, not {wanted}")
        store = archive.store
        if store != "faiss":  # what it holds is made anew from the archive, which is what is looked at
            archive.move_vectors("faiss")
        wrong += _search(archive, db)
        if store != "faiss":
            archive.move_vectors(store)
        tuning = archive.tuning
    kept = _set_of(folder, sets)
    if kept not in sets:
        wrong.append(f"the set is none of the versions {sets}")
    return Seen(held, tuning.version if tuning else None, store, kept, tuple(wrong))


def _damages(db: sqlite3.Connection) -> list[str]:
    wrong = []
    found = db.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        wrong.append(f"integrity_check: {found[:3]}")
    if db.execute("PRAGMA foreign_key_check").fetchall():
        wrong.append("foreign_key_check: rows of nothing")
    for table in ("words", "all_words"):
        try:
            db.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            wrong.append(f"{table}: {error}")
    db.rollback()
    return wrong


def _is(transcript: Transcript, name: str, held: Held) -> bool:
    if transcript.text != content(name, held.version):
        return False
    return held.title is None or transcript.title == held.title


def _parsed(transcript: Transcript, held: Held) -> Transcript:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / Path(transcript.source).name
        file.write_text(content(transcript.id, held.version), "utf-8")
        found = replace(parse(read(file), transcript.id), source=transcript.source)
    return replace(found, title=held.title) if held.title else found


def _file_of(transcript: Transcript, allowed: list[Held], added: Path) -> list[str]:
    """What is wrong with the file of a transcript that came by the page."""
    file = Path(transcript.source)
    if not file.is_relative_to(added):
        return []
    if not file.exists():
        return [f"the file of {transcript.id} is gone"]
    text = file.read_text("utf-8", "replace")
    if any(text == content(transcript.id, each.version) for each in allowed):
        return []
    return [f"the file of {transcript.id} is a half one: {len(text)} characters"]


def _set_of(folder: Path, versions: set[int | None]) -> int | None:
    file = folder / "sets" / f"{SET}.jsonl"
    if not file.exists():
        return None
    text = file.read_text("utf-8", "replace")
    return next((each for each in versions if each is not None and text == rows(each)), -1)


def _search(archive: Archive, db: sqlite3.Connection) -> list[str]:
    """What a search through the caches finds otherwise than one through all vectors, by language."""
    wrong = []
    embedder = HashEmbedder()
    for view in _VIEWS:
        found = db.execute(
            "SELECT unit.id, vector, language FROM unit JOIN exchange ON exchange.id = unit.exchange "
            "JOIN transcript ON transcript.id = exchange.transcript WHERE view = ?",
            (view,),
        ).fetchall()
        for question in _QUESTIONS if found else ():
            vector = embedder.embed_questions([question])[0]
            cosines = np.stack([np.frombuffer(each[1], "<f4") for each in found]) @ vector
            best: list[float] = []
            for language in {each[2] for each in found}:
                of_it = sorted(
                    (float(c) for c, each in zip(cosines, found, strict=True) if each[2] == language),
                    reverse=True,
                )
                best += of_it[:_NEAR]
            ids, near = archive.nearest(view, vector, _NEAR)
            known = {each[0] for each in found}
            if not np.allclose(near, sorted(best, reverse=True), atol=1e-5) or not known.issuperset(
                ids.tolist()
            ):
                wrong.append(f"{question!r} finds other units of view {view} than are nearest")
    return wrong


def leftovers(folder: Path) -> list[str]:
    """Files in an archive's folder that nothing names."""
    known = set(_OWN)
    try:
        segments = json.loads((folder / MANIFEST).read_bytes())["segments"]
        known |= {file for each in segments for file in each["files"]}
    except OSError:
        pass
    with closing(Archive.open(folder)) as archive:
        sources = [each.source for each in archive.transcripts()]
    added = added_folder(folder)
    mine = [
        path
        for path in added.rglob("*")
        if not any(source == str(path) or source.startswith(f"{path}/") for source in sources)
    ]
    background = sorted(folder.glob("background-*.npy"))[:1]
    caches = [path for path in folder.iterdir() if path.name not in known and path not in background]
    return sorted(f"{path.relative_to(folder)} belongs to nothing" for path in [*caches, *mine])
