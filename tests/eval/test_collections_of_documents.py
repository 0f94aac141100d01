"""BEIR folders and TREC files are read strictly, and their documents are found by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.eval.datasets.beir import read_beir
from onrecord.eval.datasets.source import Source
from onrecord.eval.datasets.trec import read_run, read_topics, run_lines
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import prepare
from onrecord.index.errors import SetError
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder


def beir(folder: Path) -> Path:
    """A small folder with queries in two languages."""
    corpus = [{"_id": f"d{n}", "title": "", "text": answer} for n, (_, answer) in enumerate(PAIRS)]
    corpus.append({"_id": "empty", "title": "", "text": ""})
    for name, rows in (
        ("corpus.en.jsonl", corpus),
        (
            "queries.en.jsonl",
            [{"_id": "q1", "text": "When does the bridge open?"}, {"_id": "unjudged", "text": "?!"}],
        ),
        ("queries.de.jsonl", [{"_id": "q1", "text": "Wann öffnet die Brücke?"}]),
    ):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td0\t1\nq1\td1\t0\n")
    return folder


def test_a_folder_is_asked_in_each_of_its_languages(tmp_path: Path, embedder: HashEmbedder) -> None:
    ready = prepare(Source(beir(tmp_path)), embedder, Settings(), tmp_path / "cache")
    asked = run_set(ready.questions, ready.collection, ready.assistant).results
    assert [(each.id, each.lang, dict(each.relevant)) for each in asked] == [
        ("de:q1", "de", {"d0": 1}),
        ("en:q1", "en", {"d0": 1}),
    ]
    assert asked[1].ranking[0][0] == "d0"
    assert {name for name, _ in asked[1].ranking} == {"d0", "d1", "d2"}
    assert asked[1].quotes[0].exact
    again = prepare(Source(tmp_path), embedder, Settings(), tmp_path / "cache")
    assert again.collection.archive.generation == ready.collection.archive.generation


def test_files_are_chosen_by_name(tmp_path: Path) -> None:
    folder = beir(tmp_path)
    (folder / "corpus.fr.jsonl").write_text(
        '{"_id": "d0", "text": "Le pont"}\n{"_id": "d1", "text": "Le bac"}\n'
    )
    with pytest.raises(
        SetError, match=r"several corpus files: corpus\.en\.jsonl, corpus\.fr\.jsonl; choose with --corpus"
    ):
        read_beir(folder)
    questions = read_beir(folder, Path("corpus.fr.jsonl"), [Path("queries.de.jsonl")])
    assert (len(questions.documents), [each.id for each in questions.questions]) == (2, ["q1"])


def test_everything_wrong_with_a_folder_is_said_at_once(tmp_path: Path) -> None:
    folder = beir(tmp_path)
    with (folder / "qrels.tsv").open("a") as file:
        file.write("q1\tmissing\t1\nq9\td0\t1\nnonsense\n")
    with (folder / "corpus.en.jsonl").open("a") as file:
        file.write('{"_id": "d0", "text": "again"}\n')
    with pytest.raises(SetError) as caught:
        read_beir(folder)
    told = "\n".join(caught.value.problems)
    for part in ("qrels.tsv:4: 'missing', judged", "qrels.tsv:5: there is no query 'q9'", "qrels.tsv:6: not", "corpus.en.jsonl:5: the _id"):  # fmt: skip
        assert part in told


def test_topics_come_in_two_forms(tmp_path: Path) -> None:
    qrels, exchanges = tmp_path / "qrels", ["talk/1", "talk/2"]
    qrels.write_text("7 0 talk/1 1\n8 0 talk/2 0\n")
    marked, plain = tmp_path / "topics", tmp_path / "topics.tsv"
    marked.write_text(
        "<top>\n<num> Number: 7\n<title> the bridge\n<desc> x\n</top>\n<top><num>8<title>a ferry</top>"
    )
    plain.write_text("7\tthe bridge\n8\ta ferry\n")
    for file in (marked, plain):
        first, second = read_topics(file, qrels, None, exchanges).questions
        assert (first.id, first.question, dict(first.relevant)) == ("7", "the bridge", {"talk/1": 1})
        assert (second.question, second.kind) == ("a ferry", "unanswerable")
    with pytest.raises(SetError, match="qrels:2: 'talk/2'"):
        read_topics(plain, qrels, None, ["talk/1"])


def test_a_run_is_written_so_that_its_order_survives(tmp_path: Path) -> None:
    file = tmp_path / "run"
    file.write_text("\n".join(run_lines({"q 1": [("a", 0.5), ("b", 0.5), ("c", 0.7)]})))
    assert [name for name, _ in read_run(file)["q_1"]] == ["a", "b", "c"]
    file.write_text("q Q0 a 1 0.5 x\nq Q0 a 2 0.4 x\nbroken\n")
    with pytest.raises(SetError) as caught:
        read_run(file)
    assert len(caught.value.problems) == 2
