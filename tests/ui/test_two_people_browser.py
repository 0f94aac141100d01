"""Two people change one record at the same time: whoever comes second is asked, in their language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from onrecord.ui.messages import ENGLISH, LANGUAGES, Messages
from tests.ui.served import TINY, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARABIC, JAPANESE = (next(each for each in LANGUAGES if each.tag == tag) for tag in ("ar", "ja"))


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(TINY, str(tmp_path / "archive")) as (url, _):
        yield url


def talk(folder: Path, month: str) -> Path:
    file = folder / month / "talk2.txt"
    file.parent.mkdir()
    file.write_text(
        f"Talk of {month}\n\nQ: When does it open?\n\nA: It opens in {month}.\n", encoding="utf-8"
    )
    return file


def bring(page: Page, file: Path) -> None:
    page.set_input_files("#files input[type=file]", str(file))
    page.wait_for_selector(".looked article")


def titles(address: str) -> list[str]:
    held = httpx.get(f"{address}api/list").json()["transcripts"]
    return sorted(each["title"] for each in held if each["id"] != "talk")


def accept(page: Page, words: Messages) -> None:
    page.click("#accept")
    page.wait_for_selector(f"#working .done:has-text('{words.added.format(count=1)}')")


def test_the_second_to_add_another_text_of_that_name_decides(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    ada = open_page(f"{address}library", until=".library table")
    ben = open_page(f"{address}library", until=".library table", locale="ar-EG")
    bring(ada, talk(tmp_path, "June"))
    bring(ben, talk(tmp_path, "July"))
    assert ben.locator("#same-name").is_hidden()
    accept(ada, ENGLISH)
    ben.click("#accept")
    told = ben.locator("#working .notice")
    told.wait_for()
    assert told.inner_text() == ARABIC.changed_meanwhile.format(title="Talk of June")
    assert told.get_attribute("dir") == "rtl"
    assert titles(address) == ["Talk of June"]
    assert ARABIC.namesake.format(title="Talk of June") in ben.locator(".looked").inner_text()
    ben.click("#accept")
    ben.wait_for_selector(f"#working .notice:has-text('{ARABIC.same_name}')")
    assert titles(address) == ["Talk of June"]
    ben.click(f"#same-name label:has-text('{ARABIC.keep_both}')")
    accept(ben, ARABIC)
    assert titles(address) == ["Talk of July", "Talk of June"]


def test_undo_asks_before_it_replaces_what_came_meanwhile(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    ada = open_page(f"{address}library", until=".library table", locale="ja-JP")
    bring(ada, talk(tmp_path, "June"))
    accept(ada, JAPANESE)
    ada.click("button[data-do=remove][data-id=talk2]")
    ada.wait_for_selector("#undo")
    ben = open_page(f"{address}library", until=".library table")
    bring(ben, talk(tmp_path, "July"))
    accept(ben, ENGLISH)
    ada.click("#undo")
    told = ada.locator("#library-said .notice")
    told.wait_for()
    assert told.inner_text() == JAPANESE.changed_meanwhile.format(title="Talk of July")
    assert titles(address) == ["Talk of July"]
    ada.click(f"#undo-same-name label:has-text('{JAPANESE.replace_it}')")
    ada.click("#undo")
    ada.wait_for_selector(f"#library-said .done:has-text('{JAPANESE.restored}')")
    assert titles(address) == ["Talk of June"]
    assert ada.locator("#undo-same-name").is_hidden()
    # Ben's list still shows what he added.
    ben.click("button[data-do=remove][data-id=talk2]")
    ben.wait_for_selector("#library-said .notice:has-text('Talk of June')")
    assert titles(address) == ["Talk of June"]
    ben.click("button[data-do=remove][data-id=talk2]")
    ben.wait_for_selector("#library-said .done:has-text('Talk of June')")
    assert titles(address) == []


def test_what_another_brought_cannot_be_read_by_its_path(
    open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    """Also where the request comes from the page's own origin, with the cookies of somebody else."""
    ada = open_page(f"{address}library", until=".library table")
    with ada.expect_response(lambda answer: "/gradio_api/upload?" in answer.url) as uploaded:
        bring(ada, talk(tmp_path, "June"))
    (path,) = uploaded.value.json()
    ask = "path => fetch(`./gradio_api/file=${path}`).then(answer => answer.status)"
    assert ada.evaluate(ask, path) == 200
    ben = open_page(f"{address}library", until=".library table")
    assert ben.evaluate(ask, path) == 404
