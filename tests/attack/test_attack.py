"""The attack in its short form; and that it finds what it is made for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from onrecord.index.archive.archive import Archive
from onrecord.index.tables.schema import FILE_NAME
from tests.attack import __main__ as attack
from tests.attack import damage
from tests.attack.changes import Step, content, do, search
from tests.attack.listing import Route as Listed
from tests.attack.listing import routes_of
from tests.attack.raw import request
from tests.attack.wholeness import Held, leftovers, look
from tests.conftest import HashEmbedder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with one transcript that came by the page, and its caches."""
    embedder = HashEmbedder()
    Archive.create(tmp_path / "archive", embedder.model_id, embedder.dimension).close()
    (tmp_path / "brought").mkdir()
    (tmp_path / "brought" / "tower.txt").write_text(content("tower", 1), "utf-8")
    do(tmp_path / "archive", tmp_path, Step("add", ("tower.txt",)))
    search(tmp_path / "archive")
    return tmp_path / "archive"


def seen(folder: Path, *may: Held | None) -> Sequence[str]:
    return look(folder, {"tower": set(may)}, {None}, {"tower"}).wrong


def test_a_whole_archive_has_nothing_wrong(folder: Path) -> None:
    assert seen(folder, Held(1)) == ()
    assert leftovers(folder) == []


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM unit WHERE id = 1", "rows in unit"),
        ("DELETE FROM words WHERE rowid = 1", "rows in words"),
        ("UPDATE transcript SET text = substr(text, 1, 200)", "tower cannot be read"),
        ("UPDATE transcript SET title = 5", "is not what its text says"),
        ("DELETE FROM transcript", "tower is gone"),
        ("UPDATE unit SET vector = (SELECT vector FROM unit WHERE id = 2) WHERE id = 1", "finds other units"),
        ("UPDATE exchange SET transcript = 'nobody'", "foreign_key_check"),
    ],
)
def test_what_is_lost_or_half_is_found(folder: Path, damage: str, told: str) -> None:
    db = sqlite3.connect(folder / FILE_NAME)
    db.execute(damage)
    db.commit()
    db.close()
    assert any(told in each for each in seen(folder, Held(1)))


def test_half_a_file_and_what_belongs_to_nothing_are_found(folder: Path) -> None:
    (kept,) = (folder / "added").rglob("tower.txt")
    kept.write_text("Q: What", "utf-8")
    (kept.parent / ".part").write_text("x", "utf-8")
    (folder / "added" / "other.txt").write_text("x", "utf-8")
    (folder / "passage.en.12345678.faiss").write_text("x", "utf-8")
    assert seen(folder, Held(1)) == ("the file of tower is a half one: 7 characters",)
    assert leftovers(folder) == [
        f"{kept.parent.relative_to(folder)}/.part belongs to nothing",
        "added/other.txt belongs to nothing",
        "passage.en.12345678.faiss belongs to nothing",
    ]


def test_routes_are_found_wherever_they_are() -> None:
    async def nothing() -> None: ...

    inner = Starlette(routes=[Route("/b/{c}", nothing, methods=["POST"])])

    class Around:
        def __init__(self) -> None:
            self._app = Starlette(routes=[Mount("/a", inner), Route("/d", nothing)])

    assert routes_of(Around()) == [Listed("/a/b/{c}", ("POST",)), Listed("/d", ("GET", "HEAD"))]


def test_a_request_is_sent_as_it_is_given() -> None:
    sent = request("GET", "/", (("Host", b"\xff"), ("Content-Length", "-1")), b"x")
    assert sent == b"GET / HTTP/1.1\r\nHost: \xff\r\nContent-Length: -1\r\nConnection: close\r\n\r\nx"


@pytest.mark.slow
def test_damaged_files_are_counted_over_many_runs(tmp_path: Path) -> None:
    record = tmp_path / "runs"
    for _ in range(2):
        assert damage.main(["0.5", "7", "--record", str(record)]) == 0
    first, second = damage.recorded(record)
    assert (first.seed, second.seed) == (7, 8)
    assert first.files > 0


@pytest.mark.attack
@pytest.mark.parametrize("part", ["archives", "routes", "files", "connections", "people"])
def test_nothing_is_found(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = attack.main(["--quick", "--only", part, "--seed", "1"])
    assert (status, capsys.readouterr().out.splitlines()[-1]) == (0, "0 findings")
