"""What Gradio would do before the page is there, and need not."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import onrecord.ui.page.chat  # noqa: F401 - it imports Gradio
from tests.ui.served import REPOSITORY


def test_no_stub_is_written_beside_a_component(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a_component_of_ours.py"
    file.write_text(
        'import gradio as gr\n\n\nclass Ours(gr.HTML):\n    """Ours."""\n\n    EVENTS = ["click"]\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert import_module(file.stem).Ours("x").value == "x"
    assert not file.with_suffix(".pyi").exists()
    del sys.modules[file.stem]


_PROGRAM = """
from gradio.routes import App
build, built = App.create_app, []
App.create_app = staticmethod(lambda *of, **named: built.append(build(*of, **named)) or built[-1])
from onrecord.ui.page.chat import build_page
from tests.ui.fakes import FakeAssistant
page = build_page(FakeAssistant(), lambda _: ())
print(built == [page.app])
"""


@pytest.mark.slow
def test_a_server_is_built_once_for_all_parts_of_the_page() -> None:
    # What Gradio leaves open is closed with the process.
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
