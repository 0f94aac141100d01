"""``onrecord ask``: one question, a batch, a part of the archive, earlier questions."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from onrecord.rag.assistant import Answer
from onrecord.rag.requests import SENTENCES
from onrecord.ui.cli import output
from tests.ui.command_line import TALK, Run
from tests.ui.fakes import press, quote_of

ROOT = Path(__file__).parents[2]


def test_ask_prints_json_of_the_documented_schema(run: Run, talk: Path) -> None:
    run("index", str(talk))
    schema = json.loads((ROOT / "rag" / "answer.schema.json").read_text("utf-8"))
    for threshold in ("0", "1"):
        _, out, _ = run("ask", "渡轮多少钱？", "--json", "--threshold", threshold)
        answer = json.loads(out)
        jsonschema.validate(answer, schema)
        assert answer["answered"] is (threshold == "0")


def test_what_the_record_never_names_is_told(run: Run, talk: Path) -> None:
    run("index", str(talk))
    _, out, _ = run("ask", "What did Syria and Peru say?", "--threshold", "1")
    assert out.startswith("Not in the record (confidence 0.")
    assert "), which never names Syria, Peru. Related, but not an answer:" in out
    assert json.loads(run("ask", "What did Syria say?", "--json")[1])["unheard"] == ["Syria"]


def test_what_cannot_be_quoted_is_said_first_and_is_no_gap_in_the_record() -> None:
    quotes = (quote_of(press(), 1, "The gate opens in May."),)
    for kind, sentence in SENTENCES.items():
        told = output.answer(Answer("1", "?", "not_in_record", 0.9, (), quotes, ("And?", "?"), request=kind))
        assert told.startswith(sentence)
        assert "[1] The gate opens in May." in told
        assert "Understood as: And? → ?" in told
        assert ("Not in the record" in told) is (kind == "list")
    told = output.answer(Answer("1", "?", "answered", 0.9, quotes, (), request="list"))
    assert told.startswith(
        f"{SENTENCES['list']} The best quotes are shown; --top K shows more.\n\nIn the record"
    )
    nothing = Answer("1", "?", "not_in_record", 0.0, (), (), unmentioned=("Syria",), request="count")
    assert output.answer(nothing).endswith("\n\nThe record never names Syria.")
    assert output.answer(replace(nothing, unmentioned=())).endswith("how often a word stands in each.")
    assert "Nearest" not in output.answer(nothing)


def test_what_is_on_the_topic_is_told_apart_from_what_is_not_in_the_record() -> None:
    quotes = (quote_of(press(), 1, "The gate opens in May."),)
    near = Answer("1", "?", "on_topic", 0.4, (), quotes)
    told = output.answer(near)
    assert told.startswith(
        "On this topic, but what you ask may not be said (confidence 0.40). The nearest quotes:\n\n[1] The gate"
    )
    assert "Not in the record" not in told
    named = output.answer(replace(near, unmentioned=("Syria",)))
    assert "(confidence 0.40). The record never names Syria. The nearest quotes:" in named
    assert output.numbered(near).startswith("1: ?\nOn this topic, but")
    gap = output.answer(replace(near, verdict="not_in_record"))
    assert gap.startswith("Not in the record (confidence 0.40). Related, but not an answer:\n\n[1] The gate")
    # What is no question keeps its own sentence.
    assert "On this topic" not in output.answer(replace(near, request="count"))
    assert f"{SENTENCES['list']} " in output.answer(replace(near, request="list"))
    assert "On this topic" in output.answer(replace(near, request="list"))


def test_a_batch_gives_one_line_for_each_question(run: Run, talk: Path, tmp_path: Path) -> None:
    run("index", str(talk))
    batch = tmp_path / "batch.jsonl"
    batch.write_text(
        '{"id": "a", "question": "桥？"}\n{"id": 2, "question": " "}\n{"id": "c", "question": "渡轮？"}\n',
        "utf-8",
    )
    status, out, _ = run("ask", "--batch", str(batch), "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    schema = json.loads((ROOT / "rag" / "answer.schema.json").read_text("utf-8"))
    for answer in answers:
        jsonschema.validate(answer, schema)
    assert status == 0
    assert [answer["id"] for answer in answers] == ["a", "2", "c"]
    assert ["error" in answer for answer in answers] == [False, True, False]
    _, out, _ = run("ask", "--batch", str(batch), "--threshold", "0")
    assert out.startswith("a: 桥？\nIn the record")
    assert "2: the question is empty" in out


def test_a_part_of_the_archive_is_asked(run: Run, talk: Path, tmp_path: Path) -> None:
    later = tmp_path / "later-2021-03-04.txt"
    later.write_text("法新社记者：渡轮多少钱？\n王明：现在五块钱。\n", encoding="utf-8")
    run("index", str(talk), str(later))
    ask = ("ask", "渡轮多少钱？", "--threshold", "0", "--json", "--top", "9")
    for options, expected in (
        ((), {"talk-2020-01-02", "later-2021-03-04"}),
        (("--until", "2020"), {"talk-2020-01-02"}),
        (("--since", "2021-03"), {"later-2021-03-04"}),
        (("--outlet", "法新社", "--answerer", "王明"), {"later-2021-03-04"}),
        (("--transcript", "talk-2020-01-02", "--language", "zh"), {"talk-2020-01-02"}),
    ):
        quotes = json.loads(run(*ask, *options)[1])["quotes"]
        assert {quote["transcript"] for quote in quotes} == expected
    status, out, err = run(*ask, "--transcript", "talk-2020-01-01")
    assert (status, out) == (2, "")
    assert "there is 'talk-2020-01-02'" in err


def test_a_question_may_lean_on_earlier_ones(run: Run, talk: Path, tmp_path: Path) -> None:
    run("index", str(talk))
    asked = ("为什么？", "--after", "渡轮多少钱？", "--threshold", "0", "--top", "1")
    assert json.loads(run("ask", *asked, "--json")[1])["understood"] == ["渡轮多少钱？", "为什么？"]
    assert run("ask", *asked)[1].startswith("Understood as: 渡轮多少钱？ → 为什么？\n\nIn the record")
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "a", "question": "为什么？", "earlier": ["渡轮多少钱？"]}\n', "utf-8")
    status, out, _ = run("ask", "--batch", str(batch), "--json")
    assert (status, json.loads(out)["understood"]) == (0, ["渡轮多少钱？", "为什么？"])
    assert run("ask", "--batch", str(batch), "--after", "x")[0] == 2
    batch.write_text('{"id": "a", "question": "为什么？", "earlier": "渡轮多少钱？"}\n', "utf-8")
    assert "line 1 is not of the form" in run("ask", "--batch", str(batch))[2]


@pytest.mark.model
def test_ask_loads_nothing_heavy_when_the_model_is_unpacked(tmp_path: Path, talk: Path) -> None:
    archive = ["--archive", str(tmp_path / "archive")]
    code = (
        "import sys; from onrecord.ui.cli.main import main; status = main(sys.argv[1:]); "
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'gradio', 'langchain_text_splitters', "
        "'langchain_core', 'onnx', 'pydantic', 'jinja2', 'tqdm'}; "
        "print('loaded:', *sorted(heavy & set(sys.modules))); sys.exit(status)"
    )

    def child(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments, *archive],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
        return done.stdout

    child("index", str(talk))
    out = child("ask", "How much is the ferry?")
    assert "四块钱一张票" in out
    assert out.splitlines()[-1] == "loaded:"


def test_the_part_that_a_question_names_is_told_first_and_can_be_left_alone(
    run: Run, talk: Path, tmp_path: Path
) -> None:
    later = tmp_path / "talk-2020-03-04.txt"
    later.write_text(TALK.replace("五月", "六月"), "utf-8")
    run("index", str(talk), str(later))
    question = "What was said about the bridge in March 2020?"
    _, out, _ = run("ask", question, "--threshold", "0")
    assert out.startswith("Only: March 2020.\n\nIn the record")
    assert "talk-2020-01-02" not in out
    _, out, _ = run("ask", question, "--threshold", "0", "--literally", "--top", "9")
    assert "Only:" not in out
    assert "talk-2020-01-02" in out
    _, out, _ = run("ask", "What was said about the bridge last week?", "--json")
    read = json.loads(out)["read_filters"]
    assert (read["since"], read["counted_from"], read["used"]) == ("2020-02-24", "2020-03-04", False)


def test_names_are_told_and_taken_in_latin_letters_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "press-2019-03-08.txt"
    file.write_text(
        "路透社记者：大桥什么时候通车？\n王毅：大桥今年五月通车。\n新华社记者：渡轮多少钱？\n王毅：四块钱一张票。\n"
        "路透社记者：博物馆呢？\n王毅：博物馆留在原处。\n",
        encoding="utf-8",
    )
    run("index", str(file))
    asked = ("ask", "渡轮多少钱？", "--threshold", "0")
    _, out, _ = run(*asked, "--outlet", "Xinhua", "--answerer", "wang yi")
    assert "王毅 (Wang Yi), answering 新华社 (Xinhua) · 2019-03-08" in out
    assert "路透社" not in out
    quote = json.loads(run(*asked, "--outlet", "Xinhua", "--json")[1])["quotes"][0]
    assert (quote["outlet"], quote["speaker"]) == ("新华社", "王毅")
    assert quote["label"].startswith("王毅, answering 新华社 · ")
    status, _, problem = run(*asked, "--outlet", "Xinhau")
    assert (status, "there is '新华社' (Xinhua)" in problem) == (2, True)
    assert "路透社 (Reuters)" in run("list", "--stats")[1]
