"""The page over the sample record, with the bundled model: nothing is faked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.readers import read
from tests.ui.served import SAMPLE, served
from ui.messages import SAMPLE_QUESTIONS
from ui.places import sample_record

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.model]


def test_every_example_is_answered_with_exact_words_of_the_record(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    record = "".join("".join(read(path).text.split()) for path in sample_record().iterdir())
    with served(SAMPLE, str(tmp_path)) as (address, _):
        page = open_page(at=address)
        for number, question in enumerate(SAMPLE_QUESTIONS, 1):
            page.locator("#examples button", has_text=question).click()
            page.wait_for_selector(f'.turn[data-turn="{number}"] .quotes')
            quotes = page.locator(f'.turn[data-turn="{number}"] blockquote').all_inner_texts()
            marks = page.locator(".card:visible mark").all_inner_texts()
            assert quotes
            for words in (*quotes, *marks):
                assert "".join(words.split()) in record, question
