"""The chat page in a real Chromium: what a reader sees, clicks and copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from onrecord.ui.page.examples import sample_questions
from tests.ui.conftest import ask, more
from tests.ui.fakes import HOSTILE_ANSWER, HOSTILE_QUESTION

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHINESE = next(words for words in LANGUAGES if words.tag == "zh-Hans")

pytestmark = pytest.mark.browser


def refused(page: Page, question: str) -> str:
    """Ask what cannot be answered and return the page's message."""
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    return page.locator(".notice").inner_text()


def test_a_question_gets_quotes_and_cards_beside_them(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "When does the garden open?")
    assert page.locator(".turn blockquote").all_inner_texts()[0] == "The gate opens in May."
    assert page.locator(".card:visible").count() == 3
    assert page.locator(".card:visible mark").all_inner_texts()[0] == "The gate opens in May."
    assert page.input_value("#question textarea") == ""
    left, right = page.locator(".turn").bounding_box(), page.locator(".card").first.bounding_box()
    assert left and right  # noqa: PT018 - for the type checker
    assert left["x"] + left["width"] <= right["x"]
    directions = page.locator(".turn blockquote").evaluate_all(
        "all => all.map(e => getComputedStyle(e).direction)"
    )
    assert directions == ["ltr", "ltr", "rtl"]


def test_a_number_shows_and_focuses_its_card(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1440, "height": 420})
    ask(page, "When does the garden open?")
    page.click('.reference[data-passage="1-3"]')
    card = page.locator("#passage-1-3")
    page.wait_for_function("document.activeElement.id === 'passage-1-3'")
    page.wait_for_function(
        "(() => { const r = document.getElementById('passage-1-3').getBoundingClientRect();"
        " return r.bottom > 0 && r.top < innerHeight })()"
    )
    assert "pointed" in str(card.get_attribute("class"))


def test_a_second_question_keeps_the_first_ones_citations(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1440, "height": 600})
    ask(page, "When does the garden open?")
    ask(page, "Are tickets free?")
    assert page.locator(".card:visible code").all_inner_texts()[0].startswith("garden-2024-05-01/2@")
    page.wait_for_function(
        "document.querySelector('.turn:last-child .source:last-child').getBoundingClientRect().bottom"
        " <= document.getElementById('ask').getBoundingClientRect().top"
    )
    page.click('.reference[data-passage="1-1"]')
    assert page.locator(".card:visible code").all_inner_texts()[0].startswith("garden-2024-05-01/1@")
    assert page.locator(".card:visible").count() == 3
    page.click('.reference[data-passage="2-1"]')
    assert page.locator(".card:visible").count() == 2


def test_what_is_not_in_the_record_is_said_and_the_nearest_look_different(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    ask(page, "Will the weather be fine?")
    assert ENGLISH.not_answered in page.locator(".turn").inner_text()
    assert page.locator(".turn blockquote").count() == 0
    colour = page.locator(".unanswered .verdict").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgba(0, 0, 0, 0)"
    assert page.locator(".card.related:visible .badge").all_inner_texts() == [ENGLISH.related] * 3
    assert page.locator(".card.related").first.evaluate("e => getComputedStyle(e).borderTopStyle") == "dashed"
    # What is only related is behind a click.
    assert not page.locator(".nearest").is_visible()
    page.click(".behind summary")
    page.click('.reference[data-passage="1-2"]')
    page.wait_for_function("document.activeElement.id === 'passage-1-2'")


def test_what_is_only_on_the_topic_is_quoted_plainly(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "How are the roses?")
    assert page.locator(".unanswered .verdict").inner_text() == ENGLISH.on_topic
    assert page.locator(".unanswered blockquote").count() == 3
    assert page.locator(".turn mark").count() == 0
    badges = page.locator(".card.related:visible .badge").all_inner_texts()
    assert badges == [ENGLISH.on_topic_related] * 3
    assert page.locator(".unanswered blockquote:visible").count() == 1
    page.click(".behind summary")
    page.click('.reference[data-passage="1-2"]')
    page.wait_for_function("document.activeElement.id === 'passage-1-2'")


def test_errors_are_short_messages_and_the_question_stays(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "When does the garden open?")
    assert refused(page, "   ") == ENGLISH.empty_question
    page.wait_for_function("document.querySelectorAll('.turn').length === 1")
    page.fill("#question textarea", "")
    ask(page, "Are tickets free?")
    page.wait_for_selector(".notice", state="detached")
    assert refused(page, "why " * 500) == ENGLISH.refused_question
    assert page.input_value("#question textarea") == "why " * 500
    ask(page, "When does the garden open?")
    assert refused(page, "break") == ENGLISH.failed
    assert page.input_value("#question textarea") == "break"
    assert "disk" not in page.locator("body").inner_text()
    assert page.locator(".turn").count() == 3


@pytest.mark.parametrize("where", ["record", "question"])
def test_html_and_scripts_come_out_literally(open_page: Callable[..., Page], where: str) -> None:
    page = open_page()
    question = f"hostile {HOSTILE_QUESTION}" if where == "question" else "hostile"
    ask(page, question)
    assert page.locator(".turn .asked").inner_text().endswith(question)
    shown = HOSTILE_ANSWER.replace("\u202e", "U+202E")
    assert page.locator(".turn blockquote").inner_text() == shown
    page.click('.reference[data-passage="1-1"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog mark.current")
    assert "".join(page.locator("dialog mark").all_text_contents()) == shown
    assert HOSTILE_QUESTION in page.locator("dialog .asked").inner_text()
    assert page.evaluate("window.hacked") is None
    assert (
        page.locator(
            ":is(.log, .passages, dialog) :is(img, svg, script, a:not([href^='./trace?trace=']), b, s, u, em, .katex)"
        ).count()
        == 0
    )


def test_a_chinese_browser_gets_a_chinese_page(open_page: Callable[..., Page]) -> None:
    page = open_page(locale="zh-CN")
    page.wait_for_selector(f"#send:has-text('{CHINESE.ask}')")
    assert page.locator("#question textarea").get_attribute("placeholder") == CHINESE.question_hint
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    ask(page, "weather")
    text = page.locator("body").inner_text()
    assert all(words in text for words in (CHINESE.not_answered, CHINESE.related))
    assert refused(page, "") == CHINESE.empty_question
    english = [ENGLISH.not_answered, ENGLISH.promise, ENGLISH.copy_quote, ENGLISH.open_transcript]
    assert not any(words in text for words in english)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_gets_one_column_that_fits(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    ask(page, "When does the garden open?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator("#passage-1-1").is_visible()
    page.click(".drawer.open")
    page.wait_for_function("document.activeElement.id === 'passage-1-1'")
    page.keyboard.press("Escape")
    page.wait_for_selector("#passage-1-1", state="hidden")
    page.wait_for_function("document.activeElement.matches('.drawer.open')")
    page.click('.reference[data-passage="1-2"]')
    page.locator("#passage-1-2 .open").click()
    page.wait_for_selector("dialog mark.current")
    assert page.locator("dialog").evaluate("e => e.getBoundingClientRect().right") <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("dialog .close").is_visible()


def test_an_example_is_asked_when_clicked(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.fill("#question textarea", "half a thou")
    page.locator("#examples button").nth(4).click()
    page.wait_for_selector(".turn .quotes")
    assert page.locator(".asked").inner_text().endswith(sample_questions("en")[4])
    assert page.input_value("#question textarea") == "half a thou"
    assert page.locator("#examples").is_hidden()


def test_examples_speak_the_readers_language_and_follow_it(open_page: Callable[..., Page]) -> None:
    page = open_page(locale="zh-CN")
    buttons = page.locator("#examples button")
    page.wait_for_selector("#examples button >> nth=5")
    assert buttons.all_inner_texts() == sample_questions("zh-Hans")
    page.select_option("#language", "ko")
    page.wait_for_selector(f"#examples button:has-text('{sample_questions('ko')[0]}')")
    assert buttons.all_inner_texts() == sample_questions("ko")
    buttons.nth(2).click()
    page.wait_for_selector(".turn .quotes")
    assert page.locator(".asked").inner_text().endswith(sample_questions("ko")[2])


def test_everything_can_be_reached_by_keyboard_with_visible_focus(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "When does the garden open?")
    more(page, "1-1")
    reached = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(40):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.className + '#' + document.activeElement.id,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.append(name)
        if name.startswith(("reference", "card", "copy", "open")):
            assert outline == "solid", name
    for kind in ("reference", "card", "copy", "open"):
        assert [name for name in reached if name.startswith(kind)], kind
    page.focus('.reference[data-passage="1-2"]')
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'passage-1-2'")


def test_readers_do_not_see_each_others_conversations(open_page: Callable[..., Page]) -> None:
    first, second = open_page(), open_page()
    for page, question in ((first, "When does the garden open?"), (second, "weather")):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
    first.wait_for_selector(".turn .quotes")
    second.wait_for_selector(".turn .unanswered")
    assert first.locator(".turn").count() == second.locator(".turn").count() == 1


def test_the_masthead_names_the_record_and_promises_exact_words(open_page: Callable[..., Page]) -> None:
    top = open_page().locator(".masthead").inner_text()
    assert all(
        words in top for words in ("Press conference of the Garden 花园记者会", "2024-05-01", ENGLISH.promise)
    )


def test_a_part_of_the_record_is_asked_and_that_stays_visible(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.click("#filters button:has-text('" + ENGLISH.filters + "')")
    page.fill("#filter-outlets input", "园艺报")
    page.press("#filter-outlets input", "Enter")
    page.fill("#filter-since textarea, #filter-since input", "2019")
    part = ENGLISH.asked_of.format(part="\u2068园艺报\u2069, \u20682019 –\u2069")
    page.click(f"#filters button.label-wrap:has-text('{part}')")
    page.wait_for_selector("#filter-outlets", state="hidden")
    ask(page, "When does the garden open?")
    assert page.locator(".card:visible code").count() == 1
    assert page.locator(".card:visible code").inner_text().startswith("garden-2024-05-01/2@")
    assert page.locator(".turn .part").inner_text() == part
    page.reload()
    page.wait_for_selector(".turn .quotes")
    assert page.locator(".turn .part").inner_text() == part
    assert page.locator("#filters button.label-wrap").inner_text() == ENGLISH.filters
    page.click("#filters button.label-wrap")
    page.fill("#filter-since textarea, #filter-since input", "yesterday")
    # As a reader would see: Gradio can lose an event that comes in the moment in which another one's ends.
    page.wait_for_selector("#filters button.label-wrap:has-text('yesterday')")
    assert refused(page, "When does the garden open?") == ENGLISH.refused_filters


def test_a_question_is_asked_after_those_before_it(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "When does the garden open?")
    assert page.locator(".understood").count() == 0
    ask(page, "Why?")
    told = ENGLISH.understood.format(questions="When does the garden open?")
    assert page.locator(".understood").inner_text() == f"{told} {ENGLISH.alone} ×"
    # By keyboard, as the button would be made anew under a pointer.
    page.get_by_role("button", name=ENGLISH.alone).press("Enter")
    page.wait_for_selector('.turn[data-turn="3"] :is(.quotes, .unanswered)')
    assert page.locator(".asked .record").last.inner_text() == "Why?"
    assert page.locator(".understood").count() == 1
    page.reload()
    page.wait_for_selector('.turn[data-turn="3"] :is(.quotes, .unanswered)')
    assert page.locator(".understood").count() == 1


def test_more_quotes_come_below_an_answer_once_and_stay(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "When does the garden open?")
    page.focus(".onward .more")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.dataset.passage === '1-4'")
    assert page.locator(".turn .reference").count() == page.locator(".card:visible").count() == 6
    quotes = page.locator(".turn blockquote").all_inner_texts()
    assert len(set(quotes)) == 6
    page.click(".onward .more")
    page.wait_for_selector(f".notice:has-text('{ENGLISH.no_more}')")
    page.reload()
    page.wait_for_selector(".turn .quotes")
    assert page.locator(".turn blockquote").all_inner_texts() == quotes


def test_a_filter_that_was_read_is_taken_back_with_a_click(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "What did The Weekly ask on 1 May 2024?")
    chips = page.locator(".only li")
    assert [each.strip(" ×\n") for each in chips.all_inner_texts()] == ["May 1, 2024", "The Weekly"]
    page.fill("#question textarea", "a draft")
    page.get_by_role("button", name=ENGLISH.without.format(filter="The Weekly")).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('.turn[data-turn="2"] .quotes')
    assert page.locator(".asked").all_inner_texts()[1].endswith("What did The Weekly ask on 1 May 2024?")
    assert page.locator('.turn[data-turn="2"] .only li').count() == 1
    assert page.locator('.turn[data-turn="2"] blockquote').count() == 3
    assert page.input_value("#question textarea") == "a draft"
    page.locator('.turn[data-turn="2"] .without').click()
    page.wait_for_selector('.turn[data-turn="3"] .quotes')
    assert page.locator('.turn[data-turn="3"] .only').count() == 0
    page.reload()
    page.wait_for_selector('.turn[data-turn="3"] .quotes')
    assert page.locator(".only li").count() == 3
