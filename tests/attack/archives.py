"""Damage the files of an archive at random and use it: our own errors or the record's words, nothing else.

``python -m tests.attack.archives [ROUNDS [SEED]]`` prints what was found; a finding names the round, which
gives the same damage again.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from time import process_time

import numpy as np

from onrecord.index.archive.archive import Archive
from onrecord.index.archive.tuning import Tuning
from onrecord.index.errors import OnRecordError
from onrecord.index.indexing import index_into
from onrecord.index.tables.schema import FILE_NAME
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of

__all__ = ["run"]

_BATCH = 100
_SLOWEST_SECONDS = 30.0
_QUESTIONS = ("What does the ferry cost?", "When does the bridge open?", "大桥什么时候开通？")
_TALK = "Q: Is the mill old?\nA: The mill is older than the town.\n"

Damage = Callable[[bytearray, random.Random], None]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 1, 2, 8, 64, 512))):
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: random.Random) -> None:
    at, size = chance.randrange(len(data) + 1), chance.choice((1, 4, 16, 100, 4096))
    data[at : at + size] = chance.choice((b"\0", b"\xff", b"9", b'"', chance.randbytes(1))) * size


def _shorten(data: bytearray, chance: random.Random) -> None:
    del data[chance.choice((0, 1, 15, 16, 100, 4096, chance.randrange(len(data) + 1))) :]


def _swap_pages(data: bytearray, chance: random.Random) -> None:
    a, b = (chance.randrange(len(data) // 4096 + 1) * 4096 for _ in range(2))
    data[a : a + 4096], data[b : b + 4096] = data[b : b + 4096], data[a : a + 4096]


def _cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    del data[at : at + chance.choice((1, 7, 100, 4096))]


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.randbytes(chance.choice((1, 7, 100, 4096)))


_DAMAGES: tuple[Damage, ...] = (_flip, _flip, _flip, _overwrite, _shorten, _swap_pages, _cut, _insert)


def _whole(folder: Path) -> dict[str, str]:
    """Make an archive with all that it may hold in ``folder``; the texts of its transcripts by their ids."""
    embedder = HashEmbedder()
    (folder / "talk.txt").write_text(_TALK, encoding="utf-8")
    archive = Archive.create(folder / "closed", embedder.model_id, embedder.dimension)
    list(index_into(archive, embedder, [folder / "talk.txt"]))
    long = [
        (f"When does bridge {n} open?", f"Bridge {n} opens in May. It took {n} years.") for n in range(40)
    ]
    chinese = [("大桥什么时候开通？", "大桥五月开通。它建了三年，花了很多钱。")]
    for name, pairs in (("ferry", PAIRS), ("bridges", long), ("daqiao", chinese)):
        archive.add(transcript_of(pairs, name), embedder)
    d = embedder.dimension
    shift, thin = np.zeros(d, np.float32), np.full((d, 1), 0.01, np.float32)
    archive.tune(Tuning(1, shift, shift, np.eye(d, dtype=np.float32), thin, thin.T, 0.5, ("en",), {}))
    archive.nearest("passage", embedder.embed_questions(["ferry"])[0], 3)
    archive.remove("daqiao")
    archive.add(transcript_of(chinese, "daqiao"), embedder)
    shutil.copytree(archive.folder, folder / "open")  # with the changes that are beside the file
    texts = {each.id: archive.transcript(each.id).text for each in archive.transcripts()}
    archive.close()
    return texts


def _used(folder: Path, talks: Path, texts: dict[str, str]) -> list[str]:
    """Do with an archive all that can be done; what came back that is not the record's."""
    wrong: list[str] = []
    embedder = HashEmbedder()

    def attempt(do: Callable[[], object]) -> None:
        try:
            do()
        except OnRecordError as error:
            if "\n" in str(error) or len(str(error)) > 1000:
                wrong.append(f"a message of more than a line: {str(error)[:200]!r}")

    def read(archive: Archive) -> None:
        for each in archive.transcripts():
            transcript = archive.transcript(each.id)
            if transcript.text not in texts.values():
                wrong.append(f"{each.id} has another text")

    def ask(archive: Archive, question: str) -> None:
        answer = Assistant(archive, embedder, Settings(threshold=0.0)).ask(question)
        for quote in (*answer.quotes, *answer.nearest):
            words = "".join(quote.text.split())
            if not any(words in "".join(text.split()) for text in texts.values()):
                wrong.append(f"a quote is not in the record: {quote.text[:80]!r}")

    def change(archive: Archive) -> None:
        list(index_into(archive, embedder, [talks]))
        archive.rename("ferry", "The ferry")
        archive.remove("bridges")
        archive.forget_tuning()

    def whole(opening: Callable[[], Archive]) -> None:
        with closing(opening()) as archive:
            attempt(lambda: read(archive))
            attempt(archive.choices)
            attempt(lambda: archive.units(list(archive.exchange_keys().values())))
            for question in _QUESTIONS:
                attempt(lambda question=question: ask(archive, question))  # type: ignore[misc]
            attempt(lambda: change(archive))
            attempt(lambda: ask(archive, _QUESTIONS[0]))

    attempt(lambda: whole(lambda: Archive.open(folder)))
    attempt(lambda: whole(lambda: Archive.create(folder, embedder.model_id, embedder.dimension)))
    return wrong


def _damaged(folder: Path, chance: random.Random) -> str:
    """Damage one file of an archive, at times more; what was done."""
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        files = sorted(path for path in folder.iterdir() if path.is_file())
        # Most of what can go wrong is in the one truth.
        tables = [path for path in files if path.name.startswith(FILE_NAME)]
        file = chance.choice(tables if chance.random() < 0.6 and tables else files)
        if chance.random() < 0.05:
            file.unlink()
            done.append(f"{file.name} removed")
            continue
        data = bytearray(file.read_bytes())
        damage = chance.choice(_DAMAGES)
        damage(data, chance)
        file.write_bytes(data)
        done.append(f"{file.name} {damage.__name__.strip('_')}")
    return ", ".join(done)


def _rounds(first: int, last: int, seed: int) -> list[str]:
    """The findings of some rounds; names of segments differ from run to run, the damage does not."""
    warnings.simplefilter("error", RuntimeWarning)  # NumPy's, of values that are no numbers
    found = []
    with tempfile.TemporaryDirectory(prefix="onrecord-attack-") as place:
        texts = _whole(Path(place))
        for number in range(first, last):
            chance = random.Random(f"{seed}/{number}")
            folder = Path(place) / "damaged"
            shutil.copytree(Path(place) / chance.choice(("closed", "open")), folder)
            what = _damaged(folder, chance)
            started = process_time()
            try:
                wrong = _used(folder, Path(place) / "talk.txt", texts)
            except Exception as error:
                wrong = [f"{type(error).__name__}: {' '.join(str(error).split())[:200]} at {_where(error)}"]
            if process_time() - started > _SLOWEST_SECONDS:
                wrong.append(f"it took {process_time() - started:.0f} s")
            found += [f"round {number} of seed {seed}, {what}: {each}" for each in wrong]
            shutil.rmtree(folder)
    return found


def _where(error: BaseException) -> str:
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    return f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}" if at else "nowhere"


def run(rounds: int, seed: int) -> list[str]:
    """Use an archive that was damaged at random, so many times; returns what was found, one line each.

    It is used in a process of its own: one that is killed by what it reads is a finding too.
    """
    found = []
    for first in range(0, rounds, _BATCH):
        last = min(first + _BATCH, rounds)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            try:
                found += pool.submit(_rounds, first, last, seed).result()
            except BrokenProcessPool:
                found.append(f"rounds {first} to {last - 1} of seed {seed}: the process was killed")
    return found


def main(arguments: Sequence[str]) -> int:
    """Run and tell; 1 if something was found."""
    rounds = int(arguments[0]) if arguments else 200
    seed = int(arguments[1]) if len(arguments) > 1 else random.randrange(10**6)
    found = run(rounds, seed)
    for each in found:
        print(each)
    print(f"seed {seed}: {rounds} damaged archives, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
