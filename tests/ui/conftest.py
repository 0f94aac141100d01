"""What tests share: commands with a tiny model; a Chromium, and pages that tell when they misbehave."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from onrecord.index.archive.archive import Archive
from onrecord.rag.settings import Settings
from onrecord.ui.cli.main import main
from onrecord.ui.page.evals import Evals
from tests.conftest import HashEmbedder
from tests.ui.command_line import TALK, Run
from tests.ui.served import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept for a user is kept below ``tmp_path``."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def evals(archive: Archive, embedder: HashEmbedder, folders: None) -> Evals:
    """The question sets of the small archive, in which every question is answered."""
    return Evals(archive, embedder, Settings(threshold=0))


@pytest.fixture
def run(
    tmp_path: Path, folders: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command with the tiny embedder; gives the exit status, standard output and standard error."""
    monkeypatch.setenv("ONRECORD_ARCHIVE", str(tmp_path / "archive"))
    for module in ("onrecord.ui.cli.opening", "onrecord.ui.cli.eval"):
        monkeypatch.setattr(f"{module}.load_model", lambda _: HashEmbedder())

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A small transcript in a file."""
    file = tmp_path / "talk-2020-01-02.txt"
    file.write_text(TALK, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of the page over the fake record."""
    with served() as (url, _):
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without one the test is skipped."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens the page; afterwards fails on any request elsewhere, any script error and any dialog.

    ``at`` is the address of another page than the one over the fake record, ``until`` what is waited for,
    ``script`` what runs before the page's own scripts.
    """
    from playwright.sync_api import TimeoutError as NothingCame

    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []
    errors: list[str] = []
    allowed = {""}  # data: and blob: addresses have no host

    def note_request(request: Request) -> None:
        if urlsplit(request.url).netloc not in allowed:
            elsewhere.append(request.url)

    def note_dialog(dialog: Dialog) -> None:
        errors.append(dialog.message)
        dialog.dismiss()

    def visit(at: str = address, until: str = ".log", script: str = "", **options: Any) -> Page:
        context = browser.new_context(
            **{"locale": "en-US", "viewport": {"width": 1440, "height": 900}} | options
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        context.on("request", note_request)
        context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", note_dialog)
        allowed.add(urlsplit(at).netloc)
        page.goto(at)
        try:
            page.wait_for_selector(until)
        except NothingCame:
            # Once in some hundred openings, on a busy machine, nothing came in half a minute; why is not known.
            print(f"{at} did not come, and is opened again")
            page.reload()
            page.wait_for_selector(until)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert elsewhere == []
    assert errors == []


def ask(page: Page, question: str) -> None:
    """Ask and wait for the answer."""
    before = page.locator(".turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector(f'.turn[data-turn="{before + 1}"] :is(.quotes, .unanswered)')


def more(page: Page, passage: str) -> None:
    """Open the menu of a card, if it is closed."""
    card = page.locator(f"#passage-{passage}")
    if not card.locator(".menu[open]").count():
        card.locator(".menu summary").click()
