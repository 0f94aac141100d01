"""Gradio is imported without what it writes for editors."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import onrecord.ui.page.chat  # noqa: F401 - it imports Gradio


def test_no_stub_is_written_beside_a_component(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a_component_of_ours.py"
    file.write_text(
        'import gradio as gr\n\n\nclass Ours(gr.HTML):\n    """Ours."""\n\n    EVENTS = ["click"]\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    from importlib import import_module

    assert import_module(file.stem).Ours("x").value == "x"
    assert not file.with_suffix(".pyi").exists()
    del sys.modules[file.stem]
