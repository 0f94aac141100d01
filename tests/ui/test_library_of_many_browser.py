"""The library of more transcripts than a page shows, in a real Chromium: search, sort, turn, choose, take back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.ui.served import TINY, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARABIC = next(each for each in LANGUAGES if each.tag == "ar")

# Beside the talk, 120 more: two a month from 2015 on, every tenth with a note.
MANY = TINY.replace(
    "archive.add(transcript_of(PAIRS), embedder)",
    """archive.add(transcript_of(PAIRS), embedder)
from dataclasses import replace
from onrecord.index.report import Note
for n in range(120):
    date = f"{2015 + n // 24}-{1 + n % 12:02}-08"
    each = transcript_of(PAIRS[: 1 + n % 3], f"press-{n:03}", title=f"Press {n:03}", date=date)
    archive.add(replace(each, notes=(Note("a <b>label</b> was guessed"),) if n % 10 == 0 else ()), embedder)
""",
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(MANY, str(tmp_path / "archive")) as (url, _):
        yield url


def titles(page: Page) -> list[str]:
    return page.locator(".library tbody th bdi").all_inner_texts()


def count(address: str) -> int:
    return len(httpx.get(f"{address}api/list").json()["transcripts"])


def found(page: Page, number: int) -> None:
    page.wait_for_selector(f".library [role=status]:has-text('{ENGLISH.found_count.format(count=number)}')")


def search(page: Page, words: str) -> None:
    page.fill("#library-search input", words)


def test_the_newest_come_first_page_by_page_in_any_order(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}library", until=".library table")
    found(page, 121)
    assert (len(titles(page)), titles(page)[0]) == (50, "A talk")
    page.focus(f".turning button[aria-label='{ENGLISH.last_page}']")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".turning:has-text('{ENGLISH.page_of.format(number=3, count=3)}')")
    assert (len(titles(page)), titles(page)[-1]) == (21, "Press 012")
    # The button is of no use any more: the keyboard is at the list.
    page.wait_for_function("document.activeElement.matches('.library .scroll')")
    page.focus("button[data-by=title]")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort=ascending]:has-text('Title')")
    assert titles(page)[:2] == ["A talk", "Press 000"]
    page.wait_for_function("document.activeElement.matches('button[data-by=title]')")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort=descending]:has-text('Title')")
    assert titles(page)[0] == "Press 119"
    search(page, "2017 press")
    found(page, 24)
    assert set(titles(page)) == {f"Press {n:03}" for n in range(48, 72)}
    search(page, "nobody")
    page.wait_for_selector(f".library td:has-text('{ENGLISH.nothing_found}')")


def test_what_is_worth_a_look_is_listed_with_its_notes(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}library", until=".library table")
    page.click("button[data-do=doubtful]")
    found(page, 12)
    assert "a <b>label</b> was guessed" in page.locator(".library ul.notes").first.inner_text()
    page.click("button[data-do=doubtful]")
    found(page, 121)


def test_a_title_opens_the_transcript_and_the_keyboard_comes_back(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}library", until=".library table")
    page.focus(".library tbody a >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector(".transcript-dialog .text")
    assert "When does the bridge open?" in page.inner_text(".transcript-dialog .text")
    assert page.locator(".transcript-dialog mark").count() == 0
    # The address is one of the page that asks.
    assert page.url == f"{address}?cite=press-107"
    page.keyboard.press("Escape")
    page.wait_for_selector(".transcript-dialog", state="detached")
    page.wait_for_function("document.activeElement.dataset.open === 'press-107'")
    assert page.url == f"{address}library"
    page.goto(f"{address}?cite=press-107")
    page.wait_for_selector(".transcript-dialog .text")


def test_what_was_chosen_on_two_pages_is_removed_together_and_comes_back_after_a_reload(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}library", until=".library table")
    page.wait_for_selector("#read:not(:empty)")
    page.check("[data-choose=talk]")
    page.click(f".turning button[aria-label='{ENGLISH.next_page}']")
    page.wait_for_selector(f".turning:has-text('{ENGLISH.page_of.format(number=2, count=3)}')")
    page.check("[data-choose-page]")
    page.click(f"button:has-text('{ENGLISH.remove_chosen.format(count=51)}')")
    page.wait_for_selector(f"#library-said .done:has-text('{ENGLISH.removed_count.format(count=51)}')")
    assert count(address) == 70
    page.wait_for_function("document.activeElement.id === 'undo'")
    page.reload()
    page.click(f".removals summary:has-text('{ENGLISH.removed_lately.format(count=51)}')")
    page.click(".removals button[data-do=undo]")
    page.wait_for_selector(f"#library-said .done:has-text('{ENGLISH.restored_count.format(count=51)}')")
    assert count(address) == 121
    page.wait_for_selector(".removals", state="detached")


def test_everything_that_was_found_is_removed_unless_others_changed_it(
    open_page: Callable[..., Page], address: str
) -> None:
    ada = open_page(f"{address}library", until=".library table", locale="ar-EG")
    ada.wait_for_selector("#read:not(:empty)")
    search(ada, "press")
    ada.wait_for_selector(f".library [role=status]:has-text('{ARABIC.found_count.format(count=120)}')")
    ada.check("[data-choose-page]")
    ada.click("[data-do=choose-found]")
    ben = open_page(f"{address}library", until=".library table")
    ben.wait_for_selector("#read:not(:empty)")
    ben.click("button[data-do=remove][data-id=press-119]")
    ben.wait_for_selector("#undo")
    ada.click("[data-do=remove-chosen]")
    told = ada.locator("#library-said .notice")
    told.wait_for()
    assert told.get_attribute("dir") == "rtl"
    assert count(address) == 120
    ada.wait_for_selector(f".library [role=status]:has-text('{ARABIC.found_count.format(count=119)}')")
    ada.check("[data-choose-page]")
    ada.click("[data-do=choose-found]")
    ada.click(f"button:has-text('{ARABIC.remove_chosen.format(count=119)}')")
    ada.wait_for_selector(
        f"#library-said .done:has-text('{ARABIC.removed_count.format(count=119)}')", timeout=90_000
    )
    assert count(address) == 1
    # What Ben removed is his to take back, and Ada's to see.
    assert ada.locator(".removals li").count() == 2


def test_what_is_deleted_for_good_is_gone(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}library", until=".library table")
    page.wait_for_selector("#read:not(:empty)")
    page.click("button[data-do=remove][data-id=talk]")
    page.wait_for_selector("#undo")
    page.click(".removals summary")
    # What cannot be undone is asked twice.
    page.click(".removals button[data-do=forget]")
    page.wait_for_selector(f".removals [role=alert]:has-text('{ENGLISH.forget_sure}')")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.removals button[data-do=forget]')")
    page.keyboard.press("Enter")
    page.click(".removals button.sure")
    page.wait_for_selector(f"#library-said .done:has-text('{ENGLISH.forgotten}')")
    assert page.locator("#undo").is_hidden()
    assert page.locator(".removals").count() == 0
    assert count(address) == 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_all_of_it_fits_and_can_be_reached(
    open_page: Callable[..., Page], address: str, scheme: str
) -> None:
    page = open_page(
        f"{address}library", until=".library table", color_scheme=scheme, viewport={"width": 390, "height": 844}
    )  # fmt: skip
    page.click(".about summary")
    page.click(".about .numbers summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".about table").count() == 4
    assert page.locator(".about tr", has_text="Daily").locator(".number").inner_text() == "243"
    page.click("button[data-by=exchanges]")
    page.wait_for_selector("th[aria-sort=descending]:has-text('Exchanges')")
    page.check("[data-choose] >> nth=0")
    assert page.locator("[data-do=remove-chosen]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_page_that_asks_tells_what_the_record_is_like(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(address)
    page.click(f".about summary:has-text('{ENGLISH.facts_title}')")
    assert page.locator(".about .columns svg").first.is_visible()
    assert page.locator(".about .totals").count() == 0
