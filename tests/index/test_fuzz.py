"""Damaged files, the same ones each time; ``ONRECORD_FUZZ=600`` goes on for so many seconds."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from time import monotonic

import pytest

from tests.attack.damage import cases, check


def test_damaged_files(tmp_path: Path) -> None:
    found = sum(check(case, tmp_path) for case in islice(cases(1), 150))
    assert found > 30
    end = monotonic() + float(os.environ.get("ONRECORD_FUZZ", "0"))
    for case in cases(2):
        if monotonic() > end:
            break
        check(case, tmp_path)


@pytest.mark.shared
def test_damaged_transcripts_as_published(shared: Path, tmp_path: Path) -> None:
    for case in islice(cases(3, [shared / "transcripts" / "dev", shared / "corpora"]), 400):
        check(case, tmp_path)
