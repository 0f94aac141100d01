"""An archive of the older format is brought up to date in place, whatever others do meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from onrecord.eval.evaluate import evaluate
from onrecord.index.archive.archive import Archive
from onrecord.index.arrays import Vectors
from onrecord.index.document import Document
from onrecord.index.errors import ArchiveError
from onrecord.index.parsing.parser import parse
from onrecord.index.parsing.statements import with_statements
from onrecord.index.records import Transcript
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of
from tests.index.disks import read_only
from tests.index.older import older, parsed_before
from tests.index.test_statements import BRIEFING, uncovered

ROOT = Path(__file__).parents[2]


def document(name: str = "briefing", more: str = "") -> Document:
    """A briefing with statements before, between and after its two exchanges."""
    return Document(text=BRIEFING + more, name=f"{name}.txt", source=f"{name}.txt")


def briefing(name: str = "briefing", more: str = "") -> Transcript:
    """The same, read."""
    return parse(document(name, more))


def archive_in(folder: Path, *names: str) -> Archive:
    """An archive of the older format that holds the briefing under these names."""
    embedder = HashEmbedder()
    archive = Archive.create(folder, embedder.model_id, embedder.dimension)
    for name in names:
        archive.add(parsed_before(document(name)), embedder)
    older(archive)
    return archive


class Meanwhile(HashEmbedder):
    """Lets others act while it embeds: each act of ``acts`` once, in turn; notes how many texts it embeds."""

    def __init__(self, *acts: Callable[[], object]) -> None:
        self.acts = list(acts)
        self.embedded: list[int] = []

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The same vectors, after somebody else has acted."""
        self.embedded.append(len(texts))
        if self.acts:
            self.acts.pop(0)()
        return super().embed_passages(texts, progress)


def assert_whole(archive: Archive, *held: Transcript) -> None:
    """Nothing but these is held, all of it, each word once, and all units are found by their vectors."""
    assert not archive.is_older
    assert {each.id for each in archive.transcripts()} == {each.id for each in held}
    for each in held:
        found = archive.transcript(each.id)
        assert (found.text, found.exchanges, found.statements) == (each.text, each.exchanges, each.statements)
        assert found.report == each.report
    keys = archive.exchange_keys()
    units = archive.units(list(keys.values()))
    # Statements are found by words too.
    expected = {keys[each.id, -1] for each in held if each.statements}
    assert expected <= set(archive.by_words("the lease of the northern quay"))
    for view in ("question", "passage"):
        rows = units.rows(view)
        ids, _ = archive.nearest(view, units.vectors[0], 1000)
        assert sorted(ids.tolist()) == sorted(units.ids[rows].tolist()), view


def test_an_older_archive_gets_its_statements(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = archive_in(tmp_path / "archive", "briefing")
    assert archive.is_older
    before = archive.transcript("briefing")
    assert not before.statements
    shares: list[float] = []
    archive.bring_up_to_date(embedder, shares.append)
    after = archive.transcript("briefing")
    assert sum(shares) == pytest.approx(1)
    assert after.exchanges == before.exchanges
    assert uncovered(after) == ""
    assert_whole(archive, briefing())
    generation = archive.generation
    archive.bring_up_to_date(embedder)
    assert archive.generation == generation


def test_a_failure_in_the_middle_leaves_the_older_archive(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = archive_in(tmp_path / "archive", "briefing")
    generation = archive.generation

    def fail(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.bring_up_to_date(embedder, fail)
    assert archive.is_older
    assert archive.generation == generation
    assert not archive.transcript("briefing").statements


def test_what_was_added_before_an_archive_is_brought_up_to_date_stays(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = archive_in(tmp_path / "archive", "briefing")
    added = briefing("later", "\nMS. REED: Goodbye.\n")
    archive.add(added, embedder)
    archive.bring_up_to_date(embedder)
    assert_whole(archive, briefing(), added)


def test_nobody_waits_while_statements_are_embedded(tmp_path: Path) -> None:
    archive = archive_in(tmp_path / "archive", "first", "second")
    other = Archive.open(archive.folder)
    other._connection.execute("PRAGMA busy_timeout = 0")
    embedder = Meanwhile(
        lambda: other.rename("first", "Another title"), lambda: other.rename("second", "A third title")
    )
    archive.bring_up_to_date(embedder)
    assert not embedder.acts
    assert_whole(archive, briefing("first"), briefing("second"))
    assert {each.title for each in archive.transcripts()} == {"Another title", "A third title"}
    # A title is nothing that statements are made of.
    assert len(embedder.embedded) == 2


def test_what_others_add_replace_and_remove_meanwhile_is_kept(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = archive_in(tmp_path / "archive", "first", "second", "third")
    other = Archive.open(archive.folder)
    replaced = briefing("first", "\nMS. REED: Goodbye.\n")
    added = briefing("fourth", "\nMR. LOW: Goodbye to all.\n")
    without = with_statements(transcript_of(PAIRS, "fifth"))

    def change() -> None:
        other.add(replaced, embedder)
        other.remove("third")
        other.add(added, embedder)
        other.add(without, embedder)

    meanwhile = Meanwhile(lambda: None, change)  # the first is ready by then
    archive.bring_up_to_date(meanwhile)
    assert_whole(archive, replaced, briefing("second"), added, without)
    # Neither what was removed nor what has its statements is embedded.
    assert len(meanwhile.embedded) == 2


def test_what_an_older_version_writes_meanwhile_gets_statements_too(tmp_path: Path) -> None:
    archive = archive_in(tmp_path / "archive", "first", "second")
    other = Archive.open(archive.folder)
    goodbye = "\nMS. REED: Goodbye.\n"

    def change() -> None:
        for each in (document("first", goodbye), document("third")):
            other.add(parsed_before(each), HashEmbedder())

    meanwhile = Meanwhile(lambda: None, change)
    shares: list[float] = []
    archive.bring_up_to_date(meanwhile, shares.append)
    assert_whole(archive, briefing("first", goodbye), briefing("second"), briefing("third"))
    # What was ready of the second stays good, as nobody touched that.
    assert sum(shares) == pytest.approx(1)
    assert len(meanwhile.embedded) == 4


def test_the_same_text_that_is_read_otherwise_meanwhile_is_not_mistaken(tmp_path: Path) -> None:
    archive = archive_in(tmp_path / "archive", "briefing")
    other = Archive.open(archive.folder)
    before = parsed_before(document())
    otherwise = replace(before, exchanges=before.exchanges[:1])
    archive.bring_up_to_date(Meanwhile(lambda: other.add(otherwise, HashEmbedder())))
    assert_whole(archive, with_statements(otherwise))


def test_another_process_that_is_first_is_enough(tmp_path: Path, embedder: HashEmbedder) -> None:
    archive = archive_in(tmp_path / "archive", "briefing")
    other = Archive.open(archive.folder)
    generations: list[str] = []

    def change() -> None:
        other.bring_up_to_date(embedder)
        generations.append(other.generation)

    archive.bring_up_to_date(Meanwhile(change))
    assert_whole(archive, briefing())
    assert archive.generation == generations[0]


def test_nothing_is_embedded_for_an_archive_that_cannot_be_changed(tmp_path: Path) -> None:
    archive_in(tmp_path / "archive", "briefing").close()
    embedder = Meanwhile()
    with read_only(tmp_path / "archive"):
        archive = Archive.open(tmp_path / "archive")
        with pytest.raises(ArchiveError, match="not changed"):
            archive.bring_up_to_date(embedder)
    assert embedder.embedded == []


def test_a_transcript_that_was_brought_up_to_date_goes_without_others(
    tmp_path: Path, embedder: HashEmbedder
) -> None:
    archive = archive_in(tmp_path / "archive", "first", "second", "third")
    archive.bring_up_to_date(embedder)
    # The vectors are in files beside the archive, which are not made anew for what comes and goes.
    archive.nearest("passage", np.ones(embedder.dimension, np.float32), 1)
    # Between its exchanges and its statements stand those of the others.
    archive.remove("second")
    assert_whole(archive, briefing("first"), briefing("third"))


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from onrecord.index.archive.archive import Archive
from tests.conftest import HashEmbedder

done, last = 0, 0

class Counted(HashEmbedder):
    def embed_passages(self, texts, progress=None):
        touched()
        return super().embed_passages(texts, progress)

def touched(*_):
    global done
    done += 1
    if done == last:
        os.kill(os.getpid(), signal.SIGKILL)

def bring(folder):
    archive = Archive.open(folder)
    archive._connection.set_trace_callback(touched)
    archive.bring_up_to_date(Counted())
    archive._connection.set_trace_callback(None)
    return archive

held, home = Path(sys.argv[1]), Path(sys.argv[2])
shutil.copytree(held, home / "whole")
bring(home / "whole").close()
most, killed = done, 0
for kill_at in range(1, most + 1):
    folder = home / f"killed-{kill_at}"
    shutil.copytree(held, folder)
    done = 0
    if not (child := os.fork()):
        last = kill_at
        bring(folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    killed += os.WIFSIGNALED(status)
    # Nothing of it, or all of it.
    left = Archive.open(folder)
    counts = {each.statements for each in left.transcripts()}
    assert left.is_older == (counts == {0}), (kill_at, counts)
    left.close()
    after, whole = bring(folder), Archive.open(home / "whole")
    for each in whole.transcripts():
        assert after.transcript(each.id) == whole.transcript(each.id), kill_at
    assert len(after.units(list(after.exchange_keys().values()))) == len(
        whole.units(list(whole.exchange_keys().values()))
    ), kill_at
    after.close()
    whole.close()
    shutil.rmtree(folder)
print(most, killed)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL to send")
@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_the_older_archive_or_the_whole_new_one(tmp_path: Path) -> None:
    archive_in(tmp_path / "archive", "first", "second").close()
    (tmp_path / "home").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "archive"), str(tmp_path / "home")],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    most, killed = map(int, done.stdout.split())
    assert killed == most > 20


def test_an_older_archive_that_cannot_be_changed_is_left_as_it_is_and_that_is_said(tmp_path: Path) -> None:
    archive_in(tmp_path, "briefing").close()
    said: list[str] = []
    with read_only(tmp_path):
        archive = Archive.open(tmp_path)
        archive.make_current(HashEmbedder(), complain=said.append)
        assert archive.is_older
        archive.close()
    archive = Archive.open(tmp_path)
    (message,) = said
    assert "what is said outside of exchanges is not found until it can be" in message
    archive.make_current(HashEmbedder(), complain=said.append)
    assert_whole(archive, briefing())
    assert len(said) == 1


def test_assistant_open_and_evaluate_bring_an_older_archive_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("rag.assistant", "eval.evaluate"):
        monkeypatch.setattr(f"onrecord.{module}.load_embedder", lambda *_: HashEmbedder())
    archive_in(tmp_path / "asked", "briefing").close()
    answer = Assistant.open(tmp_path / "asked", Settings(threshold=0)).ask("Who was in Anholt on a quay?")
    assert {quote.citation.part for quote in answer.quotes} & {"s1"}
    archive_in(tmp_path / "measured", "briefing").close()
    questions = tmp_path / "set.jsonl"
    questions.write_text(
        '{"id": "1", "lang": "en", "question": "When is it open?", "exchanges": ["briefing/1"]}\n'
    )
    evaluate(questions, tmp_path / "measured")
    assert not Archive.open(tmp_path / "measured").is_older
