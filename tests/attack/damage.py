"""Damage transcripts at random and read them: nothing but our own errors, spans in order, in time.

``python -m tests.attack.damage [SECONDS [SEED [FOLDER ...]]]`` runs as long as you like, over the small transcripts
of the tests and the files of the folders named; a finding is printed with what made it. With ``--record FILE``
each run is added to that file and goes on behind those before: so a million files are reached in many runs.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from time import monotonic, process_time

from onrecord.index.errors import OnRecordError
from onrecord.index.parsing.parser import parse
from onrecord.index.readers.sources import read
from onrecord.index.records import Transcript
from tests.index.made_files import pdf
from tests.index.test_printed_styles import ALL
from tests.index.test_styles import STYLES

__all__ = ["Run", "check", "damaged", "recorded", "run", "seeds"]

#: A file's suffix and its bytes.
Seed = tuple[str, bytes]

# What parsers stumble over.
_PIECES = (
    "\n", "\r", "\r\n", "\x00", "\u3000", "\u200b", "\u2028", "\f", "：", ":", "?", "？", "Q:", "A:", "问：", "**", "#", ">>", "|",
    "<b>", "</p>", "<v ", "-->", "{", "}", "[", '"', ",", "\t", "---\n", "&#x", "&amp", "(", ")", "00:01", "  ", "Mr. ", "\ud800",
    "ＱＡ", "1. ", "— ", "'''", "é", "\U0001f600", "ا", "MS. BAY: ", "u/a", "[00:00:01]",
)  # fmt: skip
# Seconds of a CPU for a megabyte, and those that any file may take, on a machine that is busy with other things.
PER_MEGABYTE = 20.0
AT_LEAST = 2.0
# A run of a record ends after so long, so that little is lost with it when it is stopped.
_PART_SECONDS = 60.0


def _html(text: str) -> str:
    return (
        "<html><body><h1>Talk</h1>"
        + "".join(f"<p>{line}</p>" for line in text.split("\n"))
        + "</body></html>"
    )


def _docx(text: str) -> bytes:
    import docx

    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph("".join(c for c in line if c.isprintable()))
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def seeds(folders: Sequence[Path] = ()) -> list[Seed]:
    """Whole files: the transcripts of the tests in every format, and the files of ``folders``."""
    texts = [text for text, _ in (*ALL.values(), *STYLES.values())]
    found: list[Seed] = [(".txt", text.encode()) for text in texts]
    for i, text in enumerate(texts[::7]):
        rows = [line.split(":", 1) for line in text.split("\n") if ":" in line]
        found.append((".html", _html(text).encode()))
        found.append((".xml", f"<doc><text><![CDATA[{_html(text)}]]></text></doc>".encode()))
        found.append(
            (
                ".md",
                f"---\ntitle: Talk {i}\ndate: 2021-05-03\n---\n{text}".encode("utf-16" if i % 5 else "utf-8"),
            )
        )
        found.append((".json", json.dumps([{"speaker": row[0], "text": row[-1]} for row in rows]).encode()))
        found.append((".csv", "\n".join(f'"{row[0]}","{row[-1]}"' for row in rows).encode()))
        cues = "\n\n".join(
            f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n<v {r[0]}>{r[-1]}" for n, r in enumerate(rows[:50])
        )
        found.append((".vtt", f"WEBVTT\n\n{cues}".encode()))
    found.append((".docx", _docx(texts[0])))
    found.append((".pdf", pdf([["Q: When?", "A: In May."], ["Q: Why?", "A: So."]])))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as box:
        box.writestr("a.txt", texts[0])
    found.append((".zip", packed.getvalue()))
    for folder in folders:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        found += [(path.suffix, path.read_bytes()[:300_000]) for path in files]
    return found


def damaged(seed: Seed, others: Sequence[Seed], chance: random.Random) -> Seed:
    """A seed with a few pieces cut out, repeated, moved, changed, or brought in from another."""
    suffix, data = seed
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        a, b = sorted(chance.randint(0, len(data)) for _ in range(2))
        b = min(b, a + chance.choice((1, 4, 40, 400, 4000)))
        match chance.randrange(6):
            case 0:
                data = data[:a] + data[b:]
            case 1:
                data = data[:b] + data[a:b] * chance.choice((1, 2, 50)) + data[b:]
            case 2:
                data = data[:a] + chance.choice(_PIECES).encode("utf-8", "surrogatepass") + data[a:]
            case 3:
                other = chance.choice(others)[1]
                at = chance.randint(0, len(other))
                data = data[:a] + other[at : at + chance.choice((10, 200, 3000))] + data[a:]
            case 4:
                data = (
                    data[:a] + bytes(chance.randrange(256) for _ in range(chance.choice((1, 3)))) + data[b:]
                )
            case _:
                piece = chance.choice(_PIECES).encode("utf-8", "surrogatepass")
                data = data[:a] + piece * chance.choice((2, 100, 1000)) + data[a:]
    return chance.choice((suffix, suffix, suffix, ".txt", ".html", ".json")), data[:600_000]


def _sound(transcript: Transcript) -> None:
    """Spans lie in the text, in order; numbers count from 1; nothing is empty."""
    spans = sorted(s for e in transcript.parts for turn in e.turns() for s in turn.spans)
    assert all(a.end <= b.start for a, b in pairwise(spans)), "spans overlap"
    assert spans[-1].end <= len(transcript.text), "a span ends behind the text"
    assert [e.number for e in transcript.exchanges] == list(range(1, len(transcript.exchanges) + 1))
    assert all(turn.words(transcript.text).strip() for e in transcript.parts for turn in e.turns())
    assert 0 <= transcript.report.confidence <= 1


def check(seed: Seed, folder: Path) -> bool:
    """Read and parse one file as a user would; whether exchanges were found.

    Raises:
        AssertionError: a span is not sound, or it took too long.
    """
    file = folder / f"talk{seed[0]}"
    file.write_bytes(seed[1])
    started = process_time()
    try:
        document = read(file)
        transcript = parse(document)
    except OnRecordError:
        return False
    finally:
        taken = process_time() - started
        assert taken < AT_LEAST + PER_MEGABYTE * len(seed[1]) / 1e6, f"{taken:.1f} s for {len(seed[1])} bytes"
    _sound(transcript)
    if document.offsets:
        for exchange in transcript.exchanges:
            for span in (*exchange.question_spans, *exchange.answer_spans):
                assert document.offsets.span(span).start < document.offsets.span(span).end
    return True


def cases(seed: int, folders: Sequence[Path] = ()) -> Iterator[Seed]:
    """Damaged files without end, the same ones for the same seed."""
    chance = random.Random(seed)
    whole = seeds(folders)
    while True:
        yield damaged(chance.choice(whole), whole, chance)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of some damaged files: how many there were, how many held exchanges, and what was found."""

    seed: int
    files: int
    parsed: int
    findings: tuple[str, ...]


def run(
    seconds: float = 60.0, seed: int | None = None, folders: Sequence[Path] = (), files: int | None = None
) -> Run:
    """Read damaged files for so many seconds, or until there were so many ``files``.

    What breaks something is kept in the folder for temporary files.
    """
    seed = random.randrange(10**6) if seed is None else seed
    end, count, parsed, findings = monotonic() + seconds, 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(seed, folders):
            count += 1
            try:
                parsed += check(case, Path(folder))
            except Exception as error:
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{count}{case[0]}"
                kept.write_bytes(case[1])
                findings.append(f"{type(error).__name__}: {str(error)[:200]} in {kept}")
                print(findings[-1], flush=True)
            if monotonic() > end or count == files:
                break
    return Run(seed, count, parsed, tuple(findings))


def recorded(record: Path) -> list[Run]:
    """The runs that a file has, one on each line."""
    if not record.exists():
        return []
    lines = record.read_text("utf-8").splitlines()
    return [Run(**{**json.loads(line), "findings": tuple(json.loads(line)["findings"])}) for line in lines]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run for some seconds; 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack.damage", description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("seed", nargs="?", type=int, metavar="SEED", help="default: a random one")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="files to damage besides")
    parser.add_argument(
        "--record", type=Path, metavar="FILE", help="where runs are kept, in parts of a minute"
    )
    options = parser.parse_args(arguments)
    end = monotonic() + options.seconds
    found = 0
    seed = random.randrange(10**6) if options.seed is None else options.seed
    while (left := end - monotonic()) > 0:
        # A run that was seen before would show nothing new.
        seen = {each.seed for each in recorded(options.record)} if options.record else set()
        while seed in seen:
            seed += 1
        part = run(min(left, _PART_SECONDS) if options.record else left, seed, options.folders)
        found += len(part.findings)
        print(
            f"seed {seed}: {part.files} files, {part.parsed} with exchanges, {len(part.findings)} findings",
            flush=True,
        )
        if options.record:
            with options.record.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(part)) + "\n")
    if options.record:
        runs = recorded(options.record)
        print(
            f"{len(runs)} runs: {sum(each.files for each in runs):,} files, {sum(len(each.findings) for each in runs)} findings"
        )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
