"""The library, the evals and the login for everybody: what axe-core finds in their states (WCAG 2.2 A and AA)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.locale import LANGUAGE
from onrecord.ui.messages import LANGUAGES
from onrecord.ui.web.passwords import line
from tests.ui.served import TINY, served
from tests.ui.test_access_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

EMPTY = TINY.replace("archive.add(transcript_of(PAIRS), embedder)\n", "")
GUARDED = TINY.replace("**given", "passwords=Passwords(Path(sys.argv[3])), **given").replace(
    "from onrecord.rag.settings",
    "from onrecord.ui.web.passwords import Passwords\nfrom onrecord.rag.settings",
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(TINY, str(tmp_path / "archive")) as (url, _):
        yield url


def sound(page: Page) -> None:
    """Nothing serious is wrong in light and dark, on all sizes, and nothing sticks out to the side."""
    for width, height in ((390, 844), (1024, 768), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    # Colours do not depend on the size, but on a phone other things are shown.
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    if page.locator(".gradio-container").count():
        page.wait_for_selector("body.dark")
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        assert violations(page) == [], ("dark", width)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def test_the_library_in_all_its_states(open_page: Callable[..., Page], address: str, tmp_path: Path) -> None:
    tower, none = tmp_path / "tower-2024-03-02.txt", tmp_path / "none.txt"
    tower.write_text(
        "Tower talk\n\nQ: When does it open?\n\nA: In June.\n\nQ: Is it high?\n\nA: Yes.\n", "utf-8"
    )
    none.write_text("Nobody asks.", "utf-8")
    page = open_page(f"{address}library", until=".library table")
    page.wait_for_selector("#read:not(:empty)")
    sound(page)
    page.click("#read")
    page.wait_for_selector("#working .notice")
    page.set_input_files("#files input[type=file]", [str(tower), str(none)])
    page.wait_for_selector("#approving #accept")
    sound(page)
    page.click("#accept")
    page.wait_for_selector("#working .done")
    page.locator("button[data-do=rename]").first.click()
    page.wait_for_selector("#new-title")
    sound(page)
    page.locator("button[data-do=remove]").last.click()
    page.wait_for_selector("#undo")
    sound(page)


def test_the_evals_before_a_run_with_an_error_and_with_a_report(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{\n", "utf-8")
    page = open_page(f"{address}evals", until=".evals h1")
    page.wait_for_selector("#run:not(:empty)")
    sound(page)
    page.set_input_files("#set-file input[type=file]", str(bad))
    page.wait_for_selector("#working .notice")
    sound(page)
    page.click("#draw")
    page.wait_for_function("document.querySelector('#set input').value === 'drawn'")
    page.click("#run")
    page.wait_for_selector(".report .evaluation")
    sound(page)


def test_the_login_and_a_wrong_password(open_page: Callable[..., Page], tmp_path: Path) -> None:
    people = tmp_path / "people"
    people.write_text(line("ada", "a long secret") + "\n", "utf-8")
    with served(GUARDED, str(tmp_path / "archive"), "{}", str(people)) as (url, _):
        page = open_page(url, until="form")
        sound(page)
        page.fill("[name=username]", "ada")
        page.fill("[name=password]", "no")
        page.click("button")
        page.wait_for_selector("[role=alert]")
        sound(page)


def test_from_right_to_left_every_page_begins_at_the_right(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}library", until="#read:not(:empty)", locale="ar-EG")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    for block in ("#files", "#addresses"):
        label = page.locator(
            f"{block} :is([data-testid=block-label], [data-testid=block-info])"
        ).bounding_box()
        around = page.locator(block).bounding_box()
        assert label
        assert around
        gap = around["x"] + around["width"] - label["x"] - label["width"]
        assert 0 <= gap <= 24, block
    page.goto(f"{address}evals")
    page.wait_for_selector("#run:not(:empty)")
    page.click("#draw")
    page.wait_for_function("document.querySelector('#set input').value === 'drawn'")
    arrow, around = page.locator("#set .icon-wrap").bounding_box(), page.locator("#set").bounding_box()
    assert arrow
    assert around
    assert arrow["x"] < around["x"] + around["width"] / 4


def test_what_gradio_says_itself_is_in_the_language_that_was_chosen(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}library", until="#read:not(:empty)", locale="de-DE")
    drop = "#files button.upload-container"
    assert "Drop File Here" in page.locator(drop).inner_text()
    for tag, said in (("ja", "ファイルをここにドロップ"), ("zh-Hant", "拖放檔案至此處")):
        page.context.add_cookies([{"name": LANGUAGE, "value": tag, "url": address}])
        page.reload()
        page.wait_for_selector(f"{drop}:has-text('{said}')")
        words = next(each for each in LANGUAGES if each.tag == tag)
        page.wait_for_function(
            "said => document.querySelector('#files button.upload-container').ariaLabel.includes(said)",
            arg=f"{words.files} {said}",
        )
        assert page.evaluate("document.documentElement.lang") == tag


def test_an_empty_record(open_page: Callable[..., Page], tmp_path: Path) -> None:
    with served(EMPTY, str(tmp_path / "archive")) as (url, _):
        page = open_page(url)
        page.wait_for_selector("#send:not(:empty)")
        sound(page)
        page.goto(f"{url}library")
        page.wait_for_selector(".library")
        page.wait_for_selector("#read:not(:empty)")
        sound(page)


def test_a_program_that_has_gone_is_told_in_the_readers_language(open_page: Callable[..., Page]) -> None:
    question = "When does the garden open?"
    chinese = next(words for words in LANGUAGES if words.tag == "zh-Hans")
    with served() as (url, child):
        page = open_page(url, locale="zh-CN")
        page.wait_for_selector(f"#send:has-text('{chinese.ask}')")
        child.kill()
        child.wait()
        page.fill("#question textarea", question)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"[data-testid=toast-text]:has-text('{chinese.unreachable}')")
        assert page.input_value("#question textarea") == question
