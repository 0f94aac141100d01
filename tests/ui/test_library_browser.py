"""The page of the library in a real Chromium: bring, look, add, rename, remove, take back."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES
from tests.ui.conftest import ask
from tests.ui.served import TINY, served

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

CHINESE = next(words for words in LANGUAGES if words.tag == "zh-Hans")
TOWER = (
    "Press talk at the <b>tower</b>\n\nQ: When does the <script>window.hacked = 1</script> tower open?\n\n"
    "A: The tower \u202eopens in June.\n\nQ: Is it high?\n\nA: Forty steps.\n"
)

SPEECH = [
    {"speaker": "Ole Brandt", "role": "moderator", "text": "Good evening, and please welcome our mayor."},
    {
        "speaker": "Ada Lund",
        "role": "answerer",
        "text": "The lamp of our lighthouse burns again, after nineteen dark winters. "
        "The lens of the lighthouse weighs four hundred kilograms, and turns on a bath of oil.",
    },
]

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A page of its own for each test, as it is changed."""
    with served(TINY, str(tmp_path / "archive")) as (url, _):
        yield url


@pytest.fixture
def tower(tmp_path: Path) -> Path:
    file = tmp_path / "tower-2024-03-02.txt"
    file.write_text(TOWER, encoding="utf-8")
    return file


def titles(page: Page) -> list[str]:
    return page.locator(".library tbody th bdi").all_inner_texts()


def bring(page: Page, *files: Path) -> None:
    page.set_input_files("#files input[type=file]", [str(file) for file in files])
    page.wait_for_selector(".looked article")


def test_a_file_is_looked_at_added_and_found_by_questions(
    open_page: Callable[..., Page], address: str, tower: Path
) -> None:
    none = tower.with_name("none.txt")
    none.write_text(" \n", encoding="utf-8")
    page = open_page(address)
    page.click(f"nav.pages a:has-text('{ENGLISH.page_library}')")
    page.wait_for_selector(".library table")
    bring(page, tower, none)
    assert titles(page) == ["A talk"]
    shown = page.locator(".looked").inner_text()
    assert "When does the <script>window.hacked = 1</script> tower open?" in shown
    assert ENGLISH.exchanges.format(count=2) in shown
    assert "none.txt is empty" in page.locator(".looked article.bad").inner_text()
    page.click("#accept")
    page.wait_for_selector(f"#working .done:has-text('{ENGLISH.added.format(count=1)}')")
    assert titles(page) == ["Press talk at the <b>tower</b>", "A talk"]
    page.wait_for_selector(".looked", state="detached")
    answer = httpx.post(
        f"{address}api/ask", json={"question": "When does the tower open?", "top_k": 1}
    ).json()
    (quote,) = answer["quotes"] or answer["nearest"]
    assert "The tower" in quote["text"]
    page.click(f"nav.pages a:has-text('{ENGLISH.page_ask}')")
    page.wait_for_selector(".log")
    assert "Press talk at the <b>tower</b>" in page.locator(".masthead").inner_text()
    assert page.evaluate("window.hacked") is None


def test_a_speech_is_added_and_asked_and_quoted_with_its_address_and_who_speaks(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    speech = tmp_path / "lighthouse.json"
    speech.write_text(json.dumps(SPEECH), encoding="utf-8")
    page = open_page(f"{address}library", until=".library table")
    bring(page, speech)
    shown = page.locator(".looked").inner_text()
    assert ENGLISH.exchanges.format(count=0) in shown
    assert ENGLISH.statements.format(count=1) in shown
    page.click("#accept")
    page.wait_for_selector(f"#working .done:has-text('{ENGLISH.added.format(count=1)}')")
    row = page.locator(".library tbody tr", has_text="lighthouse")
    assert row.locator(f"[data-name='{ENGLISH.column_exchanges}']").inner_text() == "0"
    assert row.locator(f"[data-name='{ENGLISH.column_statements}']").inner_text() == "1"
    listed = {each["id"]: each for each in httpx.get(f"{address}api/list").json()["transcripts"]}
    assert (listed["lighthouse"]["exchanges"], listed["lighthouse"]["statements"]) == (0, 1)
    page.click(f"nav.pages a:has-text('{ENGLISH.page_ask}')")
    page.wait_for_selector(".log")
    ask(page, "How much does the lens of the lighthouse weigh?")
    card = page.locator(".card:visible").first
    assert re.match(r"lighthouse/s1@\d+-\d+", card.locator("code").inner_text())
    assert "four hundred kilograms" in "".join(card.locator("mark").all_inner_texts())
    assert ENGLISH.source.statement.format(number=1) in card.inner_text()
    # The card has all of the statement, but names for the quote only who said these words.
    assert card.locator(".answer h3").inner_text() == "Ada Lund"
    quote = page.locator(".turn .quotes li").first.inner_text()
    assert "Ada Lund" in quote
    assert "Ole Brandt" not in quote


def test_what_is_left_out_or_discarded_is_not_added(
    open_page: Callable[..., Page], address: str, tower: Path
) -> None:
    page = open_page(f"{address}library", until=".library")
    bring(page, tower)
    page.uncheck("#chosen input")
    page.click("#accept")
    page.wait_for_selector(f"#working .notice:has-text('{ENGLISH.nothing_chosen}')")
    page.click("#discard")
    page.wait_for_selector(".looked", state="detached")
    assert titles(page) == ["A talk"]


def test_addresses_are_read_and_a_private_one_is_told(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}library", until=".library")
    page.click("#read")
    page.wait_for_selector(f"#working .notice:has-text('{ENGLISH.nothing_brought}')")
    page.fill("#addresses textarea", f"{address}api/list\n")
    page.click("#read")
    page.wait_for_selector(".looked .bad:has-text('private to this machine')")


def test_a_transcript_is_renamed_removed_and_taken_back(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}library", until=".library")
    page.click("button[data-do=rename]")
    page.wait_for_selector("#new-title")
    page.fill("#new-title :is(input, textarea)", "Another <i>talk</i>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".library th:has-text('Another <i>talk</i>')")
    page.click("button[data-do=remove]")
    page.wait_for_selector("#library-said .done:has-text('Another <i>talk</i>')")
    assert httpx.get(f"{address}api/list").json()["transcripts"] == []
    page.click("#undo")
    page.wait_for_selector(f"#library-said .done:has-text('{ENGLISH.restored}')")
    assert titles(page) == ["Another <i>talk</i>"]


def test_the_keyboard_keeps_its_place_in_the_library(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}library", until=".library table")
    page.wait_for_selector("#read:not(:empty)")
    page.focus("button[data-do=rename]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('#new-title')")
    page.keyboard.press("Control+A")
    page.keyboard.type("Another")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('button[data-do=rename][data-title=Another]')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'undo'")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.library .scroll')")
    assert titles(page) == ["Another"]


def test_what_goes_wrong_is_told_in_the_language_in_which_it_is_said(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{\n", encoding="utf-8")
    page = open_page(f"{address}evals", until="#run:not(:empty)", locale="ar")
    page.set_input_files("#set-file input[type=file]", str(bad))
    english = page.locator("#working .notice")
    english.wait_for()
    assert [english.get_attribute(name) for name in ("lang", "dir")] == ["en", "ltr"]
    page.goto(f"{address}library")
    page.wait_for_selector("#read:not(:empty)")
    page.click("button[data-do=remove]")
    page.wait_for_selector("#undo")
    page.goto(f"{address}evals")
    page.wait_for_selector("#run:not(:empty)")
    page.click("#draw")
    arabic = next(words for words in LANGUAGES if words.tag == "ar")
    page.wait_for_selector(f"#working .notice[dir=rtl]:has-text('{arabic.eval_too_few}')")


def test_a_long_work_shows_how_far_it_is_and_can_be_stopped(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    files = []
    for number in range(30):
        files.append(tmp_path / f"long-{number}.txt")
        said = (
            f"Q: Is stone {n} of tower {number} grey?\n\nA: Stone {n} is {number} grey.\n" for n in range(400)
        )
        files[-1].write_text("\n".join(said), encoding="utf-8")
    page = open_page(f"{address}library", until=".library")
    page.set_default_timeout(60_000)
    bring(page, *files)
    page.wait_for_selector("#approving")
    page.click("#accept")
    page.wait_for_selector("#working progress[value]")
    page.click("#stop")
    page.wait_for_selector(f"#working .notice:has-text('{ENGLISH.stopped}')")
    assert page.locator("#stop").is_hidden()
    assert len(titles(page)) < 31
    assert len(titles(page)) == len(httpx.get(f"{address}api/list").json()["transcripts"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chinese_phone_gets_a_chinese_page_that_fits(
    open_page: Callable[..., Page], address: str, tower: Path, scheme: str
) -> None:
    page = open_page(
        f"{address}library", until=".library", locale="zh-CN", color_scheme=scheme,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    bring(page, tower)
    text = page.locator("body").inner_text()
    for words in (
        CHINESE.library_title,
        CHINESE.add_title,
        CHINESE.looked_at,
        CHINESE.accept,
        CHINESE.rename,
    ):
        assert words in text
    assert ENGLISH.library_title not in text
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_where_nobody_may_change_the_record_there_is_no_library(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    with served(TINY, str(tmp_path / "other"), json.dumps({"host": "0.0.0.0"})) as (url, _):
        page = open_page(url)
        assert page.locator("nav.pages a").count() == 2  # Ask, and every mention
        assert page.locator("nav.pages a:is([href*=library], [href*=evals])").count() == 0
        assert httpx.get(f"{url}library").status_code == 404
        files = {"files": ("talk.txt", b"Q: a\n\nA: b\n")}
        assert httpx.post(f"{url}gradio_api/upload", files=files).status_code == 403


def test_who_brings_too_much_is_told_in_the_readers_language(
    open_page: Callable[..., Page], tmp_path: Path, tower: Path
) -> None:
    narrow = "from onrecord.ui.web.uploads import Uploads\nUploads.__init__.__defaults__ = (10, 10)\n" + TINY
    with served(narrow, str(tmp_path / "narrow")) as (url, _):
        page = open_page(f"{url}library", until=".library table", locale="zh-CN")
        page.wait_for_selector("#read:not(:empty)")
        page.set_input_files("#files input[type=file]", str(tower))
        said = page.locator("[data-testid=toast-text]")
        said.filter(has_text=CHINESE.uploads_full).wait_for()
        page.wait_for_function(
            "!document.querySelector('[data-testid=toast-text]').textContent.includes('507')"
        )


MIXED = (
    "A talk at the harbour\n\nAnn Reed: When does the bridge open?\n\nTom Cole: In May, when the tests are done."
    "\n\nEva Lang: We have heard of a toll.\n\nTom Cole: There is none, and there never was one.\n\n"
    "Ann Reed: What does the ferry cost?\n\nTom Cole: Four crowns, and nothing for children.\n\n"
    "Eva Lang: We have also heard of delays.\n\nTom Cole: They are over, and all goes on as planned.\n"
)


def radio(page: Page, name: str, choice: str) -> Locator:
    return page.locator(f".speakers fieldset[data-name='{name}'] input[value={choice}]")


def test_who_asks_is_said_in_one_click_and_the_exchanges_follow(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text(MIXED, encoding="utf-8")
    page = open_page(f"{address}library", until=".library")
    bring(page, file)
    page.evaluate("document.querySelector('.speakers').open = true")
    assert radio(page, "Tom Cole", "answerer").is_checked()
    turns = page.locator(".speakers fieldset[data-name='Eva Lang'] p").all_inner_texts()
    assert turns == ["We have heard of a toll.", "We have also heard of delays."]
    began = time.monotonic()
    radio(page, "Eva Lang", "asker").check()
    page.wait_for_selector(".looked ol li:has-text('We have heard of a toll.')")
    assert time.monotonic() - began < 1.5
    assert page.locator(".looked ol li").count() == 4
    assert page.locator("#chosen label").inner_text().count(ENGLISH.exchanges.format(count=4)) == 1
    # The keyboard keeps its place, and goes on from there.
    page.wait_for_function("document.activeElement.matches('input[value=asker]')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".looked ol li >> nth=1")
    page.wait_for_function("document.querySelectorAll('.looked ol li').length === 2")
    assert radio(page, "Eva Lang", "moderator").is_checked()
    radio(page, "Eva Lang", "asker").check()
    page.wait_for_function("document.querySelectorAll('.looked ol li').length === 4")
    page.click("#accept")
    page.wait_for_selector(f"#working .done:has-text('{ENGLISH.added.format(count=1)}')")
    listed = {each["id"]: each for each in httpx.get(f"{address}api/list").json()["transcripts"]}
    assert listed["harbour"]["exchanges"] == 4
    (kept,) = (tmp_path / "archive" / "profiles").iterdir()
    assert 'asks = ["Eva Lang"]' in kept.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_found_speakers_fit_on_an_arabic_phone(
    open_page: Callable[..., Page], address: str, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "harbour.md"
    file.write_text(
        MIXED + "\n**A long title that is set in bold**\n\nMore.\n\n**Another**\n\nAnd more.\n", "utf-8"
    )
    page = open_page(
        f"{address}library", until=".library", locale="ar", color_scheme=scheme,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    bring(page, file)
    page.evaluate("document.querySelector('.speakers').open = true")
    arabic = next(words for words in LANGUAGES if words.tag == "ar")
    shown = page.locator(".speakers").inner_text()
    for words in (arabic.who_speaks, arabic.choice_moderates, arabic.choice_nobody, arabic.look_bold):
        assert words in shown
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
