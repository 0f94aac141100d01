"""``onrecord eval`` on other people's formats: BEIR folders, and runs of other programs."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest
import pytrec_eval

from tests.ui.command_line import Run

PLACES = ("bridge", "ferry", "museum", "market", "library", "harbour")


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
    assert "1 question of the run, such as 'extra'" in err
    assert "1 judged question, such as 'q3'" in err
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


def test_a_file_of_another_form_does_not_fill_the_screen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "qrels").write_text("q1 0 d1 1\n")
    (tmp_path / "run.trec").write_text("nonsense\n" * 5000)  # and no ranking at all
    status, _, err = run("eval", "measure", str(tmp_path / "run.trec"), "--qrels", str(tmp_path / "qrels"))
    assert status == 2
    assert err.count("\n") == 101
    assert err.endswith("onrecord: and 4,901 more like these\n")


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
