"""The command line as a whole: errors, interruptions, help, bars."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.index.errors import OnRecordError
from onrecord.rag.assistant import Assistant
from onrecord.ui.cli import progress
from onrecord.ui.cli.options import build_parser
from onrecord.ui.page.library import Library
from tests.conftest import HashEmbedder
from tests.ui.command_line import TALK, Run

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


def test_an_interruption_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.ui.cli.archive_commands.run_list", interrupted)
    assert run("list") == (1, "", "onrecord: interrupted\n")


def test_a_message_of_several_lines_becomes_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> int:
        raise OnRecordError("first\n  second")

    monkeypatch.setattr("onrecord.ui.cli.archive_commands.run_list", fails)
    assert run("list") == (2, "", "onrecord: first second\n")


def test_help_starts_without_anything_heavy() -> None:
    code = (
        "import sys; from onrecord.ui.cli.options import build_parser; build_parser().format_help(); "
        "print(*sorted({'numpy', 'faiss', 'onnxruntime', 'gradio', 'torch'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "\n"


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


def test_every_command_has_what_runs_it() -> None:
    from onrecord.ui.cli import archive_commands as commands
    from onrecord.ui.cli import chat_command, eval_commands, index_commands, tune_command

    modules = (commands, index_commands, chat_command, eval_commands, tune_command)
    (subparsers,) = (a for a in build_parser()._actions if isinstance(a.choices, dict))
    assert isinstance(subparsers.choices, dict)
    runs = [name for module in modules for name in module.__all__ if name.startswith("run_")]
    assert sorted(f"run_{name}" for name in subparsers.choices) == sorted(runs)


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
