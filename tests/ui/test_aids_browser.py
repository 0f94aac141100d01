"""Aids to read a quote in another language: a dictionary's words, and the browser's own translator."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.ui.conftest import ask
from tests.ui.test_access_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUESTION = "When does the garden open?"
CHINESE = "花园五月一日开放。门票十元，儿童免费。"
QUOTE = ".log blockquote:has-text('花园五月一日开放。')"
BOX = ".gloss:popover-open"
WORDS = "button.words"
TRANSLATE = "button.translate"

# A translator as browsers have it, which says what it was asked for.
TRANSLATOR = """
window.calls = [];
window.Translator = class {
  static async availability(pair) { calls.push(['availability', pair]); return pair.targetLanguage === 'ru' ? 'unavailable' : 'downloadable'; }
  static async create(pair) {
    calls.push(['create', pair]);
    if (!navigator.userActivation.isActive) throw new Error('a gesture is needed');
    return { translate: async (text) => {
      if (window.broken) throw new Error('no');
      return `<b>${pair.sourceLanguage}>${pair.targetLanguage}</b> ${text.length}`;
    } };
  }
};
"""
DETECTOR = """
window.LanguageDetector = class {
  static async availability() { return 'available'; }
  static async create() { return { detect: async (text) => [{ detectedLanguage: /gate/.test(text) ? 'en' : 'und', confidence: 0.9 }] }; }
};
"""


# What was asked scrolls itself to the top, and what is looked up meanwhile is dropped.
STILL = """() => new Promise((done) => {
  let last = NaN, same = 0;
  const look = () => {
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
    if (same > 30) done(); else requestAnimationFrame(look);
  };
  look();
})"""


def ask_and_wait(page: Page) -> None:
    """Ask, and wait until the answer stands still."""
    ask(page, QUESTION)
    page.wait_for_selector(QUOTE)
    page.evaluate(STILL)


def place(page: Page, quote: str, text: str) -> tuple[float, float]:
    """Where in the window the first character of ``text`` stands."""
    x, y = page.evaluate(
        """([quote, text]) => {
          const walker = document.createTreeWalker(quote, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(text);
            if (at < 0) continue;
            const range = new Range();
            range.setStart(node, at); range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            return [box.x + box.width * 0.8, box.y + box.height / 2];
          }
        }""",
        [page.locator(quote).element_handle(), text],
    )
    return x, y


def point(page: Page, quote: str, text: str) -> None:
    """Put the pointer on the first character of ``text``."""
    page.mouse.move(*place(page, quote, text))


def test_pointing_at_a_word_shows_its_entry_and_escape_closes_it(open_page: Callable[..., Page]) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/gloss" in request.url else None)
    ask_and_wait(page)
    assert asked == []
    point(page, QUOTE, "开")
    page.wait_for_selector(BOX)
    shown = page.inner_text(BOX)
    assert "开放 · 開放 kāi fàng" in shown
    assert ENGLISH.gloss_source in shown
    assert page.evaluate("[...CSS.highlights.get('gloss')].map(String)") == ["开放"]
    # What is pointed at is not read out.
    assert page.text_content("p.hidden[role=status]") == ""
    point(page, QUOTE, "儿")
    page.wait_for_selector(f"{BOX}:has-text('ér tóng')")
    page.keyboard.press("Escape")
    page.wait_for_selector(BOX, state="detached")
    assert len(asked) == 2
    # Where no word is none is shown.
    point(page, QUOTE, "，")
    page.wait_for_timeout(600)
    assert page.locator(BOX).count() == 0


def test_arrow_keys_go_from_word_to_word_and_each_is_said(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask_and_wait(page)
    page.wait_for_selector(WORDS)
    # The quotes in English and Arabic need none.
    assert page.locator(WORDS).count() == 1
    page.focus(WORDS)
    page.keyboard.press("Enter")
    said: list[str] = []
    for word in ("花园", "五月", "一"):
        page.wait_for_function("word => [...CSS.highlights.get('gloss') ?? []].join() === word", arg=word)
        said.append(page.text_content("p.hidden[role=status]") or "")
        page.keyboard.press("ArrowRight")
    assert said[0].startswith("huā yuán: garden")
    page.wait_for_function("[...CSS.highlights.get('gloss')].join() === '日'")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("[...CSS.highlights.get('gloss')].join() === '一'")
    assert page.get_attribute(WORDS, "aria-expanded") == "true"
    page.keyboard.press("Escape")
    page.wait_for_selector(BOX, state="detached")
    assert page.get_attribute(WORDS, "aria-expanded") == "false"
    assert page.evaluate("document.activeElement.matches('button.words')")
    # The buttons are no part of the answer that is read out.
    assert page.get_attribute(".aids >> nth=0", "aria-live") == "off"


def test_a_tap_on_a_word_shows_its_entry_on_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    ask_and_wait(page)
    page.locator(QUOTE).scroll_into_view_if_needed()
    page.evaluate(STILL)
    page.touchscreen.tap(*place(page, QUOTE, "花"))
    page.wait_for_selector(f"{BOX}:has-text('huā yuán')")
    box = page.locator(BOX).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator(".log .asked").first.tap()
    page.wait_for_selector(BOX, state="detached")


def test_readers_of_chinese_need_no_dictionary(open_page: Callable[..., Page]) -> None:
    page = open_page(locale="zh-CN")
    ask_and_wait(page)
    point(page, QUOTE, "开")
    page.wait_for_timeout(800)
    assert page.locator(BOX).count() == page.locator(WORDS).count() == 0


def test_without_a_translator_in_the_browser_there_is_no_button(open_page: Callable[..., Page]) -> None:
    page = open_page(script="delete window.Translator")
    ask_and_wait(page)
    page.wait_for_selector(WORDS)
    assert page.locator(TRANSLATE).count() == 0


def test_a_quote_is_translated_by_the_browser_and_marked_so(open_page: Callable[..., Page]) -> None:
    page = open_page(script=TRANSLATOR + DETECTOR)
    ask_and_wait(page)
    page.wait_for_selector(TRANSLATE)
    # The quote in English is not offered to be translated into English.
    page.wait_for_function("document.querySelectorAll('button.translate').length === 2")
    button = page.locator(f"{QUOTE} + .aids {TRANSLATE}")
    button.click()
    page.wait_for_selector(f"{QUOTE} + .aids .translated")
    shown = page.inner_text(f"{QUOTE} + .aids .translated")
    assert shown.split("\n", 1)[0] == ENGLISH.translated
    assert f"<b>zh>en</b> {len(CHINESE)}" in shown
    assert page.inner_text(QUOTE) == CHINESE
    assert ["create", {"sourceLanguage": "zh", "targetLanguage": "en"}] in page.evaluate("calls")
    # It is still there after the next question, for which the conversation is drawn anew.
    ask(page, "What do tickets cost?")
    page.wait_for_selector(f".turn[data-turn='1'] {QUOTE.removeprefix('.log ')} + .aids .translated")
    first = page.locator(f".turn[data-turn='1'] {TRANSLATE}").first
    assert first.get_attribute("aria-expanded") == "true"
    first.click()
    page.wait_for_function("!document.querySelector(\".turn[data-turn='1'] .translated\").textContent")
    page.evaluate("window.broken = true")
    first.click()
    page.wait_for_selector(f".turn[data-turn='1'] .translated >> text={ENGLISH.not_translated}")


@pytest.mark.parametrize("locale", ["zh-TW", "ru-RU", "ar"])
def test_only_what_the_browser_can_translate_is_offered(open_page: Callable[..., Page], locale: str) -> None:
    page = open_page(script=TRANSLATOR + DETECTOR, locale=locale)
    ask_and_wait(page)
    words = next(
        each for each in LANGUAGES if each.tag == {"zh-TW": "zh-Hant", "ru-RU": "ru", "ar": "ar"}[locale]
    )
    page.wait_for_function("window.calls.filter((call) => call[0] === 'availability').length >= 2")
    page.wait_for_timeout(300)
    offered = page.locator(f".log li:has({TRANSLATE}) blockquote").all_inner_texts()
    arabic = "تفتح الحديقة في شهر مايو."
    assert (
        offered
        == {
            "zh-Hant": ["The gate opens in May.", arabic],
            "ru": [],
            "ar": ["The gate opens in May.", CHINESE],
        }[words.tag]
    )
    if offered:
        page.locator(TRANSLATE).first.click()
        page.wait_for_selector(f".translated:has-text('{words.translated}')")
        target = "zh-Hant" if words.tag == "zh-Hant" else words.tag
        assert f"en>{target}" in page.inner_text(".translated")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_either_and_a_phone_has_room(
    open_page: Callable[..., Page], scheme: str
) -> None:
    page = open_page(
        script=TRANSLATOR + DETECTOR,
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": 390, "height": 844},
    )
    ask_and_wait(page)
    page.wait_for_function("document.querySelectorAll('button.translate').length === 2")
    page.locator(TRANSLATE).first.click()
    page.wait_for_selector(".translated")
    page.focus(WORDS)
    page.keyboard.press("Enter")
    page.wait_for_selector(BOX)
    assert ENGLISH.gloss_keys in page.inner_text(BOX)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
