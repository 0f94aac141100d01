"""The files of segments beside an archive, and the manifest that names them. What it does not name goes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from onrecord.index.cache_files import digest, write_cache
from onrecord.index.vectors.faiss import VectorIndex
from onrecord.index.vectors.segments import LoadedSegment, Segment

__all__ = ["MANIFEST", "collect", "keep", "read_manifest", "write_manifest"]

MANIFEST = "segments.json"
_OF_A_SEGMENT = re.compile(r"[a-z]+\.[^.]+\.[0-9a-f]{8}\.(?:ids\.npy|faiss|rough\.faiss)")
# What a process that was killed was writing: this manifest, what Milvus holds, the background's vectors.
_HALF = re.compile(r"(?:(?:segments|milvus)\.json|background-[0-9a-f]+\.npy).*\.new")


def write_manifest(folder: Path, generation: str, segments: Sequence[Segment]) -> None:
    """Name the segments of a generation.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    body = {"generation": generation, "segments": [asdict(each) for each in segments]}
    write_cache(folder / MANIFEST, json.dumps(body | {"sha256": _sum(body)}).encode())


def read_manifest(folder: Path, known: Mapping[str, LoadedSegment]) -> tuple[str, list[LoadedSegment]] | None:
    """The generation and its segments; ``None`` if something is missing or damaged.

    Those that are ``known`` by their names are not read again.
    """
    try:
        generation, segments = _manifest(folder)
        return generation, [_loaded(each, folder, known.get(each.name)) for each in segments]
    except (OSError, ValueError, TypeError, LookupError, RuntimeError, AttributeError):
        return None


def keep(loaded: LoadedSegment, folder: Path) -> LoadedSegment:
    """The same segment with its files in ``folder``, where they are written if they are not there.

    Raises:
        OSError, RuntimeError: they cannot be written.
    """
    segment, index = loaded.segment, loaded.index
    if segment.files and all((folder / file).is_file() for file in segment.files):
        return loaded
    files = {file: digest(folder / file) for file in index.save(folder, segment.name)}
    if not index.exact:
        index = VectorIndex.load(folder, segment.name, index.rough)
    return LoadedSegment(replace(segment, files=files), index)


def collect(folder: Path) -> int:
    """Remove the files of segments that the manifest does not name; returns how many.

    To be called by whoever holds the caches (:func:`onrecord.index.cache_files.held`). Who has such a file
    open keeps it; who was about to open it reads the manifest again.
    """
    try:
        named = {file for each in _manifest(folder)[1] for file in each.files}
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        named = set()
    gone = 0
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name not in named and (_OF_A_SEGMENT.fullmatch(path.name) or _HALF.fullmatch(path.name)):
                with suppress(OSError):  # where files that are open cannot be removed, the next time
                    path.unlink()
                    gone += 1
    return gone


def _manifest(folder: Path) -> tuple[str, list[Segment]]:
    body = json.loads((folder / MANIFEST).read_bytes())
    if body.pop("sha256") != _sum(body):
        raise ValueError(f"{MANIFEST} is damaged")
    segments = [
        Segment(**{**each, "gone": tuple((first, last) for first, last in each["gone"])})
        for each in body["segments"]
    ]
    return body["generation"], segments


def _sum(body: object) -> str:
    return hashlib.sha256(json.dumps(body).encode()).hexdigest()


def _loaded(segment: Segment, folder: Path, known: LoadedSegment | None) -> LoadedSegment:
    if known:
        return known if known.segment == segment else LoadedSegment(segment, known.index)
    for file, expected in segment.files.items():
        if digest(folder / file) != expected:
            raise ValueError(f"{file} is damaged")
    return LoadedSegment(segment, VectorIndex.load(folder, segment.name, segment.rough))
