"""The command line: what is printed, where, and with which exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from index.errors import OnRecordError
from rag.answers import Assistant
from tests.conftest import HashEmbedder
from ui import progress
from ui.cli import build_parser, main
from ui.library import Library

ROOT = Path(__file__).parents[2]
TALK = "问：桥什么时候通车？\n答：五月通车。工期三年。\n问：渡轮多少钱？\n答：四块钱一张票。孩子免费。\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with the tiny embedder; gives the exit status, standard output and standard error."""
    monkeypatch.setenv("ONRECORD_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("ui.commands.load_model", lambda _: HashEmbedder())

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A small transcript in a file."""
    file = tmp_path / "talk-2020-01-02.txt"
    file.write_text(TALK, encoding="utf-8")
    return file


def test_index_list_ask_show_remove(run: Run, talk: Path) -> None:
    status, out, _ = run("index", str(talk))
    assert status == 0
    assert "talk-2020-01-02.txt: added, 2 exchanges, 2 passages, talk-2020-01-02" in out
    assert "1 transcripts, 2 exchanges" in out
    assert "unchanged, 2 exchanges" in run("index", str(talk))[1]
    assert run("list")[1].split()[:3] == ["talk-2020-01-02", "2020-01-02", "2"]

    status, out, err = run("ask", "渡轮多少钱？", "--threshold", "0", "--top", "1")
    assert (status, err) == (0, "")
    assert "In the record" in out
    assert "[1] 四块钱一张票。孩子免费。" in out
    citation = next(line.strip() for line in out.splitlines() if "@" in line)
    status, out, _ = run("show", citation)
    assert status == 0
    assert "渡轮多少钱？" in out
    assert "四块钱一张票。孩子免费。" in out

    start = TALK.index("工期")
    _, out, _ = run("show", f"talk-2020-01-02/1@{start}-{start + 5}")
    assert "五月通车。»工期三年。«" in out
    assert run("remove", "talk-2020-01-02")[1] == "removed talk-2020-01-02\n"
    assert run("list")[1] == ""


def test_ask_prints_json_of_the_documented_schema(run: Run, talk: Path) -> None:
    run("index", str(talk))
    schema = json.loads((ROOT / "rag" / "answer.schema.json").read_text("utf-8"))
    for threshold in ("0", "1"):
        _, out, _ = run("ask", "渡轮多少钱？", "--json", "--threshold", threshold)
        answer = json.loads(out)
        jsonschema.validate(answer, schema)
        assert answer["answered"] is (threshold == "0")


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


def test_check_prints_the_fields_of_the_gold(run: Run, talk: Path) -> None:
    status, out, _ = run("check", str(talk), "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert set(rows[0]) >= {"file", "n", "asker", "outlet", "answerer", "question_start", "question_end",
                            "answer_start", "answer_end"}  # fmt: skip
    assert [TALK[row["question_start"] : row["question_end"]] for row in rows] == [
        "桥什么时候通车？",
        "渡轮多少钱？",
    ]
    assert TALK[rows[0]["answer_start"] : rows[0]["answer_end"]] == "五月通车。工期三年。"
    assert "2 exchanges" in run("check", str(talk))[1]
    (report,) = run("check", str(talk), "--json", "--report")[1].splitlines()
    assert json.loads(report)["transcript"] == "talk-2020-01-02"


def test_a_low_confidence_is_told_by_index_and_list(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mixed-up.txt"
    file.write_text(
        "".join(f"问：五月{n}日通车。\n答：何时通车，何时、何地呢？\n" for n in range(9)), encoding="utf-8"
    )
    out = run("index", str(file))[1]
    assert "is low: see what was found with onrecord check" in out
    confidence = run("list")[1].split()[2]
    assert confidence.endswith("!")
    assert float(confidence[:-1]) < 0.5


def test_a_bad_file_is_told_and_the_others_go_on(run: Run, talk: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for command in ("check", "index"):
        status, out, err = run(command, str(tmp_path / "missing.txt"), str(tmp_path / "empty.txt"), str(talk))
        assert status == 1
        assert "2 exchanges" in out
        problems = [line for line in err.splitlines() if line.startswith("onrecord: ")]
        assert len(problems) == 2
        assert "missing.txt" in problems[0]
        assert "empty.txt" in problems[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "anything"),
        ("ask", ""),
        ("ask", "x" * 100_000),
        ("ask",),
        ("ask", "a", "--batch", "b"),
        ("ask", "--batch", "/no/such/file"),
        ("ask", "a", "--top", "0"),
        ("ask", "a", "--threshold", "7"),
        ("ask", "a", "--since", "yesterday"),
        ("show", "nonsense"),
        ("show", "talk/1"),
        ("list",),
        ("remove", "talk"),
        ("chat", "/no/such/file"),
        ("eval", "/no/set", "--record", "/no/record"),
    ],
)
def test_an_error_is_one_line_and_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    lines = [line for line in err.splitlines() if not line.endswith(" ...")]
    assert status == 2
    assert out == ""
    assert lines
    assert lines[-1].startswith("onrecord: ")
    assert len(lines[-1]) < 500


def test_remove_removes_nothing_where_an_id_is_unknown(run: Run, talk: Path) -> None:
    run("index", str(talk))
    assert run("remove", "talk-2020-01-02", "other")[0] == 2
    assert "talk-2020-01-02" in run("list")[1]


def test_an_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.commands.run_list", interrupted)
    assert run("list") == (1, "", "onrecord: interrupted\n")


def test_a_message_of_several_lines_becomes_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> int:
        raise OnRecordError("first\n  second")

    monkeypatch.setattr("ui.commands.run_list", fails)
    assert run("list") == (2, "", "onrecord: first second\n")


def test_help_starts_without_anything_heavy() -> None:
    code = (
        "import sys; from ui.cli import build_parser; build_parser().format_help(); "
        "print(*sorted({'numpy', 'faiss', 'onnxruntime', 'gradio', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "\n"


def test_every_command_has_what_runs_it() -> None:
    from ui import commands, eval_commands

    (subparsers,) = (a for a in build_parser()._actions if isinstance(a.choices, dict))
    assert isinstance(subparsers.choices, dict)
    assert {f"run_{name}" for name in subparsers.choices} == {*commands.__all__, *eval_commands.__all__}


def test_a_bar_adds_up_and_says_what_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.bar("Working", 10, "B") as advance:
        advance(4)
        advance(6)
    assert "Working ..." in capsys.readouterr().err


@pytest.mark.model
def test_ask_loads_nothing_heavy_when_the_model_is_unpacked(tmp_path: Path, talk: Path) -> None:
    archive = ["--archive", str(tmp_path / "archive")]
    code = (
        "import sys; from ui.cli import main; status = main(sys.argv[1:]); "
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'gradio', 'langchain_text_splitters', "
        "'langchain_core', 'onnx'}; "
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


def test_a_page_beyond_this_computer_needs_a_login_or_is_forced(
    run: Run, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without Gradio, which takes seconds to import: what is looked at is said before it starts.
    served = []
    monkeypatch.setitem(sys.modules, "ui.server", SimpleNamespace(serve=lambda *given: served.append(given)))
    beyond = ("chat", str(talk), "--host", "0.0.0.0")
    status, _, err = run(*beyond)
    assert (status, served) == (2, [])
    assert "--auth-file" in err
    assert run("chat", str(talk))[:1] == (0,)
    assert "no login" in run(*beyond, "--no-login")[2]
    file = tmp_path / "people"
    monkeypatch.setattr(sys, "stdin", io.StringIO("a long secret\n"))
    file.write_text(run("password", "ada")[1], encoding="utf-8")
    assert "no login" not in run(*beyond, "--auth-file", str(file))[2]
    assert [given[-2] is not None for given in served] == [False, False, True]
    assert served[-1][-2].right("ada", "a long secret")
    assert run(*beyond, "--auth-file", str(file), "--no-login")[0] == 2
    assert run(*beyond, "--auth-file", str(tmp_path / "nobody"))[0] == 2


def test_a_password_that_is_too_short_makes_no_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    status, out, err = run("password", "ada")
    assert (status, out) == (2, "")
    assert "5 characters" in err


def test_the_users_markers_are_final(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(">> Wann\n<< Im Mai.\n", encoding="utf-8")
    assert run("check", str(file))[0] == 1
    given = ("--question-marker", ">>", "--answer-marker", "<<")
    for command in ("check", "index"):
        status, out, _ = run(command, str(file), *given)
        assert status == 0
        assert "1 exchanges" in out
    assert run("check", str(file), "--question-marker", ">>")[0] == 2


def test_a_bar_on_a_terminal_ends_at_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.bar("Working", 1.0, "") as advance:
        for _ in range(3):
            # Shares add up to a little more than all.
            advance(0.1 + 0.2 + 0.1 / 3 + 1e-9)
    assert "100%" in terminal.getvalue()


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


def test_what_was_added_by_the_page_is_there_when_it_is_opened_again(
    run: Run, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[set[str]] = []

    def serve(assistant: Assistant, *_: object) -> None:
        held.append({each.id for each in assistant.archive.transcripts()})
        if len(held) == 1:
            library = Library(assistant.archive, HashEmbedder())
            assert [r.outcome for r in library.add(list(library.look([file])), lambda _: None, lambda: False)]
            talk.with_name("gone-2020-01-01.txt").unlink()

    monkeypatch.setitem(sys.modules, "ui.server", SimpleNamespace(serve=serve))
    folder = talk.parent / "folder"
    folder.mkdir()
    talk = talk.rename(folder / talk.name)
    talk.with_name("gone-2020-01-01.txt").write_text(TALK.replace("桥", "路"), encoding="utf-8")
    file = tmp_path / "later-2021-03-04.txt"
    file.write_text(TALK.replace("渡轮", "电车"), encoding="utf-8")
    for _ in range(2):
        assert run("chat", str(folder))[0] == 0
    assert held == [{"talk-2020-01-02", "gone-2020-01-01"}, {"talk-2020-01-02", "later-2021-03-04"}]
