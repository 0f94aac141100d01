"""The evals while they run and while a set is gone through, and adding while it goes on: what axe-core finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH
from tests.ui.command_line import TALK
from tests.ui.served import TINY, served
from tests.ui.test_access_pages_browser import sound

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("folders")]

# While the file that is given last exists, nothing is embedded, so that work stands still to be looked at.
HELD = TINY.replace(
    "embedder = HashEmbedder()",
    """
import time
class Held(HashEmbedder):
    def embed_passages(self, texts, progress=None):
        while Path(sys.argv[3]).exists():
            time.sleep(0.05)
        return super().embed_passages(texts, progress)
embedder = Held()
""",
)


def test_work_that_goes_on(open_page: Callable[..., Page], tmp_path: Path) -> None:
    held, talk = tmp_path / "held", tmp_path / "tower-2024-03-02.txt"
    talk.write_text(TALK, "utf-8")
    with served(HELD, str(tmp_path / "archive"), "{}", str(held)) as (url, _):
        page = open_page(f"{url}evals", until=".evals h1")
        page.click("#draw")
        page.wait_for_function("document.querySelector('#set input').value === 'drawn'")
        held.touch()
        page.click("#run")
        page.wait_for_selector("#stop")
        assert page.locator("#working progress").count() == 1
        sound(page)
        held.unlink()
        page.wait_for_selector(".report .evaluation")
        sound(page)
        page.evaluate("for (const each of document.querySelectorAll('.report details')) each.open = true")
        sound(page)

        page.goto(f"{url}library")
        page.wait_for_selector("#read:not(:empty)")
        page.set_input_files("#files input[type=file]", str(talk))
        page.wait_for_selector("#approving #accept")
        held.touch()
        page.click("#accept")
        page.wait_for_selector("#stop")
        sound(page)
        held.unlink()
        page.wait_for_selector("#working .done")


def test_a_set_that_is_gone_through(open_page: Callable[..., Page], tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    rows = [
        {"id": "1", "question": "What does the ferry cost?", "exchanges": ["talk/2"]},
        {"id": "2", "question": "Who built it?", "exchanges": []},
    ]
    mine.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with served(TINY, str(tmp_path / "archive")) as (url, _):
        page = open_page(f"{url}evals", until=".evals h1")
        page.set_input_files("#set-file input[type=file]", str(mine))
        page.wait_for_function("document.querySelector('#set input').value === 'mine'")
        page.click("#go-through")
        page.locator(".set-answers .sentence").first.click()
        page.wait_for_selector(".sentence[aria-pressed='true']")
        sound(page)
        page.click("#draft-keep")
        page.wait_for_selector(f".set-answers:has-text('{ENGLISH.set_unanswered}')")
        sound(page)
        page.fill("#draft-look-for input, #draft-look-for textarea", "When does the bridge open?")
        page.click("#draft-look")
        page.click("button[data-do='mark'] >> nth=0")
        page.wait_for_selector(".set-answers .sentence")
        page.fill("#draft-quote input, #draft-quote textarea", "never said")
        page.click("#draft-keep")
        page.wait_for_selector("#draft-said .notice")
        sound(page)
        page.click("#draft-drop")
        page.wait_for_selector(".verdict")
        sound(page)
        page.click("#draft-save")
        page.wait_for_selector("#working .done")
        sound(page)
