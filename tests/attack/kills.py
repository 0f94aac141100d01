"""Kill whatever changes an archive at random moments, and look at what is left.

Each cycle changes the archive in a process of its own: ``onrecord index``, with a move to another store or
without, ``remove``, ``tune``, ``tune --undo``, and what the pages do: add, rename, remove, take back, keep a
set. It kills that process with SIGKILL and looks, from another one, whether all is there that was there or was
said to be done, whether every file is whole and whether a search finds what is nearest. Half of the kills come
after a random time, the others right before a random call that touches a file or the database.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import signal
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic

from tests.attack.changes import SET, Step, ask, change, content, rows
from tests.attack.wholeness import Held, Seen, leftovers, look

__all__ = ["KILLS", "run"]

KILLS = 200
_TALKS = [f"talk-{n}" for n in range(8)]
_BROUGHT = [f"brought-{n}" for n in range(4)]
_STORES = ("faiss", "vectors.db")
_PATIENCE_SECONDS = 60.0

TAKEN_BACK = "remove and take back"
_ENOUGH = 10

_Changes = dict[str, Held | None]
_processes = multiprocessing.get_context("forkserver")


def _look(told: Connection, folder: Path, *expected: object) -> None:
    """What :func:`tests.attack.wholeness.look` sees, or why it could not."""
    try:
        told.send(look(folder, *expected))  # type: ignore[arg-type]
    except Exception as error:
        told.send(error)


@dataclass
class _Attack:
    """The archive under attack, what it holds as far as is known, and what was found wrong."""

    home: Path
    chance: random.Random
    held: dict[str, Held] = field(default_factory=dict)
    kept: int | None = None
    tunings: list[int] = field(default_factory=list)
    most_tuning: int = 0
    store: str = "faiss"
    version: int = 0
    wrong: list[str] = field(default_factory=list)
    cycles: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    calls: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.home / "archive"

    def plan(self) -> tuple[Step, _Changes]:
        """The next change, and what each transcript that it touches becomes."""
        self.version += 1
        here = sorted(self.held)
        brought = [each for each in here if each in _BROUGHT]
        doable = ["index", "add", "keep a set", "tune"] * 5 + ["index --store"]
        doable += ["remove", "rename", "tune --undo"] * 5 if here else []
        doable += ["remove from the page", TAKEN_BACK] * 5 if brought else []
        if self.store != "faiss" and self.chance.random() < 0.7:
            doable = ["index --store"]  # with Milvus everything takes seconds
        do = self.chance.choice(doable)
        match do:
            case "index" | "index --store":
                names = self.chance.sample(_TALKS, self.chance.randint(1, 3))
                for name in names:
                    self._write("talks", name)
                store = ("--store", str(self._store())) if do == "index --store" else ()
                return Step("index", store), self._to_index()
            case "add":
                names = self.chance.sample(_BROUGHT, self.chance.randint(1, 2))
                for name in names:
                    self._write("brought", name)
                words = tuple(f"{name}.txt" for name in names)
                return Step(do, words), {name: Held(self.version) for name in names}
            case "remove":
                names = self.chance.sample(here, min(len(here), self.chance.randint(1, 2)))
                return Step(do, tuple(names)), dict.fromkeys(names)
            case "remove from the page" | "remove and take back":
                # Killed between removing and taking back it is gone, as was asked for.
                name = self.chance.choice(brought)
                return Step(do, (name,)), {name: None}
            case "rename":
                name = self.chance.choice(here)
                title = f"Title {self.version}"
                return Step(do, (name, title)), {name: Held(self.held[name].version, title)}
            case "keep a set":
                (self.home / f"{SET}.jsonl").write_text(rows(self.version), "utf-8")
        return Step(do), {}

    def _write(self, where: str, name: str) -> None:
        file = self.home / where / f"{name}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(content(name, self.version), "utf-8")

    def _to_index(self) -> _Changes:
        """What indexing the talks changes: those that were removed come back, as their files are still there."""
        found: _Changes = {}
        for file in (self.home / "talks").iterdir():
            version = int(file.read_text("utf-8").partition("year ")[2].partition("?")[0])
            before = self.held.get(file.stem)
            if before is None or before.version != version:
                found[file.stem] = Held(version)
        return found

    def _store(self) -> str | Path:
        other = _STORES[self.store == "faiss"]
        return other if other == "faiss" else self.home / other

    def begin(self) -> None:
        """Make the archive, with all talks in it."""
        for name in _TALKS:
            self._write("talks", name)
        step = Step("index")
        self._judge(step, {name: Held(0) for name in _TALKS}, *self._run(step, None))

    def end(self) -> None:
        """Index once more, unharmed: then nothing lies about."""
        self.version += 1
        self._write("talks", _TALKS[0])
        step = Step("index", ("--store", "faiss"))
        self._judge(step, self._to_index(), *self._run(step, None))
        self.wrong += [f"at the end {each}" for each in leftovers(self.folder)]

    def cycle(self, kill: bool = True) -> None:
        """One change, killed, and a look at what is left."""
        self.cycles += 1
        step, changes = self.plan()
        after = None
        if kill and self.chance.random() < 0.5:
            most = self.calls.get(step.do, 300)
            step = Step(step.do, step.words, self.chance.randint(1, most + most // 10 + 1))
        elif kill:
            after = self.chance.uniform(0, 1.1 * self.seconds.get(step.do, 0.2))
        asking = (
            _processes.Process(target=ask, args=(self.folder,), daemon=True)
            if self.chance.random() < 0.5
            else None
        )
        if asking and self.store == "faiss":
            asking.start()
        said, whole = self._run(step, after)
        if asking and asking.pid:
            asking.kill()
            asking.join()
        if not whole:
            self.killed[step.do] += 1
        self._judge(step, changes, said, whole)

    def _run(self, step: Step, after: float | None) -> tuple[str, bool]:
        """What a process said that did ``step``, killed after so many seconds; whether it came to its end."""
        here, there = _processes.Pipe(duplex=False)
        process = _processes.Process(target=change, args=(self.folder, self.home, step, there))
        process.start()
        there.close()
        with here:
            here.poll(_PATIENCE_SECONDS)  # its first word says that it begins
            begun = monotonic()
            process.join(_PATIENCE_SECONDS if after is None else after)
            if process.is_alive():
                process.kill()
                if after is None:
                    self.wrong.append(f"{step} did not end in {_PATIENCE_SECONDS:.0f} s")
            process.join()
            said = _rest(here)
        if process.exitcode == 0:
            self.calls[step.do] = int(said.rpartition("done ")[2].split()[0])
            self.seconds[step.do] = monotonic() - begun
        elif process.exitcode != -signal.SIGKILL:
            told = (self.home / "stderr").read_text("utf-8", "replace").strip().rpartition("\n")[2]
            self.wrong.append(f"{step} ended with a traceback: {told}")
        return said, process.exitcode == 0

    def _judge(self, step: Step, changes: _Changes, said: str, whole: bool) -> None:
        """Look at what is left after ``step``, and go on from there."""
        may: dict[str, set[Held | None]] = {name: {held} for name, held in self.held.items()}
        for name, after in changes.items():
            before = self.held.get(name)
            if step.do == TAKEN_BACK:
                may[name] = {before} if whole else {before, None}
            else:
                done = whole or re.search(rf"^({name}\.txt: (added|replaced)|removed {name}$)", said, re.M)
                may[name] = {after} if done else {before, after}
        sets = {self.kept, self.version} if step.do == "keep a set" else {self.kept}
        if step.do == "keep a set" and whole and "refused" not in said:
            sets = {self.version}
        seen = self._see(may, sets, set(changes))
        if seen is None:
            return
        problems = list(seen.wrong)
        last = self.tunings[-1] if self.tunings else None
        if step.do == "tune" and seen.tuning != last and (seen.tuning or 0) > self.most_tuning:
            self.tunings.append(seen.tuning or 0)
            self.most_tuning = seen.tuning or 0
        elif step.do == "tune --undo" and seen.tuning == (self.tunings[-2] if self.tunings[1:] else None):
            self.tunings = self.tunings[:-1]
        elif seen.tuning != last or (step.do == "tune" and whole):
            problems.append(f"tuning {seen.tuning} is in force, {last} was")
        stores = {self.store, *step.words[1:]} if step.do == "index" else {self.store}
        if seen.store not in stores:
            problems.append(f"the store is {seen.store}, none of {stores}")
        self.store, self.kept, self.held = seen.store, seen.kept, dict(seen.held)
        end = "came to its end" if whole else "was killed"
        self.wrong += [f"after {step.do} {' '.join(step.words)} {end}: {each}" for each in problems]

    def _see(self, may: dict[str, set[Held | None]], sets: set[int | None], changed: set[str]) -> Seen | None:
        here, there = _processes.Pipe(duplex=False)
        process = _processes.Process(target=_look, args=(there, self.folder, may, sets, changed))
        process.start()
        there.close()
        with here:
            seen = here.recv() if here.poll(_PATIENCE_SECONDS) else TimeoutError("the look took too long")
        process.join()
        if isinstance(seen, Seen):
            return seen
        self.wrong.append(f"the archive could not be looked at: {type(seen).__name__}: {seen}")
        return None


def _rest(pipe: Connection) -> str:
    """What a process that has ended wrote to a pipe."""
    said = b""
    while part := os.read(pipe.fileno(), 1 << 16):
        said += part
    return said.decode("utf-8", "replace")


def run(kills: int = KILLS, seed: int | None = None) -> list[str]:
    """``kills`` cycles, the same ones for the same ``seed`` but for where a kill by time comes.

    Returns what was found wrong; stops at ten findings.
    """
    seed = random.randrange(10**6) if seed is None else seed
    _processes.set_forkserver_preload(["tests.attack.prepared"])
    with tempfile.TemporaryDirectory(prefix="onrecord-kills-") as home:
        attack = _Attack(Path(home), random.Random(seed))
        attack.begin()
        for _ in range(kills):
            attack.cycle()
            if len(attack.wrong) >= _ENOUGH:
                break
        attack.end()
        done = ", ".join(f"{count} {what}" for what, count in sorted(attack.killed.items()))
        print(f"  seed {seed}: {attack.killed.total()} killed ({done}); {attack.cycles} cycles", flush=True)
        return [f"{each} (seed {seed})" for each in attack.wrong]
