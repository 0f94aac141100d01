"""The whole transcript in Chromium: opened from a card or an address, searched, stepped through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH
from tests.ui.conftest import ask
from tests.ui.fakes import LONG, press, quote_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUESTION = "When does the garden open?"
IN_VIEW = (
    "(() => { const mark = document.querySelector('dialog mark.current').getBoundingClientRect(),"
    " text = document.querySelector('dialog .text').getBoundingClientRect();"
    " return mark.top >= text.top && mark.bottom <= text.bottom })()"
)


def opened(page: Page) -> str:
    """Wait for the transcript and return the words that are marked as the current quote."""
    page.wait_for_selector("dialog mark.current")
    page.wait_for_function(IN_VIEW)
    return "".join(page.locator("dialog mark.current").all_text_contents())


def test_a_card_opens_the_whole_transcript_at_the_quote(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    card = page.locator("#passage-1-1")
    for opening in ("click", "Enter", "button"):
        if opening == "click":
            card.locator(".where").click()
        elif opening == "Enter":
            card.press(opening)
        else:
            card.locator("button.open").click()
        assert opened(page) == "The gate opens in May."
        assert page.locator("dialog .text").text_content() == press().text
        start = press().text.index("The gate opens in May.")
        assert page.locator("dialog .exact").inner_text().endswith(f"characters {start}-{start + 22}")
        assert page.url.endswith(f"?cite=garden-2024-05-01/1@{start}-{start + 22}")
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        page.wait_for_function("document.activeElement.id === 'passage-1-1'")
        page.wait_for_function("location.search === ''")


def test_previous_and_next_quote_step_through_those_of_the_answer(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.locator("#passage-1-1 .open").click()
    assert opened(page) == "The gate opens in May."
    assert page.locator("dialog .quote-previous").is_disabled()
    page.click("dialog .quote-next")
    page.wait_for_function("location.search.includes('/2@')")
    assert opened(page) == "花园五月一日开放。门票十元，儿童免费。"
    page.click("dialog .quote-next")
    page.wait_for_function("location.search.includes('/3@')")
    assert opened(page) == "تفتح الحديقة في شهر مايو."
    assert page.locator("dialog .quote-next").is_disabled()
    assert page.locator("dialog .which").inner_text() == "Quote 3 of 3"
    assert page.locator("dialog [aria-current]").get_attribute("data-exchange") == "3"
    page.click("dialog .quote-previous")
    page.wait_for_function("location.search.includes('/2@')")


def test_the_list_of_exchanges_leads_to_each(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1024, "height": 500})
    ask(page, QUESTION)
    page.locator("#passage-1-1 .open").click()
    opened(page)
    assert page.locator("dialog [data-exchange]").count() == 3
    page.locator('dialog [data-exchange="3"]').click()
    page.wait_for_function("document.activeElement.dataset.number === '3'")
    page.wait_for_function(
        "(() => { const r = document.activeElement.getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0 })()"
    )


def test_words_are_found_inside_and_stepped_through(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.locator("#passage-1-1 .open").click()
    opened(page)
    page.fill("dialog input[type=search]", "OPENING times")
    count = page.locator("dialog .count")
    page.wait_for_function("document.querySelector('dialog .count').textContent === '1 of 24'")
    page.press("dialog input[type=search]", "Enter")
    assert count.inner_text() == "2 of 24"
    page.click("dialog .find-previous")
    page.click("dialog .find-previous")
    assert count.inner_text() == "24 of 24"
    painted = page.evaluate("[...CSS.highlights.get('found-current')].map(String)")
    assert painted == ["Opening times"]
    page.fill("dialog input[type=search]", "no such words")
    page.wait_for_function(f"document.querySelector('dialog .count').textContent === '{ENGLISH.found_none}'")
    page.keyboard.press("Escape")


def test_a_permalink_opens_the_transcript_at_the_quote(open_page: Callable[..., Page], address: str) -> None:
    quote = quote_of(press(), 2, "门票十元，儿童免费。")
    page = open_page(at=f"{address}?cite={quote.citation}")
    assert opened(page) == quote.text
    page.click("dialog .close")
    page.wait_for_selector("dialog", state="detached")
    assert "cite" not in page.url
    assert page.locator(".welcome").is_visible()


def test_a_permalink_to_nothing_says_so(open_page: Callable[..., Page], address: str) -> None:
    for nowhere in ("garden-2024-05-01/99", "<img src=x onerror=alert(1)>", "other/1@5-9"):
        page = open_page(at=f"{address}?cite={nowhere}")
        assert page.locator("dialog .problem").inner_text() == ENGLISH.nothing_there


def test_the_browsers_back_closes_the_transcript(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.locator("#passage-1-1 .open").click()
    opened(page)
    page.go_back()
    page.wait_for_selector("dialog", state="detached")
    assert page.locator(".turn").count() == 1


def test_a_transcript_of_a_megabyte_opens_at_its_quote_and_is_searched(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    ask(page, "long")
    page.locator("#passage-1-1 .open").click()
    assert opened(page) == "The needle is here."
    assert page.evaluate("document.querySelector('dialog .text').textContent.length") == len(LONG.text)
    assert len(LONG.text) > 1_000_000
    page.fill("dialog input[type=search]", "needle")
    page.wait_for_function("document.querySelector('dialog .count').textContent.endsWith('of 2')")
    # The page answers while all of this is open: it is not laid out at once.
    laid_out = page.evaluate(
        "[...document.querySelectorAll('dialog .said')].filter(e => e.checkVisibility({contentVisibilityAuto: true})).length"
    )
    assert 0 < laid_out < 100


def test_on_a_phone_the_list_of_exchanges_leaves_room_for_the_text(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    ask(page, QUESTION)
    page.click(".drawer.open")
    page.locator("#passage-1-1 .open").click()
    page.wait_for_selector("dialog mark.current")
    # As many exchanges as a real press conference has.
    page.evaluate(
        "(() => { const list = document.querySelector('dialog .contents ol'), one = list.firstElementChild;"
        " for (let n = 0; n < 30; n++) list.append(one.cloneNode(true)) })()"
    )
    page.click("dialog .contents summary")
    text, foot = page.locator("dialog .text").bounding_box(), page.locator("dialog .foot").bounding_box()
    assert text
    assert foot
    assert text["y"] + text["height"] <= foot["y"] + 1
    assert text["height"] > 150


def test_a_citation_of_nothing_offers_no_search(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}?cite=garden-2024-05-01/99@5-9")
    page.wait_for_selector("dialog .problem")
    assert page.locator("dialog .find input").is_hidden()
    page.wait_for_function("document.activeElement.matches('dialog .close')")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog", state="detached")
