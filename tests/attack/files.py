"""Files that a request names and nobody brought, in every event of the page and every part that answers by itself.

The events are those that the page itself lists. Into each of their inputs goes, one after another, the address
of a file outside: as Gradio's script would send an upload, with ``..``, as an address of the web, in a folder, in
somebody else's upload, inside a zip with a link. A finding is what such a file says in any answer or anywhere
in the page's folders afterwards, that it was read, a request that the page makes to an address, an answer
that tells whether a file exists, and a traceback.
"""

from __future__ import annotations

import os
import random
import socket
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from tests.attack.outside import SECRET, Outside
from tests.attack.session import Outcome, Session, client, file_data, texts
from tests.attack.target import TALK, Target, raised, target, written

__all__ = ["run"]

_META = {"_type": "gradio.FileData"}
_SHARE_OF_QUICK = 0.1
# So many places of a problem are named.
_NAMED = 5
_ODD_EVENTS: tuple[Any, ...] = (
    None, [], "x", {"do": []}, {"do": "remove", "id": "../x"}, {"do": "rename", "id": "x" * 9999}
)  # fmt: skip


def _ways(outside: Outside, uploaded: str, others: str, port: int) -> Iterator[tuple[str, Any]]:
    """What is tried, and what is sent in the place of a file."""
    minutes = str(outside.minutes)
    up = os.path.relpath(minutes, Path(uploaded).parent)
    for name, path in (
        ("a transcript outside", minutes),
        ("a zip outside", str(outside.folder / "minutes.zip")),
        ("a question set outside", str(outside.folder / "set.jsonl")),
        ("the file of another archive", str(outside.folder / "archive" / "added" / "minutes.txt")),
        ("a folder outside", str(outside.folder)),
        ("a path with ..", f"{Path(uploaded).parent}/{up}"),
        ("a relative path", os.path.relpath(minutes)),
        ("a file: address", f"file://{minutes}"),
        ("what another brought", others),
        ("an address", f"http://127.0.0.1:{port}/minutes.txt"),
        ("an address of another name", f"http://localhost:{port}/minutes.txt"),
        ("NUL", f"{minutes}\0.txt"),
        ("nothing", ""),
        ("a long path", "/" + "x" * 5000),
        ("a device", "/dev/null"),
        ("the folder of uploads", str(Path(uploaded).parents[1])),
    ):
        yield name, file_data(path, "minutes.txt")
    yield "a link to a file", {**file_data(uploaded), "url": f"file={minutes}"}
    yield "an address as its link", {**file_data(uploaded), "url": f"http://127.0.0.1:{port}/x"}
    odd: dict[str, Any] = {"a number": 5, "a list": [minutes], "an object": {"path": minutes}, "null": None}
    for name, given in odd.items():
        yield f"{name} as a path", {"path": given, "orig_name": "x", "meta": _META}
    yield "no path", {"meta": _META}
    yield "a bare path", minutes
    yield "a stream", {**file_data(minutes), "is_stream": True}
    yield "a name with ..", {**file_data(uploaded), "orig_name": "../../../outside/minutes.txt"}
    yield "a name of control characters", {**file_data(uploaded), "orig_name": "a\x1b[31m\0b.txt"}


def _shapes(sent: Any) -> Iterator[Any]:
    """The same alone, in a list, and deep in something else."""
    yield sent
    yield [sent]
    yield {"a": [{"b": sent}]}


def _link(folder: Path, to: Path) -> Path:
    """A zip that holds a link to a file, and one whose name leads out of it."""
    made = folder / "linked.zip"
    with zipfile.ZipFile(made, "w") as packed:
        linked = zipfile.ZipInfo("linked.txt")
        linked.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(linked, str(to))
        packed.writestr("../../../outside/new.txt", TALK.format(what="hill", when="May"))
        packed.writestr("/onrecord-attack.txt", TALK.format(what="hill", when="May"))
    return made


class _Attack:
    """What is sent to a page and judged; each kind of problem is told once, with where it was seen."""

    def __init__(self, page: Target, outside: Outside) -> None:
        self.page = page
        self.outside = outside
        self.sent = 0
        self._wrong: dict[str, Counter[str]] = {}
        self._log = page.log.stat().st_size

    def add(self, problem: str, where: str) -> None:
        """A problem seen there."""
        self._wrong.setdefault(problem, Counter())[where] += 1

    def judge(self, where: str, what: str, said: str, status: int) -> None:
        """Look at an answer and at what was written meanwhile."""
        self.sent += 1
        if SECRET in said:
            self.add(f"the answer to {what} tells what the file says", where)
        if status >= 500 or not status:
            self.add(str(status or "no answer"), f"{where} with {what}")
        self._log, text = written(self.page.log, self._log)
        if error := raised(text):
            kind = error.partition(":")[0]
            self.add(f"a traceback in the log ({kind})", f"{where} with {what}")

    def reads(self, where: str) -> None:
        """Tell what happened to the files outside since it was looked last, which ``where`` did."""
        for each in self.outside.changes():
            self.add(each, where)
        self.outside.again()

    def findings(self) -> list[str]:
        """All problems."""
        found = []
        for problem, places in self._wrong.items():
            first = ", ".join(list(places)[:_NAMED])
            more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
            found.append(f"{problem}: {first}{more}")
        return found


def _events(attack: _Attack, share: float, chance: random.Random, port: int) -> None:
    """Every event, every input, every way."""
    session, other = Session(client(attack.page)), Session(client(attack.page))
    mine = attack.page.home / "mine"
    mine.mkdir(exist_ok=True)
    (mine / "tower.txt").write_text(TALK.format(what="tower", when="July"), "utf-8")
    (mine / "theirs.txt").write_text(TALK.format(what=SECRET + " theirs", when="July"), "utf-8")
    uploaded = session.upload(mine / "tower.txt")[0]["path"]
    others = other.upload(mine / "theirs.txt")[0]["path"]
    attack.outside.known.add(Path(others))
    for event in session.events:
        name = str(event["api_name"])
        types = [session.component(each)["type"] for each in event["inputs"]]
        for what, sent in _ways(attack.outside, uploaded, others, port):
            for at, kind in enumerate(types):
                if kind == "state" or (chance.random() > share and kind != "file"):
                    continue
                shape = [sent] if kind == "file" else chance.choice(list(_shapes(sent)))
                data: list[Any] = [None] * len(types)
                data[at] = shape
                outcome = session.send(event, data, {"do": "remove", "id": sent, "title": sent})
                attack.judge(name, what, outcome.said + texts(outcome.data), outcome.status)
        for told in _ODD_EVENTS:
            outcome = session.send(event, [None] * len(types), told)
            attack.judge(name, f"event data {str(told)[:20]}", outcome.said, outcome.status)
        attack.reads(name)


def _servers(attack: _Attack, port: int) -> None:
    """The functions by which parts of the page ask for something themselves, with every word that they may take."""
    session = Session(client(attack.page))
    uploaded = str(attack.page.home / "tmp" / "x")
    names = (
        "open_transcript",
        "export_citations",
        "export_judgements",
        "ls",
        "get_data",
        "__init__",
        "preprocess",
        "stream_output",
    )
    for component in session.config["components"]:
        functions = {*names, *map(str, component["props"].get("server_fns") or ())}
        for name in sorted(functions) if component["props"].get("server_fns") else names[3:5]:
            for what, sent in _ways(attack.outside, uploaded, uploaded, port):
                body = {
                    "session_hash": session.hash,
                    "component_id": component["id"],
                    "fn_name": name,
                    "data": [sent],
                }
                answer = session.client.post("gradio_api/component_server/", json=body)
                attack.judge(f"{component['type']}.{name}", what, answer.text, answer.status_code)
                if component["props"].get("server_fns") is None:
                    break
    attack.reads("the parts of the page")


def _oracle(attack: _Attack) -> None:
    """Whether an answer tells if a file exists."""
    session = Session(client(attack.page))
    for event in session.events:
        types = [session.component(each)["type"] for each in event["inputs"]]
        if "file" not in types:
            continue
        said = []
        for name in ("probe-here", "probe-gone"):
            file = attack.outside.folder / f"{name}.txt"
            if name == "probe-here":
                file.write_text("nothing that anybody asks\n", "utf-8")
            data: list[Any] = [[file_data(str(file))] if kind == "file" else "" for kind in types]
            single = [each[0] if isinstance(each, list) else each for each in data]
            answers = [session.send(event, each) for each in (data, single)]
            said.append([_told(each).replace(name, "probe") for each in answers])
            file.unlink(missing_ok=True)
        if said[0] != said[1]:
            attack.add("the answer tells whether a file exists", event["api_name"])


def _told(outcome: Outcome) -> str:
    return f"{outcome.status} {outcome.error} {texts(outcome.data)}"


def _zips(attack: _Attack) -> None:
    """A zip with a link and with names that lead out of it, read and added."""
    session = Session(client(attack.page))
    made = session.upload(_link(attack.page.home / "mine", attack.outside.minutes))
    for name, data in (
        ("read", [made, ""]),
        ("accept", [None, [0], None]),
        ("accept", [None, [0, 1, 2], None]),
    ):
        outcome = session.press(name, data)
        attack.judge(name, "a zip with links", outcome.said + texts(outcome.data), outcome.status)
    attack.reads("a zip with links")


def _served(attack: _Attack) -> None:
    """What the page serves of files: not its archive, not who may log in, not what others brought."""
    page = attack.page
    http = client(page)
    for file in (
        attack.outside.minutes, page.home / "people", page.home / "archive" / "archive.sqlite", page.log,
        Path("/etc/passwd"), Path("/proc/self/environ"), Path("pyproject.toml").absolute(),
    ):  # fmt: skip
        for path in (f"file={file}", f"file/{file}", f"file=/{file}", f"file=./{file}", f"file=..{file}"):
            with suppress(httpx.HTTPError):
                answer = http.get(f"gradio_api/{path}")
                attack.judge("/gradio_api/file", path, answer.text, answer.status_code)
                if answer.status_code == 200:
                    attack.add("a file outside is served", f"/gradio_api/{path}")


def run(quick: bool = False, seed: int | None = None) -> list[str]:
    """All of it at one page; returns what was found."""
    chance = random.Random(seed)
    with target() as page, socket.create_server(("127.0.0.1", 0)) as listening:
        attack = _Attack(page, Outside.plant(page))
        port = listening.getsockname()[1]
        listening.setblocking(False)
        _events(attack, _SHARE_OF_QUICK if quick else 1.0, chance, port)
        _servers(attack, port)
        _oracle(attack)
        _zips(attack)
        _served(attack)
        with suppress(BlockingIOError):
            listening.accept()[0].close()
            attack.add("the page asked an address that a request named", "some event")
        print(f"  {attack.sent} requests", flush=True)
        return attack.findings()
