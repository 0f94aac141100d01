"""A set is asked through the assistant and measured, and a run goes on where it stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.eval.datasets.own import read_own
from onrecord.eval.datasets.questions import QuestionSet
from onrecord.eval.datasets.source import Source
from onrecord.eval.datasets.trec import read_run
from onrecord.eval.figures import fallen_under, grouped, measure, read_limits, values_of
from onrecord.eval.report.exports import csv_text, figures_json, trec_text
from onrecord.eval.runs.asking import run_set
from onrecord.eval.runs.collection import Collection, prepare
from onrecord.eval.runs.run import Run
from onrecord.index.archive.archive import Archive
from onrecord.index.errors import InputError, SetError
from onrecord.rag.assistant import Assistant
from onrecord.rag.settings import Settings
from tests.conftest import PAIRS, HashEmbedder, transcript_of

TALK = transcript_of(PAIRS)
FERRY = TALK.exchanges[1].answer_spans[0]
ROWS: list[dict[str, object]] = [
    {"id": "a", "lang": "en", "question": "What is a ticket for the ferry?", "exchanges": [2], "spans": [[FERRY.start, FERRY.end]]},
    {"id": "b", "lang": "de", "question": "When does the bridge open?", "exchanges": ["talk/3"], "quote": "A new\nhall"},
    {"id": "c", "lang": "en", "kind": "far", "question": "zzzz qqqq", "exchanges": []},
]  # fmt: skip


def written(folder: Path, rows: list[dict[str, object]]) -> Path:
    """The rows as a file."""
    file = folder / "set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def read(file: Path) -> QuestionSet:
    """The set in ``file`` about the small transcript."""
    return read_own(file, ["talk"], lambda _: TALK)


@pytest.fixture
def run(tmp_path: Path, archive: Archive, embedder: HashEmbedder) -> Run:
    """The three questions, asked."""
    return run_set(read(written(tmp_path, ROWS)), Collection(archive), Assistant(archive, embedder))


def test_a_set_is_asked_and_measured(run: Run) -> None:
    values = values_of(run.results)
    figures = measure(run.results, values).figures
    assert figures["right exchange first"].value == figures["R@1"].value == 0.5
    assert figures["exact quotes"].value == 1
    assert figures["quote within 1000"].count == 2
    assert figures["AUROC"].count == 3
    groups = grouped(run.results, values)
    assert groups["language"]["de"].figures["R@1"].value == 0
    assert groups["kind"]["far"].questions == 1
    assert run.results[1].gold[0][3] == "A new hall"


def test_figures_go_out_as_json_csv_and_trec(run: Run, tmp_path: Path) -> None:
    values = values_of(run.results)
    shown = figures_json(measure(run.results, values), grouped(run.results, values))
    assert shown["questions"] == 3
    assert shown["R@1"] == shown["by"]["language"]["en"]["R@1"] / 2 == 0.5
    assert csv_text(run, values).count("\n") == 4
    file = tmp_path / "run.trec"
    file.write_text(trec_text(run))
    assert [name for name, _ in read_run(file)["a"]] == [name for name, _ in run.results[0].ranking]


def test_limits_are_kept(run: Run) -> None:
    measures = measure(run.results, values_of(run.results))
    assert fallen_under(read_limits(["R@1=0.5"]), measures) == []
    assert fallen_under(read_limits(["R@1=0.51"]), measures) == ["R@1 is 0.5000, under 0.51"]
    with pytest.raises(InputError, match="no measure 'R@7'"):
        fallen_under({"R@7": 1}, measures)
    with pytest.raises(InputError, match="not of the form"):
        read_limits(["R@1"])


def test_a_run_goes_on_where_it_stopped(tmp_path: Path, archive: Archive, embedder: HashEmbedder) -> None:
    questions, file = read(written(tmp_path, ROWS)), tmp_path / "run.jsonl"
    assistant = Assistant(archive, embedder)
    whole = run_set(questions, Collection(archive), assistant, file)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:2]) + lines[2][:40])
    done: list[float] = []
    again = run_set(questions, Collection(archive), assistant, file, done.append)
    assert done == [1, 1, 1]
    assert again.results[0] == whole.results[0]
    assert Run.load(file).results == again.results
    assert [each.ranking for each in again.results] == [each.ranking for each in whole.results]
    with pytest.raises(InputError, match="another run"):
        run_set(questions, Collection(archive), Assistant(archive, embedder, Settings(top_k=1)), file)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("nonsense", ":1: not JSON"),
        ("[" * 100_000, ":1: not JSON"),
        ('{"id": "a", "question": "b"}', ":1: 'exchanges' is not a list"),
        ('{"id": "a", "question": " ", "exchanges": []}', ":1: 'question' is ' ', not words"),
        ('{"id": "a", "question": "b", "exchanges": [4]}', ":1: talk has no exchange 4"),
        ('{"id": "a", "question": "b", "exchanges": ["s9"]}', ":1: talk has no statement s9"),
        ('{"id": "a", "question": "b", "exchanges": ["one"]}', ":1: 'one' is no exchange"),
        ('{"id": "a", "question": "b", "exchanges": [true]}', ":1: True is no exchange"),
        ('{"id": "a", "question": "b", "exchanges": ["walk/1"]}', ":1: there is no transcript 'walk'"),
        ('{"id": "a", "question": "b", "exchanges": [1], "spans": [[5, 2]]}', ":1: not a span"),
        ('{"id": "a", "question": "b", "exchanges": [1], "spans": [[1, 99999]]}', ":1: talk ends at"),
        (
            '{"id": "a", "question": "b", "exchanges": [1], "quote": "four crowns"}',
            ":1: the quote 'four crowns' is not in",
        ),
        ('{"id": "a", "question": "b", "exchanges": []}\n' * 2, ":2: the id 'a' is there twice"),
        ("[]", ":1: not a JSON object"),
        ("", "no question in it"),
    ],
)
def test_what_is_wrong_with_a_set_is_said_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(line)
    with pytest.raises(SetError, match=message):
        read(file)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": "a", "question": "b", "exchanges": [9]}, {"id": "c"}]
    with pytest.raises(SetError) as caught:
        read(written(tmp_path, rows))
    assert len(caught.value.problems) == 3


def test_own_questions_are_not_found_by_themselves(
    tmp_path: Path, archive: Archive, embedder: HashEmbedder
) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "question": PAIRS[0][0], "exchanges": [1], "own": True},
        {"id": "b", "question": PAIRS[1][0], "exchanges": [], "own": True, "left_out": [2]},
    ]
    source = Source(written(tmp_path, rows), archive=archive.folder)
    ready = prepare(source, embedder, Settings(), tmp_path / "cache")
    first, second = run_set(ready.questions, ready.collection, ready.assistant).results
    assert {name for name, _ in first.ranking} == {name for name, _ in second.ranking} == {"talk/1", "talk/3"}
    assert all("question" not in hit.views for hit in ready.assistant.rank(PAIRS[0][0]))
    assert archive.exchange_count() == 3
    assert len(Assistant(archive, embedder).rank(PAIRS[0][0])) == 3


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dev", "test"])
def test_our_sets_fit_the_2019_transcript(shared: Path, name: str) -> None:
    from onrecord.index.parsing.parser import parse
    from onrecord.index.readers.sources import read as read_document

    transcript = parse(read_document(shared / "corpora" / "press-2019-03-08.txt"))
    file = Path(__file__).parents[2] / "eval" / "sets" / f"press-2019-03-08.{name}.jsonl"
    questions = read_own(file, [transcript.id], lambda _: transcript).questions
    by_number = {f"{transcript.id}/{exchange.number}": exchange for exchange in transcript.exchanges}
    for question in questions:
        assert bool(question.relevant) == bool(question.gold)
        for gold in question.gold:
            inside = [
                number for number in question.relevant
                if by_number[number].answer_spans[0].start <= gold.span.start
                and gold.span.end <= by_number[number].answer_spans[-1].end
            ]  # fmt: skip
            assert inside, question.id
