"""A set gone through on the page, in a real Chromium: drawn, decided, marked, added to, saved, run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.ui.served import TINY, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MINE = [
    {"id": "1", "question": "What does <i>the</i> ferry cost?", "exchanges": ["talk/2"]},
    {"id": "2", "question": "Who built it?", "exchanges": []},
]


@pytest.fixture
def folder(tmp_path: Path, folders: None) -> Path:
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(TINY, str(folder / "archive")) as (url, _):
        yield url


def opened(open_page: Callable[..., Page], address: str, folder: Path, **options: object) -> Page:
    """The page on which the set of two questions is gone through."""
    file = folder / "mine.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in MINE), encoding="utf-8")
    page = open_page(f"{address}evals", until=".evals h1", **options)
    page.set_input_files("#set-file input[type=file]", str(file))
    page.wait_for_function("document.querySelector('#set input').value === 'mine'")
    page.click("#go-through")
    page.wait_for_selector(".drafted")
    return page


def at_question(page: Page, number: int, count: int) -> None:
    title = ENGLISH.set_number.format(number=number, count=count)
    page.wait_for_selector(f".drafted h2:has-text('{title}')")


def saved(folder: Path, name: str) -> list[dict[str, object]]:
    lines = (folder / "archive" / "sets" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_drawn_set_is_gone_through_saved_and_run(
    open_page: Callable[..., Page], address: str, folder: Path
) -> None:
    page = open_page(f"{address}evals", until=".evals h1")
    page.click("#go-through")
    page.wait_for_selector(f"#working .notice:has-text('{ENGLISH.eval_none}')")
    page.click("#draw")
    page.wait_for_function("document.querySelector('#set input').value === 'drawn'")
    page.click("#go-through")
    at_question(page, 1, 1)
    page.fill("#draft-question textarea", "How much is the boat?")
    page.click("#draft-keep")
    page.wait_for_selector(f".verdict:has-text('{ENGLISH.set_is_kept}')")
    page.click("#draft-add")
    at_question(page, 2, 2)
    page.fill("#draft-question textarea", "Who plays tonight?")
    page.click("#draft-keep")
    counts = ENGLISH.set_counts.format(kept=2, dropped=0, left=0)
    page.wait_for_selector(f".drafted .facts:has-text('{counts}')")
    assert page.input_value("#draft-name input, #draft-name textarea") == "drawn-1"
    page.click("#draft-save")
    page.wait_for_selector(f"#working .done:has-text('{ENGLISH.set_saved.format(name='drawn-1', count=2)}')")
    assert page.locator("#draft").is_hidden()
    assert [row["question"] for row in saved(folder, "drawn-1")] == [
        "How much is the boat?",
        "Who plays tonight?",
    ]
    page.click("#run")
    page.wait_for_selector(".report .evaluation")


def test_the_words_that_answer_are_chosen_by_the_keyboard(
    open_page: Callable[..., Page], address: str, folder: Path
) -> None:
    page = opened(open_page, address, folder)
    assert page.input_value("#draft-question textarea") == "What does <i>the</i> ferry cost?"
    sentences = page.locator(".set-answers .sentence")
    assert sentences.all_inner_texts() == [
        "A ticket for the ferry is four crowns.",
        "Children travel free of charge.",
    ]
    sentences.nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".sentence[data-at='1'][aria-pressed='true']")
    page.wait_for_function("document.activeElement.dataset.at === '1'")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press(" ")
    page.wait_for_selector(".sentence[data-at='0'][aria-pressed='true']")
    assert page.input_value("#draft-quote textarea, #draft-quote input").startswith("A ticket")
    page.locator(".sentence[data-at='1']").click()
    page.wait_for_selector(".sentence[data-at='1'][aria-pressed='false']")
    page.click("#draft-keep")
    at_question(page, 2, 2)
    page.click("#draft-drop")
    page.wait_for_selector(f".verdict:has-text('{ENGLISH.set_is_dropped}')")
    page.click("#draft-save")
    page.wait_for_selector("#working .done")
    (row,) = saved(folder, "mine")
    assert row["quote"] == "A ticket for the ferry is four crowns."
    assert row["exchanges"] == ["talk/2"]


def test_what_answers_is_found_in_the_record_and_what_is_wrong_is_told(
    open_page: Callable[..., Page], address: str, folder: Path
) -> None:
    page = opened(open_page, address, folder)
    page.click("#draft-next")
    at_question(page, 2, 2)
    assert ENGLISH.set_unanswered in page.locator(".set-answers").inner_text()
    page.fill("#draft-look-for input, #draft-look-for textarea", "When does the bridge open?")
    page.click("#draft-look")
    page.click("button[data-do='mark'][data-id='talk/1']")
    page.wait_for_selector(".set-answers .sentence")
    field = "#draft-quote input, #draft-quote textarea"
    page.fill(field, "four years")
    page.click("#draft-keep")
    page.wait_for_selector("#draft-said .notice:has-text('four years')")
    page.fill(field, "three years")
    page.click("#draft-keep")
    page.wait_for_selector(f".verdict:has-text('{ENGLISH.set_is_kept}')")
    page.wait_for_selector("#draft-said .notice", state="detached")
    page.reload()
    page.wait_for_selector(".evals h1")
    page.wait_for_function("document.querySelector('#set input').value === 'mine'")
    page.click("#go-through")
    at_question(page, 1, 2)
    page.click("#draft-next")
    page.wait_for_selector(".sentence[data-at='1'][aria-pressed='true']")
    assert page.input_value(field) == "three years"
    page.click("button[data-do='unmark']")
    page.wait_for_selector(f".set-answers:has-text('{ENGLISH.set_unanswered}')")
    assert page.input_value(field) == ""


@pytest.mark.parametrize("tag", ["zh-Hans", "ar"])
def test_a_phone_shows_it_in_the_readers_language(
    open_page: Callable[..., Page], address: str, folder: Path, tag: str
) -> None:
    words = next(each for each in LANGUAGES if each.tag == tag)
    locale = {"zh-Hans": "zh-CN", "ar": "ar-EG"}[tag]
    page = opened(open_page, address, folder, locale=locale, viewport={"width": 390, "height": 844})
    assert words.set_number.format(number=1, count=2) in page.locator(".drafted h2").inner_text()
    assert page.locator("#draft-keep").inner_text() == words.set_keep
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
