"""A transcript and questions that try to be more than words, from the file to the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.ui.served import TINY, served

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Page

ATTACKS = (
    "<script>window.hacked = 1</script>",
    '<img src=x onerror="window.hacked = 2">',
    "<svg/onload=window.hacked=3>",
    '"><a href="javascript:window.hacked=4">press me</a>',
    "[press me](javascript:window.hacked=5)",
    "${window.hacked = 6} {{window.hacked}} <%= window.hacked %>",
    "</textarea></style></title><iframe srcdoc='<script>parent.hacked = 7</script>'></iframe>",
    "<details open ontoggle=window.hacked=8><style>*{display:none}</style>",
    "\u202egnp.exe\u202d \u2066inside\u2069 \u200f",
)
LONG = "stone " * 170_000


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page over a record with all of it, and a line of a megabyte."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = (
        f"Q: What of attack {n}? {attack}\n\nA: It is {attack}, number {n}.\n"
        for n, attack in enumerate(ATTACKS)
    )
    file = folder / "attacks-<b>bold<b>.txt"
    file.write_text("\n".join([*lines, f"Q: How long is the wall?\n\nA: {LONG}and then it ends.\n"]), "utf-8")
    program = TINY.replace(
        "serve(",
        f"from onrecord.index.indexing import index_into\n"
        f"assert not [r.error for r in index_into(archive, embedder, [Path({str(file)!r})]) if r.error]\nserve(",
        1,
    )
    with served(program, str(folder / "archive")) as (url, _):
        yield url


def test_a_question_of_a_megabyte_is_refused_in_a_line(hostile: str) -> None:
    for question, status in ((LONG[:50_000], 422), (LONG, 413), (LONG * 9, 413)):
        response = httpx.post(f"{hostile}api/ask", json={"question": question})
        assert response.status_code == status
        assert len(response.text) < 300


def test_the_api_gives_the_words_as_they_are(hostile: str) -> None:
    for attack in ATTACKS[:3]:
        asked = {"question": f"What of attack? {attack}", "top_k": 5}
        answer = httpx.post(f"{hostile}api/ask", json=asked).json()
        assert answer["question"] == asked["question"]
        assert any(attack in quote["answer"] for quote in answer["quotes"] or answer["nearest"])


@pytest.mark.browser
@pytest.mark.parametrize("attack", range(len(ATTACKS)))
def test_nothing_that_is_asked_or_answered_is_more_than_words(
    open_page: Callable[..., Page], hostile: str, attack: int
) -> None:
    page = open_page(hostile)
    question = f"What of attack {attack}? {ATTACKS[attack]}"
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".turn :is(.quotes, .unanswered)")
    shown = question.replace("\u202e", "U+202E").replace("\u202d", "U+202D")
    assert page.locator(".asked").inner_text().endswith(shown.strip())
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert page.locator(":is(.log, .passages) :is(script, img, svg, iframe, style)").count() == 0
    # Our own link leads to every mention of what was asked, and nowhere else.
    links = page.locator(":is(.log, .passages) a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) == 1
    assert re.fullmatch(r"\./trace\?trace=[^\"<>\s]+", links[0])


@pytest.mark.browser
def test_a_line_of_a_megabyte_is_answered_and_the_page_goes_on(
    open_page: Callable[..., Page], hostile: str
) -> None:
    page = open_page(hostile)
    page.set_default_timeout(60_000)
    for number, question in enumerate(("How long is the wall?", "What of attack 1?"), 1):
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(f'.turn[data-turn="{number}"] :is(.quotes, .unanswered)')
    page.goto(f"{hostile}library")
    page.wait_for_selector(".library table")
    assert page.evaluate("window.hacked") is None


@pytest.mark.browser
def test_the_library_shows_what_a_file_is_called_and_nothing_more(
    open_page: Callable[..., Page], hostile: str, tmp_path: Path
) -> None:
    file = tmp_path / "<img src=x onerror=window.hacked=9>.txt"
    file.write_text("Q: a <script>window.hacked = 10</script>?\n\nA: b.\n", encoding="utf-8")
    page = open_page(f"{hostile}library", until=".library table")
    page.set_input_files("#files input[type=file]", str(file))
    page.wait_for_selector(".looked article")
    assert (
        page.locator(
            ":is(.library, .looked) :is(script, img, svg, iframe, a:not([data-open]), style)"
        ).count()
        == 0
    )
    assert page.evaluate("window.hacked") is None
