"""Two people at once, on the pages and on the command line: nobody's work goes without a word.

Whatever somebody was told is done must be there afterwards, unless somebody else was told that it would go. A
page that asks again, or tells that something changed, is right; one that says that it is done and has thrown
away what another had added is a finding.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from onrecord.index.archive.archive import Archive
from onrecord.ui.page.library import fingerprint
from tests.attack.session import Outcome, Session, client, texts
from tests.attack.target import REPOSITORY, TALK, Target, raised, target

__all__ = ["run"]


class _Case:
    """Two people with a page each, and files of theirs."""

    def __init__(self, page: Target, name: str) -> None:
        self.page = page
        self.name = name
        self.one, self.other = (Session(client(page)) for _ in range(2))

    def file(self, owner: str, when: str, name: str | None = None) -> Path:
        """A transcript of ``owner``, who calls it as others do theirs."""
        folder = self.page.home / "desks" / f"{self.name}-{owner}"
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / (name or f"{self.name}.txt")
        file.write_text(TALK.format(what=self.words(owner), when=when), "utf-8")
        return file

    def words(self, owner: str) -> str:
        """What the transcript of ``owner`` says, and no other."""
        return f"{self.name} tower of {owner}"

    def read(self, person: Session, file: Path) -> Outcome:
        """Somebody brings a file and sees what is in it; nothing is added."""
        return person.press("read", [person.upload(file), ""])

    def add(self, person: Session) -> Outcome:
        """Somebody says yes to what they saw."""
        return person.press("accept", [None, None, [0], None])

    def act(self, person: Session, do: str, transcript: str) -> Outcome:
        """Somebody presses a button in the row of a transcript, which shows it as it is now."""
        archive = Archive.open(self.page.home / "archive")
        seen = [fingerprint(each) for each in archive.namesakes(transcript)]
        archive.close()
        told = {"do": do, "id": transcript, "title": transcript, "seen": seen[0] if seen else ""}
        return person.press("library", [None], told=told)

    def undo(self, person: Session) -> Outcome:
        """Somebody takes back what they removed last."""
        return person.press("undo", [None, None, None, None])

    def rename(self, person: Session, title: str) -> Outcome:
        """Somebody gives a title to what they chose to rename."""
        return person.press("new-title", [None, None, title], kind="submit")

    def held(self, owner: str) -> list[str]:
        """The ids of the transcripts that say what the one of ``owner`` does."""
        archive = Archive.open(self.page.home / "archive")
        found = [
            each.id for each in archive.transcripts() if self.words(owner) in archive.transcript(each.id).text
        ]
        archive.close()
        return found

    def kept(self, owner: str) -> bool:
        """Whether a file in the archive's folder says it."""
        added = self.page.home / "archive" / "added"
        return any(self.words(owner) in file.read_text("utf-8") for file in added.rglob("*.txt"))

    def title(self, transcript: str) -> str | None:
        """What a transcript is called, if it is there."""
        archive = Archive.open(self.page.home / "archive")
        found = {each.id: each.title for each in archive.transcripts()}.get(transcript)
        archive.close()
        return found


def _said_done(outcome: Outcome) -> bool:
    """Whether somebody was told that something was done, and not that something is wrong."""
    said = texts(outcome.data)
    return outcome.error is None and 'class=\\"done' in said and "problem" not in said


def _same_name(case: _Case) -> list[str]:
    case.read(case.one, case.file("Ada", "May"))
    case.read(case.other, case.file("Bo", "June"))
    case.add(case.one)
    second = case.add(case.other)
    wrong = []
    if not case.held("Ada"):
        wrong.append(
            "of two who read different files of one name, the first who added lost it without a word"
        )
    elif not case.kept("Ada"):
        wrong.append("the file of the first of two of one name is gone, though its transcript is there")
    if _said_done(second) and not case.held("Bo"):
        wrong.append("the second of two who add files of one name was told that it is in, and it is not")
    return wrong


def _at_once(case: _Case) -> list[str]:
    case.read(case.one, case.file("Ada", "May"))
    case.read(case.other, case.file("Bo", "June"))
    with ThreadPoolExecutor(2) as both:
        ends = list(both.map(case.add, (case.one, case.other)))
    lost = [
        owner
        for owner, end in zip(("Ada", "Bo"), ends, strict=True)
        if _said_done(end) and not case.held(owner)
    ]
    return [f"{owner} added at the same moment as another and lost it without a word" for owner in lost]


def _undo(case: _Case) -> list[str]:
    case.read(case.one, case.file("Ada", "May"))
    case.add(case.one)
    if not case.held("Ada"):
        return ["what was added is not there"]
    case.act(case.one, "remove", case.held("Ada")[0])
    if case.held("Ada"):
        return ["what nobody else had changed could not be removed"]
    case.read(case.other, case.file("Bo", "June"))
    case.add(case.other)
    case.undo(case.one)
    wrong = []
    if not case.held("Bo"):
        wrong.append("undoing a removal threw away what another had added meanwhile, without a word")
    if not case.kept("Bo"):
        wrong.append("undoing a removal overwrote the file that another had added meanwhile")
    return wrong


def _undo_twice(case: _Case) -> list[str]:
    case.read(case.one, case.file("Ada", "May"))
    case.add(case.one)
    name = case.held("Ada")[0]
    case.act(case.one, "remove", name)
    if case.held("Ada"):
        return ["what nobody else had changed could not be removed"]
    # The other brings the same file and gives it a title.
    case.read(case.other, case.file("Ada", "May"))
    case.add(case.other)
    case.act(case.other, "rename", name)
    renamed = case.rename(case.other, "A title of Bo")
    if case.title(name) != "A title of Bo":
        return ["what nobody else had changed could not be renamed"]
    case.undo(case.one)
    if renamed.error is None and case.title(name) != "A title of Bo":
        return ["undoing a removal threw away the title that another had given meanwhile"]
    return []


def _commands(case: _Case) -> list[str]:
    case.read(case.one, case.file("Ada", "May"))
    file = case.file("Bo", "June")
    program = "import sys; from onrecord.ui.cli.main import main; sys.exit(main(sys.argv[1:]))"
    subprocess.run(
        [sys.executable, "-c", program, "index", "--archive", str(case.page.home / "archive"), str(file)],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    if not case.held("Bo"):
        return ["what was indexed is not there"]
    case.add(case.one)
    if not case.held("Bo"):
        return ["adding on the page threw away what somebody had indexed after it was read"]
    return []


def _remove_what_changed(case: _Case) -> list[str]:
    case.read(case.one, case.file("Ada", "May"))
    case.add(case.one)
    name = case.held("Ada")[0]
    case.act(case.one, "rename", name)
    case.act(case.other, "remove", name)
    renamed = case.rename(case.one, "A title")
    if renamed.error is None and "class=" not in texts(renamed.data[1:2]):
        return ["a transcript that another had removed was given a title, and nothing was said"]
    return []


def _renaming_and_removing(case: _Case) -> list[str]:
    wrong = []
    case.read(case.one, case.file("Ada", "May"))
    case.add(case.one)
    name = case.held("Ada")[0]
    for turn in range(12):
        case.act(case.one, "rename", name)
        title = f"Title {turn}"

        def rename(title: str = title) -> Outcome:
            return case.rename(case.one, title)

        def remove() -> Outcome:
            return case.act(case.other, "remove", name)

        both: list[Callable[[], Outcome]] = [rename, remove]
        with ThreadPoolExecutor(2) as at_once:
            renamed, removed = at_once.map(lambda do: do(), both)
        if removed.error:
            return [f"removing while another renames failed: {removed.error}"]
        told = texts(renamed.data[1:2])
        case.undo(case.other)
        found = case.title(name)
        if found is None:
            return ["a removal was taken back while another renamed, and the transcript is not there"]
        if "class=" not in told and renamed.error is None and found != title:
            wrong.append(
                f"a title given while another removed and took back is lost: {found!r}, not {title!r}"
            )
            break
    return wrong


def _sets(case: _Case) -> list[str]:
    """Two bring question sets of one name."""
    files = []
    for owner in ("Ada", "Bo"):
        folder = case.page.home / "desks" / owner
        folder.mkdir(parents=True, exist_ok=True)
        row = {"id": "1", "question": f"When, asks {owner}?", "exchanges": ["bridge-2020-01-02/1"]}
        (folder / "ours.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
        files.append(folder / "ours.jsonl")
    for person, file in zip((case.one, case.other), files, strict=True):
        (brought,) = person.upload(file)
        person.press("set-file", [brought], kind="upload")
    sets = case.page.home / "archive" / "sets"
    kept = "".join(each.read_text("utf-8") for each in sets.glob("*.jsonl"))
    if "asks Ada" not in kept:
        return [
            "a question set that somebody brought was replaced by another's of the same name, without a word"
        ]
    return []


_CASES = {
    "same-name": _same_name, "at-once": _at_once, "undo": _undo, "undo-title": _undo_twice, "commands": _commands,
    "gone": _remove_what_changed, "renaming": _renaming_and_removing, "sets": _sets,
}  # fmt: skip


def run(seed: int | None = None) -> list[str]:
    """All cases on one page, in a random order; returns what went without a word."""
    names = list(_CASES)
    random.Random(seed).shuffle(names)
    wrong: list[str] = []
    with target() as page:
        for name in names:
            wrong += [f"{each} ({name})" for each in _CASES[name](_Case(page, name))]
        if error := raised(page.log.read_text("utf-8", "replace")):
            wrong.append(f"a traceback in the log: {error}")
    print(f"  {len(names)} cases", flush=True)
    return wrong
