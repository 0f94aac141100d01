"""What answers is the first thing to be seen, marked alike wherever it is shown, and one can always ask on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH
from tests.ui.conftest import ask
from tests.ui.fakes import PARAGRAPH

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ANSWER = "The gate opens in May."
SIZES = ((390, 844), (768, 1024), (1440, 900))

# Also of shifts right after a key was pressed: on a busy machine answers come later.
SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.shifted += each.value;
  }).observe({ type: "layout-shift" });
"""
# What is read before the first sentence that is marked: every word in the window that stands above it.
BEFORE = """() => {
  const mark = document.querySelector(".turn:last-child mark").getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const [box, within] = [range.getBoundingClientRect(), walk.currentNode.parentElement];
    const shown = within.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
    // What has scrolled away is behind the bar.
    const above = box.bottom > (within.closest(".bar") ? 0 : bar.bottom) && box.bottom <= mark.top + 5;
    if (shown && above) words += walk.currentNode.textContent.trim().split(/\\s+/).filter(Boolean).length;
  }
  return words;
}"""
IN_SIGHT = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight && at.closest(selector) !== null;
}"""


def settled(page: Page) -> None:
    """Wait until nothing scrolls any more."""
    page.evaluate(
        "new Promise((done) => { let at = -1; const look = () => at === scrollY ? done() : ((at = scrollY), setTimeout(look, 200)); look(); })"
    )


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_one_can_always_ask_on_and_the_answer_comes_first_without_a_jump(
    open_page: Callable[..., Page], size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    page.wait_for_selector("#examples button >> nth=5")
    assert page.evaluate(IN_SIGHT, "#question textarea")
    page.evaluate(SHIFTS)
    for turn in range(1, 11):
        page.evaluate("window.shifted = 0")
        ask(page, f"paragraph {turn}")
        settled(page)
        assert page.evaluate("window.shifted") < 0.1, turn
        assert page.evaluate(BEFORE) <= 40, turn
        page.locator(".turn:last-child .unfold").click()
        assert page.evaluate(IN_SIGHT, "#question textarea"), turn
        for tool in ("[data-do=new]", "[data-do=history]", ".export summary"):
            assert page.evaluate(IN_SIGHT, tool), (turn, tool)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.evaluate("scrollTo(0, 0)")
    settled(page)
    assert page.evaluate(IN_SIGHT, "#question textarea")


def test_the_sentence_that_answers_is_marked_alike_in_the_quote_the_card_and_the_transcript(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    ask(page, "paragraph")
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    places = (".turn mark", ".card mark:not(.light)")
    assert [page.locator(each).all_inner_texts() for each in places] == [[ANSWER], [ANSWER]]
    marked = [page.locator(each).evaluate(look) for each in places]
    page.click("#passage-1-1 .open")
    page.wait_for_selector("dialog mark.current")
    strong = page.locator("dialog mark.strong")
    assert strong.all_text_contents() == [ANSWER]
    assert "".join(page.locator("dialog mark.current").all_text_contents()) == PARAGRAPH
    marked.append(strong.evaluate(look))
    assert marked[0] == marked[1] == marked[2]
    light = page.locator("dialog mark.current:not(.strong)").first.evaluate(look)
    assert light[0] not in (marked[0][0], "rgba(0, 0, 0, 0)")


def test_the_rest_of_a_quote_is_unfolded_by_keyboard_and_stays_so(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "paragraph")
    quote = page.locator(".turn blockquote").first
    assert quote.inner_text().strip() == ANSWER
    assert quote.text_content() == PARAGRAPH
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    unfold = page.get_by_role("button", name=ENGLISH.show_paragraph)
    assert unfold.get_attribute("aria-expanded") == "false"
    unfold.press("Enter")
    assert quote.inner_text() == PARAGRAPH
    assert page.locator(".turn .unfold").get_attribute("aria-expanded") == "true"
    ask(page, "When does the garden open?")
    assert quote.inner_text() == PARAGRAPH
    first, second = (page.locator(".turn:last-child blockquote").nth(at) for at in (0, 1))
    assert first.evaluate(size) > second.evaluate(size)
    page.get_by_role("button", name=ENGLISH.show_less).click()
    assert quote.inner_text().strip() == ANSWER


def test_a_card_has_one_button_and_a_menu_that_the_keyboard_opens_and_closes(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    ask(page, "paragraph")
    card = page.locator("#passage-1-1")
    assert card.locator("button:visible").all_inner_texts() == [ENGLISH.open_transcript]
    card.locator(".menu summary").press("Enter")
    names = [ENGLISH.copy_quote, ENGLISH.copy_citation, ENGLISH.copy_both, ENGLISH.copy_link]
    wanted = [ENGLISH.open_transcript, *names, ENGLISH.helpful, ENGLISH.not_helpful]
    assert card.locator("button:visible").all_inner_texts() == wanted
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#passage-1-1 .menu summary')")
    assert card.locator(".copy:visible").count() == 0
    card.locator(".menu summary").click()
    page.locator(".asked").click()
    assert card.locator(".copy:visible").count() == 0
