"""Vectors in Milvus: a server that many machines share, or a local file. The only importer of ``pymilvus``.

One collection holds the units of all views and languages, each with what filters ask of its exchange. Which
generation of the archive it holds is written beside the archive.
"""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

import numpy as np

from onrecord.index.arrays import Ids, Vectors
from onrecord.index.cache_files import held, write_cache
from onrecord.index.errors import ArchiveError
from onrecord.index.filters import Filters
from onrecord.index.vectors.protocol import Search, changes_since

__all__ = ["STATE", "MilvusStore", "reach"]

STATE = "milvus.json"
_BATCH = 500
_DEPTH = 2
"""So many times the wanted number is asked for: a server's index may be of codes, and the best are compared
as they are."""
_MOST = 16_384  # the most that Milvus gives
_NAMES, _NAME = 256, 1024
_PATIENCE_SECONDS = 5.0

_Found = TypeVar("_Found")


class MilvusStore:
    """What :class:`onrecord.index.vectors.stores.VectorStore` asks for, in a collection of its own."""

    def __init__(
        self, place: str, client: Any, collection: str, generation: str, languages: Sequence[str]
    ) -> None:
        self.place = place
        self.generation = generation
        self._client = client
        self._collection = collection
        self._languages = languages

    @classmethod
    def open(
        cls,
        place: str,
        db: sqlite3.Connection,
        folder: Path,
        generation: str,
        dimension: int,
        known: MilvusStore | None = None,
    ) -> MilvusStore:
        """See :func:`onrecord.index.vectors.stores.open_store`."""
        client = known._client if known else _connected(place)
        collection, before = _read_state(folder, place)
        changes = changes_since(db, before)
        if changes is None or not _call(place, lambda: client.has_collection(collection)):
            collection, changes = f"onrecord_{secrets.token_hex(8)}", (0, [])
            _call(place, lambda: _create(client, collection, dimension))
        elif not known:
            _call(place, lambda: client.load_collection(collection))
        after, gone = changes
        for first, last in gone:
            ids = f"id >= {first} and id <= {last}"
            _call(place, lambda ids=ids: client.delete(collection, filter=ids))  # type: ignore[misc]
        for part in _added(db, after):
            _call(place, lambda part=part: client.upsert(collection, part))  # type: ignore[misc]
        if generation != before:
            state = {"place": _shown(place), "collection": collection, "generation": generation}
            # Without it all is sent again next time.
            with contextlib.suppress(OSError), held(folder, _PATIENCE_SECONDS) as alone:
                if alone:
                    write_cache(folder / STATE, json.dumps(state).encode())
        languages = [row[0] or "" for row in db.execute("SELECT DISTINCT language FROM transcript")]
        return cls(place, client, collection, generation, languages)

    def nearest(self, searches: Sequence[Search]) -> list[tuple[Ids, Vectors]]:
        """See :class:`onrecord.index.vectors.stores.VectorStore`."""
        return [self._in_all_languages(search) for search in searches]

    def _in_all_languages(self, search: Search) -> tuple[Ids, Vectors]:
        found = [self._nearest(search, language) for language in self._languages]
        ids = np.concatenate([np.empty(0, np.int64), *(ids for ids, _ in found)])
        cosines = np.concatenate([np.empty(0, np.float32), *(cosines for _, cosines in found)])
        order = np.argsort(-cosines, kind="stable")
        return ids[order], cosines[order]

    def _nearest(self, search: Search, language: str) -> tuple[Ids, Vectors]:
        hits = _call(
            self.place,
            lambda: self._client.search(
                self._collection,
                [search.vector.tolist()],
                limit=min(_DEPTH * search.count, _MOST),
                filter=_expression(search, language),
                search_params={"metric_type": "IP"},
                consistency_level="Strong",
            ),
        )
        ids, cosines = search.exact(np.array([hit["id"] for hit in hits[0]], np.int64))
        order = np.argsort(-cosines, kind="stable")[: search.count]
        return ids[order], cosines[order]


def reach(place: str) -> None:
    """See that a Milvus can be used.

    Raises:
        ArchiveError: it cannot, or its client is not installed.
    """
    client = _connected(place)
    try:
        _call(place, client.list_collections)
    finally:
        client.close()


def _connected(place: str) -> Any:
    try:
        from pymilvus import MilvusClient
    except ImportError as error:
        raise ArchiveError(
            f"the store {_shown(place)} needs Milvus's client; run: pip install 'onrecord[milvus]'"
        ) from error
    for name in ("pymilvus", "milvus_lite"):  # they print what they also raise
        logging.getLogger(name).addHandler(logging.NullHandler())
    if place.endswith(".db"):
        file = Path(place).expanduser().absolute()
        _require_lite(file)
        return _call(place, lambda: MilvusClient(str(file)))
    parts = urlsplit(place)
    token = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else ""
    return _call(
        place,
        lambda: MilvusClient(f"http://{parts.hostname}:{parts.port or 19530}", token=token, timeout=10),
    )


def _require_lite(file: Path) -> None:
    """See that Milvus Lite, which keeps a folder of this name, can begin one or go on with its own."""
    try:
        wrong = (
            "there is a file of another program"
            if file.is_file()
            else "there is no such folder"
            if not file.parent.is_dir()
            else ""
        )
    except (OSError, ValueError) as error:
        wrong = str(error)
    if wrong:
        raise ArchiveError(f"the store {file} cannot be used: {wrong}; name another place with --store")


def _call(place: str, do: Callable[[], _Found]) -> _Found:
    """What ``do`` gives; Milvus's errors as ours."""
    from pymilvus import MilvusException

    try:
        return do()
    except (MilvusException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ArchiveError(
            f"the store {_shown(place)} cannot be used: {reason}; start it, or go back with: --store faiss"
        ) from error


def _shown(place: str) -> str:
    """``place`` without a password.

    >>> _shown("milvus://me:secret@host:19530"), _shown("milvus://host:19530"), _shown("a@b.db")
    ('milvus://host:19530', 'milvus://host:19530', 'a@b.db')
    """
    if not place.startswith("milvus://"):
        return place
    return "milvus://" + place.removeprefix("milvus://").rpartition("@")[2]


def _read_state(folder: Path, place: str) -> tuple[str, str]:
    """The collection and the generation that it holds; empty where nothing is known."""
    try:
        state = json.loads((folder / STATE).read_bytes())
        if state["place"] == _shown(place):
            return str(state["collection"]), str(state["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return "none", ""


def _create(client: Any, collection: str, dimension: int) -> None:
    from pymilvus import DataType

    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for name, length in (("view", 16), ("language", 16), ("transcript", _NAME), ("date", 16)):
        schema.add_field(name, DataType.VARCHAR, max_length=length)
    for name in ("outlets", "answerers"):
        schema.add_field(
            name, DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=_NAMES, max_length=_NAME
        )
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="IP")
    client.create_collection(collection, schema=schema, index_params=index, consistency_level="Strong")


def _added(db: sqlite3.Connection, after: int) -> Iterator[list[dict[str, Any]]]:
    """The units above ``after`` that can be searched, in parts."""
    rows = db.execute(
        "SELECT unit.id, view, coalesce(language, ''), transcript.id, coalesce(date, ''), speakers, "
        "(SELECT json_group_array(DISTINCT outlet) FROM turn WHERE turn.exchange = unit.exchange "
        "AND role = 'asker' AND outlet IS NOT NULL), "
        "(SELECT json_group_array(DISTINCT speaker) FROM turn WHERE turn.exchange = unit.exchange "
        "AND role = 'answerer' AND speaker IS NOT NULL), vector "
        "FROM unit JOIN exchange ON exchange.id = unit.exchange "
        "JOIN transcript INDEXED BY transcript_told ON transcript.id = exchange.transcript "
        "WHERE view != 'sentence' AND unit.id > ? ORDER BY unit.id",
        (after,),
    )
    while part := rows.fetchmany(_BATCH):
        yield [_entity(*row) for row in part]


def _entity(
    key: int, view: str, language: str, transcript: str, date: str,
    speakers: str, outlets: str, named: str, vector: bytes,
) -> dict[str, Any]:  # fmt: skip
    # The one speaker of a transcript answers where no turn names anybody else.
    alone = json.loads(speakers)
    answerers = json.loads(named) or (alone if len(alone) == 1 else [])
    return {
        "id": key,
        "view": view,
        "language": language,
        "transcript": transcript,
        "date": date,
        "outlets": json.loads(outlets)[:_NAMES],
        "answerers": answerers[:_NAMES],
        "vector": np.frombuffer(vector, "<f4").tolist(),
    }


def _expression(search: Search, language: str) -> str:
    """What Milvus is to look among: a view, a language, and what the filters let pass."""
    filters: Filters = search.filters
    conditions = [f"view == {_text(search.view)}", f"language == {_text(language)}"]
    if filters.transcripts:
        conditions.append(f"transcript in {_text(filters.transcripts)}")
    if filters.languages:
        conditions.append(f"language in {_text(filters.languages)}")
    if filters.since:
        conditions.append(f"date >= {_text(filters.since)}")
    if filters.until:
        conditions.append(f'date <= {_text(filters.until)} and date != ""')
    if filters.outlets:
        conditions.append(f"ARRAY_CONTAINS_ANY(outlets, {_text(filters.outlets)})")
    if filters.answerers:
        conditions.append(f"ARRAY_CONTAINS_ANY(answerers, {_text(filters.answerers)})")
    return " and ".join(conditions)


def _text(value: str | Sequence[str]) -> str:
    return json.dumps(value, ensure_ascii=False)
