"""The page for everybody: languages, directions, and what axe-core finds (WCAG 2.2 A and AA)."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.ui.conftest import ask, more

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUESTION = "When does the garden open?"
ARABIC = next(words for words in LANGUAGES if words.tag == "ar")


def violations(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, with the elements concerned."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    page.evaluate(
        "document.getAnimations().forEach((each) => each.effect.getTiming().iterations === 1 && each.finish())"
    )
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(({violations}) => violations)"
    )
    return [
        f"{each['id']}: {[node['target'] for node in each['nodes']][:4]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_state(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_selector(f"#send:has-text('{ENGLISH.ask}')")
    assert violations(page) == []
    ask(page, QUESTION)
    ask(page, "paragraph")
    page.click(".unfold:visible")
    assert violations(page) == []
    ask(page, "weather")
    page.click(".turn:last-child .behind summary")
    more(page, "3-1")
    page.locator(".judge:visible").first.click()
    assert violations(page) == []
    page.locator(".card:visible .open").first.click()
    page.wait_for_selector("dialog mark.current")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.click("[data-do=history]")
    assert violations(page) == []


def test_the_language_is_switched_and_stays(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    quotes = page.locator(".turn blockquote").all_inner_texts()
    page.select_option("#language", "ar")
    page.wait_for_selector(".log[lang=ar]")
    page.wait_for_selector(f"#send:has-text('{ARABIC.ask}')")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.locator("#filters > button").evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert page.locator(".turn blockquote").all_inner_texts() == quotes
    directions = "all => all.map(e => getComputedStyle(e).direction)"
    assert page.locator(".turn blockquote").evaluate_all(directions) == ["ltr", "ltr", "rtl"]
    turn, card = page.locator(".turn").bounding_box(), page.locator("#passage-1-1").bounding_box()
    assert turn
    assert card
    assert card["x"] + card["width"] <= turn["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.reload()
    page.wait_for_selector(".log[lang=ar] .quotes")


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_every_language_fits_a_phone(open_page: Callable[..., Page], words: object) -> None:
    tag = words.tag  # type: ignore[attr-defined]
    page = open_page(
        locale={"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(tag, tag), viewport={"width": 390, "height": 844}
    )
    page.wait_for_selector(f".log[lang={tag}]")
    ask(page, QUESTION)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
