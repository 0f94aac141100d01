"""``onrecord eval`` from end to end: make, run, resume, measure, compare, report, and what is wrong with a set."""

from __future__ import annotations

import csv
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import pytrec_eval

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


def beir(folder: Path) -> Path:
    """A small folder in the layout of BEIR."""
    folder.mkdir()
    corpus = [
        {"_id": place, "title": "", "text": f"The {place} opens on day {n}."}
        for n, place in enumerate(PLACES)
    ]
    queries = [{"_id": f"q{n}", "text": f"When does the {place} open?"} for n, place in enumerate(PLACES)]
    for name, rows in (("corpus.jsonl", corpus), ("queries.jsonl", queries)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    judged = "".join(f"q{n}\t{place}\t1\n" for n, place in enumerate(PLACES))
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n" + judged)
    return folder


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


def test_judgements_of_what_is_not_there_are_told(run: Run, tmp_path: Path) -> None:
    folder = beir(tmp_path / "town")
    with (folder / "qrels.tsv").open("a") as file:
        file.write("q1\tcastle\t1\nq9\tferry\t1\n")
    status, out, err = run("eval", str(folder))
    assert (status, out) == (2, "")
    assert f"{folder / 'qrels.tsv'}:8: 'castle', judged for 'q1', is not there" in err
    assert f"{folder / 'qrels.tsv'}:9: there is no query 'q9'" in err


def test_a_folder_is_asked_and_its_run_is_measured_alike(run: Run, tmp_path: Path) -> None:
    folder, trec, out_file = beir(tmp_path / "town"), tmp_path / "run.trec", tmp_path / "again.jsonl"
    _, asked, _ = run(
        "eval", str(folder), "--json", "--trec", str(trec), "--out", str(tmp_path / "ours.jsonl")
    )
    status, measured, err = run(
        "eval", "measure", str(trec), "--qrels", str(folder / "qrels.tsv"), "--json", "--out", str(out_file)
    )
    ours, again = json.loads(asked), json.loads(measured)
    assert (status, err) == (0, "")
    assert again["questions"] == 6
    for name in ("nDCG@10", "R@1", "RR@10", "AP@100"):
        assert again[name] == ours[name]
    assert "right exchange first" not in again
    status, compared, _ = run("eval", "compare", str(tmp_path / "ours.jsonl"), str(out_file), "--json")
    assert json.loads(compared)["changes"]["nDCG@10"]["losses"] == []


def test_another_programs_run_is_measured_as_trec_eval_does(run: Run, tmp_path: Path) -> None:
    rng = random.Random(3)
    documents = [f"d{n}" for n in range(60)]
    relevant = {
        f"q{q}": {d: rng.randint(0, 2) for d in rng.sample(documents, 8)} | {"d0": 1} for q in range(20)
    }
    ranked = {
        q: {d: float(s) for s, d in enumerate(rng.sample(documents, 40))}
        for q in [*relevant, "extra"]
        if q != "q3"
    }
    qrels, trec = tmp_path / "qrels.txt", tmp_path / "run.trec"
    qrels.write_text(
        "".join(f"{q} 0 {d} {grade}\n" for q, row in relevant.items() for d, grade in row.items())
    )
    lines = [f"{q} Q0 {d} 1 {score} x\n" for q, row in ranked.items() for d, score in row.items()]
    rng.shuffle(lines)
    trec.write_text("".join(lines))
    values = tmp_path / "values.csv"
    status, out, err = run(
        "eval", "measure", str(trec), "--qrels", str(qrels), "--csv", str(values), "--json"
    )
    assert status == 0
    assert "1 questions of the run are not judged and are left out: 'extra'" in err
    assert "1 judged questions are not in the run and count as 0: 'q3'" in err
    names = {"nDCG@10": "ndcg_cut_10", "R@10": "recall_10", "AP@100": "map_cut_100"}
    theirs = pytrec_eval.RelevanceEvaluator(relevant, {"ndcg_cut.10", "recall.10", "map_cut.100"}).evaluate(
        ranked
    )
    rows = {row["id"]: row for row in csv.DictReader(values.read_text().splitlines())}
    assert set(rows) == set(relevant)
    for name, trec_name in names.items():
        expected = {q: theirs.get(q, {}).get(trec_name, 0.0) for q in relevant}
        assert json.loads(out)[name] == pytest.approx(sum(expected.values()) / 20, abs=1e-6)
        assert all(float(rows[q][name]) == pytest.approx(value, abs=1e-6) for q, value in expected.items())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("q1 Q0 d1 1 0.5 x\nq1 Q0 d1 2 0.4 x\nnonsense\n", "run.trec:2: 'd1' is there twice"),
        ("q7 Q0 d1 1 0.5 x\n", "no question of"),
        ("", "no ranking in it"),
    ],
)
def test_a_run_that_cannot_be_measured_is_told(run: Run, tmp_path: Path, lines: str, message: str) -> None:
    (tmp_path / "qrels").write_text("q1 0 d1 1\n")
    (tmp_path / "run.trec").write_text(lines)
    status, out, err = run("eval", "measure", str(tmp_path / "run.trec"), "--qrels", str(tmp_path / "qrels"))
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("onrecord: ") == len([line for line in err.splitlines() if line])


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
import sys, time
from pathlib import Path
from tests.conftest import HashEmbedder
import ui.eval_commands

class Waiting(HashEmbedder):
    def embed_questions(self, texts):
        while "library" in texts[0] and not Path(sys.argv[1]).exists():
            time.sleep(0.01)
        return super().embed_questions(texts)

ui.eval_commands.load_model = lambda _: Waiting()
from ui.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send")
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
    assert f"{done} of 6 questions were asked before" in err
    assert f"{6 - done} questions asked in" in err
    whole, _ = child("whole.jsonl").communicate()
    assert figures(rest) == figures(whole)
