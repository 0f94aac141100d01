"""Question sets of an archive, and the page that runs them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.eval.report.html import report_body
from onrecord.index.errors import InputError, SetError
from onrecord.ui.messages import ENGLISH, LANGUAGES
from onrecord.ui.page.background import StoppedError
from onrecord.ui.page.evals import Evals
from tests.ui.served import TINY, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("folders")

ROWS = [
    {"id": "1", "lang": "en", "question": "What does the ferry cost?", "exchanges": ["talk/2"]},
    {"id": "2", "lang": "en", "question": "Will <b>it</b> rain & when?", "exchanges": []},
    {"id": "3", "lang": "zh", "question": "museum stay", "exchanges": ["talk/1"]},
]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "My set.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return file


def test_a_set_is_kept_with_the_archive_and_run(evals: Evals, mine: Path) -> None:
    assert evals.sets() == []
    name = evals.keep(mine)
    assert evals.sets() == [name]
    shares: list[float] = []
    run = evals.run(name, shares.append)
    assert [each.id for each in run.results] == ["1", "2", "3"]
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_run_that_was_stopped_goes_on_where_it_was(evals: Evals, mine: Path) -> None:
    name = evals.keep(mine)

    def stop(share: float) -> None:
        if share > 0.5:
            raise StoppedError

    with pytest.raises(StoppedError):
        evals.run(name, stop)
    shares: list[float] = []
    assert len(evals.run(name, shares.append).results) == 3
    assert shares[1] == pytest.approx(2 / 3)


def test_a_set_about_another_record_is_refused_with_all_that_is_wrong(evals: Evals, mine: Path) -> None:
    mine.write_text('{"id": "1", "question": "x", "exchanges": ["talk/9"]}\n{"x"\n', encoding="utf-8")
    with pytest.raises(SetError) as raised:
        evals.keep(mine)
    assert len(raised.value.problems) == 2
    assert evals.sets() == []
    for name in ("nothing", "../mine"):
        with pytest.raises(InputError, match="there is no set"):
            evals.run(name, lambda _: None)


def test_a_set_is_drawn_from_the_record_however_small(evals: Evals) -> None:
    assert evals.draw() == "drawn"
    run = evals.run("drawn", lambda _: None)
    assert {each.kind for each in run.results} == {"own"}
    assert len(run.results) == 1


def test_in_the_report_a_question_that_went_wrong_leads_to_the_page(evals: Evals, mine: Path) -> None:
    run = evals.run(evals.keep(mine), lambda _: None)
    body = report_body(run, "./?ask=")
    assert '<a href="./?ask=museum%20stay">museum stay</a>' in body
    assert "./?ask=Will%20%3Cb%3Eit%3C%2Fb%3E%20rain%20%26%20when%3F" in body
    assert "Will <b>" not in body
    assert "<a " not in report_body(run)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(TINY, str(tmp_path / "archive")) as (url, _):
        yield url


@pytest.mark.browser
def test_a_set_is_brought_run_and_what_went_wrong_is_asked(
    open_page: Callable[..., Page], address: str, mine: Path
) -> None:
    bad = mine.with_name("bad.jsonl")
    bad.write_text("{\n", encoding="utf-8")
    page = open_page(f"{address}evals", until=".evals h1")
    page.click("#run")
    page.wait_for_selector(f"#working .notice:has-text('{ENGLISH.eval_none}')")
    page.set_input_files("#set-file input[type=file]", str(bad))
    page.wait_for_selector("#working .notice:has-text('bad.jsonl:1')")
    page.set_input_files("#set-file input[type=file]", str(mine))
    page.wait_for_function("document.querySelector('#set input').value === 'my-set'")
    page.click("#run")
    page.wait_for_selector(".report .evaluation")
    assert page.locator(".report svg").count() >= 3
    assert page.locator("#stop").is_hidden()
    page.click(".report a:has-text('<b>it</b>')")
    page.wait_for_selector(".turn :is(.quotes, .unanswered)")
    assert page.locator(".asked").inner_text().endswith("Will <b>it</b> rain & when?")
    assert "ask=" not in page.url


@pytest.mark.browser
def test_a_set_is_drawn_on_the_page_and_a_phone_shows_it(
    open_page: Callable[..., Page], address: str
) -> None:
    page = open_page(f"{address}evals", until=".evals h1", viewport={"width": 390, "height": 844})
    page.click("#draw")
    page.wait_for_function("document.querySelector('#set input').value === 'drawn'")
    page.click("#run")
    page.wait_for_selector(".report .evaluation")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("text=Every measure")
    cells = page.locator(".report details[open] :is(th, td.n)")
    # No word and no number is broken over lines.
    broken = cells.evaluate_all(
        "all => all.filter(each => { const range = document.createRange(); range.selectNodeContents(each);"
        " return range.getClientRects().length > each.innerText.split(' ').length }).length"
    )
    assert (cells.count() > 20, broken) == (True, 0)


@pytest.mark.browser
def test_the_report_is_in_the_readers_language(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}evals", until=".evals h1", locale="zh-CN")
    page.click("#draw")
    page.wait_for_function("document.querySelector('#set input').value === 'drawn'")
    page.click("#run")
    page.wait_for_selector(".report .evaluation")
    chinese = next(words for words in LANGUAGES if words.tag == "zh-Hans")
    assert page.locator(".report").get_attribute("lang") == "zh-Hans"
    page.evaluate("for (const each of document.querySelectorAll('.report details')) each.open = true")
    # All that is left in Latin letters are names: of measures, models, languages, settings and transcripts.
    told = page.locator(".report :is(h1, h2, summary, figcaption, th, .tiles p, dt)").all_inner_texts()
    assert [each for each in told if re.search("[a-z]{3}", each) and "drawn" not in each] == []
    assert chinese.report.made_by in told
