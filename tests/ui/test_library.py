"""Adding, renaming and removing on the page: what is read, what is changed, what is taken back."""

from __future__ import annotations

import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.index.errors import ArchiveError, ChangedError, InputError
from onrecord.index.indexing import FileReport, index_into
from onrecord.index.readers.sources import read
from onrecord.rag.assistant import Assistant
from onrecord.ui.page.background import Done, StoppedError, working
from onrecord.ui.page.kept import added_folder, collect_kept
from onrecord.ui.page.library import Library, fingerprint
from onrecord.ui.page.looking import Looked
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


def add(library: Library, *looked: Looked, both: bool = False) -> list[str]:
    """What became of each; ``asked`` where nothing was done before somebody is asked again."""
    reports = library.add(looked, both=both)
    return ["asked" if isinstance(each, Looked) else each.outcome for each in reports]


def test_a_note_does_not_tell_where_the_computer_put_the_file(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "it's a speech.txt"
    file.write_text("The harbour will be dredged in spring. Boats move to the north quay.\n", "utf-8")
    (looked,) = library.look([file])
    (note,) = looked.notes
    assert "it's a speech.txt" in note.replace("'\"'\"'", "'")
    assert str(library.archive.folder) not in note
    assert str(tmp_path) not in note


def test_nothing_is_changed_before_somebody_says_yes(library: Library, uploaded: Path) -> None:
    before = library.archive.generation
    (looked,) = library.look([uploaded])
    assert looked.transcript
    assert (looked.name, len(looked.transcript.exchanges)) == ("tower.txt", 1)
    assert (library.archive.generation, added_folder(library.archive.folder).exists()) == (before, False)
    shares: list[float] = []
    (report,) = library.add([looked], shares.append)
    assert isinstance(report, FileReport)
    assert report.outcome == "added"
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
        packed.writestr("b/none.txt", "")
    good, bad = library.look([file])
    assert (good.name, bad.name) == ("all.zip/a/tower.txt", "all.zip/b/none.txt")
    assert bad.error
    assert str(tmp_path) not in bad.error
    assert add(library, good, bad) == ["added"]
    source = Path(library.archive.transcript("tower").source)
    kept = source.parents[1]
    assert kept.read_bytes() == file.read_bytes()
    assert source == added_folder(library.archive.folder) / kept.parent.name / "all.zip" / "a" / "tower.txt"
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


@pytest.mark.slow
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


@pytest.fixture
def brought(tmp_path: Path) -> Callable[[str, str], Path]:
    """Makes a file of this name, in a folder of its own as an upload is."""

    def make(month: str, name: str = "talk2.txt") -> Path:
        file = tmp_path / "uploads" / month / name
        file.parent.mkdir(parents=True)
        file.write_text(TALK.format(month), encoding="utf-8")
        return file

    return make


def texts(library: Library) -> dict[str, str]:
    """The month that each transcript but the first tells."""
    held = [each.id for each in library.archive.transcripts() if each.id != "talk"]
    return {each: library.archive.transcript(each).text.split()[-1].rstrip(".") for each in held}


def kept(library: Library) -> list[str]:
    """The texts of all files that are kept, each of which some transcript comes from."""
    files = [each for each in added_folder(library.archive.folder).rglob("*") if each.is_file()]
    sources = {each.source for each in library.archive.transcripts()}
    assert {str(each) for each in files} <= sources
    return sorted(each.read_text("utf-8").split()[-1].rstrip(".") for each in files)


def test_of_two_who_add_another_text_of_one_name_the_second_is_asked(
    library: Library, brought: Callable[..., Path]
) -> None:
    ours, theirs = list(library.look([brought("June")])), list(library.look([brought("July")]))
    assert add(library, *ours) == ["added"]
    (again,) = library.add(theirs)
    assert isinstance(again, Looked)
    assert (again.namesake and again.namesake.id, texts(library), kept(library)) == (
        "talk2",
        {"talk2": "June"},
        ["June"],
    )
    assert add(library, again, both=True) == ["added"]
    assert set(texts(library).values()) == {"June", "July"}
    assert kept(library) == ["July", "June"]


def test_who_says_replace_replaces_what_they_saw_and_nothing_newer(
    library: Library, brought: Callable[..., Path]
) -> None:
    add(library, *library.look([brought("June")]))
    (mine,), (theirs,) = library.look([brought("July")]), library.look([brought("August")])
    assert mine.namesake
    assert add(library, theirs) == ["replaced"]
    (again,) = library.add([mine])
    assert isinstance(again, Looked)
    assert (texts(library), kept(library)) == ({"talk2": "August"}, ["August"])
    assert add(library, again) == ["replaced"]
    assert (texts(library), kept(library)) == ({"talk2": "July"}, ["July"])
    assert mine.file
    (once_more,) = library.look([mine.file])
    assert once_more.transcript is None


def test_a_title_that_another_gave_is_not_lost_either(library: Library, brought: Callable[..., Path]) -> None:
    add(library, *library.look([brought("June")]))
    (mine,) = library.look([brought("July")])
    library.rename("talk2", "A better title")
    assert add(library, mine) == ["asked"]
    assert library.archive.transcript("talk2").title == "A better title"


def test_who_brings_the_same_as_another_meanwhile_need_not_be_asked(
    library: Library, brought: Callable[..., Path]
) -> None:
    file = brought("June")
    (mine,), (theirs,) = library.look([file]), library.look([file])
    assert add(library, theirs) == ["added"]
    assert add(library, mine) == ["unchanged"]
    assert kept(library) == ["June"]


def test_two_files_of_one_name_in_a_zip_both_go_in(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a/tower.txt", TALK.format("June"))
        packed.writestr("b/tower.txt", TALK.format("July"))
    assert add(library, *library.look([file])) == ["added", "added"]
    assert set(texts(library).values()) == {"June", "July"}


def test_a_zip_of_the_same_name_leaves_the_files_of_the_first(library: Library, tmp_path: Path) -> None:
    for month, folder in (("June", "one"), ("July", "two")):
        file = tmp_path / folder / "all.zip"
        file.parent.mkdir()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr("tower.txt", TALK.format(month))
            packed.writestr(f"{folder}.txt", TALK.format(month))
        add(library, *library.look([file]))
    assert texts(library) == {"tower": "July", "one": "June", "two": "July"}
    for each in library.archive.transcripts():
        if each.id != "talk":
            assert read(Path(each.source)).text == library.archive.transcript(each.id).text


def test_undo_asks_before_it_overwrites_what_came_meanwhile(
    library: Library, brought: Callable[..., Path]
) -> None:
    add(library, *library.look([brought("June")]))
    token = library.remove("talk2")
    add(library, *library.look([brought("July")]))
    with pytest.raises(ChangedError) as raised:
        library.restore(token)
    assert (texts(library), kept(library)) == ({"talk2": "July"}, ["July"])
    library.rename("talk2", "A better title")
    with pytest.raises(ChangedError) as renamed:
        library.restore(token, seen=raised.value.there)
    assert library.restore(token, seen=renamed.value.there) == "talk2"
    assert (texts(library), kept(library)) == ({"talk2": "June"}, ["June"])


def test_undo_can_keep_both(library: Library, brought: Callable[..., Path]) -> None:
    add(library, *library.look([brought("June")]))
    token = library.remove("talk2")
    add(library, *library.look([brought("July")]))
    with pytest.raises(ChangedError):
        library.restore(token)
    own = library.restore(token, both=True)
    assert texts(library) == {"talk2": "July", own: "June"}
    assert kept(library) == ["July", "June"]


def test_undo_of_what_another_has_brought_back_is_done(
    library: Library, brought: Callable[..., Path]
) -> None:
    file = brought("June")
    add(library, *library.look([file]))
    token = library.remove("talk2")
    add(library, *library.look([file]))
    assert library.restore(token) == "talk2"
    assert kept(library) == ["June"]


def test_what_was_removed_together_can_be_taken_back_after_a_restart_by_anybody(
    library: Library, brought: Callable[..., Path]
) -> None:
    add(library, *library.look([brought("June")]))
    before = {each.id: library.archive.transcript(each.id) for each in library.archive.transcripts()}
    for each in before:
        library.remove(each, None, "both")
    assert (library.archive.transcripts(), kept(library)) == ([], [])
    later = Library(Archive.open(library.archive.folder), HashEmbedder())
    (batch,) = later.removals()
    assert ([each.id for each in batch.removed], batch.name) == (list(before), "both")
    for removed in later.removed_together("both"):
        later.restore(str(removed.number))
    assert {each.id: later.archive.transcript(each.id) for each in later.archive.transcripts()} == before
    assert kept(later) == ["June"]
    assert (later.removals(), later.removed_together("both")) == ([], ())


def test_two_who_remove_at_the_same_time_take_back_their_own(
    library: Library, brought: Callable[..., Path]
) -> None:
    add(library, *library.look([brought("June"), brought("May", "talk3.txt")]))
    for each, batch in (("talk", "ada"), ("talk2", "ben"), ("talk3", "ada")):
        library.remove(each, None, batch)
    batches = {batch.name: [each.id for each in batch.removed] for batch in library.removals()}
    assert batches == {"ada": ["talk", "talk3"], "ben": ["talk2"]}


def test_what_is_deleted_for_good_does_not_come_back(library: Library) -> None:
    token = library.remove("talk", None, "gone")
    library.forget("gone")
    assert library.removals() == []
    with pytest.raises(InputError, match="cannot be taken back"):
        library.restore(token)


def test_what_was_changed_since_the_list_was_shown_is_neither_removed_nor_renamed(
    library: Library, brought: Callable[..., Path]
) -> None:
    add(library, *library.look([brought("June")]))
    (shown,) = library.archive.namesakes("talk2")
    add(library, *library.look([brought("July")]))
    for change in (
        lambda: library.remove("talk2", fingerprint(shown)),
        lambda: library.rename("talk2", "Mine", fingerprint(shown)),
    ):
        with pytest.raises(ChangedError):
            change()
    assert texts(library) == {"talk2": "July"}
    (shown,) = library.archive.namesakes("talk2")
    library.rename("talk2", "Mine", fingerprint(shown))


def test_whoever_comes_at_the_same_moment_overwrites_nobody(
    library: Library, brought: Callable[..., Path]
) -> None:
    months = [f"month-{n}" for n in range(8)]
    looked = [next(iter(library.look([brought(month)]))) for month in months]
    together, outcomes = threading.Barrier(len(looked)), []

    def bring(each: Looked) -> None:
        together.wait()
        outcomes.extend(add(library, each))

    people = [threading.Thread(target=bring, args=(each,)) for each in looked]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == ["added", *["asked"] * 7]
    assert len(kept(library)) == 1


def test_a_file_that_cannot_be_kept_or_is_gone_is_told_and_nothing_is_changed(
    library: Library, brought: Callable[..., Path]
) -> None:
    file = brought("June")
    (looked,) = library.look([file])
    folder = added_folder(library.archive.folder)
    folder.write_bytes(b"in the way")
    with pytest.raises(ArchiveError, match=r"talk2\.txt cannot be kept"):
        add(library, looked)
    assert (texts(library), folder.read_bytes()) == ({}, b"in the way")
    folder.unlink()
    file.unlink()
    with pytest.raises(ArchiveError, match=r"talk2\.txt cannot be kept"):
        add(library, looked)
    assert (texts(library), list(folder.iterdir())) == ({}, [])
    (gone,) = library.look([file])
    assert gone.error
    assert str(file.parent) not in gone.error


def test_files_that_belong_to_no_transcript_are_collected_when_the_page_starts(
    library: Library, brought: Callable[..., Path]
) -> None:
    (looked,) = library.look([brought("May")])
    add(library, looked)
    folder = added_folder(library.archive.folder)
    source = library.archive.transcript("talk2").source
    left = folder / ("0" * 16) / "gone.txt"
    left.parent.mkdir()
    left.write_text("what somebody removed", "utf-8")
    (folder / "old.txt").write_text("of an older archive", "utf-8")
    (Path(source).parent / ".part").write_text("half a file", "utf-8")
    (folder / ("1" * 16)).mkdir()
    Library(library.archive, HashEmbedder())
    assert [path for path in folder.rglob("*") if path.is_file()] == [Path(source)]
    assert list(folder.iterdir()) == [Path(source).parent]


def test_what_is_being_added_is_never_collected(library: Library, brought: Callable[..., Path]) -> None:
    (looked,) = library.look([brought("May")])
    collected: list[int] = []
    reports = list(library.add([looked], lambda _: collected.append(collect_kept(library.archive))))
    assert [each.outcome for each in reports if isinstance(each, FileReport)] == ["added"]
    assert set(collected) == {0}
    source = library.archive.transcript("talk2").source
    assert Path(source).read_text("utf-8") == looked.file.read_text("utf-8") if looked.file else False
    assert list(added_folder(library.archive.folder).iterdir()) == [Path(source).parent]


def test_what_was_killed_while_it_added_keeps_nothing_from_being_collected(
    library: Library, tmp_path: Path
) -> None:
    folder = added_folder(library.archive.folder)
    program = """
import os, signal, sys
from pathlib import Path
from onrecord.ui.page.kept import KeptFiles
kept = KeptFiles(Path(sys.argv[1]), lambda _: False)
with kept.adding():
    kept.keep(kept.place_of(b"x", "x.txt"), lambda part: part.write_bytes(b"x"))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", program, str(library.archive.folder)], check=False)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2
    assert collect_kept(library.archive) == 1
    assert list(folder.iterdir()) == []


HOSTS = (
    "Ann Reed: When does the bridge open?\n\nTom Cole: In May, when the tests are done.\n\n"
    "Eva Lang: We have heard of a toll.\n\nTom Cole: There is none, and there never was one.\n\n"
    "Ann Reed: What does the ferry cost?\n\nTom Cole: Four crowns, and nothing for children.\n\n"
    "Eva Lang: We have also heard of delays.\n\nTom Cole: They are over, and all goes on as planned.\n"
)


def test_what_a_reader_says_of_speakers_is_kept_and_counts_wherever_the_text_comes_from(
    library: Library, uploaded: Path, embedder: HashEmbedder, tmp_path: Path
) -> None:
    uploaded.write_text(HOSTS, "utf-8")
    (looked,) = library.look([uploaded])
    assert looked.found
    assert {each.name for each in looked.found.speakers} >= {"Ann Reed", "Tom Cole", "Eva Lang"}
    said = library.choose(looked, (("Eva Lang", "asker"), ("Nobody there", "asker")))
    assert said.transcript
    assert [each.asker for each in said.transcript.exchanges] == ["Ann Reed", "Eva Lang"] * 2
    profiles = library.archive.folder / "profiles"
    assert not profiles.exists()
    assert add(library, said) == ["added"]
    (kept,) = profiles.iterdir()
    assert kept.read_text("utf-8") == 'asks = ["Eva Lang"]\n'
    other = tmp_path / "elsewhere.txt"
    other.write_text(HOSTS, "utf-8")
    (report,) = index_into(library.archive, embedder, [other])
    assert report.exchanges == 4
    assert collect_kept(library.archive) == 0
    assert kept.exists()
    for each in library.archive.transcripts():
        library.remove(each.id)
    collect_kept(library.archive)
    assert not kept.exists()


def test_what_is_in_already_can_be_said_again(library: Library, uploaded: Path) -> None:
    uploaded.write_text(HOSTS, "utf-8")
    (looked,) = library.look([uploaded])
    add(library, looked)
    (again,) = library.look([uploaded])
    assert again.transcript is None
    assert again.found
    assert again.found.speakers
    said = library.choose(again, (("Eva Lang", "asker"),))
    assert said.transcript
    assert said.namesake
    assert add(library, said) == ["replaced"]
    held = {each.id: each.exchanges for each in library.archive.transcripts()}
    assert held["tower"] == 4
