"""Quotes, citations, addresses and files are taken away from the page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH
from tests.ui.conftest import ask, more
from tests.ui.fakes import PARAGRAPH
from tests.ui.test_access_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

QUESTION = "When does the garden open?"


def saved(page: Page, click: Callable[[], None]) -> tuple[str, str]:
    """The name and the text of the file that a click saves."""
    with page.expect_download() as download:
        click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def test_quote_citation_both_and_link_are_copied(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    citation = page.locator("#passage-1-1 code").inner_text()
    more(page, "1-1")
    source = f"Director, answering The Weekly · 2024-05-01 · Exchange 1 [{citation}]"
    texts = (
        "The gate opens in May.",
        source,
        f"The gate opens in May.\n— {source}",
        f"{address}?cite={citation}",
    )
    labels = (ENGLISH.copy_quote, ENGLISH.copy_citation, ENGLISH.copy_both, ENGLISH.copy_link)
    for label, text in zip(labels, texts, strict=True):
        button = page.locator("#passage-1-1 button.copy", has_text=re.compile(f"^{label}$"))
        button.click()
        page.wait_for_selector(f"#passage-1-1 button.copy.done:text-is('{ENGLISH.copied}')")
        assert page.evaluate("navigator.clipboard.readText()") == text
        page.wait_for_selector(f"#passage-1-1 button.copy:text-is('{label}'):not(.done)")
    assert page.locator("dialog").count() == 0


def test_copying_works_where_the_browser_offers_no_clipboard(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    ask(page, QUESTION)
    more(page, "1-1")
    page.locator("#passage-1-1 button.copy").first.click()
    page.wait_for_selector(f"#passage-1-1 button.copy:text-is('{ENGLISH.copied}')")
    page.focus("#question textarea")
    page.keyboard.press("Control+V")
    assert page.input_value("#question textarea") == "The gate opens in May."


def test_the_citations_of_a_conversation_are_saved(open_page: Callable[..., Page]) -> None:
    page = open_page()
    assert not page.locator(".tools .export").is_visible()
    ask(page, QUESTION)
    ask(page, "weather")
    for key, name in (("markdown", "citations.md"), ("csv", "citations.csv"), ("bibtex", "citations.bib")):
        page.click(".export summary")
        file, text = saved(page, lambda key=key: page.click(f"[data-export={key}]"))  # type: ignore[misc]
        assert file == name
        assert "The gate opens in May." in text
    page.click(".export summary")
    _, text = saved(page, lambda: page.click("[data-export=json]"))
    assert [row["asked_for"] for row in json.loads(text)] == [QUESTION] * 3


def test_a_conversation_is_saved_as_a_page_that_needs_nothing(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page()
    ask(page, QUESTION)
    ask(page, "weather")
    page.click(".export summary")
    name, text = saved(page, lambda: page.click("[data-export=html]"))
    assert name == "conversation.html"
    (tmp_path / name).write_text(text, "utf-8")
    page.goto(f"file://{tmp_path / name}")
    assert page.locator("h2").all_inner_texts() == [QUESTION, "weather"]
    assert page.locator("blockquote").all_inner_texts()[0] == "The gate opens in May."
    assert page.locator("code").first.inner_text().startswith("garden-2024-05-01/1@")
    assert ENGLISH.not_answered in page.locator("main").inner_text()
    assert violations(page) == []


def test_on_paper_are_the_quotes_whole_with_their_addresses_and_nothing_to_press(
    open_page: Callable[..., Page],
) -> None:
    page = open_page(color_scheme="dark")
    ask(page, "paragraph")
    page.emulate_media(media="print")
    assert page.locator(".turn blockquote").inner_text() == PARAGRAPH
    assert page.locator(".turn .address").inner_text().startswith("garden-2024-05-01/1@")
    assert page.locator("button:visible, select:visible, textarea:visible, summary:visible").count() == 0
    assert page.locator(".card:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_where_nothing_is_quoted_nothing_is_saved(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "weather")
    page.click(".export summary")
    page.click("[data-export=csl]")
    assert page.locator(".notice").inner_text() == ENGLISH.nothing_to_export


def test_escape_closes_the_menu_and_goes_back_to_what_opened_it(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    page.focus(".export summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.export") == "markdown"
    page.keyboard.press("Escape")
    assert not page.locator("[data-export=markdown]").is_visible()
    assert page.evaluate("document.activeElement.matches('.export summary')")


def test_judgements_are_saved_as_an_eval_set(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, QUESTION)
    card = page.locator("#passage-1-1")
    more(page, "1-1")
    card.locator("[data-verdict=yes]").click()
    # Still under the pointer, and still to be read.
    shown = "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
    page.wait_for_selector("#passage-1-1 [data-verdict=yes][aria-pressed=true]")
    assert len(set(card.locator("[data-verdict=yes]").evaluate(shown))) == 2
    card.locator(".note").fill("the month")
    card.locator(".note").press("Tab")
    more(page, "1-2")
    page.locator("#passage-1-2 [data-verdict=no]").click()
    assert not card.locator(".note").is_visible()
    assert "✗" in page.locator("#passage-1-2 .menu summary").evaluate(
        "e => getComputedStyle(e, '::before').content"
    )
    more(page, "1-3")
    page.locator("#passage-1-3 [data-verdict=no]").click()
    page.locator("#passage-1-3 [data-verdict=no]").click()
    ask(page, "Are tickets free?")
    page.click('.reference[data-passage="1-1"]')
    assert card.locator("[data-verdict=yes]").get_attribute("aria-pressed") == "true"
    assert card.locator(".note").input_value() == "the month"
    page.click("[data-do=history]")
    assert page.locator(".history-dialog .foot .facts").inner_text() == "Judgements: 2"
    name, text = saved(page, lambda: page.click(".history-dialog .judged"))
    (row,) = [json.loads(line) for line in text.splitlines()]
    assert name == "judged.jsonl"
    assert (row["question"], row["exchanges"], row["quote"]) == (
        QUESTION, ["garden-2024-05-01/1"], "The gate opens in May.",
    )  # fmt: skip
    assert row["notes"] == ["the month"]
    assert len(row["disliked"]) == 1
