"""``onrecord eval`` from end to end: make, run, resume, measure, compare, report, and what is wrong with a set."""

from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.rag.llm.server import scripted, written
from tests.ui.command_line import Run

ROOT = Path(__file__).parents[2]
PLACES = ("bridge", "ferry", "museum", "market", "library", "harbour")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A transcript of six exchanges."""
    file = tmp_path / "town.txt"
    rows = [
        f"Q: When does the {place} open again?\nA: The {place} opens on day {n}."
        for n, place in enumerate(PLACES)
    ]
    file.write_text("\n".join(rows) + "\n")
    return file


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A set about it: five questions that it answers, and one that it does not."""
    rows = [
        {"id": f"q{n}", "lang": "en", "question": f"The {place}: open when?", "exchanges": [n], "quote": f"opens on day {n - 1}"}
        for n, place in enumerate(PLACES[:5], 1)
    ]  # fmt: skip
    rows.append({"id": "far", "lang": "de", "question": "zzz qqq?", "exchanges": []})
    file = tmp_path / "set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


@pytest.mark.slow
def test_a_language_model_is_measured_on_the_same_set(run: Run, record: Path, questions: Path) -> None:
    said = "It opens on day 9 [1]. And so on. It opens [1]."
    with scripted(lambda _: written(said)) as server:
        named = ("--llm", server.url, "--llm-model", "small")
        command = ("eval", str(questions), "--record", str(record), *named)
        text, told = run(*command)[1], json.loads(run(*command, "--json")[1].splitlines()[1])["sentences"]
    asked = told["asked"]
    assert asked == len(server.asked) / 2
    assert told["sentences"] == 2 * asked
    assert told["kept"] == pytest.approx(2 / 3, abs=1e-3)
    assert told["flagged"] >= 0.4
    assert told["failed"] == 0
    assert f"In sentences, by small: asked for {asked} of 6 questions; {2 * asked} sentences" in text
    assert "tokens read" in text


def test_a_set_is_asked_and_its_figures_are_written(
    run: Run, record: Path, questions: Path, tmp_path: Path
) -> None:
    files = {name: tmp_path / f"out.{name}" for name in ("csv", "trec", "html")}
    status, out, err = run(
        "eval", str(questions), "--record", str(record), "--json", "--csv", str(files["csv"]),
        "--trec", str(files["trec"]), "--report", str(files["html"]), "--measure", "P@5",
    )  # fmt: skip
    figures = json.loads(out)
    assert status == 0
    assert figures["questions"] == 6
    assert figures["R@1"] == figures["right exchange first"] == figures["quote at 1"] == 1
    assert figures["exact quotes"] == 1
    assert figures["P@5"] == 0.2
    assert figures["by"]["language"]["de"]["questions"] == 1
    rows = list(csv.DictReader(files["csv"].read_text().splitlines()))
    assert [(row["id"], row["first"]) for row in rows[:2]] == [("q1", "town/1"), ("q2", "town/2")]
    first = files["trec"].read_text().splitlines()[0].split()
    assert first[:4] == ["q1", "Q0", "town/1", "1"]
    assert "<svg" in files["html"].read_text()
    assert "6 questions asked in" in err


def test_a_limit_decides_about_the_status(run: Run, record: Path, questions: Path) -> None:
    asked = ("eval", str(questions), "--record", str(record))
    status, out, _ = run(*asked, "--fail-under", "R@1=1", "--fail-under", "right exchange first=0.9")
    assert status == 0
    assert "right exchange first" in out
    status, out, err = run(*asked, "--fail-under", "quote at 3=1.01")
    assert status == 1
    assert "quote at 3" in out
    assert "onrecord: quote at 3 is 1.0000, under 1.01" in err


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (("--fail-under", "quality=0.5"), "'quality' is no measure"),
        (("--fail-under", "R@1"), "not of the form 'R@1=0.8'"),
        (("--measure", "nonsense"), "'nonsense' is no measure"),
        (("--report", "page.txt"), "a report is .html, or .md"),
        (("--archive", "somewhere"), "not both"),
    ],
)
def test_a_wrong_option_is_told_before_anything_is_asked(
    run: Run, record: Path, questions: Path, more: tuple[str, ...], message: str
) -> None:
    status, out, err = run("eval", str(questions), "--record", str(record), *more)
    assert (status, out) == (2, "")
    assert message in err
    assert "Indexing" not in err


def test_all_that_is_wrong_with_a_set_is_told_with_its_line(run: Run, record: Path, questions: Path) -> None:
    questions.write_text(
        '{"id": "a", "question": "When?", "exchanges": [1]}\n'
        '{"id": "a", "question": "When?", "exchanges": [1]}\n'
        "{not json\n"
        '{"id": "b", "question": "When?", "exchanges": [7]}\n'
        '{"id": "c", "question": "When?", "exchanges": [1], "quote": "opens on Sundays"}\n'
        '{"id": "d", "question": "When?", "exchanges": ["village/1"]}\n'
        '{"id": "e", "question": "When?", "exchanges": [1], "earlier": "What?"}\n'
        '{"id": "f", "turns": [{"question": "When?", "exchanges": [1]}, {"question": "", "exchanges": [9]}]}\n'
    )
    status, out, err = run("eval", str(questions), "--record", str(record))
    told = [line.removeprefix(f"onrecord: {questions}:") for line in err.splitlines()]
    assert (status, out) == (2, "")
    for line, part in (
        ("2", "the id 'a' is there twice"), ("3", "not JSON"), ("4", "town has no exchange 7"),
        ("5", "the quote 'opens on Sundays' is not in"), ("6", "there is no transcript 'village'"),
        ("7", "'earlier' is"), ("8", "'question' is ''"), ("8", "town has no exchange 9"),
    ):  # fmt: skip
        assert [each for each in told if each.startswith(f"{line}: ") and part in each], (line, part)
    assert len(told) == 8
    questions.write_text("\n")
    assert "no question in it" in run("eval", str(questions), "--record", str(record))[2]


def test_make_run_report_compare(run: Run, record: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.jsonl"
    assert run("index", str(record))[0] == 0
    status, out, _ = run("eval", "make", str(made), "--count", "3", "--unanswerable", "2")
    rows = [json.loads(line) for line in made.read_text().splitlines()]
    assert status == 0
    assert [len(row["exchanges"]) for row in rows] == [1, 1, 1, 0, 0]
    command = shlex.split(out.splitlines()[-1].partition("then: ")[2])
    assert command[0] == "onrecord"
    runs = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    status, out, _ = run(*command[1:], "--out", str(runs[0]), "--json")
    figures = json.loads(out)
    assert status == 0
    assert figures["questions"] == 5
    assert figures["by"]["kind"]["left out"]["questions"] == 2
    asked = [json.loads(line) for line in runs[0].read_text().splitlines()[1:]]
    left_out = {row["left_out"][0] for row in rows if "left_out" in row}
    assert not left_out & {name for each in asked for name, _ in each["ranking"]}
    page = tmp_path / "page.html"
    assert run("eval", "report", str(runs[0]), str(page))[0] == 0
    assert "5 questions" in page.read_text()
    run(*command[1:], "--out", str(runs[1]))
    status, out, _ = run("eval", "compare", str(runs[0]), str(runs[1]))
    assert status == 0
    assert "nothing that made them differs" in out
    assert "0 won, 0 lost" in out
    assert run("eval", "make", str(made))[0] == 2


CHILD = """
import signal, sys, time
# A shell that runs the tests in the background lets them ignore interruptions.
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from tests.conftest import HashEmbedder
import onrecord.ui.cli.eval

class Waiting(HashEmbedder):
    def embed_questions(self, texts):
        while "library" in texts[0] and not Path(sys.argv[1]).exists():
            time.sleep(0.01)
        return super().embed_questions(texts)

onrecord.ui.cli.eval.load_model = lambda _: Waiting()
from onrecord.ui.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
@pytest.mark.slow
def test_an_interrupted_run_goes_on_where_it_stopped(record: Path, questions: Path, tmp_path: Path) -> None:
    go_on, parts = tmp_path / "go-on", tmp_path / "parts.jsonl"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}

    def child(out: str) -> subprocess.Popen[str]:
        arguments = ["eval", str(questions), "--record", str(record), "--json", "--out", str(tmp_path / out)]
        return subprocess.Popen(
            [sys.executable, "-c", CHILD, str(go_on), *arguments],
            cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def figures(out: str) -> dict[str, object]:
        shown = json.loads(out)
        assert isinstance(shown, dict)
        return shown

    stopped = child("parts.jsonl")
    while not parts.exists() or parts.read_text().count("\n") < 3:
        assert stopped.poll() is None
        time.sleep(0.01)
    stopped.send_signal(signal.SIGINT)
    go_on.touch()
    out, err = stopped.communicate()
    assert (stopped.returncode, out) == (1, "")
    assert "Traceback" not in err
    assert "stopped; the same command goes on from" in err
    done = len(parts.read_text().splitlines()) - 1
    assert 2 <= done < 6
    rest, err = child("parts.jsonl").communicate()
    assert f"{done} of 6 questions asked before" in err
    assert f"{6 - done} questions asked in" in err
    whole, _ = child("whole.jsonl").communicate()
    assert figures(rest) == figures(whole)
