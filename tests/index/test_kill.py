"""A kill at any moment leaves what was committed, and whole files only."""

from __future__ import annotations

import pytest

from tests.attack.kills import run


@pytest.mark.slow
def test_a_kill_leaves_whole_files_only() -> None:
    assert run(12, 8) == []
