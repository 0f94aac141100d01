"""Files that no page has to do with, planted beside an archive: whether they are read, changed or told."""

from __future__ import annotations

import json
import os
import secrets
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.attack.target import TALK, Target

__all__ = ["SECRET", "Outside"]

SECRET = "onrecord-attack-secret-" + secrets.token_hex(8)


@dataclass(frozen=True)
class Outside:
    """A folder with a transcript, a zip, a question set and somebody else's archive; all say :data:`SECRET`.

    ``known`` are files of the page that may say it too.
    """

    folder: Path
    page: Target
    before: dict[str, tuple[int, int]]
    notices: bool
    known: set[Path] = field(default_factory=set)

    @classmethod
    def plant(cls, page: Target) -> Outside:
        """Put the files there, as if nobody had ever read them."""
        folder = page.home / "outside"
        (folder / "archive" / "added").mkdir(parents=True, exist_ok=True)
        text = TALK.format(what=SECRET, when="May")
        (folder / "minutes.txt").write_text(text, "utf-8")
        (folder / "archive" / "added" / "minutes.txt").write_text(text, "utf-8")
        with zipfile.ZipFile(folder / "minutes.zip", "w") as packed:
            packed.writestr("minutes.txt", text)
        row = {"id": SECRET, "question": f"When, {SECRET}?", "exchanges": ["bridge-2020-01-02/1"]}
        (folder / "set.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
        probe = folder / "probe"
        probe.write_text("x", "utf-8")
        _unread(probe)
        probe.read_bytes()
        notices = probe.stat().st_atime_ns != 0
        probe.unlink()
        found = cls(folder, page, {}, notices)
        for file in found._files():
            _unread(file)
        found.before.update(found._state())
        if not notices:
            print("  this file system does not say whether a file was read", flush=True)
        return found

    @property
    def minutes(self) -> Path:
        """The transcript."""
        return self.folder / "minutes.txt"

    def told_in(self, answer: bytes) -> bool:
        """Whether an answer tells what a file says."""
        return SECRET.encode() in answer

    def changes(self) -> list[str]:
        """What happened to the files, and where else they or new ones lie now."""
        wrong = []
        now = self._state()
        for name in sorted(self.before.keys() | now.keys()):
            before, after = self.before.get(name), now.get(name)
            if before is None or after is None:
                wrong.append(f"outside/{name} {'appeared' if before is None else 'is gone'}")
            elif before[0] != after[0]:
                wrong.append(f"outside/{name} was changed")
            elif before[1] != after[1]:
                wrong.append(f"outside/{name} was read")
        mine = {"archive", "talks", "data", "tmp", "log", "routes.json", "people", "outside", "desks", "mine"}
        wrong += [
            f"{each.name} appeared beside the archive"
            for each in self.page.home.iterdir()
            if each.name not in mine
        ]
        for file in (
            *self.page.home.joinpath("tmp").rglob("*"),
            *self.page.home.joinpath("archive").rglob("*"),
        ):
            if file.is_file() and file not in self.known and SECRET.encode() in file.read_bytes():
                wrong.append(
                    f"what a file outside says lies in {file.relative_to(self.page.home).parts[0]} now"
                )
        for name in ("onrecord-attack.txt", "up.txt"):
            if Path("/", name).exists():
                wrong.append(f"/{name} was written")
        return sorted(set(wrong))

    def again(self) -> None:
        """Begin anew: what happened so far is not told again."""
        for file in self._files():
            _unread(file)
        self.before.clear()
        self.before.update(self._state())
        for file in self.page.home.joinpath("tmp").rglob("*"):
            if file.is_file() and SECRET.encode() in file.read_bytes():
                self.known.add(file)

    def _files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def _state(self) -> dict[str, tuple[int, int]]:
        states = {str(path.relative_to(self.folder)): path.stat() for path in self._files()}
        return {name: (state.st_mtime_ns, state.st_atime_ns) for name, state in states.items()}


def _unread(file: Path) -> None:
    # Whoever reads it now changes this time, whatever the file system otherwise spares itself.
    os.utime(file, ns=(0, file.stat().st_mtime_ns))
