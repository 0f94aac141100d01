"""The page over the sample record, with the bundled model: nothing is faked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from onrecord.index.readers.sources import read
from onrecord.ui.locations import sample_record
from onrecord.ui.messages import LANGUAGES, Messages
from onrecord.ui.page.examples import sample_questions
from tests.ui.served import SAMPLE, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(SAMPLE, str(tmp_path_factory.mktemp("sample") / "archive")) as (address, _):
        yield address


@pytest.mark.parametrize("words", LANGUAGES, ids=lambda words: words.tag)
def test_every_example_is_answered_with_exact_words_of_the_record(
    open_page: Callable[..., Page], sample: str, words: Messages
) -> None:
    record = "".join("".join(read(path).text.split()) for path in sample_record().iterdir())
    page = open_page(at=sample, locale={"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}.get(words.tag, words.tag))
    page.wait_for_selector("#examples button >> nth=5")
    examples = page.locator("#examples button").all_inner_texts()
    assert examples == sample_questions(words.tag)
    for number, question in enumerate(examples, 1):
        if number == 1:
            page.locator("#examples button", has_text=question).click()
        else:
            page.fill("#question textarea", question)
            page.press("#question textarea", "Enter")
        page.wait_for_selector(f'.turn[data-turn="{number}"] .quotes')
        quotes = page.locator(f'.turn[data-turn="{number}"] blockquote').all_inner_texts()
        marks = page.locator(".card:visible mark").all_inner_texts()
        assert quotes
        for said in (*quotes, *marks):
            assert "".join(said.split()) in record, question
