"""Adding, renaming and removing on the page: what is read, what is changed, what is taken back."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import InputError
from onrecord.rag.assistant import Assistant
from onrecord.ui.page.background import Done, StoppedError, working
from onrecord.ui.page.library import Library, Looked, added_folder
from tests.conftest import HashEmbedder

TALK = "Press talk\n\nQ: When does the tower open?\n\nA: The tower opens in {}.\n"


@pytest.fixture
def library(archive: Archive, embedder: HashEmbedder) -> Library:
    return Library(archive, embedder)


@pytest.fixture
def uploaded(tmp_path: Path) -> Path:
    file = tmp_path / "upload" / "tower.txt"
    file.parent.mkdir()
    file.write_text(TALK.format("June"), encoding="utf-8")
    return file


def add(library: Library, *looked: Looked) -> list[str]:
    return [report.outcome for report in library.add(looked)]


def test_nothing_is_changed_before_somebody_says_yes(library: Library, uploaded: Path) -> None:
    before = library.archive.generation
    (looked,) = library.look([uploaded])
    assert looked.transcript
    assert (looked.name, len(looked.transcript.exchanges)) == ("tower.txt", 1)
    assert (library.archive.generation, added_folder(library.archive.folder).exists()) == (before, False)
    shares: list[float] = []
    assert [r.outcome for r in library.add([looked], shares.append)] == ["added"]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    kept = library.archive.transcript("tower").source
    assert Path(kept).read_text("utf-8") == TALK.format("June")


def test_the_same_again_is_nothing_new_and_another_text_of_that_name_replaces(
    library: Library, uploaded: Path
) -> None:
    add(library, *library.look([uploaded]))
    (again,) = library.look([uploaded])
    assert again.found
    assert (again.transcript, again.found.before and again.found.before.id) == (None, "tower")
    assert add(library, again) == []
    uploaded.write_text(TALK.format("July"), encoding="utf-8")
    (changed,) = library.look([uploaded])
    assert add(library, changed) == ["replaced"]
    assert "July" in library.archive.transcript("tower").text
    assert {each.id for each in library.archive.transcripts()} == {"talk", "tower"}


def test_a_zip_brings_what_it_holds_and_what_cannot_be_read_is_told(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a/tower.txt", TALK.format("June"))
        packed.writestr("b/none.txt", "Nobody asks anything here.")
    good, bad = library.look([file])
    assert (good.name, bad.name) == ("all.zip/a/tower.txt", "all.zip/b/none.txt")
    assert bad.error
    assert str(tmp_path) not in bad.error
    assert add(library, good, bad) == ["added"]
    assert library.archive.transcript("tower").source.endswith("added/all.zip/a/tower.txt")
    (again, _) = library.look([file])
    assert again.transcript is None


def test_an_address_of_this_machine_is_refused_unless_it_is_allowed(library: Library) -> None:
    (looked,) = library.look([], ["http://127.0.0.1:9/talk.html"])
    assert looked.error
    assert "private" in looked.error


def test_what_is_stopped_stays_out_and_leaves_no_file(library: Library, uploaded: Path) -> None:
    looked = list(library.look([uploaded]))
    before = library.archive.generation

    def stop(share: float) -> None:
        if share:
            raise StoppedError

    with pytest.raises(StoppedError):
        list(library.add(looked, stop))
    assert library.archive.generation == before
    assert list(added_folder(library.archive.folder).iterdir()) == []


def test_a_title_can_be_changed_and_its_citations_stay(library: Library) -> None:
    library.rename("talk", "  Another \n title ")
    assert library.archive.transcript("talk").title == "Another title"
    for transcript_id, title in (("talk", "  "), ("nothing", "x")):
        with pytest.raises(InputError):
            library.rename(transcript_id, title)


def test_a_removal_can_be_taken_back_once_with_its_file(library: Library, uploaded: Path) -> None:
    add(library, *library.look([uploaded]))
    before = library.archive.transcript("tower")
    token = library.remove("tower")
    assert [each.id for each in library.archive.transcripts()] == ["talk"]
    assert not Path(before.source).exists()
    assert library.restore(token) == "tower"
    assert library.archive.transcript("tower") == before
    assert Path(before.source).read_text("utf-8") == before.text
    with pytest.raises(InputError, match="cannot be taken back"):
        library.restore(token)
    with pytest.raises(InputError, match="no transcript"):
        library.remove("nothing")


def test_several_people_ask_while_one_adds(archive: Archive, embedder: HashEmbedder, tmp_path: Path) -> None:
    files = []
    for number in range(8):
        files.append(tmp_path / f"tower-{number}.txt")
        pairs = (f"Daily: Is step {n} steep?\n\nMayor: Step {n} is {number} hands high.\n" for n in range(40))
        files[-1].write_text("\n".join(pairs), encoding="utf-8")
    library, assistant = Library(archive, embedder), Assistant(archive, embedder)
    adding, wrong, answers = threading.Event(), [], []

    def ask() -> None:
        while not adding.is_set():
            try:
                found = assistant.ask("What does the ferry cost?")
                answers.append((found.quotes or found.nearest)[0])
            except Exception as error:
                wrong.append(error)

    people = [threading.Thread(target=ask) for _ in range(4)]
    for person in people:
        person.start()
    outcomes = add(library, *library.look(files))
    adding.set()
    for person in people:
        person.join()
    assert (outcomes, wrong) == (["added"] * 8, [])
    assert answers
    for quote in answers:
        text = archive.transcript(quote.citation.transcript).text
        assert text[quote.citation.start : quote.citation.end] == quote.text


def test_work_tells_how_far_it_is_and_how_it_ended() -> None:
    def fail(_: object) -> None:
        raise InputError("the\ndisk is full")

    def endless(tell: Callable[[float], None]) -> None:
        while True:
            tell(0.5)

    stopped = threading.Event()

    def quick(tell: Callable[[float], None]) -> str:
        tell(1.0)
        return "done"

    assert list(working(quick, stopped))[-1] == Done("done")
    assert list(working(fail, stopped)) == [Done(problem="the disk is full")]
    steps = working(endless, stopped)
    assert next(steps) == 0.5
    stopped.set()
    assert list(steps)[-1] == Done(stopped=True)
