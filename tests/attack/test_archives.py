"""Damaged archives, the same ones each time."""

from __future__ import annotations

import pytest

from tests.attack.archives import run


@pytest.mark.slow
def test_damaged_archives_give_our_own_errors_or_the_words_of_the_record() -> None:
    assert run(40, 7) == []
