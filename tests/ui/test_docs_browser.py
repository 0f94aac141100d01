"""The site of the docs in Chromium: no page asks another host for anything or fails in a script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.docs.site import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The site's address, and its folder."""
    folder = build_site(tmp_path_factory.mktemp("site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", folder
        finally:
            server.shutdown()
            thread.join()


def test_pages_ask_no_other_host(site: tuple[str, Path], open_page: Callable[..., Page]) -> None:
    address, folder = site
    page = open_page(f"{address}/index.html", until=".md-content h1")
    for file in sorted(folder.glob("*.html")):
        page.goto(f"{address}/{file.name}")
        assert page.locator("h1").count() == 1, file.name
    page.wait_for_load_state("networkidle")


def test_a_word_is_found(site: tuple[str, Path], open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site[0]}/index.html", until=".md-content h1")
    page.click(".md-search__input")
    page.keyboard.type("threshold", delay=20)
    page.wait_for_selector(".md-search-result__link", state="attached")
    found = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__link").all()]
    assert any("asking.html" in address for address in found)
