"""Conversations are kept in the browser and come back with their citations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH
from tests.ui.conftest import ask, more

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUESTION = "When does the garden open?"
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('onrecord.conversation.')).length"


def shown(page: Page) -> tuple[list[str], list[str]]:
    """What the conversation and its cards say."""
    return page.locator(".turn").all_inner_texts(), page.locator(".card code").all_text_contents()


def test_a_reload_changes_nothing_of_what_was_shown(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "weather")
    before = shown(page)
    page.reload()
    page.wait_for_selector(".turn[data-turn='2'] .unanswered")
    assert shown(page) == before
    ask(page, "Why?")
    assert page.locator(".turn").count() == 3
    assert page.locator(".understood").inner_text().startswith(ENGLISH.understood.format(questions="weather"))
    assert page.evaluate(KEPT) == 1


def test_a_conversation_is_named_by_its_first_question_and_opened_again(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "Are tickets free?")
    before = shown(page)
    page.click("[data-do=new]")
    page.wait_for_selector(".welcome")
    ask(page, "hostile <b>one</b>")
    page.click("[data-do=history]")
    names = page.locator(".history-dialog .reopen .record")
    assert names.all_inner_texts() == ["hostile <b>one</b>", QUESTION]
    names.nth(1).click()
    page.wait_for_selector(".turn[data-turn='2'] .quotes")
    page.wait_for_selector("dialog", state="detached")
    assert shown(page) == before
    page.click('.reference[data-passage="1-2"]')
    page.wait_for_function("document.activeElement.id === 'passage-1-2'")


def test_one_conversation_or_all_are_deleted(open_page: Callable[..., Page]) -> None:
    page = open_page()
    for question in (QUESTION, "Are tickets free?", "weather"):
        ask(page, question)
        more(page, "1-1")
        page.locator(".judge:visible").first.click()
        if question != "weather":
            page.click("[data-do=new]")
            page.wait_for_selector(".welcome")
    assert page.evaluate(KEPT) == 3
    page.click("[data-do=history]")
    page.locator(".history-dialog li", has_text=QUESTION).locator(".delete").click()
    page.wait_for_function(f"{KEPT} === 2")
    page.wait_for_function("document.activeElement.matches('.history-dialog .undo')")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{KEPT} === 3")
    page.locator(".history-dialog li", has_text=QUESTION).locator(".delete").click()
    page.wait_for_function(f"{KEPT} === 2")
    assert page.locator(".turn").count() == 1
    page.click(".history-dialog .delete-all")
    page.click(".history-dialog .cancel")
    assert page.evaluate(KEPT) == 2
    page.click(".history-dialog .delete-all")
    page.click(".history-dialog .sure")
    page.wait_for_selector(".welcome")
    assert page.locator(".history-dialog .hint").all_inner_texts()[-1] == ENGLISH.history_empty
    assert page.evaluate("localStorage.length") == 0


def test_what_is_damaged_in_the_browser_is_said_and_does_no_harm(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.evaluate(
        """() => {
          const key = sessionStorage.getItem("onrecord.current");
          const held = JSON.parse(localStorage.getItem(key));
          held.kept = held.kept.replace('"marks": [[', '"marks": [["x", ');
          localStorage.setItem(key, JSON.stringify(held));
          localStorage.setItem("onrecord.conversation.bad", "{");
          localStorage.setItem("onrecord.judgements", "7");
        }"""
    )
    page.reload()
    page.wait_for_selector(".notice")
    assert page.locator(".notice").inner_text() == ENGLISH.not_reopened
    page.click("[data-do=history]")
    assert page.locator(".history-dialog li").count() == 1
    page.keyboard.press("Escape")
    page.click("[data-do=new]")
    page.wait_for_selector(".notice", state="detached")
    ask(page, "Are tickets free?")


def test_a_full_browser_makes_room_by_forgetting_the_oldest(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.evaluate(
        """() => {
          for (let n = 0; n < 10; n += 1) {
            const old = { name: `old ${n}`, at: n, count: 1, kept: "x".repeat(520_000) };
            try { localStorage.setItem(`onrecord.conversation.old${n}`, JSON.stringify(old)); } catch { break; }
          }
          let fill = 100_000;
          while (fill > 10) {
            try { localStorage.setItem(`fill${Math.random()}`, "y".repeat(fill)); } catch { fill = fill >> 1; }
          }
        }"""
    )
    ask(page, QUESTION)
    page.wait_for_selector(".notice")
    assert page.locator(".notice").inner_text() == ENGLISH.store_full
    kept = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('onrecord.conversation.'))")
    assert "onrecord.conversation.old0" not in kept
    assert "onrecord.conversation.old5" in kept
    assert page.evaluate("sessionStorage.getItem('onrecord.current')") in kept


def test_arrows_bring_earlier_questions_back_and_shift_enter_a_new_line(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "Are tickets free?")
    box = page.locator("#question textarea")
    box.fill("half a thou")
    texts = []
    for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"):
        box.press(key)
        texts.append(box.input_value())
    assert texts == ["Are tickets free?", QUESTION, QUESTION, "Are tickets free?", "half a thou"]
    box.press("Shift+Enter")
    assert box.input_value() == "half a thou\n"
    assert page.locator(".turn").count() == 2
    box.fill("")
    box.press("ArrowUp")
    box.press("Enter")
    page.wait_for_selector(".turn[data-turn='3'] .quotes")
    assert page.locator(".asked .record").last.inner_text() == "Are tickets free?"


def test_digits_lead_to_citations_unless_something_is_typed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.focus("#question textarea")
    page.keyboard.press("2")
    assert page.input_value("#question textarea") == "2"
    page.locator("#question textarea").blur()
    page.keyboard.press("3")
    page.wait_for_function("document.activeElement.id === 'passage-1-3'")
    page.keyboard.press("9")
    assert page.evaluate("document.activeElement.id") == "passage-1-3"


def test_a_number_that_is_pointed_at_or_focused_lights_up_its_card(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport={"width": 1440, "height": 500})
    ask(page, QUESTION)
    ask(page, "Are tickets free?")
    page.hover('.reference[data-passage="1-3"]')
    page.wait_for_selector("#passage-1-3.lit")
    page.wait_for_function(
        "(() => { const r = document.getElementById('passage-1-3').getBoundingClientRect();"
        " return r.top >= 0 && r.top < innerHeight })()"
    )
    page.focus('.reference[data-passage="2-1"]')
    page.wait_for_selector("#passage-2-1.lit")
    assert page.locator(".card.lit").count() == 1
    assert page.locator(".card:visible").count() == 2
