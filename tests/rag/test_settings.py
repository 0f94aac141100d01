"""Settings and questions that cannot be used say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.index.errors import InputError, SettingsError
from onrecord.rag.questions import BatchLine, read_batch
from onrecord.rag.settings import Settings


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"topk": 3}, "unknown setting 'topk'; the settings are model, reader, threshold, top_k"),
        ({"top_k": 0}, "top_k is 0; give a number from 1 to 100"),
        ({"top_k": "3"}, "top_k is '3'; it must be a int"),
        ({"top_k": True}, "top_k is True"),
        ({"threshold": 1.5}, r"threshold is 1.5; give a number from 0 to 1"),
        ({"threshold": float("nan")}, "threshold is nan"),
        ({"model": " "}, "model is empty"),
    ],
)
def test_a_setting_that_cannot_be_used_says_why(values: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        Settings.from_mapping(values)


def test_a_batch_names_all_its_malformed_lines(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text('{"id": 1, "question": "a"}\nnonsense\n[]\n{"id": 2}\n{"id": "3", "question": 4}\n\n')
    with pytest.raises(InputError, match=r"batch.jsonl: line 2, 3, 4, 5 is not of the form"):
        read_batch(file)


def test_a_batch_keeps_ids_and_odd_characters(tmp_path: Path) -> None:
    file = tmp_path / "batch.jsonl"
    file.write_text('{"id": 1, "question": "a\u2028b"}\r\n{"id": "x", "question": ""}', encoding="utf-8-sig")
    assert read_batch(file) == [BatchLine("1", "a\u2028b"), BatchLine("x", "")]
