"""README is true: its Python examples run, its commands and files exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.ui.cli.main import cli
from tests.ui.command_line import options_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.model
def test_the_python_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ui").symlink_to(ROOT / "ui")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    out = capsys.readouterr().out
    assert out.count("added") == 2
    assert "True" in out


def test_every_command_is_described_and_every_described_command_exists() -> None:
    assert set(re.findall(r"^onrecord (\w+)", README, re.MULTILINE)) == set(cli.commands)
    options = set(re.findall(r"(?<!\w)(--[a-z][a-z-]*)", README))
    assert options <= options_of(cli)


def test_the_tree_names_every_folder() -> None:
    tree = README.split("## The tree")[1]
    named = set(re.findall(r"[a-z_]+\.py", tree))
    folders = set(re.findall(r"^  (\w+)/", tree, re.MULTILINE))
    modules = {path.name for floor in ("index", "rag", "eval", "ui") for path in (ROOT / floor).rglob("*.py")}
    entries = {path.name for floor in ("index", "rag", "eval") for path in (ROOT / floor).glob("*.py")}
    assert named <= modules
    assert entries - {"__init__.py"} <= named
    inside = {path.name for path in (ROOT / "index").iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == inside | {"sample", "datasets", "runs", "measures", "report", "compare", "sets"}


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
