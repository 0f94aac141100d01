"""README and the pages of docs are true: examples run; commands, files and make targets exist; figures agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.index.readers.profiles import profile_of
from onrecord.ui.cli.main import cli, main
from tests.ui.command_line import options_of

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for file in (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
    if not file.is_symlink()
}
ARCHITECTURE = PAGES["docs/architecture.md"]

each_page = pytest.mark.parametrize("page", PAGES)


def fenced(page: str, language: str = "") -> list[str]:
    """The insides of a page's blocks of code in a language."""
    return [
        body
        for named, body in re.findall(r"^```(\w*)\n(.*?)^```", PAGES[page], re.DOTALL | re.MULTILINE)
        if named == language
    ]


def command_lines(page: str) -> list[list[str]]:
    """What a page's blocks tell the reader to type after ``onrecord``, without comments."""
    lines = (line for block in fenced(page) for line in block.splitlines())
    return [re.split(r"\s+#|\s{3,}", line)[0].split()[1:] for line in lines if line.startswith("onrecord ")]


def test_readme_is_short() -> None:
    assert len(PAGES["README.md"].splitlines()) <= 150


@pytest.mark.model
@pytest.mark.parametrize("page", [page for page in PAGES if fenced(page, "python")])
def test_the_python_examples_run(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ui").symlink_to(ROOT / "ui")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in fenced(page, "python"):
        exec(compile(block, page, "exec"), names)
    out = capsys.readouterr().out
    assert out.count("added") == 2
    assert "True" in out


def test_there_are_python_examples() -> None:
    pages = {page for page in PAGES if fenced(page, "python")}
    assert pages == {"README.md", "docs/asking.md", "docs/sentences.md"}


@pytest.mark.parametrize("page", [page for page in PAGES if page != "docs/commands.md"])  # is generated
def test_commands_and_their_options_exist(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for words in command_lines(page):
        command = words[:1]
        if command == ["eval"]:
            command.append(words[1] if words[1] in ("make", "report", "compare", "measure") else "run")
        assert main([*command, "--help"]) == 0, words
        known = re.findall(r"--[a-z][a-z-]*", capsys.readouterr().out)
        assert {word for word in words if word.startswith("--")} <= set(known), words


@each_page
def test_every_option_that_is_named_exists(page: str) -> None:
    prose = re.sub(r"^```.*?^```", "", PAGES[page], flags=re.DOTALL | re.MULTILINE)
    named = {
        option
        for code in re.findall(r"`([^`\n]+)`", prose)
        if code.startswith(("--", "onrecord "))
        for option in re.findall(r"(?<!\w)--[a-z][a-z-]*", code)
    }
    assert named <= options_of(cli)


def test_every_command_is_described() -> None:
    assert {words[0] for words in command_lines("docs/asking.md")} == set(cli.commands)


def test_the_profile_in_the_docs_is_one(tmp_path: Path) -> None:
    (block,) = fenced("docs/transcripts.md", "toml")
    (tmp_path / "talk.onrecord.toml").write_text(block, encoding="utf-8")
    (tmp_path / "talk.txt").touch()
    profile = profile_of(tmp_path / "talk.txt")
    assert profile is not None
    assert profile.markers is not None
    assert profile.markers.question == ("Q:", "Follow-up:")
    assert profile.roles == (
        ("Ann Reed", "asker"), ("Tom Cole", "answerer"), ("Sue Bell", "answerer"), ("style:h2", "nobody"),
    )  # fmt: skip
    assert (profile.metadata.title, profile.metadata.date) == ("The bridge", "2021-05-03")


@each_page
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)[^)]*\)", PAGES[page]):
        assert ((ROOT / page).parent / target).exists(), target


@each_page
def test_make_targets_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z][a-z-]*)", PAGES[page], re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert set(re.findall(r"^# make ([a-z-]+)", makefile, re.MULTILINE)) == set(phony.split()) - {"clean"}


def test_the_summary_in_readme_agrees_with_the_figures() -> None:
    figures = _rows(PAGES["docs/figures.md"])
    ours = {name: cells[-1] for name, cells in figures.items()}
    peer = figures["LangChain: recursive splitter, FAISS"]
    expected = [
        *(ours["right exchange first"], peer[0]),
        *(ours["quote at 3"], peer[1]),
        *(ours["not answerable (far), refused"], ours["answerable, refused"]),
        ours["not answerable (near), refused"],
    ]
    summary = PAGES["README.md"].split("## Evals")[1].split("## Limits")[0]
    summary = "\n".join(re.findall(r"^(?:- |  ).*", summary, re.MULTILINE))
    assert re.findall(r"\d\.\d\d", summary) == [each[:4] for each in expected]


def _rows(page: str) -> dict[str, list[str]]:
    """The rows of a page's tables by their first cell."""
    rows = (line.strip("|").split("|") for line in page.splitlines() if line.startswith("|"))
    return {name.strip(): [cell.strip() for cell in cells] for name, *cells in rows}


def test_the_tree_names_every_folder() -> None:
    named, floor = set(), ""
    for inside, folder in re.findall(r"^( *)(\w+)/ ", fenced("docs/architecture.md")[0], re.MULTILINE):
        floor = floor if inside else folder
        named.add(f"{floor}/{folder}" if inside else folder)
    floors = {"index", "rag", "eval", "ui"}
    rooms = {
        f"{floor}/{path.name}"
        for floor in floors
        for path in (ROOT / floor).iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    assert named == floors | rooms | {"onrecord", "docs", "tests"}


@each_page
def test_files_that_are_named_exist(page: str) -> None:
    named = re.findall(r"`((?:index|rag|eval|ui|tests|docs|onrecord)/[^`\s]*)`", PAGES[page])
    for path in named:
        assert list(ROOT.glob(path.rstrip("/"))), path


def test_ten_questions_of_a_newcomer_have_an_answer() -> None:
    asked = ARCHITECTURE.split("## Where would I change …?")[1].strip().splitlines()
    assert [line.split(".")[0] for line in asked] == [str(number) for number in range(1, 11)]
    for line in asked:
        (file,) = re.findall(r"`([^`]+)`$", line)
        assert (ROOT / file).is_file(), line
