"""The command line as a whole: errors, interruptions, help, bars."""

from __future__ import annotations

import io
import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.index.errors import OnRecordError
from onrecord.rag.assistant import Assistant
from onrecord.ui.cli import progress
from onrecord.ui.cli.main import cli
from onrecord.ui.page.library import Library
from tests.conftest import HashEmbedder
from tests.ui.command_line import TALK, Run, options_of

ROOT = Path(__file__).parents[2]


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
        ("index", "--store", "qdrant://x", "/no/such/file"),
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


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "missing command. See: onrecord --help"),
        (("eval",), "missing command. See: onrecord eval --help"),
        (("lst",), "no such command 'lst'. Did you mean 'list'? See: onrecord --help"),
        (("index",), "missing argument 'PATH...'. See: onrecord index --help"),
        (("eval", "measure", "x"), "missing option '--qrels'. See: onrecord eval measure --help"),
        (
            ("ask", "a", "--top", "x"),
            "invalid value for '--top': 'x' is not a valid integer. See: onrecord ask --help",
        ),
        (("list", "more"), "got unexpected extra argument (more). See: onrecord list --help"),
        (
            ("ask", "--arhive", "x"),
            "no such option '--arhive'. Did you mean '--archive'? See: onrecord ask --help",
        ),
        # Neither of which may become the name of a file or folder.
        (("list", "--archive"), "option '--archive' requires an argument. See: onrecord list --help"),
        (
            ("eval", "--out", "--json", "a"),
            "option '--out' requires an argument. See: onrecord eval run --help",
        ),
    ],
)
def test_wrong_arguments_are_told_in_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    assert run(*arguments) == (2, "", f"onrecord: {message}\n")


def test_a_long_argument_is_not_repeated_in_full(run: Run) -> None:
    status, _, err = run("ask", "a", "x" * 100_000)
    assert status == 2
    assert len(err) < 500
    assert err.endswith("… See: onrecord ask --help\n")


def test_a_wrong_argument_is_not_obeyed_by_the_terminal(run: Run) -> None:
    message = "got unexpected extra argument (a\\u001b[2J\\u000aonrecord: done). See: onrecord list --help"
    assert run("list", "a\x1b[2J\nonrecord: done") == (2, "", f"onrecord: {message}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("arguments", [["--help"], ["check", "{}"]])
@pytest.mark.slow
def test_a_full_disk_under_the_output_is_told(talk: Path, arguments: list[str]) -> None:
    command = [sys.executable, "-m", "onrecord", *(each.format(talk) for each in arguments)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("onrecord: the disk that is written to is full")
    assert done.stderr.count("\n") == 1


def test_options_may_be_abbreviated_and_stand_anywhere(run: Run, talk: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "elsewhere")
    assert "none.toml" in run("index", "--arch", folder, str(talk), f"--prof={tmp_path / 'none.toml'}")[2]
    assert run("index", str(talk), f"--arch={folder}")[0] == 0
    assert "talk-2020-01-02" in run("list", "--archive", folder)[1]
    assert run("list", "--bogus", folder)[0] == 2


@pytest.mark.parametrize("question", ["- 渡轮多少钱？ 桥？", "--渡轮 多少钱？", "-h = 渡轮 ？", "-5", "-"])
def test_a_question_may_begin_with_a_dash(run: Run, talk: Path, question: str) -> None:
    run("index", str(talk))
    status, out, _ = run("ask", question, "--json", "--after", "- 桥 什么时候？")
    assert (status, json.loads(out)["question"]) == (0, question)
    status, out, _ = run("ask", "--json", "--", "--json")
    assert (status, json.loads(out)["question"]) == (0, "--json")


def test_an_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.index.archive.archive.Archive.open", interrupted)
    assert run("list") == (1, "", "onrecord: interrupted\n")


def test_a_message_of_several_lines_becomes_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise OnRecordError("first\n  second")

    monkeypatch.setattr("onrecord.index.archive.archive.Archive.open", fails)
    assert run("list") == (2, "", "onrecord: first second\n")


def test_help_starts_without_anything_heavy() -> None:
    code = (
        "import sys; from onrecord.ui.cli.main import main; main(['--help']); main(['eval', 'run', '--help']); "
        "print(*sorted({'numpy', 'faiss', 'onnxruntime', 'gradio', 'torch', 'sqlite3', 'tqdm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "Usage: onrecord eval run" in done.stdout
    assert done.stdout.splitlines()[-1] == ""


def test_the_package_is_run_as_the_command(talk: Path) -> None:
    command = [sys.executable, "-m", "onrecord"]
    done = subprocess.run(
        [*command, "check", str(talk)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert "exchanges" in done.stdout
    failed = subprocess.run(
        [*command, "eval", "report", "nowhere", "x.md"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert failed.returncode == 2
    assert failed.stderr.startswith("onrecord: nowhere")


def test_the_page_of_commands_is_of_these_commands() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    reference = runpy.run_path(str(ROOT / "docs" / "commands.py"))["reference"]()
    assert page == reference, "write it again: python docs/commands.py > docs/commands.md"
    listed = re.findall(r"^- `([^`]+)`", page, re.MULTILINE)
    assert {name for each in listed for name in re.findall("--[a-z-]+", each)} == options_of(cli)


def test_a_bar_adds_up_and_says_what_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.bar("Working", 10, "B") as advance:
        advance(4)
        advance(6)
    assert "Working ..." in capsys.readouterr().err


def test_a_page_beyond_this_computer_needs_a_login_or_is_forced(
    run: Run, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without Gradio, which takes seconds to import: what is looked at is said before it starts.
    served = []
    monkeypatch.setitem(
        sys.modules, "onrecord.ui.server", SimpleNamespace(serve=lambda *given: served.append(given))
    )
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
    assert [given[6] is not None for given in served] == [False, False, True]
    assert served[-1][6].right("ada", "a long secret")
    # Whoever reaches a proxy reaches the page.
    behind = ("chat", str(talk), "--proxy", "127.0.0.1", "--proxy", "10.0.0.0/8")
    assert "the proxy" in run(*behind)[2]
    assert run(*behind, "--auth-file", str(file))[0] == 0
    assert ["10.1.2.3" in given[9] for given in served] == [False, False, False, True]
    assert run(*behind, "--proxy", "proxy.example", "--auth-file", str(file))[0] == 2
    assert run(*beyond, "--auth-file", str(file), "--no-login")[0] == 2
    assert run(*beyond, "--auth-file", str(tmp_path / "nobody"))[0] == 2


def test_a_password_that_is_too_short_makes_no_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    status, out, err = run("password", "ada")
    assert (status, out) == (2, "")
    assert "5 characters" in err


def test_a_bar_on_a_terminal_ends_at_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.bar("Working", 1.0, "") as advance:
        for _ in range(3):
            # Shares add up to a little more than all.
            advance(0.1 + 0.2 + 0.1 / 3 + 1e-9)
    assert "100%" in terminal.getvalue()


def test_what_was_added_by_the_page_is_there_when_it_is_opened_again(
    run: Run, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[set[str]] = []

    def serve(assistant: Assistant, *_: object) -> None:
        held.append({each.id for each in assistant.archive.transcripts()})
        if len(held) == 1:
            library = Library(assistant.archive, HashEmbedder())
            assert len(list(library.add(list(library.look([file]))))) == 1
            talk.with_name("gone-2020-01-01.txt").unlink()

    monkeypatch.setitem(sys.modules, "onrecord.ui.server", SimpleNamespace(serve=serve))
    folder = talk.parent / "folder"
    folder.mkdir()
    talk = talk.rename(folder / talk.name)
    talk.with_name("gone-2020-01-01.txt").write_text(TALK.replace("桥", "路"), encoding="utf-8")
    file = tmp_path / "later-2021-03-04.txt"
    file.write_text(TALK.replace("渡轮", "电车"), encoding="utf-8")
    for _ in range(2):
        assert run("chat", str(folder))[0] == 0
    assert held == [{"talk-2020-01-02", "gone-2020-01-01"}, {"talk-2020-01-02", "later-2021-03-04"}]
