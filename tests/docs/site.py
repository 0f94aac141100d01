"""Builds the pages of docs as a site, as ``make docs`` does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

__all__ = ["build_site"]

ROOT = Path(__file__).parents[2]


def build_site(folder: Path) -> Path:
    """Build into ``folder`` and return it; any warning of MkDocs fails the test."""
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder
