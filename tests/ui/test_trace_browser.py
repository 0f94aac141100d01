"""The page of traces in a real Chromium: ask, list, go to a month, list more or less, open, take away."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.ui.conftest import ask
from tests.ui.served import TINY, served
from tests.ui.test_access_pages_browser import sound

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Three years of a record that names Japan twice a month, and once a year in Arabic.
YEARS = TINY.replace(
    "archive.add(transcript_of(PAIRS), embedder)\n",
    """
for year in (2016, 2017, 2018):
    for month in range(1, 13):
        pairs = [("日本外相何时来？", f"第{month}次：下周来。"), ("桥呢？", "五月通车。"), ("还有呢？", "日方也来。")]
        if month == 5:
            pairs.append(("متى؟", "سيأتي وفد من 日本 غدا."))
        date = f"{year}-{month:02}-03"
        archive.add(transcript_of(pairs, f"talk-{date}", date=date), embedder)
""",
)
LISTED = ".trace .counts:has-text('Found: 75,')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(YEARS, str(tmp_path_factory.mktemp("years") / "archive")) as (url, _):
        yield url


@pytest.fixture
def traced(open_page: Callable[..., Page], address: str) -> Page:
    """The page that lists every time that Japan was said."""
    return open_page(f"{address}trace?trace={quote('日本')}", until=LISTED)


def saved(page: Page, name: str) -> Path:
    with page.expect_download() as download:
        page.click(".trace .export summary")
        page.click(f"[data-take={name}]")
    assert download.value.suggested_filename.startswith("trace.")
    return Path(download.value.path())


def test_ask_list_go_to_a_month_list_less_open_and_take_away(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}trace", until=f"#send:has-text('{ENGLISH.trace_search}')")
    page.fill("#question textarea", "Japan")
    page.press("#question textarea", "Enter")
    page.wait_for_selector(LISTED)
    assert page.url == f"{address}trace?trace=Japan"
    assert page.locator(".mention").count() >= 50
    assert page.locator(".chart [role=option]").count() == 36
    # Pointed at, a month tells its count; pressed, it leads to its mentions, which come.
    page.hover(".chart [data-month='2018-05']")
    assert page.locator(".pointed").inner_text() == "2018-05: 3"
    page.click(".chart [data-month='2018-05']")
    page.wait_for_selector(".month[data-month='2018-05'] .mention >> nth=2")
    page.wait_for_function("document.activeElement.dataset.month === '2018-05'")
    # The slider lists more without another search, and how complete it is follows.
    page.focus("#trace-least")
    page.keyboard.press("End")
    page.wait_for_selector(".trace .counts:has-text('Found: 111,')")
    assert page.locator("#trace-chosen").inner_text() == ENGLISH.trace_near
    wide = page.locator(".summary").inner_text()
    page.keyboard.press("Home")
    page.wait_for_selector(LISTED)
    assert page.locator("#trace-chosen").inner_text().startswith(ENGLISH.trace_sure)
    assert "about 99 in 100" in page.locator(".summary").inner_text()
    assert "about 99 in 100" not in wide
    # A mention opens the transcript at its words; closed again, the keyboard is where it was.
    page.locator(".mention a.said").first.click()
    page.wait_for_selector("dialog mark.current")
    assert "".join(page.locator("dialog mark.current").all_text_contents()) == "日本外相何时来？"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.wait_for_function("document.activeElement.matches('.mention a.said')")
    page.wait_for_url(f"{address}trace?trace=Japan")
    page.locator(".summary a.said").last.click()
    page.wait_for_selector("dialog mark.current")
    assert page.url == f"{address}?cite=talk-2018-12-03/3@{page.url.partition('@')[2]}"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    # What is listed is what is taken away.
    assert len(json.loads(saved(page, "json").read_text("utf-8"))["mentions"]) == 75
    assert len(list(csv.reader(saved(page, "csv").read_text("utf-8").splitlines()))) == 76
    assert saved(page, "markdown").read_text("utf-8").startswith("# Japan")
    assert saved(page, "xlsx").read_bytes().startswith(b"PK")


def test_the_rest_comes_when_it_is_scrolled_to(traced: Page) -> None:
    page = traced
    for _ in range(60):
        if not page.locator(".reveal").count():
            break
        page.mouse.wheel(0, 2000)
        page.wait_for_timeout(100)
    found = page.locator(".mention").evaluate_all("all => all.map((each) => each.dataset.citation)")
    assert len(found) == len(set(found)) == 75
    assert found == sorted(found)


def test_all_of_it_works_by_keyboard(traced: Page) -> None:
    page = traced
    page.focus(".chart")
    assert page.locator(".pointed").inner_text() == "2016-01: 2"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert page.locator(".pointed").inner_text() == "2017-02: 2"
    assert page.locator(".chart").get_attribute("aria-activedescendant") == "bar-14"
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.dataset.month === '2018-12'")
    page.wait_for_selector(".month[data-month='2018-12'] .mention")
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.matches('.month[data-month=\"2018-12\"] a.said')")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog mark.current")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    page.focus(".trace .table summary")
    page.keyboard.press("Enter")
    page.focus(".to-month[data-month='2016-03']")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.month[data-month=\"2016-03\"]')")


def test_counts_by_who_answers_and_in_a_part_of_the_record(
    open_page: Callable[..., Page], address: str
) -> None:
    asked = f"?trace={quote('日本')}&outlets=Daily&since=2018"
    # Asked for at the first page, it comes at its own.
    page = open_page(f"{address}{asked}", until=".trace .counts:has-text('Found: 25,')")
    assert page.url.startswith(f"{address}trace?")
    part = ENGLISH.asked_of.format(part="\u2068Daily\u2069, \u20682018 –\u2069")
    page.wait_for_selector(f"#filters button.label-wrap:has-text('{part}')")
    page.select_option("#trace-by", "answerer")
    page.wait_for_selector(".legend:has-text('Minister')")
    assert page.locator(".table thead th").count() == 3


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_axe_finds_nothing_serious_on_any_size_and_quotes_keep_their_direction(
    open_page: Callable[..., Page], address: str, tag: str
) -> None:
    page = open_page(
        f"{address}trace?trace={quote('日本')}", until="#traced .trace", locale=tag, reduced_motion="reduce"
    )
    page.select_option("#trace-by", "answerer")
    page.wait_for_selector(".legend")
    page.click(".trace .table summary")
    sound(page)
    assert page.evaluate("document.documentElement.dir") == ("rtl" if tag == "ar" else "ltr")
    page.locator(".to-month[data-month='2016-05']").click()
    directions = page.locator(".month[data-month='2016-05'] blockquote").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).direction)"
    )
    assert directions == ["ltr", "ltr", "rtl"]


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_it_fits_a_phone_in_every_language(
    open_page: Callable[..., Page], address: str, words: object
) -> None:
    tag = words.tag  # type: ignore[attr-defined]
    page = open_page(
        f"{address}trace?trace={quote('日本')}",
        until=f"#traced .trace[lang={tag}]",
        locale={"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(tag, tag),
        viewport={"width": 390, "height": 844},
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # Gradio's button cuts off what is too long.
    assert page.locator("#send").evaluate("each => each.scrollWidth <= each.clientWidth")


def test_what_cannot_be_listed_is_a_short_message(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}trace", until=f"#send:has-text('{ENGLISH.trace_search}')")
    page.click("#send")
    page.wait_for_selector(f".notice:has-text('{ENGLISH.empty_question}')")
    page.goto(f"{address}trace?trace={'why+' * 1500}")
    page.wait_for_selector(f".notice:has-text('{ENGLISH.refused_question}')")
    page.goto(f"{address}trace?trace=Antarctica")
    page.wait_for_selector(".trace .none")
    assert page.locator(".summary").inner_text() == "Found: 0, of 111 searched"


def test_all_by_date_leads_from_an_answer_to_its_trace(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    page.wait_for_selector(f"#send:has-text('{ENGLISH.ask}')")
    page.click("#filters button.label-wrap")
    page.fill("#filter-since textarea, #filter-since input", "2018")
    page.wait_for_selector("#filters button.label-wrap:has-text('2018')")
    ask(page, "日本外相何时来？")
    page.click(".onward a")
    page.wait_for_selector("#traced .trace")
    assert page.input_value("#question textarea") == "日本外相何时来？"
    assert page.locator(".trace .counts").inner_text().endswith("Latest: 2018-12-03")
    assert "of 37 searched" in page.locator(".trace .counts").inner_text()
