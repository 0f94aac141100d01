"""The wheel holds one package, and works beside a user's own packages of the names that its folders have."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the files that git knows: nothing that was built before is in it."""
    source, built = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    for name in filter(None, files):
        if (ROOT / name).is_symlink():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).symlink_to((ROOT / name).readlink())
        elif (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(built), str(source)], check=True)
    (file,) = built.glob("*.whl")
    return file


def test_it_holds_one_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"onrecord", "onrecord-0.1.0.dist-info"}
    assert "onrecord/py.typed" in names
    assert "onrecord/ui/templates/login.html" in names
    assert not [name for name in names if name.startswith(("onrecord/eval/compare", "onrecord/eval/sets"))]


def test_it_works_beside_packages_of_its_folders_names(wheel: Path, tmp_path: Path) -> None:
    here, environment = tmp_path / "empty", tmp_path / "venv"
    for name in ("index", "rag", "eval", "ui"):
        (here / name).mkdir(parents=True)
        (here / name / "__init__.py").write_text("raise SystemExit('not the one that was meant')")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps"]
    subprocess.run([*pip, str(wheel)], check=True)
    (site,) = (environment / "lib").glob("python*/site-packages")
    # What it needs is installed here already; taking it from here spares the minutes of another install.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))

    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*command: str) -> str:
        done = subprocess.run(command, cwd=here, env=alone, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run(str(python), "-c", "import onrecord.rag.assistant as it; print(it.__file__)")
    assert Path(where.strip()).is_relative_to(site)
    assert run(str(environment / "bin" / "onrecord"), "--help").startswith("Usage: onrecord")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = readme.split("```python\n")[1].split("```")[0].replace("ui/sample", str(ROOT / "ui" / "sample"))
    assert "added" in run(str(python), "-c", example)
