"""What a language model writes over the quotes, in a real Chromium: as it comes, stopped, failed, hostile."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.rag.llm.server import Asked, Reply, Scripted, chunk, event, scripted, written
from tests.ui.conftest import ask
from tests.ui.served import TINY, served
from tests.ui.test_access_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SAID = (
    "A ticket is “four crowns” [1]. It is 5 crowns, says Reuters [1]. Never cited.\n"
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'> {{ 7 * 7 }} [1]"
)


def reply(asked: Asked) -> Reply:
    question = asked["messages"][1]["content"].rpartition("The question:")[2]
    if "slow" in question:
        return Reply([chunk("It is dear [1]. And ")], hang=60)
    if "broken" in question:
        return Reply([chunk("It is dear [1]. And "), event("{")])
    if "nothing" in question:
        return written("NOT ANSWERED")
    return written(SAID)


@pytest.fixture(scope="module")
def model() -> Iterator[Scripted]:
    with scripted(reply) as server:
        yield server


@pytest.fixture(scope="module")
def with_model(model: Scripted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("sentences") / "archive"
    with served(TINY, str(folder), json.dumps({"llm": model.url, "threshold": 0})) as (url, _):
        yield url


def test_sentences_come_below_the_quotes_with_what_is_doubtful(
    open_page: Callable[..., Page], with_model: str, model: Scripted
) -> None:
    page = open_page(with_model, until=".sentences-notice")
    host = model.url.removeprefix("http://").removesuffix("/v1")
    told = ENGLISH.sentences_notice.format(model="small", server=host)
    assert page.inner_text(".sentences-notice") == told
    ask(page, "What does the ferry cost?")
    page.wait_for_selector(".written :text('Left out')")
    written_text = page.inner_text(".written")
    assert ENGLISH.sentences_by.format(model="small", server=host) in written_text
    assert page.locator(".written q").all_inner_texts() == ["four crowns"]
    assert ENGLISH.flag_number.format(words="5") in written_text
    assert ENGLISH.flag_name.format(words="Reuters") in written_text
    assert "Never cited" not in written_text
    assert "<script>window.hacked = 1</script>" in written_text
    assert page.evaluate("window.hacked") is None
    assert page.locator(".written :is(script, img)").count() == 0
    quotes = page.locator(".turn .quotes").first.bounding_box()
    below = page.locator(".written").bounding_box()
    assert quotes
    assert below
    assert below["y"] >= quotes["y"] + quotes["height"]
    page.locator(".written .reference").first.click()
    page.wait_for_selector("#passage-1-1.pointed, #passage-1-1:focus, #passage-1-1")


def test_a_slow_model_keeps_nobody_from_asking_and_is_stopped(
    open_page: Callable[..., Page], with_model: str, model: Scripted
) -> None:
    page = open_page(with_model)
    begun = time.monotonic()
    ask(page, "What does the slow ferry cost?")
    quotes_after = time.monotonic() - begun
    page.wait_for_selector(".written li")
    assert ENGLISH.sentences_busy in page.inner_text(".written")
    ask(page, "Will the museum stay?")
    page.wait_for_selector('[data-turn="2"] .written :text("Left out")')
    assert page.inner_text('[data-turn="1"] .written li').startswith("It is dear.")
    model.hung_up.clear()
    page.click('[data-turn="1"] .stop')
    page.wait_for_selector('[data-turn="1"] .written .stop', state="detached")
    assert model.hung_up.wait(5)
    assert page.inner_text('[data-turn="1"] .written li').startswith("It is dear.")
    assert quotes_after < 20


def test_a_model_that_fails_or_finds_no_answer_is_told_and_the_quotes_stand(
    open_page: Callable[..., Page], with_model: str
) -> None:
    page = open_page(with_model)
    ask(page, "What does the broken ferry cost?")
    page.wait_for_selector(f".written :text('{ENGLISH.sentences_failed}')")
    assert page.inner_text(".written li").startswith("It is dear.")
    assert page.locator(".turn blockquote").count() > 0
    ask(page, "Does the ferry cost nothing?")
    page.wait_for_selector(f".written :text('{ENGLISH.sentences_unanswered}')")


def test_what_is_opened_again_is_asked_for_only_when_the_reader_wants_it(
    open_page: Callable[..., Page], with_model: str, model: Scripted
) -> None:
    page = open_page(with_model)
    ask(page, "What does the ferry cost?")
    page.wait_for_selector(".written")
    page.reload()
    page.wait_for_selector(".sentences .write")
    before = len(model.asked)
    page.wait_for_timeout(500)
    assert len(model.asked) == before
    page.click(".sentences .write")
    page.wait_for_selector(".written q")


def test_without_a_model_there_is_nothing_of_it(open_page: Callable[..., Page]) -> None:
    page = open_page()
    ask(page, "When does the garden open?")
    assert page.locator(".sentences, .sentences-notice").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Page], with_model: str, scheme: str, width: int
) -> None:
    page = open_page(
        with_model,
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": 900},
    )
    page.wait_for_selector(".sentences-notice")
    assert violations(page) == []
    ask(page, "What does the ferry cost?")
    page.wait_for_selector(".written q")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_every_language_says_it(open_page: Callable[..., Page], with_model: str, words: object) -> None:
    tag = words.tag  # type: ignore[attr-defined]
    page = open_page(with_model, until=".sentences-notice", viewport={"width": 390, "height": 844})
    page.select_option("#language", tag)
    page.wait_for_selector(f".log[lang={tag}]")
    ask(page, "What does the ferry cost?")
    page.wait_for_selector(".written .flag")
    said = page.inner_text(".written")
    assert words.sentences in said  # type: ignore[attr-defined]
    assert words.flag_number.format(words="5") in said.replace("\u2068", "").replace("\u2069", "")  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
